"""The written courses' prompts, by the records themselves: asked, kept and ended on the stated days."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
import sqlalchemy as sa

from rehab.clinical.follow_up import RULE_BOOK, Rule, reasons
from rehab.db import AnySession
from rehab.models import FollowUpPrompt, PromptEnding
from rehab.records import prompts
from tests.cast import Cast
from tests.clinical.course_file import read_course
from tests.clinical.course_replay import facts_on
from tests.clinical.written_course import Event, WrittenCourse

COURSES = Path(__file__).parents[1] / "clinical" / "courses"
TOLD = ["01_classic", "02_late", "04_non", "14_red", "15_plateau", "20_stretching"]
ENDING = {"not now": PromptEnding.NOT_NOW, "closed": PromptEnding.CLOSED, "well": PromptEnding.WELL}


@pytest.mark.parametrize("name", TOLD)
def test_each_prompt_on_its_day(session: AnySession, cast: Cast, name: str) -> None:
    (path,) = COURSES.glob(f"{name}*.txt")
    course = read_course(path)
    assert course.prompts

    for day in course.days:
        live(session, cast, course, day)

    rows = session.scalars(sa.select(FollowUpPrompt).order_by(FollowUpPrompt.id)).all()
    assert sorted(told for row in rows for told in story_of(row)) == sorted(course.prompts)


def live(session: AnySession, cast: Cast, course: WrittenCourse, day: date) -> None:
    """A day of the course: settled, and settled again after what a person does."""
    found = reasons(facts_on(course, day), day)
    now = datetime.combine(day, time(19, 0), tzinfo=UTC)

    def settle() -> FollowUpPrompt | None:
        booked = [each.day for each in done if each.kind == "booked" and each.day]
        held = max((each for each in booked if each <= day), default=None)
        visits = prompts.Visits(has_future=any(each > day for each in booked), last_on=held)
        return prompts.settle(session, cast.karens_course, found, visits=visits, today=day, now=now)

    done = [each for each in course.events if each.on < day]
    still_open = settle()
    for event in course.events:
        if event.on == day:
            done.append(event)
            end(still_open, event, cast, now)
            still_open = settle()


def end(prompt: FollowUpPrompt | None, event: Event, cast: Cast, now: datetime) -> None:
    """End the prompt as the event says; a booking is seen by `settle`."""
    if prompt and event.kind in ENDING:
        prompts.end(prompt, ENDING[event.kind], by=cast.karen, now=now, snoozed_until=event.day)


def story_of(row: FollowUpPrompt) -> list[tuple[date, str]]:
    """When it was asked, and when and how it ended."""
    code = RULE_BOOK[Rule(row.rule)].code
    asked = [(row.raised_on, f"{code} asked")]
    if row.ended_at is None or row.ending is None:
        return asked
    words = {ending: kind for kind, ending in ENDING.items()}
    return [*asked, (row.ended_at.date(), f"{code} {words.get(row.ending, row.ending.value)}")]
