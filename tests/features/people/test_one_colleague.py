"""One colleague: a fresh invitation, and leaving when no patient counts on them."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Appointment, Person, Role, SignInLink
from tests.browser import Browser
from tests.cast import Cast, person
from tests.conftest import NOW


def is_active(session: AnySession, person_id: int) -> bool:
    session.expire_all()
    return session.get_one(Person, person_id).deactivated_at is None


def test_a_fresh_invitation_is_shown_once(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.adam).get(f"/people/{cast.rita}")
    assert not page.soup.find("input", id="link")
    made = browser.send(page, f"/people/{cast.rita}/invitation")
    assert made.soup.find("input", id="link")
    assert not browser.get(f"/people/{cast.rita}").soup.find("input", id="link")


def test_someone_who_leaves_is_signed_out_at_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    rita = Browser(browser.app).sign_in(cast.rita)
    assert rita.get("/settings").path == "/settings"
    page = browser.sign_in(cast.adam).get(f"/people/{cast.rita}")
    after = browser.send(page, f"/people/{cast.rita}/deactivation")
    assert "kan ikke længere logge ind" in after.text
    assert not is_active(session, cast.rita)
    assert rita.get("/settings").path == "/sign-in"
    assert "Er stoppet" in browser.get("/people?q=rita").text


def test_leaving_twice_is_leaving_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.adam).get(f"/people/{cast.rita}")
    browser.send(page, f"/people/{cast.rita}/deactivation")
    session.expire_all()
    first = session.get_one(Person, cast.rita).session_key
    browser.send(page, f"/people/{cast.rita}/deactivation")
    session.expire_all()
    assert session.get_one(Person, cast.rita).session_key == first


def test_nobody_leaves_open_courses_behind(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.adam).get(f"/people/{cast.ida}")
    after = browser.send(page, f"/people/{cast.ida}/deactivation")
    assert after.soup.find(attrs={"role": "alert"})
    assert is_active(session, cast.ida)


def test_nobody_leaves_coming_appointments_behind(browser: Browser, cast: Cast, session: AnySession) -> None:
    new = person(session, "Nina Ravn", Role.PRACTITIONER, cast.horsens)
    session.add(
        Appointment(
            patient_id=cast.karen,
            practitioner_id=new,
            branch_id=cast.horsens,
            treatment_code="follow_up",
            client_key=str(uuid.uuid4()),
            calendar_uid=str(uuid.uuid4()),
            starts_at=NOW + timedelta(days=1),
            ends_at=NOW + timedelta(days=1, minutes=30),
            booked_at=NOW,
            booked_by_id=cast.rita,
        )
    )
    session.commit()
    page = browser.sign_in(cast.adam).get(f"/people/{new}")
    browser.send(page, f"/people/{new}/deactivation")
    assert is_active(session, new)


def test_administrators_do_not_lock_themselves_out(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.adam).get(f"/people/{cast.adam}")
    assert not page.soup.find("form", attrs={"action": f"/people/{cast.adam}/deactivation"})
    browser.post(f"/people/{cast.adam}/deactivation", expect=404)
    assert is_active(session, cast.adam)


def test_a_patient_is_not_found_here(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.adam).get(f"/people/{cast.karen}", expect=404)
    browser.get("/settings")
    browser.post(f"/people/{cast.karen}/invitation", expect=404)
    browser.post(f"/people/{cast.karen}/deactivation", expect=404)
    assert is_active(session, cast.karen)
    assert not session.scalar(sa.select(sa.func.count()).select_from(SignInLink))


def test_one_who_has_left_gets_no_invitation(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.update(Person).where(Person.id == cast.rita).values(deactivated_at=NOW))
    session.commit()
    page = browser.sign_in(cast.adam).get(f"/people/{cast.rita}")
    assert not page.soup.find("form", attrs={"action": f"/people/{cast.rita}/invitation"})
    browser.post(f"/people/{cast.rita}/invitation", expect=404)


@pytest.mark.parametrize("who", ["karen", "ida", "rita", "mona"])
def test_nobody_else_manages_people(browser: Browser, cast: Cast, session: AnySession, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get(f"/people/{cast.rita}", expect=404)
    browser.get("/settings")
    for what in ("invitation", "deactivation"):
        browser.post(f"/people/{cast.rita}/{what}", expect=404)
    assert is_active(session, cast.rita)
