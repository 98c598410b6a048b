"""Danish first, English second: which one this request speaks, and where the other is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, current_app, g, request
from flask_babel import Babel, force_locale, get_domain
from flask_login import current_user

from rehab.config import ROOT

LANGUAGES = ("da", "en")
LOCALES = {"da": "da", "en": "en_GB"}
COOKIE = "language"
babel = Babel()


def chosen_language() -> str:
    """The language of this request, found out once: a page asks for it with every date and number."""
    if g.get("language") is None:
        g.language = _language()
    return str(g.language)


def _language() -> str:
    """What the signed-in person chose, else what is remembered on this device, else the browser's wish, else Danish."""
    if current_user and current_user.is_authenticated and current_user.language:
        return str(current_user.language)
    remembered = request.cookies.get(COOKIE)
    if remembered in LANGUAGES:
        return remembered
    return request.accept_languages.best_match(LANGUAGES, default="da")


def locale() -> str:
    """Babel's name for it: English here is British (27 Nov, 15:40)."""
    return LOCALES[chosen_language()]


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Within it the request speaks this language, whatever the viewer's: what a practitioner hands to a patient."""
    before = chosen_language()
    g.language, g.translations = language, None
    try:
        with force_locale(LOCALES[language]):
            yield
    finally:
        g.language, g.translations = before, None


def chosen_zone() -> str:
    """The viewer's time zone by name, else the chain's."""
    if current_user and current_user.is_authenticated:
        return str(current_user.zone)
    return str(current_app.extensions["settings"].zone)


def init_app(app: Flask) -> None:
    """Language and zone by viewer."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "rehab" / "translations")
    app.config["BABEL_DEFAULT_LOCALE"] = "da"
    app.before_request(_forget)
    babel.init_app(app, locale_selector=locale, timezone_selector=chosen_zone)
    app.jinja_env.install_gettext_callables(_said, _said_of_many, newstyle=True)  # type: ignore[attr-defined]


def _forget() -> None:
    # g lives as long as the app context, which may be longer than one request.
    g.language = g.translations = None


def _translations() -> Any:
    """The catalogue of this request: Flask-Babel looks it up anew for every word."""
    if g.get("translations") is None:
        g.translations = get_domain().get_translations()
    return g.translations


def _said(message: str) -> str:
    return str(_translations().ugettext(message))


def _said_of_many(one: str, many: str, number: int) -> str:
    return str(_translations().ungettext(one, many, number))
