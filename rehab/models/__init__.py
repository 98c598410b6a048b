"""What is stored: tables and constraints. No relationships, no rules; clinical rows are never edited or deleted."""

from rehab.models.audit import AuditEvent
from rehab.models.bookings import Appointment, AppointmentCell, TreatmentType
from rehab.models.branches import Availability, Branch, TimeOff
from rehab.models.courses import Course, CourseNote, CourseSummary, NoteAddendum
from rehab.models.exercises import ExerciseMedia, ExerciseMediaPart, ExerciseScope, MediaType, OwnExercise
from rehab.models.follow_up import (
    CourseThresholds,
    Decision,
    FollowUpDecision,
    FollowUpPrompt,
    PlanEnding,
    PlannedFollowUp,
    PromptEnding,
)
from rehab.models.journal import (
    ExerciseSession,
    ExerciseSet,
    MorningPain,
    SessionKind,
    SkippedExercise,
    SkipReason,
)
from rehab.models.messages import AnswerTime, CourseMessage
from rehab.models.outbox import Channel, MessageKind, OutboxMessage, PushSubscription, ReminderSetting, SendState
from rehab.models.outcomes import CourseTurn, OutcomeAnswer, PsfsActivity, Question, Turn
from rehab.models.overview import CourseWeek
from rehab.models.people import Device, Person, Role, SignInAttempt, SignInLink
from rehab.models.programmes import (
    Prescription,
    ProgrammePhase,
    ProgrammeTemplate,
    ProgrammeVersion,
    ProgrammeWithdrawal,
    TemplateScope,
)
from rehab.models.reviews import BranchChoice, ChoiceReason, CourseReview
from rehab.models.safety import Occasion, Pause, PauseReason, WarningReport

__all__ = [
    "AnswerTime",
    "Appointment",
    "AppointmentCell",
    "AuditEvent",
    "Availability",
    "Branch",
    "BranchChoice",
    "Channel",
    "ChoiceReason",
    "Course",
    "CourseMessage",
    "CourseNote",
    "CourseReview",
    "CourseSummary",
    "CourseThresholds",
    "CourseTurn",
    "CourseWeek",
    "Decision",
    "Device",
    "ExerciseMedia",
    "ExerciseMediaPart",
    "ExerciseScope",
    "ExerciseSession",
    "ExerciseSet",
    "FollowUpDecision",
    "FollowUpPrompt",
    "MediaType",
    "MessageKind",
    "MorningPain",
    "NoteAddendum",
    "Occasion",
    "OutboxMessage",
    "OutcomeAnswer",
    "OwnExercise",
    "Pause",
    "PauseReason",
    "Person",
    "PlanEnding",
    "PlannedFollowUp",
    "Prescription",
    "ProgrammePhase",
    "ProgrammeTemplate",
    "ProgrammeVersion",
    "ProgrammeWithdrawal",
    "PromptEnding",
    "PsfsActivity",
    "PushSubscription",
    "Question",
    "ReminderSetting",
    "Role",
    "SendState",
    "SessionKind",
    "SignInAttempt",
    "SignInLink",
    "SkipReason",
    "SkippedExercise",
    "TemplateScope",
    "TimeOff",
    "TreatmentType",
    "Turn",
    "WarningReport",
]
