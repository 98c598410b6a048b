"""Today's training in words: what is due, that it is done and how the foot took it, or why today is for rest."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from flask import url_for
from flask_babel import gettext as _

from rehab.clinical.dose import Side
from rehab.features.journal.answer import answer_of, worst_by_day
from rehab.features.journal.day import Day
from rehab.features.journal.pages import Answer, ExerciseLine, OneTap, SkippedLine, StretchLine, TrainingCard
from rehab.features.journal.queries import Trained
from rehab.features.journal.schedule import is_training, next_training_on
from rehab.models import SessionKind
from rehab.records.programmes import Prescribed
from rehab.records.skipped import Skipped
from rehab.web.condition_words import rest_reason, rest_title, strength_icon
from rehab.web.doses import dose_text, exercise_name, uneven_words
from rehab.web.skip_words import skipped_words
from rehab.web.words import date_words

DAY = timedelta(days=1)


def training_card(day: Day) -> TrainingCard:
    """The card of today's training and stretches. The course has a programme."""
    version = day.programme.in_force(day.today)
    prescribed = version.prescribed_on(day.today) if version else ()
    trained = day.trainings_on(day.today)
    left = _left(day, prescribed)
    eyebrow, title, text = _heading(day, prescribed, trained, left)
    untold = trained[-1] if trained and trained[-1].pain_during is None else None
    return TrainingCard(
        icon=strength_icon(day.course.condition),
        eyebrow=eyebrow,
        title=title,
        minutes=_minutes(left),
        text=text,
        lines=tuple(_line(each) for each in left),
        stretches=tuple(_stretch(day, each) for each in prescribed if not is_training(each)),
        skipped=tuple(_skipped(each) for each in day.skipped),
        is_done=any(each.was_lifted for each in trained) and not left,
        play_href=url_for("journal.player") if left else "",
        log_href=url_for("journal.new_session") if left else "",
        one_tap=_one_tap(day, left),
        felt_href=url_for("journal.new_session", correct=untold.id, short=1) if untold else "",
        undo_action=url_for("journal.take_back", session_id=untold.id) if untold else "",
        correct_href=url_for("journal.new_session", correct=trained[-1].id) if trained else "",
        answer=answer_of(day, trained[-1]) if trained else _yesterdays_answer(day),
    )


def _left(day: Day, prescribed: Sequence[Prescribed]) -> tuple[Prescribed, ...]:
    """What is due and not done. A day trained under an earlier version is done: the foot can't tell the difference."""
    known = {each.id for each in prescribed}
    return () if set(day.done_ids) - known else day.left


def _heading(
    day: Day, prescribed: Sequence[Prescribed], trained: Sequence[Trained], left: Sequence[Prescribed]
) -> tuple[str, str, str]:
    """The small line, the heading and the text of the card."""
    next_on = next_training_on(day.rhythms, day.today)
    upcoming = _("Next strength day: %(date)s.", date=date_words(next_on, "long")) if next_on else ""
    lifted = [each for each in trained if each.was_lifted]
    if not lifted and any(each.stopped_by_pain for each in trained):
        return _("Strength day"), _("You stopped because it hurt"), _not_lifted(day)
    if left:
        return _("Strength day"), _("Today's session"), _times_done(day, left)
    if lifted:
        return _("Strength day"), _("Today's session is done"), _told(lifted[-1], upcoming)
    if day.skipped:
        return _("Strength day"), _("Today's session is left out"), upcoming
    if next_on and prescribed:
        condition = day.course.condition
        return _("Rest day"), rest_title(condition), f"{rest_reason(condition)} {upcoming}"
    if prescribed:
        return _("Every day"), _("Today's stretches"), ""
    if next_on:
        return _("Programme"), _("Your programme starts soon"), upcoming
    ended = _("%(name)s plans the next part with you. Go on logging your mornings.", name=day.practitioner)
    return _("Programme"), _("This part of your programme is over"), ended


def _not_lifted(day: Day) -> str:
    return str(_("Nothing was lifted, so it is not counted as done. %(name)s can see it.", name=day.practitioner))


def _told(trained: Trained, upcoming: str) -> str:
    """What the numbers of a training that is done do not say, and when the next one is."""
    stopped = _("You stopped because it hurt.") if trained.stopped_by_pain else ""
    return " ".join(filter(None, (stopped, uneven_words(trained.reps_left, trained.reps_right), upcoming)))


def _one_tap(day: Day, left: Sequence[Prescribed]) -> OneTap | None:
    """None where nothing is left, or as many sets as possible are asked for: those are to be written."""
    if not left or any(each.dose.sets is None for each in left):
        return None
    ids = tuple(each.id for each in left)
    return OneTap(client_key=str(uuid4()), done_on=day.today.isoformat(), prescription_ids=ids)


def _times_done(day: Day, left: Sequence[Prescribed]) -> str:
    """How often it is done already, of what is done more than once a day."""
    times = max((each.dose.times_a_day for each in left), default=1)
    done = min(day.done_ids.count(each.id) for each in left)
    return str(_("Done %(done)s of %(times)s times today.", done=done, times=times)) if done else ""


def _minutes(left: Sequence[Prescribed]) -> str:
    seconds = [(each.dose.duration_s, 2 if each.side is Side.BOTH else 1) for each in left]
    known = [duration * sides for duration, sides in seconds if duration is not None]
    if not known or len(known) < len(left):
        return ""
    return str(_("about %(minutes)s min.", minutes=-(-sum(known) // 60)))


def _line(prescribed: Prescribed) -> ExerciseLine:
    text = dose_text(prescribed.dose)
    if prescribed.side is Side.BOTH:
        sides = _("each side by itself")
        text = f"{text} · {sides}"
    name = exercise_name(prescribed.exercise_code)
    return ExerciseLine(name=name, text=text, skip_href=url_for("skips.new", prescription=prescribed.id))


def _skipped(skipped: Skipped) -> SkippedLine:
    return SkippedLine(id=skipped.id, name=exercise_name(skipped.exercise_code), text=skipped_words(skipped))


def _stretch(day: Day, prescribed: Prescribed) -> StretchLine:
    bouts = [
        each
        for each in day.trained
        if each.kind is SessionKind.STRETCH and each.done_on == day.today and prescribed.id in each.prescription_ids
    ]
    line, total = _line(prescribed), prescribed.dose.times_a_day
    return StretchLine(
        name=line.name,
        text=line.text,
        done=min(len(bouts), total),
        total=total,
        prescription_id=prescribed.id,
        client_key=str(uuid4()),
        undo_action=url_for("journal.take_back", session_id=bouts[-1].id) if bouts else "",
    )


def _yesterdays_answer(day: Day) -> Answer | None:
    """Yesterday's training once more, when this morning says that the foot took it badly."""
    trained = day.trainings_on(day.today - DAY)
    answer = answer_of(day, trained[-1]) if trained else None
    return answer if answer and answer.kind != "ok" and day.today in worst_by_day(day) else None
