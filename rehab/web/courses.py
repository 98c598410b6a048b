"""The course a request is about, found through whoever asks, or the same 404; and the line its reading leaves."""

from flask import abort

from rehab import clock
from rehab.db import db
from rehab.models import Role
from rehab.records import audit
from rehab.records.finding import CourseHead, own_course, responsible_course
from rehab.records.reach import chosen_why
from rehab.web.access import viewer


def own_open_course() -> CourseHead:
    """The patient's own open course; without one, a 404."""
    return _open(own_course(db.session, viewer().id))


def responsible_open_course(course_id: int) -> CourseHead:
    """An open course in the practitioner's reach (`records.reach`); anyone else's, a closed or unknown one is a 404."""
    return _open(responsible_course(db.session, viewer().id, course_id, now=clock.now()))


def reachable_course(course_id: int) -> CourseHead:
    """A course in the practitioner's reach, open or closed, to be read; anyone else's and an unknown one is a 404."""
    return responsible_course(db.session, viewer().id, course_id, now=clock.now()) or abort(404)


def note_reading(head: CourseHead, subject: str) -> None:
    """Leave a line in the audit log: the viewer opened this part of the record, and why where it is a colleague's."""
    me, now = viewer(), clock.now()
    why = None
    if me.role is Role.PRACTITIONER and head.practitioner_id != me.id:
        why = chosen_why(db.session, me.id, head.branch_id, now)
    audit.of_course(db.session, head, f"read, {why}" if why else "read", subject, by=me, now=now)


def _open(head: CourseHead | None) -> CourseHead:
    if head is None or head.closed_at is not None:
        abort(404)
    return head
