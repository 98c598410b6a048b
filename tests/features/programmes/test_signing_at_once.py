"""Two sign at the very same moment: the database decides, and the loser is told."""

from collections.abc import Iterator

import pytest

from rehab.content import template
from rehab.db import AnySession
from rehab.features.programmes import services
from rehab.features.programmes.drafts import Draft, draft_from_templates
from rehab.models import Prescription, ProgrammeVersion
from rehab.records.finding import course_head
from rehab.records.programmes import Programme, programme
from rehab.refusals import AlreadyRevised, DateRefused
from tests.cast import Cast
from tests.conftest import NOW, TODAY

R15 = template("R15")


def draft(cast: Cast, session: AnySession) -> Draft:
    side = course_head(session, cast.oles_course).side
    return draft_from_templates([R15], side=side, language="da", effective_on=TODAY, reason="")


def assign(session: AnySession, cast: Cast, key: str, what: Draft) -> int:
    return services.assign_programme(
        session,
        course=course_head(session, cast.oles_course),
        draft=what,
        templates=(R15,),
        client_key=key,
        seen=0,
        by=cast.bo,
        today=TODAY,
        now=NOW,
    )


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first reading finds nothing yet: the other one signs just after it."""
    readings: Iterator[Programme] = iter([Programme(())])

    def read(session: AnySession, course_id: int) -> Programme:
        return next(readings, None) or programme(session, course_id)

    monkeypatch.setattr(services, "programme", read)


def test_the_second_is_refused_and_leaves_nothing(
    session: AnySession, cast: Cast, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    assign(session, cast, "first", draft(cast, session))
    rows = session.query(Prescription).count()
    request.getfixturevalue("blind")
    with pytest.raises(AlreadyRevised):
        assign(session, cast, "second", draft(cast, session))
    assert session.query(ProgrammeVersion).filter_by(course_id=cast.oles_course).count() == 1
    assert session.query(Prescription).count() == rows


def test_the_service_refuses_dates_by_itself(session: AnySession, cast: Cast) -> None:
    for day in (TODAY.replace(month=10, day=1), TODAY.replace(year=2028)):
        late = draft_from_templates(
            [R15], side=course_head(session, cast.oles_course).side, language="da", effective_on=day, reason=""
        )
        with pytest.raises(DateRefused):
            assign(session, cast, "x", late)
