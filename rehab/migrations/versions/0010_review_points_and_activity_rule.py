"""When the practitioner looks at the course, and whether sport goes on: signed with each version of the programme."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("programme_version", sa.Column("review_points", sa.JSON(), server_default="[]", nullable=False))
    # In one statement: SQLite would make the table anew for a constraint, and the record points at its rows.
    op.execute(
        "ALTER TABLE programme_version ADD COLUMN activity_rule VARCHAR(24) "
        "CONSTRAINT ck_programme_version_activity_rule CHECK (activity_rule IN ('stop', 'monitored'))"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE programme_version DROP COLUMN activity_rule")
    op.execute("ALTER TABLE programme_version DROP COLUMN review_points")
