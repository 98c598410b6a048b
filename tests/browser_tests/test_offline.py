"""The phone without network: what it shows, what it keeps, and that what is logged arrives once and in order."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from rehab.models import Course, CourseMessage, SkippedExercise
from tests.browser_tests.conftest import NOW, NewPhone
from tests.browser_tests.phones import BEFOREHAND, Clinic, Phone
from tests.cast import assign

TODAY = NOW.date()
NEVER_WOKEN = "Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined });"
TAP = "form[action='/sessions/as-prescribed'] button"
pytestmark = pytest.mark.browser


def test_from_the_second_visit_on_the_pages_open_without_network(phone: NewPhone) -> None:
    karen = phone().first_visit("karen.sommer").off()
    pages = {"/today": "Karen", "/programme": "Ring til din egen læge", "/sessions/new": "Gem"}
    for path, words in {**pages, "/player": "Start sæt 1"}.items():
        karen.kill()
        page = karen.open(path)
        expect(page.locator("body")).to_contain_text(words)
        expect(page.locator("#kept-page")).to_contain_text("Du er offline. Du kan træne og registrere som normalt.")
    karen.page.goto("/appointments")
    expect(karen.page.locator("h1")).to_have_text("Ingen forbindelse")


def test_three_days_without_network_arrive_in_order_and_once(phone: NewPhone, small_clinic: Clinic) -> None:
    karen = phone().first_visit("karen.sommer").off()
    me = small_clinic.cast.karen
    for n, score in enumerate((5, 4, 3)):
        if n:
            karen.later(days=1)
        page = karen.open()
        karen.tap_score(score)
        expect(page.locator("#not-sent")).to_contain_text(f"i dag: {score}")
        expect(page.locator("[data-folded]")).to_contain_text("Ikke sendt endnu")
        karen.log_session()
        expect(karen.page.locator("#not-sent")).to_contain_text("Træning, i dag")
    karen.page.locator("#not-sent summary").click()
    assert karen.violations() == []
    assert [entry["kind"] for entry in karen.entries()] == ["morning", "session"] * 3
    assert small_clinic.mornings(me) == []
    small_clinic.clock.move_to(NOW + timedelta(days=2, hours=1))
    karen.on()
    karen.until(lambda: karen.entries() == [])
    assert small_clinic.mornings(me) == [(TODAY + timedelta(days=n), 5 - n, True) for n in range(3)]
    assert [day for day, _kind, _version in small_clinic.trained(me)] == [TODAY + timedelta(days=n) for n in range(3)]


def test_a_session_that_ended_keeps_the_entries_until_the_same_person_is_back(
    phone: NewPhone, small_clinic: Clinic
) -> None:
    karen, me = phone().first_visit("karen.sommer").off(), small_clinic.cast.karen
    page = karen.open()
    karen.tap_score(4)
    expect(page.locator("[data-folded]")).to_be_visible()
    small_clinic.end_sessions(me)
    karen.on()
    expect(page.locator("#not-sent")).to_contain_text("Log ind igen, så sendes det.")
    assert len(karen.entries()) == 1
    karen.sign_in("karen.sommer")
    karen.until(lambda: karen.entries() == [])
    assert small_clinic.mornings(me) == [(TODAY, 4, True)]
    expect(karen.page.locator("#pain-right")).to_contain_text("4")


def test_two_phones_log_the_same_morning_and_both_stay_readable(phone: NewPhone, small_clinic: Clinic) -> None:
    first, second = phone(), phone()
    for each in (first, second):
        each.context.add_init_script(NEVER_WOKEN)  # the worker's clock is the machine's, whatever the page's says
        each.first_visit("karen.sommer").off()
    second.later(minutes=10)
    for each, score in ((first, 6), (second, 3)):
        page = each.open()
        each.tap_score(score)
        expect(page.locator("[data-folded]")).to_be_visible()
        page.locator(TAP).click()
        expect(page.locator(TAP)).to_be_hidden()
    first.later(minutes=30)
    second.later(minutes=20)
    second.on().open()  # what was told later arrives first, and holds
    second.until(lambda: second.entries() == [])
    first.on().open()
    first.until(lambda: first.entries() == [])
    assert small_clinic.mornings(small_clinic.cast.karen) == [(TODAY, 3, True), (TODAY, 6, False)]
    assert len(small_clinic.trained(small_clinic.cast.karen)) == 1
    expect(first.page.locator("main")).to_contain_text("Træningen er allerede registreret. Den tæller én gang.")


def test_on_a_shared_phone_nobody_sees_or_sends_what_is_anothers(phone: NewPhone, small_clinic: Clinic) -> None:
    shared, cast = phone().first_visit("karen.sommer").off(), small_clinic.cast
    page = shared.open()
    shared.tap_score(5)
    expect(page.locator("#not-sent")).to_contain_text("i dag: 5")
    small_clinic.end_sessions(cast.karen)
    shared.on()
    shared.sign_in("ole.noergaard")
    page = shared.open()
    assert page.locator("#not-sent").is_hidden()
    assert len(shared.page_caches()) == 1
    shared.off().kill()
    shared.page.goto("/today")
    expect(shared.page.locator("h1")).to_contain_text("Ole")
    shared.page.goto("/programme")  # Ole's is kept by now or not; Karen's is not there
    expect(shared.page.locator("body")).not_to_contain_text("Karen")
    assert small_clinic.mornings(cast.karen) == small_clinic.mornings(cast.ole) == []
    shared.on()
    shared.open("/settings")
    leave(shared)
    assert shared.page_caches() == []
    shared.sign_in("karen.sommer")
    shared.until(lambda: shared.entries() == [])
    assert small_clinic.mornings(cast.karen) == [(TODAY, 5, True)]
    assert small_clinic.mornings(cast.ole) == []


def test_signing_out_takes_the_pages_away_and_tells_of_what_is_unsent(phone: NewPhone, small_clinic: Clinic) -> None:
    karen = phone().first_visit("karen.sommer").off()
    page = karen.open()
    karen.tap_score(2)
    expect(page.locator("[data-folded]")).to_be_visible()
    karen.context.route("**/morning-pain", lambda route: route.fulfill(status=503))  # or it is sent on the way out
    karen.on()
    page = karen.open("/settings")
    page.locator("form[action='/sign-out'] button").click()
    warning = page.locator("#unsent-at-leaving")
    expect(warning).to_contain_text("En registrering er ikke sendt endnu. Den bliver på telefonen")
    with page.expect_navigation():
        warning.locator("button").click()
    assert karen.page_caches() == []
    assert len(karen.entries()) == 1
    karen.off().page.goto("/today")
    expect(karen.page.locator("body")).not_to_contain_text("Karen")


def test_a_programme_changed_meanwhile_keeps_the_version_it_was_done_under(
    phone: NewPhone, small_clinic: Clinic
) -> None:
    karen, cast = phone().first_visit("karen.sommer").off(), small_clinic.cast
    karen.log_session()
    expect(karen.page.locator("#not-sent")).to_contain_text("Træning, i dag")
    changed = {"by": cast.ida, "code": "T2", "effective_on": TODAY, "number": 2}
    small_clinic.write(lambda session: assign(session, cast.karens_course, **changed))
    karen.on().until(lambda: karen.entries() == [])
    [first, *_] = small_clinic.versions(cast.karens_course)
    assert small_clinic.trained(cast.karen) == [(TODAY, "strength", first)]


def test_what_the_clinic_does_not_take_stays_and_says_what_to_do(phone: NewPhone, small_clinic: Clinic) -> None:
    karen, cast = phone().first_visit("karen.sommer").off(), small_clinic.cast
    page = karen.open()
    karen.tap_score(7)
    expect(page.locator("[data-folded]")).to_be_visible()
    close_course(small_clinic, NOW)
    karen.on()
    expect(page.locator("#not-taken")).to_contain_text("Sig det til din behandler, eller prøv igen.")
    assert karen.violations() == []
    assert [(entry["state"], entry["status"]) for entry in karen.entries()] == [("refused", 404)]
    close_course(small_clinic, None)
    page.locator("#not-taken button", has_text="Prøv igen").click()
    karen.until(lambda: karen.entries() == [])
    assert small_clinic.mornings(cast.karen) == [(TODAY, 7, True)]


def test_a_date_the_clinic_refuses_is_put_right_from_what_was_typed(phone: NewPhone, small_clinic: Clinic) -> None:
    karen = phone().first_visit("karen.sommer").off()
    karen.later(days=3)  # the phone's clock is wrong
    page = karen.open()
    karen.tap_score(7)
    expect(page.locator("[data-folded]")).to_be_visible()
    karen.on()
    expect(page.locator("#not-taken")).to_contain_text("Åbn den, ret den, og send den igen.")
    with page.expect_navigation():
        page.locator("#not-taken button", has_text="Åbn og ret").click()
    expect(page.locator("#errors")).to_contain_text("Vælg en dato, der ikke ligger i fremtiden.")
    page.fill("input[name='noted_on']", TODAY.isoformat())
    with page.expect_navigation():
        page.locator("form button.btn--pri").click()
    karen.until(lambda: karen.entries() == [])
    assert small_clinic.mornings(small_clinic.cast.karen) == [(TODAY, 7, True)]


@pytest.mark.parametrize("failing", ["open", "put"])
def test_a_phone_that_cannot_store_says_so_and_sends_the_form_as_it_is(
    phone: NewPhone, small_clinic: Clinic, failing: str
) -> None:
    karen = phone()
    karen.context.add_init_script(FAILS[failing])
    page = karen.sign_in("karen.sommer").page
    page.goto("/today")
    if failing == "open":
        expect(page.locator("#phone-full")).to_contain_text("lageret er fuldt eller spærret")
    else:
        expect(page.locator("body[data-queue='ready']")).to_be_attached()
        karen.off()
        karen.tap_score(2)
        expect(page.locator("#phone-full")).to_contain_text("Du kan registrere som normalt, når der er forbindelse.")
        expect(page.locator("button[aria-busy]")).to_have_count(0)
        karen.on()
    with page.expect_navigation():
        karen.tap_score(4)
    assert small_clinic.mornings(small_clinic.cast.karen) == [(TODAY, 4, True)]


FAILS = {
    "open": "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };",
    "put": "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };",
}


def close_course(clinic: Clinic, at: datetime | None) -> None:
    change = (
        sa.update(Course)
        .where(Course.id == clinic.cast.karens_course)
        .values(closed_at=at, closed_by_id=at and clinic.cast.ida)
    )
    clinic.write(lambda session: session.execute(change))


def leave(phone: Phone) -> None:
    """Sign out by the button in the settings."""
    with phone.page.expect_navigation():
        phone.page.locator("form[action='/sign-out'] button").click()


def test_the_worker_sends_by_itself_when_the_browser_wakes_it(phone: NewPhone, small_clinic: Clinic) -> None:
    karen = phone().first_visit("karen.sommer").off()
    page = karen.open()
    karen.tap_score(4)
    expect(page.locator("[data-folded]")).to_be_visible()
    page.goto("about:blank")  # nothing of ours is open
    karen.on()
    wake(karen)
    karen.until(lambda: small_clinic.mornings(small_clinic.cast.karen) == [(TODAY, 4, True)])


def wake(phone: Phone) -> None:
    """Let the browser say that there is a connection again (Background Sync)."""
    registrations: list[str] = []
    devtools = phone.context.new_cdp_session(phone.page)
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(each["registrationId"] for each in event["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    phone.until(lambda: bool(registrations))
    event = {"origin": phone.clinic.address, "registrationId": registrations[0], "tag": "rehab-entries"}
    devtools.send("ServiceWorker.dispatchSyncEvent", {**event, "lastChance": False})


def test_what_is_left_out_and_taken_back_without_network_is_of_its_day(phone: NewPhone, small_clinic: Clinic) -> None:
    karen = phone().first_visit("karen.sommer")
    skip = karen.page.locator("a[href^='/skips/new']").first.get_attribute("href")
    stretch = karen.page.locator("a[href^='/player/stretches/']").first.get_attribute("href")
    assert skip and stretch
    karen.until(lambda: {skip, stretch} <= set(karen.kept()))
    page = karen.off().open(stretch)
    expect(page.locator("h1")).to_have_text("Udspænding")
    page = karen.open(skip)
    page.locator("label:has(input[value='no_time'])").click()
    page.locator("form[action='/skips'] button.btn--pri").click()
    page.wait_for_url("**/today")
    card = page.locator("[aria-labelledby='h-training']")
    expect(card).to_contain_text("Sprunget over: Ikke sendt endnu")
    expect(card.locator("form[action='/sessions/as-prescribed']")).to_be_hidden()
    assert karen.violations() == []
    page.locator("form[action='/stretches'] button").first.click()
    expect(card).to_contain_text("Ikke sendt endnu: 1")
    card.locator("li:has(form[action='/stretches']) [data-waits] button").click()
    expect(card).not_to_contain_text("Ikke sendt endnu: 1")
    expect(page.locator("#not-sent ul")).to_contain_text("Fortrudt: Udspænding")
    small_clinic.clock.move_to(NOW + timedelta(days=1, hours=1))
    karen.on()
    karen.until(lambda: karen.entries() == [])
    skips = small_clinic.read(sa.select(SkippedExercise.skipped_on, SkippedExercise.superseded_at))
    assert [tuple(row) for row in skips] == [(TODAY, None)]
    assert small_clinic.trained(small_clinic.cast.karen) == []


def test_a_kept_today_asks_the_questions_of_the_new_day(phone: NewPhone, small_clinic: Clinic) -> None:
    karen = phone().sign_in("karen.sommer")
    page = karen.open()
    with page.expect_navigation():
        karen.tap_score(4)
    with page.expect_navigation():
        page.locator(TAP).click()
    expect(page.locator("[aria-labelledby='h-training']")).to_contain_text("Dagens træning er klaret")
    karen.until(lambda: "er klaret" in karen.kept_text("/today") and set(karen.kept()) >= BEFOREHAND)
    karen.off()
    for days, words in ((1, "Hviledag"), (2, "Start træning")):
        karen.later(days=1)
        page = karen.open()
        expect(page.locator(".top__t > p")).to_contain_text(str(karen.day.day))
        expect(page.locator("[aria-labelledby='h-training']")).to_contain_text(words)
        karen.tap_score(days)
        expect(page.locator("#not-sent")).to_contain_text(f"i dag: {days}")
    assert karen.violations() == []
    page.locator(TAP).click()
    expect(page.locator(TAP)).to_be_hidden()
    karen.later(days=1)
    expect(karen.open().locator("[aria-labelledby='h-training']")).to_contain_text("Du trænede sidst fredag")
    small_clinic.clock.move_to(NOW + timedelta(days=3, hours=1))
    karen.on()
    karen.until(lambda: karen.entries() == [])
    me = small_clinic.cast.karen
    assert [day for day, _kind, _version in small_clinic.trained(me)] == [TODAY, TODAY + timedelta(days=2)]
    assert [day for day, _score, holds in small_clinic.mornings(me) if holds] == [
        TODAY + timedelta(days=n) for n in range(3)
    ]


@pytest.mark.parametrize("night", [datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2027, 3, 27, 21, tzinfo=UTC)])
def test_the_night_the_clocks_change_is_one_night(phone: NewPhone, small_clinic: Clinic, night: datetime) -> None:
    """The evening before, and twice in the hours around the change: two mornings, the last answer of each."""
    small_clinic.clock.move_to(night)
    karen = phone()
    karen.day = night
    karen.kill()
    karen.sign_in("karen.sommer").open()
    karen.until(lambda: "/today" in karen.kept())
    karen.off()
    for hours, score in ((0, 6), (4, 5), (2, 3)):
        karen.later(hours=hours)
        page = karen.open()
        if page.locator("[data-folded] button").count():
            page.locator("[data-folded] button").click()
        karen.tap_score(score)
        expect(page.locator("#not-sent")).to_contain_text(f": {score}")
    small_clinic.clock.move_to(night + timedelta(hours=12))
    karen.on()
    karen.until(lambda: karen.entries() == [])
    in_force = [(day, score) for day, score, holds in small_clinic.mornings(small_clinic.cast.karen) if holds]
    assert in_force == [(night.date(), 6), (night.date() + timedelta(days=1), 3)]


def test_what_cannot_wait_stays_as_it_was_typed(phone: NewPhone, small_clinic: Clinic) -> None:
    karen = phone().first_visit("karen.sommer")
    page = karen.open("/messages")
    page.locator("textarea").fill("Må jeg gå til stranden?")
    karen.off()
    page.locator("main form:has(textarea) button").click()
    expect(page.locator("[data-unreached]")).to_contain_text("kræver forbindelse")
    expect(page.locator("textarea")).to_have_value("Må jeg gå til stranden?")
    assert karen.violations() == []
    assert karen.entries() == []
    karen.on()
    with page.expect_navigation():
        page.locator("main form:has(textarea) button").click()
    assert [row[0] for row in small_clinic.read(sa.select(CourseMessage.text))] == ["Må jeg gå til stranden?"]
