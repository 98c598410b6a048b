"""From what is asked for in an address or a form to what can be offered: a branch, a treatment, a practitioner, times.

Whatever is asked for and isn't there falls back to what the person would have been shown unasked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rehab.db import AnySession
from rehab.features.bookings.forms import Picked, id_from, instant_from, picked_from
from rehab.features.bookings.neighbours import NEIGHBOURS
from rehab.features.bookings.queries import Booked, Place, Treatment
from rehab.records.free_times import FreeTime, Working, free_times, working_at

ANYONE = "any"
HORIZON = timedelta(days=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What somebody may choose among, and from where: `usual_id` is the practitioner of the course.

    `moving` is the appointment another time is sought for: its own time counts as free, and is not offered.
    """

    places: Sequence[Place]
    treatments: Sequence[Treatment]
    home: Place
    usual_id: int | None
    earliest: timedelta
    moving: Booked | None = None
    by_staff: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is chosen so far, and the times it leaves. No practitioner chosen: anyone at the branch.

    `instead` are the first times with others here and at the neighbouring branches, looked for when there are none.
    `missed` says that a time was wished for that can't be had.
    """

    place: Place
    treatment: Treatment
    practitioner_id: int | None
    people: Sequence[Working]
    times: Sequence[FreeTime]
    chosen: FreeTime | None
    missed: bool
    instead: Sequence[FreeTime]

    def on_days(self) -> dict[date, list[FreeTime]]:
        """The times by the branch's date, both in order."""
        found: dict[date, list[FreeTime]] = {}
        for time in self.times:
            found.setdefault(time.starts_at.astimezone(self.place.zone).date(), []).append(time)
        return found


def moving_offer(booked: Booked, earliest: timedelta, *, by_staff: bool = False) -> Offer:
    """What an appointment can be moved to: another time, also with another practitioner, at its branch."""
    treatment = Treatment(booked.treatment_code, booked.treatment, booked.minutes)
    return Offer(
        places=[booked.place],
        treatments=[treatment],
        home=booked.place,
        usual_id=booked.practitioner_id,
        earliest=earliest,
        moving=booked,
        by_staff=by_staff,
    )


def choose(session: AnySession, offer: Offer, asked: Mapping[str, str], *, now: datetime) -> Choice:
    """Resolve what is asked for. Two statements, three when the times are sought elsewhere too."""
    place = next((each for each in offer.places if each.slug == asked.get("branch")), offer.home)
    treatment = next((each for each in offer.treatments if each.code == asked.get("treatment")), offer.treatments[0])
    earliest, latest = now + offer.earliest, now + HORIZON
    near = [each.id for slug in NEIGHBOURS.get(place.slug, ()) for each in offer.places if each.slug == slug]
    first_on, last_on = earliest.astimezone(place.zone).date(), latest.astimezone(place.zone).date()
    working = working_at(session, [place.id, *near], first_on, last_on)
    here = [person for person in working if person.branch_id == place.id]
    practitioner_id = _practitioner(asked.get("practitioner"), here, offer.usual_id)
    wanted = [person for person in here if practitioner_id in (None, person.practitioner_id)]
    own = offer.moving.id if offer.moving else None
    times = _others(free_times(session, wanted, treatment.minutes, earliest, latest, own), offer.moving)
    if practitioner_id is None:
        times = _one_each(times, offer.usual_id)
    others = [] if times else [person for person in working if person not in wanted]
    instead = free_times(session, others, treatment.minutes, earliest, latest, own, most_each=1)
    wish = picked_from(asked.get("time")) or instant_from(asked.get("starts_at"))
    chosen = _wished(times, wish)
    return Choice(
        place=place,
        treatment=treatment,
        practitioner_id=practitioner_id,
        people=here,
        times=times,
        chosen=chosen or _next_after(times, wish),
        missed=wish is not None and chosen is None,
        instead=_nearest_first(instead, [place.id, *near]),
    )


def _practitioner(asked: str | None, here: Sequence[Working], usual_id: int | None) -> int | None:
    """Whom to look for: the one asked for, else the usual one, and anyone if that one does not work here."""
    ids = {person.practitioner_id for person in here}
    if asked == ANYONE:
        return None
    if (wanted := id_from(asked)) in ids:
        return wanted
    return usual_id if usual_id in ids else None


def _others(times: Sequence[FreeTime], moving: Booked | None) -> list[FreeTime]:
    """The times without the one the appointment has already."""
    if moving is None:
        return list(times)
    has = (moving.practitioner_id, moving.starts_at)
    return [time for time in times if (time.practitioner_id, time.starts_at) != has]


def _one_each(times: Sequence[FreeTime], usual_id: int | None) -> list[FreeTime]:
    """One practitioner for each time of several: the usual one if free."""
    by_start: dict[datetime, FreeTime] = {}
    for time in times:
        if time.starts_at not in by_start or time.practitioner_id == usual_id:
            by_start[time.starts_at] = time
    return list(by_start.values())


def _wished(times: Sequence[FreeTime], wish: Picked | datetime | None) -> FreeTime | None:
    if isinstance(wish, Picked):
        wanted = (wish.practitioner_id, wish.starts_at)
        return next((each for each in times if (each.practitioner_id, each.starts_at) == wanted), None)
    return next((each for each in times if each.starts_at == wish), None)


def _next_after(times: Sequence[FreeTime], wish: Picked | datetime | None) -> FreeTime | None:
    """The next time from the one wished for, else the first of all."""
    at = wish.starts_at if isinstance(wish, Picked) else wish
    first = times[0] if times else None
    return next((each for each in times if at is not None and each.starts_at >= at), first)


def _nearest_first(times: Sequence[FreeTime], branches: Sequence[int]) -> list[FreeTime]:
    """At this branch the first time of each other practitioner; at each neighbour the first of all."""
    here = [each for each in times if each.branch_id == branches[0]]
    near = (next((each for each in times if each.branch_id == branch), None) for branch in branches[1:])
    return here + [each for each in near if each]
