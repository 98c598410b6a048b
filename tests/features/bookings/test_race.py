"""A time is sold once, whatever runs at once: two people, two connections, one time."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from rehab.db import AnySession, db
from rehab.models import Appointment, AppointmentCell
from tests.browser import Browser
from tests.cast import Cast
from tests.features.bookings.people import booked

AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Run deeds in threads that start together; returns what each returned."""
    together, answers = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(n: int) -> None:
        together.wait(10)
        answers[n] = deeds[n]()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def confirming(app: Flask, person: int, path: str, action: str, **typed: str) -> Callable[[], int]:
    """A person with the page open, about to press the button; the deed answers with the status."""
    browser = Browser(app).sign_in(person)
    form = browser.get(path).form(action)
    fields = {str(tag["name"]): str(tag.get("value", "")) for tag in form.select("input[type=hidden]")} | typed
    return lambda: int(browser.client.post(action, data=fields).status_code)


@pytest.mark.parametrize("_again", range(5))
def test_of_two_who_confirm_one_wins(app: Flask, cast: Cast, session: AnySession, _again: int) -> None:
    time = f"{cast.ida}@{AT.isoformat()}"
    path = f"/book?branch=horsens&practitioner={cast.ida}"
    karen = confirming(app, cast.karen, path, "/appointments", time=time)
    ole = confirming(app, cast.ole, path, "/appointments", time=time)
    session.rollback()
    assert sorted(at_once(karen, ole)) == [303, 409]
    assert len(session.scalars(sa.select(Appointment)).all()) == 1
    assert len(session.scalars(sa.select(AppointmentCell)).all()) == 3


@pytest.mark.parametrize("_again", range(3))
def test_times_that_only_overlap_are_sold_once_too(app: Flask, cast: Cast, session: AnySession, _again: int) -> None:
    path = f"/book?branch=horsens&practitioner={cast.ida}"
    hour = f"{cast.ida}@{AT.isoformat()}"
    half = f"{cast.ida}@{(AT + timedelta(minutes=30)).isoformat()}"
    karen = confirming(app, cast.karen, path + "&treatment=first_visit", "/appointments", time=hour)
    ole = confirming(app, cast.ole, path, "/appointments", time=half)
    session.rollback()
    assert sorted(at_once(karen, ole)) == [303, 409]
    owners = session.scalars(sa.select(AppointmentCell.appointment_id)).all()
    assert len(set(owners)) == 1


def test_one_who_presses_twice_at_once_has_one_appointment(app: Flask, cast: Cast, session: AnySession) -> None:
    deed = confirming(app, cast.karen, "/book", "/appointments", time=f"{cast.ida}@{AT.isoformat()}")
    session.rollback()
    assert at_once(deed, deed) == [303, 303]
    assert len(session.scalars(sa.select(Appointment)).all()) == 1


def test_two_who_move_to_one_free_time(app: Flask, cast: Cast, session: AnySession) -> None:
    first = booked(session, cast.ida, cast.horsens, cast.karen, AT + timedelta(days=3))
    second = booked(session, cast.ida, cast.horsens, cast.ole, AT + timedelta(days=3, hours=1))
    time = f"{cast.ida}@{(AT + timedelta(days=4)).isoformat()}"
    paths = [f"/appointments/{each}/move" for each in (first, second)]
    karen = confirming(app, cast.karen, paths[0], paths[0], time=time)
    ole = confirming(app, cast.ole, paths[1], paths[1], time=time)
    session.rollback()
    assert sorted(at_once(karen, ole)) == [303, 409]
    assert len(session.scalars(sa.select(AppointmentCell)).all()) == 6


def test_two_who_want_each_others_time_both_keep_their_own(app: Flask, cast: Cast, session: AnySession) -> None:
    times = [AT + timedelta(days=3), AT + timedelta(days=3, hours=1)]
    ids = [
        booked(session, cast.ida, cast.horsens, who, at) for who, at in zip((cast.karen, cast.ole), times, strict=True)
    ]
    paths = [f"/appointments/{each}/move" for each in ids]
    karen = confirming(app, cast.karen, paths[0], paths[0], time=f"{cast.ida}@{times[1].isoformat()}")
    ole = confirming(app, cast.ole, paths[1], paths[1], time=f"{cast.ida}@{times[0].isoformat()}")
    session.rollback()
    assert at_once(karen, ole) == [409, 409]
    found = session.execute(sa.select(Appointment.id, Appointment.starts_at).order_by(Appointment.id)).all()
    assert [row.starts_at for row in found] == times


def test_the_key_itself_refuses_an_overlap_from_another_connection(app: Flask, cast: Cast, session: AnySession) -> None:
    appointment = booked(session, cast.ida, cast.horsens, cast.karen, AT)
    cell = {"practitioner_id": cast.ida, "starts_at": AT + timedelta(minutes=10), "appointment_id": appointment}
    session.rollback()
    with pytest.raises(sa.exc.IntegrityError), db.engine.begin() as connection:
        connection.execute(sa.insert(AppointmentCell), [cell])
