"""A patient leaves something out today, or swaps it for a lighter exercise, and says why; the practitioner sees it.

Promises that nothing is dosed anew by it: what was prescribed stands, and what was left out is still not done.
"""

from rehab.features.skips.routes import bp

__all__ = ["bp"]
