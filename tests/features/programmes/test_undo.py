"""A practitioner undoes the version last signed: marked, not deleted, and only until something is logged under it."""

from datetime import UTC, datetime, time, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from rehab.db import AnySession
from rehab.features.programmes.moves import undoing
from rehab.models import (
    AuditEvent,
    Channel,
    ExerciseSession,
    OutboxMessage,
    ProgrammeVersion,
    ProgrammeWithdrawal,
    ReminderSetting,
    SendState,
    SessionKind,
    SkippedExercise,
    SkipReason,
)
from rehab.records.course_chart_data import programme_changes
from rehab.records.finding import course_head
from rehab.records.programmes import programme
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.features.programmes.conftest import send, sign, typed_in

DAY = timedelta(days=1)
WHY = "Et sæt færre."


@pytest.fixture
def second(browser: Browser, cast: Cast) -> str:
    """Ida has changed Karen's programme today; the address that undoes it."""
    sign(browser.sign_in(cast.ida), revision(cast), reason=WHY, **{"phases-0-rows-3-sets": "4"})
    return undo_of(cast, 2)


def revision(cast: Cast) -> str:
    return f"/courses/{cast.karens_course}/programme/revision"


def moves(cast: Cast) -> str:
    return f"/courses/{cast.karens_course}/programme/moves"


def undo_of(cast: Cast, number: int) -> str:
    return f"/courses/{cast.karens_course}/programme/versions/{number}/withdrawal"


def undo(browser: Browser, path: str) -> None:
    """Press the button of the page of moves; it leads to the course."""
    browser.get("/settings")
    assert send(browser, path, {}).startswith("/courses/")


def train_under(session: AnySession, cast: Cast, version: ProgrammeVersion | int, prescription: int = 1) -> None:
    session.add(
        ExerciseSession(
            course_id=cast.karens_course,
            version_id=version if isinstance(version, int) else version.id,
            client_key=f"t-{version}",
            kind=SessionKind.STRENGTH,
            done_on=TODAY,
            reps_done=40,
            reps_prescribed=40,
            prescription_ids=[prescription],
            logged_at=NOW,
            logged_by_id=cast.karen,
        )
    )
    session.commit()


def marks(session: AnySession) -> list[ProgrammeWithdrawal]:
    session.rollback()
    return list(session.scalars(sa.select(ProgrammeWithdrawal)))


def test_the_one_before_is_in_force_again(browser: Browser, cast: Cast, session: AnySession, second: str) -> None:
    before = programme(session, cast.karens_course).versions[0]
    sheet = browser.get(moves(cast))
    assert "Fortryd version 2" in sheet.text
    assert "Version 1 gælder igen fra i dag." in sheet.text
    undo(browser, second)
    assert "Version 2 er fortrudt." in browser.get(moves(cast)).text
    session.rollback()
    now = programme(session, cast.karens_course)
    assert now.in_force(TODAY) == before == now.latest
    (mark,) = marks(session)
    assert (mark.withdrawn_by_id, mark.withdrawn_at, mark.from_on) == (cast.ida, NOW, TODAY)
    assert [each.number for each in now.versions] == [1, 2]
    assert now.versions[1].withdrawn is not None
    assert now.versions[1].withdrawn.by == "Ida Lund"
    assert programme_changes(now) == ()
    assert session.query(AuditEvent).filter_by(action="withdrew", course_id=cast.karens_course).count() == 1


def test_the_patient_is_told_no_more(browser: Browser, cast: Cast, session: AnySession) -> None:
    setting = ReminderSetting(
        person_id=cast.karen,
        is_on=True,
        days=[0],
        at=time(8, 30),
        channel=Channel.EMAIL,
        stop_token_hash="hash",
        changed_at=NOW,
    )
    session.add(setting)
    session.commit()
    sign(browser.sign_in(cast.ida), revision(cast), reason=WHY, **{"phases-0-rows-3-sets": "4"})
    assert WHY in browser.sign_in(cast.karen).get("/today").text
    browser.sign_in(cast.ida)
    undo(browser, undo_of(cast, 2))
    session.rollback()
    assert session.scalars(sa.select(OutboxMessage.state)).all() == [SendState.DROPPED]
    assert WHY not in browser.sign_in(cast.karen).get("/today").text
    assert WHY not in browser.get("/programme").text


def test_once_logged_under_it_stays(browser: Browser, cast: Cast, session: AnySession, second: str) -> None:
    open_page = browser.get(moves(cast))
    train_under(session, cast, 2)
    answer = browser.send(open_page, second, expect=409)
    assert "Karen har logget efter den, første gang for onsdag 25. november." in answer.text
    assert not answer.soup.find("form", attrs={"action": second})
    assert marks(session) == []
    assert "Karen har logget efter den" in browser.get(moves(cast)).text


def test_what_was_left_out_is_logged_too(browser: Browser, cast: Cast, session: AnySession, second: str) -> None:
    last = programme(session, cast.karens_course).versions[1].phases[0].prescriptions[-1]
    row = SkippedExercise(
        course_id=cast.karens_course,
        prescription_id=last.id,
        client_key="s",
        skipped_on=TODAY,
        why=SkipReason.ILL,
        note="",
        logged_at=NOW,
        logged_by_id=cast.karen,
        superseded_at=NOW,
    )
    session.add(row)
    session.commit()
    browser.post(second, {}, 409)
    assert marks(session) == []


def test_sent_twice_is_undone_once(browser: Browser, cast: Cast, session: AnySession, second: str) -> None:
    for _ in range(2):
        undo(browser, second)
    assert len(marks(session)) == 1
    assert session.query(AuditEvent).filter_by(action="withdrew").count() == 1


def test_a_number_is_used_once(browser: Browser, cast: Cast, session: AnySession, second: str) -> None:
    undo(browser, second)
    sign(browser, revision(cast), reason="Igen.", **{"phases-0-rows-3-sets": "3"})
    session.rollback()
    assert [each.number for each in programme(session, cast.karens_course).versions] == [1, 2, 3]


def test_days_that_are_over_stay_what_they_were(
    browser: Browser, cast: Cast, session: AnySession, second: str, clock: time_machine.Traveller
) -> None:
    whole = programme(session, cast.karens_course)
    asked = {TODAY + n * DAY: whole.in_force(TODAY + n * DAY) for n in range(-20, 3)}
    clock.move_to(NOW + timedelta(days=3))
    undo(browser, second)
    session.rollback()
    now = programme(session, cast.karens_course)
    for day, version in asked.items():
        found = now.in_force(day)
        assert found is not None
        assert version is not None
        assert found.phases == version.phases, day
    back = now.in_force(TODAY + 3 * DAY)
    assert back is not None
    assert back.number == 1


def test_only_the_last_can_be_undone(browser: Browser, cast: Cast, session: AnySession, second: str) -> None:
    sheet = browser.get(moves(cast))
    sign(browser, revision(cast), reason="Igen.", **{"phases-0-rows-3-sets": "3"})
    answer = browser.send(sheet, second, expect=409)
    assert "En anden version blev underskrevet" in answer.text
    assert marks(session) == []


def test_the_first_programme_can_be_undone(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.ida)
    sheet = browser.get(moves(cast))
    assert "Så er der intet program, før du underskriver et." in sheet.text
    undo(browser, undo_of(cast, 1))
    session.rollback()
    assert programme(session, cast.karens_course).latest is None
    assert browser.get(moves(cast)).text.startswith("Vælg program til Karen S.")
    for path in ("/today", "/programme", "/progress"):
        browser.sign_in(cast.karen).get(path)
    sign(browser.sign_in(cast.ida), f"/courses/{cast.karens_course}/programme/new?template=T1")
    session.rollback()
    now = programme(session, cast.karens_course)
    assert [each.number for each in now.versions] == [1, 2]
    assert now.in_force(TODAY) == now.latest


def test_a_training_that_comes_in_late_is_kept_and_counts(
    browser: Browser, cast: Cast, session: AnySession, second: str
) -> None:
    """The phone was without network: what it did under the version that is undone meanwhile is not lost."""
    karen = Browser(browser.app).sign_in(cast.karen)
    form = karen.get("/sessions/new")
    browser.sign_in(cast.ida)
    undo(browser, second)
    karen.send(form, "/sessions", pain_during="2", pain_after="2", effort="3")
    session.rollback()
    (stored,) = session.query(ExerciseSession).all()
    withdrawn = programme(session, cast.karens_course).versions[1]
    assert stored.version_id == withdrawn.id
    assert marks(session) != []


def test_a_form_open_on_it_is_told(browser: Browser, cast: Cast, session: AnySession, second: str) -> None:
    fields = typed_in(browser.get(revision(cast)))
    undo(browser, second)
    sheet = send(browser, revision(cast), {**fields, "reason": "Mere.", "do": "sign"}, 409)
    assert "Ida Lund har fortrudt version 2, efter at du åbnede siden." in sheet.text
    assert len(programme(session, cast.karens_course).versions) == 2


def test_what_was_signed_as_it_is_not_signed_again_by_a_repeat(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    browser.sign_in(cast.ida)
    fields = {**typed_in(browser.get(revision(cast))), "reason": WHY, "phases-0-rows-3-sets": "4", "do": "sign"}
    send(browser, revision(cast), fields)
    undo(browser, undo_of(cast, 2))
    send(browser, revision(cast), fields, 409)
    assert len(programme(session, cast.karens_course).versions) == 2


@pytest.mark.parametrize("who", ["karen", "ole", "bo", "rita", "mona", "adam"])
def test_nobody_else_may(browser: Browser, cast: Cast, session: AnySession, second: str, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get(moves(cast), 404)
    browser.get("/settings")
    browser.post(second, {}, 404)
    assert marks(session) == []


@pytest.mark.parametrize("number", [0, 3, 99])
def test_a_version_that_is_not_there(browser: Browser, cast: Cast, second: str, number: int) -> None:
    browser.post(undo_of(cast, number), {}, 404)


def test_a_log_and_an_undo_at_once(session: AnySession, cast: Cast) -> None:
    """The look and the mark are one statement: a log that came first is seen, whatever was read before."""
    version = programme(session, cast.karens_course).versions[0]
    train_under(session, cast, version.id)
    with pytest.raises(undoing.LoggedUnder) as refused:
        undoing.withdraw_version(
            session,
            course=course_head(session, cast.karens_course),
            number=1,
            by=cast.ida,
            today=TODAY,
            now=datetime(2026, 11, 25, 9, tzinfo=UTC),
        )
    assert refused.value.on == TODAY
    assert marks(session) == []
