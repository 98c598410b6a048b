"""Bookings in words: appointments as tickets, free times as radios."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.features.bookings.choosing import ANYONE, Choice, Offer
from rehab.features.bookings.forms import radio_value
from rehab.features.bookings.pages import Instead, Option, Picker, Slot, SlotDay, Ticket
from rehab.features.bookings.queries import Booked, Treatment
from rehab.records.free_times import FreeTime, Working
from rehab.web.words import date_time_words, date_words, short_name, time_words

FIRST_DAYS = 3
MORE_DAYS = 7


def sentence(text: str) -> str:
    """Text that begins a sentence."""
    return text[:1].upper() + text[1:]


def inside(text: str) -> str:
    """A name of a treatment or title inside a sentence."""
    return text[:1].lower() + text[1:]


def from_to(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    """15.40-16.20 with the dash of a range."""
    return f"{time_words(starts_at, zone)}–{time_words(ends_at, zone)}"


def ticket(booked: Booked, now: datetime) -> Ticket:
    """An appointment in words."""
    on = booked.starts_at.astimezone(booked.place.zone).date()
    name = who = short_name(booked.practitioner_name)
    if booked.practitioner_title:
        who = str(_("%(name)s, %(title)s", name=name, title=inside(booked.practitioner_title)))
    return Ticket(
        id=booked.id,
        state=_state(booked, now),
        weekday=date_words(on, "weekday"),
        day=str(on.day),
        month=date_words(on, "month"),
        date=sentence(date_words(on, "long")),
        time=time_words(booked.starts_at, booked.place.zone),
        when=date_time_words(booked.starts_at, booked.place.zone),
        from_to=from_to(booked.starts_at, booked.ends_at, booked.place.zone),
        treatment=booked.treatment,
        name=name,
        who=who,
        place=booked.place.name,
        phone=booked.place.phone,
        href=url_for("bookings.show", appointment_id=booked.id),
    )


def _state(booked: Booked, now: datetime) -> str:
    if booked.cancelled_at:
        return "cancelled"
    if booked.attended_at:
        return "attended"
    if booked.missed_at:
        return "missed"
    return "past" if booked.ends_at <= now else "upcoming"


def picker(choice: Choice, offer: Offer, address: Callable[..., str], *, days: int, today: date, action: str) -> Picker:
    """A choice in words. `address` makes the page's address from what is chosen."""
    by_day = choice.on_days()
    shown = list(by_day)[: max(days, FIRST_DAYS, _place_of(choice, list(by_day)) + 1)]
    kept = {
        "branch": choice.place.slug,
        "practitioner": choice.practitioner_id or ANYONE,
        "treatment": choice.treatment.code,
    }
    more = len(by_day) > len(shown)
    return Picker(
        action=action,
        place=choice.place.name,
        is_home=choice.place.id == offer.home.id,
        places=tuple(Option(each.slug, each.name, each.id == choice.place.id) for each in offer.places),
        people=_people(choice, offer),
        treatments=tuple(Option(each.code, each.name, each.code == choice.treatment.code) for each in offer.treatments),
        days=tuple(_slot_day(on, by_day[on], choice, today) for on in shown),
        more_href=address(**kept, days=len(shown) + MORE_DAYS) + "#time" if more else None,
        instead=tuple(_instead(time, choice, offer, address) for time in choice.instead),
        gone=choice.missed,
        when=_when(choice.chosen, choice) if choice.chosen else "",
        what=_what(choice.chosen, choice.treatment) if choice.chosen else "",
    )


def _place_of(choice: Choice, days: Sequence[date]) -> int:
    """Which of the days the chosen time is on, from 0."""
    if choice.chosen is None:
        return 0
    return days.index(choice.chosen.starts_at.astimezone(choice.place.zone).date())


def _people(choice: Choice, offer: Offer) -> tuple[Option, ...]:
    """The usual practitioner first, then the others, then anyone."""
    ordered = sorted(choice.people, key=lambda person: person.practitioner_id != offer.usual_id)
    named = [
        Option(str(person.practitioner_id), _person(person, offer), person.practitioner_id == choice.practitioner_id)
        for person in ordered
    ]
    anyone = Option(ANYONE, str(_("Anyone in %(branch)s", branch=choice.place.name)), choice.practitioner_id is None)
    return (*named, anyone)


def _person(person: Working, offer: Offer) -> str:
    name = short_name(person.practitioner_name)
    if person.practitioner_id != offer.usual_id:
        return name
    return str(_("%(name)s (usual)", name=name) if offer.by_staff else _("%(name)s (yours)", name=name))


def _slot_day(on: date, times: Sequence[FreeTime], choice: Choice, today: date) -> SlotDay:
    return SlotDay(
        label=sentence(date_words(on, "long")),
        note=_days_until((on - today).days),
        slots=tuple(
            Slot(
                value=radio_value(time.practitioner_id, time.starts_at),
                time=time_words(time.starts_at, choice.place.zone),
                who=short_name(time.practitioner_name),
                chosen=time == choice.chosen,
                when=_when(time, choice),
                what=_what(time, choice.treatment),
            )
            for time in times
        ),
    )


def _days_until(days: int) -> str:
    if days == 0:
        return str(_("today"))
    if days == 1:
        return str(_("tomorrow"))
    return str(ngettext("in %(num)d day", "in %(num)d days", days)) if 1 < days <= 7 else ""


def _when(time: FreeTime, choice: Choice) -> str:
    return sentence(date_time_words(time.starts_at, choice.place.zone))


def _what(time: FreeTime, treatment: Treatment) -> str:
    who, name = short_name(time.practitioner_name), inside(treatment.name)
    return str(_("%(who)s · %(treatment)s, %(minutes)s min.", who=who, treatment=name, minutes=treatment.minutes))


def _instead(time: FreeTime, choice: Choice, offer: Offer, address: Callable[..., str]) -> Instead:
    """Another practitioner here, or a neighbouring branch, with the first time there."""
    here = time.branch_id == choice.place.id
    place = choice.place if here else next(each for each in offer.places if each.id == time.branch_id)
    when = date_time_words(time.starts_at, place.zone)
    return Instead(
        title=short_name(time.practitioner_name) if here else place.name,
        text=str(_("First free time: %(when)s", when=when)),
        href=address(
            branch=place.slug,
            practitioner=time.practitioner_id if here else ANYONE,
            treatment=choice.treatment.code,
            starts_at=time.starts_at.isoformat() if here else None,
        ),
    )
