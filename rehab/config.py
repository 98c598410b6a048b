"""Every setting, typed, read once. Production refuses to start on a missing or a demo secret."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = ROOT / "instance"
DEMO_SECRET = "demo-secret-never-for-real-people"


class SettingMissing(SystemExit):
    """A setting that production can't do without is missing or unsafe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this installation runs. `database_url` is an SQLAlchemy URL with its driver spelled out."""

    database_url: str
    secret_key: str
    demo: bool = False
    testing: bool = False
    https: bool = False
    site_name: str = "Fodfæste"
    zone: str = "Europe/Copenhagen"

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")


def database_url(value: str) -> str:
    """The URL with the driver we ship: bare `postgres://` means different drivers to different versions."""
    for prefix in ("postgres://", "postgresql://"):
        if value.startswith(prefix):
            return "postgresql+psycopg://" + value.removeprefix(prefix)
    return value


def sqlite_url(name: str) -> str:
    """A SQLite file in instance/."""
    return f"sqlite:///{INSTANCE / name}"


def production(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings of the real thing, from DATABASE_URL, REHAB_SECRET_KEY (or instance/secret.key), REHAB_HTTPS and
    REHAB_SITE_NAME.

    Raises SettingMissing when there is no secret, it is short, or it is the demo's.
    """
    secret = environ.get("REHAB_SECRET_KEY") or _secret_on_disk()
    if not secret:
        raise SettingMissing("No secret: run `rehab init` first, or set REHAB_SECRET_KEY.")
    if secret == DEMO_SECRET or len(secret) < 32:
        raise SettingMissing("REHAB_SECRET_KEY is the demo's or shorter than 32 characters.")
    return Settings(
        database_url=database_url(environ.get("DATABASE_URL") or sqlite_url("rehab.sqlite")),
        secret_key=secret,
        https=environ.get("REHAB_HTTPS", "1") != "0",
        site_name=environ.get("REHAB_SITE_NAME", "Fodfæste"),
    )


def demo(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings of the demo clinic: its own database and a secret everyone knows."""
    url = environ.get("REHAB_DEMO_DATABASE_URL") or sqlite_url("demo.sqlite")
    return Settings(database_url=database_url(url), secret_key=DEMO_SECRET, demo=True)


def _secret_on_disk() -> str | None:
    path = INSTANCE / "secret.key"
    return path.read_text().strip() if path.exists() else None
