"""Warning signs reported, and pauses."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "warning_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column(
            "occasion",
            sa.Enum(
                "start", "weekly", "on_demand", name="occasion", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("checklist_version", sa.Integer(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "emergency", "same_day", "routine", name="level", native_enum=False, create_constraint=True, length=24
            ),
            nullable=True,
        ),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_by_id", sa.Integer(), nullable=False),
        sa.Column("cleared_on", sa.Date(), nullable=True),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_by_id", sa.Integer(), nullable=True),
        sa.Column("cleared_note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(cleared_at IS NULL) = (cleared_by_id IS NULL)", name=op.f("ck_warning_report_cleared_pair")
        ),
        sa.ForeignKeyConstraint(
            ["cleared_by_id"], ["person.id"], name="fk_warning_report_cleared_by_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_warning_report_course_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["reported_by_id"], ["person.id"], name="fk_warning_report_reported_by_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_warning_report"),
        sa.UniqueConstraint("course_id", "client_key", name="uq_warning_report_course_id_client_key"),
    )
    op.create_index(
        "ix_warning_report_course_id_reported_on", "warning_report", ["course_id", "reported_on"], unique=False
    )
    op.create_table(
        "pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "holiday",
                "illness",
                "warning_sign",
                "other",
                name="why",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("warning_report_id", sa.Integer(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_pause_ended_pair")),
        sa.CheckConstraint("last_on IS NULL OR last_on >= first_on", name=op.f("ck_pause_forward")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_pause_course_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name="fk_pause_ended_by_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name="fk_pause_made_by_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["warning_report_id"], ["warning_report.id"], name="fk_pause_warning_report_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pause"),
        sa.UniqueConstraint("course_id", "client_key", name="uq_pause_course_id_client_key"),
    )
    op.create_index("ix_pause_course_id_first_on", "pause", ["course_id", "first_on"], unique=False)


def downgrade() -> None:
    op.drop_table("pause")
    op.drop_table("warning_report")
