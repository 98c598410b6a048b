"""The demo clinic as a benchmark sees it: which pages, asked by whom, and how many statements each sends."""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient

from rehab import clock
from rehab.app import create_app
from rehab.config import DEMO_SECRET, Settings
from rehab.db import Base, db
from rehab.demo.clinic import populate
from rehab.models import Person
from tests.benchmarks.big_caseload import enter_as, grow

PATIENTS = 80


@dataclass(frozen=True)
class Target:
    """A request to repeat: where, as whom, and what the answer must be."""

    path: str
    status: int = 200
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    form: Callable[[int], dict[str, str]] | None = None


def prepare(database: str) -> dict[str, Target]:
    """Build the clinic, sign in as a patient and as the practitioner of sixty, and say what to ask."""
    app = create_app(Settings(database_url=database, secret_key=DEMO_SECRET, demo=True))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        today = clock.today_in(ZoneInfo("Europe/Copenhagen"))
        populate(db.session, patients=PATIENTS, seed=1, today=today)
        ida, bo = (
            db.session.scalar(sa.select(Person.id).where(Person.name == name)) for name in ("Ida Lund", "Bo Friis")
        )
        assert ida and bo
        grow(db.session, ida, bo)
        as_busy = cookies(enter_as(app, db.session, bo))
        db.session.remove()
    patient, practitioner = enter(app, "patient"), enter(app, "practitioner")
    caseload = practitioner.get("/caseload").get_data(as_text=True)
    course = re.search(r'href="(/courses/\d+)"', caseload)
    assert course, "the caseload names no course"
    as_patient, as_practitioner = cookies(patient), cookies(practitioner)
    log = morning_pain(patient)
    targets = {
        "bare Flask page": Target("/"),
        "Today": Target("/today", headers=as_patient),
        "log morning pain": Target("/morning-pain", 303, "POST", cookies(patient), log),
        "caseload of 60 courses": Target("/caseload", headers=as_practitioner),
        "caseload of 600 courses": Target("/caseload", headers=as_busy),
        "course page": Target(course[1], headers=as_practitioner),
        "progress": Target("/progress", headers=as_patient),
    }
    with app.app_context():
        db.engine.dispose()
    return targets


def enter(app: Flask, role: str) -> FlaskClient:
    """A client signed in through the demo's button."""
    client = app.test_client()
    page = client.get("/sign-in").get_data(as_text=True)
    answer = client.post(f"/try-as/{role}", data={"csrf_token": token_in(page)})
    assert answer.status_code == 303, answer.status
    return client


def token_in(page: str) -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert found, "the page carries no token"
    return found[1]


def cookies(client: FlaskClient) -> dict[str, str]:
    """The client's session cookie as a header."""
    cookie = client.get_cookie("session")
    assert cookie
    return {"Cookie": f"session={cookie.value}"}


def morning_pain(client: FlaskClient) -> Callable[[int], dict[str, str]]:
    """This morning's form, filled in anew each time."""
    page = client.get("/today").get_data(as_text=True)
    token = token_in(page)
    form = BeautifulSoup(page, "html.parser").find("form", action="/morning-pain")
    assert isinstance(form, Tag), "Today has no form for morning pain"
    hidden = {str(field["name"]): str(field.get("value", "")) for field in form.find_all("input", type="hidden")}

    def filled_in(number: int) -> dict[str, str]:
        return {**hidden, "csrf_token": token, "client_key": str(uuid.uuid4()), "score": str(number % 11)}

    return filled_in


def count_queries(database: str, targets: dict[str, Target]) -> dict[str, int]:
    """Statements each page sends, transaction control left out."""
    app = create_app(Settings(database_url=database, secret_key=DEMO_SECRET, demo=True))
    with app.app_context():
        engine = db.engine
    counted = {}
    for name, target in targets.items():
        if name == "bare Flask page":
            continue
        seen: list[str] = []

        def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any, seen: list[str] = seen) -> None:
            if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
                seen.append(statement)

        sa.event.listen(engine, "before_cursor_execute", note)
        data = target.form(0) if target.form else None
        client = app.test_client(use_cookies=False)  # a jar would hide the header
        answer = client.open(target.path, method=target.method, headers=target.headers, data=data)
        assert answer.status_code == target.status, f"{name}: {answer.status}"
        sa.event.remove(engine, "before_cursor_execute", note)
        counted[name] = len(seen)
    engine.dispose()
    return counted
