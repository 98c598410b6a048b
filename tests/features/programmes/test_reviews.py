"""Review points of the version that stands are follow-ups planned ahead; signing again replaces them."""

from datetime import date, timedelta

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import PlanEnding, PlannedFollowUp
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast
from tests.conftest import TODAY
from tests.features.programmes.conftest import send, sign, typed_in

WEEK = timedelta(weeks=1)


def planned(session: AnySession, course_id: int) -> list[tuple[date, str, PlanEnding | None]]:
    """Each planned follow-up: its date, what it is about, how it ended."""
    session.rollback()
    columns = (PlannedFollowUp.due_on, PlannedFollowUp.why, PlannedFollowUp.ending)
    query = sa.select(*columns).where(PlannedFollowUp.course_id == course_id).order_by(PlannedFollowUp.id)
    return [(on, why, ending) for on, why, ending in session.execute(query)]


def test_each_stands_on_the_last_day_of_its_week(browser: Browser, cast: Cast, session: AnySession) -> None:
    sign(browser.sign_in(cast.bo), f"/courses/{cast.oles_course}/programme/new?template=R15")
    last_days = [TODAY + week * WEEK - timedelta(days=1) for week in (4, 8, 12)]
    assert [on for on, _why, ending in planned(session, cast.oles_course) if ending is None] == last_days
    assert planned(session, cast.oles_course)[0][1] == "Er vi på rette vej?"


def test_a_change_plans_anew_and_never_in_the_past(browser: Browser, cast: Cast, session: AnySession) -> None:
    path = f"/courses/{cast.karens_course}/programme/revision"
    fields = typed_in(browser.sign_in(cast.ida).get(path))
    for week in ("3", "9", "12"):
        number = {"3": "0", "9": "1", "12": "2"}[week]
        fields |= {f"reviews-{number}-week": week, f"reviews-{number}-why": f"Uge {week}"}
    send(browser, path, {**fields, "reason": "Vi ser på det.", "do": "sign"})
    ahead = [(STARTED_ON + week * WEEK - timedelta(days=1), f"Uge {week}", None) for week in (9, 12)]
    assert planned(session, cast.karens_course) == ahead
    fields = typed_in(browser.get(path))
    send(browser, path, {**fields, "reviews-1-week": "10", "reason": "En uge senere.", "do": "sign"})
    standing = [(on, why) for on, why, ending in planned(session, cast.karens_course) if ending is None]
    assert standing == [
        (STARTED_ON + week * WEEK - timedelta(days=1), why) for week, why in ((10, "Uge 9"), (12, "Uge 12"))
    ]
    assert {ending for _on, _why, ending in planned(session, cast.karens_course)} == {None, PlanEnding.REPLACED}
    assert "Vi ser på det i uge 3, 10, 12." in browser.sign_in(cast.karen).get("/programme").text
