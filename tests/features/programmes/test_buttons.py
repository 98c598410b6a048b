"""The builder's own buttons, without scripts: the order, what is taken out and put back, phases and review points."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from rehab.clinical.activity import ActivityRule
from rehab.db import AnySession
from tests.browser import Browser, Sheet
from tests.cast import Cast
from tests.features.programmes.conftest import Stored, phases_of, rows_of, send, sign, typed_in

Statements = Callable[[], AbstractContextManager[list[str]]]
ROWS = "phases-0-rows-"


def new(cast: Cast, query: str = "template=T2") -> str:
    return f"/courses/{cast.oles_course}/programme/new?{query}"


def press(browser: Browser, path: str, sheet: Sheet, do: str) -> Sheet:
    answer: Sheet = send(browser, path, {**typed_in(sheet), "do": do}, 200)
    return answer


def order(sheet: Sheet) -> list[str]:
    return [str(row["id"]).rpartition("-")[2] for row in sheet.soup.select("li.ex")]


def test_up_and_down_keep_what_is_typed(browser: Browser, cast: Cast, session: AnySession, versions: Stored) -> None:
    sheet = sign(
        browser.sign_in(cast.bo), new(cast), 200, do="down-0-0", **{ROWS + "1-reps": "11", "plan_red": "Ring."}
    )
    assert order(sheet) == ["1", "0", "2", "3"]
    assert "er nummer 2 af 4." in sheet.soup.select_one("[role=status][data-told]").get_text()  # type: ignore[union-attr]
    focused = sheet.soup.select("button[autofocus]")
    assert [button["value"] for button in focused] == ["down-0-0"]
    sheet = press(browser, new(cast), sheet, "up-0-3")
    assert order(sheet) == ["1", "0", "3", "2"]
    fields = typed_in(sheet)
    assert (fields[ROWS + "1-reps"], fields["plan_red"]) == ("11", "Ring.")
    send(browser, new(cast), {**fields, "do": "sign"})
    phase = phases_of(session, versions(cast.oles_course)[0])[0]
    assert [(row.exercise_code, row.week_from) for row in rows_of(session, phase)] == [
        ("EX08", 1),
        ("EX01", 1),
        ("EX09", 5),
        ("EX09", 3),
    ]


@pytest.mark.parametrize("do", ["up-0-0", "down-0-3", "up-0-99", "down-9-0", "up-9", "drop-9", "review-9", "drop-0-99"])
def test_at_the_end_or_nowhere_nothing_moves(browser: Browser, cast: Cast, do: str) -> None:
    sheet = sign(browser.sign_in(cast.bo), new(cast), 200, do=do)
    assert order(sheet) == ["0", "1", "2", "3"]


def test_what_is_taken_out_can_be_put_back_as_it_was(
    browser: Browser, cast: Cast, session: AnySession, versions: Stored
) -> None:
    sheet = sign(browser.sign_in(cast.bo), new(cast), 200, do="drop-0-1", **{ROWS + "1-reps": "11"})
    assert "Fjernet" in sheet.text
    assert [button["value"] for button in sheet.soup.select("button[autofocus]")] == ["back-0-1"]
    assert typed_in(press(browser, new(cast), sheet, "back-0-1"))[ROWS + "1-reps"] == "11"
    send(browser, new(cast), {**typed_in(sheet), "do": "sign"})
    phase = phases_of(session, versions(cast.oles_course)[0])[0]
    assert [row.exercise_code for row in rows_of(session, phase)] == ["EX01", "EX09", "EX09"]


def test_an_exercise_is_added_with_its_usual_dose(browser: Browser, cast: Cast) -> None:
    sheet = sign(browser.sign_in(cast.bo), new(cast), 200, do="add-0", **{"phases-0-add_code": "EX02"})
    fields = typed_in(sheet)
    assert (fields[ROWS + "4-exercise_code"], fields[ROWS + "4-hold_s"], fields[ROWS + "4-week_to"]) == (
        "EX02",
        "30",
        "12",
    )
    opened = sheet.soup.select("details.ex__b[open]")
    assert len(opened) == 1


def test_a_phase_is_added_moved_and_taken_out(
    browser: Browser, cast: Cast, session: AnySession, versions: Stored
) -> None:
    sheet = sign(browser.sign_in(cast.bo), new(cast), 200, do="add-phase", following="T1", plan_red="Ring.")
    assert typed_in(sheet)["plan_red"] == "Ring."
    sheet = press(browser, new(cast), sheet, "up-1")
    assert [section["id"] for section in sheet.soup.select(".ph-e")] == ["phases-1", "phases-0"]
    sheet = press(browser, new(cast), sheet, "add-phase")
    sheet = press(browser, new(cast), sheet, "drop-2")
    send(browser, new(cast), {**typed_in(sheet), "do": "sign"})
    first, second = phases_of(session, versions(cast.oles_course)[0])
    assert (first.phase, second.phase, (second.starts_on - first.starts_on).days) == ("opstart", "udvikling", 28)


def test_the_last_phase_stays(browser: Browser, cast: Cast) -> None:
    sheet = sign(browser.sign_in(cast.bo), new(cast), 200, do="drop-0")
    assert "Et program har mindst én fase." in sheet.text
    assert order(sheet) == ["0", "1", "2", "3"]


def test_a_phase_that_runs_is_not_moved(browser: Browser, cast: Cast) -> None:
    path = f"/courses/{cast.karens_course}/programme/revision"
    sheet = sign(browser.sign_in(cast.ida), path, 200, do="add-phase", following="T4")
    assert [button["value"] for button in sheet.soup.select(".ph-e__h button")] == ["drop-1"]


def test_reviews_and_sport_are_signed_and_read(
    browser: Browser, cast: Cast, session: AnySession, versions: Stored
) -> None:
    sheet = sign(browser.sign_in(cast.bo), new(cast), 200, do="review-0")
    sheet = press(browser, new(cast), sheet, "add-review")
    fields = {**typed_in(sheet), "reviews-3-week": "2", "reviews-3-why": "Holder stroppen?", "activity_rule": "stop"}
    send(browser, new(cast), {**fields, "do": "sign"})
    (version,) = versions(cast.oles_course)
    assert version.activity_rule is ActivityRule.STOP
    assert [week for week, _why in version.review_points] == [2, 8, 12]
    for path in ("/programme", "/programme/handout"):
        text = browser.sign_in(cast.ole).get(path).text
        assert "Bo Friis ser på det"[:2] in text
        assert "ser på det i uge 2, omkring 8. dec.: Holder stroppen?" in text
        assert "Hold pause med løb, hop og sport, til vi aftaler andet." in text


WRONG = [
    ("reviews-0-week", "0", "Skriv et tal fra 1 til 52."),
    ("reviews-0-week", "8", ""),
    ("reviews-0-week", "", "Skriv, i hvilken uge."),
    ("reviews-0-why", "x" * 121, "Skriv højst 120 tegn."),
    ("activity_rule", "often", ""),
]


@pytest.mark.parametrize(("field", "value", "message"), WRONG)
def test_a_wrong_review_is_told_beside_its_field(
    browser: Browser, cast: Cast, versions: Stored, field: str, value: str, message: str
) -> None:
    sheet = sign(browser.sign_in(cast.bo), new(cast), 422, **{field: value})
    at = "reviews-1-week" if value == "8" else field
    assert (message or ("allerede" if value == "8" else "Vælg")) in sheet.error_beside(at)
    assert versions(cast.oles_course) == []


def test_more_rows_cost_no_more_statements(browser: Browser, cast: Cast, statements: Statements) -> None:
    browser.sign_in(cast.bo)
    with statements() as few:
        sheet = browser.get(new(cast))
    for code in ("EX02", "EX12", "EX03", "EX10"):
        sheet = send(browser, new(cast), {**typed_in(sheet), "phases-0-add_code": code, "do": "add-0"}, 200)
    with statements() as many:
        send(browser, new(cast), {**typed_in(sheet), "do": "preview"}, 200)
    assert len(many) <= len(few) <= 12
