"""The book of rules: each rule's place, whom it speaks to, what it gives way to, and its numbers and sources.

What beats what when several hold: the order below is the order of pressing, `gives_way_to` names the rules beside
which one has nothing to add, and while a warning sign stands no rule asks the patient to book:

| | holds | and then |
|---|---|---|
| F1 | warning sign | fixed text to the patient, a task for the practitioner; nobody is asked to book or progress |
| F2 | flare | the practitioner at once, the patient when still up after 7 days; says more than F3, F8, F9, F13 |
| F7 | refractory | says more than F8 |
| F5, F4 | no response though trained | one of them, by week; says more than F8 |
| F11 | too little training | stands in for F4 and F5 where too little was trained; gives way to F1 and F12 |
| F6 | week 12 | always; says more than F8 |
| F12 | silence | a nudge, then a task for staff; where nothing is logged nothing is known of training (F9, F11) |
| F13 | improved | says more than F9 |
| F14 | planned | the practitioner's own word: holds beside the others, and waits for them when they prompt first |

The page of rules is drawn from here, so what a clinician signs is what runs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from rehab.clinical.course_facts import CourseFacts, Need, Reason, Rule
from rehab.clinical.rules import alarm, planned, response, training
from rehab.clinical.thresholds import Thresholds

Look = Callable[[CourseFacts, date, Thresholds], Reason | None]


class LeadsTo(StrEnum):
    """What comes of a rule that holds."""

    FIXED_TEXT = "fixed_text"
    BOOKING = "booking"
    STAFF = "staff"
    NUDGE = "nudge"


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule as it is run: its number in the dossier, its function, and what else is decided about it.

    `needs` says how pressing a course becomes, for each key its sentences have (`Reason.words`); `thresholds` are the
    names it reads; `waits` whether it keeps the seven days between two prompts; `sources` codes of the content.
    """

    rule: Rule
    code: str
    look: Look
    leads_to: LeadsTo
    thresholds: tuple[str, ...]
    sources: tuple[str, ...]
    needs: Mapping[str, Need]
    gives_way_to: frozenset[Rule] = frozenset()
    waits: bool = True

    @property
    def words(self) -> tuple[str, ...]:
        """The keys of its sentences."""
        return tuple(self.needs)


_STALLS = frozenset({Rule.REFRACTORY, Rule.NON_RESPONSE, Rule.WEEK_4, Rule.LOW_ADHERENCE, Rule.WEEK_12})

_CARDS = (
    RuleCard(
        Rule.RED_FLAG,
        "F1",
        alarm.red_flag,
        LeadsTo.FIXED_TEXT,
        thresholds=(),
        sources=("clinic-page", "nhs-pathways"),
        needs={"red_flag": Need.NEEDS_YOU},
        waits=False,
    ),
    RuleCard(
        Rule.FLARE,
        "F2",
        alarm.flare,
        LeadsTo.BOOKING,
        thresholds=(
            "flare_rise",
            "flare_red_sessions",
            "flare_recent_days",
            "flare_book_after_days",
            "flare_followed_days",
        ),
        sources=("pain-monitoring-model", "landorf-2010"),
        needs={"flare.mornings": Need.NEEDS_YOU, "flare.sessions": Need.NEEDS_YOU},
        waits=False,
    ),
    RuleCard(
        Rule.REFRACTORY,
        "F7",
        response.refractory,
        LeadsTo.BOOKING,
        thresholds=("refractory_days", "refractory_from_week"),
        sources=("ugeskriftet",),
        needs={"refractory": Need.NEEDS_YOU},
    ),
    RuleCard(
        Rule.NON_RESPONSE,
        "F5",
        response.stalled,
        LeadsTo.BOOKING,
        thresholds=("non_response_week", "adherent_from"),
        sources=("nhs-pathways", "landorf-2010"),
        needs={"non_response": Need.NEEDS_YOU},
    ),
    RuleCard(
        Rule.WEEK_4,
        "F4",
        response.stalled,
        LeadsTo.BOOKING,
        thresholds=("check_week", "adherent_from"),
        sources=("morrissey-2021", "landorf-2010"),
        needs={"week_4": Need.NEEDS_YOU},
    ),
    RuleCard(
        Rule.LOW_ADHERENCE,
        "F11",
        training.low_adherence,
        LeadsTo.BOOKING,
        thresholds=("low_adherence_under", "adherence_days", "adherent_from"),
        sources=("bailey-2018", "healthy-2021"),
        needs={"low_adherence.two_windows": Need.KEEP_AN_EYE, "low_adherence.stalling": Need.NEEDS_YOU},
        gives_way_to=frozenset({Rule.SILENCE, Rule.RED_FLAG}),
    ),
    RuleCard(
        Rule.WEEK_12,
        "F6",
        response.week_12,
        LeadsTo.BOOKING,
        thresholds=("outcome_week", "outcome_open_weeks"),
        sources=("riel-2019", "fix-heel-2023", "nhs-pathways"),
        needs={"week_12": Need.NEEDS_YOU, "week_12.no_better": Need.NEEDS_YOU},
    ),
    RuleCard(
        Rule.END_OF_PHASE,
        "F10",
        training.end_of_phase,
        LeadsTo.BOOKING,
        thresholds=("end_of_phase_lead_days",),
        sources=("riel-2019",),
        needs={"end_of_phase": Need.NEEDS_YOU},
    ),
    RuleCard(
        Rule.PLANNED,
        "F14",
        planned.planned,
        LeadsTo.BOOKING,
        thresholds=("planned_lead_days",),
        sources=("clinical-choice",),
        needs={
            "planned.by_hand": Need.KEEP_AN_EYE,
            "planned.review_point": Need.KEEP_AN_EYE,
            "planned.overdue": Need.NEEDS_YOU,
        },
    ),
    RuleCard(
        Rule.SILENCE,
        "F12",
        training.silence,
        LeadsTo.NUDGE,
        thresholds=("silence_patient_days", "silence_staff_days"),
        sources=("clinical-choice",),
        needs={"silence.patient": Need.KEEP_AN_EYE, "silence.staff": Need.NEEDS_YOU},
    ),
    RuleCard(
        Rule.CREEP,
        "F3",
        response.creep,
        LeadsTo.STAFF,
        thresholds=("creep_rise",),
        sources=("pain-monitoring-model",),
        needs={"creep": Need.KEEP_AN_EYE},
        gives_way_to=frozenset({Rule.FLARE}),
    ),
    RuleCard(
        Rule.PLATEAU,
        "F8",
        response.plateau,
        LeadsTo.BOOKING,
        thresholds=("plateau_weeks", "plateau_within", "plateau_from_week", "plateau_from_pain"),
        sources=("clinical-choice",),
        needs={"plateau": Need.KEEP_AN_EYE},
        gives_way_to=_STALLS | {Rule.FLARE},
    ),
    RuleCard(
        Rule.IMPROVED,
        "F13",
        response.improved,
        LeadsTo.STAFF,
        thresholds=("improved_at_most", "improved_weeks", "improved_psfs_from"),
        sources=("clinical-choice",),
        needs={"improved": Need.KEEP_AN_EYE, "improved.confirmed": Need.KEEP_AN_EYE},
        gives_way_to=frozenset({Rule.RED_FLAG, Rule.FLARE}),
    ),
    RuleCard(
        Rule.READY,
        "F9",
        training.ready,
        LeadsTo.STAFF,
        thresholds=("ready_sessions", "ready_pain_at_most", "ready_morning_rise", "ready_recent_days"),
        sources=("clinical-choice",),
        needs={"ready": Need.ON_PLAN},
        gives_way_to=frozenset({Rule.RED_FLAG, Rule.FLARE, Rule.CREEP, Rule.SILENCE, Rule.IMPROVED}),
    ),
)

RULE_BOOK: Mapping[Rule, RuleCard] = MappingProxyType({card.rule: card for card in _CARDS})
"""Every rule's card, the most pressing first."""
