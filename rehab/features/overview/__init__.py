"""The branch manager: how the branch is doing this Monday morning.

Promises honest denominators: each figure says how many it rests on, and none is shown of fewer than five patients.
No patient is named here.
"""

from rehab.features.overview.routes import bp

__all__ = ["bp"]
