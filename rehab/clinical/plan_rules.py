"""Which of the practitioner's own sentences applies. Never a new dose."""

from dataclasses import dataclass

from rehab.clinical.pain import Response


@dataclass(frozen=True, slots=True)
class PlanSentences:
    green: str
    yellow: str
    amber: str
    red: str


def sentence_for(response: Response | None, plan: PlanSentences) -> str | None:
    raise NotImplementedError
