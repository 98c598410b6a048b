"""The pages of booking: words and numbers, no rows."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.features.bookings.forms import BookingForm, MoveForm
from rehab.web.pages import Page


@dataclass(frozen=True, slots=True)
class Slot:
    """One free time as a radio; `when` and `what` are told by the dock once it is chosen."""

    value: str
    time: str
    who: str
    chosen: bool
    when: str
    what: str


@dataclass(frozen=True, slots=True)
class SlotDay:
    """The free times of a day."""

    label: str
    note: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a select."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Instead:
    """Where there is a time, when there is none here."""

    title: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Picker:
    """What may be chosen among, in words. A select with one line is not shown; `gone`: the wished time can't be had."""

    action: str
    place: str
    is_home: bool
    places: tuple[Option, ...]
    people: tuple[Option, ...]
    treatments: tuple[Option, ...]
    days: tuple[SlotDay, ...]
    more_href: str | None
    instead: tuple[Instead, ...]
    gone: bool
    when: str
    what: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """An appointment in words. `state`: upcoming, past, cancelled, attended or missed; `who` is `name` with title.

    `when` is date and time inside a sentence.
    """

    id: int
    state: str
    weekday: str
    day: str
    month: str
    date: str
    time: str
    when: str
    from_to: str
    treatment: str
    name: str
    who: str
    place: str
    phone: str | None
    href: str


@dataclass(frozen=True, kw_only=True)
class ChooseTimePage(Page):
    """A patient books. `send_to` is where the form goes; `prompt_id` the follow-up it answers."""

    template: ClassVar[str] = "bookings/choose_time.html"
    under: str
    form: BookingForm
    picker: Picker
    prompt_id: int | None


@dataclass(frozen=True, kw_only=True)
class MovePage(Page):
    """A patient moves an appointment; without a picker when it is too late for that."""

    template: ClassVar[str] = "bookings/move.html"
    ticket: Ticket
    form: MoveForm | None
    picker: Picker | None


@dataclass(frozen=True, kw_only=True)
class AppointmentPage(Page):
    """One appointment. `until` is when it can be moved or cancelled at the latest; None when that has passed.

    `refused` says that a cancellation just came too late.
    """

    template: ClassVar[str] = "bookings/appointment.html"
    ticket: Ticket
    until: str | None
    refused: bool
    again_href: str


@dataclass(frozen=True, kw_only=True)
class MinePage(Page):
    """A patient's appointments."""

    template: ClassVar[str] = "bookings/mine.html"
    upcoming: tuple[Ticket, ...]
    past: tuple[Ticket, ...]


@dataclass(frozen=True, slots=True)
class DeskRow:
    """An appointment of the day as reception handles it."""

    ticket: Ticket
    patient: str
    may_tell: bool
    may_change: bool


@dataclass(frozen=True, slots=True)
class DeskColumn:
    """A practitioner's day at the branch; `hours` are when there may be bookings."""

    name: str
    hours: str
    rows: tuple[DeskRow, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A patient found by name; `coming` are words and address of what is booked at the branch, on the day's page."""

    name: str
    born: str
    phone: str
    href: str
    coming: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class DeskPage(Page):
    """A branch's day. `found` is None when nobody was searched for; `more_found`: only the first are shown."""

    template: ClassVar[str] = "bookings/desk.html"
    branch: str
    day: str
    previous: str
    following: str
    is_today: bool
    closed: bool
    columns: tuple[DeskColumn, ...]
    words: str
    found: tuple[Found, ...] | None
    more_found: bool


@dataclass(frozen=True, kw_only=True)
class DeskBookPage(Page):
    """Reception books for a patient."""

    template: ClassVar[str] = "bookings/desk_book.html"
    under: str
    form: BookingForm
    picker: Picker
    send_to: str


@dataclass(frozen=True, kw_only=True)
class DeskMovePage(Page):
    """Reception moves an appointment; without a picker when it is over."""

    template: ClassVar[str] = "bookings/desk_move.html"
    patient: str
    ticket: Ticket
    form: MoveForm | None
    picker: Picker | None


@dataclass(frozen=True, slots=True)
class Event:
    """A stretch of a practitioner's day. `look` is "", new, free or off; `first` and `length` count ten minutes,
    `first` from the top of the week and from 1."""

    look: str
    time: str
    title: str
    text: str
    href: str | None
    first: int
    length: int


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the week with what is in it."""

    label: str
    date: str
    note: str
    is_today: bool
    events: tuple[Event, ...]


@dataclass(frozen=True, kw_only=True)
class CalendarPage(Page):
    """A practitioner's week; `hours` are the clock hours at its side. `this_week` leads to today in it."""

    template: ClassVar[str] = "bookings/calendar.html"
    dates: str
    previous: str
    following: str
    this_week: str
    days: tuple[CalendarDay, ...]
    hours: tuple[str, ...]
