"""A practitioner with 600 open courses, each with the summary of one of the demo's sixty."""

from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from rehab.db import AnySession
from rehab.models import Course, CourseReview, CourseSummary, Person

COURSES = 600


def grow(session: AnySession, template_id: int, practitioner_id: int, courses: int = COURSES) -> None:
    """Give a practitioner so many open courses, like those of another: patient, course, summary, a review of each."""
    rows = session.execute(
        sa.select(Person.__table__, Course.__table__, CourseSummary.__table__)
        .set_label_style(sa.LABEL_STYLE_TABLENAME_PLUS_COL)
        .join(Course, Course.patient_id == Person.id)
        .join(CourseSummary, CourseSummary.course_id == Course.id)
        .where(Course.practitioner_id == template_id, Course.closed_at.is_(None))
        .order_by(Course.id)
    ).all()
    ids = {model: _highest(session, model) for model in (Person, Course, CourseReview)}
    made: dict[Any, list[dict[str, Any]]] = {model: [] for model in (Person, Course, CourseReview, CourseSummary)}
    for number in range(1, courses + 1):
        row = rows[number % len(rows)]._mapping
        person, course, summary = (_of(row, name) for name in ("person", "course", "course_summary"))
        person |= {"id": ids[Person] + number, "email": f"many-{number}@demo.invalid", "session_key": f"many-{number}"}
        person["name"] = f"{person['name']} {number}"
        course |= {"id": ids[Course] + number, "patient_id": person["id"], "practitioner_id": practitioner_id}
        review = {
            "id": ids[CourseReview] + number,
            "course_id": course["id"],
            "client_key": f"many-{number}",
            "reviewed_at": course["opened_at"],
            "reviewed_by_id": practitioner_id,
            "seen_reasons": [],
            "review_note": "",
        }
        summary |= {"course_id": course["id"], "prompt_id": None, "next_appointment_id": None}
        summary["review_id"] = review["id"]
        for model, values in ((Person, person), (Course, course), (CourseReview, review), (CourseSummary, summary)):
            made[model].append(values)
    for model, values in made.items():
        session.execute(sa.insert(model.__table__), values)
    session.commit()


def enter_as(app: Flask, session: AnySession, person_id: int) -> FlaskClient:
    """A client whose cookie names that person."""
    person = session.get_one(Person, person_id)
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = f"{person.id}:{person.session_key}"
        cookie["_fresh"] = True
    return client


def _highest(session: AnySession, model: Any) -> int:
    return session.scalar(sa.select(sa.func.max(model.id))) or 0


def _of(row: Any, table: str) -> dict[str, Any]:
    prefix = f"{table}_"
    columns = {column.name for column in sa.inspect({"person": Person, "course": Course}.get(table, CourseSummary)).c}
    return {name: row[prefix + name] for name in columns}
