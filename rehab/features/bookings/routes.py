"""A patient finds a time, books it, moves it, cancels it, and puts it in a calendar."""

from collections.abc import Mapping
from functools import partial

from flask import Response, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.bookings import queries, services
from rehab.features.bookings.blueprint import bp
from rehab.features.bookings.calendar_file import calendar_file
from rehab.features.bookings.choosing import Offer, choose, moving_offer
from rehab.features.bookings.forms import BookingForm, MoveForm, id_from
from rehab.features.bookings.pages import AppointmentPage, ChooseTimePage, MinePage, MovePage
from rehab.features.bookings.queries import Booked, Reason
from rehab.features.bookings.sending import GRACE, filled, locked, refuse, wanted_from
from rehab.features.bookings.services import PATIENT_NOTICE
from rehab.features.bookings.words import picker, ticket
from rehab.records.finding import CourseHead, own_course
from rehab.records.free_times import EARLIEST
from rehab.refusals import TimeNotOffered, TimeTaken, TooLate
from rehab.web import pages
from rehab.web.access import for_patient, viewer
from rehab.web.reasons import patient_words
from rehab.web.words import date_time_words


@bp.get("/book")
@for_patient
def choose_time() -> ResponseReturnValue:
    """Own branch, own practitioner and the next free time already chosen; anything may be changed."""
    course = own_course(db.session, viewer().id)
    reason = _reason(request.args.get("prompt"))
    return _choosing(BookingForm(formdata=None), course, reason, _offer(course), request.args, 200)


@bp.post("/appointments")
@for_patient
def book() -> ResponseReturnValue:
    """Book the chosen time; when somebody else was faster, offer the next ones."""
    me, now = viewer(), clock.now()
    course = own_course(db.session, me.id)
    form, offer = BookingForm(), _offer(course)
    reason = _reason(form.prompt.data)
    if not form.validate_on_submit():
        return _choosing(form, course, reason, offer, request.form, 422)
    wanted = wanted_from(
        form,
        offer,
        patient_id=me.id,
        course_id=course.id if course and course.closed_at is None else None,
        prompt_id=reason.id if reason else None,
    )
    try:
        appointment_id = services.book_appointment(
            db.session, wanted=wanted, earliest=EARLIEST - GRACE, by=me, now=now, today=me.today()
        )
    except (TimeTaken, TimeNotOffered) as refused:
        refuse(form, refused)
        return _choosing(form, course, reason, offer, request.form, 409)
    return redirect(url_for("bookings.show", appointment_id=appointment_id), 303)


@bp.get("/appointments")
@for_patient
def mine() -> ResponseReturnValue:
    """My appointments: those to come, and the latest of those that were."""
    me, now = viewer(), clock.now()
    return pages.show(
        MinePage(
            title=_("Appointments"),
            upcoming=tuple(ticket(each, now) for each in queries.upcoming(db.session, me.id, now)),
            past=tuple(ticket(each, now) for each in queries.past(db.session, me.id, now)),
        )
    )


@bp.get("/appointments/<id:appointment_id>")
@for_patient
def show(appointment_id: int) -> ResponseReturnValue:
    """One appointment: when, with whom, where, and what can be done with it."""
    return pages.show(_appointment_page(_own(appointment_id)))


@bp.get("/appointments/<id:appointment_id>/appointment.ics")
@for_patient
def ics(appointment_id: int) -> ResponseReturnValue:
    """The appointment for a calendar; opened again after a move it updates the entry."""
    address = url_for("bookings.show", appointment_id=appointment_id, _external=True)
    site_name = current_app.extensions["settings"].site_name
    content = calendar_file(_own(appointment_id), site_name=site_name, address=address)
    answer = Response(content, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="appointment.ics"'
    return answer


@bp.post("/appointments/<id:appointment_id>/cancellation")
@for_patient
def cancel(appointment_id: int) -> ResponseReturnValue:
    """Cancel within the notice; after that the page says what to do."""
    me, booked = viewer(), _own(appointment_id)
    try:
        services.cancel_appointment(
            db.session,
            appointment=locked(db.session, booked),
            notice=PATIENT_NOTICE,
            by=me,
            now=clock.now(),
            today=me.today(),
        )
    except TooLate:
        return pages.show(_appointment_page(booked, refused=True), 409)
    return redirect(url_for("bookings.show", appointment_id=appointment_id), 303)


@bp.get("/appointments/<id:appointment_id>/move")
@for_patient
def move(appointment_id: int) -> ResponseReturnValue:
    """Other times for the appointment."""
    return _moving(MoveForm(formdata=None), _own(appointment_id), request.args, 200)


@bp.post("/appointments/<id:appointment_id>/move")
@for_patient
def move_to(appointment_id: int) -> ResponseReturnValue:
    """Move the appointment to the chosen time."""
    me, booked, form = viewer(), _own(appointment_id), MoveForm()
    if not form.validate_on_submit() or form.time.data is None:
        return _moving(form, booked, request.form, 422)
    try:
        services.move_appointment(
            db.session,
            appointment=locked(db.session, booked),
            zone=booked.place.zone,
            practitioner_id=form.time.data.practitioner_id,
            starts_at=form.time.data.starts_at,
            earliest=EARLIEST - GRACE,
            notice=PATIENT_NOTICE,
            by=me,
            now=clock.now(),
            today=me.today(),
        )
    except (TimeTaken, TimeNotOffered) as refused:
        refuse(form, refused)
        return _moving(form, booked, request.form, 409)
    except TooLate:
        return _moving(form, booked, request.form, 409)
    return redirect(url_for("bookings.show", appointment_id=appointment_id), 303)


def _own(appointment_id: int) -> Booked:
    return queries.own_appointment(db.session, viewer().id, appointment_id) or abort(404)


def _reason(prompt: str | None) -> Reason | None:
    """The follow-up that led here: one's own, or none; somebody else's is not there."""
    prompt_id = id_from(prompt)
    if prompt_id is None:
        return None
    reason = queries.own_reason(db.session, viewer().id, prompt_id) or abort(404)
    return reason if reason.is_open else None


def _offer(course: CourseHead | None) -> Offer:
    """What a patient may choose among; the course's branch and practitioner are at home."""
    places = queries.places(db.session)
    treatments = queries.treatments(db.session, for_patients=True)
    if not places or not treatments:
        abort(404)
    home_id = course.branch_id if course else viewer().home_branch_id
    return Offer(
        places=places,
        treatments=treatments,
        home=next((each for each in places if each.id == home_id), places[0]),
        usual_id=course.practitioner_id if course else None,
        earliest=EARLIEST,
    )


def _choosing(
    form: BookingForm,
    course: CourseHead | None,
    reason: Reason | None,
    offer: Offer,
    asked: Mapping[str, str],
    status: int,
) -> Response:
    choice = choose(db.session, offer, asked, now=clock.now())
    prompt_id = reason.id if reason else None
    address = partial(url_for, "bookings.choose_time", prompt=prompt_id)
    who = course.practitioner_name.split()[0] if course else ""
    page = ChooseTimePage(
        title=_("Book a follow-up") if reason else _("Book a time"),
        under=patient_words(reason.rule, reason.numbers, who) if reason else "",
        form=filled(form, choice, prompt_id),
        picker=picker(
            choice,
            offer,
            address,
            days=id_from(asked.get("days")) or 0,
            today=viewer().today(),
            action=url_for("bookings.choose_time"),
        ),
        prompt_id=prompt_id,
    )
    return pages.show(page, status)


def _moving(form: MoveForm, booked: Booked, asked: Mapping[str, str], status: int) -> Response:
    now = clock.now()
    address = url_for("bookings.move", appointment_id=booked.id)
    title, words = _("Move your appointment"), ticket(booked, now)
    if not _is_changeable(booked):
        return pages.show(MovePage(title=title, ticket=words, form=None, picker=None), status)
    offer = moving_offer(booked, EARLIEST)
    choice = choose(db.session, offer, asked, now=now)
    form.practitioner.data = str(choice.practitioner_id or "any")
    times = picker(
        choice,
        offer,
        partial(url_for, "bookings.move", appointment_id=booked.id),
        days=id_from(asked.get("days")) or 0,
        today=viewer().today(),
        action=address,
    )
    return pages.show(MovePage(title=title, ticket=words, form=form, picker=times), status)


def _is_changeable(booked: Booked) -> bool:
    told = booked.cancelled_at or booked.attended_at or booked.missed_at
    return not told and clock.now() <= booked.starts_at - PATIENT_NOTICE


def _appointment_page(booked: Booked, refused: bool = False) -> AppointmentPage:
    words = ticket(booked, clock.now())
    titles = {
        "cancelled": _("Your appointment is cancelled"),
        "upcoming": _("Your appointment is moved") if booked.sequence else _("You are booked"),
    }
    until = date_time_words(booked.starts_at - PATIENT_NOTICE, booked.place.zone)
    again = url_for(
        "bookings.choose_time",
        branch=booked.place.slug,
        practitioner=booked.practitioner_id,
        treatment=booked.treatment_code,
    )
    return AppointmentPage(
        title=titles.get(words.state, _("Your appointment")),
        ticket=words,
        until=until if _is_changeable(booked) else None,
        refused=refused,
        again_href=again,
    )
