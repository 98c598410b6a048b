"""A practitioner closes a course with a last note, finds the closed ones again, and opens one that goes on after all.

Promises that closing ends what was asked of the patient and nothing else: all that was logged and written stays, can be
read by both, and is opened again with the same practitioner at the same branch.
"""

from rehab.features.closing.routes import bp

__all__ = ["bp"]
