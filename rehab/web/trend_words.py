"""Is it getting better, said in words: numbers first, no cure promised, nobody blamed.

Two points is the smallest change most people notice; from a start of 3 or less it is half (clinical.progress).
"""

from collections.abc import Mapping
from datetime import date, timedelta

from flask_babel import gettext as _

from rehab.clinical.progress import LOW_START, NOTICEABLE, SLIGHT, Trend, TrendKind, rolling_median, weekly_median
from rehab.web.condition_words import hurts_alike, hurts_less, hurts_more
from rehab.web.words import number

WEEK = timedelta(weeks=1)


def trend_sentence(trend: Trend, condition: str, *, first_week: bool = False, from_intake: bool = False) -> str:
    """What the patient reads first: from what to what, and what that is worth. One or two short sentences.

    In the first week start and now are the same mornings, so there is nothing to compare yet. `from_intake`: the
    start is what was said at the first visit, since week 1 has too few mornings.
    """
    if first_week and trend.now is not None:
        return str(
            _("Your morning pain is %(now)s in your first week. That is where we measure from.", now=number(trend.now))
        )
    if trend.start is None or trend.now is None:
        return _unknown(trend)
    since = str(_("at the start") if from_intake else _("in week 1"))
    figures = (condition, since, number(trend.start), number(trend.now))
    match trend.kind:
        case TrendKind.BETTER_NOTICEABLY | TrendKind.BETTER_SLIGHTLY:
            moved = hurts_less(*figures)
        case TrendKind.WORSE_SLIGHTLY | TrendKind.WORSE_NOTICEABLY:
            moved = hurts_more(*figures)
        case _:
            moved = hurts_alike(*figures)
    return f"{moved} {_worth(trend.kind, trend.start, trend.now)}"


def starts_from_intake(by_day: Mapping[date, int], started_on: date) -> bool:
    """Whether week 1 has too few mornings to be what the course is measured from."""
    return weekly_median(by_day, started_on, 1) is None


def day_beside_trend(by_day: Mapping[date, int], today: date) -> str:
    """In a bad week the trend beside the day: empty unless this morning, or this week, is clearly above what it was.

    A bad morning is 2 points above the median of its week; a bad week is 1 above the week before.
    """
    now, before = rolling_median(by_day, today), rolling_median(by_day, today - WEEK)
    morning = by_day.get(today)
    if now is not None and morning is not None and morning - now >= NOTICEABLE:
        figures = {"today": morning, "now": number(now)}
        return str(
            _("This morning was %(today)s. Over 7 days it is %(now)s, and that says more than one day.", **figures)
        )
    if now is not None and before is not None and now - before >= SLIGHT:
        words = _("The last 7 days were harder: %(now)s, and %(before)s the week before.")
        return str(words) % {"now": number(now), "before": number(before)}
    return ""


def trend_short(trend: Trend) -> str:
    """The same in a few words, as a chart's label and a practitioner's line need it."""
    if trend.start is None or trend.now is None:
        return str(_("Too few mornings to tell"))
    return str(
        _("Median over 7 days: %(start)s at the start, %(now)s now", start=number(trend.start), now=number(trend.now))
    )


def _worth(kind: TrendKind, start: float, now: float) -> str:
    low = start <= LOW_START
    exactly = abs(now - start) == NOTICEABLE
    match kind:
        case TrendKind.BETTER_NOTICEABLY if low:
            return str(_("It was low from the start, and it is at least halved."))
        case TrendKind.BETTER_SLIGHTLY if low:
            return str(_("It was low from the start, so there is little room to fall."))
        case TrendKind.BETTER_NOTICEABLY if exactly:
            return str(_("That is the 2 points most people notice."))
        case TrendKind.BETTER_NOTICEABLY:
            return str(_("That is more than the 2 points most people notice."))
        case TrendKind.BETTER_SLIGHTLY | TrendKind.WORSE_SLIGHTLY:
            return str(_("That is less than the 2 points most people notice."))
        case TrendKind.WORSE_NOTICEABLY:
            return str(_("Your practitioner can see it too. Your programme says what to do on a bad day."))
    return str(_("Your practitioner can see it too."))


def _unknown(trend: Trend) -> str:
    if trend.start is None and trend.now is None:
        return str(_("There are too few mornings yet to say how it is going. It takes 3 within 7 days."))
    if trend.start is None:
        return str(
            _(
                "Your morning pain is %(now)s now. The first week has too few mornings to compare with.",
                now=number(trend.now or 0),
            )
        )
    return str(
        _(
            "Your morning pain was %(start)s at the start. The last 7 days have too few mornings to say how it is now.",
            start=number(trend.start),
        )
    )
