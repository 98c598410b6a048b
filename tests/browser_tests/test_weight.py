"""What Today weighs over the wire: every byte the server sends, pages packed with gzip as the proxy in front does."""

import gzip
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser_tests.served import PHONE, own_database, served

FIRST_VISIT, AFTER = 60_000, 12_000
WORKER_IS_THERE = "navigator.serviceWorker && navigator.serviceWorker.controller !== null"


class Scales:
    """Stands before the app as a proxy would: packs pages, and notes what each answer weighs, headers and all."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, int]] = []

    def before(self, app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
        def weighed(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
            said: list[Any] = []
            answer = app(environ, lambda status, headers, fault=None: said.extend((status, headers)))
            body = b"".join(answer)
            getattr(answer, "close", lambda: None)()
            status, headers = said
            if any(value.startswith("text/html") for name, value in headers if name.lower() == "content-type"):
                body = gzip.compress(body, 6)
                headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
                headers += [("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))]
            size = len(body) + sum(len(name) + len(value) + 4 for name, value in headers)
            address = environ["PATH_INFO"] + ("?" + environ["QUERY_STRING"] if environ["QUERY_STRING"] else "")
            self.sent.append((address, size))
            start_response(status, headers)
            return [body]

        return weighed

    def of(self, addresses: set[str]) -> int:
        """What was sent of these addresses since last asked."""
        found = sum(size for address, size in self.sent if address in addresses)
        self.sent.clear()
        return found


@pytest.fixture
def scales() -> Scales:
    return Scales()


@pytest.fixture
def weighed_clinic(tmp_path: Path, still_clock: None, scales: Scales) -> Iterator[str]:
    yield from served(own_database(tmp_path, "weight"), before=scales.before)


def a_phone(chromium: Browser, clinic: str, **remembers: Any) -> BrowserContext:
    size = {"width": PHONE[0], "height": PHONE[1]}
    return chromium.new_context(base_url=clinic, viewport=size, locale="da-DK", service_workers="allow", **remembers)


def open_today(page: Page) -> set[str]:
    """Everything the page asks for, as path and query."""
    asked: set[str] = set()

    def note(request: Any) -> None:
        parts = urlsplit(request.url)
        asked.add(parts.path + ("?" + parts.query if parts.query else ""))

    page.on("request", note)
    page.goto("/today")
    page.wait_for_selector("body[data-queue='ready']")
    page.wait_for_load_state("networkidle")
    page.remove_listener("request", note)
    return asked


def test_today_is_light_on_a_first_visit_and_lighter_after(
    chromium: Browser, weighed_clinic: str, scales: Scales
) -> None:
    signing_in = a_phone(chromium, weighed_clinic)
    page = signing_in.new_page()
    page.goto("/sign-in")
    page.locator("[data-try-as='patient']").click()
    page.wait_for_url("**/today")
    phone = a_phone(chromium, weighed_clinic, storage_state=signing_in.storage_state())
    signing_in.close()
    page = phone.new_page()
    scales.sent.clear()
    first = scales.of(open_today(page))
    page.wait_for_function(WORKER_IS_THERE)
    page.wait_for_load_state("networkidle")
    scales.sent.clear()
    after = scales.of(open_today(page))
    phone.close()
    assert 10_000 < first <= FIRST_VISIT, first
    assert 1_000 < after <= AFTER, after
