"""The patient says how it goes at weeks 0, 4, 8 and 12, that it is well, and that it came back.

Promises one question a screen, each answer stored as it is given, a correction that keeps what it replaces, prompts
that stop after "I'm well", and a course that opens again where it was when it came back.
"""

from rehab.features.outcomes.routes import bp

__all__ = ["bp"]
