"""How large a person reads, and on which devices they are signed in."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In one statement: SQLite would make the table anew for a constraint, and half the record points at its rows.
    op.execute(
        "ALTER TABLE person ADD COLUMN text_size VARCHAR(6) "
        "CONSTRAINT ck_person_text_size CHECK (text_size IS NULL OR text_size IN ('large', 'larger'))"
    )
    op.create_table(
        "device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_device_person_id", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_device"),
        sa.UniqueConstraint("token_hash", name="uq_device_token_hash"),
    )
    op.create_index("ix_device_person_id", "device", ["person_id"])


def downgrade() -> None:
    op.drop_table("device")
    op.execute("ALTER TABLE person DROP COLUMN text_size")
