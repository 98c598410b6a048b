"""What the server tells a phone: whose a page is, what may be kept, and that an entry from its queue is stored."""

import json
from uuid import uuid4

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.models import ExerciseSession
from tests.browser import Browser, _forget
from tests.cast import Cast
from tests.conftest import TODAY
from tests.features.journal.record import prescription

STAFF = ("ida", "rita", "mona", "adam")


def headers(browser: Browser, path: str) -> tuple[str | None, str | None]:
    _forget()
    with browser.client.get(path) as answer:
        return answer.headers.get("Phone-Owner"), answer.headers.get("Phone-Keep")


def queued(browser: Browser, action: str, **fields: str) -> tuple[int, str]:
    """An entry as the queue sends it: (status, body)."""
    _forget()
    token = browser.client.get("/csrf").get_json()["token"]
    key = fields.setdefault("client_key", str(uuid4()))
    answer = browser.client.post(action, data={**fields, "csrf_token": token}, headers={"Queued-Entry": key})
    return answer.status_code, answer.get_data(as_text=True)


def test_a_patients_pages_say_whose_they_are_and_which_may_be_kept(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    browser.sign_in(cast.karen)
    owner, keep = headers(browser, "/today")
    assert (keep, len(owner or "")) == ("yes", 24)
    stretch = prescription(session, cast.karens_course, "EX01")
    kept = (f"/player/stretches/{stretch}", f"/skips/new?prescription={stretch}")
    for path in ("/programme", "/sessions/new", "/morning-pain/other-day", *kept):
        assert headers(browser, path) == (owner, "yes")
    for path in ("/progress", "/appointments", "/settings", "/nothing-here"):
        assert headers(browser, path) == (owner, None)
    with browser.client.get("/today") as answer:
        assert answer.headers["Cache-Control"] == "no-store"
    assert headers(browser.sign_in(cast.ole), "/today")[0] not in (owner, "nobody")


@pytest.mark.parametrize("who", STAFF)
def test_nothing_of_staff_is_kept(browser: Browser, cast: Cast, who: str) -> None:
    page = browser.sign_in(getattr(cast, who)).get("/settings")
    assert headers(browser, "/settings") == ("nobody", None)
    assert page.soup.find("meta", attrs={"name": "phone-owner"}) is None
    assert "offline/start" not in str(page.soup.body and page.soup.body["data-module"])
    assert browser.client.get("/csrf").get_json()["owner"] == ""


def test_an_entry_from_the_queue_is_acknowledged_by_its_key(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.karen)
    key = str(uuid4())
    fields = {"client_key": key, "noted_on": str(TODAY), "side": "right", "score": "4"}
    for _again in range(2):
        status, body = queued(browser, "/morning-pain", **fields)
        assert (status, json.loads(body)) == (200, {"stored": key, "next": "/today"})
    status, body = queued(browser, "/morning-pain", **{**fields, "score": "11"})
    assert status == 422
    assert "stored" not in body
    assert queued(browser, "/morning-pain", **{**fields, "side": "left"})[0] == 422


def test_a_stranger_gets_a_token_but_no_entry_in(browser: Browser) -> None:
    assert browser.client.get("/csrf").get_json()["owner"] == ""
    assert queued(browser, "/morning-pain", noted_on=str(TODAY), side="right", score="4")[0] == 401


def test_an_entry_without_a_token_is_not_taken(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.karen)
    with browser.client.post("/stretches", data={}, headers={"Queued-Entry": "x"}) as answer:
        assert answer.status_code == 400


@pytest.mark.parametrize(("day", "status"), [(0, 200), (-3, 200), (-14, 200), (-15, 404), (1, 404)])
def test_a_stretch_is_of_the_day_it_was_done(
    browser: Browser, cast: Cast, session: AnySession, day: int, status: int
) -> None:
    browser.sign_in(cast.karen)
    on = TODAY.fromordinal(TODAY.toordinal() + day)
    id_ = prescription(session, cast.karens_course, "EX01")
    session.rollback()
    assert queued(browser, "/stretches", prescription_id=str(id_), done_on=str(on))[0] == status
    stored = list(session.scalars(sa.select(ExerciseSession.done_on)))
    assert stored == ([on] if status == 200 else [])


def test_today_carries_the_days_to_come_and_what_it_is_to_keep(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    done = browser.send(browser.sign_in(cast.karen).get("/today"), "/morning-pain", score="3")
    done = browser.send(done, "/sessions/as-prescribed")
    fresh, rest, due = done.aside
    assert fresh["data-fresh"] == "pain-right"
    assert len(fresh.select("button[name=score]")) == 12
    assert (rest["data-ahead"], str(due["data-ahead"])[:10]) == ("2026-11-26", "2026-11-27")
    assert due["data-every"] == "2"
    assert rest.select_one("h2") and not rest.select(".btns")
    tap = due.select_one("form[action='/sessions/as-prescribed'] input[name=done_on]")
    assert tap and tap["value"] == "2026-11-25", "brought forward with the rest of the page"
    assert [str(link["href"]).split("=")[0] for link in due.select("a[data-keep]")] == [
        "/skips/new?prescription",
        f"/player/stretches/{prescription(session, cast.karens_course, 'EX01')}",
    ]


@pytest.mark.parametrize(("language", "description"), [("da", "Dit træningsprogram"), ("en", "Your training")])
def test_the_manifest_speaks_the_language_and_its_icons_are_there(
    browser: Browser, language: str, description: str
) -> None:
    with browser.client.get(f"/manifest.webmanifest?language={language}") as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        manifest = json.loads(answer.get_data(as_text=True))
    assert manifest["lang"] == language
    assert manifest["description"].startswith(description)
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        with browser.client.get(icon["src"]) as answer:
            assert answer.status_code == 200
            assert answer.mimetype == "image/png"


def test_the_worker_is_one_script_checked_each_time(browser: Browser) -> None:
    with browser.client.get("/sw.js") as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.mimetype == "text/javascript"
        script = answer.get_data(as_text=True)
    assert script.startswith("const SHELL = [")
    assert "export " not in script


def test_the_page_for_what_is_not_kept_is_about_nobody(browser: Browser, cast: Cast) -> None:
    page = browser.get("/offline")
    assert "kræver forbindelse" in page.text
    assert page.soup.find("a", href="/today")
