"""Messages of a course, and within how many working days a practitioner answers.

Revision ID: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

UNREAD = sa.text("seen_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "course_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("is_from_patient", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(seen_at IS NULL) = (seen_by_id IS NULL)", name=op.f("ck_course_message_seen_pair")),
        _owner("course_message", "course_id", "course.id"),
        _owner("course_message", "sent_by_id", "person.id"),
        _owner("course_message", "seen_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_message")),
        sa.UniqueConstraint("course_id", "client_key", name=op.f("uq_course_message_course_id_client_key")),
    )
    op.create_index("ix_course_message_course_id_id", "course_message", ["course_id", "id"])
    op.create_index(
        "ix_course_message_unread",
        "course_message",
        ["course_id", "is_from_patient"],
        sqlite_where=UNREAD,
        postgresql_where=UNREAD,
    )
    op.create_table(
        "answer_time",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("working_days", sa.SmallInteger(), nullable=False),
        sa.Column("tells_by_mail", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("working_days BETWEEN 0 AND 10", name=op.f("ck_answer_time_working_days")),
        _owner("answer_time", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_answer_time")),
    )


def _owner(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [of], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT")


def downgrade() -> None:
    op.drop_table("answer_time")
    op.drop_table("course_message")
