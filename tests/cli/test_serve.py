"""`rehab serve` is the real thing: no demo secret, no demo sign-in, no database that is behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest
from werkzeug.middleware.proxy_fix import ProxyFix

from rehab.app import create_app
from rehab.config import DEMO_SECRET, ROOT, Settings, production
from rehab.features.accounts.routes import DEMO_ACCOUNTS
from tests.cli.conftest import GOOD_SECRET, Run

ADMIN = ("init", "--email", "adam@clinic.example", "--name", "Adam Bech")


@pytest.mark.parametrize("secret", [DEMO_SECRET, "too short"])
def test_the_demos_secret_and_short_ones_are_refused(run: Run, secret: str) -> None:
    result = run("serve", REHAB_SECRET_KEY=secret)
    assert result.exit_code != 0
    assert "REHAB_SECRET_KEY" in str(result.exception)


def test_without_a_secret_it_says_what_to_run(run: Run) -> None:
    result = run("serve")
    assert "rehab init" in str(result.exception)


def test_an_empty_database_is_not_served(run: Run, instance: Path, served: list[dict[str, object]]) -> None:
    instance.mkdir()
    result = run("serve", REHAB_SECRET_KEY=GOOD_SECRET)
    assert result.exit_code == 1
    assert "The database is empty. Run `rehab init` first." in result.output
    assert not served


def test_a_database_that_is_behind_is_not_served(
    run: Run, served: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(*ADMIN)
    monkeypatch.setattr("rehab.cli.ScriptDirectory.get_current_head", lambda self: "9999")
    result = run("serve")
    assert result.exit_code == 1
    assert "this program needs 9999. Run `rehab upgrade`." in result.output
    assert not served


def test_a_database_that_does_not_answer_is_told_without_its_password(run: Run) -> None:
    url = "postgresql://rehab:hush@127.0.0.1:1/rehab"
    result = run("serve", REHAB_SECRET_KEY=GOOD_SECRET, DATABASE_URL=url)
    assert result.exit_code == 1
    assert "127.0.0.1:1/rehab did not answer as it should" in result.output
    assert "hush" not in result.output


def test_it_serves_what_init_made(run: Run, served: list[dict[str, object]]) -> None:
    run(*ADMIN)
    result = run("serve", "--port", "8123", "--workers", "3", "--proxies", "1")
    assert result.exit_code == 0, result.output
    assert [(call["host"], call["port"], call["workers"]) for call in served] == [("127.0.0.1", 8123, 3)]
    app = served[0]["app"]
    assert isinstance(app.wsgi_app, ProxyFix)  # type: ignore[attr-defined]
    assert not app.extensions["settings"].demo  # type: ignore[attr-defined]


@pytest.mark.parametrize(("https", "proxies", "told"), [("1", "0", True), ("1", "1", False), ("0", "0", False)])
def test_a_forgotten_proxy_is_told(
    run: Run, served: list[dict[str, object]], https: str, proxies: str, told: bool
) -> None:
    run(*ADMIN)
    result = run("serve", "--proxies", proxies, REHAB_HTTPS=https)
    assert served
    assert ("say --proxies 1" in result.output) is told


def test_a_taken_port_is_told_at_once(run: Run) -> None:
    run(*ADMIN)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        result = run("serve", "--port", str(other.getsockname()[1]))
    assert result.exit_code == 1
    assert "is in use already. Choose another port with --port." in result.output


@pytest.mark.parametrize("role", DEMO_ACCOUNTS)
def test_nobody_can_become_someone_outside_the_demo(run: Run, instance: Path, role: str) -> None:
    run(*ADMIN)
    app = create_app(production({}))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    assert client.post(f"/try-as/{role}").status_code == 404
    page = client.get("/sign-in")
    assert page.status_code == 200
    assert "data-try-as" not in page.text


def test_the_demo_offers_to_become_each_of_six(instance: Path) -> None:
    instance.mkdir()
    settings = Settings(database_url=f"sqlite:///{instance / 'd.sqlite'}", secret_key=DEMO_SECRET, demo=True)
    page = create_app(settings).test_client().get("/sign-in").text
    assert all(f'data-try-as="{role}"' in page for role in DEMO_ACCOUNTS)


def test_gunicorn_serves_it_and_stops_when_told(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "REHAB_SECRET_KEY": GOOD_SECRET,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'rehab.sqlite'}",
    }
    command = (sys.executable, "-c", "from rehab.cli import main; main()")
    subprocess.run([*command, *ADMIN], env=env, cwd=tmp_path, check=True, capture_output=True, timeout=60)
    server = subprocess.Popen([*command, "serve", "--port", str(port)], env=env, cwd=tmp_path, stdout=subprocess.PIPE)
    try:
        assert _answer(f"http://127.0.0.1:{port}/healthz") == b'{"database":true}\n'
        server.send_signal(signal.SIGTERM)
        output, _ = server.communicate(timeout=30)
        assert server.returncode == 0
        assert f"http://127.0.0.1:{port}".encode() in output
        assert not (tmp_path / ".gunicorn").exists(), "no control socket in anybody's home"
    finally:
        server.kill()
        server.communicate()


def _answer(url: str) -> bytes:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return bytes(response.read())
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{url} did not answer within half a minute")
