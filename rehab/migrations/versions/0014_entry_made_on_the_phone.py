"""When a phone made the entry it sent later.

Revision ID: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = ("morning_pain", "exercise_session", "skipped_exercise")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("made_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} DROP COLUMN made_at")
