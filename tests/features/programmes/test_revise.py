"""A practitioner revises the programme in force: a new version, signed; what was stays as it was."""

from datetime import date, timedelta

import pytest

from rehab.db import AnySession
from rehab.models import AuditEvent, ExerciseSession, ProgrammeVersion, SessionKind
from rehab.records.programmes import programme
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast
from tests.conftest import NOW, TODAY
from tests.features.programmes.conftest import Stored, phases_of, rows_of, send, sign, typed_in

LAST = "phases-0-rows-3-"
WHY = "Du er blevet stærkere."


def revision(cast: Cast) -> str:
    return f"/courses/{cast.karens_course}/programme/revision"


def test_it_opens_on_what_is_in_force(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.ida).get(revision(cast))
    fields = typed_in(sheet)
    assert (fields["seen"], fields["effective_on"], fields["reason"]) == ("1", TODAY.isoformat(), "")
    assert (fields[LAST + "sets"], fields[LAST + "reps"], fields[LAST + "week_from"]) == ("5", "8", "5")
    assert "Udviklingsfasen, uge 6 af 12" in sheet.text


def test_weeks_go_on_counting(browser: Browser, cast: Cast, session: AnySession, versions: Stored) -> None:
    where = sign(browser.sign_in(cast.ida), revision(cast), reason=WHY, **{LAST + "sets": "4"})
    assert where == f"/courses/{cast.karens_course}"
    first, second = versions(cast.karens_course)
    assert (second.number, second.effective_on, second.template_code) == (2, TODAY, first.template_code)
    (phase,) = phases_of(session, second)
    assert phase.starts_on == STARTED_ON
    assert [row.sets for row in rows_of(session, phase)] == [1, 3, 4, 4]


def test_history_does_not_move(browser: Browser, cast: Cast, session: AnySession, versions: Stored) -> None:
    before = programme(session, cast.karens_course).versions[0]
    session.add(
        ExerciseSession(
            course_id=cast.karens_course,
            version_id=before.id,
            client_key="s-1",
            kind=SessionKind.STRENGTH,
            done_on=TODAY - timedelta(days=2),
            reps_done=40,
            reps_prescribed=40,
            prescription_ids=[before.phases[0].prescriptions[-1].id],
            logged_at=NOW,
            logged_by_id=cast.karen,
        )
    )
    session.commit()
    changed = {LAST + "sets": "3", LAST + "exercise_code": "EX07", "plan_red": "Noget andet."}
    sign(browser.sign_in(cast.ida), revision(cast), reason=WHY, **changed)
    session.rollback()
    after = programme(session, cast.karens_course)
    assert after.versions[0] == before
    logged = session.query(ExerciseSession).one()
    assert logged.version_id == before.id
    assert after.in_force(TODAY - timedelta(days=1)) == before
    now = after.in_force(TODAY)
    assert now is not None and now.plan.red == "Noget andet."


def test_the_patient_reads_what_changed_and_why(browser: Browser, cast: Cast) -> None:
    off = {"phases-0-rows-0-keep": None}
    sign(browser.sign_in(cast.ida), revision(cast), reason=WHY, **{LAST + "reps": "7", LAST + "rm": "7"}, **off)
    text = browser.sign_in(cast.karen).get("/programme").text
    assert "Hvad er ændret, og hvorfor" in text
    assert WHY in text
    assert "Udgår: Specifik udspænding af svangsenen, uge 1–12" in text
    assert "5 sæt × 7 gentagelser, så tungt, at du lige kan 7" in text
    assert "(før: 5 sæt × 8 gentagelser, så tungt, at du lige kan 8" in text
    browser.post("/language", {"language": "en"})
    text = browser.get("/programme").text
    assert "What changed, and why" in text
    assert "No longer: Plantar-fascia-specific stretch, weeks 1–12" in text


def test_why_is_owed(browser: Browser, cast: Cast, versions: Stored) -> None:
    sheet = sign(browser.sign_in(cast.ida), revision(cast), 422, reason="  ", **{LAST + "sets": "4"})
    assert "Skriv, hvorfor programmet ændres. Patienten læser det." in sheet.error_beside("reason")
    assert typed_in(sheet)[LAST + "sets"] == "4"
    assert len(versions(cast.karens_course)) == 1


@pytest.mark.parametrize(("days", "right"), [(-1, False), (0, True), (60, True), (61, False)])
def test_a_change_holds_from_today_on(browser: Browser, cast: Cast, days: int, right: bool) -> None:
    wanted = (TODAY + timedelta(days=days)).isoformat()
    answer = sign(browser.sign_in(cast.ida), revision(cast), 303 if right else 422, reason=WHY, effective_on=wanted)
    assert right or "Vælg en dato fra 25. november 2026" in answer.error_beside("effective_on")


def test_a_change_ahead_waits_and_is_announced(
    browser: Browser, cast: Cast, session: AnySession, versions: Stored
) -> None:
    ahead = TODAY + timedelta(days=5)
    sign(browser.sign_in(cast.ida), revision(cast), reason=WHY, effective_on=ahead.isoformat(), **{LAST + "sets": "4"})
    in_force = programme(session, cast.karens_course).in_force(TODAY)
    assert in_force is not None and in_force.number == 1
    sheet = browser.sign_in(cast.karen).get("/programme")
    assert "Fra mandag 30. november gælder et ændret program." in sheet.text
    assert WHY not in sheet.text
    fields = typed_in(browser.sign_in(cast.ida).get(revision(cast)))
    assert (fields["seen"], fields["effective_on"], fields[LAST + "sets"]) == ("2", ahead.isoformat(), "4")


def test_two_tabs_cannot_overwrite_each_other(
    browser: Browser, cast: Cast, session: AnySession, versions: Stored
) -> None:
    browser.sign_in(cast.ida)
    one, other = typed_in(browser.get(revision(cast))), typed_in(browser.get(revision(cast)))
    send(browser, revision(cast), {**one, "reason": WHY, LAST + "sets": "4", "do": "sign"})
    late = {**other, "reason": "Mindre vægt.", LAST + "reps": "6", "do": "sign"}
    sheet = send(browser, revision(cast), late, 409)
    assert "Ida Lund har underskrevet version 2, efter at du åbnede siden." in sheet.text
    assert sheet.soup.select_one('button[value="sign-on-2"]')
    assert sheet.soup.select_one('button[value="theirs"]')
    kept = typed_in(sheet)
    assert (kept["reason"], kept[LAST + "reps"], kept["seen"]) == ("Mindre vægt.", "6", "1")
    assert [version.number for version in versions(cast.karens_course)] == [1, 2]


def test_an_old_template_form_cannot_overwrite_a_revision(browser: Browser, cast: Cast, versions: Stored) -> None:
    new = f"/courses/{cast.karens_course}/programme/new?template=T3"
    browser.sign_in(cast.ida)
    fields = typed_in(browser.get(new))
    sign(browser, revision(cast), reason=WHY)
    sheet = send(browser, new, {**fields, "do": "sign"}, 409)
    assert "version 2" in sheet.text
    assert len(versions(cast.karens_course)) == 2


@pytest.mark.parametrize("seen", ["", "-1", "99999999999", "x", "7", "٣"])
def test_a_forged_number_signs_nothing(browser: Browser, cast: Cast, versions: Stored, seen: str) -> None:
    sign(browser.sign_in(cast.ida), revision(cast), 409, reason=WHY, seen=seen)
    assert len(versions(cast.karens_course)) == 1


def test_sent_twice_is_one_version(browser: Browser, cast: Cast, session: AnySession, versions: Stored) -> None:
    fields = typed_in(browser.sign_in(cast.ida).get(revision(cast)))
    for _ in range(2):
        send(browser, revision(cast), {**fields, "reason": WHY, LAST + "sets": "4", "do": "sign"})
    assert [version.number for version in versions(cast.karens_course)] == [1, 2]
    assert session.query(AuditEvent).filter_by(action="signed").count() == 1


def test_a_phase_can_be_added_at_the_end(browser: Browser, cast: Cast, session: AnySession, versions: Stored) -> None:
    browser.sign_in(cast.ida)
    fields = typed_in(browser.get(revision(cast) + "?then=T4"))
    send(browser, revision(cast), {**fields, "reason": WHY, "do": "sign"})
    first, second = phases_of(session, versions(cast.karens_course)[1])
    assert (first.starts_on, second.starts_on) == (STARTED_ON, STARTED_ON + timedelta(weeks=12))
    browser.get(revision(cast) + "?then=T9", 404)


def test_bad_input_is_told_and_kept(browser: Browser, cast: Cast, versions: Stored) -> None:
    sheet = sign(browser.sign_in(cast.ida), revision(cast), 422, reason=WHY, **{LAST + "rest_s": "to"})
    assert "Skriv et helt tal." in sheet.error_beside(LAST + "rest_s")
    assert "Tåhævning på ét ben med rygsæk: Pause, sek." in sheet.soup.select_one("#errors").get_text()  # type: ignore[union-attr]
    assert typed_in(sheet)["reason"] == WHY
    assert len(versions(cast.karens_course)) == 1


def test_without_a_programme_there_are_the_templates(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.bo).get(f"/courses/{cast.oles_course}/programme/revision")
    assert sheet.text.startswith("Vælg program til Ole N.")
    browser.post(f"/courses/{cast.oles_course}/programme/revision", {"do": "sign"})


def test_a_very_old_plan_still_opens(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.query(ProgrammeVersion).update({ProgrammeVersion.effective_on: date(2020, 1, 1)})
    session.commit()
    browser.sign_in(cast.ida).get(revision(cast))


@pytest.mark.parametrize("who", ["karen", "ole", "bo", "rita", "mona", "adam"])
def test_nobody_else_may(browser: Browser, cast: Cast, versions: Stored, who: str) -> None:
    fields = typed_in(browser.sign_in(cast.ida).get(revision(cast)))
    browser.sign_in(getattr(cast, who)).get(revision(cast), 404)
    browser.get("/settings")
    browser.post(revision(cast), {**fields, "reason": WHY, "csrf_token": browser.token}, 404)
    assert len(versions(cast.karens_course)) == 1
