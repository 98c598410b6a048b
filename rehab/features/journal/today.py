"""Today, put into words: from the course, its programme and its latest entries to the cards of the page.

Five statements with the person asking, three more when a free time is to be shown, one before the first training.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.clinical.dose import Side
from rehab.clinical.follow_up import Rule
from rehab.db import AnySession
from rehab.features.journal.ahead import cards_ahead
from rehab.features.journal.course_cards import course_card, questions_row, turn_link
from rehab.features.journal.day import Day, read_day
from rehab.features.journal.pages import (
    AppointmentCard,
    DayTile,
    MorningCard,
    News,
    Nothing,
    PromptCard,
    TodayPage,
    WeekDay,
)
from rehab.features.journal.pausing import asks_for_signs, goes_on, pause_card
from rehab.features.journal.queries import prompt_reason
from rehab.features.journal.schedule import DayState, week_states
from rehab.features.journal.training_card import training_card
from rehab.features.journal.trying import offers_practice
from rehab.models import SessionKind
from rehab.records.finding import CourseHead, own_course
from rehab.records.free_times import EARLIEST, free_times, working_at
from rehab.scheduling.opening import instant
from rehab.web.access import Viewer
from rehab.web.change_words import change_lines
from rehab.web.condition_words import morning_question, strength_icon
from rehab.web.doses import side_words
from rehab.web.reasons import patient_numbers, patient_words
from rehab.web.words import date_words, short_name, time_words

NEWS_FOR = timedelta(days=7)
MOST_CHANGES = 3
FOLLOW_UP_MINUTES = 30
FOLLOW_UP_WITHIN = (timedelta(days=7), timedelta(days=28))
SHORTLY_BEFORE = timedelta(days=2)
States = tuple[tuple[date, DayState], ...]


def today_page(session: AnySession, me: Viewer, *, now: datetime, zone: ZoneInfo, change: str) -> TodayPage:
    """The patient's day; `change` names the side whose logged morning is opened again. `zone` is the clinics'."""
    today, greeting = me.today(), _greeting(me, now)
    course = own_course(session, me.id)
    if course is None or course.closed_at:
        over = _sentence_case(date_words(today, "long"))
        links = (turn_link(course),) if course else ()
        return TodayPage(
            title=_("Today"),
            over=over,
            greeting=greeting,
            nothing=_no_course(course),
            message=_message(course) if course else "",
            links=links,
        )
    day = read_day(session, course, today, now)
    has_programme = day.programme.latest is not None
    states = _states(day) if has_programme else ()
    pause = pause_card(day)
    mornings = tuple(_morning(day, side, change) for side in course.sides)
    return TodayPage(
        title=_("Today"),
        over=_over(day),
        greeting=greeting,
        nothing=None if has_programme else _no_programme(day),
        mornings=mornings,
        asked_anew=tuple(_asked_anew(card) for card in mornings if not card.is_open),
        ahead=cards_ahead(day) if has_programme else (),
        pause=pause,
        goes_on=goes_on(day),
        asks_for_signs=asks_for_signs(day),
        training=training_card(day) if has_programme and not pause else None,
        practice=offers_practice(session, day),
        prompt=_prompt(session, day, zone),
        appointment=_appointment(day, zone),
        news=_news(day),
        message=_message(course),
        week=_week(states, day),
        week_text=_week_text(states),
        course=course_card(day),
        questions=questions_row(day),
        links=_links(day),
    )


def _greeting(me: Viewer, now: datetime) -> str:
    hour = now.astimezone(me.zone).hour
    if 4 <= hour < 10:
        return str(_("Good morning, %(name)s", name=me.first_name))
    if 10 <= hour < 18:
        return str(_("Hello, %(name)s", name=me.first_name))
    return str(_("Good evening, %(name)s", name=me.first_name))


def _over(day: Day) -> str:
    week = (day.today - day.course.started_on).days // 7 + 1
    date_ = _sentence_case(date_words(day.today, "long"))
    return str(_("%(date)s · week %(week)s", date=date_, week=week)) if week > 0 else date_


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _no_course(course: CourseHead | None) -> Nothing:
    if course is None:
        text = _("Your practitioner opens it at your first visit. Then your morning and your training stand here.")
        return Nothing(icon="today", title=_("Your course has not begun yet"), text=text)
    text = _("What you logged is still under Progress. Book a time if it starts to hurt again.")
    return Nothing(icon="ok", title=_("Your course is closed"), text=text)


def _no_programme(day: Day) -> Nothing:
    text = _("%(name)s puts it together with you. Until then you can log your morning pain.", name=day.practitioner)
    return Nothing(icon="list", title=_("No programme yet"), text=text)


def _morning(day: Day, side: Side, change: str) -> MorningCard:
    score, before = day.scores.get((day.today, side)), day.scores.get((day.today - timedelta(days=1), side))
    is_logged = (day.today, side) in day.scores
    where = _sentence_case(side_words(side, day.course.condition)) if len(day.course.sides) > 1 else ""
    return MorningCard(
        side=side.value,
        question=morning_question(day.course.condition),
        where=where,
        noted_on=day.today.isoformat(),
        client_key=str(uuid4()),
        yesterday=_("Yesterday: %(score)s", score=before) if before is not None else "",
        fill_href=_fill_href(day, side),
        is_logged=is_logged,
        is_open=not is_logged or change == side,
        score=score,
        said=_said(score, before) if is_logged else "",
    )


def _asked_anew(card: MorningCard) -> MorningCard:
    """The question as it is asked the morning after: nothing is known of that day yet."""
    return replace(card, is_open=True, is_logged=False, score=None, said="", yesterday="", fill_href="")


def _fill_href(day: Day, side: Side) -> str:
    """Where yesterday is filled in: when it was a morning of the course, and nobody says it is well."""
    yesterday = day.today - timedelta(days=1)
    if (yesterday, side) in day.scores or yesterday < day.course.started_on:
        return ""
    if day.course.turned is not None and day.course.turned.is_well:
        return ""
    return url_for("journal.other_day", date=yesterday.isoformat(), side=side.value)


def _said(score: int | None, before: int | None) -> str:
    if score is None:
        return str(_("Saved as not sure."))
    if before is None:
        return str(_("Saved."))
    change = score - before
    if change == 0:
        return str(_("Saved. The same as yesterday."))
    if change in (-1, 1):
        return str(_("Saved. One less than yesterday.") if change < 0 else _("Saved. One more than yesterday."))
    if change < 0:
        return str(_("Saved. %(points)s less than yesterday.", points=-change))
    return str(_("Saved. %(points)s more than yesterday.", points=change))


def _prompt(session: AnySession, day: Day, zone: ZoneInfo) -> PromptCard | None:
    prompt_id = day.course.summary.prompt_id
    reason = _prompted(session, day, prompt_id) if prompt_id else None
    if prompt_id is None or reason is None:
        return None
    first = _next_free(session, day, zone, _planned_on(*reason))
    near = {"name": short_name(day.course.practitioner_name), "branch": day.course.branch_name}
    return PromptCard(
        title=patient_words(*reason, day.practitioner),
        numbers=patient_numbers(*reason),
        tile=_tile(first, zone, near["name"], _("Next free time in %(branch)s", **near)) if first else None,
        none_free="" if first else _("%(name)s has no free time in %(branch)s in the next four weeks.", **near),
        book_href=url_for("bookings.choose_time", prompt=prompt_id, starts_at=first.isoformat()) if first else "",
        more_href=url_for("bookings.choose_time", prompt=prompt_id, starts_at=_planned_at(reason, first)),
        postpone_action=url_for("follow_up.postpone", prompt_id=prompt_id),
        well_action=url_for("follow_up.well", prompt_id=prompt_id),
    )


def _planned_on(rule: str, numbers: dict[str, Any]) -> date | None:
    """The day a follow-up is planned for, where it is one of those."""
    return date.fromisoformat(numbers["on"]) if rule == Rule.PLANNED else None


def _planned_at(reason: tuple[str, dict[str, Any]], first: datetime | None) -> str | None:
    """Where the list of free times opens: near the day that was planned, else at its beginning."""
    return first.isoformat() if first and _planned_on(*reason) else None


def _next_free(session: AnySession, day: Day, zone: ZoneInfo, planned_on: date | None) -> datetime | None:
    """The next free time with the usual practitioner at the home branch, from shortly before the day it was planned
    for. A week is looked at first: most often it is enough, and a quarter of the work.
    """
    course, now = day.course, day.now
    earliest, (week, latest) = now + EARLIEST, (now + within for within in FOLLOW_UP_WITHIN)
    people = working_at(
        session,
        [course.branch_id],
        now.astimezone(zone).date(),
        latest.astimezone(zone).date(),
        course.practitioner_id,
    )
    spans = [(earliest, week), (earliest, latest)]
    if planned_on and (near := instant(planned_on - SHORTLY_BEFORE, time(0), zone)) > earliest:
        spans = [(near, min(near + FOLLOW_UP_WITHIN[0], latest)), (near, latest), (earliest, latest)]
    for first, last in spans:
        if times := free_times(session, people, FOLLOW_UP_MINUTES, first, last, most_each=1):
            return times[0].starts_at
    return None


def _prompted(session: AnySession, day: Day, prompt_id: int) -> tuple[str, dict[str, Any]] | None:
    """Rule and numbers of the reason that prompts, as of today; as of the day it was raised when it no longer holds."""
    for reason in day.course.summary.reasons or ():
        if reason.get("prompts"):
            return reason["rule"], reason["numbers"]
    return prompt_reason(session, prompt_id)


def _tile(at: datetime, zone: ZoneInfo, name: str, text: str) -> DayTile:
    on = at.astimezone(zone).date()
    time = time_words(at, zone)
    return DayTile(
        weekday=date_words(on, "weekday"),
        day=str(on.day),
        month=date_words(on, "month"),
        title=_("%(time)s with %(name)s", time=time, name=name) if name else _("At %(time)s", time=time),
        text=text,
    )


def _appointment(day: Day, zone: ZoneInfo) -> AppointmentCard | None:
    id_, at = day.course.summary.next_appointment_id, day.course.summary.next_appointment_at
    if id_ is None or at is None or at <= day.now:
        return None
    tile = _tile(at, zone, "", _("Your next appointment"))
    return AppointmentCard(tile=tile, href=url_for("bookings.show", appointment_id=id_))


def _news(day: Day) -> News | None:
    version = day.programme.latest
    if version is None or day.now - version.signed_at > NEWS_FOR or (version.number == 1 and not version.reason):
        return None
    text = version.reason or _("Your programme has been changed.")
    if version.effective_on > day.today:
        holds = _("It holds from %(date)s.", date=date_words(version.effective_on, "long"))
        text = f"{text} {holds}"
    before = day.programme.before(version)
    changes = change_lines(before, version, max(day.today, version.effective_on)) if before else ()
    left = len(changes) - MOST_CHANGES
    signed_on = version.signed_at.astimezone(day.course.zone).date()
    return News(
        text=text,
        changes=changes[:MOST_CHANGES],
        more=ngettext("And %(num)s more change.", "And %(num)s more changes.", left) if left > 0 else "",
        by=f"{version.signed_by}, {date_words(signed_on)}",
    )


def _message(course: CourseHead) -> str:
    """Who wrote what is unread; nothing without it."""
    if not course.unread_by_patient:
        return ""
    name = course.practitioner_name.split()[0]
    words = ngettext(
        "New message from %(name)s", "%(num)s new messages from %(name)s", course.unread_by_patient, name=name
    )
    return str(words)


def _states(day: Day) -> States:
    lifted = (each for each in day.trained if each.was_lifted)
    trained_on = frozenset(each.done_on for each in lifted if each.kind is SessionKind.STRENGTH)
    return week_states(day.rhythms, trained_on, day.today)


def _week(states: States, day: Day) -> tuple[WeekDay, ...]:
    words = {
        DayState.DONE: _("trained"),
        DayState.PLANNED: _("strength day"),
        DayState.REST: _("rest day"),
        DayState.MISSED: _("not trained"),
        DayState.LEFT_OUT: _("skipped"),
        DayState.PAUSED: _("paused"),
    }
    looks = ((on, _look(day, on, state)) for on, state in states)
    return tuple(
        WeekDay(
            letter=date_words(on, "weekday")[0].upper(),
            number=on.day,
            state=look,
            is_today=on == day.today,
            words=f"{date_words(on)}, {words[look]}",
        )
        for on, look in looks
    )


def _look(day: Day, on: date, state: DayState) -> DayState:
    """A day's state with what the patient or the course said of it."""
    if state is DayState.DONE:
        return state
    if day.paused(on):
        return DayState.PAUSED
    is_left_out = on in day.left_out_on and not (on == day.today and day.left)
    return DayState.LEFT_OUT if is_left_out else state


def _week_text(states: States) -> str:
    found = [state for _on, state in states]
    total = len(found) - found.count(DayState.REST)
    return str(_("Strength %(done)s of %(total)s days", done=found.count(DayState.DONE), total=total)) if total else ""


def _links(day: Day) -> tuple[tuple[str, str, str], ...]:
    """Title, address, icon."""
    yesterday, icon = (day.today - timedelta(days=1)).isoformat(), strength_icon(day.course.condition)
    training = (_("Log training for another day"), url_for("journal.new_session", date=yesterday), icon)
    return (
        (_("Another morning: fill in or correct"), url_for("journal.other_day"), "edit"),
        *((training,) if day.programme.latest else ()),
        (_("Write to %(name)s", name=day.practitioner), url_for("messages.own_thread"), "msg"),
        turn_link(day.course),
        (_("When to call a doctor"), url_for("safety.checklist"), "warn"),
    )
