"""The parts of the archive in words: their names, their columns, and what stands in them."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rehab.clinical.dose import Side
from rehab.clinical.phases import Phase
from rehab.clinical.safety import Level
from rehab.content import level_text
from rehab.models import PauseReason, Role, SessionKind, SkipReason
from rehab.web.audit_words import action_words
from rehab.web.condition_words import condition_name
from rehab.web.doses import exercise_name, phase_name, side_word
from rehab.web.language import chosen_language
from rehab.web.pause_words import pause_reason
from rehab.web.skip_words import why_skipped
from rehab.web.words import number

PARTS: Mapping[str, Any] = {
    "me": _l("Me"),
    "courses": _l("Courses of treatment"),
    "mornings": _l("Morning pain"),
    "sessions": _l("Training"),
    "sets": _l("Sets"),
    "skipped": _l("Skipped and swapped"),
    "programme": _l("Programme, version by version"),
    "withdrawn": _l("Versions that were undone"),
    "phases": _l("Phases of the programme"),
    "exercises": _l("Exercises of the programme"),
    "appointments": _l("Appointments"),
    "warning-signs": _l("Warning signs"),
    "pauses": _l("Pauses"),
    "activities": _l("Activities that were hard"),
    "answers": _l("Answers in weeks 0, 4, 8 and 12"),
    "thread": _l("What we have written to each other"),
    "turns": _l("Well, and back again"),
    "reviews": _l("When practitioners looked through the course"),
    "follow-ups": _l("Follow-ups"),
    "planned": _l("Follow-ups planned"),
    "decisions": _l("What was decided about follow-ups"),
    "reminders": _l("Reminders"),
    "messages": _l("Messages sent"),
    "push": _l("Browsers that may show messages"),
    "devices": _l("Devices"),
    "opened": _l("Who has opened my record"),
}
COLUMNS: Mapping[str, Any] = {
    "id": _l("Number"),
    "email": _l("E-mail"),
    "name": _l("Name"),
    "role": _l("Role"),
    "language": _l("Language"),
    "theme": _l("Appearance"),
    "text_size": _l("Text size"),
    "zone": _l("Time zone"),
    "born_on": _l("Born"),
    "phone": _l("Phone"),
    "title": _l("Title"),
    "home_branch": _l("Branch"),
    "created_at": _l("Account made"),
    "deactivated_at": _l("Account closed"),
    "practitioner": _l("Practitioner"),
    "branch": _l("Branch"),
    "condition": _l("Condition"),
    "side": _l("Side"),
    "started_on": _l("Started"),
    "symptoms_since": _l("Sore since"),
    "intake_pain": _l("Pain at the first visit"),
    "opened_at": _l("Opened"),
    "opened_by": _l("Opened by"),
    "closed_at": _l("Closed"),
    "closed_by": _l("Closed by"),
    "course_id": _l("Course"),
    "noted_on": _l("Morning of"),
    "score": _l("Pain 0-10"),
    "logged_at": _l("Logged"),
    "logged_by": _l("Logged by"),
    "is_practice": _l("Tried together at the first visit"),
    "replaces_id": _l("Corrects number"),
    "superseded_at": _l("Replaced"),
    "version_id": _l("Programme version"),
    "kind": _l("Kind"),
    "done_on": _l("Done on"),
    "reps_done": _l("Repetitions done"),
    "reps_prescribed": _l("Repetitions agreed"),
    "reps_left": _l("Repetitions, left"),
    "reps_right": _l("Repetitions, right"),
    "load_kg": _l("Weight in kg"),
    "load_left_kg": _l("Weight in kg, left"),
    "load_right_kg": _l("Weight in kg, right"),
    "stopped_by_pain": _l("Stopped because it hurt"),
    "pain_during": _l("Pain during"),
    "pain_after": _l("Pain after"),
    "effort": _l("Effort 1-5"),
    "note": _l("Note"),
    "prescription_ids": _l("Exercises"),
    "session_id": _l("Session"),
    "prescription_id": _l("Exercise row"),
    "number": _l("Number in the row"),
    "reps": _l("Repetitions"),
    "skipped_on": _l("Skipped on"),
    "why": _l("Why"),
    "swapped_for": _l("Swapped for"),
    "effective_on": _l("Applies from"),
    "template_code": _l("Template"),
    "plan_green": _l("Plan, green"),
    "plan_yellow": _l("Plan, yellow"),
    "plan_amber": _l("Plan, amber"),
    "plan_red": _l("Plan, red"),
    "review_points": _l("Review points"),
    "activity_rule": _l("Sport and activity"),
    "reason": _l("Reason"),
    "signed_at": _l("Signed"),
    "signed_by": _l("Signed by"),
    "from_on": _l("Applies no longer from"),
    "withdrawn_at": _l("Undone"),
    "withdrawn_by": _l("Undone by"),
    "position": _l("Place"),
    "phase": _l("Phase"),
    "starts_on": _l("Starts"),
    "weeks": _l("Weeks"),
    "phase_id": _l("Phase number"),
    "exercise_code": _l("Exercise"),
    "week_from": _l("From week"),
    "week_to": _l("To week"),
    "sets": _l("Sets"),
    "rm": _l("RM"),
    "hold_s": _l("Hold, seconds"),
    "up_s": _l("Up, seconds"),
    "top_s": _l("Top, seconds"),
    "down_s": _l("Down, seconds"),
    "load": _l("Load"),
    "rest_s": _l("Rest, seconds"),
    "interval_days": _l("Days between"),
    "times_a_day": _l("Times a day"),
    "treatment_code": _l("Treatment"),
    "prompt_id": _l("Follow-up number"),
    "starts_at": _l("From"),
    "ends_at": _l("Until"),
    "booked_at": _l("Booked"),
    "booked_by": _l("Booked by"),
    "cancelled_at": _l("Cancelled"),
    "cancelled_by": _l("Cancelled by"),
    "attended_at": _l("Came"),
    "missed_at": _l("Did not come"),
    "is_from_patient": _l("Written by me"),
    "seen_at": _l("Read"),
    "text": _l("Text"),
    "seen_by": _l("Read by"),
    "sent_by": _l("Sent by"),
    "occasion": _l("Occasion"),
    "checklist_version": _l("Version of the list"),
    "lines": _l("Ticked"),
    "level": _l("How serious"),
    "reported_on": _l("Answered on"),
    "reported_at": _l("Answered"),
    "reported_by": _l("Answered by"),
    "cleared_on": _l("Cleared on"),
    "cleared_at": _l("Cleared"),
    "cleared_by": _l("Cleared by"),
    "warning_report_id": _l("Warning sign number"),
    "first_on": _l("First day"),
    "last_on": _l("Last day"),
    "made_at": _l("Made"),
    "made_by": _l("Made by"),
    "ended_on": _l("Ended on"),
    "ended_at": _l("Ended"),
    "ended_by": _l("Ended by"),
    "named_at": _l("Named"),
    "named_by": _l("Named by"),
    "week": _l("Week"),
    "question": _l("Question"),
    "value": _l("Answer"),
    "answered_at": _l("Answered at"),
    "answered_by": _l("Answer by"),
    "turn": _l("Turn"),
    "turned_on": _l("Turned on"),
    "check_on": _l("Check on"),
    "turned_at": _l("Turned"),
    "turned_by": _l("Turned by"),
    "reviewed_at": _l("Looked through"),
    "reviewed_by": _l("Looked through by"),
    "undone_at": _l("Taken back"),
    "undone_by": _l("Taken back by"),
    "rule": _l("Rule"),
    "numbers": _l("Numbers behind it"),
    "raised_on": _l("Raised on"),
    "raised_at": _l("Raised"),
    "ending": _l("How it ended"),
    "snoozed_until": _l("Put off until"),
    "due_on": _l("Planned for"),
    "planned_id": _l("Planned follow-up number"),
    "decision": _l("Decided"),
    "until": _l("Held back until"),
    "decided_at": _l("Decided at"),
    "decided_by": _l("Decided by"),
    "is_on": _l("On"),
    "days": _l("Days"),
    "at": _l("At"),
    "anchor": _l("Hung on"),
    "channel": _l("Sent by"),
    "unanswered": _l("Unanswered"),
    "stopped_at": _l("Stopped"),
    "changed_at": _l("Changed"),
    "state": _l("State"),
    "sent_at": _l("Sent"),
    "device": _l("Device"),
    "signed_in_at": _l("Signed in"),
    "last_used_at": _l("Last used"),
    "signed_out_at": _l("Signed out"),
    "actor": _l("Who"),
    "actor_role": _l("Their role"),
    "action": _l("What"),
    "subject": _l("Of what"),
}
CODES: Mapping[str, Callable[[str], str]] = {
    "exercise_code": exercise_name,
    "swapped_for": exercise_name,
    "condition": condition_name,
    "action": action_words,
}


def part_words(name: str) -> str:
    """The heading of a part. Raises KeyError for an unknown one, as column_words does."""
    return str(PARTS[name])


def column_words(name: str) -> str:
    """The heading of a column."""
    return str(COLUMNS[name])


def value_words(column: str, value: Any, zone: ZoneInfo) -> str:
    """A stored value as it is read: names for codes, times in the zone, nothing for nothing."""
    if value is None:
        return ""
    if column in CODES:
        return CODES[column](str(value))
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, datetime):
        return value.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, float | Decimal):
        return number(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return _choice_words(value) if isinstance(value, StrEnum) else str(value)


def _choice_words(value: StrEnum) -> str:
    """One of a few answers; those that have no words of their own as they are stored."""
    match value:
        case Side():
            return side_word(value)
        case Phase():
            return phase_name(value)
        case Level():
            return level_text(value).title.in_(chosen_language())
        case PauseReason():
            return pause_reason(value)
        case SkipReason():
            return why_skipped(value)
        case SessionKind.STRENGTH:
            return str(_("Strength"))
        case SessionKind.STRETCH:
            return str(_("Stretching"))
        case Role.PATIENT:
            return str(_("Patient"))
    return str(value)
