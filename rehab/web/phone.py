"""What a patient's phone may keep of the pages, and whose they are: the service worker goes by these two headers.

Phone-Owner   on every page: the key of the patient signed in, or "nobody" (a stranger, or staff)
Phone-Keep    on a page that works without network

What it sends from its queue says in `Made-Ago` how many milliseconds ago it was made.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from flask import Flask, Response, request

from rehab.models import Role
from rehab.web.access import viewer_or_none

NOBODY = "nobody"
# What a patient needs where there is no network: to see the day and the programme, to train, to log, and whom to ring.
BEFOREHAND = (
    "journal.today",
    "programmes.show",
    "journal.new_session",
    "journal.other_day",
    "journal.player",
    "safety.checklist",
)
KEPT = (*BEFOREHAND, "journal.stretch_player", "skips.new")  # these of today's exercises: their links say `data-keep`
# What may be sent later: each of these is stored once, by its client_key or by what it says.
QUEUED = {
    "journal.record_morning_pain": "morning",
    "journal.log_session": "session",
    "journal.log_as_prescribed": "session",
    "journal.log_stretch": "stretch",
    "journal.take_back": "undo",
    "journal.take_back_entry": "undo",
    "skips.skip": "skip",
    "skips.undo": "undo",
    "skips.take_back": "undo",
    "safety.report": "signs",
}
NUMBER = re.compile(r"<id:\w+>")
MADE_AGO = re.compile(r"\d{1,10}", re.ASCII)
LONGEST_AGO = timedelta(days=14)


def phone_owner() -> str:
    """The key under which a phone keeps the signed-in patient's pages and entries; "" for staff and strangers.

    The same for as long as the person exists, whatever secret or password changes: what waits on a phone must find
    its owner again. It says neither name nor e-mail.
    """
    viewer = viewer_or_none()
    if viewer is None or viewer.role is not Role.PATIENT:
        return ""
    return sha256(f"the phone of person {viewer.id}".encode()).hexdigest()[:24]


def entry_made_at(now: datetime) -> datetime | None:
    """When the phone made the entry that it sends now; None for one sent as it is made, and for one that says what
    cannot be. It tells how long ago, as its clock may be set wrong.
    """
    text = request.headers.get("Made-Ago", "")
    ago = timedelta(milliseconds=int(text)) if MADE_AGO.fullmatch(text) else timedelta()
    return now - ago if timedelta() < ago <= LONGEST_AGO else None


@dataclass(frozen=True, slots=True)
class Queue:
    """Which forms a phone may queue, address (0 for a number in it) → kind, and the pages it asks for beforehand."""

    kinds: dict[str, str]
    keep: tuple[str, ...]


def _queue(app: Flask) -> Queue:
    paths = {rule.endpoint: rule.rule for rule in app.url_map.iter_rules()}
    kinds = {NUMBER.sub("0", paths[endpoint]): kind for endpoint, kind in QUEUED.items() if endpoint in paths}
    beforehand = [path for endpoint in BEFOREHAND if (path := paths.get(endpoint))]
    return Queue(kinds, (*beforehand, f"{paths['journal.new_session']}?short=1"))


def init_app(app: Flask) -> None:
    """The headers of each page, and `phone_owner` for the layouts."""

    @cache
    def queue() -> Queue:  # asked for with the first page, when all routes are there
        return _queue(app)

    @app.context_processor
    def owner() -> dict[str, Any]:
        return {"phone_owner": phone_owner(), "queue": queue()}

    @app.after_request
    def say_whose(response: Response) -> Response:
        if response.mimetype == "text/html" and response.status_code < 500:
            owner = phone_owner()
            response.headers["Phone-Owner"] = owner or NOBODY
            if owner and response.status_code == 200 and request.method == "GET" and request.endpoint in KEPT:
                response.headers["Phone-Keep"] = "yes"
        return response
