"""A row's small line: 28 mornings, three-day means, the same scale in every row; gaps stay gaps."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, LEFT, BOTTOM, POINT = 104.0, 2.0, 32.0, 3.0  # of a 112 x 34 box


@dataclass(frozen=True, slots=True)
class Spark:
    """An SVG path, the height of its dashed line (the level 28 days ago), and where it ends."""

    path: str
    level: str
    x: str
    y: str


def spark(scores: Sequence[int | None]) -> Spark | None:
    """Drawn from two known mornings on; scores 0-10 or None a day, oldest first."""
    means = _means(scores)
    known = [mean for mean in means if mean is not None]
    if len(known) < 2:
        return None
    step, pen, path, x = WIDTH / (len(scores) - 1), "M", [], ""
    for place, mean in enumerate(means):
        if mean is None:
            pen = "M"
        else:
            x = f"{LEFT + step * place:.1f}"
            path.append(f"{pen}{x} {BOTTOM - POINT * mean:.1f}")
            pen = "L"
    return Spark("".join(path), f"{BOTTOM - POINT * known[0]:.1f}", x, f"{BOTTOM - POINT * known[-1]:.1f}")


def _means(scores: Sequence[int | None]) -> list[float | None]:
    """The mean of each day with those beside it; a day without a score stays without."""
    found: list[float | None] = []
    last = len(scores) - 1
    for place, score in enumerate(scores):
        if score is None:
            found.append(None)
            continue
        total, count = score, 1
        if place and (before := scores[place - 1]) is not None:
            total, count = total + before, count + 1
        if place < last and (after := scores[place + 1]) is not None:
            total, count = total + after, count + 1
        found.append(total / count)
    return found
