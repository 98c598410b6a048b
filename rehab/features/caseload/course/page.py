"""The course page put together: the head, why, the figures, the chart, the programme in force."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.clinical.adherence import DoneSession, adherence
from rehab.clinical.follow_up import Need, Rule
from rehab.clinical.thresholds import LIMITS
from rehab.db import AnySession
from rehab.features.caseload.course import lines, queries
from rehab.features.caseload.course.messages import message_lines
from rehab.features.caseload.course.parts import (
    Banner,
    ChartWeek,
    CourseChart,
    CourseFigures,
    CoursePage,
    OpenPrompt,
    ThresholdLine,
    ThresholdsView,
)
from rehab.features.caseload.course.programme import programme_in_short, programme_view
from rehab.features.caseload.forms import AddendumForm, NoteForm
from rehab.features.caseload.reviewed import reviewed_view
from rehab.features.caseload.rows import share_tone
from rehab.models import SessionKind
from rehab.records.course_chart_data import CourseSeries, course_series
from rehab.records.finding import CourseHead
from rehab.records.practice import is_before_training, practice_sets
from rehab.records.programmes import Programme, programme
from rehab.records.skipped import skipped_since
from rehab.records.thresholds import ThresholdChange, latest_change
from rehab.web.charts import course_chart, course_label, course_legend
from rehab.web.condition_words import condition_and_side
from rehab.web.course_table import course_table
from rehab.web.doses import phase_name
from rehab.web.measure_words import measure_table
from rehab.web.pause_words import pause_days, pause_reason
from rehab.web.reasons import patient_words, staff_words
from rehab.web.rule_words import LABELS, last_changed, with_unit
from rehab.web.time_class import time_class_name, time_class_of
from rehab.web.words import age, date_time_words, date_words, kilograms, number, signed

MOST_SESSIONS = 6
MOST_RESPONSES = 6
SKIPPED_BACK = timedelta(days=56)
_KINDS = {Need.NEEDS_YOU: "stop", Need.KEEP_AN_EYE: "warn", Need.ON_PLAN: "ok"}


def course_page(
    session: AnySession,
    head: CourseHead,
    form: NoteForm,
    addendum: AddendumForm | None = None,
    *,
    now: datetime,
    zone: ZoneInfo,
) -> CoursePage:
    """Fourteen statements, whatever the course's length."""
    today = now.astimezone(head.zone).date()
    assigned = programme(session, head.id)
    series = course_series(session, head, assigned, today)
    prompts = queries.prompts(session, head.id)
    strength = [each for each in reversed(series.sessions) if each.kind is SessionKind.STRENGTH]
    tried = practice_sets(session, head.id)
    latest = sorted([*strength[:MOST_SESSIONS], *tried], key=lambda each: each.done_on, reverse=True)[:MOST_SESSIONS]
    rows = lines.session_rows(latest, assigned, series.by_day, head, {each.id for each in tried})
    corrections = lines.correction_lines(
        queries.morning_corrections(session, head.id), queries.session_corrections(session, head.id), head, zone
    )
    return CoursePage(
        title=head.patient_name,
        course_id=head.id,
        under=_under(head, today),
        closed=_closed(head),
        reviewed=reviewed_view(session, head, now=now, zone=zone),
        banners=tuple(_banner(reason) for reason in head.summary.reasons or []),
        prompt=_open_prompt(prompts, head),
        figures=_figures(head, series, assigned, today, now),
        chart=_chart(series) if series.by_day or strength else None,
        sessions=rows,
        sessions_left_out=max(0, len(strength) + len(tried) - MOST_SESSIONS),
        responses=tuple(each for each in reversed(rows) if each.response)[-MOST_RESPONSES:],
        first_visit=is_before_training(head, today),
        corrections=corrections,
        programme=programme_view(assigned, today, zone),
        notes=lines.note_lines(queries.notes(session, head.id), addendum, zone),
        prompts=lines.prompt_lines(prompts, zone),
        ticks=lines.tick_lines(queries.ticks(session, head.id), head.condition, zone),
        measures=measure_table(head.measures, head.started_on, today, head.zone),
        appointments=lines.appointment_lines(queries.appointments(session, head.id), now, zone),
        skipped=lines.skipped_lines(skipped_since(session, head.id, today - SKIPPED_BACK)),
        thresholds=_thresholds(latest_change(session, head.id)),
        pauses=_pauses(head, today),
        messages=message_lines(session, head.id, zone),
        unread=head.unread_by_staff,
        form=form,
        addendum=addendum,
    )


def _closed(head: CourseHead) -> str:
    """When it was closed; nothing of an open one."""
    if head.closed_at is None:
        return ""
    return str(_("Closed %(date)s", date=date_words(head.closed_at.astimezone(head.zone).date(), "full")))


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
        _lasted(head, today),
        str(_("started %(date)s", date=date_words(head.started_on, "full"))),
        str(_("week %(week)s", week=(today - head.started_on).days // 7 + 1)),
    ]
    return " · ".join(part for part in parts if part)


def _lasted(head: CourseHead, today: date) -> str:
    """The time class with its weeks: kronisk (23 uger)."""
    lasted = time_class_of(head, today)
    if lasted is None or head.symptoms_since is None:
        return ""
    weeks = (today - head.symptoms_since).days // 7
    said = ngettext("%(name)s (%(num)s week)", "%(name)s (%(num)s weeks)", weeks, name=time_class_name(lasted))
    return str(said)


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
        programme=programme_in_short(assigned, today),
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
