"""The first tables: people, branches, courses, programmes, the journal, follow-up, bookings, audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("actor_role", sa.String(length=24), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_event"),
    )
    op.create_index("ix_audit_event_patient_id_at", "audit_event", ["patient_id", "at"])

    op.create_table(
        "branch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_branch"),
        sa.UniqueConstraint("name", name="uq_branch_name"),
        sa.UniqueConstraint("slug", name="uq_branch_slug"),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_attempt"),
    )
    op.create_index("ix_sign_in_attempt_key_hash_at", "sign_in_attempt", ["key_hash", "at"])

    op.create_table(
        "treatment_type",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name_da", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=60), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("for_patients", sa.Boolean(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 10 AND 240 AND minutes % 10 = 0", name=op.f("ck_treatment_type_minutes")),
        sa.PrimaryKeyConstraint("code", name="pk_treatment_type"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "patient",
                "practitioner",
                "reception",
                "manager",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("session_key", sa.String(length=43), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("theme", sa.String(length=5), nullable=True),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("title", sa.String(length=40), nullable=True),
        sa.Column("home_branch_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("language IN ('da', 'en')", name=op.f("ck_person_language")),
        sa.CheckConstraint("theme IS NULL OR theme IN ('light', 'dark')", name=op.f("ck_person_theme")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_person_email_lower")),
        sa.ForeignKeyConstraint(
            ["home_branch_id"], ["branch.id"], name="fk_person_home_branch_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email", name="uq_person_email"),
    )
    op.create_index("ix_person_home_branch_id", "person", ["home_branch_id"])
    op.create_index("ix_person_role", "person", ["role"])

    op.create_table(
        "availability",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("opens < closes", name=op.f("ck_availability_opens_before_closes")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_availability_weekday")),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name="fk_availability_branch_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["person.id"], name="fk_availability_practitioner_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_availability"),
        sa.UniqueConstraint(
            "practitioner_id",
            "branch_id",
            "weekday",
            "opens",
            name="uq_availability_practitioner_id_branch_id_weekday_opens",
        ),
    )
    op.create_index("ix_availability_branch_id_practitioner_id", "availability", ["branch_id", "practitioner_id"])

    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=False),
        sa.Column("condition", sa.String(length=40), nullable=False),
        sa.Column(
            "side",
            sa.Enum("left", "right", "both", name="side", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("symptoms_since", sa.Date(), nullable=True),
        sa.Column("intake_pain", sa.SmallInteger(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by_id IS NULL)", name=op.f("ck_course_closed_pair")),
        sa.CheckConstraint("intake_pain IS NULL OR intake_pain BETWEEN 0 AND 10", name=op.f("ck_course_intake_pain")),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name="fk_course_branch_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name="fk_course_closed_by_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name="fk_course_opened_by_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name="fk_course_patient_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["person.id"], name="fk_course_practitioner_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_course"),
    )
    op.create_index("ix_course_branch_id_closed_at", "course", ["branch_id", "closed_at"])
    op.create_index("ix_course_patient_id", "course", ["patient_id"])
    op.create_index("ix_course_practitioner_id_closed_at", "course", ["practitioner_id", "closed_at"])

    op.create_table(
        "sign_in_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name="fk_sign_in_link_made_by_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_sign_in_link_person_id", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_link"),
        sa.UniqueConstraint("token_hash", name="uq_sign_in_link_token_hash"),
    )
    op.create_index("ix_sign_in_link_person_id", "sign_in_link", ["person_id"])

    op.create_table(
        "time_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_time_off_starts_before_ends")),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["person.id"], name="fk_time_off_practitioner_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_time_off"),
    )
    op.create_index("ix_time_off_practitioner_id_ends_at", "time_off", ["practitioner_id", "ends_at"])

    op.create_table(
        "course_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_course_note_course_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["person.id"], name="fk_course_note_signed_by_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_course_note"),
        sa.UniqueConstraint("course_id", "client_key", name="uq_course_note_course_id_client_key"),
    )
    op.create_table(
        "follow_up_prompt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column(
            "rule",
            sa.Enum(
                "red_flag",
                "flare",
                "creep",
                "week_4",
                "non_response",
                "week_12",
                "refractory",
                "plateau",
                "ready",
                "end_of_phase",
                "low_adherence",
                "silence",
                "improved",
                name="rule",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "ending",
            sa.Enum(
                "booked",
                "well",
                "not_now",
                "closed",
                "resolved",
                name="ending",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name=op.f("ck_follow_up_prompt_ended_pair")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name="fk_follow_up_prompt_course_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name="fk_follow_up_prompt_ended_by_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up_prompt"),
    )
    op.create_index("ix_follow_up_prompt_course_id_raised_on", "follow_up_prompt", ["course_id", "raised_on"])
    op.create_index(
        "uq_follow_up_prompt_open",
        "follow_up_prompt",
        ["course_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )

    op.create_table(
        "morning_pain",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column(
            "side",
            sa.Enum("left", "right", "both", name="side", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("score", sa.SmallInteger(), nullable=True),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logged_by_id", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("side IN ('left', 'right')", name=op.f("ck_morning_pain_one_side")),
        sa.CheckConstraint("score IS NULL OR score BETWEEN 0 AND 10", name=op.f("ck_morning_pain_score")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_morning_pain_course_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["logged_by_id"], ["person.id"], name="fk_morning_pain_logged_by_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["morning_pain.id"], name="fk_morning_pain_replaces_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_morning_pain"),
        sa.UniqueConstraint("course_id", "client_key", name="uq_morning_pain_course_id_client_key"),
        sa.UniqueConstraint("replaces_id", name="uq_morning_pain_replaces_id"),
    )
    op.create_index(
        "uq_morning_pain_in_force",
        "morning_pain",
        ["course_id", "noted_on", "side"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )

    op.create_table(
        "programme_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("template_code", sa.String(length=12), nullable=True),
        sa.Column("plan_green", sa.Text(), nullable=False),
        sa.Column("plan_yellow", sa.Text(), nullable=False),
        sa.Column("plan_amber", sa.Text(), nullable=False),
        sa.Column("plan_red", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name="fk_programme_version_course_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["person.id"], name="fk_programme_version_signed_by_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_programme_version"),
        sa.UniqueConstraint("course_id", "client_key", name="uq_programme_version_course_id_client_key"),
        sa.UniqueConstraint("course_id", "number", name="uq_programme_version_course_id_number"),
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("branch_id", sa.Integer(), nullable=False),
        sa.Column("treatment_code", sa.String(length=20), nullable=False),
        sa.Column("prompt_id", sa.Integer(), nullable=True),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column("calendar_uid", sa.String(length=60), nullable=False),
        sa.Column("sequence", sa.SmallInteger(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("booked_by_id", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by_id", sa.Integer(), nullable=True),
        sa.Column("attended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("missed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_by_id IS NULL)", name=op.f("ck_appointment_cancelled_pair")
        ),
        sa.CheckConstraint("attended_at IS NULL OR missed_at IS NULL", name=op.f("ck_appointment_attended_or_missed")),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_appointment_starts_before_ends")),
        sa.ForeignKeyConstraint(
            ["booked_by_id"], ["person.id"], name="fk_appointment_booked_by_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name="fk_appointment_branch_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["cancelled_by_id"], ["person.id"], name="fk_appointment_cancelled_by_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_appointment_course_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name="fk_appointment_patient_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["person.id"], name="fk_appointment_practitioner_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["prompt_id"], ["follow_up_prompt.id"], name="fk_appointment_prompt_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["treatment_code"], ["treatment_type.code"], name="fk_appointment_treatment_code", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
        sa.UniqueConstraint("calendar_uid", name="uq_appointment_calendar_uid"),
        sa.UniqueConstraint("patient_id", "client_key", name="uq_appointment_patient_id_client_key"),
    )
    op.create_index("ix_appointment_branch_id_starts_at", "appointment", ["branch_id", "starts_at"])
    op.create_index("ix_appointment_course_id", "appointment", ["course_id"])
    op.create_index("ix_appointment_patient_id_starts_at", "appointment", ["patient_id", "starts_at"])
    op.create_index("ix_appointment_practitioner_id_starts_at", "appointment", ["practitioner_id", "starts_at"])

    op.create_table(
        "exercise_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=36), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("strength", "stretch", name="kind", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("reps_done", sa.Integer(), nullable=False),
        sa.Column("reps_prescribed", sa.Integer(), nullable=False),
        sa.Column("load_kg", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.Column("pain_during", sa.SmallInteger(), nullable=True),
        sa.Column("pain_after", sa.SmallInteger(), nullable=True),
        sa.Column("effort", sa.SmallInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("prescription_ids", sa.JSON(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logged_by_id", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("effort IS NULL OR effort BETWEEN 1 AND 5", name=op.f("ck_exercise_session_effort")),
        sa.CheckConstraint(
            "pain_after IS NULL OR pain_after BETWEEN 0 AND 10", name=op.f("ck_exercise_session_pain_after")
        ),
        sa.CheckConstraint(
            "pain_during IS NULL OR pain_during BETWEEN 0 AND 10", name=op.f("ck_exercise_session_pain_during")
        ),
        sa.CheckConstraint("reps_done >= 0 AND reps_prescribed >= 0", name=op.f("ck_exercise_session_reps")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name="fk_exercise_session_course_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["logged_by_id"], ["person.id"], name="fk_exercise_session_logged_by_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["exercise_session.id"], name="fk_exercise_session_replaces_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["programme_version.id"], name="fk_exercise_session_version_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_exercise_session"),
        sa.UniqueConstraint("course_id", "client_key", name="uq_exercise_session_course_id_client_key"),
        sa.UniqueConstraint("replaces_id", name="uq_exercise_session_replaces_id"),
    )
    op.create_index("ix_exercise_session_course_id_done_on", "exercise_session", ["course_id", "done_on"])

    op.create_table(
        "programme_phase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "opstart",
                "udvikling",
                "kronisk",
                "vedligehold",
                "opblussen",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("weeks", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("weeks BETWEEN 1 AND 52", name=op.f("ck_programme_phase_weeks")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["programme_version.id"], name="fk_programme_phase_version_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_programme_phase"),
        sa.UniqueConstraint("version_id", "position", name="uq_programme_phase_version_id_position"),
    )
    op.create_table(
        "appointment_cell",
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name="fk_appointment_cell_appointment_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["person.id"], name="fk_appointment_cell_practitioner_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("practitioner_id", "starts_at", name="pk_appointment_cell"),
    )
    op.create_index("ix_appointment_cell_appointment_id", "appointment_cell", ["appointment_id"])

    op.create_table(
        "course_summary",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("as_of_on", sa.Date(), nullable=False),
        sa.Column("last_pain", sa.SmallInteger(), nullable=True),
        sa.Column("last_pain_on", sa.Date(), nullable=True),
        sa.Column("start_median", sa.Double(), nullable=True),
        sa.Column("now_median", sa.Double(), nullable=True),
        sa.Column("spark", sa.JSON(), nullable=False),
        sa.Column("done", sa.Double(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("last_session_on", sa.Date(), nullable=True),
        sa.Column("last_log_on", sa.Date(), nullable=True),
        sa.Column(
            "phase",
            sa.Enum(
                "opstart",
                "udvikling",
                "kronisk",
                "vedligehold",
                "opblussen",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("phase_started_on", sa.Date(), nullable=True),
        sa.Column("phase_last_on", sa.Date(), nullable=True),
        sa.Column("need", sa.SmallInteger(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("prompt_id", sa.Integer(), nullable=True),
        sa.Column("next_appointment_id", sa.Integer(), nullable=True),
        sa.Column("next_appointment_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name="fk_course_summary_course_id", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["next_appointment_id"],
            ["appointment.id"],
            name="fk_course_summary_next_appointment_id",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["prompt_id"], ["follow_up_prompt.id"], name="fk_course_summary_prompt_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("course_id", name="pk_course_summary"),
    )
    op.create_index("ix_course_summary_need", "course_summary", ["need"])

    op.create_table(
        "prescription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phase_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("exercise_code", sa.String(length=12), nullable=False),
        sa.Column(
            "side",
            sa.Enum("left", "right", "both", name="side", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("week_from", sa.SmallInteger(), nullable=False),
        sa.Column("week_to", sa.SmallInteger(), nullable=False),
        sa.Column("sets", sa.SmallInteger(), nullable=True),
        sa.Column("reps", sa.SmallInteger(), nullable=False),
        sa.Column("rm", sa.SmallInteger(), nullable=True),
        sa.Column("hold_s", sa.SmallInteger(), nullable=True),
        sa.Column("up_s", sa.SmallInteger(), nullable=True),
        sa.Column("top_s", sa.SmallInteger(), nullable=True),
        sa.Column("down_s", sa.SmallInteger(), nullable=True),
        sa.Column(
            "load",
            sa.Enum(
                "body", "backpack", "kg", "band", name="load", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("load_kg", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.Column("rest_s", sa.SmallInteger(), nullable=False),
        sa.Column("interval_days", sa.SmallInteger(), nullable=False),
        sa.Column("times_a_day", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("interval_days BETWEEN 1 AND 14", name=op.f("ck_prescription_interval_days")),
        sa.CheckConstraint("reps BETWEEN 1 AND 100", name=op.f("ck_prescription_reps")),
        sa.CheckConstraint("sets IS NULL OR sets BETWEEN 1 AND 10", name=op.f("ck_prescription_sets")),
        sa.CheckConstraint("times_a_day BETWEEN 1 AND 6", name=op.f("ck_prescription_times_a_day")),
        sa.CheckConstraint("week_from BETWEEN 1 AND week_to", name=op.f("ck_prescription_weeks")),
        sa.ForeignKeyConstraint(
            ["phase_id"], ["programme_phase.id"], name="fk_prescription_phase_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_prescription"),
        sa.UniqueConstraint("phase_id", "position", name="uq_prescription_phase_id_position"),
    )
    op.create_table(
        "exercise_set",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("prescription_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("reps", sa.SmallInteger(), nullable=False),
        sa.Column("load_kg", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.CheckConstraint("load_kg IS NULL OR load_kg BETWEEN 0 AND 200", name=op.f("ck_exercise_set_load_kg")),
        sa.CheckConstraint("reps BETWEEN 0 AND 200", name=op.f("ck_exercise_set_reps")),
        sa.ForeignKeyConstraint(
            ["prescription_id"], ["prescription.id"], name="fk_exercise_set_prescription_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["exercise_session.id"], name="fk_exercise_set_session_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("session_id", "prescription_id", "number", name="pk_exercise_set"),
    )


def downgrade() -> None:
    op.drop_table("exercise_set")
    op.drop_table("prescription")
    op.drop_table("course_summary")
    op.drop_table("appointment_cell")
    op.drop_table("programme_phase")
    op.drop_table("exercise_session")
    op.drop_table("appointment")
    op.drop_table("programme_version")
    op.drop_table("morning_pain")
    op.drop_table("follow_up_prompt")
    op.drop_table("course_note")
    op.drop_table("time_off")
    op.drop_table("sign_in_link")
    op.drop_table("course")
    op.drop_table("availability")
    op.drop_table("person")
    op.drop_table("treatment_type")
    op.drop_table("sign_in_attempt")
    op.drop_table("branch")
    op.drop_table("audit_event")
