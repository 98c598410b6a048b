"""How large a person reads, and on which devices they are signed in."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("text_size", sa.String(length=6), nullable=True))
        person.create_check_constraint(
            op.f("ck_person_text_size"), "text_size IS NULL OR text_size IN ('large', 'larger')"
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
    with op.batch_alter_table("person") as person:
        person.drop_constraint(op.f("ck_person_text_size"), type_="check")
        person.drop_column("text_size")
