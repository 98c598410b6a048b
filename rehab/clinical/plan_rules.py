"""Which of the practitioner's own sentences applies. Never a new dose (dossier 4.3, 11.5)."""

from dataclasses import dataclass

from rehab.clinical.pain import Response


@dataclass(frozen=True, slots=True)
class PlanSentences:
    """The practitioner's words for each answer, edited and signed when the programme was assigned."""

    green: str
    yellow: str
    amber: str
    red: str


def sentence_for(response: Response | None, plan: PlanSentences) -> str | None:
    """The sentence of that colour; None when there is no response to speak to.

    >>> sentence_for(Response.YELLOW, PlanSentences("Go on.", "Keep the dose.", "Ease off.", "Stop today."))
    'Keep the dose.'
    """
    match response:
        case Response.GREEN:
            return plan.green
        case Response.YELLOW:
            return plan.yellow
        case Response.AMBER:
            return plan.amber
        case Response.RED:
            return plan.red
    return None
