"""One's own settings: language, theme, text size, and who has opened one's record."""

import pytest

from rehab.db import AnySession
from rehab.models import Person
from tests.browser import Browser
from tests.cast import Cast


def language_of(page_html: object) -> str:
    return str(page_html["lang"])  # type: ignore[index]


def test_a_stranger_changes_language_and_the_device_remembers(browser: Browser) -> None:
    page = browser.get("/sign-in")
    assert language_of(page.soup.html) == "da"
    english = browser.post("/language", {"language": "en", "next": "/sign-in"})
    assert english.path == "/sign-in"
    assert language_of(english.soup.html) == "en"
    assert "Sign in" in english.text
    assert language_of(browser.get("/sign-in").soup.html) == "en"


def test_the_choice_follows_the_person_to_another_device(browser: Browser, cast: Cast, session: AnySession) -> None:
    browser.sign_in(cast.karen).get("/settings")
    browser.post("/language", {"language": "en", "next": "/settings"})
    session.expire_all()
    assert session.get_one(Person, cast.karen).language == "en"
    elsewhere = Browser(browser.app).sign_in(cast.karen)
    assert language_of(elsewhere.get("/settings").soup.html) == "en"


@pytest.mark.parametrize(("theme", "attribute"), [("dark", "dark"), ("light", "light"), ("system", None)])
def test_the_theme_is_in_the_html(browser: Browser, cast: Cast, theme: str, attribute: str | None) -> None:
    browser.sign_in(cast.ida).get("/settings")
    browser.post("/theme", {"theme": theme, "next": "/settings"})
    page = browser.get("/settings")
    html = page.soup.html
    assert html is not None
    assert html.get("data-theme") == attribute
    pressed = page.soup.find("button", attrs={"name": "theme", "aria-pressed": "true"})
    assert pressed
    assert pressed["value"] == theme


@pytest.mark.parametrize(("size", "attribute"), [("large", "large"), ("larger", "larger"), ("normal", None)])
def test_the_text_size_is_in_the_html_before_anything_is_drawn(
    browser: Browser, cast: Cast, session: AnySession, size: str, attribute: str | None
) -> None:
    browser.sign_in(cast.karen).get("/settings")
    browser.post("/text-size", {"text_size": size, "next": "/settings"})
    page = browser.get("/settings")
    html = page.soup.html
    assert html is not None
    assert html.get("data-text") == attribute
    pressed = page.soup.find("button", attrs={"name": "text_size", "aria-pressed": "true"})
    assert pressed
    assert pressed["value"] == size
    elsewhere = Browser(browser.app).sign_in(cast.karen).get("/settings").soup.html
    assert elsewhere is not None
    assert elsewhere.get("data-text") == attribute
    browser.post("/sign-out")
    signed_out = browser.get("/sign-in").soup.html
    assert signed_out is not None
    assert signed_out.get("data-text") == attribute  # the device remembers


@pytest.mark.parametrize(
    ("path", "field"), [("/language", "language"), ("/theme", "theme"), ("/text-size", "text_size")]
)
@pytest.mark.parametrize("junk", ["", "klingon", "da' OR 1=1"])
def test_junk_is_refused(browser: Browser, path: str, field: str, junk: str) -> None:
    browser.post(path, {field: junk}, expect=400)


def test_a_choice_never_leads_to_another_site(browser: Browser) -> None:
    browser.get("/sign-in")
    data = {"csrf_token": browser.token, "language": "en", "next": "//evil.example"}
    assert browser.client.post("/language", data=data).headers["Location"] == "/"


def test_a_patient_sees_who_opened_the_record(browser: Browser, cast: Cast) -> None:
    before = browser.sign_in(cast.karen).get("/settings")
    assert "Ida Lund" not in before.text
    Browser(browser.app).sign_in(cast.ida).get(f"/courses/{cast.karens_course}")
    assert "Ida Lund" in browser.get("/settings").text


@pytest.mark.parametrize("who", ["karen", "ida", "rita", "mona", "adam"])
def test_everyone_has_the_page_and_the_way_out(browser: Browser, cast: Cast, who: str) -> None:
    page = browser.sign_in(getattr(cast, who)).get("/settings")
    assert page.form("/sign-out")


def test_a_stranger_is_led_to_sign_in(browser: Browser) -> None:
    assert browser.get("/settings").path == "/sign-in"
