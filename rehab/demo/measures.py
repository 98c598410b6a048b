"""What the demo's patients answer at weeks 0, 4, 8 and 12, and the few who say that they are well."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from rehab.clinical.maintenance import CHECK_AFTER
from rehab.clinical.outcomes import MEASURED_WEEKS, STAYS_OPEN
from rehab.demo.diary import DAY, at
from rehab.demo.mornings import Logger
from rehab.demo.rows import Rows, key
from rehab.models import CourseTurn, OutcomeAnswer, PsfsActivity, Question, Turn
from rehab.records.outcomes import PSFS

FOOT = ("Gå en lang tur", "Stå på arbejdet", "Gå på trapper", "Løbe fem kilometer", "Gå ned efter avisen om morgenen")
HAND = ("Løfte en fuld kande", "Skrue et låg af", "Arbejde i haven", "Spille golf", "Bære indkøb")
ANSWERS = 0.75
SAYS_WELL = {"keeping it up": 0.4, "late improver": 0.3}
GROC_FROM = ((0.3, 1), (0.55, 2), (0.85, 3), (1.1, 4))  # share of the pain at the start, and the word for it


def answer_measures(rows: Rows, rng: Random, who: Logger) -> None:
    """The measurements of the course up to two days ago; now and then one is left out, or a question of one."""
    if rng.random() > 0.85 or who.length < 3:
        return
    count = rng.choice((3, 3, 4))
    names = rng.sample(HAND if who.story.condition == "golfers_elbow" else FOOT, count)
    hard = [rng.uniform(0.7, 1.15) for _name in names]
    for position, name in enumerate(names, start=1):
        named_at = at(who.started_on, 17 * 60)
        values: dict[str, Any] = {"position": position, "name": name, "named_at": named_at}
        rows.add(PsfsActivity, course_id=who.course_id, named_by_id=who.patient_id, **values)
    for week in MEASURED_WEEKS:
        day = who.started_on + timedelta(weeks=week) + rng.randrange(3) * DAY
        waits = who.story.waits_today and who.today - day < STAYS_OPEN
        if day < min(who.last_on, who.today - DAY) and not waits and (week == 0 or rng.random() < ANSWERS):
            _answer(rows, rng, who, week, hard, day)


def _answer(rows: Rows, rng: Random, who: Logger, week: int, hard: list[float], day: date) -> None:
    pain, answered_at = who.pain(day), at(day, 17 * 60 + rng.randrange(180))
    for question, factor in zip(PSFS, hard, strict=False):
        _store(rows, who, week, question, _within(10 - pain * factor), answered_at)
    _store(rows, who, week, Question.NRS, None if rng.random() < 0.04 else _within(pain * 0.85), answered_at)
    if week:
        word = next((word for share, word in GROC_FROM if pain / who.start < share), 5)
        _store(rows, who, week, Question.GROC, word, answered_at)
    _store(rows, who, week, Question.PASS, int(pain < 2), answered_at)


def _store(rows: Rows, who: Logger, week: int, question: Question, value: int | None, answered_at: datetime) -> None:
    rows.add(
        OutcomeAnswer,
        course_id=who.course_id,
        week=week,
        question=question,
        value=value,
        answered_at=answered_at,
        answered_by_id=who.patient_id,
    )


def _within(score: float) -> int:
    return min(10, max(0, round(score)))


def say_well(rows: Rows, rng: Random, who: Logger) -> None:
    """Some of those who keep it up have said so in the last weeks."""
    if rng.random() > SAYS_WELL.get(who.story.name, 0) or who.story.closed:
        return
    on = who.today - rng.randrange(4, 30) * DAY
    rows.add(
        CourseTurn,
        course_id=who.course_id,
        client_key=key(rng),
        turn=Turn.WELL,
        turned_on=on,
        check_on=on + CHECK_AFTER,
        turned_at=at(on, 8 * 60),
        turned_by_id=who.patient_id,
    )
