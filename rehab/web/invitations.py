"""Showing an invitation once: its link and QR code to whoever made it, on the page after the one that made it."""

from dataclasses import dataclass

from flask import session as cookie
from flask import url_for
from markupsafe import Markup

KEY = "invitation"


@dataclass(frozen=True, slots=True)
class Shown:
    """A link to hand over, and the same as an SVG (black on white, to be photographed in either theme)."""

    link: str
    qr: Markup


def hand_over(person_id: int, token: str) -> None:
    """Keep a fresh token for the next page of whoever made it."""
    cookie[KEY] = [person_id, token]


def shown_once(person_id: int) -> Shown | None:
    """The invitation just made for a person, the first time it is asked for; None ever after."""
    kept = cookie.pop(KEY, None)
    if not kept or kept[0] != person_id:
        return None
    link = url_for("accounts.welcome", token=kept[1], _external=True)
    return Shown(link, qr_code(link))


def qr_code(text: str, *, fluid: bool = False) -> Markup:
    """Text as a QR code: an SVG without styles. A fluid one takes the size its place gives it."""
    import segno

    code = segno.make(text, error="m", micro=False)
    size = {"omitsize": True} if fluid else {"scale": 5}
    return Markup(code.svg_inline(border=3, dark="#000", light="#fff", svgclass=None, lineclass=None, **size))
