"""GET /progress: the sentence, the figures, the chart and its table, the days; and who may not see it."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import Tag

from rehab.clinical.adherence import DoneSession, adherence
from rehab.clinical.dose import Side
from rehab.clinical.progress import rolling_median
from rehab.db import AnySession
from rehab.models import Course, ExerciseSession, ExerciseSet, Person, SessionKind
from rehab.records.course_chart_data import course_series
from rehab.records.finding import course_head
from rehab.records.programmes import programme
from rehab.web.course_table import strength_between
from tests.browser import Browser, Sheet
from tests.cast import STARTED_ON, Cast, assign, every_day, log_mornings
from tests.conftest import TODAY
from tests.features.progress.logs import every_other, train, visit

WORK_ROWS = "[aria-labelledby=h-work] tbody tr"
WEEKS = [*[7] * 4, *[6] * 14, *[5] * 12, *[4] * 11]


def figures(sheet: Sheet) -> list[dict[str, Any]]:
    """The charts of the page."""
    return [json.loads(script.get_text()) for script in sheet.soup.select('figure script[type="application/json"]')]


def cells(sheet: Sheet) -> dict[int, str]:
    """ "Your days": the look of each day's cell by its number."""
    table = sheet.soup.find("table", class_="month")
    assert isinstance(table, Tag)
    found = {}
    for cell in [each for each in table.select("tbody td") if each.get_text()]:
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
    assert "Dine første skridt gør mindre ondt: 7 i uge 1, 4 nu." in sheet.text
    assert "Det er mere end de 2 point, de fleste kan mærke." in sheet.text
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
            "gør mindre ondt: 8 i uge 1, 4 nu. Det er mere end de 2 point",
            "hurt less: 8 in week 1, 4 now. That is more than",
        ),
        (
            [6] * 10 + [4] * 31,
            "gør mindre ondt: 6 i uge 1, 4 nu. Det er netop de 2 point",
            "hurt less: 6 in week 1, 4 now. That is the 2 points",
        ),
        (
            [6] * 10 + [5] * 31,
            "mindre ondt: 6 i uge 1, 5 nu. Det er mindre end de 2",
            "hurt less: 6 in week 1, 5 now. That is less than",
        ),
        ([6] * 41, "gør lige så ondt som i uge 1: 6.", "hurt as they did in week 1: 6."),
        (
            [5] * 10 + [6] * 31,
            "mere ondt: 5 i uge 1, 6 nu. Det er mindre end de 2",
            "hurt more: 5 in week 1, 6 now. That is less than",
        ),
        (
            [4] * 10 + [7] * 31,
            "mere ondt: 4 i uge 1, 7 nu. Din behandler kan også se",
            "hurt more: 4 in week 1, 7 now. Your practitioner can",
        ),
        (
            [3] * 10 + [1] * 31,
            "mindre ondt: 3 i uge 1, 1 nu. Den var lav fra starten, og den er",
            "hurt less: 3 in week 1, 1 now. It was low from the start, and",
        ),
        (
            [3] * 10 + [2] * 31,
            "mindre ondt: 3 i uge 1, 2 nu. Den var lav fra starten, så der",
            "hurt less: 3 in week 1, 2 now. It was low from the start, so",
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
    assert "Dine første skridt gør lige så ondt som i uge 1: 5." in sheet.text


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
    ("span", "first"),
    [
        ("week", TODAY - timedelta(days=6)),
        ("month", TODAY - timedelta(days=27)),
        ("all", STARTED_ON),
        ("", STARTED_ON),
        ("-1", STARTED_ON),
    ],
)
def test_span_is_chosen(browser: Browser, cast: Cast, session: AnySession, span: str, first: date) -> None:
    logged(session, cast)
    sheet = browser.sign_in(cast.karen).get(f"/progress?span={span}")
    assert figures(sheet)[0]["data"][0]["x0"] == str(first)
    chosen = sheet.soup.select(".seg [aria-current]")
    assert [link["href"] for link in chosen] == [f"/progress?span={span if span in ('week', 'month') else 'all'}"]


def test_sentence_and_figures_do_not_change_with_the_span(browser: Browser, cast: Cast, session: AnySession) -> None:
    logged(session, cast)
    browser.sign_in(cast.karen)
    said = [str(browser.get(f"/progress?span={each}").soup.select(".big, .key")) for each in ("week", "month", "all")]
    assert len(set(said)) == 1


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
    found = cells(browser.sign_in(cast.karen).get("/progress?span=month"))
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


def test_a_bad_morning_stands_beside_the_trend(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [*[7] * 10, *[4] * 30, 7]))
    session.commit()
    sheet = browser.sign_in(cast.karen).get("/progress")
    assert "mindre ondt: 7 i uge 1, 4 nu." in sheet.text
    assert "I morges var det 7. Over 7 dage er det 4, og det siger mere end én dag." in sheet.text


def test_a_bad_week_stands_beside_the_trend(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [*[7] * 10, *[4] * 24, *[5] * 7]))
    session.commit()
    sheet = browser.sign_in(cast.karen).get("/progress")
    assert "De seneste 7 dage var hårdere: 5, og ugen før 4." in sheet.text


def test_it_is_told_of_the_hand_where_the_elbow_is_sore(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.update(Course).values(condition="golfers_elbow"))
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [*[7] * 10, *[4] * 31]))
    session.commit()
    assert "Dit første greb gør mindre ondt: 7 i uge 1, 4 nu." in browser.sign_in(cast.karen).get("/progress").text


def test_measured_from_the_first_visit_where_week_1_is_empty(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(TODAY - timedelta(days=6), [4] * 7))
    session.commit()
    assert "mindre ondt: 6 ved starten, 4 nu." in browser.sign_in(cast.karen).get("/progress").text


def sets_of(session: AnySession, session_id: int, reps: list[int], load: str | None) -> None:
    """Store the sets of a strength session, all of its first exercise."""
    row = session.get_one(ExerciseSession, session_id)
    for number, each in enumerate(reps, start=1):
        key = row.prescription_ids[0]
        session.add(
            ExerciseSet(
                session_id=session_id,
                prescription_id=key,
                number=number,
                reps=each,
                load_kg=Decimal(load) if load else None,
            )
        )


def test_work_by_week_and_exercise(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, WEEKS))
    train(session, cast.karens_course, cast.karen, [STARTED_ON, TODAY - timedelta(days=3), TODAY - timedelta(days=1)])
    first, second, third = session.scalars(sa.select(ExerciseSession.id).order_by(ExerciseSession.done_on)).all()
    sets_of(session, first, [12, 12, 12], None)
    sets_of(session, second, [8, 8, 8, 8, 8], "10")
    sets_of(session, third, [8, 8, 8, 8, 0], "10")
    session.commit()
    sheet = browser.sign_in(cast.karen).get("/progress")
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in sheet.soup.select(WORK_ROWS)]
    assert [(row[0], row[2], row[3], row[4]) for row in rows] == [
        ("Uge 1", "3", "–", "4,8 min."),
        ("Uge 6", "9", "720 kg", "9,6 min."),
    ]
    moved, tension = figures(sheet)[2:]
    assert [trace["y"] for trace in moved["data"]][-1][-1] == 720
    assert sum(trace["y"][0] or 0 for trace in tension["data"]) == 4.8
    assert "Uge 6<br>" in tension["data"][-1]["customdata"][-1]
    week = browser.get("/progress?span=week").soup.select(WORK_ROWS)
    assert len(week) == 1  # the last four weeks at least


def test_a_corrected_session_counts_once(browser: Browser, cast: Cast, session: AnySession) -> None:
    train(session, cast.karens_course, cast.karen, [TODAY - timedelta(days=1)])
    found = session.scalars(sa.select(ExerciseSession)).one()
    sets_of(session, found.id, [8, 8], "10")
    found.superseded_at = found.logged_at
    session.commit()
    assert "Din træning uge for uge" not in browser.sign_in(cast.karen).get("/progress").text


def test_more_weeks_of_days_with_the_whole_course(browser: Browser, cast: Cast, session: AnySession) -> None:
    logged(session, cast)
    browser.sign_in(cast.karen)
    for span, weeks in (("week", 1), ("month", 4), ("all", 7)):
        assert len(browser.get(f"/progress?span={span}").soup.select(".month tbody tr")) == weeks


def test_body_weight_alone_has_no_load_chart(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [5] * 41))
    train(session, cast.karens_course, cast.karen, every_other(STARTED_ON, 5), load=None)
    session.commit()
    sheet = browser.sign_in(cast.karen).get("/progress")
    assert len(figures(sheet)) == 1 and "Ekstra vægt" not in sheet.text


@pytest.mark.parametrize("days", [30, 3 * 365])
@pytest.mark.parametrize("span", ["", "week", "month", "all"])
def test_cost_does_not_grow_with_the_course(
    browser: Browser,
    cast: Cast,
    session: AnySession,
    statements: Callable[[], AbstractContextManager[list[str]]],
    days: int,
    span: str,
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
        sheet = browser.get(f"/progress?span={span}")
    assert len(seen) <= 9
    assert len(json.dumps(figures(sheet)[0])) < 40_000
