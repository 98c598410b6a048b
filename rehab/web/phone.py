"""What a patient's phone may keep of the pages, and whose they are: the service worker goes by these two headers.

Phone-Owner   on every page: the key of the patient signed in, or "nobody" (a stranger, or staff)
Phone-Keep    on a page that works without network
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from flask import Flask, Response, request

from rehab.models import Role
from rehab.web.access import viewer_or_none

NOBODY = "nobody"
# What a patient needs where there is no network: to see the day and the programme, to train, to log, and whom to ring.
KEPT = (
    "journal.today",
    "programmes.show",
    "journal.new_session",
    "journal.other_day",
    "journal.player",
    "safety.checklist",
)
# What may be sent later; each of these forms carries a client_key, and is stored once.
QUEUED = {
    "journal.record_morning_pain": "morning",
    "journal.log_session": "session",
    "journal.log_as_prescribed": "session",
    "journal.log_stretch": "stretch",
    "safety.report": "signs",
}


def phone_owner() -> str:
    """The key under which a phone keeps the signed-in patient's pages and entries; "" for staff and strangers.

    The same for as long as the person exists, whatever secret or password changes: what waits on a phone must find
    its owner again. It says neither name nor e-mail.
    """
    viewer = viewer_or_none()
    if viewer is None or viewer.role is not Role.PATIENT:
        return ""
    return sha256(f"the phone of person {viewer.id}".encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Queue:
    """Which forms a phone may queue, address → kind, and the pages it asks for beforehand."""

    kinds: dict[str, str]
    keep: tuple[str, ...]


def _queue(app: Flask) -> Queue:
    paths = {rule.endpoint: rule.rule for rule in app.url_map.iter_rules()}
    kinds = {paths[endpoint]: kind for endpoint, kind in QUEUED.items() if endpoint in paths}
    beforehand = [path for endpoint in KEPT if (path := paths.get(endpoint))]
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
