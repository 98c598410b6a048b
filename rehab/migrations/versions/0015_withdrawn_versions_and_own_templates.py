"""Signed versions that were taken back, and the clinic's own templates."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "programme_withdrawal",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["programme_version.id"],
            name="fk_programme_withdrawal_version_id",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["person.id"], name="fk_programme_withdrawal_withdrawn_by_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("version_id", name="pk_programme_withdrawal"),
    )
    op.create_table(
        "programme_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("condition", sa.String(length=40), nullable=False),
        sa.Column(
            "phase",
            _choice("phase", "opstart", "udvikling", "kronisk", "vedligehold", "opblussen"),
            nullable=False,
        ),
        sa.Column("scope", _choice("scope", "chain", "branch", "own"), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("edition", sa.SmallInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("scope <> 'branch' OR branch_id IS NOT NULL", name=op.f("ck_programme_template_branch")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=f"fk_programme_template_{column}", ondelete="RESTRICT"
            )
            for column, table in (
                ("branch_id", "branch"),
                ("owner_id", "person"),
                ("changed_by_id", "person"),
                ("retired_by_id", "person"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name="pk_programme_template"),
        sa.UniqueConstraint("owner_id", "client_key", name="uq_programme_template_owner_id_client_key"),
    )
    op.create_index("ix_programme_template_condition", "programme_template", ["condition"])


def downgrade() -> None:
    op.drop_table("programme_template")
    op.drop_table("programme_withdrawal")


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)
