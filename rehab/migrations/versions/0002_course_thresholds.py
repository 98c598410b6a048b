"""Thresholds of the follow-up rules, as a practitioner changed them for a course."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "course_thresholds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_course_thresholds_number")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name="fk_course_thresholds_course_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["person.id"], name="fk_course_thresholds_set_by_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_course_thresholds"),
        sa.UniqueConstraint("course_id", "client_key", name="uq_course_thresholds_course_id_client_key"),
        sa.UniqueConstraint("course_id", "number", name="uq_course_thresholds_course_id_number"),
    )


def downgrade() -> None:
    op.drop_table("course_thresholds")
