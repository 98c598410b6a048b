"""Danish first; the browser's wish where nothing was chosen; a choice remembered on the person and on the device."""

import pytest

from tests.browser import Browser
from tests.cast import Cast


def lang(browser: Browser, wish: str | None = None, path: str = "/sign-in") -> str:
    """The language of a page asked for with an Accept-Language header."""
    headers = {"Accept-Language": wish} if wish else {}
    sheet = browser._read(browser.client.get(path, headers=headers), path, 200)
    html = sheet.soup.find("html")
    assert html
    return str(html["lang"])


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (None, "da"),
        ("da-DK,da;q=0.9,en;q=0.8", "da"),
        ("en-GB,en;q=0.9", "en"),
        ("de-DE,de;q=0.9", "da"),
        ("de,en;q=0.5", "en"),
        ("*;q=0.1", "da"),
        (";;;", "da"),
    ],
)
def test_a_stranger_is_met_in_the_browsers_language_or_danish(
    browser: Browser, wish: str | None, expected: str
) -> None:
    assert lang(browser, wish) == expected


def test_a_choice_on_the_device_outweighs_the_browser(browser: Browser) -> None:
    browser.post("/language", {"language": "da", "next": "/sign-in"})
    assert lang(browser, "en-GB") == "da"


def test_a_persons_choice_follows_them_to_another_device(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.karen).get("/settings")
    browser.post("/language", {"language": "en", "next": "/settings"})
    elsewhere = Browser(browser.app).sign_in(cast.karen)
    elsewhere.get("/settings")
    assert lang(elsewhere, "da-DK", "/settings") == "en"


@pytest.mark.parametrize("junk", ["", "de", "dansk", "../en", "🇩🇰"])
def test_another_language_is_refused(browser: Browser, cast: Cast, junk: str) -> None:
    browser.sign_in(cast.karen).get("/settings")
    browser.post("/language", {"language": junk}, expect=400)
    assert lang(browser, None, "/settings") == "da"
