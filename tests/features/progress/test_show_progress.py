"""GET /progress: the sentence, the figures, the chart and its table, the days; and who may not see it."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import Tag

from rehab.clinical.adherence import DoneSession, adherence
from rehab.clinical.dose import Side
from rehab.clinical.progress import rolling_median
from rehab.db import AnySession
from rehab.models import Course, Person, SessionKind
from rehab.records.course_chart_data import course_series
from rehab.records.finding import course_head
from rehab.records.programmes import programme
from rehab.web.course_table import strength_between
from tests.browser import Browser, Sheet
from tests.cast import STARTED_ON, Cast, assign, every_day, log_mornings
from tests.conftest import TODAY
from tests.features.progress.logs import every_other, train, visit

WEEKS = [*[7] * 4, *[6] * 14, *[5] * 12, *[4] * 11]


def figures(sheet: Sheet) -> list[dict[str, Any]]:
    """The charts of the page."""
    return [json.loads(script.get_text()) for script in sheet.soup.select('figure script[type="application/json"]')]


def cells(sheet: Sheet) -> dict[int, str]:
    """ "Your days": the look of each day's cell by its number."""
    table = sheet.soup.find("table", class_="month")
    assert isinstance(table, Tag)
    found = {}
    for cell in table.find_all("td"):
        found[int(next(cell.stripped_strings).strip(","))] = " ".join(cell.get("class") or [])
    return found


def speak(session: AnySession, person_id: int, language: str) -> None:
    session.execute(sa.update(Person).where(Person.id == person_id).values(language=language))
    session.commit()


def logged(session: AnySession, cast: Cast) -> None:
    """Karen's forty-one mornings, strength every other day for the last three weeks."""
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, WEEKS))
    train(session, cast.karens_course, cast.karen, every_other(TODAY - timedelta(days=22), 11))
    visit(session, cast.karens_course, cast.karen, cast.ida, cast.horsens, STARTED_ON)
    session.commit()


def test_tells_the_way_with_numbers_first(browser: Browser, cast: Cast, session: AnySession) -> None:
    logged(session, cast)
    sheet = browser.sign_in(cast.karen).get("/progress")
    assert "Din morgensmerte er faldet fra 7 til 4." in sheet.text
    assert "Det er mere end de 2 point, man tydeligt kan mærke." in sheet.text
    assert "−3 point siden start" in sheet.text
    assert "8 kg ekstra vægt nu" in sheet.text


def test_curve_is_the_stored_mornings(browser: Browser, cast: Cast, session: AnySession) -> None:
    logged(session, cast)
    curve = figures(browser.sign_in(cast.karen).get("/progress"))[0]
    mornings, medians = curve["data"][0], curve["data"][1]
    assert mornings["y"] == WEEKS
    scores = every_day(STARTED_ON, WEEKS)
    assert medians["y"] == [rolling_median(scores, STARTED_ON + timedelta(days=n)) for n in range(41)]
    assert curve["data"][-1]["customdata"][0] == "Smerte 7<br>Besøg 1"


def test_table_says_the_same_as_the_curve(browser: Browser, cast: Cast, session: AnySession) -> None:
    logged(session, cast)
    sheet = browser.sign_in(cast.karen).get("/progress")
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in sheet.soup.select(".plain tbody tr")]
    weeks = [row for row in rows if row[0].startswith("Uge")]
    medians = figures(sheet)[0]["data"][1]["y"]
    assert [row[1] for row in weeks] == [f"{medians[n]:g}" for n in (6, 13, 20, 27, 34, 40)]
    assert weeks[-1][3] == "8 kg"


def test_plotly_is_fetched_by_the_chart_only(browser: Browser, cast: Cast, session: AnySession) -> None:
    logged(session, cast)
    sheet = browser.sign_in(cast.karen).get("/progress")
    assert sheet.soup.find(attrs={"data-module": "chart"})
    assert not [script for script in sheet.soup.find_all("script") if "plotly" in str(script.get("src"))]


@pytest.mark.parametrize(
    ("scores", "da", "en"),
    [
        (
            [8] * 10 + [4] * 31,
            "faldet fra 8 til 4. Det er mere end de 2 point",
            "fallen from 8 to 4. That is more than",
        ),
        (
            [6] * 10 + [4] * 31,
            "faldet fra 6 til 4. Det er netop de 2 point",
            "fallen from 6 to 4. That is the 2 points",
        ),
        ([6] * 10 + [5] * 31, "faldet fra 6 til 5. Det er mindre end de 2", "fallen from 6 to 5. That is less than"),
        ([6] * 41, "den samme som ved starten: 6.", "the same as at the start: 6."),
        ([5] * 10 + [6] * 31, "steget fra 5 til 6. Det er mindre end de 2", "risen from 5 to 6. That is less than"),
        (
            [4] * 10 + [7] * 31,
            "steget fra 4 til 7. Din behandler kan også se",
            "risen from 4 to 7. Your practitioner can",
        ),
        (
            [3] * 10 + [1] * 31,
            "fra 3 til 1. Den var lav fra starten, og den er",
            "from 3 to 1. It was low from the start, and",
        ),
        (
            [3] * 10 + [2] * 31,
            "fra 3 til 2. Den var lav fra starten, så der",
            "from 3 to 2. It was low from the start, so",
        ),
        (
            [6] * 10,
            "var 6 ved starten. De seneste 7 dage har for få",
            "was 6 at the start. The last 7 days have too few",
        ),
    ],
)
def test_sentence_of_each_trend(
    browser: Browser, cast: Cast, session: AnySession, scores: list[int], da: str, en: str
) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, scores))
    session.commit()
    assert da in browser.sign_in(cast.karen).get("/progress").text
    speak(session, cast.karen, "en")
    assert en in browser.get("/progress").text


def test_a_median_between_two_whole_numbers_has_a_comma(browser: Browser, cast: Cast, session: AnySession) -> None:
    scores = [6] * 33 + [None, 4, 5, 4, 5, 4, 5]
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON + timedelta(days=1), scores))
    session.commit()
    assert "4,5 nu" in json.dumps(figures(browser.sign_in(cast.karen).get("/progress")))
    speak(session, cast.karen, "en")
    assert "4.5 now" in json.dumps(figures(browser.get("/progress")))


def test_under_three_mornings_the_curve_is_on_its_way(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, {TODAY: 6, TODAY - timedelta(days=1): 5})
    session.commit()
    sheet = browser.sign_in(cast.karen).get("/progress")
    assert "Din kurve er på vej" in sheet.text
    assert not sheet.soup.find(attrs={"data-module": "chart"})


def test_the_first_week_is_not_compared_with_itself(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.update(Course).values(started_on=TODAY - timedelta(days=4)))
    log_mornings(session, cast.karens_course, cast.karen, every_day(TODAY - timedelta(days=4), [6, 6, 5, 5, 4]))
    session.commit()
    sheet = browser.sign_in(cast.karen).get("/progress")
    assert "Din morgensmerte er 5 i din første uge." in sheet.text and "siden start" not in sheet.text


def test_three_mornings_draw_the_first_line(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(TODAY - timedelta(days=2), [6, 5, 6]))
    session.commit()
    assert figures(browser.sign_in(cast.karen).get("/progress"))[0]["data"][1]["y"][-1] == 6


def test_a_course_without_a_programme_shows_its_mornings(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.oles_course, cast.ole, every_day(STARTED_ON, [5] * 41), Side.LEFT)
    log_mornings(session, cast.oles_course, cast.ole, every_day(STARTED_ON, [3] * 41), Side.RIGHT)
    session.commit()
    sheet = browser.sign_in(cast.ole).get("/progress")
    assert [trace["name"] for trace in figures(sheet)[0]["data"]][:2] == ["Venstre", "Højre"]
    assert "Din morgensmerte er den samme som ved starten: 5." in sheet.text


def test_a_patient_without_a_course_is_told_to_wait(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.delete(Course).where(Course.id == cast.oles_course))
    session.commit()
    page = browser.sign_in(cast.ole).get("/progress")
    assert "Din kurve er på vej" in page.text
    assert not page.soup.select("main a[href='/today']")  # nothing can be logged there yet


@pytest.mark.parametrize("who", ["ida", "rita", "mona", "adam"])
def test_nobody_but_patients_has_the_page(browser: Browser, cast: Cast, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get("/progress", expect=404)


def test_a_patient_sees_their_own_course_only(browser: Browser, cast: Cast, session: AnySession) -> None:
    logged(session, cast)
    assert "Din kurve er på vej" in browser.sign_in(cast.ole).get("/progress").text


@pytest.mark.parametrize(
    ("period", "first"),
    [("4w", TODAY - timedelta(days=27)), ("all", STARTED_ON), ("1y", STARTED_ON), ("", STARTED_ON), ("-1", STARTED_ON)],
)
def test_period_is_chosen(browser: Browser, cast: Cast, session: AnySession, period: str, first: date) -> None:
    logged(session, cast)
    sheet = browser.sign_in(cast.karen).get(f"/progress?period={period}")
    assert figures(sheet)[0]["data"][0]["x0"] == str(first)
    chosen = sheet.soup.select(".seg [aria-current]")
    assert [link["href"] for link in chosen] == [f"/progress?period={period if period in ('4w', '1y') else 'all'}"]


def test_sentence_and_figures_do_not_change_with_the_period(browser: Browser, cast: Cast, session: AnySession) -> None:
    logged(session, cast)
    browser.sign_in(cast.karen)
    said = [browser.get(f"/progress?period={each}").soup.select_one(".big, .key") for each in ("4w", "all", "1y")]
    assert len({str(each) for each in said}) == 1


def test_history_does_not_move_when_a_version_is_added(browser: Browser, cast: Cast, session: AnySession) -> None:
    logged(session, cast)
    before = figures(browser.sign_in(cast.karen).get("/progress"))
    assign(session, cast.karens_course, by=cast.ida, code="T3", effective_on=TODAY + timedelta(days=1), number=2)
    session.commit()
    after = figures(browser.get("/progress"))
    assert after[1] == before[1]
    assert after[0]["data"][:3] == before[0]["data"][:3]
    bands = [[shape for shape in each[0]["layout"]["shapes"] if shape["type"] == "rect"] for each in (before, after)]
    assert bands[1][0] == {**bands[0][0], "x1": f"{TODAY} 12:00"}
    ticks = [[shape for shape in each[0]["layout"]["shapes"] if shape["type"] == "path"] for each in (before, after)]
    assert ticks[0] == ticks[1]


def test_bands_follow_the_programmes_spans(browser: Browser, cast: Cast, session: AnySession) -> None:
    logged(session, cast)
    assign(session, cast.karens_course, by=cast.ida, code="T3", effective_on=date(2026, 11, 13), number=2)
    session.commit()
    head = course_head(session, cast.karens_course)
    assigned = programme(session, head.id)
    drawn = course_series(session, head, assigned, TODAY)
    assert [(each.phase, each.first_on, each.last_on) for each in drawn.bands] == [
        (span.phase, first_on, last_on) for span, first_on, last_on in assigned.spans()
    ]
    assert drawn.changes == (date(2026, 11, 13),)


def test_your_days(browser: Browser, cast: Cast, session: AnySession) -> None:
    days = [date(2026, 11, 3), date(2026, 11, 5), date(2026, 11, 7), date(2026, 11, 11), date(2026, 11, 23)]
    train(session, cast.karens_course, cast.karen, days)
    train(session, cast.karens_course, cast.karen, [date(2026, 11, 5), date(2026, 11, 6)], SessionKind.STRETCH)
    session.commit()
    found = cells(browser.sign_in(cast.karen).get("/progress"))
    assert (found[3], found[4], found[5], found[6], found[7]) == ("d", "r", "d", "h", "d")
    assert (found[9], found[10]) == ("m", "r")  # due again two days after the 7th, open until the 10th
    assert (found[25], found[26], found[27], found[29]) == ("p now", "r", "p", "p")
    assert len(found) == 28


def test_strength_figure_is_the_clinical_adherence(browser: Browser, cast: Cast, session: AnySession) -> None:
    days = [TODAY - timedelta(days=n) for n in (13, 11, 8, 6, 2)]
    train(session, cast.karens_course, cast.karen, days[:4])
    train(session, cast.karens_course, cast.karen, days[4:], share=0.5)
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [5] * 41))
    session.commit()
    head, assigned = course_head(session, cast.karens_course), programme(session, cast.karens_course)
    drawn = course_series(session, head, assigned, TODAY)
    done = [DoneSession(each.done_on, frozenset(each.prescription_ids), each.completion) for each in drawn.sessions]
    expected = adherence(drawn.windows, done, TODAY - timedelta(days=13), TODAY, today=TODAY)
    assert strength_between(drawn, TODAY, 14) == (expected.done, expected.due)
    words = f"{expected.done:g} af {expected.due} styrkedage på 14 dage".replace(".", ",")
    assert words in browser.sign_in(cast.karen).get("/progress").text


def test_body_weight_alone_has_no_load_chart(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [5] * 41))
    train(session, cast.karens_course, cast.karen, every_other(STARTED_ON, 5), load=None)
    session.commit()
    sheet = browser.sign_in(cast.karen).get("/progress")
    assert len(figures(sheet)) == 1 and "Ekstra vægt" not in sheet.text


@pytest.mark.parametrize("days", [30, 3 * 365])
@pytest.mark.parametrize("period", ["", "all"])
def test_cost_does_not_grow_with_the_course(
    browser: Browser,
    cast: Cast,
    session: AnySession,
    statements: Callable[[], AbstractContextManager[list[str]]],
    days: int,
    period: str,
) -> None:
    started_on = TODAY - timedelta(days=days)
    session.execute(
        sa.update(Course).where(Course.id == cast.oles_course).values(started_on=started_on, side=Side.LEFT)
    )
    assign(session, cast.oles_course, by=cast.bo, code="T3", effective_on=started_on)
    scores = [(n * 7) % 11 for n in range(days + 1)]
    log_mornings(session, cast.oles_course, cast.ole, every_day(started_on, scores), Side.LEFT)
    train(session, cast.oles_course, cast.ole, every_other(started_on, 20))
    session.commit()
    browser.sign_in(cast.ole)
    with statements() as seen:
        sheet = browser.get(f"/progress?period={period}")
    assert len(seen) <= 8
    assert len(json.dumps(figures(sheet)[0])) < 40_000
