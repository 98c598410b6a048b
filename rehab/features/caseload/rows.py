"""The caseload in words: each row's values made in one pass, so that the template only writes them out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from markupsafe import Markup, escape

from rehab.clinical.follow_up import DEFAULT, Need
from rehab.clinical.phases import Phase
from rehab.clinical.progress import SLIGHT
from rehab.features.caseload.queries import LATER, Case
from rehab.features.caseload.spark import spark
from rehab.web.doses import phase_short
from rehab.web.language import chosen_language
from rehab.web.reasons import staff_words
from rehab.web.words import age, date_words, percent, short_name, signed, time_words

TONES = {Need.NEEDS_YOU: "stop", Need.KEEP_AN_EYE: "warn", Need.ON_PLAN: "ok", LATER: "later"}
NOTHING = Markup("")
STILL = 0.5  # smaller changes since the start are called no change


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A row as written into the page, every text escaped already: `tone` stop, warn, ok or later says how it is marked,
    `bar` is the meter's width of 56.

    `owner` is whose course it is, "" for the reader's own; `seen_on` and `seen_by` when and by whom it was last looked
    through, "" for never; `later` until when it was put aside.
    """

    course_id: int
    name: Markup
    age: int | None
    owner: Markup
    need: int
    tone: str
    why: Markup
    since: str
    spark: Markup
    pain: int | None
    change: str
    change_tone: str
    bar: str
    share_words: str
    share_tone: str
    phase: str
    week: int | None
    next_visit: str
    seen_on: str
    seen_by: Markup
    later: str


@dataclass(frozen=True, slots=True)
class Words:
    """What rows say again and again, each put into words once per page: the language is the reader's."""

    today: date
    now: datetime
    zone: ZoneInfo
    phase: Callable[[Phase], str]
    trained: Callable[[date, date], str]
    day: Callable[[date, str], str]
    signed: Callable[[float], str]
    percent: Callable[[float], str]
    short: Callable[[str], Markup]
    seen: Callable[[date], str]
    you: Markup
    language: str

    @classmethod
    def of(cls, *, now: datetime, zone: ZoneInfo) -> "Words":
        today = now.astimezone(zone).date()
        return cls(
            today=today,
            now=now,
            zone=zone,
            phase=cache(phase_short),
            trained=cache(_trained),
            day=cache(date_words),
            signed=cache(signed),
            percent=cache(percent),
            short=cache(lambda name: escape(short_name(name))),
            seen=cache(lambda day: day_ago(day, today)),
            you=escape(_("you")),
            language=chosen_language(),
        )


def case_rows(cases: list[Case], *, me: int, now: datetime, zone: ZoneInfo) -> list[CaseRow]:
    """Rows in the order given."""
    words = Words.of(now=now, zone=zone)
    return [_row(case, me, words) for case in cases]


def _row(case: Case, me: int, words: Words) -> CaseRow:
    why, since = _why(case, words)
    need = max(case.rank, int(Need.NEEDS_YOU))
    change = None
    if case.now_median is not None and case.start_median is not None:
        change = case.now_median - case.start_median
    share = case.done / case.due if case.due and case.done is not None else None
    return CaseRow(
        course_id=case.course_id,
        name=escape(case.patient_name),
        age=age(case.born_on, words.today) if case.born_on else None,
        owner=NOTHING if case.owner_id == me else words.short(case.owner),
        need=need,
        tone=TONES[need],
        why=why,
        since=words.day(since, "day_month") if since else "",
        spark=spark(case.spark or (), "hi" if change is not None and change >= SLIGHT else ""),
        pain=case.last_pain,
        change=words.signed(change) if change is not None else "",
        change_tone=_change_tone(change),
        bar=f"{56 * min(share, 1):.1f}" if share is not None else "",
        share_words=words.percent(share) if share is not None else "",
        share_tone=share_tone(share),
        phase=words.phase(case.phase) if case.phase else "",
        week=(words.today - case.phase_started_on).days // 7 + 1 if case.phase_started_on else None,
        next_visit=_next_visit(case.next_appointment_at, words),
        seen_on=words.seen(case.reviewed_at.astimezone(words.zone).date()) if case.reviewed_at else "",
        seen_by=_seen_by(case, me, words),
        later=words.day(case.snoozed_until, "day_month") if need == LATER and case.snoozed_until else "",
    )


def _why(case: Case, words: Words) -> tuple[Markup, date | None]:
    if case.reasons:
        first = case.reasons[0]
        said = _said(words.language, first["rule"], tuple(first["numbers"].items()))
        return said, date.fromisoformat(first["since"])
    if case.phase is None:
        return escape(_("No programme yet")), None
    if case.last_session_on:
        return escape(words.trained(case.last_session_on, words.today)), None
    return escape(_("Nothing logged yet")), None


@lru_cache(maxsize=4096)
def _said(language: str, rule: str, numbers: tuple[tuple[str, Any], ...]) -> Markup:
    """The reason in the request's language, which is `language`: put into words once for the same numbers."""
    return escape(staff_words(rule, dict(numbers)))


def _seen_by(case: Case, me: int, words: Words) -> Markup:
    if case.reviewer is None:
        return NOTHING
    return words.you if case.reviewer_id == me else words.short(case.reviewer)


def day_ago(day: date, today: date) -> str:
    """A day gone by, as one says it: today, yesterday, 20 Nov."""
    ago = (today - day).days
    if ago <= 0:
        return str(_("today"))
    return str(_("yesterday")) if ago == 1 else date_words(day, "day_month")


def _trained(day: date, today: date) -> str:
    """When the patient last trained, as one says it."""
    ago = (today - day).days
    if ago <= 0:
        return str(_("Trained today"))
    if ago == 1:
        return str(_("Trained yesterday"))
    if ago < 7:
        return str(_("Trained %(weekday)s", weekday=date_words(day, "long").split()[0]))
    return str(_("Trained %(date)s", date=date_words(day, "day_month")))


def _change_tone(change: float | None) -> str:
    if change is None or abs(change) < STILL:
        return "same"
    return "ok" if change < 0 else "stop"


def share_tone(share: float | None) -> str:
    """How a share of done of due is marked; the limits are the follow-up rules'."""
    if share is None or share >= DEFAULT.adherent_from:
        return "ok"
    return "warn" if share >= DEFAULT.low_adherence_under else "stop"


def _next_visit(at: datetime | None, words: Words) -> str:
    if at is None or at <= words.now:
        return ""
    day = at.astimezone(words.zone).date()
    if day == words.today:
        return str(_("today %(time)s", time=time_words(at, words.zone)))
    if day == words.today + timedelta(days=1):
        return str(_("tomorrow"))
    return words.day(day, "day_month")
