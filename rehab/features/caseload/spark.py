"""A row's small line: 28 mornings, three-day means, the same scale in every row; gaps stay gaps.

Sixty of them stand on one page, so their strings are looked up, not formatted: a mean of up to three scores of 0-10
has few values, and there are 28 places.
"""

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

DAYS = 28
LEFT, STEP, BOTTOM, POINT = 2.0, 104 / (DAYS - 1), 32.0, 3.0  # in a box of 112 x 34
X = tuple(f"{LEFT + STEP * day:.1f}" for day in range(DAYS))
Y = {(total, count): f"{BOTTOM - POINT * total / count:.1f}" for count in (1, 2, 3) for total in range(10 * count + 1)}


def spark(scores: Sequence[int | None], tone: str = "") -> Markup:
    """An SVG, its dashed line at the first known level; empty under two mornings. Oldest first; `tone` is a class.

    Drawn once for the same scores: a list is opened again long before they change.
    """
    return _drawn(tuple(scores[-DAYS:]), tone)


@lru_cache(maxsize=4096)
def _drawn(scores: tuple[int | None, ...], tone: str) -> Markup:
    heights = _heights(scores)
    if len(heights) < 2:
        return Markup("")
    path, before = [], -2
    for day, height in heights:
        # A stroke without length first, so that a morning between two gaps is still a dot.
        path.append(f"L{X[day]} {height}" if day == before + 1 else f"M{X[day]} {height}h0")
        before = day
    level, (last, end) = heights[0][1], heights[-1]
    colour = f' class="{tone}"' if tone else ""
    return Markup(  # numbers and our own class only
        '<svg class="spark" viewBox="0 0 112 34" aria-hidden="true" focusable="false">'
        f'<line x1="2" x2="106" y1="{level}" y2="{level}"/><path{colour} d="{"".join(path)}"/>'
        f'<circle cx="{X[last]}" cy="{end}" r="2.8"/></svg>'
    )


def _heights(scores: Sequence[int | None]) -> list[tuple[int, str]]:
    """Day and height of each known morning, meaned with those beside it."""
    found = []
    padded = (None, *scores, None)
    for day, score in enumerate(scores):
        if score is not None:
            known = [each for each in padded[day : day + 3] if each is not None]
            found.append((day, Y[sum(known), len(known)]))
    return found
