"""Today: what is asked, what is due, what is done and what the course calls for, at a bounded cost."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from rehab.clinical.follow_up import Rule
from rehab.db import AnySession
from rehab.models import (
    Appointment,
    Course,
    CourseSummary,
    ExerciseSession,
    FollowUpPrompt,
    MorningPain,
    Pause,
    PauseReason,
    Person,
    Prescription,
    ProgrammePhase,
    ProgrammeVersion,
    Role,
    SessionKind,
    SkippedExercise,
    SkipReason,
    TimeOff,
)
from rehab.records.summaries import refresh_course
from tests.browser import Browser
from tests.cast import STARTED_ON, Cast, assign, every_day, log_mornings, person
from tests.conftest import NOW, TODAY
from tests.features.journal.record import YESTERDAY, nobody_else_may, prescription, trained

DAY = timedelta(days=1)
Statements = Callable[[], AbstractContextManager[list[str]]]


def prompted(session: AnySession, cast: Cast) -> int:
    """Karen has trained for eight weeks without change; returns the open prompt's id."""
    log_mornings(session, cast.karens_course, cast.karen, every_day(STARTED_ON, [6, 7, 6, 6, 5, 6, 6] * 5))
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    return session.scalars(sa.select(FollowUpPrompt.id).filter_by(course_id=cast.karens_course, ended_at=None)).one()


def test_a_strength_day_says_its_doses_in_words(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.karen).get("/today")
    assert "Onsdag 25. november · uge 6" in page.text
    assert "Godmorgen, Karen" in page.text
    assert "ca. 14 min." in page.text
    assert (
        "5 sæt × 8 gentagelser, så tungt, at du lige kan 8 · 3 sek. op, 2 sek. hold, 3 sek. ned · hver anden dag"
        in page.text
    )
    assert page.soup.find("a", href="/warning-signs")


@pytest.mark.parametrize(
    ("hour", "words"), [(3, "Godaften"), (4, "Godmorgen"), (9, "Godmorgen"), (10, "Goddag"), (18, "Godaften")]
)
def test_the_greeting_follows_the_clock(
    browser: Browser, cast: Cast, clock: time_machine.Traveller, hour: int, words: str
) -> None:
    clock.move_to(datetime(2026, 11, 25, hour - 1, tzinfo=UTC))
    assert f"{words}, Karen" in browser.sign_in(cast.karen).get("/today").text


def test_a_rest_day_says_why_and_until_when(browser: Browser, cast: Cast, session: AnySession) -> None:
    trained(session, cast.karens_course, cast.karen, "EX09", [YESTERDAY])
    page = browser.sign_in(cast.karen).get("/today")
    assert "I dag hviler foden" in page.text
    assert "Næste styrkedag: torsdag 26. november." in page.text
    assert not page.soup.find("a", href="/sessions/new")
    assert "0 af 3 klaret" in page.text


def test_the_week_shows_what_was_done_skipped_and_is_to_come(browser: Browser, cast: Cast, session: AnySession) -> None:
    trained(session, cast.karens_course, cast.karen, "EX09", [TODAY - 5 * DAY, YESTERDAY])
    page = browser.sign_in(cast.karen).get("/today")
    week = [item.get_text(" ", strip=True) for item in page.soup.select(".week .vh")]
    assert [words.rsplit(", ", 1)[1] for words in week] == [
        *("hviledag", "trænet", "hviledag", "styrkedag", "hviledag", "styrkedag", "hviledag")
    ]
    assert "Styrke 1 af 3 dage" in page.text


def test_english_reads_english(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.update(Person).where(Person.id == cast.karen).values(language="en"))
    session.commit()
    page = browser.sign_in(cast.karen).get("/today")
    assert "Wednesday 25 November · week 6" in page.text
    assert "5 sets × 8 repetitions, so heavy that you can just do 8 · 3 s up, 2 s hold, 3 s down" in page.text


def test_the_prompt_says_why_and_offers_the_next_free_time(browser: Browser, cast: Cast, session: AnySession) -> None:
    prompt_id = prompted(session, cast)
    page = browser.sign_in(cast.karen).get("/today")
    card = page.soup.find(attrs={"aria-labelledby": "h-prompt"})
    assert card is not None
    text = card.get_text(" ", strip=True)
    assert "Ida" in text
    assert "Kl. 9.00 hos Ida L." in text
    assert "Næste ledige tid i Horsens" in text
    hrefs = [str(link["href"]) for link in card.find_all("a")]
    assert hrefs == [f"/book?prompt={prompt_id}&starts_at=2026-11-25T08:00:00%2B00:00", f"/book?prompt={prompt_id}"]
    assert [form["action"] for form in card.find_all("form")] == [
        f"/prompts/{prompt_id}/postponement",
        f"/prompts/{prompt_id}/well",
    ]


def test_a_prompt_without_a_free_time_leads_to_others(browser: Browser, cast: Cast, session: AnySession) -> None:
    prompted(session, cast)
    session.execute(sa.text("DELETE FROM availability"))
    session.commit()
    page = browser.sign_in(cast.karen).get("/today")
    assert "Ida L. har ingen ledig tid i Horsens de næste fire uger." in page.text
    assert "Se andre tider" in page.text


def test_a_practitioner_away_this_week_is_offered_the_next_one(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements
) -> None:
    prompted(session, cast)
    session.add(TimeOff(practitioner_id=cast.ida, starts_at=NOW, ends_at=NOW + timedelta(days=9)))
    session.commit()
    browser.sign_in(cast.karen)
    with statements() as seen:
        page = browser.get("/today")
    tile = page.soup.select_one(".slotline .d")
    assert tile is not None
    assert tile.get_text(" ", strip=True) == "fre. 4 dec."
    assert len(seen) <= 9


def test_a_prompt_whose_reason_left_the_summary_still_says_its_own(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    prompt_id = prompted(session, cast)
    session.execute(
        sa.update(FollowUpPrompt)
        .where(FollowUpPrompt.id == prompt_id)
        .values(rule=Rule.PLATEAU, numbers={"weeks": 3, "week": 7, "before": 5.0, "now": 5.0, "change": 0.0})
    )
    session.execute(sa.update(CourseSummary).where(CourseSummary.course_id == cast.karens_course).values(reasons=[]))
    session.commit()
    assert "stået stille i 3 uger" in browser.sign_in(cast.karen).get("/today").text


def test_a_booked_time_is_shown_instead_of_a_prompt(browser: Browser, cast: Cast, session: AnySession) -> None:
    at = datetime.combine(TODAY + 2 * DAY, time(14, 40), tzinfo=UTC)
    booked = Appointment(
        patient_id=cast.karen,
        course_id=cast.karens_course,
        practitioner_id=cast.ida,
        branch_id=cast.horsens,
        treatment_code="follow_up",
        client_key="a",
        calendar_uid="a",
        starts_at=at,
        ends_at=at + timedelta(minutes=30),
        booked_at=NOW,
        booked_by_id=cast.karen,
    )
    session.add(booked)
    session.flush()
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    session.commit()
    page = browser.sign_in(cast.karen).get("/today")
    assert "Kl. 15.40" in page.text
    assert page.soup.find("a", href=f"/appointments/{booked.id}")
    assert not page.soup.find(id="h-prompt")


def test_a_new_version_is_told_for_a_week(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller
) -> None:
    assign(session, cast.karens_course, by=cast.ida, code="T4", effective_on=TODAY, number=2)
    session.execute(
        sa.update(ProgrammeVersion).where(ProgrammeVersion.number == 2).values(reason="Du er klar. <b>Ro på</b>")
    )
    session.commit()
    clock.move_to(NOW + timedelta(hours=6))
    page = browser.sign_in(cast.karen).get("/today")
    assert "Nyt i dit program" in page.text
    assert "Du er klar. <b>Ro på</b>" in page.text
    assert "Ny fase:" in page.text
    clock.move_to(NOW + timedelta(days=8))
    assert "Nyt i dit program" not in browser.get("/today").text


def test_a_changed_dose_is_told_with_what_it_was(browser: Browser, cast: Cast, session: AnySession) -> None:
    version = assign(session, cast.karens_course, by=cast.ida, code="T2", effective_on=STARTED_ON, number=2)
    session.execute(
        sa.update(Prescription)
        .where(
            Prescription.phase_id.in_(sa.select(ProgrammePhase.id).filter_by(version_id=version)),
            Prescription.exercise_code == "EX01",
        )
        .values(times_a_day=2)
    )
    signed = sa.update(ProgrammeVersion).where(ProgrammeVersion.id == version)
    session.execute(signed.values(signed_at=NOW - timedelta(hours=1)))
    session.commit()
    news = browser.sign_in(cast.karen).get("/today").soup.find(attrs={"aria-labelledby": "h-news"})
    assert news
    [line] = [item.get_text(" ", strip=True) for item in news.find_all("li")]
    assert line.endswith(": 2 gange om dagen (før: 3 gange om dagen)")


def test_yesterday_that_is_missing_is_one_tap_away(browser: Browser, cast: Cast, session: AnySession) -> None:
    page = browser.sign_in(cast.ole).get("/today")
    links = [link for link in page.soup.find_all("a") if "I går mangler: udfyld" in link.get_text()]
    assert [str(link["href"]) for link in links] == [
        f"/morning-pain/other-day?date={YESTERDAY}&side={side}" for side in ("left", "right")
    ]
    form = browser.get(str(links[1]["href"]))
    page = browser.send(form, "/morning-pain", score="4")
    stored = session.execute(sa.select(MorningPain.noted_on, MorningPain.side, MorningPain.score)).all()
    assert [tuple(row) for row in stored] == [(YESTERDAY, "right", 4)]
    assert page.text.count("I går mangler: udfyld") == 1


def test_yesterday_is_not_missed_on_the_first_day_or_when_it_was_not_sure(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    session.execute(sa.update(Course).where(Course.id == cast.oles_course).values(started_on=TODAY))
    session.commit()
    assert "I går mangler" not in browser.sign_in(cast.ole).get("/today").text
    browser.sign_in(cast.karen)
    form = browser.get(f"/morning-pain/other-day?date={YESTERDAY}&side=left")
    page = browser.send(form, "/morning-pain", score="unknown")
    assert "I går mangler" not in page.text
    assert session.scalars(sa.select(MorningPain.side)).one() == "right", "her only side, whatever the address says"


def test_the_week_names_what_was_missed_skipped_and_paused(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller
) -> None:
    id_ = prescription(session, cast.karens_course, "EX09")
    trained(session, cast.karens_course, cast.karen, "EX09", [TODAY - 9 * DAY])
    sunday = TODAY + 4 * DAY
    common = {"course_id": cast.karens_course, "prescription_id": id_, "logged_by_id": cast.karen}
    for on in (TODAY, TODAY + DAY):
        session.add(
            SkippedExercise(**common, client_key=str(on), skipped_on=on, why=SkipReason.ILL, note="", logged_at=NOW)
        )
    session.add(
        Pause(
            course_id=cast.karens_course,
            client_key="p",
            why=PauseReason.HOLIDAY,
            first_on=TODAY + 2 * DAY,
            last_on=TODAY + 3 * DAY,
            made_at=NOW,
            made_by_id=cast.ida,
        )
    )
    session.commit()
    clock.move_to(datetime.combine(sunday, time(7), tzinfo=UTC))
    week = browser.sign_in(cast.karen).get("/today").soup.select(".week li")
    said = [str(day.select_one(".vh").get_text()).rsplit(", ", 1)[1] for day in week]  # type: ignore[union-attr]
    assert said[2:6] == ["sprunget over", "sprunget over", "pause", "pause"]
    assert [bool(day.find("svg")) for day in week] == [False, False, True, True, True, True, False]
    assert {"ikke trænet", "hviledag"} & set(said[:2])


def test_the_foot_rests_after_a_day_trained_before_the_programme_was_changed(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    """Trained yesterday morning; the practitioner signed a new version, in force from that same day."""
    trained(session, cast.karens_course, cast.karen, "EX09", [YESTERDAY])
    assign(session, cast.karens_course, by=cast.ida, code="R15", effective_on=YESTERDAY, number=2)
    session.commit()

    page = browser.sign_in(cast.karen).get("/today")

    assert "I dag hviler foden" in page.text
    assert not page.soup.find("a", href="/sessions/new")


def test_without_a_programme_mornings_can_be_logged(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.ole).get("/today")
    assert "Intet program endnu" in page.text
    assert len(page.soup.select("form[action='/morning-pain']")) == 2
    assert not page.soup.select(".week")


def test_without_a_course_the_page_says_what_will_come(browser: Browser, cast: Cast, session: AnySession) -> None:
    new = person(session, "Nina Ny", Role.PATIENT, cast.horsens)
    session.commit()
    page = browser.sign_in(new).get("/today")
    assert "Dit forløb er ikke begyndt endnu" in page.text
    assert not page.soup.select("form")


def test_a_closed_course_asks_for_nothing(browser: Browser, cast: Cast, session: AnySession) -> None:
    closing = sa.update(Course).where(Course.id == cast.karens_course)
    session.execute(closing.values(closed_at=NOW, closed_by_id=cast.ida))
    session.commit()
    page = browser.sign_in(cast.karen).get("/today")
    assert "Dit forløb er afsluttet" in page.text
    assert not page.soup.select("form")


def test_a_programme_that_has_run_out_says_so(browser: Browser, cast: Cast, clock: time_machine.Traveller) -> None:
    clock.move_to(NOW + timedelta(weeks=10))
    assert "Denne del af dit program er slut" in browser.sign_in(cast.karen).get("/today").text


def test_stretches_alone_are_a_programme_too(browser: Browser, cast: Cast, session: AnySession) -> None:
    assign(session, cast.oles_course, by=cast.bo, code="ST", effective_on=TODAY)
    session.commit()
    page = browser.sign_in(cast.ole).get("/today")
    assert "Dagens udspænding" in page.text
    assert not page.soup.find("a", href="/sessions/new")


def test_a_programme_to_come_is_announced(browser: Browser, cast: Cast, session: AnySession) -> None:
    assign(session, cast.oles_course, by=cast.bo, code="T2", effective_on=TODAY + 2 * DAY)
    session.commit()
    page = browser.sign_in(cast.ole).get("/today")
    assert "Dit program begynder snart" in page.text
    assert "fredag 27. november" in page.text


@pytest.mark.parametrize("now", [datetime(2026, 10, 24, 23, 59, tzinfo=UTC), datetime(2026, 10, 25, 0, 1, tzinfo=UTC)])
def test_two_days_between_are_two_dates_also_when_the_clocks_change(
    browser: Browser, cast: Cast, session: AnySession, clock: time_machine.Traveller, now: datetime
) -> None:
    id_ = prescription(session, cast.karens_course, "EX08", week=1)
    trained(session, cast.karens_course, cast.karen, "EX09", [])
    session.add(
        ExerciseSession(
            course_id=cast.karens_course,
            version_id=session.scalars(sa.select(ProgrammeVersion.id).filter_by(course_id=cast.karens_course)).one(),
            client_key="dst",
            kind=SessionKind.STRENGTH,
            done_on=date(2026, 10, 24),
            reps_done=36,
            reps_prescribed=36,
            prescription_ids=[id_],
            logged_at=datetime(2026, 10, 24, 17, tzinfo=UTC),
            logged_by_id=cast.karen,
        )
    )
    session.commit()
    clock.move_to(now)  # before and after the hour that comes twice, on Sunday the 25th in Copenhagen
    page = browser.sign_in(cast.karen).get("/today")
    assert "I dag hviler foden" in page.text
    assert "Næste styrkedag: mandag 26. oktober." in page.text


def test_nobody_else_may(browser: Browser, cast: Cast) -> None:
    nobody_else_may(browser, cast, "GET", "/today")


def test_each_sees_only_their_own(browser: Browser, cast: Cast, session: AnySession) -> None:
    log_mornings(session, cast.karens_course, cast.karen, {YESTERDAY: 9})
    session.commit()
    assert "I går: 9" in browser.sign_in(cast.karen).get("/today").text
    assert "I går:" not in browser.sign_in(cast.ole).get("/today").text


@pytest.mark.parametrize("days", [30, 3 * 365])
def test_eight_statements_however_long_the_log(
    browser: Browser, cast: Cast, session: AnySession, statements: Statements, days: int
) -> None:
    started_on = TODAY - days * DAY
    long_log(session, cast, started_on, days)
    session.commit()
    browser.sign_in(cast.karen).get("/today")
    with statements() as seen:
        page = browser.get("/today")
    assert page.soup.find(id="h-prompt"), "the dearest page is the one with a prompt"
    assert len(seen) <= 8, seen


def long_log(session: AnySession, cast: Cast, started_on: date, days: int) -> None:
    """Karen's course from `started_on`: a morning and a stretch a day, a training every other, and a prompt."""
    session.execute(sa.update(Course).where(Course.id == cast.karens_course).values(started_on=started_on))
    version = assign(session, cast.karens_course, by=cast.ida, code="T2", effective_on=TODAY - 30 * DAY, number=2)
    dates = [started_on + n * DAY for n in range(days)]
    common = {"course_id": cast.karens_course, "logged_at": NOW, "logged_by_id": cast.karen}
    session.execute(
        sa.insert(MorningPain),
        [{**common, "client_key": f"m{day}", "noted_on": day, "side": "right", "score": 6} for day in dates],
    )
    done = {"version_id": version, "reps_done": 40, "reps_prescribed": 40, "prescription_ids": [1], "note": ""}
    kinds = [(SessionKind.STRETCH, dates), (SessionKind.STRENGTH, dates[::2])]
    session.execute(
        sa.insert(ExerciseSession),
        [
            {**common, **done, "client_key": f"{kind}{day}", "kind": kind, "done_on": day}
            for kind, chosen in kinds
            for day in chosen
        ],
    )
    refresh_course(session, cast.karens_course, today=TODAY, now=NOW)
    if not session.scalar(sa.select(CourseSummary.prompt_id).filter_by(course_id=cast.karens_course)):
        prompt = FollowUpPrompt(
            course_id=cast.karens_course, rule=Rule.WEEK_4, numbers={"week": 4}, raised_on=TODAY, raised_at=NOW
        )
        session.add(prompt)
        session.flush()
        session.execute(
            sa.update(CourseSummary)
            .where(CourseSummary.course_id == cast.karens_course)
            .values(prompt_id=prompt.id, reasons=[{"rule": "week_4", "numbers": {"week": 4}}])
        )
