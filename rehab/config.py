"""Every setting, typed, read once. Production refuses to start on a missing or a demo secret."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = ROOT / "instance"
DEMO_SECRET = "demo-secret-never-for-real-people"
LOCAL_ADDRESS = "http://127.0.0.1:5000"
VAPID_KEYS = "vapid.keys"
# Where browsers let us push to: a subscription is an address that somebody else hands us, and we are to post to it.
PUSH_SERVICES = (
    "https://fcm.googleapis.com",
    "https://updates.push.services.mozilla.com",
    "https://*.push.apple.com",
    "https://*.notify.windows.com",
)


class SettingMissing(SystemExit):
    """A setting that production can't do without is missing or unsafe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """The mail server, and the address mail comes from. Signs in when there is a user."""

    host: str
    sender: str
    port: int = 587
    starttls: bool = True
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vapid:
    """The key pair that tells push services who we are (RFC 8292), both as base64url without padding, and where they
    can write to us (mailto: or https:).
    """

    public: str
    contact: str
    private: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this installation runs. `database_url` is an SQLAlchemy URL with its driver spelled out.

    `address` is where people open the app: links in mail begin with it. Without `smtp` or with `sms_to_log` nothing
    leaves the machine, only the log says that something would have.
    """

    database_url: str
    secret_key: str
    demo: bool = False
    testing: bool = False
    https: bool = False
    site_name: str = "Fodfæste"
    zone: str = "Europe/Copenhagen"
    address: str = LOCAL_ADDRESS
    smtp: Smtp | None = None
    mail_to_log: bool = True
    sms_to_log: bool = True
    vapid: Vapid | None = None
    push_services: tuple[str, ...] = PUSH_SERVICES

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
    """Settings of the real thing, from DATABASE_URL, REHAB_SECRET_KEY (or instance/secret.key), REHAB_HTTPS,
    REHAB_SITE_NAME, REHAB_ADDRESS, REHAB_SMTP_..., REHAB_VAPID_... (or instance/vapid.keys) and REHAB_LOG_ONLY.

    Raises SettingMissing when there is no secret, it is short, or it is the demo's; when mail or push is set up without
    the address that links lead to; and when a password would be sent in the clear.
    """
    secret = environ.get("REHAB_SECRET_KEY") or _secret_on_disk()
    if not secret:
        raise SettingMissing("No secret: run `rehab init` first, or set REHAB_SECRET_KEY.")
    if secret == DEMO_SECRET or len(secret) < 32:
        raise SettingMissing("REHAB_SECRET_KEY is the demo's or shorter than 32 characters.")
    address = environ.get("REHAB_ADDRESS", "").rstrip("/")
    smtp = _smtp(environ)
    vapid = _vapid(environ, f"mailto:{smtp.sender}" if smtp else address)
    if (smtp and not address.startswith(("https://", "http://"))) or (vapid and not address.startswith("https://")):
        raise SettingMissing("Set REHAB_ADDRESS to where the app is opened (https://...): mail and push link to it.")
    logged = environ.get("REHAB_LOG_ONLY", "").split()
    return Settings(
        database_url=database_url(environ.get("DATABASE_URL") or sqlite_url("rehab.sqlite")),
        secret_key=secret,
        https=environ.get("REHAB_HTTPS", "1") != "0",
        site_name=environ.get("REHAB_SITE_NAME", "Fodfæste"),
        address=address or LOCAL_ADDRESS,
        smtp=smtp,
        mail_to_log="email" in logged,
        sms_to_log="sms" in logged,
        vapid=vapid,
    )


def _smtp(environ: Mapping[str, str]) -> Smtp | None:
    host = environ.get("REHAB_SMTP_HOST")
    if not host:
        return None
    sender, port = environ.get("REHAB_SMTP_FROM", ""), environ.get("REHAB_SMTP_PORT", "587")
    if "@" not in sender or not port.isdecimal():
        raise SettingMissing("REHAB_SMTP_HOST needs REHAB_SMTP_FROM, an address, and a number as REHAB_SMTP_PORT.")
    starttls, user = environ.get("REHAB_SMTP_STARTTLS", "1") != "0", environ.get("REHAB_SMTP_USER", "")
    if user and not starttls:
        raise SettingMissing("REHAB_SMTP_USER with REHAB_SMTP_STARTTLS=0 would send the password in the clear.")
    password = environ.get("REHAB_SMTP_PASSWORD", "")
    return Smtp(host=host, sender=sender, port=int(port), starttls=starttls, user=user, password=password)


def _vapid(environ: Mapping[str, str], contact: str) -> Vapid | None:
    public, private = environ.get("REHAB_VAPID_PUBLIC_KEY"), environ.get("REHAB_VAPID_PRIVATE_KEY")
    path = INSTANCE / VAPID_KEYS
    if not (public and private) and path.exists():
        public, private = path.read_text().split()
    return Vapid(public=public, private=private, contact=contact) if public and private else None


def demo(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings of the demo clinic: its own database and a secret everyone knows."""
    url = environ.get("REHAB_DEMO_DATABASE_URL") or sqlite_url("demo.sqlite")
    vapid = _vapid(environ, "mailto:nobody@demo.invalid")
    return Settings(database_url=database_url(url), secret_key=DEMO_SECRET, demo=True, vapid=vapid)


def _secret_on_disk() -> str | None:
    path = INSTANCE / "secret.key"
    return path.read_text().strip() if path.exists() else None
