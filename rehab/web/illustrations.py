"""Which exercises are drawn: a drawing is the template templates/illustrations/<slug>.svg.html."""

from functools import lru_cache

from rehab.config import ROOT
from rehab.content import exercise

DRAWINGS = ROOT / "templates" / "illustrations"


@lru_cache(maxsize=256)
def drawing_of(code: str) -> str | None:
    """The slug an exercise's drawing goes by, for the macro `illustration`; None while nobody has drawn it.

    Raises what `exercise` raises for a code that isn't in the library.
    """
    slug = exercise(code).slug
    return slug if (DRAWINGS / f"{slug}.svg.html").is_file() else None
