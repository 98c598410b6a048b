"""What the demo's patients train: strength sessions with their sets, bouts of stretching, corrections."""

from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import Any

from rehab.clinical.dose import LoadKind, Side
from rehab.clinical.set_done import SetDone, SideDone
from rehab.demo.diary import DAY, at
from rehab.demo.mornings import Logger
from rehab.demo.notes import NOTES
from rehab.demo.rows import Rows, key
from rehab.models import ExerciseSession, ExerciseSet, SessionKind
from rehab.records.programmes import Prescribed, Programme, Version

HEAVIEST = Decimal(24)
MORNING, EVENING = 7 * 60, 17 * 60  # minutes of the day from which one trains


class Training:
    """Trains one course day by day: what is due by the version in force, done as the story has it."""

    def __init__(self, rows: Rows, rng: Random, who: Logger, programme: Programme) -> None:
        self._rows, self._rng, self._who, self._programme = rows, rng, who, programme
        self._kg = Decimal(rng.randrange(8, 13)) / 2
        self._apart = Random(f"sides {who.course_id}")
        self._weaker = self._apart.choice((Side.LEFT, Side.RIGHT))
        self._next = who.started_on
        self._red_from = who.today - 5 * DAY

    def log(self) -> None:
        """Log every day up to the last one with an entry; today is still to come."""
        day, last = self._who.started_on, min(self._who.last_on, self._who.today - DAY)
        planned: date | None = None
        while day <= last:
            if version := self._programme.in_force(day):
                items = version.prescribed_on(day)
                strength = [item for item in items if item.is_strength]
                if strength and day >= self._next and planned is None:
                    planned = self._plan(day, strength[0].dose.interval_days)
                if strength and day == planned:
                    self._sessions(version, strength, day)
                    self._next, planned = day + strength[0].dose.interval_days * DAY, None
                self._stretches(version, [item for item in items if not item.is_strength], day)
            day += DAY

    def _plan(self, due: date, interval: int) -> date | None:
        """The day a due session is done: most often the same, at times the next; None when it is missed."""
        if self._rng.random() >= self._who.story.trains:
            self._next = due + interval * DAY
            return None
        late = self._rng.random() < 0.15
        if self._who.story.trains == 1:  # one session a day late where that makes today a training day
            late = (self._who.today - due).days % 2 == 1 and due > self._who.started_on + 8 * DAY
        return due + DAY if late and interval > 1 else due

    def _sessions(self, version: Version, items: list[Prescribed], day: date) -> None:
        """The day's session; what is done twice a day is done in the morning too, most often."""
        if items[0].dose.times_a_day > 1 and self._rng.random() < self._who.story.trains:
            self._session(version, items, day, MORNING)
        self._session(version, items, day, EVENING)

    def _session(self, version: Version, items: list[Prescribed], day: date, minute: int) -> None:
        rng, red = self._rng, self._who.story.red_sessions and day >= self._red_from
        by_item = {item: self._sets(item) for item in items}
        sets = [one for each in by_item.values() for one in each]
        if red:  # it hurt too much to go on
            sets = sets[: max(1, len(sets) // 2)]
        pain = 0.55 * self._who.pain(day) + rng.gauss(0.4, 0.8)
        during = rng.choice((6, 7, 7)) if red else max(0, min(5, round(pain)))
        after = during - 1 if red else max(0, min(5, round(pain - 0.8 + rng.gauss(0, 0.6))))
        values = {
            "version_id": version.id,
            "kind": SessionKind.STRENGTH,
            "done_on": day,
            "reps_prescribed": sum(_wanted(item, each) for item, each in by_item.items()),
            "pain_during": during,
            "pain_after": after,
            "effort": max(1, min(5, round(rng.gauss(3.4, 0.7)))),
            "stopped_by_pain": red,
            "note": rng.choice(NOTES[self._who.story.condition].training) if rng.random() < 0.06 else "",
            "prescription_ids": [item.id for item in items],
        }
        logged_at = at(day, minute + rng.randrange(220))
        old = None
        if rng.random() < 0.01:
            few = sets[: max(1, len(sets) - 1)]
            old = self._store(values, few, logged_at, superseded_at=at(day, 21 * 60))
            logged_at = at(day, 21 * 60)
        self._store(values, sets, logged_at, replaces_id=old)

    def _sets(self, item: Prescribed) -> list[dict[str, Any]]:
        rng, dose = self._rng, item.dose
        count = dose.sets or rng.randrange(3, 6)
        does = count if rng.random() > 0.07 else max(1, count - rng.randrange(1, 3))
        loaded = dose.load in (LoadKind.BACKPACK, LoadKind.KG)
        kg = self._kg if loaded else None
        if loaded and rng.random() < 0.3:
            self._kg = min(HEAVIEST, self._kg + 1)
        return [
            {
                "prescription_id": item.id,
                "number": number,
                **self._set(item, dose.reps - (rng.randrange(3) if number == does and rng.random() < 0.3 else 0), kg),
            }
            for number in range(1, does + 1)
        ]

    def _set(self, item: Prescribed, reps: int, kg: Decimal | None) -> dict[str, Any]:
        """A set; where each side is trained by itself, the weaker one tires first, and lifts a little less."""
        reps = max(1, reps)
        if item.side is not Side.BOTH:
            return {"reps": reps, "load_kg": kg}
        tired = self._apart.choices((0, 1, 2), (5, 3, 2))[0]
        weak = SideDone(max(1, reps - tired), kg and max(kg - 1, Decimal(1)))
        sides = (weak, SideDone(reps, kg)) if self._weaker is Side.LEFT else (SideDone(reps, kg), weak)
        both = SetDone.of_sides(*sides)
        return {
            "reps": both.reps,
            "load_kg": both.load_kg,
            "reps_left": sides[0].reps,
            "load_left_kg": sides[0].load_kg,
            "reps_right": sides[1].reps,
            "load_right_kg": sides[1].load_kg,
        }

    def _store(self, values: dict[str, Any], sets: list[dict[str, Any]], logged_at: datetime, **more: Any) -> int:
        session_id = self._rows.add(
            ExerciseSession,
            course_id=self._who.course_id,
            client_key=key(self._rng),
            reps_done=sum(one["reps"] for one in sets),
            reps_left=_side_sum(sets, "reps_left"),
            reps_right=_side_sum(sets, "reps_right"),
            load_kg=max((one["load_kg"] for one in sets if one["load_kg"] is not None), default=None),
            logged_at=logged_at,
            logged_by_id=self._who.patient_id,
            **values,
            **more,
        )
        for one in sets:
            self._rows.add(ExerciseSet, session_id=session_id, **one)
        return session_id

    def _stretches(self, version: Version, items: list[Prescribed], day: date) -> None:
        """Bouts of what is not strength, logged less faithfully than the sessions are."""
        share = 0.62 * self._who.story.trains
        for item in items:
            if (day - item.first_on).days % item.dose.interval_days:
                continue
            reps = (item.dose.sets or 1) * item.dose.reps
            for bout in range(item.dose.times_a_day):
                if self._rng.random() < share:
                    self._rows.add(
                        ExerciseSession,
                        course_id=self._who.course_id,
                        client_key=key(self._rng),
                        version_id=version.id,
                        kind=SessionKind.STRETCH,
                        done_on=day,
                        reps_done=reps,
                        reps_prescribed=reps,
                        prescription_ids=[item.id],
                        logged_at=at(day, 380 + bout * 380 + self._rng.randrange(70)),
                        logged_by_id=self._who.patient_id,
                    )


def _side_sum(sets: list[dict[str, Any]], side: str) -> int | None:
    """Repetitions of one side over the sets that tell the sides apart; None where none does."""
    told = [one[side] for one in sets if side in one]
    return sum(told) if told else None


def _wanted(item: Prescribed, sets: list[dict[str, Any]]) -> int:
    """Repetitions prescribed; where as many sets as possible are asked for, whatever was done is what was asked."""
    dose = item.dose
    return dose.sets * dose.reps if dose.sets else max(dose.reps, sum(one["reps"] for one in sets))
