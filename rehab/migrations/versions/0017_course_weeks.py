"""How each week of a course went, which the overviews count from.

Revision ID: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "course_week",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.SmallInteger(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("median", sa.Double(), nullable=True),
        sa.Column("mornings", sa.SmallInteger(), nullable=False),
        sa.Column("done", sa.Double(), nullable=False),
        sa.Column("due", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("week BETWEEN 1 AND 26", name=op.f("ck_course_week_week")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_week_course_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("course_id", "week", name=op.f("pk_course_week")),
    )


def downgrade() -> None:
    op.drop_table("course_week")
