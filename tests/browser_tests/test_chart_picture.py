"""On a phone the curve is a picture at once; the chart library comes when a finger asks for the values."""

import pytest
from playwright.sync_api import expect

from tests.browser_tests.conftest import DESK, Visit

LIBRARY = "plotly-basic"
SPANS = ("week", "month", "all")


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_curve_is_there_before_the_library(visit: Visit, theme: str) -> None:
    page = visit("patient", "/today", theme=theme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for span in SPANS:
        page.goto(f"/progress?span={span}")
        expect(page.locator(".plot .scatterlayer path.js-line")).to_have_count(1)
        expect(page.locator(".plot .main-svg")).to_have_count(page.locator(".plot").count())
        drawn = " ".join(page.locator(".plot svg path").evaluate_all("all => all.map(one => one.getAttribute('d'))"))
        assert "NaN" not in drawn
        assert "undefined" not in drawn
    assert not [url for url in asked if LIBRARY in url]


@pytest.mark.browser
def test_a_tap_brings_the_values(visit: Visit) -> None:
    page = visit("patient", "/progress")
    plot = page.locator(".plot").first
    expect(plot.locator(".main-svg")).to_be_visible()
    plot.tap()
    expect(plot.locator(".hoverlayer .hovertext, .hoverlayer .legend").first).to_be_visible()


@pytest.mark.browser
def test_a_desk_has_the_values_at_once(visit: Visit) -> None:
    page = visit("practitioner", "/caseload", size=DESK)
    page.locator("main a[href^='/courses/']").first.click()
    expect(page.locator(".plot .nsewdrag").first).to_be_attached()
