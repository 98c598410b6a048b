"""How long the curve takes to be drawn on a phone of the middle range, written out with each run.

Nothing timed is asserted, since a busy machine says nothing about a phone.
"""

import sys

import pytest

from tests.browser_tests.conftest import PHONE, Visit

SLOWDOWN = 4  # Chromium's measure of a mid-range phone
CURVE = ".plot .scatterlayer path.js-line"
# Notes when the first chart's line stands in the page, in ms after the page was asked for.
WATCH = """
new MutationObserver((_, watch) => {
  if (!document.querySelector('%s')) return;
  window.drawnAt = performance.now();
  watch.disconnect();
}).observe(document, { childList: true, subtree: true });
"""


@pytest.mark.browser
@pytest.mark.parametrize("span", ["week", "month", "all"])
def test_the_curve_on_a_slow_phone(visit: Visit, span: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = visit("patient", "/today", size=PHONE)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.add_init_script(WATCH % CURVE)
    times = []
    for _visit in range(4):
        page.goto(f"/progress?span={span}")
        page.locator(CURVE).first.wait_for(state="attached")
        times.append(round(page.evaluate("window.drawnAt")))
    first, *later = times
    with capsys.disabled():
        sys.stdout.write(f"\nspan={span}, CPU {SLOWDOWN}x slower: {first} ms at first, then {min(later)} ms\n")
    assert page.locator(".plot .main-svg").count() >= 1
