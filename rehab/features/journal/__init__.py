"""The patient's day: morning pain, today's training, the daily stretches, and what the course calls for.

Promises that one tap saves, that nothing logged is lost or stored twice, that a correction keeps what it replaces,
and that what to do about a reaction is said in the practitioner's own words.
"""

from rehab.features.journal import practice, taps
from rehab.features.journal.routes import bp

__all__ = ["bp", "practice", "taps"]
