"""Follow-up prompts are answered: a patient says "not now" or "I'm well", the responsible practitioner closes one.

Promises that each ending is counted once, and that a prompt which has ended is not asked again before it may be.
"""

from rehab.features.follow_up.routes import bp

__all__ = ["bp"]
