"""A route builds one frozen Page and shows it; templates get words and numbers, never rows."""

from dataclasses import dataclass
from typing import Any, ClassVar

from flask import Flask, Response, current_app, make_response, render_template, request

from rehab.web.access import viewer_or_none
from rehab.web.language import chosen_language
from rehab.web.navigation import navigation

THEME_COOKIE = "theme"
TEXT_COOKIE = "text-size"


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a template may read as `page`. Subclasses name their template and add their own fields."""

    template: ClassVar[str]
    title: str


def show(page: Page, status: int = 200) -> Response:
    """Render a page."""
    return make_response(render_template(page.template, page=page), status)


def chosen_theme() -> str | None:
    """light or dark if the person chose, else None: the system decides."""
    viewer = viewer_or_none()
    theme = viewer.theme if viewer else request.cookies.get(THEME_COOKIE)
    return theme if theme in ("light", "dark") else None


def chosen_text_size() -> str | None:
    """large or larger if the person chose, else None: what the device says."""
    viewer = viewer_or_none()
    size = viewer.text_size if viewer else request.cookies.get(TEXT_COOKIE)
    return size if size in ("large", "larger") else None


def init_app(app: Flask) -> None:
    """What every template may read besides its page."""

    @app.context_processor
    def everywhere() -> dict[str, Any]:
        viewer = viewer_or_none()
        return {
            "viewer": viewer,
            "nav": navigation(viewer),
            "site_name": current_app.extensions["settings"].site_name,
            "html_lang": chosen_language(),
            "theme": chosen_theme(),
            "text_size": chosen_text_size(),
        }
