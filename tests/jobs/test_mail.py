"""Mail by a real SMTP server on this machine."""

import ipaddress
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask

from rehab.config import Smtp
from rehab.db import AnySession
from rehab.jobs import mail
from rehab.jobs.delivery import Delivery, Outcome, Recipient
from rehab.jobs.letters import Letter, letter
from rehab.jobs.mail import mail_sender
from rehab.jobs.outbox import send_waiting
from rehab.jobs.reminders import make_reminders
from rehab.jobs.senders import senders
from rehab.models import Channel, MessageKind
from tests.cast import Cast
from tests.jobs.conftest import local, messages, remind

TO = Recipient("karen@example.invalid", None, ())
Serve = Callable[..., Smtp]


class Postbox:
    """Takes mail in, or says what it is told to."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.envelopes: list[Any] = []
        self.to_recipient = "250 OK"
        self.to_data = "250 OK"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.received.append(message_from_bytes(envelope.content, policy=default))
        self.envelopes.append(envelope)
        return self.to_data


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def serve(postbox: Postbox) -> Iterator[Serve]:
    """`serve()` gives the settings of a server that is up until the test is over."""
    up: list[Controller] = []

    def start(**options: Any) -> Smtp:
        controller = Controller(postbox, hostname="127.0.0.1", port=_free_port(), **options)
        controller.start()
        up.append(controller)
        sender = "no-reply@fodfaeste.example"
        return Smtp(host="127.0.0.1", port=controller.port, sender=sender, starttls="tls_context" in options)

    yield start
    for each in up:
        each.stop()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def said(app: Flask) -> Letter:
    """A reminder in Danish."""
    with app.app_context():
        return letter(app, message_id=17, kind=MessageKind.REMINDER, person_id=3, language="da")


def test_a_mail_arrives_as_it_was_written(serve: Serve, postbox: Postbox, said: Letter) -> None:
    assert mail_sender(serve(), "Fodfæste")(TO, said).outcome is Outcome.ARRIVED
    (got,) = postbox.received
    assert got["From"] == "Fodfæste <no-reply@fodfaeste.example>"
    assert (got["To"], got["Subject"]) == ("karen@example.invalid", "Det er tid")
    assert got["List-Unsubscribe"] == f"<{said.stop_link}>"
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Message-ID"] == "<message-17@fodfaeste.example>"
    body = got.get_content()
    assert "Det er tid." in body
    assert said.link in body
    assert "Stop påmindelser med ét tryk:" in body
    assert said.stop_link in body
    assert postbox.envelopes[0].mail_from == "no-reply@fodfaeste.example"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("451 later", Outcome.NOT_NOW),
        ("421 closing", Outcome.NOT_NOW),
        ("550 nobody here", Outcome.NEVER),
        ("554 no", Outcome.NEVER),
    ],
)
@pytest.mark.parametrize("where", ["to_recipient", "to_data"])
def test_what_the_server_says_counts(
    serve: Serve, postbox: Postbox, said: Letter, where: str, answer: str, outcome: Outcome
) -> None:
    setattr(postbox, where, answer)
    found = mail_sender(serve(), "Fodfæste")(TO, said)
    assert found.outcome is outcome
    assert answer[:3] in found.why
    assert "@" not in found.why


def test_a_server_that_is_away_is_tried_again(said: Letter) -> None:
    nobody = Smtp(host="127.0.0.1", port=_free_port(), sender="a@b.example", starttls=False)
    assert mail_sender(nobody, "Fodfæste")(TO, said) == Delivery(Outcome.NOT_NOW, "ConnectionRefusedError")


def test_silence_after_it_was_handed_over_is_perhaps(
    serve: Serve, said: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    class CutOff(smtplib.SMTP):
        def data(self, msg: Any) -> Any:
            super().data(msg)
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

    monkeypatch.setattr(mail.smtplib, "SMTP", CutOff)
    found = mail_sender(serve(), "Fodfæste")(TO, said)
    assert found == Delivery(Outcome.PERHAPS, "SMTPServerDisconnected")


def test_a_server_that_says_nothing_does_not_hold_us(said: Letter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "TIMEOUT_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        smtp = Smtp(host="127.0.0.1", port=silent.getsockname()[1], sender="a@b.example", starttls=False)
        assert mail_sender(smtp, "Fodfæste")(TO, said).outcome is Outcome.NOT_NOW


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 by nobody known, and the context of a server that shows it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=365 * 80))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, both = tmp_path / "cert.pem", tmp_path / "both.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    both.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain) + pem.read_bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return pem, context


def test_with_tls_it_signs_in_and_a_stranger_gets_nothing(
    serve: Serve,
    postbox: Postbox,
    said: Letter,
    certificate: tuple[Path, ssl.SSLContext],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pem, context = certificate

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: LoginPassword) -> AuthResult:
        return AuthResult(success=(given.login, given.password) == (b"app", b"right"))

    smtp = serve(tls_context=context, require_starttls=True, auth_required=True, authenticator=check)
    signed_in = replace(smtp, user="app", password="right")
    assert mail_sender(signed_in, "Fodfæste")(TO, said) == Delivery(Outcome.NOT_NOW, "SSLCertVerificationError")
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    monkeypatch.setattr(mail, "TIMEOUT_S", 1.0)  # this server falls silent after a wrong password
    wrong = mail_sender(replace(signed_in, password="wrong"), "Fodfæste")(TO, said)
    assert wrong.outcome is Outcome.NOT_NOW
    assert postbox.received == []
    assert mail_sender(signed_in, "Fodfæste")(TO, said).outcome is Outcome.ARRIVED


def test_from_the_reminder_to_the_postbox(
    serve: Serve, postbox: Postbox, app: Flask, session: AnySession, cast: Cast
) -> None:
    remind(session, cast.karen)
    ways = senders(replace(app.extensions["settings"], smtp=serve()))
    for now in (local(25, 8, 30), local(25, 8, 31)):
        make_reminders(session, now=now)
        send_waiting(app, session, ways, now=lambda now=now: now)  # type: ignore[misc]
    (got,) = postbox.received
    assert got["To"] == "karen.sommer@example.invalid"
    assert [state for _kind, state, _occasion in messages(session)] == ["sent"]


def test_without_a_server_the_log_has_neither_address_nor_text(
    app: Flask, session: AnySession, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    remind(session, cast.karen)
    make_reminders(session, now=local(25, 8, 30))
    with caplog.at_level("DEBUG"):
        send_waiting(app, session, senders(app.extensions["settings"]), now=lambda: local(25, 8, 30))
    assert "is only logged" in caplog.text
    for word in ("@", "Karen", "Det er tid", "/stop/"):
        assert word not in caplog.text
    assert [state for _kind, state, _occasion in messages(session)] == ["sent"]


def test_a_text_message_is_only_logged_and_needs_a_number(
    app: Flask, said: Letter, caplog: pytest.LogCaptureFixture
) -> None:
    send = senders(app.extensions["settings"])[Channel.SMS]
    assert send(TO, said) == Delivery(Outcome.NEVER, "no number")
    with caplog.at_level("INFO"):
        assert send(replace(TO, phone="+4512345678"), said).outcome is Outcome.ARRIVED
    assert "12345678" not in caplog.text


def test_a_channel_that_is_not_set_up_says_so(app: Flask, said: Letter) -> None:
    bare = replace(app.extensions["settings"], mail_to_log=False, sms_to_log=False)
    for way in senders(bare).values():
        assert way(TO, said) == Delivery(Outcome.NEVER, "not set up")
