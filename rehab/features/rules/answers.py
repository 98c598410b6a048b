"""Pain zones and the answer to a session, asked of the code score by score."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rehab.clinical import pain
from rehab.clinical.pain import Response, response, zone
from rehab.clinical.thresholds import Unit
from rehab.features.rules import pages
from rehab.web.rule_words import with_unit

ZONES = {
    pain.Zone.SAFE: _l("Safe"),
    pain.Zone.ACCEPTABLE: _l("Acceptable"),
    pain.Zone.HIGH_RISK: _l("Too much"),
}
ZONE_TONES = {pain.Zone.SAFE: "ok", pain.Zone.ACCEPTABLE: "warn", pain.Zone.HIGH_RISK: "stop"}
COLOURS = {
    Response.GREEN: (_l("Green"), "ok"),
    Response.YELLOW: (_l("Yellow"), "warn"),
    Response.AMBER: (_l("Amber"), "warn"),
    Response.RED: (_l("Red"), "stop"),
}
USUAL = 4.0
"""Any usual morning will do: the answer depends on how far above it the next one is."""


def zones() -> tuple[pages.Zone, ...]:
    """The three zones with the scores the code puts in them."""
    return tuple(pages.Zone(_scores(each), str(ZONES[each]), ZONE_TONES[each]) for each in pain.Zone)


def mornings() -> tuple[str, ...]:
    """The kinds of morning after a session, as the columns of the answers."""
    rise = with_unit(pain.MORNING_MAY_RISE, Unit.POINTS)
    return (
        str(_("Not above the usual")),
        str(_("Above it by at most %(rise)s", rise=rise)),
        str(_("More than %(rise)s above it", rise=rise)),
        str(_("Not known")),
    )


def answer_rows() -> tuple[pages.AnswerRow, ...]:
    """What the code answers to each zone and each kind of morning."""
    safe, acceptable, too_much = (_lowest(each) for each in pain.Zone)
    rising = str(_("%(session)s, rising set by set", session=_session(pain.Zone.ACCEPTABLE)))
    after = str(_("%(score)s or more in the hour after", score=pain.HIGH_RISK_FROM))
    return (
        _row(_session(pain.Zone.SAFE), safe),
        _row(_session(pain.Zone.ACCEPTABLE), acceptable),
        _row(rising, acceptable, rising=True),
        _row(_session(pain.Zone.HIGH_RISK), too_much),
        _row(after, safe, pain.HIGH_RISK_FROM),
    )


def colour(found: Response | None) -> tuple[str, str]:
    """A colour's name and tone; no tone where there is no answer."""
    name, tone = COLOURS[found] if found else (_("No answer"), "")
    return str(name), tone


def _row(words: str, during: int, after: int | None = None, *, rising: bool = False) -> pages.AnswerRow:
    usual = int(USUAL)
    next_mornings = (usual, usual + pain.MORNING_MAY_RISE, usual + pain.MORNING_MAY_RISE + 1, None)
    found = [response(during, after, each, USUAL, rising=rising).response for each in next_mornings]
    return pages.AnswerRow(words, tuple(pages.Answer(*colour(each)) for each in found))


def _session(of: pain.Zone) -> str:
    return f"{_scores(of)} {str(ZONES[of]).lower()}"


def _scores(of: pain.Zone) -> str:
    scores = [score for score in range(pain.LOWEST, pain.HIGHEST + 1) if zone(score) is of]
    return f"{scores[0]}–{scores[-1]}"


def _lowest(of: pain.Zone) -> int:
    return next(score for score in range(pain.LOWEST, pain.HIGHEST + 1) if zone(score) is of)
