"""Addenda to notes; a set tried together at the first visit is told from a training."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "note_addendum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["course_note.id"], name="fk_note_addendum_note_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["person.id"], name="fk_note_addendum_signed_by_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_note_addendum"),
        sa.UniqueConstraint("note_id", "client_key", name="uq_note_addendum_note_id_client_key"),
    )
    # In one statement: SQLite would make the table anew, and half the record points at its rows.
    op.execute("ALTER TABLE exercise_session ADD COLUMN is_practice BOOLEAN DEFAULT false NOT NULL")


def downgrade() -> None:
    op.execute("ALTER TABLE exercise_session DROP COLUMN is_practice")
    op.drop_table("note_addendum")
