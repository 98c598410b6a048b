"""The patient goes through the list: a tick pauses, shows the fixed text and tells the practitioner; none goes on."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from rehab.clinical.follow_up import Rule
from rehab.clinical.safety import CHECKLIST, Level, Line
from rehab.content import level_text, warning_signs, warning_version
from rehab.db import AnySession
from rehab.models import (
    AuditEvent,
    Course,
    CourseSummary,
    MorningPain,
    Occasion,
    Pause,
    PauseReason,
    Person,
    WarningReport,
)
from rehab.records.summaries import refresh_course
from tests.browser import Browser, Sheet
from tests.cast import STARTED_ON, Cast, every_day, log_mornings
from tests.conftest import NOW, TODAY, Statements

DAY = timedelta(days=1)
PATH = "/warning-signs"


def tick(browser: Browser, cast: Cast, *signs: str, expect: int = 200) -> Sheet:
    page = browser.sign_in(cast.karen).get(PATH)
    return browser.send(page, PATH, signs=list(signs), expect=expect)


def reports(session: AnySession) -> list[WarningReport]:
    session.expire_all()
    return list(session.scalars(sa.select(WarningReport).order_by(WarningReport.id)))


def pauses(session: AnySession) -> list[Pause]:
    session.expire_all()
    return list(session.scalars(sa.select(Pause).order_by(Pause.id)))


def reasons(session: AnySession, cast: Cast) -> list[dict[str, object]]:
    summary = session.get_one(CourseSummary, cast.karens_course, populate_existing=True)
    return list(summary.reasons or [])


def test_the_list_is_the_fixed_one_in_the_words_of_the_condition(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.karen).get(PATH)
    boxes = [str(box["value"]) for box in page.soup.find_all("input", attrs={"name": "signs"})]
    assert boxes == [line.value for line in CHECKLIST]
    for sign in warning_signs("plantar_fasciopathy"):
        assert sign.text.da in page.text
    assert "Intet af dette" in page.text


@pytest.mark.parametrize("condition", ["golfers_elbow", "achilles_tendinopathy", "flat_foot"])
def test_another_condition_asks_in_its_own_words(
    browser: Browser, cast: Cast, session: AnySession, condition: str
) -> None:
    session.execute(sa.update(Course).where(Course.id == cast.karens_course).values(condition=condition))
    session.commit()
    page = browser.sign_in(cast.karen).get(PATH)
    assert all(sign.text.da in page.text for sign in warning_signs(condition))


def test_a_tick_is_stored_pauses_and_shows_the_most_serious_text(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    page = tick(browser, cast, "both_sides_and_rheumatic", "fever")

    assert page.path == PATH
    text = level_text(Level.SAME_DAY)
    assert text.title.da in page.text
    assert text.body.da in page.text
    assert page.soup.find("a", href="tel:1813")
    assert "Ida" in page.text
    [report] = reports(session)
    assert (report.lines, report.level) == (["fever", "both_sides_and_rheumatic"], Level.SAME_DAY)
    assert (report.occasion, report.checklist_version) == (Occasion.START, warning_version())
    assert (report.reported_on, report.reported_at, report.reported_by_id) == (TODAY, NOW, cast.karen)
    [pause] = pauses(session)
    assert (pause.why, pause.warning_report_id) == (PauseReason.WARNING_SIGN, report.id)
    assert (pause.first_on, pause.last_on, pause.ended_at) == (TODAY, None, None)
    subjects = session.scalars(sa.select(AuditEvent.subject).where(AuditEvent.action == "wrote")).all()
    assert subjects == [f"warning_report {report.id}"]


@pytest.mark.parametrize("line", list(Line))
def test_each_sign_calls_for_its_own_level(browser: Browser, cast: Cast, session: AnySession, line: Line) -> None:
    session.execute(sa.text("UPDATE branch SET phone = '+45 70 00 00 00'"))
    session.commit()
    page = tick(browser, cast, line.value)
    level = CHECKLIST[line].level
    assert reports(session)[0].level is level
    call = {Level.EMERGENCY: "tel:112", Level.SAME_DAY: "tel:1813", Level.ROUTINE: "tel:+4570000000"}[level]
    assert page.soup.find("a", href=call), page.text
    today = browser.get("/today")
    assert level_text(level).title.da in today.text
    assert today.soup.find("a", href=call)


def test_the_practitioner_is_told_on_top_of_the_list(browser: Browser, cast: Cast, session: AnySession) -> None:
    tick(browser, cast, "fever", "wound")
    [reason, *_] = reasons(session, cast)
    assert reason["rule"] == Rule.RED_FLAG
    assert reason["numbers"] == {"count": 2, "level": "same_day", "days": 0}
    page = browser.sign_in(cast.ida).get("/caseload")
    assert "Har meldt 2 advarselstegn" in page.text


def test_today_shows_the_text_and_nothing_to_train_and_mornings_still_work(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    tick(browser, cast, "calf_or_chest")
    page = browser.get("/today")
    assert level_text(Level.EMERGENCY).title.da in page.text
    assert not page.soup.find(attrs={"aria-labelledby": "h-training"})
    assert not page.soup.find("a", href=lambda href: bool(href and href.startswith("/sessions/new?short")))
    assert not page.soup.find(string="Ugens tjek")
    browser.send(page, "/morning-pain", score="4")
    assert session.scalars(sa.select(MorningPain.score)).all() == [4]


def test_nobody_is_asked_to_book_while_it_stands(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [6] * (TODAY - STARTED_ON).days))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    assert browser.sign_in(cast.karen).get("/today").soup.find(attrs={"aria-labelledby": "h-prompt"})
    tick(browser, cast, "fever")
    assert not browser.get("/today").soup.find(attrs={"aria-labelledby": "h-prompt"})
    assert session.get_one(CourseSummary, cast.karens_course, populate_existing=True).prompt_id is None


def test_before_a_programme_is_assigned_it_reaches_the_practitioner_too(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    page = browser.sign_in(cast.ole).get(PATH)
    browser.send(page, PATH, signs=["fever"])
    assert level_text(Level.SAME_DAY).title.da in browser.get("/today").text
    assert "Har meldt et advarselstegn" in browser.sign_in(cast.bo).get("/caseload").text


def test_none_of_these_is_stored_and_changes_nothing(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.karen).get(PATH)
    after = browser.send(page, PATH, nothing="y")
    assert after.path == "/today"
    assert after.soup.find(attrs={"aria-labelledby": "h-training"})
    [report] = reports(session)
    assert (report.lines, report.level) == ([], None)
    assert pauses(session) == []
    assert Rule.RED_FLAG not in [each["rule"] for each in reasons(session, cast)]


def test_it_is_asked_at_the_start_then_weekly_and_not_while_one_stands(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    def is_asked() -> bool:
        return bool(browser.sign_in(cast.karen).get("/today").soup.find(string="Ugens tjek"))

    assert is_asked()
    page = browser.get(PATH)
    browser.send(page, PATH, nothing="y")
    assert not is_asked()
    for back, due in ((6, False), (7, True)):
        session.execute(sa.update(WarningReport).values(reported_on=TODAY - back * DAY))
        session.commit()
        assert is_asked() is due
    tick(browser, cast, "fever")
    assert reports(session)[-1].occasion is Occasion.WEEKLY
    assert not is_asked()
    tick(browser, cast, "wound")
    assert reports(session)[-1].occasion is Occasion.ON_DEMAND


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Sæt kryds"),
        ({"signs": ["fever"], "nothing": "y"}, "Intet af dette"),
        ({"signs": ["broken_heart"]}, ""),
    ],
)
def test_what_cannot_be_meant_is_refused_and_kept(
    browser: Browser, cast: Cast, session: AnySession, typed: dict[str, object], words: str
) -> None:
    page = browser.sign_in(cast.karen).get(PATH)
    after = browser.send(page, PATH, expect=422, **typed)
    assert words in after.error_beside("signs")
    ticked = [str(box["value"]) for box in after.soup.find_all("input", attrs={"name": "signs", "checked": True})]
    assert ticked == [sign for sign in typed.get("signs", []) if sign == "fever"]  # type: ignore[attr-defined]
    assert reports(session) == pauses(session) == []


def test_sent_twice_is_one_report_and_another_answer_is_another(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    page = browser.sign_in(cast.karen).get(PATH)
    for _ in range(2):
        browser.send(page, PATH, signs=["fever"])
    assert len(reports(session)) == len(pauses(session)) == 1
    browser.send(page, PATH, signs=["fever", "wound"])
    assert len(reports(session)) == len(pauses(session)) == 2
    assert reasons(session, cast)[0]["numbers"]["count"] == 2  # type: ignore[index]  # fever is one sign, said twice


@pytest.mark.parametrize("who", ["ida", "rita", "mona", "adam"])
def test_others_find_nothing(browser: Browser, cast: Cast, session: AnySession, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get(PATH, expect=404)
    browser.post(PATH, {"signs": "fever"}, expect=404)
    assert reports(session) == []


def test_a_closed_course_or_none_has_no_list(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(
        sa.update(Course).where(Course.id == cast.karens_course).values(closed_at=NOW, closed_by_id=cast.ida)
    )
    session.commit()
    browser.sign_in(cast.karen).get(PATH, expect=404)
    assert not browser.get("/programme").soup.find("a", href=PATH)


@pytest.mark.parametrize("path", ["/today", "/programme", "/sessions/new"])
def test_it_is_one_tap_away(browser: Browser, cast: Cast, path: str) -> None:
    page = browser.sign_in(cast.karen).get(path)
    assert page.soup.find("a", href=PATH)


def test_what_a_tick_calls_for_comes_with_the_page(browser: Browser, cast: Cast) -> None:
    """So that it can be shown at once, and where there is no network."""
    page = browser.sign_in(cast.karen).get(PATH)
    assert page.headers["Phone-Keep"] == "yes"
    texts = page.soup.select("[data-level-text][hidden]")
    assert [str(text["data-level-text"]) for text in texts] == [level.value for level in Level]
    assert all(level_text(level).body.da in text.get_text() for level, text in zip(Level, texts, strict=True))
    boxes = page.soup.find_all("input", attrs={"name": "signs"})
    assert [str(box["data-level"]) for box in boxes] == [asked.level.value for asked in CHECKLIST.values()]


def test_the_page_speaks_english(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.update(Person).where(Person.id == cast.karen).values(language="en"))
    session.commit()
    assert level_text(Level.SAME_DAY).body.en in tick(browser, cast, "fever").text


def test_what_it_costs(browser: Browser, cast: Cast, session: AnySession, statements: Statements) -> None:
    browser.sign_in(cast.karen)
    with statements() as seen:
        browser.get(PATH)
    assert len(seen) <= 2, seen
    tick(browser, cast, "fever")
    with statements() as seen:
        browser.get("/today")
    assert len(seen) <= 6, seen
