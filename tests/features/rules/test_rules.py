"""The page of rules says what the code and the data say, to those who sign it."""

import re
from collections.abc import Callable

import pytest
from bs4 import Tag

from rehab.clinical import pain
from rehab.clinical.follow_up import Rule
from rehab.clinical.ladder import LADDER
from rehab.clinical.rule_book import RULE_BOOK
from rehab.clinical.safety import CHECKLIST
from rehab.clinical.thresholds import DEFAULT, LIMITS
from rehab.config import ROOT
from rehab.content import conditions, exercise, level_text, sources, templates, warning_signs, warning_version
from rehab.content.definitions import Area, definitions
from rehab.content.fingerprint import fingerprint
from rehab.content.rule_texts import rule_texts
from rehab.features.rules import answers, follow_ups, routes, starting
from rehab.web.rule_words import LABELS, filled, with_unit
from tests.browser import Browser, Sheet
from tests.cast import Cast


@pytest.fixture
def in_words(app: object, browser: Browser, cast: Cast) -> Callable[[str], Sheet]:
    """The page as a practitioner reads it in a language."""

    def read(language: str) -> Sheet:
        browser.sign_in(cast.ida).get("/settings")
        browser.post("/language", {"language": language, "next": "/settings"})
        return browser.get("/rules")

    return read


def plain(tag: Tag | None) -> str:
    """What is read of a piece of the page, with single spaces and no space before a comma or a stop."""
    assert tag
    return re.sub(r" (?=[,.;:])", "", re.sub(r"\s+", " ", tag.get_text(" ")).strip())


def same(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_rule_of_the_code_is_there_whole(in_words: Callable[[str], Sheet], language: str) -> None:
    sheet = in_words(language)
    cards = [str(tag["id"]) for tag in sheet.soup.find_all("article", class_="rb-rule")]
    assert cards == [RULE_BOOK[rule].code for rule in Rule]
    for rule, text in rule_texts().items():
        read = plain(sheet.soup.find(id=RULE_BOOK[rule].code))
        for said in (text.name, text.says, text.does):
            assert same(filled(said, DEFAULT)) in read
        assert "{" not in read


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_threshold_is_there_with_its_value_range_and_source(
    in_words: Callable[[str], Sheet], language: str
) -> None:
    sheet, shown = in_words(language), set()
    for card in RULE_BOOK.values():
        for name in card.thresholds:
            limit = LIMITS[name]
            read = plain(sheet.soup.find(id=f"{card.code}-{name}"))
            assert str(LABELS[name]) in read
            for value in (getattr(DEFAULT, name), limit.high):
                assert same(with_unit(value, limit.unit)) in read
            assert f"[{list(sources()).index(limit.source) + 1}]" in read
            shown.add(name)
    assert shown == set(LIMITS)


def test_every_threshold_has_a_label_and_nothing_else_has() -> None:
    assert set(LABELS) == set(LIMITS)


def test_a_changed_default_shows(in_words: Callable[[str], Sheet], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "DEFAULT", DEFAULT.changed({"flare_rise": 3, "adherent_from": 0.9}))
    sheet = in_words("en")
    assert "3 points" in plain(sheet.soup.find(id="F2-flare_rise"))
    assert "at least 3 points above the week before" in plain(sheet.soup.find(id="F2"))
    assert "at least 90% of what was planned" in plain(sheet.soup.find(id="F4"))


def test_the_order_is_that_of_the_book(in_words: Callable[[str], Sheet]) -> None:
    table = plain(in_words("en").soup.find(attrs={"aria-label": "The order of the rules"}))
    rows = follow_ups.order_of_pressing(DEFAULT)
    most = {rule: min(card.needs.values()) for rule, card in RULE_BOOK.items()}
    first_told = list(dict.fromkeys(row.href for row in rows))
    assert first_told == [f"#{RULE_BOOK[rule].code}" for rule in sorted(RULE_BOOK, key=lambda each: most[each])]
    assert table.count("Needs you") + table.count("Keep an eye on") + table.count("On plan") == len(rows)


def test_what_is_pressing_in_one_way_and_less_in_another_says_which() -> None:
    several = {key for card in RULE_BOOK.values() if len(set(card.needs.values())) > 1 for key in card.needs}
    assert several == set(follow_ups.VARIANTS)


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_definition_is_there(in_words: Callable[[str], Sheet], language: str) -> None:
    read = plain(in_words(language).soup.find("main"))
    for area in Area:
        for each in definitions(area).values():
            assert same(filled(each.says, DEFAULT)) in read, each.code


def test_the_answers_are_those_of_the_code(app: object, in_words: Callable[[str], Sheet]) -> None:
    in_words("en")
    tones = [[answer.tone for answer in row.answers] for row in answers.answer_rows()]
    assert tones == [
        ["ok", "warn", "warn", "ok"],
        ["warn", "warn", "warn", "warn"],
        ["warn", "warn", "warn", "warn"],
        ["stop"] * 4,
        ["stop"] * 4,
    ]
    assert [zone.scores for zone in answers.zones()] == ["0–2", "3–5", "6–10"]


def test_a_moved_limit_of_pain_shows(in_words: Callable[[str], Sheet], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pain, "HIGH_RISK_FROM", 7)
    section = plain(in_words("en").soup.find("section", attrs={"aria-labelledby": "pain"}))
    assert "3–6" in section
    assert "7 or more in the hour after" in section


def test_the_checklist_is_there_with_every_wording_its_fixed_texts_and_its_version(
    in_words: Callable[[str], Sheet],
) -> None:
    section = in_words("da").soup.find("section", attrs={"aria-labelledby": "signs"})
    read = plain(section)
    assert f"Version {warning_version()} " in read
    for code in conditions():
        for sign in warning_signs(code):
            assert same(sign.text.da) in read
    for asked in CHECKLIST.values():
        text = level_text(asked.level)
        assert text.title.da in read
        assert same(text.body.da) in read
    assert isinstance(section, Tag)
    assert len(section.select(".rb-list li")) == len(CHECKLIST)


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_template_is_there_whole(in_words: Callable[[str], Sheet], language: str) -> None:
    sheet = in_words(language)
    for code, template in templates().items():
        heading = sheet.soup.find(id=f"t-{code}")
        assert isinstance(heading, Tag)
        read = plain(heading.find_parent("article"))
        texts = [
            template.name,
            template.evidence,
            *template.unverified,
            *([template.ask_first] * bool(template.ask_first)),
        ]
        for row in template.rows:
            texts += [exercise(row.exercise_code).name, row.progression, row.regression]
        for text in texts:
            assert text and same(text.in_(language)) in read, (code, text)
        plan = template.plan.in_(language)
        assert all(same(sentence) in read for sentence in (plan.green, plan.yellow, plan.amber, plan.red))


def test_the_entry_test_finds_what_it_says(in_words: Callable[[str], Sheet]) -> None:
    section = plain(in_words("da").soup.find("section", attrs={"aria-labelledby": "phases"}))
    for why, test in starting.FOUND.items():
        assert starting.start_rung(*test).because is why
    for code in LADDER:
        assert exercise(code).name.da in section


def test_every_source_is_listed_and_every_reference_leads_to_one(in_words: Callable[[str], Sheet]) -> None:
    sheet = in_words("da")
    listed = sheet.soup.select("[aria-labelledby=sources] > ol > li")
    assert len(listed) == len(sources())
    ids = {str(tag["id"]) for tag in sheet.soup.find_all(id=True)}
    for link in sheet.soup.select("main a[href^='#']"):
        assert str(link["href"])[1:] in ids
    for link in sheet.soup.select("main a[href^='http']"):
        assert str(link["href"]).startswith("https://doi.org/10.")
        assert link["rel"] == ["noreferrer"]


def test_contents_fingerprint_and_room_for_a_signature(in_words: Callable[[str], Sheet]) -> None:
    sheet = in_words("da")
    assert [plain(link)[:2] for link in sheet.soup.select(".rb-toc a")] == [f"{n}." for n in range(1, 10)] + ["10"]
    assert plain(sheet.soup.find("main")).count(fingerprint()) == 3  # at the top, by the signature, on every paper
    assert "Underskrift" in plain(sheet.soup.find(class_="rb-sign"))


@pytest.mark.parametrize("who", ["ida", "mona"])
def test_those_who_sign_find_it_in_their_menu(browser: Browser, cast: Cast, who: str) -> None:
    sheet = browser.sign_in(getattr(cast, who)).get("/rules")
    current = sheet.soup.select_one("nav [aria-current=page]")
    assert current
    assert current["href"] == "/rules"


@pytest.mark.parametrize("who", ["karen", "rita", "adam"])
def test_others_find_nothing(browser: Browser, cast: Cast, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get("/rules", expect=404)


def test_it_asks_the_database_for_the_reader_alone(
    browser: Browser, cast: Cast, statements: Callable[[], object]
) -> None:
    browser.sign_in(cast.mona)
    with statements() as seen:  # type: ignore[attr-defined]
        browser.get("/rules")
    assert len(seen) <= 2


@pytest.mark.parametrize(
    ("code", "sign_of_use"),
    [
        ("warning_signs", "WarningTick("),
        ("measures", "OutcomeAnswers("),
        ("set_by_set", "rising="),
        ("nudge", "LeadsTo.NUDGE"),
    ],
)
def test_what_is_told_to_be_unused_is_unused_and_the_other_way_round(code: str, sign_of_use: str) -> None:
    """Once the records or a feature say it, the definition is to be taken out of definitions.json."""
    folders = [ROOT / "rehab" / "records", *(ROOT / "rehab" / "features").iterdir()]
    files = [path for folder in folders if folder.name != "rules" for path in folder.rglob("*.py")]
    used = [path.name for path in files if sign_of_use in path.read_text(encoding="utf-8")]
    assert (code in definitions(Area.NOT_YET)) is not bool(used), used


def test_every_definition_of_what_is_unused_is_looked_after() -> None:
    assert set(definitions(Area.NOT_YET)) <= {"warning_signs", "measures", "set_by_set", "nudge"}
