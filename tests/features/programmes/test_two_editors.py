"""Two practitioners change one programme at once: the one who comes last sees both changes, and loses nothing."""

from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from rehab.db import AnySession, db
from rehab.features.programmes import services
from rehab.features.programmes.drafts import draft_from_version
from rehab.records.finding import course_head
from rehab.records.programmes import programme
from rehab.refusals import AlreadyRevised
from tests.browser import Browser, Sheet
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.features.programmes.conftest import Stored, phases_of, rows_of, send, typed_in

LAST = "phases-0-rows-3-"


def revision(cast: Cast) -> str:
    return f"/courses/{cast.karens_course}/programme/revision"


@pytest.fixture
def late(browser: Browser, cast: Cast) -> Sheet:
    """Someone signed four sets and a lighter load while six repetitions were typed here."""
    browser.sign_in(cast.ida)
    theirs, mine = typed_in(browser.get(revision(cast))), typed_in(browser.get(revision(cast)))
    send(browser, revision(cast), {**theirs, "reason": "Færre sæt.", LAST + "sets": "4", "do": "sign"})
    typed = {**mine, "reason": "Mindre vægt.", LAST + "reps": "6", "plan_red": "Ring.", "do": "sign"}
    sheet: Sheet = send(browser, revision(cast), typed, 409)
    return sheet


def test_both_changes_stand_side_by_side(late: Sheet) -> None:
    theirs, mine = late.soup.select("#newer section")
    assert "4 sæt × 8 gentagelser" in theirs.get_text()
    assert "Hvorfor: Færre sæt." in theirs.get_text()
    assert "5 sæt × 6 gentagelser" in mine.get_text()
    assert "Planen for gode og dårlige dage er skrevet om." in mine.get_text()


def test_mine_on_top(browser: Browser, cast: Cast, session: AnySession, versions: Stored, late: Sheet) -> None:
    send(browser, revision(cast), {**typed_in(late), "do": "sign-on-2"})
    _first, second, third = versions(cast.karens_course)
    assert (second.reason, third.number, third.reason, third.plan_red) == ("Færre sæt.", 3, "Mindre vægt.", "Ring.")
    row = rows_of(session, phases_of(session, third)[0])[3]
    assert (row.sets, row.reps) == (5, 6)


def test_a_third_in_between_is_seen_too(browser: Browser, cast: Cast, versions: Stored, late: Sheet) -> None:
    other = typed_in(browser.get(revision(cast)))
    send(browser, revision(cast), {**other, "reason": "Og igen.", LAST + "sets": "3", "do": "sign"})
    sheet = send(browser, revision(cast), {**typed_in(late), "do": "sign-on-2"}, 409)
    assert sheet.soup.select_one('button[value="sign-on-3"]')
    assert typed_in(sheet)[LAST + "reps"] == "6"
    assert len(versions(cast.karens_course)) == 3


def test_theirs_and_mine_is_not_lost(
    browser: Browser, cast: Cast, session: AnySession, versions: Stored, late: Sheet
) -> None:
    theirs = send(browser, revision(cast), {**typed_in(late), "do": "theirs"}, 200)
    fields = typed_in(theirs)
    assert (fields["seen"], fields[LAST + "sets"], fields[LAST + "reps"]) == ("2", "4", "8")
    assert "5 sæt × 6 gentagelser" in theirs.soup.select_one("#newer").get_text()  # type: ignore[union-attr]
    back = send(browser, revision(cast), {**fields, "do": "mine"}, 200)
    mine = typed_in(back)
    assert (mine["seen"], mine[LAST + "sets"], mine[LAST + "reps"], mine["plan_red"]) == ("1", "5", "6", "Ring.")
    send(browser, revision(cast), {**fields, LAST + "reps": "7", "do": "sign"})
    row = rows_of(session, phases_of(session, versions(cast.karens_course)[-1])[0])[3]
    assert (row.sets, row.reps) == (4, 7)


@pytest.mark.parametrize("junk", ["", "[", "{}", "[1]", '[["a"]]', "null", "[" * 5000])
def test_a_forged_form_set_aside_is_none(browser: Browser, cast: Cast, late: Sheet, junk: str) -> None:
    send(browser, revision(cast), {**typed_in(late), "do": "mine", "set_aside": junk}, 200)


def test_two_sessions_at_the_same_moment(app: Flask, cast: Cast, session: AnySession, versions: Stored) -> None:
    ready, outcomes = Barrier(2), []
    session.rollback()

    def change(key: str, reason: str) -> None:
        with app.app_context(), Session(db.engine) as own:
            latest = programme(own, cast.karens_course).latest
            course = course_head(own, cast.karens_course)
            assert latest
            draft = draft_from_version(latest)
            own.rollback()
            ready.wait()
            try:
                services.revise_programme(
                    own,
                    course=course,
                    draft=type(draft)(TODAY, draft.phases, draft.plan, reason, draft.reviews, draft.activity),
                    client_key=key,
                    seen=1,
                    by=cast.ida,
                    today=TODAY,
                    now=NOW,
                )
                own.commit()
                outcomes.append("signed")
            except AlreadyRevised:
                outcomes.append("told")

    editors = [Thread(target=change, args=(f"key-{who}", who)) for who in ("one", "other")]
    for each in editors:
        each.start()
    for each in editors:
        each.join(20)
    assert sorted(outcomes) == ["signed", "told"]
    assert [version.number for version in versions(cast.karens_course)] == [1, 2]
