"""Who looked a course through, and until when it waits; the choice to open a branch's courses; lines about no patient.

The summary gets what the caseload is sorted and filtered by.
"""

import json
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_reviews()
    _make_choices()
    with op.batch_alter_table("course_summary") as table:
        table.add_column(sa.Column("first_rule", sa.String(length=24), nullable=True))
        table.add_column(sa.Column("waits_since", sa.Date(), nullable=True))
        table.add_column(sa.Column("review_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("snoozed_until", sa.Date(), nullable=True))
        table.create_foreign_key(
            "fk_course_summary_review_id", "course_review", ["review_id"], ["id"], ondelete="RESTRICT"
        )
    _fill_in()
    with op.batch_alter_table("audit_event") as table:
        table.alter_column("patient_id", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    op.execute("UPDATE audit_event SET patient_id = 0 WHERE patient_id IS NULL")
    with op.batch_alter_table("audit_event") as table:
        table.alter_column("patient_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("course_summary") as table:
        table.drop_constraint("fk_course_summary_review_id", type_="foreignkey")
        for name in ("snoozed_until", "review_id", "waits_since", "first_rule"):
            table.drop_column(name)
    op.drop_table("branch_choice")
    op.drop_table("course_review")


def _make_reviews() -> None:
    op.create_table(
        "course_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=False),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("seen_reasons", sa.JSON(), nullable=False),
        sa.Column("review_note", sa.String(length=200), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone_pair"),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_course_review_course_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["person.id"], name="fk_course_review_reviewed_by_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["person.id"], name="fk_course_review_undone_by_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_course_review"),
        sa.UniqueConstraint("course_id", "client_key", name="uq_course_review_course_id_client_key"),
    )


def _make_choices() -> None:
    op.create_table(
        "branch_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "absence",
                "asked",
                "other",
                name="why",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("own_words", sa.String(length=200), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("why <> 'other' OR own_words <> ''", name="other_in_words"),
        sa.CheckConstraint("chosen_at < expires_at", name="forward"),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name="fk_branch_choice_branch_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["person.id"], name="fk_branch_choice_practitioner_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_branch_choice"),
        sa.UniqueConstraint("practitioner_id", "client_key", name="uq_branch_choice_practitioner_id_client_key"),
    )
    op.create_index("ix_branch_choice_practitioner_id_expires_at", "branch_choice", ["practitioner_id", "expires_at"])


def _fill_in() -> None:
    """The reason a row says is the first one, a warning sign before any other."""
    summary = sa.table(
        "course_summary",
        sa.column("course_id", sa.Integer()),
        sa.column("reasons", sa.JSON()),
        sa.column("first_rule", sa.String()),
        sa.column("waits_since", sa.Date()),
    )
    connection = op.get_bind()
    for course_id, reasons in connection.execute(sa.select(summary.c.course_id, summary.c.reasons)).all():
        if first := _first(json.loads(reasons) if isinstance(reasons, str) else reasons):
            connection.execute(
                sa.update(summary)
                .where(summary.c.course_id == course_id)
                .values(first_rule=first["rule"], waits_since=date.fromisoformat(first["since"]))
            )


def _first(reasons: list[dict[str, Any]] | None) -> dict[str, Any] | None:
    return min(reasons or (), key=lambda each: bool(each["rule"] != "red_flag"), default=None)
