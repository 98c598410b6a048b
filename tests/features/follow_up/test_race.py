"""Two who answer one prompt at once: it ends once, as whoever came first said, and both are told so."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from rehab.db import AnySession
from rehab.models import Appointment, CourseSummary, FollowUpDecision, FollowUpPrompt, PromptEnding
from tests.cast import Cast
from tests.features.bookings.test_race import at_once, confirming

STALLS = "low_adherence"


@pytest.fixture
def deciding(app: Flask, cast: Cast) -> Callable[[str], Callable[[], int]]:
    """`deciding("close")`: Ida has the form open and is about to send it."""

    def about_to(decision: str) -> Callable[[], int]:
        path = f"/courses/{cast.karens_course}/follow-ups/decisions"
        return confirming(app, cast.ida, f"{path}/new?decision={decision}&about={STALLS}", path, reason="Aftalt")

    return about_to


def ended(session: AnySession, raised: int) -> FollowUpPrompt:
    session.rollback()
    return session.get_one(FollowUpPrompt, raised, populate_existing=True)


@pytest.mark.parametrize("_again", range(3))
@pytest.mark.parametrize("decision", ["close", "hold"])
def test_not_now_against_a_decision_of_staff(
    app: Flask,
    cast: Cast,
    session: AnySession,
    raised: int,
    deciding: Callable[..., Callable[[], int]],
    decision: str,
    _again: int,
) -> None:
    karen = confirming(app, cast.karen, "/today", f"/prompts/{raised}/postponement")
    ida = deciding(decision)
    session.rollback()
    karens, idas = at_once(karen, ida)
    found, decisions = ended(session, raised), session.scalars(sa.select(FollowUpDecision.prompt_id)).all()
    assert karens == 303
    if found.ending is PromptEnding.NOT_NOW:
        assert found.ended_by_id == cast.karen and found.snoozed_until
        assert (idas, decisions) == ((409, []) if decision == "close" else (303, [None]))
    else:
        assert (found.ended_by_id, found.snoozed_until, idas, decisions) == (cast.ida, None, 303, [raised])


@pytest.mark.parametrize("_again", range(3))
def test_a_booking_against_a_hold(
    app: Flask, cast: Cast, session: AnySession, raised: int, deciding: Callable[..., Callable[[], int]], _again: int
) -> None:
    time = f"{cast.ida}@2026-12-01T09:00:00+00:00"
    karen = confirming(app, cast.karen, f"/book?prompt={raised}", "/appointments", time=time)
    ida = deciding("hold")
    session.rollback()
    karens, idas = at_once(karen, ida)
    found = ended(session, raised)
    assert (karens, idas) == (303, 303)
    assert len(session.scalars(sa.select(Appointment)).all()) == 1, "what is booked is booked"
    assert (found.ending, found.ended_by_id) in ((PromptEnding.BOOKED, cast.karen), (PromptEnding.HELD, cast.ida))
    assert session.get_one(CourseSummary, cast.karens_course).prompt_id is None


def test_two_who_close_at_once_close_once(
    app: Flask, cast: Cast, session: AnySession, raised: int, deciding: Callable[..., Callable[[], int]]
) -> None:
    deeds = deciding("close"), deciding("close")
    session.rollback()
    assert sorted(at_once(*deeds)) == [303, 409]
    assert len(session.scalars(sa.select(FollowUpDecision)).all()) == 1
    assert ended(session, raised).ending is PromptEnding.CLOSED


def test_two_who_send_at_once_send_once(
    app: Flask, cast: Cast, session: AnySession, deciding: Callable[..., Callable[[], int]]
) -> None:
    path = f"/courses/{cast.karens_course}/follow-ups/decisions"
    opened = f"{path}/new?decision=send&about=silence"
    session.execute(sa.text("DELETE FROM morning_pain"))
    session.commit()
    deeds = [confirming(app, cast.ida, opened, path, reason="Skal ses") for _ in range(2)]
    session.rollback()
    assert sorted(at_once(*deeds)) == [303, 409]
    assert len(session.scalars(sa.select(FollowUpPrompt)).all()) == 1
