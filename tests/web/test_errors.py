"""What a person meets when something is wrong: a plain page in their language, and nothing lost of what they typed."""

import pytest
from flask import Flask

from rehab.features.health import bp as health
from tests.browser import Browser
from tests.cast import Cast


def test_a_missing_token_saves_nothing_and_keeps_what_was_typed(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.karen)
    answer = browser.client.post("/morning-pain", data={"pain": "4", "note": "<script>alert(1)</script> 🦶"})
    page = browser._read(answer, "/morning-pain", 400)
    form = page.form("/morning-pain")
    sent = {field["name"]: field["value"] for field in form.find_all("input")}
    assert sent["pain"] == "4"
    assert sent["note"] == "<script>alert(1)</script> 🦶"
    assert sent["csrf_token"]


def test_a_form_from_elsewhere_is_not_repeated(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.karen)
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = browser.client.post("/morning-pain", data={"pain": "4"}, headers=headers)
    assert browser._read(answer, "/morning-pain", 400).soup.find("form") is None


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example"])
def test_nor_when_an_old_browser_tells_only_its_origin(browser: Browser, cast: Cast, origin: str) -> None:
    browser.sign_in(cast.karen)
    answer = browser.client.post("/morning-pain", data={"pain": "4"}, headers={"Origin": origin})
    assert browser._read(answer, "/morning-pain", 400).soup.find("form") is None
    answer = browser.client.post("/morning-pain", data={"pain": "4"}, headers={"Origin": "http://localhost"})
    assert browser._read(answer, "/morning-pain", 400).form("/morning-pain")


def test_nor_is_what_no_form_of_ours_could_hold(browser: Browser) -> None:
    answer = browser.client.post("/sign-in", data="a=&" * 20_000, content_type="application/x-www-form-urlencoded")
    page = browser._read(answer, "/sign-in", 400)
    assert page.soup.find("form") is None


def test_a_password_is_never_repeated(browser: Browser) -> None:
    answer = browser.client.post("/sign-in", data={"email": "a@b.dk", "password": "hemmelig"})
    assert "hemmelig" not in answer.get_data(as_text=True)
    assert answer.status_code == 400


@pytest.mark.parametrize("language", ["da", "en"])
def test_an_unknown_page_says_so_in_the_language_of_the_device(browser: Browser, language: str) -> None:
    browser.client.set_cookie("language", language)
    page = browser.get("/nowhere", expect=404)
    html = page.soup.find("html")
    assert html
    assert html["lang"] == language


def test_more_than_we_can_carry_is_refused_in_words(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.karen).get("/settings")
    browser.post("/morning-pain", {"note": "x" * (9 * 1024 * 1024)}, expect=413)


def test_a_fault_of_ours_is_a_page_that_needs_nothing(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall_over() -> str:
        raise RuntimeError("on purpose")

    fall_over.access = frozenset()  # type: ignore[attr-defined]
    monkeypatch.setitem(app.view_functions, f"{health.name}.healthz", fall_over)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    page = browser.get("/healthz", expect=500)
    assert "Fejlen er hos os" in page.text


def test_a_fault_while_something_was_sent_says_that_it_is_not_saved_and_keeps_it(
    app: Flask, browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall_over() -> str:
        raise RuntimeError("on purpose")

    browser.sign_in(cast.karen).get("/today")
    fall_over.access = frozenset()  # type: ignore[attr-defined]
    with monkeypatch.context() as for_now:
        for_now.setitem(app.view_functions, "journal.record_morning_pain", fall_over)
        for_now.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
        key = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
        typed = {"client_key": key, "noted_on": "2026-11-25", "side": "right", "score": "4"}
        page = browser.post("/morning-pain", typed, expect=500)
    assert "Det, du lige sendte, er ikke gemt" in page.text
    assert "Det, du har registreret, er gemt" not in page.text
    assert browser.send(page, "/morning-pain").path == "/today"


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {}])
def test_a_password_is_not_in_the_page_of_a_fault_either(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    def fall_over() -> str:
        raise RuntimeError("on purpose")

    browser.get("/sign-in")
    fall_over.access = frozenset()  # type: ignore[attr-defined]
    monkeypatch.setitem(app.view_functions, "accounts.check_sign_in", fall_over)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    data = {"csrf_token": browser.token, "email": "a@b.dk", "password": "hemmelig"}
    answer = browser.client.post("/sign-in", data=data, headers=headers)
    assert "hemmelig" not in answer.get_data(as_text=True)
    assert "er ikke gemt" in answer.get_data(as_text=True)


def test_every_answer_carries_the_strict_headers(browser: Browser) -> None:
    policy = browser.get("/sign-in").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert browser.get("/sign-in").headers["X-Content-Type-Options"] == "nosniff"
    assert browser.get("/sign-in").headers["Cache-Control"] == "no-store"
