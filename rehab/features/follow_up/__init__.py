"""Follow-up prompts are answered by the patient ("not now", "I'm well"). The practitioner sends one now, holds it back
or closes it with a reason, plans one by hand, and sets the thresholds of a course.

Promises that each ending is counted once, that a prompt which has ended is not asked again before it may be, and that
every decision can be read afterwards, with who and why.
"""

from rehab.features.follow_up import routes, staff_routes
from rehab.features.follow_up.blueprint import bp

__all__ = ["bp", "routes", "staff_routes"]
