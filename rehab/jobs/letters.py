"""What a message says: that there is something, and where. Never a word about health, a clinic, a person or a plan.

Whoever reads it over a shoulder learns that somebody uses the app, and no more.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask

from rehab.config import Settings
from rehab.models import MessageKind
from rehab.records.stop_links import stop_token


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and sentence in one language."""

    subject: str
    text: str


TIME = {"da": Words("Det er tid", "Det er tid."), "en": Words("It's time", "It's time.")}
TEXTS = {
    MessageKind.REMINDER: TIME,
    MessageKind.REPEAT: TIME,
    MessageKind.NEWS: {
        "da": Words("Noget nyt til dig", "Du har noget nyt i appen."),
        "en": Words("Something new for you", "You have something new in the app."),
    },
    MessageKind.APPOINTMENT: {
        "da": Words("Husk din aftale", "Du har en aftale. Se hvornår i appen."),
        "en": Words("Remember your appointment", "You have an appointment. See when in the app."),
    },
}
STOP = {"da": "Stop påmindelser med ét tryk:", "en": "Stop reminders with one tap:"}
STOP_STAFF = {"da": "Slå disse mails fra:", "en": "Turn these e-mails off:"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it goes out: subject, text, the link to the app, and the link that stops them, with its words.

    `stops_in_one_tap` is whether that link does it without signing in.
    """

    message_id: int
    kind: MessageKind
    language: str
    subject: str
    text: str
    link: str
    stop_words: str
    stop_link: str
    stops_in_one_tap: bool


def letter(
    app: Flask, *, message_id: int, kind: MessageKind, person_id: int, language: str, is_staff: bool = False
) -> Letter:
    """The message of a kind to a person, in Danish unless the person chose English."""
    settings: Settings = app.extensions["settings"]
    language = language if language in STOP else "da"
    words = TEXTS[kind][language]
    if is_staff:
        stop_link = _address(app, settings, "messages.answer_time")
    else:
        stop_link = _address(app, settings, "reminders.stop_page", token=stop_token(settings.secret_key, person_id))
    return Letter(
        message_id=message_id,
        kind=kind,
        language=language,
        subject=words.subject,
        text=words.text,
        link=_address(app, settings, "home.index"),
        stop_words=(STOP_STAFF if is_staff else STOP)[language],
        stop_link=stop_link,
        stops_in_one_tap=not is_staff,
    )


def _address(app: Flask, settings: Settings, endpoint: str, **values: str) -> str:
    """A link that works outside a request: it begins with the address people open."""
    base = urlsplit(settings.address)
    urls = app.url_map.bind(base.netloc, script_name=base.path or "/", url_scheme=base.scheme)
    return urls.build(endpoint, values, force_external=True)
