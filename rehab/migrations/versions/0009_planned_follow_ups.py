"""Planned follow-ups, and what a practitioner decides about prompts: a rule and an ending more.

Revision ID: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

RULES = (
    *("red_flag", "flare", "creep", "week_4", "non_response", "week_12", "refractory", "plateau", "ready"),
    *("end_of_phase", "low_adherence", "silence", "improved"),
)
ENDINGS = ("booked", "well", "not_now", "closed", "resolved")
DECISIONS = ("send", "hold", "release", "close")
PLAN_ENDINGS = ("taken_back", "replaced", "well")
COLUMNS = (
    *("id", "course_id", "rule", "numbers", "raised_on", "raised_at"),
    *("ended_at", "ended_by_id", "ending", "snoozed_until"),
)


def upgrade() -> None:
    allow((*RULES, "planned"), (*ENDINGS, "held"))
    make_planned()
    make_decisions()


def make_planned() -> None:
    op.create_table(
        "planned_follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ending", choice("ending", PLAN_ENDINGS), nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name=op.f("ck_planned_follow_up_ended_pair")),
        *(
            refers("planned_follow_up", column, target)
            for column, target in (
                ("course_id", "course.id"),
                ("version_id", "programme_version.id"),
                ("made_by_id", "person.id"),
                ("ended_by_id", "person.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name="pk_planned_follow_up"),
        sa.UniqueConstraint("course_id", "client_key", name="uq_planned_follow_up_course_id_client_key"),
    )
    op.create_index("ix_planned_follow_up_course_id_due_on", "planned_follow_up", ["course_id", "due_on"])


def make_decisions() -> None:
    op.create_table(
        "follow_up_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("rule", choice("rule", (*RULES, "planned")), nullable=False),
        sa.Column("planned_id", sa.Integer(), nullable=True),
        sa.Column("prompt_id", sa.Integer(), nullable=True),
        sa.Column("decision", choice("decision", DECISIONS), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("until IS NULL OR decision = 'hold'", name=op.f("ck_follow_up_decision_until_of_hold")),
        *(
            refers("follow_up_decision", column, target)
            for column, target in (
                ("course_id", "course.id"),
                ("planned_id", "planned_follow_up.id"),
                ("prompt_id", "follow_up_prompt.id"),
                ("decided_by_id", "person.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up_decision"),
        sa.UniqueConstraint("course_id", "client_key", name="uq_follow_up_decision_course_id_client_key"),
    )


def choice(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}", ondelete="RESTRICT")


def downgrade() -> None:
    """What was held counts as closed, what was planned as the end of a phase: the nearest there was before."""
    op.drop_table("follow_up_decision")
    op.drop_table("planned_follow_up")
    op.execute("UPDATE follow_up_prompt SET ending = 'closed' WHERE ending = 'held'")
    op.execute("""
        UPDATE follow_up_prompt SET rule = 'end_of_phase', numbers = '{"days": 0}' WHERE rule = 'planned'
    """)
    # Their reasons are found anew by the next daily round, which looks for what is of an earlier day.
    op.execute("""
        UPDATE course_summary SET reasons = '[]', as_of_on = '2000-01-01'
        WHERE CAST(reasons AS TEXT) LIKE '%"planned"%'
    """)
    allow(RULES, ENDINGS)


def allow(rules: tuple[str, ...], endings: tuple[str, ...]) -> None:
    """Let the table of prompts hold these and no others. SQLite changes a CHECK by making the table anew."""
    if op.get_bind().dialect.name == "sqlite":
        make_anew(rules, endings)
        return
    for name, values in (("rule", rules), ("ending", endings)):
        op.drop_constraint(op.f(f"ck_follow_up_prompt_{name}"), "follow_up_prompt", type_="check")
        op.create_check_constraint(op.f(f"ck_follow_up_prompt_{name}"), "follow_up_prompt", sa.column(name).in_(values))


def make_anew(rules: tuple[str, ...], endings: tuple[str, ...]) -> None:
    """The table as it is in 0001 but for the two columns, with its rows; foreign keys are not looked at meanwhile."""
    op.create_table(
        "follow_up_prompt_anew",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=24), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ending", sa.String(length=24), nullable=True),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.CheckConstraint(sa.column("rule").in_(rules), name=op.f("ck_follow_up_prompt_rule")),
        sa.CheckConstraint(sa.column("ending").in_(endings), name=op.f("ck_follow_up_prompt_ending")),
        sa.CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name=op.f("ck_follow_up_prompt_ended_pair")),
        refers("follow_up_prompt", "course_id", "course.id"),
        refers("follow_up_prompt", "ended_by_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up_prompt"),
    )
    names = ", ".join(COLUMNS)
    op.execute(f"INSERT INTO follow_up_prompt_anew ({names}) SELECT {names} FROM follow_up_prompt")
    op.drop_table("follow_up_prompt")
    op.rename_table("follow_up_prompt_anew", "follow_up_prompt")
    op.create_index("ix_follow_up_prompt_course_id_raised_on", "follow_up_prompt", ["course_id", "raised_on"])
    op.create_index(
        "uq_follow_up_prompt_open",
        "follow_up_prompt",
        ["course_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
    )
