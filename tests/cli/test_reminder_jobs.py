"""Reminders as an operator meets them: settings, keys, and the commands that run and keep running."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rehab import config
from tests.cli.conftest import GOOD_SECRET, Run

MAIL = {
    "REHAB_SMTP_HOST": "mail.example",
    "REHAB_SMTP_FROM": "a@clinic.example",
    "REHAB_ADDRESS": "https://app.example/",
}
KEYS = {"REHAB_VAPID_PUBLIC_KEY": "public", "REHAB_VAPID_PRIVATE_KEY": "private"}
START = "from rehab.cli import main; main()"


def settings(**environ: str) -> config.Settings:
    return config.production({"REHAB_SECRET_KEY": GOOD_SECRET, **environ})


@pytest.mark.usefixtures("instance")
def test_nothing_is_sent_until_it_is_set_up() -> None:
    bare = settings()
    assert (bare.smtp, bare.vapid, bare.mail_to_log, bare.sms_to_log) == (None, None, False, False)
    logged = settings(REHAB_LOG_ONLY="email sms")
    assert (logged.mail_to_log, logged.sms_to_log) == (True, True)


@pytest.mark.usefixtures("instance")
def test_mail_and_push_are_read_and_keep_their_secrets_from_print() -> None:
    found = settings(**MAIL, **KEYS, REHAB_SMTP_USER="app", REHAB_SMTP_PASSWORD="hush-hush")
    assert found.smtp == config.Smtp(host="mail.example", sender="a@clinic.example", user="app", password="hush-hush")
    assert found.vapid == config.Vapid(public="public", private="private", contact="mailto:a@clinic.example")
    assert found.address == "https://app.example"
    assert "hush-hush" not in repr(found)
    assert "private='" not in repr(found)
    assert settings(**KEYS, REHAB_ADDRESS="https://app.example").vapid


@pytest.mark.usefixtures("instance")
@pytest.mark.parametrize(
    "wrong",
    [
        MAIL | {"REHAB_ADDRESS": ""},
        MAIL | {"REHAB_SMTP_FROM": ""},
        MAIL | {"REHAB_SMTP_PORT": "smtp"},
        MAIL | {"REHAB_SMTP_STARTTLS": "0", "REHAB_SMTP_USER": "app"},
        KEYS,
        KEYS | {"REHAB_ADDRESS": "http://app.example"},
    ],
)
def test_what_would_not_work_or_not_be_safe_is_refused_at_the_start(wrong: dict[str, str]) -> None:
    with pytest.raises(config.SettingMissing):
        settings(**wrong)


def test_keys_are_made_once_and_found(run: Run, instance: Path) -> None:
    assert "Wrote" in run("push-keys").output
    kept = (instance / config.VAPID_KEYS).read_text()
    assert "already" in run("push-keys").output
    assert (instance / config.VAPID_KEYS).read_text() == kept
    found = settings(REHAB_ADDRESS="https://app.example").vapid
    assert found
    assert [found.public, found.private] == kept.split()


@pytest.fixture
def clinic(tmp_path: Path) -> dict[str, str]:
    """The settings of an empty clinic with a migrated database."""
    url = f"sqlite:///{tmp_path / 'clinic.sqlite'}"
    environ = {**os.environ, "DATABASE_URL": url, "REHAB_SECRET_KEY": GOOD_SECRET, "REHAB_LOG_ONLY": "email"}
    for name in ("REHAB_ADDRESS", "REHAB_SMTP_HOST"):
        environ.pop(name, None)
    init = ["init", "--email", "adam@clinic.dk", "--name", "Adam"]
    subprocess.run([sys.executable, "-c", START, *init], env=environ, check=True, capture_output=True)
    return environ


def test_run_does_what_is_due_and_serve_stops_when_told(clinic: dict[str, str]) -> None:
    once = subprocess.run(
        [sys.executable, "-c", START, "jobs", "run"], env=clinic, check=True, capture_output=True, text=True
    )
    assert once.stdout == "0 courses refreshed, 0 reminders made, 0 messages sent, 0 failed.\n"
    serving = subprocess.Popen(
        [sys.executable, "-u", "-c", START, "jobs", "serve", "--every", "600"],
        env=clinic,
        stdout=subprocess.PIPE,
        text=True,
    )
    with serving:
        assert serving.stdout
        assert "every 600 seconds" in serving.stdout.readline()
        serving.send_signal(signal.SIGTERM)
        assert serving.stdout.readline() == "Stopped.\n"
        assert serving.wait(20) == 0
