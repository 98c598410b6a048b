"""An appointment as an iCalendar file (RFC 5545). It lands in calendars others can read, so nothing in it is about
health: a time, and where.
"""

from datetime import timedelta

from flask_babel import gettext as _

from rehab.features.bookings.queries import Booked

WEEK = timedelta(weeks=1)


def calendar_file(booked: Booked, *, site_name: str, address: str) -> bytes:
    """The appointment with its stable UID and its SEQUENCE, in the branch's zone; CRLF, lines of at most 75 octets."""
    from icalendar import Calendar, Event

    place = f"{site_name}, {booked.place.name}"
    event = Event()
    event.add("uid", booked.calendar_uid)
    event.add("sequence", booked.sequence)
    event.add("dtstamp", booked.cancelled_at or booked.booked_at)
    event.add("dtstart", booked.starts_at.astimezone(booked.place.zone))
    event.add("dtend", booked.ends_at.astimezone(booked.place.zone))
    event.add("summary", _("Appointment at %(place)s", place=place))
    event.add("location", place)
    event.add("url", address)
    event.add("status", "CANCELLED" if booked.cancelled_at else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", f"-//{site_name}//rehab//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    on = booked.starts_at.date()
    calendar.add_missing_timezones(first_date=on - WEEK, last_date=on + WEEK)
    return bytes(calendar.to_ical())
