"""The phone without network: what it shows, what it keeps, and that what is logged arrives once and in order."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from rehab.models import Course
from tests.browser_tests.conftest import NOW, NewPhone
from tests.browser_tests.phones import Clinic, Phone
from tests.cast import assign

TODAY = NOW.date()
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
    first, second = phone().first_visit("karen.sommer").off(), phone().first_visit("karen.sommer").off()
    for each, score in ((first, 6), (second, 3)):
        page = each.open()
        each.tap_score(score)
        expect(page.locator("[data-folded]")).to_be_visible()
    first.on().until(lambda: first.entries() == [])
    second.on().until(lambda: second.entries() == [])
    assert small_clinic.mornings(small_clinic.cast.karen) == [(TODAY, 6, False), (TODAY, 3, True)]


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
