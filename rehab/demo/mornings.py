"""How the demo's patients wake up: one score per sore side and morning, some missing, some put right."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any

from rehab.clinical.dose import Side
from rehab.demo.diary import DAY, at
from rehab.demo.rows import Rows, key
from rehab.demo.stories import Story, level
from rehab.models import MorningPain

OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


@dataclass(frozen=True, slots=True)
class Logger:
    """Whose course is logged, and how: the story, the sore side, the first day and the last one with an entry."""

    course_id: int
    patient_id: int
    story: Story
    side: Side
    started_on: date
    last_on: date
    today: date
    start: float

    @property
    def length(self) -> int:
        return (self.today - self.started_on).days

    def pain(self, day: date) -> float:
        """How it hurts that day, before the day's own ups and downs."""
        return self.start * level(self.story.curve, (day - self.started_on).days, self.length)


def log_mornings(rows: Rows, rng: Random, who: Logger, corrected_on: date | None) -> None:
    """One score per sore side and morning, some missing, some put right; until `corrected_on` on the wrong side."""
    drift = 0.0
    day = who.started_on + DAY if not who.story.both_sides else who.started_on
    while day <= who.last_on:
        drift = 0.45 * drift + rng.gauss(0, who.story.noise * 0.9)
        minute = 6 * 60 + rng.randrange(0, 55)
        if _notes(rng, who, day):
            for side, less in _sides(who.side):
                score = _score(who.pain(day) - less * who.start + drift)
                _morning(rows, rng, who, day, side, score, at(day, minute), corrected_on)
        day += DAY


def _notes(rng: Random, who: Logger, day: date) -> bool:
    """Whether that morning is noted; today only half have been up already."""
    if who.story.waits_today and day >= who.today - DAY:
        return day < who.today
    return rng.random() < who.story.logs and (day < who.today or rng.random() < 0.5)


def _sides(side: Side) -> tuple[tuple[Side, float], ...]:
    return ((Side.LEFT, 0.0), (Side.RIGHT, 0.22)) if side is Side.BOTH else ((side, 0.0),)


def _morning(
    rows: Rows,
    rng: Random,
    who: Logger,
    day: date,
    side: Side,
    score: int,
    logged_at: datetime,
    corrected_on: date | None,
) -> None:
    values: dict[str, Any] = {"course_id": who.course_id, "noted_on": day, "logged_by_id": who.patient_id}
    replaced: dict[str, Any] = {}
    if corrected_on and day < corrected_on:
        then = at(corrected_on, 11 * 60 + rng.randrange(30))
        replaced = {"side": OTHER[side], "score": score, "superseded_at": then}
    elif rng.random() < 0.012 and day < who.today:
        slip = (score + rng.choice((2, 4, 8))) % 11
        replaced = {"side": side, "score": slip, "superseded_at": at(day, 7 * 60 + rng.randrange(90))}
    old = None
    if replaced:
        old = rows.add(MorningPain, client_key=key(rng), logged_at=logged_at, **values, **replaced)
    rows.add(
        MorningPain,
        client_key=key(rng),
        side=side,
        score=score if rng.random() < 0.99 else None,
        logged_at=replaced.get("superseded_at", logged_at),
        replaces_id=old,
        **values,
    )


def _score(pain: float) -> int:
    return max(0, min(10, round(pain)))
