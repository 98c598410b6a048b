"""What a practitioner is told of a training where the sides differ, and of one that pain stopped."""

import uuid
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import ExerciseSession, Prescription, ProgrammeVersion, SessionKind
from rehab.records.summaries import refresh_course
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW, TODAY


def log(session: AnySession, cast: Cast, **values: Any) -> None:
    """Store one of Karen's trainings today, all of it done unless said otherwise."""
    done = {"reps_done": 40, "reps_prescribed": 40, "pain_during": 2, "pain_after": 2, **values}
    ids = [session.scalars(sa.select(Prescription.id).order_by(Prescription.id)).first()] if done["reps_done"] else []
    session.add(
        ExerciseSession(
            course_id=cast.karens_course,
            version_id=session.scalars(sa.select(ProgrammeVersion.id)).first(),
            client_key=str(uuid.uuid4()),
            kind=SessionKind.STRENGTH,
            done_on=TODAY,
            prescription_ids=ids,
            logged_at=datetime.combine(TODAY, time(5), tzinfo=NOW.tzinfo),
            logged_by_id=cast.karen,
            **done,
        )
    )
    session.flush()
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()


def test_a_course_tells_which_side_did_less(browser: Browser, cast: Cast, session: AnySession) -> None:
    log(session, cast, reps_done=35, reps_left=40, reps_right=35)
    browser.sign_in(cast.ida)
    for path in ("", "/log"):
        text = browser.get(f"/courses/{cast.karens_course}{path}").text
        assert "35 af 40 gentagelser" in text
        assert "Venstre 40, højre 35 gentagelser." in text
        assert "Stoppet, fordi" not in text


def test_sides_that_did_the_same_are_not_told(browser: Browser, cast: Cast, session: AnySession) -> None:
    log(session, cast, reps_left=40, reps_right=40)
    assert "Venstre 40" not in browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}").text


def test_stopped_before_the_first_lift_is_told_and_not_called_trained(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    log(session, cast, reps_done=0, stopped_by_pain=True, pain_during=7)
    page = browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}")
    row = page.soup.select_one(".tbl--sessions tbody tr")
    assert row is not None
    assert "Stoppet, fordi det gjorde ondt" in row.get_text()
    assert "0 af 40 gentagelser" in row.get_text()
    assert row.select_one(".p-7")
    told = browser.get(f"/courses/{cast.karens_course}/log").text
    assert "Stoppet, fordi det gjorde ondt" in told and "Trænet" not in told
