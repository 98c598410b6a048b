"""What was answered stands on the progress page and on the course page, week by week, and so does what is missing."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Course, OutcomeAnswer, PsfsActivity, Question
from rehab.records.summaries import refresh_course
from tests.browser import Browser
from tests.cast import Cast, every_day, log_mornings
from tests.conftest import NOW, TODAY

NAMES = ("Gå en tur", "Trapper", "Stå på arbejdet")
ORDER = (Question.PSFS_1, Question.PSFS_2, Question.PSFS_3, Question.NRS, Question.GROC, Question.PASS)


def answered(session: AnySession, cast: Cast, weeks: dict[int, tuple[int | None, ...]], today: int) -> None:
    """Karen is in week `today`; `weeks` are the values of each week in the order asked, None for skipped."""
    started = TODAY - timedelta(weeks=today)
    session.execute(sa.update(Course).where(Course.id == cast.karens_course).values(started_on=started))
    common = {"course_id": cast.karens_course}
    for position, name in enumerate(NAMES, start=1):
        session.add(PsfsActivity(**common, position=position, name=name, named_at=NOW, named_by_id=cast.karen))
    for week, values in weeks.items():
        for question, value in zip(ORDER, values, strict=True):
            row = OutcomeAnswer(**common, week=week, question=question, value=value)
            row.answered_at, row.answered_by_id = NOW, cast.karen
            session.add(row)
    session.commit()


def rows(browser: Browser, path: str) -> dict[str, list[str]]:
    """The table of measures: cells by the row's heading."""
    table = browser.get(path).soup.select_one("table.measures")
    assert table is not None
    return {
        row.th.get_text(" ", strip=True): [cell.get_text(" ", strip=True) for cell in row.find_all("td")]  # type: ignore[union-attr]
        for row in table.select("tbody tr")
    }


def test_both_read_the_same(browser: Browser, cast: Cast, session: AnySession) -> None:
    answered(session, cast, {0: (4, 5, 3, 7, None, 0), 4: (7, 7, 4, 5, 2, 0)}, today=6)
    patient = rows(browser.sign_in(cast.karen), "/progress")
    assert patient == rows(browser.sign_in(cast.ida), f"/courses/{cast.karens_course}")
    assert patient == {
        "Aktiviteter, gennemsnit +2: bedre, og det betyder noget": ["4", "6"],
        "Gå en tur +3: bedre, og det betyder noget": ["4", "7"],
        "Trapper +2: under 3 point kan være tilfældigt": ["5", "7"],
        "Stå på arbejdet +1: under 3 point kan være tilfældigt": ["3", "4"],
        "Smerte i det hele taget −2: bedre, og det betyder noget": ["7", "5"],
        "I forhold til begyndelsen tæller som bedring": ["–", "Meget bedre"],
        "Godt nok, som det er": ["Nej", "Nej"],
    }


def test_what_is_missing_is_said(browser: Browser, cast: Cast, session: AnySession) -> None:
    answered(session, cast, {4: (7, 7, None, 5, 2, None)}, today=8)
    text = browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}").text
    assert "Uge 0 blev ikke besvaret." in text
    assert "Mangler i uge 4: aktiviteter, godt nok, som det er." in text
    assert "Uge 8 er åben til lørdag 5. december." in text


def test_the_end_says_how_it_was_and_how_it_is(browser: Browser, cast: Cast, session: AnySession) -> None:
    answered(session, cast, {0: (4, 5, 3, 5, None, 0), 4: (4, 5, 4, 7, 5, 0)}, today=4)
    text = browser.sign_in(cast.karen).get("/measures").text
    assert "Det, du kan: 4 af 10 i uge 0, 4,3 nu. Under 2 point kan være tilfældigt." in text
    assert "Det gør mere ondt: 5 i uge 0, 7 nu. Det kan de fleste mærke." in text
    assert "Du kalder det lidt værre, end da du begyndte." in text
    assert "For dig er det ikke godt nok endnu." in text


def test_nothing_answered_is_said(browser: Browser, cast: Cast) -> None:
    assert "Intet besvaret endnu." in browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}").text


def test_the_questions_stand_on_today_until_they_are_answered(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    answered(session, cast, {}, today=4)
    assert "Uge 4: nogle få spørgsmål" in browser.sign_in(cast.karen).get("/today").text
    for question in ORDER:
        browser.post(f"/measures/4/{question}", {"value": "1"})
    assert "nogle få spørgsmål" not in browser.get("/today").text


def test_well_is_confirmed_by_the_answers(browser: Browser, cast: Cast, session: AnySession) -> None:
    answered(session, cast, {4: (8, 9, 9, 1, 1, 1)}, today=5)
    started = TODAY - timedelta(weeks=5)
    log_mornings(session, cast.karens_course, cast.karen, every_day(started, [7] * 7 + [2] * 29))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    course = f"/courses/{cast.karens_course}"
    assert "Højst 2 om morgenen i 3 uger: klar til vedligehold" in browser.sign_in(cast.ida).get(course).text
    browser.sign_in(cast.karen).post("/measures/4/pass", {"value": "0"})
    assert "vedligehold" not in browser.sign_in(cast.ida).get(course).text, "the patient's own no speaks against it"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/measures/4/psfs_1", "How well can you do it now? In week 0 you said 4."),
        ("/measures/4/nrs", "How much has it hurt in general, over the last week?"),
        ("/measures/4/groc", "Very much better Much better Slightly better Unchanged Slightly worse"),
        ("/measures/4/pass", "Yes, it is good enough No, not yet"),
        ("/measures/4/done", "You call it slightly better than when you began."),
        ("/well", "Say so, and we stop asking you to book. Ida sees that you are well."),
        ("/progress", "Activities, mean +2: better, and that matters 4 6"),
    ],
)
def test_it_is_said_in_english(browser: Browser, cast: Cast, session: AnySession, path: str, words: str) -> None:
    answered(session, cast, {0: (4, 5, 3, 7, None, 0), 4: (7, 7, 4, 5, 3, 0)}, today=4)
    browser.sign_in(cast.karen).get("/settings")
    browser.post("/language", {"language": "en", "next": "/settings"})
    text = browser.get(path).text
    assert words in text
    assert not {"uge", "ikke", "og", "med"} & set(text.lower().split())
