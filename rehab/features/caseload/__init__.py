"""The practitioner: who needs me and why, one course on one page, notes, and taking in a new patient.

Promises the greatest need first, that only the practitioner's own open courses are found, that opening one leaves a
line in the audit log, and that nothing in the record is edited: a note is signed, a correction keeps what it replaced.
"""

from rehab.features.caseload import branch_routes, review_routes, routes
from rehab.features.caseload.course import reading_routes
from rehab.features.caseload.course import routes as course_routes

bp = routes.bp

__all__ = ["bp", "branch_routes", "course_routes", "reading_routes", "review_routes"]
