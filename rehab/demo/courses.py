"""One patient's course from the first visit to today: visits, programme, notes, journal, all told by a story."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from rehab.clinical.dose import Side
from rehab.demo.diary import DAY, Diary, at
from rehab.demo.measures import answer_measures, say_well
from rehab.demo.messages import tell_messages
from rehab.demo.mornings import Logger, log_mornings
from rehab.demo.names import born_on
from rehab.demo.notes import ADDENDA, CHANGES, LAST, NOTES
from rehab.demo.planned import plan_ahead
from rehab.demo.programmes import Signing, visit_days
from rehab.demo.rows import Rows, key
from rehab.demo.safety import tell_pause, tell_signs
from rehab.demo.staff import Practitioner
from rehab.demo.stories import Story
from rehab.demo.training import Training
from rehab.demo.visits import Desk, Patient, Visit
from rehab.models import AuditEvent, Course, CourseNote, NoteAddendum, Person, Role

ADDED_TO = 4  # every fourth note has an addendum
NOT_SEEN_FOR = 10  # days; whoever is prompted was not here last week


@dataclass(frozen=True, slots=True)
class Told:
    """A course as it was told: what later steps need of it."""

    patient: Patient
    story: Story
    visits: tuple[Visit, ...]
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Who:
    """Whose course is told, and who treats it."""

    name: str
    email: str
    story: Story
    practitioner: Practitioner
    side: Side | None = None
    born_on: date | None = None


class Teller:
    """Tells courses one by one into the rows."""

    def __init__(self, rows: Rows, diary: Diary, desk: Desk, today: date) -> None:
        self._rows, self._diary, self._desk, self._today = rows, diary, desk, today

    def tell(self, who: Who, rng: Random) -> Told:
        """Add the patient, the course and everything logged and written about it."""
        story, practitioner = who.story, who.practitioner
        started_on = self._diary.last_working_day(practitioner.id, self._today - rng.randint(*story.days) * DAY)
        side = who.side or (Side.BOTH if story.both_sides else rng.choice((Side.LEFT, Side.RIGHT, Side.RIGHT)))
        start = rng.uniform(*story.start)
        first = self._desk.find(practitioner.id, started_on, started_on + DAY, "first_visit")
        closed_on = self._today - rng.randrange(5, 40) * DAY if story.closed else None
        patient_id = self._person(rng, who, started_on)
        course_id = self._course(rng, who, patient_id, started_on, side, start, closed_on)
        patient = Patient(patient_id, course_id, practitioner.id, started_on, story.books and not story.closed)
        until = closed_on + DAY if closed_on else self._today
        visits = self._visits(patient, story, first, until)
        wrong_until = started_on + rng.randrange(3, 6) * DAY if story.wrong_side else None
        signing = self._programme(rng, who, patient, side, visits, wrong_until)
        last_on = closed_on or self._today - rng.randint(*story.silent) * DAY
        logger = Logger(course_id, patient_id, story, side, started_on, last_on, until, start)
        log_mornings(self._rows, rng, logger, wrong_until)
        Training(self._rows, rng, logger, signing.programme).log()
        apart = Random(f"measures {course_id}")
        answer_measures(self._rows, apart, logger)
        say_well(self._rows, apart, logger)
        changed_on = {version.effective_on for version in signing.programme.versions}
        self._notes(rng, patient, story, visits, changed_on, closed_on)
        tell_signs(self._rows, rng, patient, story, min(last_on, self._today - DAY))
        messages = Random(f"messages {course_id}")
        tell_messages(self._rows, messages, patient, story, min(last_on, self._today - DAY), self._today)
        plan_ahead(self._rows, Random(f"planned {course_id}"), patient, story, self._today)
        if story.away:
            tell_pause(self._rows, rng, patient, self._today)
        return Told(patient, story, tuple(visits), closed_on)

    def _person(self, rng: Random, who: Who, started_on: date) -> int:
        return self._rows.add(
            Person,
            email=who.email,
            name=who.name,
            role=Role.PATIENT,
            session_key=f"demo-{who.email}"[:43],
            born_on=who.born_on or born_on(rng, self._today),
            home_branch_id=who.practitioner.branch_id,
            created_at=at(started_on, 7 * 60 + 40),
        )

    def _course(
        self, rng: Random, who: Who, patient_id: int, started_on: date, side: Side, start: float, closed_on: date | None
    ) -> int:
        weeks = rng.randrange(40, 70) if who.story.name == "more than half a year" else rng.randrange(4, 22)
        return self._rows.add(
            Course,
            patient_id=patient_id,
            practitioner_id=who.practitioner.id,
            branch_id=who.practitioner.branch_id,
            condition=who.story.condition,
            side=side,
            started_on=started_on,
            symptoms_since=started_on - timedelta(weeks=weeks),
            intake_pain=round(start),
            opened_at=at(started_on, 8 * 60),
            opened_by_id=who.practitioner.id,
            closed_at=at(closed_on, 16 * 60) if closed_on else None,
            closed_by_id=who.practitioner.id if closed_on else None,
        )

    def _visits(self, patient: Patient, story: Story, first: Visit | None, until: date) -> list[Visit]:
        length = (until - patient.started_on).days
        visits = [first] if first else []
        for day in visit_days(length - NOT_SEEN_FOR if story.prompted else length)[1:]:
            earliest = max([patient.started_on, *(visit.on for visit in visits)]) + DAY
            planned = patient.started_on + day * DAY
            if visit := self._desk.find(patient.practitioner_id, max(planned, earliest), until):
                visits.append(visit)
        return visits

    def _programme(
        self, rng: Random, who: Who, patient: Patient, side: Side, visits: list[Visit], wrong_until: date | None
    ) -> Signing:
        wrong = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(side, side) if wrong_until else side
        by = (who.practitioner.id, who.practitioner.name)
        signing = Signing(self._rows, rng, patient.course_id, by, wrong)
        for on, what in self._changes(rng, who.story, patient, visits, wrong_until):
            signing.sign(what, on, at(on, 10 * 60 + rng.randrange(50)), side if what == "side" else None)
            self._audit(patient, "signed", "programme", on, 11 * 60)
            if on > patient.started_on:
                self._note(rng, patient, CHANGES[what], on)
        return signing

    def _changes(
        self, rng: Random, story: Story, patient: Patient, visits: list[Visit], wrong_until: date | None
    ) -> list[tuple[date, str]]:
        """What is signed on which date: the plan's steps at its visits, and what comes between."""
        plan, days = dict(rng.choice(story.plans)), _seen_on(patient, visits)
        steps = [(days[visit], what) for visit, what in plan.items() if visit < len(days)]
        if wrong_until:
            steps.append((wrong_until, "side"))
        if story.flared:
            steps.append((self._today - (story.flared - 2) * DAY, "flare"))
        return sorted(steps)

    def _notes(
        self,
        rng: Random,
        patient: Patient,
        story: Story,
        visits: list[Visit],
        changed_on: set[date],
        closed_on: date | None,
    ) -> None:
        notes = NOTES[story.condition]
        later = rng.sample(notes.later, len(notes.later))
        for number, day in enumerate(_seen_on(patient, visits)):
            if number == 0 or day not in changed_on:
                text = later[number % len(later)] if number else rng.choice(notes.first)
                self._note(rng, patient, text.format(weeks=rng.randrange(4, 22), raises=rng.randrange(9, 19)), day)
            self._audit(patient, "read", "course", day, 10 * 60)
        if closed_on:
            self._note(rng, patient, LAST, closed_on)

    def _note(self, rng: Random, patient: Patient, text: str, day: date) -> None:
        note_id = self._rows.add(
            CourseNote,
            course_id=patient.course_id,
            client_key=key(rng),
            text=text,
            signed_at=at(day, 15 * 60 + rng.randrange(55)),
            signed_by_id=patient.practitioner_id,
        )
        if note_id % ADDED_TO == 0 and day + DAY < self._today:
            self._rows.add(
                NoteAddendum,
                note_id=note_id,
                client_key=f"demo-addendum-{note_id}",
                text=ADDENDA[note_id // ADDED_TO % len(ADDENDA)],
                signed_at=at(day + DAY, 8 * 60 + note_id % 50),
                signed_by_id=patient.practitioner_id,
            )

    def _audit(self, patient: Patient, action: str, subject: str, day: date, minute: int) -> None:
        self._rows.add(
            AuditEvent,
            at=at(day, minute),
            actor_id=patient.practitioner_id,
            actor_role=Role.PRACTITIONER.value,
            patient_id=patient.patient_id,
            course_id=patient.course_id,
            action=action,
            subject=subject,
        )


def _seen_on(patient: Patient, visits: list[Visit]) -> list[date]:
    """The days of the visits; the first is the day the course began."""
    return [patient.started_on, *(visit.on for visit in visits if visit.on > patient.started_on)]
