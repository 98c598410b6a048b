"""The caseload in words: each row's values made in one pass, so that the template only writes them out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from markupsafe import Markup

from rehab.clinical.follow_up import DEFAULT, Need, Rule
from rehab.clinical.phases import Phase
from rehab.clinical.progress import SLIGHT
from rehab.features.caseload.queries import Case
from rehab.features.caseload.spark import spark
from rehab.web.doses import phase_short
from rehab.web.reasons import staff_words
from rehab.web.words import age, date_words, percent, signed, time_words

TONES = {Need.NEEDS_YOU: "stop", Need.KEEP_AN_EYE: "warn", Need.ON_PLAN: "ok"}
STILL = 0.5  # smaller changes since the start are called no change


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A row as written: `tone` stop, warn or ok says how it is marked; `bar` is the meter's width of 56, "" unknown."""

    course_id: int
    name: str
    age: int | None
    need: Need
    tone: str
    why: str
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
    waited_since: date
    is_warned: bool


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

    @classmethod
    def of(cls, *, now: datetime, zone: ZoneInfo) -> "Words":
        return cls(
            today=now.astimezone(zone).date(),
            now=now,
            zone=zone,
            phase=cache(phase_short),
            trained=cache(_trained),
            day=cache(date_words),
            signed=cache(signed),
            percent=cache(percent),
        )


def case_rows(cases: list[Case], *, now: datetime, zone: ZoneInfo) -> list[CaseRow]:
    """Rows sorted by need, warning signs on top, then the longest waiting first, then by name."""
    words = Words.of(now=now, zone=zone)
    rows = [_row(case, words) for case in cases]
    return sorted(rows, key=lambda row: (row.need, not row.is_warned, row.waited_since))


def _row(case: Case, words: Words) -> CaseRow:
    need, why, since = _why(case, words)
    change = None
    if case.now_median is not None and case.start_median is not None:
        change = case.now_median - case.start_median
    share = case.done / case.due if case.due and case.done is not None else None
    return CaseRow(
        course_id=case.course_id,
        name=case.patient_name,
        age=age(case.born_on, words.today) if case.born_on else None,
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
        waited_since=since or words.today,
        is_warned=any(each["rule"] == Rule.RED_FLAG for each in case.reasons or ()),
    )


def _why(case: Case, words: Words) -> tuple[Need, str, date | None]:
    if case.reasons:
        first = case.reasons[0]
        since = date.fromisoformat(first["since"])
        return Need(first["need"]), staff_words(first["rule"], first["numbers"]), since
    if case.phase is None:
        return Need.KEEP_AN_EYE, _("No programme yet"), None
    if case.last_session_on:
        return Need.ON_PLAN, words.trained(case.last_session_on, words.today), None
    return Need.ON_PLAN, _("Nothing logged yet"), None


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
