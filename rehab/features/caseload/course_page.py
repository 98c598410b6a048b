"""The course page put together: the head, why, the figures, the chart, the programme in force."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from rehab.clinical.adherence import DoneSession, adherence
from rehab.clinical.dose_words import dose_short
from rehab.clinical.follow_up import Need, Rule
from rehab.clinical.thresholds import LIMITS
from rehab.db import AnySession
from rehab.features.caseload import course_lines as lines
from rehab.features.caseload import course_queries as queries
from rehab.features.caseload.forms import NoteForm
from rehab.features.caseload.pages import (
    Banner,
    ChartWeek,
    CourseChart,
    CourseFigures,
    CoursePage,
    OpenPrompt,
    PrescribedLine,
    ProgrammeView,
    ThresholdLine,
    ThresholdsView,
    VersionLine,
)
from rehab.features.caseload.rows import share_tone
from rehab.models import SessionKind
from rehab.records.course_chart_data import CourseSeries, course_series
from rehab.records.finding import CourseHead
from rehab.records.programmes import Prescribed, Programme, Version, programme
from rehab.records.skipped import skipped_since
from rehab.records.thresholds import ThresholdChange, latest_change
from rehab.web.charts import course_chart, course_label, course_legend
from rehab.web.condition_words import condition_and_side
from rehab.web.course_table import course_table
from rehab.web.doses import exercise_name, phase_name, phase_short, side_word
from rehab.web.measure_words import measure_table
from rehab.web.pause_words import pause_days, pause_reason
from rehab.web.reasons import patient_words, staff_words
from rehab.web.rule_words import LABELS, last_changed, with_unit
from rehab.web.words import age, date_time_words, date_words, kilograms, number, short_name, signed

MOST_SESSIONS = 20
SKIPPED_BACK = timedelta(days=56)
_KINDS = {Need.NEEDS_YOU: "stop", Need.KEEP_AN_EYE: "warn", Need.ON_PLAN: "ok"}


def course_page(session: AnySession, head: CourseHead, form: NoteForm, *, now: datetime, zone: ZoneInfo) -> CoursePage:
    """Eleven statements, whatever the course's length."""
    today = now.astimezone(head.zone).date()
    assigned = programme(session, head.id)
    series = course_series(session, head, assigned, today)
    prompts = queries.prompts(session, head.id)
    strength = [each for each in reversed(series.sessions) if each.kind is SessionKind.STRENGTH]
    corrections = lines.correction_lines(
        queries.morning_corrections(session, head.id), queries.session_corrections(session, head.id), head, zone
    )
    return CoursePage(
        title=head.patient_name,
        course_id=head.id,
        under=_under(head, today),
        banners=tuple(_banner(reason) for reason in head.summary.reasons or []),
        prompt=_open_prompt(prompts, head),
        figures=_figures(head, series, assigned, today, now),
        chart=_chart(series) if series.by_day or strength else None,
        sessions=lines.session_rows(strength[:MOST_SESSIONS], assigned, series.by_day, head),
        sessions_left_out=max(0, len(strength) - MOST_SESSIONS),
        corrections=corrections,
        programme=_programme(assigned, today, zone),
        notes=lines.note_lines(queries.notes(session, head.id), zone),
        prompts=lines.prompt_lines(prompts, zone),
        measures=measure_table(head.measures, head.started_on, today, head.zone),
        appointments=lines.appointment_lines(queries.appointments(session, head.id), now, zone),
        skipped=lines.skipped_lines(skipped_since(session, head.id, today - SKIPPED_BACK)),
        thresholds=_thresholds(latest_change(session, head.id)),
        pauses=_pauses(head, today),
        form=form,
    )


def _pauses(head: CourseHead, today: date) -> tuple[tuple[str, str], ...]:
    """Those that hold or are to come."""
    coming = (each for each in head.pauses if each.span.last_on >= max(today, each.first_on))
    return tuple((pause_reason(each.why), pause_days(each)) for each in coming)


def _thresholds(change: ThresholdChange | None) -> ThresholdsView | None:
    if change is None:
        return None
    lines = tuple(
        ThresholdLine(
            label=str(LABELS[name]),
            value=with_unit(value, LIMITS[name].unit),
            default=with_unit(LIMITS[name].default, LIMITS[name].unit),
        )
        for name, value in change.changed.items()
        if name in LIMITS
    )
    return ThresholdsView(lines=lines, changed=last_changed(change))


def _under(head: CourseHead, today: date) -> str:
    parts = [
        str(_("%(age)s years", age=age(head.patient_born_on, today))) if head.patient_born_on else "",
        condition_and_side(head.condition, head.side),
        str(_("started %(date)s", date=date_words(head.started_on, "full"))),
        str(_("week %(week)s", week=(today - head.started_on).days // 7 + 1)),
    ]
    return " · ".join(part for part in parts if part)


def _banner(reason: Mapping[str, Any]) -> Banner:
    days = [reason["since"], *reason.get("window", ())]
    since, *window = (date_words(date.fromisoformat(each), "day_month") for each in days)
    behind = _behind(reason["rule"], reason["numbers"])
    judged = str(_("Since %(date)s", date=since))
    if window:
        judged = str(_("Since %(date)s, judged on %(first)s to %(last)s", date=since, first=window[0], last=window[1]))
    return Banner(
        kind=_KINDS[Need(reason["need"])],
        title=staff_words(reason["rule"], reason["numbers"]),
        text=" ".join([*behind, judged]),
        is_warning=reason["rule"] == Rule.RED_FLAG,
    )


def _behind(rule: str, n: Mapping[str, Any]) -> list[str]:
    """The numbers a reason rests on, those its own words don't say."""
    found = []
    if "start" in n and "now" in n:
        found.append(_("Median %(start)s at the start, %(now)s now.", start=number(n["start"]), now=number(n["now"])))
    elif "before" in n and "now" in n and rule != "creep":
        found.append(_("Median %(before)s before, %(now)s now.", before=number(n["before"]), now=number(n["now"])))
    if n.get("due") and rule != "low_adherence":
        found.append(
            _(
                "Trained %(done)s of %(due)s times in %(days)s days.",
                done=number(n["done"]),
                due=n["due"],
                days=n["days"],
            )
        )
    return [str(each) for each in found]


def _open_prompt(prompts: list[queries.PromptLine], head: CourseHead) -> OpenPrompt | None:
    prompt = next((each for each in prompts if each.id == head.summary.prompt_id and each.ended_at is None), None)
    if prompt is None:
        return None
    said = patient_words(prompt.rule, prompt.numbers, head.practitioner_name.split()[0])
    return OpenPrompt(
        id=prompt.id,
        text=str(_("Shown since %(date)s: “%(text)s”", date=date_words(prompt.raised_on), text=said)),
    )


def _figures(head: CourseHead, series: CourseSeries, assigned: Programme, today: date, now: datetime) -> CourseFigures:
    known = head.summary
    change = series.now - series.start if series.now is not None and series.start is not None else None
    share = known.done / known.due if known.due and known.done is not None else None
    return CourseFigures(
        last_pain=known.last_pain,
        last_pain_on=date_words(known.last_pain_on, "day_month") if known.last_pain_on else "",
        now=number(series.now) if series.now is not None else "",
        start=number(series.start) if series.start is not None else "",
        change=change,
        change_words=signed(change) if change is not None else "",
        done=str(_("%(done)s of %(due)s", done=number(known.done or 0), due=known.due)) if known.due else "",
        share=share,
        share_tone=share_tone(share),
        in_phase=_trained_in_phase(series, known.phase_started_on, today),
        phase=phase_name(known.phase) if known.phase else "",
        programme=_in_short(assigned, today),
        next_visit=_next_visit(head, now),
    )


def _trained_in_phase(series: CourseSeries, began_on: date | None, today: date) -> str:
    """Done of due since the phase began: "24 of 28"; empty where nothing was due."""
    if began_on is None:
        return ""
    sessions = [
        DoneSession(each.done_on, frozenset(each.prescription_ids), each.completion) for each in series.sessions
    ]
    trained = adherence(series.windows, sessions, began_on, today, series.pauses)
    return str(_("%(done)s of %(due)s", done=number(trained.done), due=trained.due)) if trained.due else ""


def _next_visit(head: CourseHead, now: datetime) -> str:
    at = head.summary.next_appointment_at
    return date_time_words(at, head.zone) if at and at > now else ""


def _in_short(assigned: Programme, today: date) -> str:
    """4 × 10 RM · week 6 of 12."""
    version = assigned.in_force(today)
    if version is None:
        return ""
    span = version.phase_on(today)
    main = next((item for item in span.prescriptions if item.covers(today) and item.is_strength), None)
    week = _("week %(week)s of %(weeks)s", week=max(1, span.week_on(today)), weeks=span.weeks)
    return f"{dose_short(main.dose)} · {week}" if main else str(week)


def _chart(series: CourseSeries) -> CourseChart:
    weeks = tuple(
        ChartWeek(
            number=week.number,
            median=number(week.median) if week.median is not None else "–",
            strength=str(_("%(done)s of %(due)s", done=number(week.done), due=week.due)) if week.due else "–",
            heaviest=kilograms(week.heaviest) if week.heaviest else "–",
        )
        for week in course_table(series)
    )
    return CourseChart(
        figure=course_chart(series, wide=True),
        label=course_label(series),
        legend=course_legend(series),
        weeks=weeks,
    )


def _programme(assigned: Programme, today: date, zone: ZoneInfo) -> ProgrammeView | None:
    latest = assigned.latest
    if latest is None:
        return None
    version = assigned.in_force(today) or latest
    span = version.phase_on(today)
    plan = version.plan
    return ProgrammeView(
        phase=phase_short(span.phase),
        week=str(_("week %(week)s of %(weeks)s", week=max(1, span.week_on(today)), weeks=span.weeks)),
        lines=tuple(_prescribed(item, today) for item in span.prescriptions),
        plan=(
            ("ok", _("At most 2, and a morning as usual"), plan.green),
            ("warn", _("3 to 5"), plan.yellow),
            ("stop", _("A worse morning after"), plan.amber),
            ("stop", _("6 or more"), plan.red),
        ),
        versions=tuple(_version(each, version, today, zone) for each in reversed(assigned.versions)),
    )


def _prescribed(item: Prescribed, today: date) -> PrescribedLine:
    weeks = str(item.week_from) if item.week_from == item.week_to else f"{item.week_from}-{item.week_to}"
    return PrescribedLine(
        name=f"{exercise_name(item.exercise_code)}, {side_word(item.side).lower()}",
        dose=f"{dose_short(item.dose)} · {_how_often(item)}",
        weeks=str(_("week %(weeks)s", weeks=weeks)),
        is_now=item.covers(today),
    )


def _how_often(item: Prescribed) -> str:
    """In short: 3 a day, every 2nd day."""
    dose = item.dose
    if dose.times_a_day > 1:
        return str(_("%(times)s a day", times=dose.times_a_day))
    return str(_("daily")) if dose.interval_days == 1 else str(_("every %(days)s days", days=dose.interval_days))


def _version(version: Version, in_force: Version, today: date, zone: ZoneInfo) -> VersionLine:
    on = date_words(version.effective_on)
    signed_on = date_words(version.signed_at.astimezone(zone).date(), "day_month")
    return VersionLine(
        number=version.number,
        effective=str(_("from %(date)s", date=on)),
        by=str(_("signed by %(name)s %(date)s", name=short_name(version.signed_by), date=signed_on)),
        reason=version.reason,
        is_now=version is in_force and version.effective_on <= today,
    )
