"""What stands around a course, line by line: sessions with their pain response, corrections, notes, prompts, times."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from rehab.clinical.dose import Side
from rehab.clinical.dose_words import dose_short
from rehab.clinical.pain import Response, baseline_before, response
from rehab.features.caseload.course.parts import CorrectionLine, Line, NoteLine, SessionRow, Signed
from rehab.features.caseload.course.queries import (
    AppointmentLine,
    MorningCorrection,
    Note,
    PromptLine,
    SessionCorrection,
    Tick,
)
from rehab.features.caseload.forms import AddendumForm
from rehab.models import PromptEnding, SessionKind
from rehab.records.finding import CourseHead
from rehab.records.history import SessionEntry
from rehab.records.programmes import Prescribed, Programme
from rehab.records.skipped import Skipped
from rehab.web.doses import exercise_name, side_word, uneven_words
from rehab.web.language import chosen_language
from rehab.web.reasons import staff_words
from rehab.web.sign_words import signs_in_words
from rehab.web.skip_words import skipped_words
from rehab.web.words import date_time_words, date_words, kilograms, short_name

DAY = timedelta(days=1)
LIGHTS = {Response.GREEN: "ok", Response.YELLOW: "warn", Response.AMBER: "stop", Response.RED: "stop"}


def session_rows(
    entries: Iterable[SessionEntry],
    programme: Programme,
    scores: Mapping[date, int],
    head: CourseHead,
    practice: Collection[int] = (),
) -> tuple[SessionRow, ...]:
    """Strength sessions as given, each with the morning after and how the foot took it; `practice` are ids."""
    prescribed = {
        item.id: item for version in programme.versions for span in version.phases for item in span.prescriptions
    }
    efforts = effort_words()
    return tuple(
        _session_row(entry, prescribed, scores, head, efforts, entry.id in practice)
        for entry in entries
        if entry.kind is SessionKind.STRENGTH
    )


def _session_row(
    entry: SessionEntry,
    prescribed: Mapping[int, Prescribed],
    scores: Mapping[date, int],
    head: CourseHead,
    efforts: Mapping[int, str],
    is_practice: bool,
) -> SessionRow:
    known = [prescribed[each] for each in entry.prescription_ids if each in prescribed]
    strength = [item for item in known if item.is_strength]
    usual = baseline_before(scores, entry.done_on)
    next_morning = scores.get(entry.done_on + DAY)
    found = response(
        entry.pain_during, entry.pain_after, next_morning, head.intake_pain if usual is None else usual
    ).response
    return SessionRow(
        day=date_words(entry.done_on),
        date=day_number(entry.done_on),
        is_practice=is_practice,
        dose=" + ".join(dose_short(item.dose) for item in strength),
        missing=() if is_practice else tuple(filter(None, (_stopped(entry), _missing(entry), _uneven(entry)))),
        load=kilograms(entry.load_kg) if entry.load_kg is not None else "",
        during=entry.pain_during,
        after=entry.pain_after,
        next_morning=next_morning,
        response=LIGHTS[found] if found else None,
        effort=efforts[entry.effort] if entry.effort else "",
        note=entry.note,
    )


def _stopped(entry: SessionEntry) -> str:
    return str(_("Stopped because it hurt")) if entry.stopped_by_pain else ""


def _uneven(entry: SessionEntry) -> str:
    return uneven_words(entry.reps_left, entry.reps_right)


def _missing(entry: SessionEntry) -> str:
    if entry.reps_done >= entry.reps_prescribed:
        return ""
    return str(_("%(done)s of %(due)s repetitions", done=entry.reps_done, due=entry.reps_prescribed))


def effort_words() -> dict[int, str]:
    """1 to 5 as the patient answered it."""
    return {1: _("Very easy"), 2: _("Easy"), 3: _("About right"), 4: _("Hard"), 5: _("Very hard")}


def correction_lines(
    mornings: list[MorningCorrection], sessions: list[SessionCorrection], head: CourseHead, zone: ZoneInfo
) -> tuple[CorrectionLine, ...]:
    """What was logged and then corrected, latest first; the old value stands beside the new."""
    lines: list[tuple[datetime, CorrectionLine]] = []
    for morning in mornings:
        lines.append((morning.corrected_at, _morning_line(morning, head, zone)))
    for session in sessions:
        change = _session_change(session)
        by = _by(session.corrected_by, session.corrected_at, zone)
        lines.append((session.corrected_at, CorrectionLine(what=_what(session), change=change, by=by)))
    return tuple(line for _at, line in sorted(lines, key=lambda each: each[0], reverse=True))


def _morning_line(morning: MorningCorrection, head: CourseHead, zone: ZoneInfo) -> CorrectionLine:
    what = str(_("Morning %(date)s", date=date_words(morning.noted_on)))
    if head.side is Side.BOTH:
        what = f"{what}, {side_word(morning.side).lower()}"
    return CorrectionLine(
        what=what,
        change=_from_to(_score(morning.old), _score(morning.new)),
        by=_by(morning.corrected_by, morning.corrected_at, zone),
    )


def _what(session: SessionCorrection) -> str:
    on = date_words(session.done_on)
    if session.kind is SessionKind.STRETCH:
        return str(_("Stretch %(date)s", date=on))
    return str(_("Training %(date)s", date=on))


def _session_change(session: SessionCorrection) -> str:
    if session.is_late:
        return str(_("arrived when the day was logged already; does not count"))
    if session.new_reps is None:
        return str(_("taken back"))
    pairs = (
        (_("repetitions"), str(session.old_reps), str(session.new_reps)),
        (_("load"), _load(session.old_load), _load(session.new_load)),
        (_("pain during"), _felt(session.old_during), _felt(session.new_during)),
        (_("pain after"), _felt(session.old_after), _felt(session.new_after)),
    )
    changed = [f"{name} {_from_to(old, new)}" for name, old, new in pairs if old != new]
    return " · ".join(changed) or str(_("sets, effort or note"))


def _from_to(old: str, new: str) -> str:
    return str(_("%(old)s, corrected to %(new)s", old=old, new=new))


def _score(score: int | None) -> str:
    return str(_("not sure")) if score is None else str(score)


def _felt(pain: int | None) -> str:
    return "–" if pain is None else str(pain)


def _load(load: object) -> str:
    return "–" if load is None else kilograms(load)  # type: ignore[arg-type]


def _by(name: str, at: datetime, zone: ZoneInfo) -> str:
    return f"{short_name(name)} · {date_time_words(at, zone)}"


def day_number(day: date) -> str:
    """The day of the month alone: 23. in Danish."""
    return f"{day.day}." if chosen_language() == "da" else str(day.day)


def note_lines(notes: list[Note], typed: AddendumForm | None, zone: ZoneInfo) -> tuple[NoteLine, ...]:
    """Notes and their addenda with who signed them and when; `typed` is an addendum that was refused."""
    return tuple(
        NoteLine(
            id=note.id,
            by=_by(note.signed_by, note.signed_at, zone),
            paragraphs=tuple(note.text.splitlines()),
            addenda=tuple(
                Signed(by=_by(each.signed_by, each.signed_at, zone), paragraphs=tuple(each.text.splitlines()))
                for each in note.addenda
            ),
            form=typed if typed and typed.note_id == note.id else AddendumForm(formdata=None, note_id=note.id),
        )
        for note in notes
    )


def tick_lines(ticks: list[Tick], condition: str, zone: ZoneInfo) -> tuple[Line, ...]:
    """Every warning sign that was ticked, when, and who cleared it."""
    return tuple(
        Line(
            when=date_time_words(each.reported_at, zone),
            what=" · ".join(signs_in_words(condition, each.signs)),
            became=str(_("Cleared by %(who)s", who=_by(each.cleared_by, each.cleared_at, zone)))
            if each.cleared_by and each.cleared_at
            else str(_("Not cleared")),
        )
        for each in ticks
    )


def prompt_lines(prompts: list[PromptLine], zone: ZoneInfo) -> tuple[Line, ...]:
    """Every prompt, with how it ended."""
    return tuple(
        Line(when=date_words(each.raised_on), what=_prompted_by(each), became=_ending(each, zone)) for each in prompts
    )


def _prompted_by(prompt: PromptLine) -> str:
    """The reason, and who sent it where a person did."""
    reason = staff_words(prompt.rule, prompt.numbers)
    if prompt.sent_by is None:
        return reason
    sent = _("Sent by %(name)s", name=short_name(prompt.sent_by))
    return f"{reason}. {sent}"


def _ending(prompt: PromptLine, zone: ZoneInfo) -> str:
    if prompt.ending is None or prompt.ended_at is None:
        return str(_("Still open"))
    on = date_words(prompt.ended_at.astimezone(zone).date(), "day_month")
    match prompt.ending:
        case PromptEnding.BOOKED:
            return str(_("Booked %(date)s", date=on))
        case PromptEnding.WELL:
            return str(_("“I'm well” %(date)s", date=on))
        case PromptEnding.NOT_NOW:
            until = date_words(prompt.snoozed_until, "day_month") if prompt.snoozed_until else ""
            return str(_("“Not now” %(date)s, asked again from %(until)s", date=on, until=until))
        case PromptEnding.CLOSED:
            closed = _("Closed %(date)s by %(name)s", date=on, name=short_name(prompt.ended_by or ""))
            return f"{closed}: {prompt.why}" if prompt.why else str(closed)
        case PromptEnding.HELD:
            held = _("Held back %(date)s by %(name)s", date=on, name=short_name(prompt.ended_by or ""))
            return f"{held}: {prompt.why}" if prompt.why else str(held)
    return str(_("Went by itself %(date)s", date=on))


def skipped_lines(skipped: Iterable[Skipped]) -> tuple[Line, ...]:
    """What the patient left out or swapped, and why, with what they wrote about it."""
    return tuple(
        Line(
            when=date_words(each.skipped_on),
            what=exercise_name(each.exercise_code),
            became=f"{skipped_words(each)}. {each.note}" if each.note else skipped_words(each),
        )
        for each in skipped
    )


def appointment_lines(appointments: list[AppointmentLine], now: datetime, zone: ZoneInfo) -> tuple[Line, ...]:
    """Appointments past and to come, latest first."""
    danish = chosen_language() == "da"
    return tuple(
        Line(
            when=date_time_words(each.starts_at, zone),
            what=f"{each.treatment_da if danish else each.treatment_en} · {short_name(each.practitioner)}",
            became=_became(each, now),
        )
        for each in appointments
    )


def _became(appointment: AppointmentLine, now: datetime) -> str:
    if appointment.cancelled_at:
        return str(_("Cancelled"))
    if appointment.missed_at:
        return str(_("Did not come"))
    if appointment.attended_at:
        return str(_("Came"))
    return str(_("Booked")) if appointment.starts_at > now else ""
