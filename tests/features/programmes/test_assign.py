"""A practitioner assigns a programme: from a template as it stands or changed, signed once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from rehab.clinical.dose import LoadKind, Side
from rehab.clinical.phases import Phase
from rehab.content import template
from rehab.db import AnySession
from rehab.models import AuditEvent, Course, CourseSummary
from rehab.records.programmes import dose_columns
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.features.programmes.conftest import Stored, phases_of, rows_of, send, sign, typed_in

ROW = "phases-0-rows-0-"


def new(cast: Cast, query: str = "template=R15") -> str:
    return f"/courses/{cast.oles_course}/programme/new?{query}"


@pytest.mark.parametrize("code", ["T1", "T2", "T3", "T4", "T5", "R15", "ST"])
def test_a_template_is_stored_exactly_as_it_stands(
    browser: Browser, cast: Cast, session: AnySession, versions: Stored, code: str
) -> None:
    browser.sign_in(cast.bo)
    assert sign(browser, new(cast, f"template={code}")) == f"/courses/{cast.oles_course}"
    (version,) = versions(cast.oles_course)
    assert (version.number, version.template_code, version.effective_on) == (1, code, TODAY)
    assert (version.signed_by_id, version.signed_at, version.reason) == (cast.bo, NOW, "")
    chosen = template(code)
    assert version.plan_red == chosen.plan.red.da
    (phase,) = phases_of(session, version)
    assert (phase.phase, phase.starts_on, phase.weeks) == (chosen.phase, TODAY, chosen.weeks)
    stored = [(r.exercise_code, r.side, r.week_from, r.week_to) for r in rows_of(session, phase)]
    assert stored == [(r.exercise_code, Side.BOTH, r.week_from, r.week_to) for r in chosen.rows]
    for row, wanted in zip(rows_of(session, phase), chosen.rows, strict=True):
        assert {name: getattr(row, name) for name in dose_columns(wanted.dose)} == dose_columns(wanted.dose)


def test_the_patient_reads_it_in_words(browser: Browser, cast: Cast) -> None:
    sign(browser.sign_in(cast.bo), new(cast))
    sheet = browser.sign_in(cast.ole).get("/programme")
    assert "3 sæt × 12 gentagelser, så tungt, at du lige kan 12" in sheet.text
    assert "3 sek. op, 2 sek. hold, 3 sek. ned" in sheet.text


def test_signing_is_logged_and_the_summary_follows(browser: Browser, cast: Cast, session: AnySession) -> None:
    sign(browser.sign_in(cast.bo), new(cast))
    session.rollback()
    event = session.query(AuditEvent).filter_by(action="signed").one()
    assert (event.subject, event.actor_id, event.course_id) == ("programme", cast.bo, cast.oles_course)
    assert session.get_one(CourseSummary, cast.oles_course).phase is Phase.UDVIKLING


def test_a_second_phase_follows_the_first(browser: Browser, cast: Cast, session: AnySession, versions: Stored) -> None:
    sign(browser.sign_in(cast.bo), new(cast, "template=R15&then=T4"), **{"phases-0-weeks": "13"})
    first, second = phases_of(session, versions(cast.oles_course)[0])
    assert (first.phase, second.phase) == (Phase.UDVIKLING, Phase.VEDLIGEHOLD)
    assert second.starts_on == first.starts_on + timedelta(weeks=13)


def test_a_changed_dose_is_stored(browser: Browser, cast: Cast, session: AnySession, versions: Stored) -> None:
    changed = {
        ROW + "sets": "",
        ROW + "reps": "9",
        ROW + "rm": "10",
        ROW + "load": "kg",
        ROW + "load_kg": "7,5",
        ROW + "rest_s": "90",
        ROW + "side": "left",
        ROW + "exercise_code": "EX07",
        ROW + "up_s": "",
        ROW + "top_s": "",
        ROW + "down_s": "",
        "plan_green": "  Godt. Fortsæt.  ",
    }
    sign(browser.sign_in(cast.bo), new(cast), **changed)
    (version,) = versions(cast.oles_course)
    row = rows_of(session, phases_of(session, version)[0])[0]
    assert (row.sets, row.reps, row.rm, row.load, row.load_kg) == (None, 9, 10, LoadKind.KG, Decimal("7.5"))
    assert (row.rest_s, row.side, row.exercise_code, row.up_s) == (90, Side.LEFT, "EX07", None)
    assert version.plan_green == "Godt. Fortsæt."


def test_a_row_that_is_left_out_is_not_read(
    browser: Browser, cast: Cast, session: AnySession, versions: Stored
) -> None:
    sign(browser.sign_in(cast.bo), new(cast), **{ROW + "keep": None, ROW + "reps": "ni"})
    (version,) = versions(cast.oles_course)
    assert len(rows_of(session, phases_of(session, version)[0])) == 2


def test_preview_signs_nothing_and_speaks_the_patients_language(
    browser: Browser, cast: Cast, session: AnySession, versions: Stored
) -> None:
    browser.sign_in(cast.bo)
    browser.post("/language", {"language": "en"})
    sheet = sign(browser, new(cast), 200, do="preview", **{ROW + "sets": "4", ROW + "reps": "11"})
    aside = sheet.soup.select_one("aside .phone")
    assert aside is not None and aside["lang"] == "da"
    assert "4 sæt × 11 gentagelser" in aside.get_text()
    assert "What Ole reads" in sheet.text
    assert typed_in(sheet)[ROW + "sets"] == "4"
    assert versions(cast.oles_course) == []


def test_one_more_exercise_begins_with_one_for_the_condition(browser: Browser, cast: Cast, session: AnySession) -> None:
    added = "phases-0-rows-{}-exercise_code"
    browser.sign_in(cast.bo)
    heel = typed_in(sign(browser, new(cast), 200, do="add-0"))
    assert heel[added.format(3)] == "EX01"
    session.execute(sa.update(Course).where(Course.id == cast.oles_course).values(condition="golfers_elbow"))
    session.commit()
    elbow = typed_in(sign(browser, new(cast, "template=TYL"), 200, do="add-0"))
    assert elbow[added.format(1)] == "EX26"


def test_one_more_exercise(browser: Browser, cast: Cast, session: AnySession, versions: Stored) -> None:
    browser.sign_in(cast.bo)
    fields = typed_in(sign(browser, new(cast), 200, do="add-0", plan_red="Ring til mig."))
    added = "phases-0-rows-3-"
    assert fields["plan_red"] == "Ring til mig."
    assert (fields[added + "week_from"], fields[added + "week_to"], fields[added + "side"]) == ("1", "12", "both")
    send(browser, new(cast), {**fields, added + "exercise_code": "EX12", "do": "sign"})
    phase = phases_of(session, versions(cast.oles_course)[0])[0]
    assert [row.exercise_code for row in rows_of(session, phase)] == ["EX08", "EX09", "EX09", "EX12"]


@pytest.mark.parametrize("do", ["add-9", "add-", "add-x", "add--1", "dance"])
def test_an_odd_button_does_no_harm(browser: Browser, cast: Cast, do: str) -> None:
    browser.sign_in(cast.bo)
    sign(browser, new(cast), 303 if do == "dance" else 200, do=do)


BAD = [
    ("sets", "0", "Skriv et tal fra 1 til 10."),
    ("sets", "11", "Skriv et tal fra 1 til 10."),
    ("reps", "101", "Skriv et tal fra 1 til 100."),
    ("reps", "-1", "Skriv et tal fra 1 til 100."),
    ("reps", "ni", "Skriv et helt tal."),
    ("reps", "7.5", "Skriv et helt tal."),
    ("reps", "", "Skriv et tal fra 1 til 100."),
    ("reps", "9" * 40, "Skriv et helt tal."),
    ("rm", "31", "Skriv et tal fra 1 til 30."),
    ("hold_s", "601", "Skriv et tal fra 1 til 600."),
    ("rest_s", "601", "Skriv et tal fra 0 til 600."),
    ("interval_days", "0", "Skriv et tal fra 1 til 14."),
    ("times_a_day", "7", "Skriv et tal fra 1 til 6."),
    ("load_kg", "7,25", "Skriv kilo med højst én decimal."),
    ("load_kg", "NaN", "Skriv kilo med højst én decimal."),
    ("load_kg", "5", "Kilo hører til rygsæk eller vægte."),
    ("week_from", "3", ""),
    ("week_to", "13", "Fasen slutter efter uge 12."),
    ("week_to", "53", "Skriv et tal fra 1 til 52."),
    ("up_s", "", "Skriv alle tre dele af tempoet, eller ingen."),
    ("down_s", " ", "Skriv alle tre dele af tempoet, eller ingen."),
    ("up_s", "16", "Skriv et tal fra 0 til 15."),
    ("exercise_code", "EX99", "Vælg en af mulighederne."),
    ("side", "behind", "Vælg en af mulighederne."),
    ("load", "car", "Vælg en af mulighederne."),
]


@pytest.mark.parametrize(("field", "value", "message"), BAD)
def test_a_wrong_dose_is_told_beside_its_field(
    browser: Browser, cast: Cast, versions: Stored, field: str, value: str, message: str
) -> None:
    browser.sign_in(cast.bo)
    sheet = sign(browser, new(cast), 422, **{ROW + field: value, "plan_red": "Mine egne ord 🦶 <script>"})
    at = ROW + ("week_to" if field == "week_from" else field)
    assert (message or "Det er før den første uge.") in sheet.error_beside(at)
    assert f"#{at}" in [link["href"] for link in sheet.soup.select("#errors a")]
    kept = typed_in(sheet)
    if field not in ("exercise_code", "side", "load"):
        assert kept[ROW + field] == value
    assert kept["plan_red"] == "Mine egne ord 🦶 <script>"
    assert versions(cast.oles_course) == []


def test_messages_in_english(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.bo)
    browser.post("/language", {"language": "en"})
    sheet = sign(browser, new(cast), 422, **{ROW + "sets": "0", ROW + "reps": "ni"})
    assert "Write a number from 1 to 10." in sheet.error_beside(ROW + "sets")
    assert "Write a whole number." in sheet.error_beside(ROW + "reps")
    assert "Fix 2 fields" in sheet.text


def test_the_same_exercise_twice_in_a_week_is_refused(browser: Browser, cast: Cast) -> None:
    sheet = sign(browser.sign_in(cast.bo), new(cast), 422, **{"phases-0-rows-2-week_from": "4"})
    assert "Samme øvelse står ovenfor" in sheet.error_beside("phases-0-rows-2-week_from")


def test_left_and_right_may_have_their_own_dose(browser: Browser, cast: Cast) -> None:
    changed = {
        "phases-0-rows-1-side": "left",
        "phases-0-rows-2-side": "right",
        "phases-0-rows-2-week_from": "3",
    }
    sign(browser.sign_in(cast.bo), new(cast), **changed)


def test_nothing_left_is_refused(browser: Browser, cast: Cast, versions: Stored) -> None:
    off = {f"phases-0-rows-{n}-keep": None for n in range(3)}
    sheet = sign(browser.sign_in(cast.bo), new(cast), 422, **off)
    assert "Tag mindst én øvelse med." in sheet.error_beside("phases-0-add_code")
    assert versions(cast.oles_course) == []


@pytest.mark.parametrize(
    ("days", "right"),
    [(-15, False), (-14, True), (0, True), (60, True), (61, False), (-4000, False), (4000, False)],
)
def test_when_it_may_begin(
    browser: Browser, cast: Cast, session: AnySession, versions: Stored, days: int, right: bool
) -> None:
    wanted = TODAY + timedelta(days=days)
    browser.sign_in(cast.bo)
    answer = sign(browser, new(cast), 303 if right else 422, effective_on=wanted.isoformat())
    if right:
        (version,) = versions(cast.oles_course)
        assert version.effective_on == phases_of(session, version)[0].starts_on == wanted
    else:
        assert "Vælg en dato fra 11. november 2026 til 24. januar 2027." in answer.error_beside("effective_on")
        assert versions(cast.oles_course) == []


def test_not_before_the_course(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.get_one(Course, cast.oles_course).started_on = TODAY - timedelta(days=2)
    session.commit()
    browser.sign_in(cast.bo)
    sheet = sign(browser, new(cast), 422, effective_on=(TODAY - timedelta(days=3)).isoformat())
    assert "23. november 2026" in sheet.error_beside("effective_on")


@pytest.mark.parametrize("junk", ["", "i morgen", "2026-02-30", "0000-00-00", "9999-12-31", "0001-01-01"])
def test_a_date_that_is_none(browser: Browser, cast: Cast, versions: Stored, junk: str) -> None:
    sheet = sign(browser.sign_in(cast.bo), new(cast, "template=R15&then=T4"), 422, effective_on=junk)
    assert sheet.error_beside("effective_on")
    assert versions(cast.oles_course) == []


@pytest.mark.parametrize("field", ["plan_green", "plan_yellow", "plan_amber", "plan_red"])
def test_no_plan_sentence_may_be_empty(browser: Browser, cast: Cast, versions: Stored, field: str) -> None:
    sheet = sign(browser.sign_in(cast.bo), new(cast), 422, **{field: "  \n "})
    assert "Skriv, hvad patienten skal gøre." in sheet.error_beside(field)
    assert versions(cast.oles_course) == []


def test_five_megabytes_are_too_long_and_come_back(browser: Browser, cast: Cast, versions: Stored) -> None:
    long = "svangsene " * 500_000
    sheet = sign(browser.sign_in(cast.bo), new(cast), 422, plan_red=long)
    assert "Skriv højst 600 tegn." in sheet.error_beside("plan_red")
    assert len(typed_in(sheet)["plan_red"]) >= len(long.strip())
    assert versions(cast.oles_course) == []


def test_odd_letters_are_letters(browser: Browser, cast: Cast, versions: Stored) -> None:
    words = 'Stop 🦶 <script>alert(1)</script> & ring\nto\' "linjer"'
    sign(browser.sign_in(cast.bo), new(cast), plan_red=words + "\x00")
    assert versions(cast.oles_course)[0].plan_red == words
    sheet = browser.sign_in(cast.ole).get("/programme")
    assert "<script>alert(1)</script>" in sheet.text


@pytest.mark.parametrize("weeks", ["0", "53", "ni", ""])
def test_a_phase_lasts_a_week_to_a_year(browser: Browser, cast: Cast, weeks: str) -> None:
    sheet = sign(browser.sign_in(cast.bo), new(cast), 422, **{"phases-0-weeks": weeks})
    assert sheet.error_beside("phases-0-weeks")


def test_an_empty_or_forged_form_is_a_form_with_messages(browser: Browser, cast: Cast, versions: Stored) -> None:
    browser.sign_in(cast.bo).get(new(cast))
    sheet = browser.post(new(cast), {}, 422)
    assert "Skriv, hvad patienten skal gøre." in sheet.error_beside("plan_green")
    fields = typed_in(browser.get(new(cast)))
    for forged in (
        {"phases-0-phase": "heaven"},
        {"client_key": "1"},
        {"phases-7-rows-99-reps": "3"},
        {"phases-0-rows-x-reps": "3"},
    ):
        browser.client.post(new(cast), data={"csrf_token": browser.token, **fields, **forged}).close()
    assert len(versions(cast.oles_course)) <= 1


@pytest.mark.parametrize(
    "query", ["", "template=", "template=T9", "template=t1", "template=%00", "template=R15&then=X", "template=<b>"]
)
def test_an_unknown_template_is_not_there(browser: Browser, cast: Cast, query: str) -> None:
    browser.sign_in(cast.bo).get(new(cast, query), 404)
    browser.get("/settings")
    browser.post(new(cast, query), {}, 404)


@pytest.mark.parametrize("who", ["karen", "ole", "ida", "rita", "mona", "adam"])
def test_nobody_else_may(browser: Browser, cast: Cast, versions: Stored, who: str) -> None:
    fields = typed_in(browser.sign_in(cast.bo).get(new(cast)))
    browser.sign_in(getattr(cast, who)).get(new(cast), 404)
    browser.get("/settings")
    browser.post(new(cast), {**fields, "csrf_token": browser.token}, 404)
    assert versions(cast.oles_course) == []


@pytest.mark.parametrize("junk", ["0", "999999", "12345678901234567890", "-1", "x"])
def test_a_course_that_is_not_there(browser: Browser, cast: Cast, junk: str) -> None:
    browser.sign_in(cast.bo).get("/settings")
    browser.get(f"/courses/{junk}/programme/new?template=R15", 404)
    browser.post(f"/courses/{junk}/programme/new?template=R15", {}, 404)


def test_a_closed_course_gets_no_programme(browser: Browser, cast: Cast, session: AnySession) -> None:
    course = session.get_one(Course, cast.oles_course)
    course.closed_at, course.closed_by_id = NOW, cast.bo
    session.commit()
    browser.sign_in(cast.bo).get(new(cast), 404)


def test_sent_twice_is_one_version(browser: Browser, cast: Cast, session: AnySession, versions: Stored) -> None:
    fields = typed_in(browser.sign_in(cast.bo).get(new(cast)))
    for _ in range(2):
        send(browser, new(cast), {**fields, "do": "sign"})
    (version,) = versions(cast.oles_course)
    assert len(phases_of(session, version)) == 1
    assert session.query(AuditEvent).filter_by(action="signed").count() == 1


def test_the_same_form_changed_and_sent_again_is_not_swallowed(browser: Browser, cast: Cast, versions: Stored) -> None:
    fields = typed_in(browser.sign_in(cast.bo).get(new(cast)))
    send(browser, new(cast), {**fields, "do": "sign"})
    sheet = send(browser, new(cast), {**fields, ROW + "reps": "8", "do": "sign"}, 409)
    assert "Bo Friis har underskrevet version 1" in sheet.text
    assert typed_in(sheet)[ROW + "reps"] == "8"
    assert len(versions(cast.oles_course)) == 1


def test_without_a_token_nothing_is_signed(browser: Browser, cast: Cast, versions: Stored) -> None:
    fields = typed_in(browser.sign_in(cast.bo).get(new(cast)))
    with browser.client.post(new(cast), data={**fields, "csrf_token": "", "do": "sign"}) as answer:
        assert answer.status_code == 400
    assert versions(cast.oles_course) == []


def test_another_template_takes_over_with_its_reason(
    browser: Browser, cast: Cast, session: AnySession, versions: Stored
) -> None:
    sign(browser.sign_in(cast.ida), f"/courses/{cast.karens_course}/programme/new?template=T4")
    first, second = versions(cast.karens_course)
    assert (second.number, second.template_code) == (2, "T4")
    assert second.reason == "Vi går videre med et nyt program: Vedligehold."
    assert phases_of(session, second)[0].starts_on == TODAY
    assert phases_of(session, first)[0].starts_on == date(2026, 10, 16)
    sheet = browser.sign_in(cast.karen).get("/programme")
    assert "Ny fase: Vedligehold." in sheet.text


@pytest.mark.parametrize(
    "name", ["phases-²-weeks", "phases-0-rows-²-keep", f"phases-{'9' * 5000}-weeks", "phases--1-weeks"]
)
def test_a_field_with_a_number_no_form_has_is_nothing_to_us(browser: Browser, cast: Cast, name: str) -> None:
    browser.sign_in(cast.bo)
    sign(browser, new(cast), expect=200, do="preview", **{name: "1"})


@pytest.mark.parametrize("position", ["²", "٠", "9" * 5000, "-1", "9", ""])
def test_a_row_is_added_only_to_a_phase_that_is_there(browser: Browser, cast: Cast, position: str) -> None:
    browser.sign_in(cast.bo)
    before = len(browser.get(new(cast)).soup.select("[name$=-exercise_code]"))
    page = sign(browser, new(cast), expect=200, do=f"add-{position}")
    assert len(page.soup.select("[name$=-exercise_code]")) == before
