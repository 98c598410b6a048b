"""What the demo's patients and practitioners write to each other between the visits."""

from datetime import date, datetime
from random import Random

from rehab.demo.diary import DAY, at
from rehab.demo.rows import Rows, key
from rehab.demo.stories import Story
from rehab.demo.visits import Patient
from rehab.models import CourseMessage

WRITES = 0.35
WAITS = 0.12
TO_KAREN = "Du har trænet flot i fem uger. Book en tid, så ser vi på det sammen."
EXCHANGES = (
    (
        "Jeg skal på vandretur i weekenden. Må jeg det?",
        "Ja, hvis smerten bliver på 5 eller mindre og falder til ro til næste dag. Tag to korte ture, ikke en lang.",
    ),
    (
        "Min rygsæk er fuld nu. Hvad gør jeg, når det bliver for let?",
        "Godt tegn. Tag den op med to hænder og læg et par vandflasker i. Vi ser på det, når du kommer.",
    ),
    (
        "Jeg glemte to træninger i sidste uge, fordi jeg var forkølet. Skal jeg indhente dem?",
        "Nej, bare fortsæt med den næste i programmet.",
    ),
    (
        "Det strammer i læggen dagen efter. Er det forkert?",
        "Almindelig muskelømhed er i orden. Skriv, hvis det også gør mere ondt om morgenen.",
    ),
    (
        "Skal jeg træne på trappen, når jeg har mine nye indlæg i skoene?",
        "Træn på bare fødder som hidtil, og brug indlæggene resten af dagen.",
    ),
)


def tell_messages(rows: Rows, rng: Random, patient: Patient, story: Story, last_on: date, today: date) -> None:
    """A question and its answer some way into the course; a few questions still wait for theirs."""
    if story.waits_today:
        _message(rows, rng, patient, TO_KAREN, at(today - DAY, 16 * 60 + 12), seen_at=None, is_patients=False)
        return
    length = (last_on - patient.started_on).days
    if story.closed or length < 4 or rng.random() > WRITES:
        return
    question, answer = rng.choice(EXCHANGES)
    waits = last_on >= today - DAY and rng.random() < WAITS
    asked_on = today - DAY if waits else patient.started_on + rng.randrange(2, length) * DAY
    asked_at = at(asked_on, 18 * 60 + rng.randrange(150))
    answered_at = at(asked_on + DAY, 12 * 60 + rng.randrange(40))
    _message(rows, rng, patient, question, asked_at, seen_at=None if waits else answered_at, is_patients=True)
    if not waits:
        seen_at = at(asked_on + DAY, 17 * 60 + rng.randrange(120))
        _message(rows, rng, patient, answer, answered_at, seen_at=seen_at, is_patients=False)


def _message(
    rows: Rows,
    rng: Random,
    patient: Patient,
    text: str,
    sent_at: datetime,
    *,
    seen_at: datetime | None,
    is_patients: bool,
) -> None:
    people = (patient.patient_id, patient.practitioner_id)
    sender, reader = people if is_patients else people[::-1]
    rows.add(
        CourseMessage,
        course_id=patient.course_id,
        client_key=key(rng),
        is_from_patient=is_patients,
        text=text,
        sent_at=sent_at,
        sent_by_id=sender,
        seen_at=seen_at,
        seen_by_id=reader if seen_at else None,
    )
