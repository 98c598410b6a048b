"""The patient's page: where I am, what I do, what my practitioner wrote, what changed, when to call a doctor."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.clinical.dose import Dose
from rehab.clinical.plan_rules import PlanSentences
from rehab.clinical.safety import Level
from rehab.content import HEEL, Topic, advice, conditions, level_text, phase_text, warning_signs
from rehab.features.programmes.pages import Change, ExerciseCard, PhasePart, PlanLine, ProgrammePage, SignGroup, Step
from rehab.records.finding import CourseHead
from rehab.records.programmes import PhaseSpan, Prescribed, Programme, Version
from rehab.web.activity_words import activity_words, review_lines
from rehab.web.change_words import change_lines
from rehab.web.doses import dose_lines, exercise_name, phase_name, side_words, weeks_words
from rehab.web.exercise_kinds import kind_look, kind_words
from rehab.web.exercises import exercise
from rehab.web.illustrations import drawing_of
from rehab.web.language import chosen_language
from rehab.web.words import date_words

NO_EQUIPMENT = "None"  # what the library writes where nothing is needed


def programme_page(course: CourseHead | None, programme: Programme, today: date) -> ProgrammePage:
    """The version in force, or the first one while it has not begun; without phases when there is none."""
    version = programme.in_force(today) or programme.latest
    return ProgrammePage(
        title=_("Your programme"),
        agreed=_agreed(version, course.zone) if version and course else "",
        where=_where(version, today) if version else "",
        notice=_notice(programme, version, today) if version else "",
        phases=_phases(version, course.condition, today) if version and course else (),
        plan=_plan(version.plan) if version else (),
        activity=activity_words(version.activity, course.condition) if version and version.activity and course else "",
        reviews=review_lines(version) if version else (),
        signed=_signed(version, course.zone) if version and course else "",
        change=_change(programme, version) if version else None,
        about=conditions()[course.condition].summary.in_(chosen_language()) if course else "",
        advice=_advice(course.condition) if course else (),
        warning_signs=_warning_signs(course.condition if course else HEEL),
        may_tick=course is not None and course.closed_at is None,
    )


def _signed_on(version: Version, zone: ZoneInfo) -> date:
    at: datetime = version.signed_at
    return at.astimezone(zone).date()


def _agreed(version: Version, zone: ZoneInfo) -> str:
    day = date_words(_signed_on(version, zone), "day_month")
    return str(_("Agreed with %(name)s on %(date)s", name=version.signed_by, date=day))


def _signed(version: Version, zone: ZoneInfo) -> str:
    day = date_words(_signed_on(version, zone), "full")
    return str(_("Signed by %(name)s on %(date)s.", name=version.signed_by, date=day))


def _where(version: Version, today: date) -> str:
    span = version.phase_on(today)
    name = phase_name(span.phase)
    if today < span.starts_on or today < version.effective_on:
        begins = date_words(max(span.starts_on, version.effective_on), "long")
        return str(_("%(phase)s begins %(date)s", phase=name, date=begins))
    if today > span.last_on:
        return str(_("%(phase)s: the planned weeks are over", phase=name))
    return str(_("%(phase)s, week %(week)s of %(weeks)s", phase=name, week=span.week_on(today), weeks=span.weeks))


def _notice(programme: Programme, version: Version, today: date) -> str:
    """That a signed change is on its way."""
    latest = programme.latest
    if latest is None or latest.number == version.number or latest.effective_on <= today:
        return ""
    return str(_("From %(date)s a changed programme applies.", date=date_words(latest.effective_on, "long")))


def _phases(version: Version, condition: str, today: date) -> tuple[PhasePart, ...]:
    current = version.phase_on(today)
    seen: dict[str, str] = {}
    order = sorted(version.phases, key=lambda span: (span is not current, span.starts_on))
    parts = {span.starts_on: _phase(span, span is current, condition, today, seen) for span in order}
    return tuple(parts.values())


def _phase(span: PhaseSpan, is_now: bool, condition: str, today: date, seen: dict[str, str]) -> PhasePart:
    first, last = date_words(span.starts_on, "day_month"), date_words(span.last_on, "day_month")
    id_ = f"phase-{span.starts_on.isoformat()}"
    language = chosen_language()
    by_exercise: dict[str, list[Prescribed]] = {}
    for item in sorted(span.prescriptions, key=lambda item: _nearness(item, today)):
        by_exercise.setdefault(item.exercise_code, []).append(item)
    cards = tuple(_card(items, id_, span, condition, today, seen) for items in by_exercise.values())
    return PhasePart(
        id=id_,
        name=phase_name(span.phase),
        when=str(_("%(first)s to %(last)s", first=first, last=last)),
        is_now=is_now,
        exercises=cards,
        advice=tuple(line.in_(language) for line in phase_text(span.phase, condition).advice),
    )


def _nearness(item: Prescribed, today: date) -> int:
    """What is done now comes first, then what comes later, then what is over."""
    return 0 if item.covers(today) else 1 if today < item.first_on else 2


def _card(
    items: list[Prescribed], phase_id: str, span: PhaseSpan, condition: str, today: date, seen: dict[str, str]
) -> ExerciseCard:
    """Steps are written out once a page; a later card of the same exercise points up to them."""
    code, language = items[0].exercise_code, chosen_language()
    about = exercise(code)
    id_ = f"{phase_id}-{code.lower()}"
    above = seen.setdefault(code, id_)
    ordered = sorted(items, key=lambda item: (item.week_from, item.week_to))
    nearest = items[0]
    is_now = nearest.covers(today)
    whole = is_now and len(items) == 1 and nearest.week_from == 1 and nearest.week_to >= span.weeks
    return ExerciseCard(
        id=id_,
        name=exercise_name(code),
        drawing=drawing_of(code) if above == id_ else None,
        kind=kind_look(about.kind),
        kind_words=kind_words(about.kind),
        side=", ".join(dict.fromkeys(side_words(item.side, condition) for item in ordered)),
        is_now=is_now,
        lines=_lines(nearest.dose)[0 if is_now else 1 :],
        weeks=() if whole else tuple(_step(item, nearest.dose, today) for item in ordered),
        steps=tuple(step.in_(language) for step in about.steps) if above == id_ else (),
        cautions=tuple(line.in_(language) for line in about.cautions) if above == id_ else (),
        equipment="" if about.equipment.en == NO_EQUIPMENT else about.equipment.in_(language),
        above=None if above == id_ else above,
    )


def _lines(dose: Dose) -> tuple[str, ...]:
    """How much first, then how slowly, how often and the rest, a line each."""
    return tuple(line[0].upper() + line[1:] for line in (*dose_lines(dose), _rest(dose)) if line)


def _step(item: Prescribed, beside: Dose, today: date) -> Step:
    """A dose by week: how much, and of the rest only what differs from the dose written out beside it."""
    amount, *rest = dose_lines(replace(item.dose, rm=None))
    words = (_("now"), _("later"), _("earlier"))
    return Step(
        weeks=weeks_words(item.week_from, item.week_to, chosen_language()),
        words=" · ".join([amount, *(line for line in rest if line not in dose_lines(beside))]),
        state=str(words[_nearness(item, today)]),
        is_now=item.covers(today),
    )


def _rest(dose: Dose) -> str:
    if dose.sets == 1 or dose.rest_s == 0:
        return ""
    whole_minutes = dose.rest_s % 60 == 0
    words = (
        ngettext("Rest %(num)d minute between sets.", "Rest %(num)d minutes between sets.", dose.rest_s // 60)
        if whole_minutes
        else ngettext("Rest %(num)d second between sets.", "Rest %(num)d seconds between sets.", dose.rest_s)
    )
    return str(words)


def _plan(plan: PlanSentences) -> tuple[PlanLine, ...]:
    """The answers as the pain rules tell them apart, each with the practitioner's own sentence."""
    return (
        PlanLine(light="ok", when=_("Pain 0–2, and the next morning is as usual"), sentence=plan.green),
        PlanLine(light="warn", when=_("Pain 3–5, or the next morning is up by 1"), sentence=plan.yellow),
        PlanLine(light="stop", when=_("The next morning is up by more than 1"), sentence=plan.amber),
        PlanLine(light="stop", when=_("Pain 6 or more, during or after"), sentence=plan.red),
    )


def _change(programme: Programme, version: Version) -> Change | None:
    before = programme.before(version)
    if not version.reason or before is None:
        return None
    since = _("From %(date)s", date=date_words(version.effective_on, "long"))
    return Change(since=str(since), reason=version.reason, lines=change_lines(before, version))


def _advice(condition: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The condition's advice cards but the one on seeing a doctor, which has the warning signs' own section."""
    language = chosen_language()
    cards = [card for card in advice(condition) if card.topic is not Topic.DOCTOR]
    return tuple((card.title.in_(language), tuple(line.in_(language) for line in card.body)) for card in cards)


def _warning_signs(condition: str) -> tuple[SignGroup, ...]:
    language = chosen_language()
    what_to_do = {
        Level.EMERGENCY: _("Call 112 and say what you feel. Pause all exercises until a doctor has seen you."),
        Level.SAME_DAY: _(
            "Call your own doctor today. When they are closed, call the out-of-hours doctor, in the Capital Region "
            "on 1813. Pause the exercises until a doctor has said that you can go on."
        ),
        Level.ROUTINE: _("Pause the exercises until you have talked to your practitioner or your own doctor."),
    }
    call = {
        Level.EMERGENCY: (("112", "tel:112"),),
        Level.SAME_DAY: ((str(_("1813 in the Capital Region")), "tel:1813"),),
        Level.ROUTINE: (),
    }
    return tuple(
        SignGroup(
            title=level_text(level).title.in_(language),
            what_to_do=what_to_do[level],
            call=call[level],
            signs=tuple(sign.text.in_(language) for sign in warning_signs(condition) if sign.level is level),
        )
        for level in Level
    )
