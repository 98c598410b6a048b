"""What is stored: tables and constraints. No relationships, no rules; clinical rows are never edited or deleted."""

from rehab.models.audit import AuditEvent
from rehab.models.bookings import Appointment, AppointmentCell, TreatmentType
from rehab.models.branches import Availability, Branch, TimeOff
from rehab.models.courses import Course, CourseNote, CourseSummary
from rehab.models.follow_up import CourseThresholds, FollowUpPrompt, PromptEnding
from rehab.models.journal import ExerciseSession, ExerciseSet, MorningPain, SessionKind
from rehab.models.people import Person, Role, SignInAttempt, SignInLink
from rehab.models.programmes import Prescription, ProgrammePhase, ProgrammeVersion

__all__ = [
    "Appointment",
    "AppointmentCell",
    "AuditEvent",
    "Availability",
    "Branch",
    "Course",
    "CourseNote",
    "CourseSummary",
    "CourseThresholds",
    "ExerciseSession",
    "ExerciseSet",
    "FollowUpPrompt",
    "MorningPain",
    "Person",
    "Prescription",
    "ProgrammePhase",
    "ProgrammeVersion",
    "PromptEnding",
    "Role",
    "SessionKind",
    "SignInAttempt",
    "SignInLink",
    "TimeOff",
    "TreatmentType",
]
