"""A branch's day as reception sees it: one column for each practitioner who works or is booked there."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from flask import url_for
from flask_babel import gettext as _

from rehab.db import AnySession
from rehab.features.bookings import queries
from rehab.features.bookings.pages import DeskColumn, DeskPage, DeskRow, Found
from rehab.features.bookings.queries import Booked, PatientRow, Place
from rehab.features.bookings.services import ARRIVES_EARLY
from rehab.features.bookings.words import from_to, sentence, ticket
from rehab.records.free_times import Working, closed_dates, working_at
from rehab.scheduling.opening import instant, open_intervals
from rehab.web.words import date_time_words, date_words, short_name

DAY = timedelta(days=1)
MOST_COMING = 3  # of one patient's appointments beside the name; the rest are found on their days


def day_page(session: AnySession, place: Place, *, on: date, today: date, now: datetime, words: str) -> DeskPage:
    """The page of one day, with the patients found when `words` were searched for. Four statements at most."""
    start, end = instant(on, time(), place.zone), instant(on + DAY, time(), place.zone)
    booked = queries.at_branch(session, place.id, start, end)
    working = working_at(session, [place.id], on, on)
    found = queries.find_patients(session, place.id, words) if words else None
    coming = queries.coming_at_branch(session, place.id, [patient.id for patient in found], now) if found else []
    return DeskPage(
        title=sentence(date_words(on, "long")),
        branch=place.name,
        day=on.isoformat(),
        previous=url_for("bookings.desk", date=(on - DAY).isoformat()),
        following=url_for("bookings.desk", date=(on + DAY).isoformat()),
        is_today=on == today,
        closed=on in closed_dates(on, on),
        columns=tuple(_columns(booked, working, on, now)),
        words=words,
        found=None if found is None else tuple(_found(patient, coming) for patient in found),
        more_found=found is not None and len(found) == queries.MOST_FOUND,
    )


def _columns(booked: Sequence[Booked], working: Sequence[Working], on: date, now: datetime) -> list[DeskColumn]:
    names = {each.practitioner_id: each.practitioner_name for each in booked}
    hours: dict[int, str] = {}
    for person in working:
        opened = open_intervals(person.hours, on, on, person.zone, closed_dates(on, on))
        if opened:
            names[person.practitioner_id] = person.practitioner_name
            hours[person.practitioner_id] = ", ".join(
                from_to(piece.starts_at, piece.ends_at, person.zone) for piece in opened
            )
    return [
        DeskColumn(
            name=name,
            hours=hours.get(person_id, ""),
            rows=tuple(_row(each, now) for each in booked if each.practitioner_id == person_id),
        )
        for person_id, name in sorted(names.items(), key=lambda item: (item[1], item[0]))
    ]


def _row(booked: Booked, now: datetime) -> DeskRow:
    words = ticket(booked, now)
    return DeskRow(
        ticket=words,
        patient=booked.patient_name,
        may_tell=now >= booked.starts_at - ARRIVES_EARLY,
        may_change=words.state == "upcoming",
    )


def _found(patient: PatientRow, coming: Sequence[Booked]) -> Found:
    own = [each for each in coming if each.patient_id == patient.id][:MOST_COMING]
    return Found(
        name=patient.name,
        born=date_words(patient.born_on, "full") if patient.born_on else "",
        phone=patient.phone or "",
        href=url_for("bookings.desk_book", patient_id=patient.id),
        coming=tuple(_coming(each) for each in own),
    )


def _coming(booked: Booked) -> tuple[str, str]:
    """When and with whom, and where on that day's page it can be moved or cancelled."""
    zone = booked.place.zone
    words = _(
        "%(when)s with %(name)s",
        when=date_time_words(booked.starts_at, zone),
        name=short_name(booked.practitioner_name),
    )
    on = booked.starts_at.astimezone(zone).date().isoformat()
    return str(words), url_for("bookings.desk", date=on, _anchor=f"a{booked.id}")
