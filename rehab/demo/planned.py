"""Follow-ups that the demo's practitioners planned by hand, and why some prompts were closed without a visit."""

from datetime import date
from random import Random

from rehab.demo.diary import DAY, at
from rehab.demo.rows import Rows, key
from rehab.demo.stories import Story
from rehab.demo.visits import Patient
from rehab.models import Decision, FollowUpDecision, FollowUpPrompt, PlannedFollowUp

PLANNED = 0.2
MADE_BEFORE = 21 * DAY
WORDS = (
    "Så ser vi på, om du kan begynde at løbe igen.",
    "Tag dine sko med, så ser vi på dem.",
    "Så måler vi, hvor mange tåhævninger du kan på ét ben.",
    "",
)
REASONS = (
    "Talt med patienten i telefonen: fortsætter som aftalt.",
    "Er bortrejst i to uger. Vi taler sammen bagefter.",
    "Har fået tid hos egen læge først.",
)


def plan_ahead(rows: Rows, rng: Random, patient: Patient, story: Story, today: date) -> None:
    """Three weeks ahead, some weeks ago: a few are asked for by now, one or two are overdue."""
    made_on = today - rng.randrange(25) * DAY
    if story.closed or story.waits_today or made_on < patient.started_on or rng.random() > PLANNED:
        return
    rows.add(
        PlannedFollowUp,
        course_id=patient.course_id,
        client_key=key(rng),
        due_on=made_on + MADE_BEFORE,
        why=rng.choice(WORDS),
        made_at=at(made_on, 14 * 60 + rng.randrange(90)),
        made_by_id=patient.practitioner_id,
    )


def why_closed(prompt: FollowUpPrompt, patient: Patient, day: date) -> FollowUpDecision:
    """What the practitioner wrote when closing a prompt."""
    return FollowUpDecision(
        course_id=patient.course_id,
        client_key=f"closed-{prompt.id}",
        rule=prompt.rule,
        prompt_id=prompt.id,
        decision=Decision.CLOSE,
        reason=REASONS[prompt.id % len(REASONS)],
        decided_at=at(day, 18 * 60),
        decided_by_id=patient.practitioner_id,
    )
