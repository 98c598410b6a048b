"""The training of the days to come, which Today carries along: a phone without network asks for it on its day.

As things stand: what is due from a day on stays due until it is done.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from rehab.features.journal.day import Day
from rehab.features.journal.pages import AheadCard
from rehab.features.journal.training_card import training_card

DAY = timedelta(days=1)
DAYS_AHEAD = 7


def cards_ahead(day: Day) -> tuple[AheadCard, ...]:
    """One card for all the days that ask for the same, the nearest first; none for a day of a pause."""
    alike: dict[tuple[int, ...], list[Day]] = {}
    for ahead in _days(day):
        alike.setdefault(_asked(ahead), []).append(ahead)
    return tuple(_card(days, day.today) for days in alike.values())


def _days(day: Day) -> Iterator[Day]:
    for n in range(1, DAYS_AHEAD + 1):
        ahead = replace(day, today=day.today + n * DAY)
        if ahead.pause is None:
            yield ahead


def _asked(ahead: Day) -> tuple[int, ...]:
    """What makes two days alike: the exercises of the day, and which of them are due."""
    version = ahead.programme.in_force(ahead.today)
    prescribed = version.prescribed_on(ahead.today) if version else ()
    return (*(each.id for each in prescribed), 0, *(each.id for each in ahead.left))


def _card(days: list[Day], today: date) -> AheadCard:
    """The first day's card. Its forms carry today's date, as all of a kept page do, and are brought forward with it."""
    card = training_card(days[0])
    tap = card.one_tap and replace(card.one_tap, done_on=today.isoformat())
    return AheadCard(
        days=tuple(each.today.isoformat() for each in days),
        every=min((each.dose.interval_days for each in days[0].left), default=1),
        card=replace(card, one_tap=tap, answer=None),
    )
