"""What a sent form asks of the services, and what is said when they refuse."""

from datetime import timedelta

from flask import abort
from flask_babel import gettext as _

from rehab.db import AnySession
from rehab.features.bookings.choosing import Choice, Offer
from rehab.features.bookings.forms import BookingForm, MoveForm
from rehab.features.bookings.queries import Booked
from rehab.features.bookings.services import Wanted
from rehab.models import Appointment
from rehab.records.turns import take_turn
from rehab.refusals import OwnTimeThen, Refused, TimeTaken

GRACE = timedelta(minutes=15)  # what was offered when the page opened is not refused while it is being confirmed


def wanted_from(
    form: BookingForm, offer: Offer, *, patient_id: int, course_id: int | None, prompt_id: int | None
) -> Wanted:
    """The appointment a valid form asks for; a branch or treatment that is not on offer is not there."""
    place = next((each for each in offer.places if each.slug == form.branch.data), None)
    treatment = next((each for each in offer.treatments if each.code == form.treatment.data), None)
    if place is None or treatment is None or form.time.data is None:
        abort(404)
    return Wanted(
        patient_id=patient_id,
        course_id=course_id,
        branch_id=place.id,
        zone=place.zone,
        practitioner_id=form.time.data.practitioner_id,
        treatment_code=treatment.code,
        minutes=treatment.minutes,
        starts_at=form.time.data.starts_at,
        client_key=str(form.client_key.data),
        prompt_id=prompt_id,
    )


def filled(form: BookingForm, choice: Choice, prompt_id: int | None) -> BookingForm:
    """The form with what is chosen hidden in it."""
    form.branch.data = choice.place.slug
    form.practitioner.data = str(choice.practitioner_id or "any")
    form.treatment.data = choice.treatment.code
    form.prompt.data = str(prompt_id or "")
    return form


def locked(session: AnySession, booked: Booked) -> Appointment:
    """The stored appointment, it and its course kept from others until this request has answered."""
    if booked.course_id is not None:
        take_turn(session, booked.course_id)
    return session.get_one(Appointment, booked.id, with_for_update=True)


def refuse(form: BookingForm | MoveForm, refused: Refused) -> None:
    """Say beside the times why this one can't be had."""
    taken = _("Someone else has just taken that time. Choose another.")
    not_offered = _("That time can no longer be booked. Choose another.")
    own = _("There is an appointment at that time already. Choose another.")
    words = {TimeTaken: taken, OwnTimeThen: own}
    form.time.errors = [words.get(type(refused), not_offered)]
