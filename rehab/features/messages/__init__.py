"""A patient and those who treat them write to each other: one thread per course, closed with the course.

Promises that nothing written is ever changed, that the patient reads when to expect an answer and whom to ring when it
cannot wait, and that whoever is told of a message is told that there is one, never what it says.
"""

from rehab.features.messages.routes import bp

__all__ = ["bp"]
