"""The exercise library: practitioners look exercises up, and add their own with a picture, a video or a link.

Promises that what was prescribed never changes (a change is a new revision under a new code, and the one before is no
longer offered), and that an upload is what its content says, holds nothing but what is seen and heard, and never runs.
"""

from rehab.features.exercises.routes import bp

__all__ = ["bp"]
