"""Visits of the demo's patients: those that were, with a few missed, and those that are booked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from rehab.demo.diary import DAY, Diary, Opening
from rehab.demo.rows import Rows, key
from rehab.models import Appointment, AppointmentCell

MINUTES = {"follow_up": 30, "first_visit": 60, "physiotherapy": 40, "osteopathy": 40}
OTHER_TREATMENTS = ("follow_up", "follow_up", "physiotherapy", "osteopathy")
SHARE_BOOKED = ((14, 0.7), (28, 0.3), (42, 0.08))
MOST_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Patient:
    """Whose visits these are."""

    patient_id: int
    course_id: int
    practitioner_id: int
    started_on: date
    books: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that was, or is to be."""

    on: date
    opening: Opening
    minutes: int
    treatment: str

    @property
    def ends_at(self) -> datetime:
        return self.opening.starts_at + timedelta(minutes=self.minutes)


class Desk:
    """Finds times in the diary, and stores the appointments."""

    def __init__(
        self, rows: Rows, diary: Diary, rng: Random, receptions: dict[int, int], today: date, now: datetime
    ) -> None:
        self._rows, self._diary, self._rng, self._receptions = rows, diary, rng, receptions
        self._today, self._now = today, now
        self._ahead: dict[int, int] = {}
        self._weeks: set[tuple[int, date]] = set()

    def find(self, practitioner_id: int, on: date, before: date, treatment: str = "follow_up") -> Visit | None:
        """A free time on that day or the nearest after it, but before `before`; it is taken at once."""
        minutes = MINUTES[treatment]
        while on < before:
            if free := list(self._diary.openings(practitioner_id, on, minutes)):
                chosen = self._rng.choice(free)
                self._diary.take(practitioner_id, chosen.starts_at, minutes)
                return Visit(on, chosen, minutes, treatment)
            on += DAY
        return None

    def store(self, patient: Patient, visit: Visit, prompt_id: int | None = None, **more: Any) -> int:
        """Store an appointment with its cells, unless it was cancelled; one that is over was attended."""
        booked_at = more.pop("booked_at", visit.opening.starts_at - timedelta(days=self._rng.randrange(2, 16)))
        over = visit.ends_at <= self._now
        outcome = {"attended_at": visit.ends_at} if over and not more else {}
        appointment_id = self._rows.add(
            Appointment,
            patient_id=patient.patient_id,
            course_id=patient.course_id,
            practitioner_id=patient.practitioner_id,
            branch_id=visit.opening.branch_id,
            treatment_code=visit.treatment,
            prompt_id=prompt_id,
            client_key=key(self._rng),
            calendar_uid=f"{key(self._rng)}@demo.invalid",
            starts_at=visit.opening.starts_at,
            ends_at=visit.ends_at,
            booked_at=min(booked_at, self._now),
            booked_by_id=self._booker(patient, visit, prompt_id),
            **outcome,
            **more,
        )
        if "cancelled_at" not in more:
            for starts_at in self._diary.take(patient.practitioner_id, visit.opening.starts_at, visit.minutes):
                self._rows.add(
                    AppointmentCell,
                    practitioner_id=patient.practitioner_id,
                    starts_at=starts_at,
                    appointment_id=appointment_id,
                )
        return appointment_id

    def miss_now_and_then(self, patient: Patient, visit: Visit) -> None:
        """Some visits come only after one that was missed or cancelled."""
        luck = self._rng.random()
        if luck > 0.12 or visit.on - 8 * DAY <= patient.started_on:
            return
        lost = self.find(patient.practitioner_id, visit.on - 8 * DAY, visit.on)
        if lost and luck < 0.06:
            self.store(patient, lost, missed_at=lost.ends_at)
        elif lost:
            at = lost.opening.starts_at - timedelta(hours=30)
            self.store(patient, lost, cancelled_at=at, cancelled_by_id=patient.patient_id, booked_at=at - 9 * DAY)

    def fill(self, patients: Sequence[Patient]) -> None:
        """Book the diaries, fully for the weeks close by: last week's as they were, the next six ahead."""
        by_practitioner: dict[int, list[Patient]] = {}
        for patient in patients:
            if patient.books:
                by_practitioner.setdefault(patient.practitioner_id, []).append(patient)
        for practitioner_id, mine in by_practitioner.items():
            for offset in range(-7 - self._today.weekday(), SHARE_BOOKED[-1][0]):
                self._fill_day(practitioner_id, mine, self._today + offset * DAY)

    def _fill_day(self, practitioner_id: int, mine: Sequence[Patient], day: date) -> None:
        away = (day - self._today).days
        share = next(share for until, share in SHARE_BOOKED if away < until)
        for opening in list(self._diary.openings(practitioner_id, day, 30)):
            if self._rng.random() >= share:
                continue
            treatment = self._rng.choice(OTHER_TREATMENTS)
            minutes = MINUTES[treatment]
            room = 60 if minutes > 30 else minutes
            free = (each.starts_at for each in self._diary.openings(practitioner_id, day, room))
            if opening.starts_at not in free:
                continue
            if patient := self._who_comes(mine, day):
                self.store(patient, Visit(day, opening, minutes, treatment))

    def _who_comes(self, mine: Iterable[Patient], day: date) -> Patient | None:
        week = day - day.weekday() * DAY
        able = [
            one
            for one in mine
            if one.started_on < day
            and (one.patient_id, week) not in self._weeks
            and (day < self._today or self._ahead.get(one.patient_id, 0) < MOST_AHEAD)
        ]
        if not able:
            return None
        chosen = self._rng.choice(able)
        self._weeks.add((chosen.patient_id, week))
        if day >= self._today:
            self._ahead[chosen.patient_id] = self._ahead.get(chosen.patient_id, 0) + 1
        return chosen

    def _booker(self, patient: Patient, visit: Visit, prompt_id: int | None) -> int:
        """The patient, or the reception of the branch."""
        if prompt_id or self._rng.random() < 0.4:
            return patient.patient_id
        return self._receptions[visit.opening.branch_id]
