"""Everything logged in a course, day by day, with every word the patient wrote."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.clinical.dose import Side
from rehab.clinical.dose_words import dose_short
from rehab.db import AnySession
from rehab.features.caseload.course.lines import effort_words
from rehab.features.caseload.course.log_queries import (
    DAYS_A_PAGE,
    Logged,
    LoggedMorning,
    LoggedSigns,
    LoggedSkip,
    LoggedTraining,
    activities_named,
    days_before,
    logged_between,
    reminder_anchor,
)
from rehab.models import SessionKind, Turn
from rehab.records.finding import CourseHead
from rehab.records.programmes import Prescribed, programme
from rehab.web.doses import exercise_name, side_word, uneven_words
from rehab.web.pages import Page
from rehab.web.sign_words import signs_in_words
from rehab.web.skip_words import skipped_words
from rehab.web.words import date_time_words, date_words, kilograms, short_name

DAY = timedelta(days=1)
Known = Mapping[int, Prescribed]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing logged: what, the figures of it, what the patient wrote, and what became of it later."""

    icon: str
    what: str
    text: str = ""
    note: tuple[str, ...] = ()
    became: str = ""


@dataclass(frozen=True, kw_only=True)
class LoggedDay:
    """A date and what is logged of it."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class LogPage(Page):
    """`written`: only days on which the patient wrote something. `activities` are theirs too, with the day named.

    `older_href` and `newest_href` are empty at either end.
    """

    template: ClassVar[str] = "caseload/log.html"
    patient: str
    course_id: int
    written: bool
    days: tuple[LoggedDay, ...]
    activities: tuple[tuple[str, str], ...]
    anchor: str
    older_href: str
    newest_href: str


def log_page(
    session: AnySession, head: CourseHead, *, before: date | None, written: bool, now: datetime, zone: ZoneInfo
) -> LogPage:
    """A page of days, those before `before`, or the latest. Nine statements, whatever the length."""
    latest = now.astimezone(head.zone).date() + DAY
    found = days_before(session, head.id, before or latest, written=written)
    days = found[:DAYS_A_PAGE]
    known = {
        item.id: item
        for version in programme(session, head.id).versions
        for span in version.phases
        for item in span.prescriptions
    }
    logged = logged_between(session, head.id, days[-1], days[0]) if days else Logged([], [], [], [], [])
    asked: dict[str, Any] = {"course_id": head.id, "words": 1 if written else None}
    named = activities_named(session, head.id)
    return LogPage(
        title=_("Everything logged"),
        patient=head.patient_name,
        course_id=head.id,
        written=written,
        days=tuple(_day(day, logged, known, head, zone) for day in days),
        activities=tuple((name, date_words(at.astimezone(zone).date(), "day_month")) for name, at in named),
        anchor=reminder_anchor(session, head.patient_id),
        older_href=url_for("caseload.log", before=days[-1], **asked) if len(found) > DAYS_A_PAGE else "",
        newest_href=url_for("caseload.log", **asked) if before else "",
    )


def _day(day: date, logged: Logged, known: Known, head: CourseHead, zone: ZoneInfo) -> LoggedDay:
    bouts = [each for each in logged.trainings if each.on == day and each.kind is SessionKind.STRETCH]
    entries = [
        *(_turn(turn) for on, turn in logged.turns if on == day),
        *(_signs(each, head) for each in logged.signs if each.on == day),
        *(_morning(each, head, zone) for each in logged.mornings if each.on == day),
        *(_training(each, known, zone) for each in logged.trainings if each.on == day and each not in bouts),
        *_stretches(bouts, known),
        *(_skip(each) for each in logged.skips if each.skipped.skipped_on == day),
    ]
    return LoggedDay(title=date_words(day, "long"), entries=tuple(entries))


def _morning(morning: LoggedMorning, head: CourseHead, zone: ZoneInfo) -> Entry:
    where = f", {side_word(morning.side).lower()}" if head.side is Side.BOTH else ""
    score = str(_("not sure")) if morning.score is None else str(morning.score)
    became = _late(morning) or (str(_("corrected since")) if morning.superseded_at else "")
    by = "" if morning.logged_by == head.patient_name else _by(morning.logged_by, morning.logged_at, zone)
    what = _("Morning pain")
    return Entry(icon="today", what=f"{what}{where}: {score}", text=by, became=became)


def _training(training: LoggedTraining, known: Known, zone: ZoneInfo) -> Entry:
    title = _("A set tried together") if training.is_practice else _("Trained")
    names = ", ".join(_dosed(known[each]) for each in training.prescription_ids if each in known)
    if training.stopped_by_pain and not training.prescription_ids:
        title = _("Stopped because it hurt")
    return Entry(
        icon="raise",
        what=f"{title}: {names}" if names else str(title),
        text=" · ".join(_figures(training)),
        note=tuple(training.note.splitlines()),
        became=_became(training, zone),
    )


def _late(logged: LoggedMorning | LoggedTraining) -> str:
    """What came from a second phone after the day was logged was superseded the moment it was stored."""
    if logged.superseded_at != logged.logged_at:
        return ""
    return str(_("arrived when the day was logged already; does not count"))


def _dosed(item: Prescribed) -> str:
    return f"{exercise_name(item.exercise_code)} {dose_short(item.dose)}"


def _figures(training: LoggedTraining) -> list[str]:
    counted = {"done": training.reps_done, "due": training.reps_prescribed}
    found = [str(_("%(done)s of %(due)s repetitions", **counted))]
    if training.stopped_by_pain and training.prescription_ids:
        found.insert(0, str(_("Stopped because it hurt")))
    if uneven := uneven_words(training.reps_left, training.reps_right):
        found.append(uneven)
    if training.load_kg is not None:
        found.append(kilograms(training.load_kg))
    if training.pain_during is not None:
        found.append(str(_("pain during %(score)s", score=training.pain_during)))
    if training.pain_after is not None:
        found.append(str(_("after %(score)s", score=training.pain_after)))
    if training.effort:
        found.append(effort_words()[training.effort].lower())
    return found


def _became(training: LoggedTraining, zone: ZoneInfo) -> str:
    if training.superseded_at is None:
        return ""
    if late := _late(training):
        return late
    at = date_time_words(training.superseded_at, zone)
    return str(_("corrected %(when)s", when=at) if training.is_corrected else _("taken back %(when)s", when=at))


def _stretches(bouts: list[LoggedTraining], known: Known) -> list[Entry]:
    """One line for each exercise: how many times it was done."""
    done = Counter(each for bout in bouts if not bout.superseded_at for each in bout.prescription_ids)
    found = []
    for id_, times in done.items():
        name = exercise_name(known[id_].exercise_code) if id_ in known else str(_("Stretch"))
        said = ngettext("%(num)s time", "%(num)s times", times)
        found.append(Entry(icon="stretch", what=f"{name}: {said}"))
    undone = sum(1 for bout in bouts if bout.superseded_at)
    if undone:
        what = ngettext("%(num)s bout of stretching taken back", "%(num)s bouts of stretching taken back", undone)
        found.append(Entry(icon="stretch", what=what))
    return found


def _skip(skip: LoggedSkip) -> Entry:
    return Entry(
        icon="skip",
        what=exercise_name(skip.skipped.exercise_code),
        text=skipped_words(skip.skipped),
        note=tuple(skip.skipped.note.splitlines()),
        became=str(_("undone")) if skip.superseded_at else "",
    )


def _signs(signs: LoggedSigns, head: CourseHead) -> Entry:
    if not signs.signs:
        return Entry(icon="ok", what=str(_("Warning signs: nothing of this")))
    return Entry(
        icon="stop", what=str(_("Warning signs")), text=" · ".join(signs_in_words(head.condition, signs.signs))
    )


def _turn(turn: Turn) -> Entry:
    if turn is Turn.WELL:
        return Entry(icon="heart", what=str(_("“I'm well”")))
    return Entry(icon="back", what=str(_("“It came back”")))


def _by(name: str, at: datetime, zone: ZoneInfo) -> str:
    return str(_("written by %(name)s %(when)s", name=short_name(name), when=date_time_words(at, zone)))
