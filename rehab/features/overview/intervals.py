"""The mean of a few values with its 95 % confidence interval, and a share with its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, fmean, stdev

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and the ends of its 95 % confidence interval, resting on `n` values."""

    n: int
    value: float
    low: float
    high: float


def mean_interval(values: Sequence[float]) -> Interval:
    """Mean and its interval by Student's t. Raises ValueError for fewer than two values.

    >>> found = mean_interval([-1, -2, -3, -4, -5])
    >>> found.value, round(found.low, 2), round(found.high, 2)
    (-3.0, -4.96, -1.04)
    """
    if len(values) < 2:
        raise ValueError("an interval rests on two values at least")
    mean = fmean(values)
    half = t_quantile(len(values) - 1) * stdev(values) / sqrt(len(values))
    return Interval(len(values), mean, mean - half, mean + half)


def share_interval(hits: int, n: int) -> Interval:
    """A share 0-1 and its interval by Wilson's score (1927), which stays within 0 and 1. Raises ValueError for none.

    >>> found = share_interval(8, 10)
    >>> found.value, round(found.low, 2), round(found.high, 2)
    (0.8, 0.49, 0.94)
    """
    if n < 1:
        raise ValueError("a share is of something")
    z = _Z
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return Interval(n, share, max(0.0, middle - half), min(1.0, middle + half))


def t_quantile(freedom: int) -> float:
    """The 97.5 % point of Student's t, by its expansion in 1/freedom (Abramowitz and Stegun 26.7.5).

    Within 0.6 % from 4 degrees of freedom, which is what five patients give.

    >>> [round(t_quantile(n), 2) for n in (4, 9, 29, 1000)]
    [2.77, 2.26, 2.05, 1.96]
    """
    z, n = _Z, freedom
    first = (z**3 + z) / (4 * n)
    second = (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
    return z + first + second + third


_Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
