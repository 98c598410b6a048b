"""What was answered stands on the progress page and on the course page, week by week, and so does what is missing."""

from datetime import timedelta

import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import Course, OutcomeAnswer, PsfsActivity, Question
from tests.browser import Browser
from tests.cast import Cast
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
