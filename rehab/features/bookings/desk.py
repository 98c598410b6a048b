"""Reception handles the bookings of its own branch: the day, and anyone's times. Nothing of the treatment is shown."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from flask import Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.bookings import queries, services
from rehab.features.bookings.blueprint import bp
from rehab.features.bookings.choosing import Offer, choose, moving_offer
from rehab.features.bookings.day import day_page
from rehab.features.bookings.forms import BookingForm, MoveForm, id_from
from rehab.features.bookings.pages import DeskBookPage, DeskMovePage
from rehab.features.bookings.queries import Booked, PatientRow, Place
from rehab.features.bookings.sending import GRACE, filled, locked, refuse, wanted_from
from rehab.features.bookings.words import picker, ticket
from rehab.records.finding import CourseHead, own_course
from rehab.refusals import TimeNotOffered, TimeTaken, TooLate
from rehab.web import pages
from rehab.web.access import for_reception, viewer
from rehab.web.words import date_words

AT_ONCE = timedelta(0)  # staff may book somebody who stands at the desk
FURTHEST = timedelta(days=366)


@bp.get("/desk")
@for_reception
def desk() -> ResponseReturnValue:
    """The branch's day by practitioner, and patients found by name."""
    place, now = _own_place(), clock.now()
    if request.args.get("branch", place.slug) != place.slug:
        abort(404)
    today = clock.today_in(place.zone)
    on = date_from(request.args.get("date"), today)
    words = " ".join(request.args.get("q", "").replace("\x00", "").split())[:60]
    return pages.show(day_page(db.session, place, on=on, today=today, now=now, words=words))


@bp.get("/desk/patients/<id:patient_id>/book")
@for_reception
def desk_book(patient_id: int) -> ResponseReturnValue:
    """Free times at the branch for a patient, the usual practitioner's first."""
    place = _own_place()
    patient = _patient(place, patient_id)
    course = own_course(db.session, patient.id)
    return _choosing(BookingForm(formdata=None), patient, _offer(place, course), request.args, 200)


@bp.post("/desk/patients/<id:patient_id>/book")
@for_reception
def desk_book_for(patient_id: int) -> ResponseReturnValue:
    """Book the chosen time for the patient."""
    place, form = _own_place(), BookingForm()
    patient = _patient(place, patient_id)
    course = own_course(db.session, patient.id)
    offer = _offer(place, course)
    if not form.validate_on_submit():
        return _choosing(form, patient, offer, request.form, 422)
    wanted = wanted_from(
        form,
        offer,
        patient_id=patient.id,
        course_id=course.id if course and course.closed_at is None else None,
        prompt_id=None,
    )
    try:
        services.book_appointment(
            db.session,
            wanted=wanted,
            earliest=AT_ONCE - GRACE,
            by=viewer(),
            now=clock.now(),
            today=clock.today_in(patient.zone),
        )
    except (TimeTaken, TimeNotOffered) as refused:
        refuse(form, refused)
        return _choosing(form, patient, offer, request.form, 409)
    flash(_("Booked for %(name)s.", name=patient.name))
    return redirect(_day_of(wanted.starts_at.astimezone(place.zone).date()), 303)


@bp.get("/desk/appointments/<id:appointment_id>/move")
@for_reception
def desk_move(appointment_id: int) -> ResponseReturnValue:
    """Other times for a patient's appointment."""
    return _moving(MoveForm(formdata=None), _booked(appointment_id), request.args, 200)


@bp.post("/desk/appointments/<id:appointment_id>/move")
@for_reception
def desk_move_to(appointment_id: int) -> ResponseReturnValue:
    """Move it; staff need keep no notice."""
    booked, form = _booked(appointment_id), MoveForm()
    if not form.validate_on_submit() or form.time.data is None:
        return _moving(form, booked, request.form, 422)
    try:
        services.move_appointment(
            db.session,
            appointment=locked(db.session, booked),
            zone=booked.place.zone,
            practitioner_id=form.time.data.practitioner_id,
            starts_at=form.time.data.starts_at,
            earliest=AT_ONCE - GRACE,
            notice=None,
            by=viewer(),
            now=clock.now(),
            today=clock.today_in(booked.place.zone),
        )
    except (TimeTaken, TimeNotOffered) as refused:
        refuse(form, refused)
        return _moving(form, booked, request.form, 409)
    except TooLate:
        return _moving(form, booked, request.form, 409)
    flash(_("Moved."))
    return redirect(_day_of(form.time.data.starts_at.astimezone(booked.place.zone).date()), 303)


@bp.post("/desk/appointments/<id:appointment_id>/cancellation")
@for_reception
def desk_cancel(appointment_id: int) -> ResponseReturnValue:
    """Cancel it; staff need keep no notice."""
    booked = _booked(appointment_id)
    try:
        services.cancel_appointment(
            db.session,
            appointment=locked(db.session, booked),
            notice=None,
            by=viewer(),
            now=clock.now(),
            today=clock.today_in(booked.place.zone),
        )
        flash(_("Cancelled. The time is free again."))
    except TooLate:
        flash(_("The appointment is over and can't be cancelled."), "error")
    return redirect(_day_of(booked.starts_at.astimezone(booked.place.zone).date()), 303)


@bp.post("/desk/appointments/<id:appointment_id>/attendance")
@for_reception
def desk_attendance(appointment_id: int) -> ResponseReturnValue:
    """Note that the patient came (`came` is yes) or did not (no)."""
    booked, came = _booked(appointment_id), request.form.get("came")
    if came not in ("yes", "no"):
        abort(400)
    try:
        services.note_attendance(
            db.session,
            appointment=locked(db.session, booked),
            attended=came == "yes",
            by=viewer(),
            now=clock.now(),
            today=clock.today_in(booked.place.zone),
        )
    except TooLate:
        flash(_("That can't be noted: the appointment is cancelled, or its time has not come."), "error")
    return redirect(_day_of(booked.starts_at.astimezone(booked.place.zone).date()), 303)


def date_from(text: str | None, today: date) -> date:
    """A date within a year of today; today for anything else."""
    try:
        on = date.fromisoformat(text or "")
    except ValueError:
        return today
    return on if abs(on - today) <= FURTHEST else today


def _own_place() -> Place:
    return queries.place(db.session, viewer().home_branch_id) or abort(404)


def _patient(place: Place, patient_id: int) -> PatientRow:
    return queries.branch_patient(db.session, place.id, patient_id) or abort(404)


def _booked(appointment_id: int) -> Booked:
    return queries.branch_appointment(db.session, viewer().home_branch_id, appointment_id) or abort(404)


def _day_of(on: date) -> str:
    return url_for("bookings.desk", date=on.isoformat())


def _offer(place: Place, course: CourseHead | None) -> Offer:
    treatments = queries.treatments(db.session, for_patients=False)
    if not treatments:
        abort(404)
    usual_id = course.practitioner_id if course else None
    return Offer(places=[place], treatments=treatments, home=place, usual_id=usual_id, earliest=AT_ONCE, by_staff=True)


def _choosing(form: BookingForm, patient: PatientRow, offer: Offer, asked: Mapping[str, str], status: int) -> Response:
    choice = choose(db.session, offer, asked, now=clock.now())
    address = partial(url_for, "bookings.desk_book", patient_id=patient.id)
    page = DeskBookPage(
        title=_("Book for %(name)s", name=patient.name),
        under=born_words(patient),
        form=filled(form, choice, None),
        picker=picker(
            choice,
            offer,
            address,
            days=id_from(asked.get("days")) or 0,
            today=clock.today_in(offer.home.zone),
            action=address(),
        ),
        send_to=address(),
    )
    return pages.show(page, status)


def born_words(patient: PatientRow) -> str:
    """What tells two people of one name apart."""
    born = date_words(patient.born_on, "full") if patient.born_on else ""
    return " · ".join(part for part in (_("born %(date)s", date=born) if born else "", patient.phone) if part)


def _moving(form: MoveForm, booked: Booked, asked: Mapping[str, str], status: int) -> Response:
    now = clock.now()
    title, words = _("Move appointment"), ticket(booked, now)
    if words.state != "upcoming":
        return pages.show(
            DeskMovePage(title=title, patient=booked.patient_name, ticket=words, form=None, picker=None), status
        )
    offer = moving_offer(booked, AT_ONCE, by_staff=True)
    choice = choose(db.session, offer, asked, now=now)
    form.practitioner.data = str(choice.practitioner_id or "any")
    address = partial(url_for, "bookings.desk_move", appointment_id=booked.id)
    times = picker(
        choice,
        offer,
        address,
        days=id_from(asked.get("days")) or 0,
        today=clock.today_in(booked.place.zone),
        action=address(),
    )
    page = DeskMovePage(title=title, patient=booked.patient_name, ticket=words, form=form, picker=times)
    return pages.show(page, status)
