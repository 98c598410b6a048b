"""The whole page, section by section."""

from flask_babel import gettext as _

from rehab.clinical.outcomes import MEASURED_WEEKS
from rehab.clinical.thresholds import Thresholds
from rehab.content import warning_version
from rehab.content.definitions import Area
from rehab.content.fingerprint import fingerprint
from rehab.features.rules import answers, follow_ups, signs, starting
from rehab.features.rules.citing import meanings, source_views
from rehab.features.rules.library import condition_views
from rehab.features.rules.pages import RulesPage


def rules_page(thresholds: Thresholds) -> RulesPage:
    """Everything there is to sign, in the reader's language."""
    return RulesPage(
        title=_("Rules"),
        fingerprint=fingerprint(),
        contents=_contents(),
        not_yet=meanings(Area.NOT_YET, thresholds),
        rules=follow_ups.rule_views(thresholds),
        order=follow_ups.order_of_pressing(thresholds),
        prompting=meanings(Area.PROMPTING, thresholds),
        at_once=follow_ups.exempt_from_spacing(thresholds),
        zones=answers.zones(),
        pain=meanings(Area.PAIN, thresholds),
        mornings=answers.mornings(),
        answers=answers.answer_rows(),
        answering=meanings(Area.ANSWER, thresholds),
        adherence=meanings(Area.ADHERENCE, thresholds),
        progress=meanings(Area.PROGRESS, thresholds),
        outcomes=meanings(Area.OUTCOMES, thresholds),
        measured=", ".join(map(str, MEASURED_WEEKS)),
        checklist_version=warning_version(),
        levels=signs.levels(),
        phasing=meanings(Area.PHASE, thresholds),
        phases=starting.phase_lines(),
        times=meanings(Area.TIME, thresholds),
        suggestions=starting.suggestion_rows(),
        entry=starting.entry_rows(thresholds),
        ladder=starting.ladder(),
        conditions=condition_views(),
        sources=source_views(),
    )


def _contents() -> tuple[tuple[str, int, str], ...]:
    titles = {
        "follow-up": _("Follow-up rules"),
        "order": _("What beats what"),
        "pain": _("Pain and the answer to a session"),
        "adherence": _("How much was trained"),
        "progress": _("Is it getting better"),
        "outcomes": _("Outcome measures"),
        "signs": _("Warning signs"),
        "phases": _("Phase and first programme"),
        "templates": _("Programmes"),
        "sources": _("Sources"),
    }
    return tuple((anchor, number, str(title)) for number, (anchor, title) in enumerate(titles.items(), 1))
