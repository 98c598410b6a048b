"""The command run as a person would, in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rehab import cli, config

GOOD_SECRET = "a-secret-of-more-than-thirty-two-characters"
Run = Callable[..., Result]


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty instance folder, and no settings from outside."""
    folder = tmp_path / "instance"
    monkeypatch.setattr(config, "INSTANCE", folder)
    for name in ("DATABASE_URL", "REHAB_DEMO_DATABASE_URL", "REHAB_SECRET_KEY", "REHAB_HTTPS", "REHAB_SITE_NAME"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def run(instance: Path) -> Run:
    """`run("init", "--email", ...)`: the result, which must not be a traceback."""

    def call(*arguments: str, **env: str) -> Result:
        result = CliRunner().invoke(cli.main, arguments, env=env)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return result

    return call


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What would have been served, in place of serving it."""
    calls: list[dict[str, object]] = []
    monkeypatch.setattr(cli.server, "serve", lambda app, **options: calls.append({"app": app, **options}))
    monkeypatch.setattr(cli.server, "check_free", lambda host, port: None)
    return calls
