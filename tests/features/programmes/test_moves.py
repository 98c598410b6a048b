"""Phase moves from one page: each opens the builder with its draft made, and nothing changes until it is signed."""

from datetime import timedelta

import pytest

from rehab.clinical.dose import Side
from rehab.clinical.phases import Phase
from rehab.content import template
from rehab.db import AnySession
from rehab.features.programmes.moves.moving import one_rung_down, rest_of, usual_dose
from rehab.models import Course
from rehab.records.programmes import Version, programme
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast, assign
from tests.conftest import TODAY
from tests.features.programmes.conftest import send, typed_in

WEEK = timedelta(weeks=1)


def moves(cast: Cast) -> str:
    return f"/courses/{cast.karens_course}/programme/moves"


def sign_move(browser: Browser, cast: Cast, move: str, session: AnySession) -> Version:
    """Open a move from the page of moves and sign it as it stands."""
    page = browser.sign_in(cast.ida).get(moves(cast))
    link = page.soup.find("a", href=f"{moves(cast)}/{move}")
    assert link is not None, f"no way to {move}"
    sheet = browser.get(f"{moves(cast)}/{move}")
    form = sheet.soup.find("form", attrs={"novalidate": True})
    assert form is not None
    send(browser, str(form["action"]), {**typed_in(sheet), "do": "sign"})
    session.rollback()
    latest = programme(session, cast.karens_course).latest
    assert latest is not None
    return latest


def told(version: Version) -> list[tuple[str, int, list[str]]]:
    """Phases as (name, weeks, exercises)."""
    return [(str(p.phase), p.weeks, [item.exercise_code for item in p.prescriptions]) for p in version.phases]


def test_nothing_changes_by_opening(browser: Browser, cast: Cast, session: AnySession) -> None:
    sheet = browser.sign_in(cast.ida).get(moves(cast))
    assert "Nu: Udviklingsfasen, uge 6 af 12" in sheet.text
    for move in ("back", "flare", "rung"):
        browser.get(f"{moves(cast)}/{move}")
    assert len(programme(session, cast.karens_course).versions) == 1


def test_a_flare_is_seven_days_then_one_rung_down(browser: Browser, cast: Cast, session: AnySession) -> None:
    version = sign_move(browser, cast, "flare", session)
    assert told(version) == [
        ("opblussen", 1, ["EX04", "EX01", "EX12"]),
        ("udvikling", 7, ["EX01", "EX08"]),
    ]
    calm, after = version.phases
    assert (calm.starts_on, after.starts_on) == (TODAY, TODAY + WEEK)
    assert (version.effective_on, version.template_code) == (TODAY, "T2")
    assert "blusset op" in version.reason
    assert after.prescriptions[-1].dose == usual_dose("EX08")
    assert [(point.week, point.why) for point in version.reviews] == [(1, "Er opblussen faldet til ro?")]
    assert {item.side for span in version.phases for item in span.prescriptions} == {Side.RIGHT}


def test_one_rung_down_for_the_weeks_left(browser: Browser, cast: Cast, session: AnySession) -> None:
    version = sign_move(browser, cast, "rung", session)
    assert told(version) == [("udvikling", 7, ["EX01", "EX08"])]
    assert version.phases[0].prescriptions[-1].last_on == TODAY + 7 * WEEK - timedelta(days=1)


def test_back_without_a_phase_before_is_the_template_before(browser: Browser, cast: Cast, session: AnySession) -> None:
    version = sign_move(browser, cast, "back", session)
    assert (version.template_code, version.phases[0].phase) == ("T1", Phase.OPSTART)
    assert version.plan == template("T1").plan.in_("da")
    assert version.reason == "Vi går et skridt tilbage: Opstartsfasen."


def test_back_is_the_phase_before_as_it_was_prescribed(browser: Browser, cast: Cast, session: AnySession) -> None:
    """Out of maintenance one begins again in the third week (dossier 12.2)."""
    assign(session, cast.karens_course, by=cast.ida, code="T4", effective_on=TODAY - 3 * WEEK, number=2)
    session.commit()
    version = sign_move(browser, cast, "back", session)
    assert told(version) == [("udvikling", 10, ["EX01", "EX09", "EX09"])]
    assert [item.week_from for item in version.phases[0].prescriptions] == [1, 1, 3]


def test_on_to_a_phase_that_is_planned_already(browser: Browser, cast: Cast, session: AnySession) -> None:
    sign_move(browser, cast, "flare", session)
    version = sign_move(browser, cast, "on", session)
    assert told(version) == [("udvikling", 7, ["EX01", "EX08"])]
    assert version.phases[0].starts_on == TODAY


def test_on_without_one_are_the_templates_that_lead_on(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.ida).get(moves(cast))
    course = f"/courses/{cast.karens_course}/programme/new?template="
    assert sheet.soup.find("a", href=f"{course}T4")
    assert sheet.soup.find("a", href=f"{course}T3")
    assert not sheet.soup.find("a", href=f"{course}T1")
    assert "Vi går videre med et nyt program: Vedligehold." in browser.get(f"{course}T4").text


def test_a_flare_in_a_flare_is_seven_days_more(browser: Browser, cast: Cast, session: AnySession) -> None:
    sign_move(browser, cast, "flare", session)
    version = sign_move(browser, cast, "flare", session)
    assert [name for name, *_rest in told(version)] == ["opblussen", "udvikling"]
    assert told(version)[1] == ("udvikling", 7, ["EX01", "EX08"]), "not a rung lower again"


def test_back_from_a_flare_is_one_rung_down(browser: Browser, cast: Cast, session: AnySession) -> None:
    assign(session, cast.karens_course, by=cast.ida, code="T5", effective_on=TODAY - timedelta(days=6), number=2)
    session.commit()
    version = sign_move(browser, cast, "back", session)
    assert told(version) == [("udvikling", 8, ["EX01", "EX08"])]


def test_the_lowest_rung_has_none_below(browser: Browser, cast: Cast, session: AnySession) -> None:
    assign(session, cast.karens_course, by=cast.ida, code="T5", effective_on=TODAY, number=2)
    session.commit()
    sheet = browser.sign_in(cast.ida).get(moves(cast))
    assert "Der er intet trin under dette." in sheet.text
    browser.get(f"{moves(cast)}/rung", 404)
    browser.get(f"{moves(cast)}/sideways", 404)


def test_a_condition_without_a_flare_plan_says_so(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.query(Course).filter_by(id=cast.karens_course).update({Course.condition: "achilles_tendinopathy"})
    session.commit()
    sheet = browser.sign_in(cast.ida).get(moves(cast))
    assert "Der er ingen plan for opblussen ved denne problemstilling." in sheet.text
    browser.get(f"{moves(cast)}/flare", 404)


def test_after_the_last_week_its_last_dose_goes_on(session: AnySession, cast: Cast) -> None:
    span = programme(session, cast.karens_course).versions[0].phases[0]
    left = rest_of(span, STARTED_ON + 20 * WEEK)
    assert (left.weeks, [row.exercise_code for row in left.rows]) == (1, ["EX01", "EX09"])
    assert one_rung_down(left).rows[-1].exercise_code == "EX08"


def test_the_page_leads_to_the_pauses(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.ida).get(moves(cast))
    assert sheet.soup.find("a", href=f"/courses/{cast.karens_course}/pauses")


@pytest.mark.parametrize("who", ["karen", "ole", "bo", "rita", "mona", "adam"])
def test_nobody_else_may(browser: Browser, cast: Cast, who: str) -> None:
    browser.sign_in(getattr(cast, who))
    for path in ("", "/flare", "/back"):
        browser.get(moves(cast) + path, 404)
