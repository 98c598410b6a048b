"""Practitioners' own exercises, their pictures and videos.

Revision ID: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KINDS = ("strength", "isometric", "stretch", "motor_control", "relief", "return_to_run")


def upgrade() -> None:
    _media()
    _exercises()


def downgrade() -> None:
    op.drop_table("own_exercise")
    op.drop_table("exercise_media_part")
    op.drop_table("exercise_media")


def _media() -> None:
    op.create_table(
        "exercise_media",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("media_type", _choice("media_type", "image/webp", "video/mp4"), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_exercise_media_size")),
        _points("exercise_media", "stored_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_exercise_media"),
        sa.UniqueConstraint("digest", name="uq_exercise_media_digest"),
    )
    op.create_index("ix_exercise_media_stored_at", "exercise_media", ["stored_at"])
    op.create_table(
        "exercise_media_part",
        sa.Column("media_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        _points("exercise_media_part", "media_id", "exercise_media"),
        sa.PrimaryKeyConstraint("media_id", "position", name="pk_exercise_media_part"),
    )


def _exercises() -> None:
    text = ("purpose_da", "purpose_en", "steps_da", "steps_en", "cautions_da", "cautions_en")
    op.create_table(
        "own_exercise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("scope", _choice("scope", "own", "branch", "chain"), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=True),
        sa.Column("kind", _choice("kind", *KINDS), nullable=False),
        sa.Column("name_da", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in text),
        sa.Column("equipment_da", sa.String(length=200), nullable=False),
        sa.Column("equipment_en", sa.String(length=200), nullable=False),
        sa.Column("loads", sa.JSON(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=True),
        sa.Column("media_id", sa.Integer(), nullable=True),
        sa.Column("media_text_da", sa.Text(), nullable=False),
        sa.Column("media_text_en", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("scope <> 'branch' OR branch_id IS NOT NULL", name=op.f("ck_own_exercise_branch_known")),
        sa.CheckConstraint("(retired_at IS NULL) = (retired_by_id IS NULL)", name=op.f("ck_own_exercise_retired_by")),
        sa.CheckConstraint("link IS NULL OR substr(link, 1, 8) = 'https://'", name=op.f("ck_own_exercise_link")),
        _points("own_exercise", "branch_id", "branch"),
        _points("own_exercise", "media_id", "exercise_media"),
        _points("own_exercise", "replaces_id", "own_exercise"),
        _points("own_exercise", "made_by_id", "person"),
        _points("own_exercise", "retired_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_own_exercise"),
        sa.UniqueConstraint("code", name="uq_own_exercise_code"),
        sa.UniqueConstraint("made_by_id", "client_key", name="uq_own_exercise_made_by_id_client_key"),
        sa.UniqueConstraint("replaces_id", name="uq_own_exercise_replaces_id"),
    )
    for column in ("branch_id", "media_id", "made_by_id"):
        op.create_index(f"ix_own_exercise_{column}", "own_exercise", [column])


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=24, create_constraint=True)


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}", ondelete="RESTRICT")
