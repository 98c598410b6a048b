"""An undo while the patient logs, or while a colleague signs, each on a connection of its own: one waits for the other.

log first  → the undo finds it and is refused        undo first → the log is kept under what it was done under
"""

from collections.abc import Callable
from dataclasses import replace
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from rehab.db import AnySession, db
from rehab.features.journal import services as journal
from rehab.features.programmes import services
from rehab.features.programmes.drafts import draft_from_version
from rehab.features.programmes.moves import undoing
from rehab.models import ExerciseSession, ProgrammeWithdrawal
from rehab.records.finding import course_head
from rehab.records.programmes import programme
from rehab.refusals import AlreadyRevised
from rehab.web.access import find_viewer
from tests.cast import Cast
from tests.conftest import NOW, TODAY

KEY = "6f1f6a5e-6f0e-4f0e-9f0e-6f1f6a5e6f0e"
Deed = Callable[[AnySession], object]


@pytest.fixture
def undo(cast: Cast) -> Deed:
    def deed(session: AnySession) -> None:
        course = course_head(session, cast.karens_course)
        undoing.withdraw_version(session, course=course, number=1, by=cast.ida, today=TODAY, now=NOW)

    return deed


@pytest.fixture
def log(cast: Cast, session: AnySession) -> Deed:
    """One bout of the stretch, by a page that was opened before."""
    opened = programme(session, cast.karens_course)
    stretch = opened.versions[0].phases[0].prescriptions[0]
    karen = find_viewer(cast.karen)
    session.commit()
    assert karen is not None

    def deed(own: AnySession) -> object:
        return journal.log_stretch(
            own,
            course=course_head(own, cast.karens_course),
            programme=opened,
            prescription_id=stretch.id,
            client_key=KEY,
            by=karen,
            today=TODAY,
            now=NOW,
        )

    return deed


@pytest.fixture
def sign(cast: Cast) -> Deed:
    def deed(session: AnySession) -> object:
        latest = programme(session, cast.karens_course).versions[0]
        return services.revise_programme(
            session,
            course=course_head(session, cast.karens_course),
            draft=replace(draft_from_version(latest), effective_on=TODAY, reason="Nyt."),
            client_key=KEY,
            seen=1,
            by=cast.ida,
            today=TODAY,
            now=NOW,
        )

    return deed


def one_after_the_other(app: Flask, first: Deed, second: Deed) -> BaseException | None:
    """Begin the second while the first is not committed: it waits. What it was refused with, None if it was not."""
    refused: list[BaseException] = []

    def late() -> None:
        with app.app_context(), Session(db.engine) as own:
            try:
                second(own)
                own.commit()
            except (undoing.LoggedUnder, AlreadyRevised) as error:
                own.rollback()
                refused.append(error)

    thread = Thread(target=late)
    with Session(db.engine) as own:
        first(own)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive(), "the second did not wait"
        own.commit()
    thread.join(20)
    assert not thread.is_alive()
    return refused[0] if refused else None


def counts(session: AnySession) -> tuple[int, int]:
    """How many withdrawals and how many logs."""
    session.rollback()
    return session.query(ProgrammeWithdrawal).count(), session.query(ExerciseSession).count()


def test_the_log_comes_first(app: Flask, session: AnySession, undo: Deed, log: Deed) -> None:
    assert isinstance(one_after_the_other(app, log, undo), undoing.LoggedUnder)
    assert counts(session) == (0, 1)


def test_the_undo_comes_first_and_the_log_is_kept(
    app: Flask, session: AnySession, cast: Cast, undo: Deed, log: Deed
) -> None:
    assert one_after_the_other(app, undo, log) is None
    assert counts(session) == (1, 1)
    (version,) = programme(session, cast.karens_course).versions
    assert session.query(ExerciseSession).one().version_id == version.id


def test_a_colleague_signs_first(app: Flask, session: AnySession, cast: Cast, undo: Deed, sign: Deed) -> None:
    assert isinstance(one_after_the_other(app, sign, undo), AlreadyRevised)
    assert counts(session) == (0, 0)
    assert len(programme(session, cast.karens_course).versions) == 2


def test_a_colleague_signs_what_is_undone_meanwhile(
    app: Flask, session: AnySession, cast: Cast, undo: Deed, sign: Deed
) -> None:
    assert isinstance(one_after_the_other(app, undo, sign), AlreadyRevised)
    assert counts(session) == (1, 0)
    assert len(programme(session, cast.karens_course).versions) == 1


def test_two_undo_at_once(app: Flask, session: AnySession, undo: Deed) -> None:
    assert one_after_the_other(app, undo, undo) is None
    assert counts(session) == (1, 0)
