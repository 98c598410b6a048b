"""Which of the practitioner's own sentences applies, and why. Never a new dose (dossier 4.3, 11.5)."""

from dataclasses import dataclass

from rehab.clinical.pain import Because, Response, ResponseResult


@dataclass(frozen=True, slots=True)
class PlanSentences:
    """The practitioner's words for each answer, edited and signed when the programme was assigned."""

    green: str
    yellow: str
    amber: str
    red: str

    def of(self, response: Response) -> str:
        """The sentence of one colour.

        >>> PlanSentences("Go on.", "Keep the dose.", "Ease off.", "Stop today.").of(Response.AMBER)
        'Ease off.'
        """
        match response:
            case Response.GREEN:
                return self.green
            case Response.YELLOW:
                return self.yellow
            case Response.AMBER:
                return self.amber
            case Response.RED:
                return self.red


@dataclass(frozen=True, slots=True)
class AppliedSentence:
    """The sentence as the practitioner wrote it, the colour that chose it, and what the colour rests on."""

    sentence: str
    response: Response
    reasons: tuple[Because, ...]


def sentence_for(found: ResponseResult, plan: PlanSentences) -> AppliedSentence | None:
    """The sentence that applies after a session, with its reasons; None when too little is known for a colour.

    It only chooses among the four sentences signed with the programme; what they say is the practitioner's.

    >>> plan = PlanSentences("Go on.", "Keep the dose.", "Ease off.", "Stop today.")
    >>> applies = sentence_for(ResponseResult(Response.YELLOW, (Because.DURING_ACCEPTABLE,)), plan)
    >>> applies.sentence, applies.reasons[0].value
    ('Keep the dose.', 'during_acceptable')
    >>> sentence_for(ResponseResult(None, ()), plan) is None
    True
    """
    if found.response is None:
        return None
    return AppliedSentence(plan.of(found.response), found.response, found.reasons)
