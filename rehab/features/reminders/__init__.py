"""The patient: when and how to be reminded, and a way out that needs no signing in.

Promises that nobody is reminded who did not ask for it, that one tap ends it, and that the page says why they ended.
"""

from rehab.features.reminders.routes import bp

__all__ = ["bp"]
