"""The patient goes through the list of warning signs; the practitioner sees a tick, clears it, and pauses a course.

Promises that a tick pauses the programme and shows its fixed text at once, that nothing is scored or named, that only
the responsible practitioner lets the training go on, and that nothing is due on the days of a pause.
"""

from rehab.features.safety.routes import bp

__all__ = ["bp"]
