"""Is it getting better, said in words: numbers first, no cure promised, nobody blamed.

Two points is the smallest change people clearly notice; from a start of 3 or less it is half (clinical.progress).
"""

from flask_babel import gettext as _

from rehab.clinical.progress import LOW_START, NOTICEABLE, Trend, TrendKind
from rehab.web.words import number


def trend_sentence(trend: Trend, first_week: bool = False) -> str:
    """What the patient reads first: from what to what, and what that is worth. One or two short sentences.

    In the first week start and now are the same mornings, so there is nothing to compare yet.
    """
    if first_week and trend.now is not None:
        return str(
            _("Your morning pain is %(now)s in your first week. That is where we measure from.", now=number(trend.now))
        )
    if trend.start is None or trend.now is None:
        return _unknown(trend)
    figures = {"start": number(trend.start), "now": number(trend.now)}
    match trend.kind:
        case TrendKind.BETTER_NOTICEABLY | TrendKind.BETTER_SLIGHTLY:
            moved = _("Your morning pain has fallen from %(start)s to %(now)s.", **figures)
        case TrendKind.WORSE_SLIGHTLY | TrendKind.WORSE_NOTICEABLY:
            moved = _("Your morning pain has risen from %(start)s to %(now)s.", **figures)
        case _:
            moved = _unchanged(trend.start, trend.now)
    return f"{moved} {_worth(trend.kind, trend.start, trend.now)}"


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
            return str(_("That is the 2 points people clearly notice."))
        case TrendKind.BETTER_NOTICEABLY:
            return str(_("That is more than the 2 points people clearly notice."))
        case TrendKind.BETTER_SLIGHTLY | TrendKind.WORSE_SLIGHTLY:
            return str(_("That is less than the 2 points people clearly notice."))
        case TrendKind.WORSE_NOTICEABLY:
            return str(_("Your practitioner can see it too. Your programme says what to do on a bad day."))
    return str(_("Your practitioner can see it too."))


def _unchanged(start: float, now: float) -> str:
    if start == now:
        return str(_("Your morning pain is the same as at the start: %(now)s.", now=number(now)))
    return str(
        _(
            "Your morning pain is about the same: %(start)s at the start and %(now)s now.",
            start=number(start),
            now=number(now),
        )
    )


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
