"""Outcome measures, and how a course turns."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "psfs_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("named_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("position BETWEEN 1 AND 5", name=op.f("ck_psfs_activity_position")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_psfs_activity_course_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["named_by_id"], ["person.id"], name="fk_psfs_activity_named_by_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_psfs_activity"),
        sa.UniqueConstraint("course_id", "position", name="uq_psfs_activity_course_id_position"),
    )
    op.create_table(
        "outcome_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.SmallInteger(), nullable=False),
        sa.Column(
            "question",
            sa.Enum(
                "psfs_1",
                "psfs_2",
                "psfs_3",
                "psfs_4",
                "psfs_5",
                "nrs",
                "groc",
                "pass",
                name="question",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.SmallInteger(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("value IS NULL OR value BETWEEN 0 AND 10", name=op.f("ck_outcome_answer_value")),
        sa.CheckConstraint("week IN (0, 4, 8, 12)", name=op.f("ck_outcome_answer_week")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name="fk_outcome_answer_answered_by_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_outcome_answer_course_id", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_outcome_answer"),
    )
    op.create_index(
        "uq_outcome_answer_in_force",
        "outcome_answer",
        ["course_id", "week", "question"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "course_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column(
            "turn",
            sa.Enum("well", "came_back", name="turn", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("turned_on", sa.Date(), nullable=False),
        sa.Column("check_on", sa.Date(), nullable=True),
        sa.Column("turned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turned_by_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["person.id"], name="fk_course_turn_closed_by_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_course_turn_course_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["turned_by_id"], ["person.id"], name="fk_course_turn_turned_by_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_course_turn"),
        sa.UniqueConstraint("course_id", "client_key", name="uq_course_turn_course_id_client_key"),
    )


def downgrade() -> None:
    op.drop_table("course_turn")
    op.drop_table("outcome_answer")
    op.drop_table("psfs_activity")
