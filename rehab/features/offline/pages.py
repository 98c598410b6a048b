"""The page shown for what a phone has not kept, and the installed app's manifest."""

from dataclasses import dataclass
from typing import Any, ClassVar

from flask import current_app

from rehab.web.pages import Page
from rehab.web.static import asset

DESCRIPTIONS = {
    "da": "Dit træningsprogram, din morgensmerte og dine tider.",
    "en": "Your training programme, your morning pain and your appointments.",
}
TODAY = {"da": "I dag", "en": "Today"}
PROGRAMME = {"da": "Program", "en": "Programme"}
BACKGROUND = "#0D5A63"  # as in the icons
ICONS = (
    ("icons/icon-192.png", "192x192", "any"),
    ("icons/icon-512.png", "512x512", "any"),
    ("icons/maskable-512.png", "512x512", "maskable"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class OfflinePage(Page):
    """That there is no connection, and the way to what works without one."""

    template: ClassVar[str] = "offline/offline.html"
    today_href: str


def manifest_of(language: str) -> dict[str, Any]:
    """The web app manifest in a language; W3C "Web Application Manifest"."""
    name = current_app.extensions["settings"].site_name
    return {
        "id": "/",
        "name": name,
        "short_name": name,
        "description": DESCRIPTIONS[language],
        "lang": language,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": BACKGROUND,
        "theme_color": BACKGROUND,
        "icons": [
            {"src": asset(path), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for path, sizes, purpose in ICONS
        ],
        "shortcuts": [
            {"name": TODAY[language], "url": "/today"},
            {"name": PROGRAMME[language], "url": "/programme"},
        ],
    }
