"""Which exercises are drawn or shown: a drawing is the template templates/illustrations/<slug>.svg.html."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, url_for

from rehab.config import ROOT
from rehab.db import db
from rehab.records.exercises import OWN, own_exercise
from rehab.web.exercises import exercise, own_or_none
from rehab.web.language import chosen_language

DRAWINGS = ROOT / "templates" / "illustrations"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What shows an own exercise: the address of its picture or video, what that tells, and a link out of the app."""

    address: str
    is_video: bool
    width: int | None
    height: int | None
    text: str
    link: str
    link_host: str


def drawing_of(code: str) -> str | None:
    """The slug an exercise's drawing goes by, for the macro `illustration`; None while nobody has drawn it.

    An own exercise has one when it has a picture, a video or a link. Raises KeyError for a code that isn't there.
    """
    slug = exercise(code).slug
    if own := own_or_none(code):
        return slug if own.media or own.link else None
    return slug if _is_drawn(slug) else None


def shown(slug: str) -> Shown | None:
    """What stands in the place of a drawing for an own exercise, by the slug `drawing_of` gives; None for a drawing."""
    if not slug.startswith(OWN):
        return None
    own, language = own_exercise(db.session, slug.removeprefix(OWN)), chosen_language()
    media, link = own.media, own.link or ""
    return Shown(
        address=url_for("exercises.media", digest=media.digest) if media else "",
        is_video=media is not None and media.is_video,
        width=media.width if media else None,
        height=media.height if media else None,
        text=media.text.in_(language) if media else "",
        link=link,
        link_host=urlsplit(link).hostname or "",
    )


def init_app(app: Flask) -> None:
    """Let the macro `illustration` ask what to show."""
    app.jinja_env.globals.update(shown_of=shown)


@lru_cache(maxsize=256)
def _is_drawn(slug: str) -> bool:
    return (DRAWINGS / f"{slug}.svg.html").is_file()
