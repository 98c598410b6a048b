"""The service worker, the manifest, a fresh token for what waits, and the page for what a phone has not kept."""

import json

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from rehab.features.offline.pages import OfflinePage, manifest_of
from rehab.features.offline.worker import worker
from rehab.web.access import open_to_all
from rehab.web.language import LANGUAGES, chosen_language
from rehab.web.pages import show
from rehab.web.phone import phone_owner

bp = Blueprint("offline", __name__)
FROM_THE_QUEUE = "Queued-Entry"


@bp.get("/sw.js")
@open_to_all
def service_worker() -> ResponseReturnValue:
    """The script that answers when the network does not."""
    return _checked_each_time(worker(), "text/javascript")


@bp.get("/manifest.webmanifest")
@open_to_all
def manifest() -> ResponseReturnValue:
    """Name, colours and icons of the installed app, in ?language= or the reader's own."""
    asked = request.args.get("language", "")
    language = asked if asked in LANGUAGES else chosen_language()
    return _checked_each_time(json.dumps(manifest_of(language)), "application/manifest+json")


@bp.get("/csrf")
@open_to_all
def csrf() -> ResponseReturnValue:
    """Who is signed in, by their phone key ("" for nobody), and a token to send their entries with."""
    return {"owner": phone_owner(), "token": generate_csrf()}


@bp.get("/offline")
@open_to_all
def offline() -> ResponseReturnValue:
    """Kept by the phone for every page it has not kept. About nobody."""
    return show(OfflinePage(title=_("No connection"), today_href=url_for("journal.today")))


@bp.after_app_request
def acknowledge(response: Response) -> Response:
    """An entry from a phone's queue that was stored is answered by its key. Runs before the commit: if that fails,
    the phone hears of a fault and sends again.
    """
    key = request.headers.get(FROM_THE_QUEUE)
    if key is None or request.method != "POST" or response.status_code != 303:
        return response
    response.set_data(json.dumps({"stored": key, "next": response.location}))
    response.status_code, response.mimetype = 200, "application/json"
    del response.headers["Location"]
    return response


def _checked_each_time(body: str, mimetype: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.headers["Cache-Control"] = "no-cache"
    return response
