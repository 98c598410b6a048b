"""Web push to a real subscription: what arrives is decrypted as a browser does, and the sender's signature checked."""

import base64
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from py_vapid import Vapid02

from rehab.config import Settings, Vapid
from rehab.db import AnySession
from rehab.jobs.delivery import Delivery, Device, Outcome, Recipient
from rehab.jobs.first_run import make_vapid_keys
from rehab.jobs.letters import Letter, letter
from rehab.jobs.outbox import send_waiting
from rehab.jobs.push import push_sender
from rehab.jobs.reminders import make_reminders
from rehab.jobs.senders import senders
from rehab.models import Channel, MessageKind, PushSubscription
from tests.cast import Cast
from tests.conftest import NOW
from tests.jobs.conftest import local, messages, remind


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Phone:
    """A browser's side of a subscription: its key pair and its secret."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = os.urandom(16)

    def device(self, endpoint: str, id_: int = 1) -> Device:
        public = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return Device(id_, endpoint, base64url(public), base64url(self.auth))

    def read(self, body: bytes) -> dict[str, str]:
        """What the service worker is handed."""
        said = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
        found: dict[str, str] = json.loads(said)
        return found


@dataclass
class PushService:
    """A push service on this machine: keeps what is posted, and answers by path (/410)."""

    address: str = ""
    posted: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def push_service() -> Iterator[PushService]:
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.posted.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(int(self.path.rpartition("/")[2]))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Not on the test's screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield service
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def settings(app: Flask, tmp_path: Path, push_service: PushService) -> Settings:
    """With keys as the command makes them, and this machine as a push service."""
    path = tmp_path / "vapid.keys"
    assert make_vapid_keys(path)
    assert not make_vapid_keys(path)
    assert path.stat().st_mode & 0o777 == 0o600
    public, private = path.read_text().split()
    vapid = Vapid(public=public, private=private, contact="mailto:app@clinic.example")
    return replace(app.extensions["settings"], vapid=vapid, push_services=(push_service.address,))


@pytest.fixture
def said(app: Flask) -> Letter:
    with app.app_context():
        return letter(app, message_id=17, kind=MessageKind.REMINDER, person_id=3, language="da")


def push(settings: Settings, said: Letter, *devices: Device) -> Delivery:
    assert settings.vapid
    return push_sender(settings, settings.vapid)(Recipient("k@example.invalid", None, devices), said)


def test_the_phone_can_read_it_and_the_service_knows_who_sent_it(
    settings: Settings, push_service: PushService, said: Letter
) -> None:
    phone = Phone()
    assert push(settings, said, phone.device(f"{push_service.address}/201")) == Delivery(Outcome.ARRIVED)
    ((_path, headers, body),) = push_service.posted
    assert phone.read(body) == {
        "title": "Fodfæste",
        "body": "Det er tid.",
        "lang": "da",
        "url": said.link,
        "tag": "message-17",
    }
    assert (headers["content-encoding"], headers["topic"], headers["ttl"]) == ("aes128gcm", "message-17", "14400")
    assert b"Det er tid" not in body
    assert Vapid02.verify(headers["authorization"])
    assert settings.vapid
    assert f"k={settings.vapid.public}" in headers["authorization"]
    claims = headers["authorization"].split("t=")[1].split(",")[0].split(".")[1]
    told = json.loads(base64.urlsafe_b64decode(claims + "=="))
    assert told["aud"] == push_service.address


@pytest.mark.parametrize(
    ("status", "outcome", "is_gone"),
    [
        (404, Outcome.NEVER, True),
        (410, Outcome.NEVER, True),
        (400, Outcome.NEVER, False),
        (429, Outcome.NOT_NOW, False),
        (503, Outcome.NOT_NOW, False),
    ],
)
def test_what_the_service_says_counts(
    settings: Settings, push_service: PushService, said: Letter, status: int, outcome: Outcome, is_gone: bool
) -> None:
    found = push(settings, said, Phone().device(f"{push_service.address}/{status}"))
    assert (found.outcome, found.gone) == (outcome, (1,) if is_gone else ())


def test_one_phone_of_two_is_enough_and_the_dead_one_is_told(
    settings: Settings, push_service: PushService, said: Letter
) -> None:
    dead = Phone().device(f"{push_service.address}/410", 1)
    alive = Phone().device(f"{push_service.address}/201", 2)
    assert push(settings, said, dead, alive) == Delivery(Outcome.ARRIVED, gone=(1,))


def test_a_service_that_is_away_is_tried_again_and_no_phone_never(settings: Settings, said: Letter) -> None:
    away = replace(settings, push_services=("http://127.0.0.1:9",))
    assert push(away, said, Phone().device("http://127.0.0.1:9/x")).outcome is Outcome.NOT_NOW
    assert push(settings, said) == Delivery(Outcome.NEVER, "no device")


@pytest.mark.parametrize(
    "endpoint", ["http://localhost/x", "https://example.com/x", "http://127.0.0.1/x", "file:///etc/passwd", "x"]
)
def test_nothing_is_posted_to_what_is_no_push_service(settings: Settings, said: Letter, endpoint: str) -> None:
    assert push(settings, said, Phone().device(endpoint)) == Delivery(Outcome.NEVER, "not a push service", (1,))


@pytest.mark.parametrize("p256dh", ["", "AAAA", base64url(b"\x04" + bytes(64))])
def test_keys_that_are_none_end_the_subscription(
    settings: Settings, push_service: PushService, said: Letter, p256dh: str
) -> None:
    device = replace(Phone().device(f"{push_service.address}/201"), p256dh=p256dh)
    assert push(settings, said, device) == Delivery(Outcome.NEVER, "keys", (1,))
    assert push_service.posted == []


def test_from_the_reminder_to_the_phone_once(
    app: Flask, session: AnySession, cast: Cast, settings: Settings, push_service: PushService
) -> None:
    remind(session, cast.karen, channel=Channel.PUSH)
    phone = Phone()
    device = phone.device(f"{push_service.address}/201")
    given = {"endpoint": device.endpoint, "p256dh": device.p256dh, "auth": device.auth}
    session.add(PushSubscription(person_id=cast.karen, device="phone", made_at=NOW, **given))
    session.commit()
    for minute in (30, 31):
        now = local(25, 8, minute)
        make_reminders(session, now=now)
        send_waiting(app, session, senders(settings), now=lambda now=now: now)  # type: ignore[misc]
    assert [phone.read(body)["body"] for _path, _headers, body in push_service.posted] == ["Det er tid."]
    assert [state for _kind, state, _occasion in messages(session)] == ["sent"]
