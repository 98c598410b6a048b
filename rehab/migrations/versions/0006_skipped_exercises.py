"""Exercises left out or swapped, with the reason."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "skipped_exercise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("prescription_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("skipped_on", sa.Date(), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "pain",
                "no_equipment",
                "no_time",
                "ill",
                name="why",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("swapped_for", sa.String(length=10), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logged_by_id", sa.Integer(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name="fk_skipped_exercise_course_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["logged_by_id"], ["person.id"], name="fk_skipped_exercise_logged_by_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["prescription_id"], ["prescription.id"], name="fk_skipped_exercise_prescription_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_skipped_exercise"),
        sa.UniqueConstraint("course_id", "client_key", name="uq_skipped_exercise_course_id_client_key"),
    )
    op.create_index(
        "uq_skipped_exercise_in_force",
        "skipped_exercise",
        ["course_id", "prescription_id", "skipped_on"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("skipped_exercise")
