"""What the demo's patients answered when they were asked about warning signs, and who is on holiday."""

from datetime import date
from random import Random

from rehab.clinical.safety import Line, is_asked, level_of
from rehab.content import warning_version
from rehab.demo.diary import DAY, at
from rehab.demo.rows import Rows, key
from rehab.demo.stories import Story
from rehab.demo.visits import Patient
from rehab.models import Occasion, Pause, PauseReason, WarningReport

AWAY_SINCE, AWAY_FOR = 5, 14  # days


def tell_signs(rows: Rows, rng: Random, patient: Patient, story: Story, last_on: date) -> None:
    """None of them at the start and at the latest weekly question up to `last_on`; then what the story ticks."""
    _report(rows, rng, patient, patient.started_on, Occasion.START)
    asked_on = last_on - rng.randrange(1, 6) * DAY
    if is_asked(patient.started_on, asked_on):
        _report(rows, rng, patient, asked_on, Occasion.WEEKLY)
    if story.warned:
        _report(rows, rng, patient, last_on, Occasion.ON_DEMAND, story.warned)


def tell_pause(rows: Rows, rng: Random, patient: Patient, today: date) -> None:
    """A holiday agreed on before it began."""
    first_on = today - AWAY_SINCE * DAY
    rows.add(
        Pause,
        course_id=patient.course_id,
        client_key=key(rng),
        why=PauseReason.HOLIDAY,
        first_on=first_on,
        last_on=first_on + (AWAY_FOR - 1) * DAY,
        made_at=at(first_on - 3 * DAY, 14 * 60),
        made_by_id=patient.practitioner_id,
    )


def _report(
    rows: Rows, rng: Random, patient: Patient, on: date, occasion: Occasion, lines: tuple[Line, ...] = ()
) -> None:
    reported_at = at(on, 19 * 60 + rng.randrange(50))
    report_id = rows.add(
        WarningReport,
        course_id=patient.course_id,
        client_key=key(rng),
        occasion=occasion,
        checklist_version=warning_version(),
        lines=[line.value for line in lines],
        level=level_of(lines),
        reported_on=on,
        reported_at=reported_at,
        reported_by_id=patient.patient_id,
    )
    if lines:
        rows.add(
            Pause,
            course_id=patient.course_id,
            client_key=key(rng),
            why=PauseReason.WARNING_SIGN,
            warning_report_id=report_id,
            first_on=on,
            made_at=reported_at,
            made_by_id=patient.patient_id,
        )
