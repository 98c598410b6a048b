"""A set done with each side by itself keeps both results, and a training can be stopped by pain.

Revision ID: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BOTH_SIDES = (
    "(reps_left IS NULL AND reps_right IS NULL AND load_left_kg IS NULL AND load_right_kg IS NULL) OR "
    "(reps_left IS NOT NULL AND reps_right IS NOT NULL AND "
    "reps_left BETWEEN 0 AND 200 AND reps_right BETWEEN 0 AND 200 AND "
    "reps = CASE WHEN reps_left < reps_right THEN reps_left ELSE reps_right END AND "
    "COALESCE(load_left_kg, 0) BETWEEN 0 AND 200 AND COALESCE(load_right_kg, 0) BETWEEN 0 AND 200)"
)


def upgrade() -> None:
    # The last column of each table brings the constraint along: SQLite would make the table anew for one on its own,
    # and the sets point at the rows of the sessions.
    op.add_column("exercise_set", sa.Column("reps_right", sa.SmallInteger(), nullable=True))
    op.add_column("exercise_set", sa.Column("load_left_kg", sa.Numeric(5, 1), nullable=True))
    op.add_column("exercise_set", sa.Column("load_right_kg", sa.Numeric(5, 1), nullable=True))
    op.execute(
        f"ALTER TABLE exercise_set ADD COLUMN reps_left SMALLINT CONSTRAINT ck_exercise_set_sides CHECK ({BOTH_SIDES})"
    )
    op.add_column("exercise_session", sa.Column("reps_right", sa.Integer(), nullable=True))
    op.execute(
        "ALTER TABLE exercise_session ADD COLUMN reps_left INTEGER "
        "CONSTRAINT ck_exercise_session_sides CHECK ((reps_left IS NULL) = (reps_right IS NULL))"
    )
    op.add_column(
        "exercise_session", sa.Column("stopped_by_pain", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def downgrade() -> None:
    for table, columns in (
        ("exercise_session", ("stopped_by_pain", "reps_left", "reps_right")),
        ("exercise_set", ("reps_left", "reps_right", "load_left_kg", "load_right_kg")),
    ):
        for column in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
