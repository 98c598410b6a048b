"""The page of one course's thresholds: rule by rule, in the dossier's order."""

from dataclasses import dataclass
from typing import Any, ClassVar

from flask_babel import gettext as _

from rehab.clinical.rule_book import RULE_BOOK
from rehab.clinical.thresholds import LIMITS, Thresholds
from rehab.content.rule_texts import rule_texts
from rehab.features.follow_up.thresholds_form import ThresholdsForm
from rehab.records.finding import CourseHead
from rehab.records.thresholds import ThresholdChange
from rehab.web.pages import Page
from rehab.web.rule_words import filled, last_changed, with_unit


@dataclass(frozen=True, slots=True)
class ThresholdLine:
    """One threshold: its field, and its default and range in words; `now` what is in force where it differs."""

    field: Any
    hint: str
    now: str


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """A rule and the thresholds it is the first to read."""

    code: str
    name: str
    says: str
    lines: tuple[ThresholdLine, ...]


@dataclass(frozen=True, kw_only=True)
class ThresholdsPage(Page):
    """`overtaken` tells of a change made after the form was opened; nothing typed is lost then."""

    template: ClassVar[str] = "follow_up/thresholds.html"
    course_id: int
    patient: str
    form: ThresholdsForm
    groups: tuple[RuleGroup, ...]
    last_change: str
    overtaken: bool


def thresholds_page(
    head: CourseHead, form: ThresholdsForm, change: ThresholdChange | None, *, overtaken: bool = False
) -> ThresholdsPage:
    """The page for a form; `change` is what is in force."""
    in_force = change.thresholds if change else Thresholds()
    return ThresholdsPage(
        title=_("Thresholds of this course"),
        course_id=head.id,
        patient=head.patient_name,
        form=form,
        groups=_groups(form, in_force),
        last_change=last_changed(change) if change else _("The defaults are in force."),
        overtaken=overtaken,
    )


def _groups(form: ThresholdsForm, in_force: Thresholds) -> tuple[RuleGroup, ...]:
    told: set[str] = set()
    groups = []
    for rule, text in rule_texts().items():
        names = [name for name in RULE_BOOK[rule].thresholds if name not in told]
        told.update(names)
        if names:
            lines = tuple(_line(form, name, in_force) for name in names)
            groups.append(
                RuleGroup(RULE_BOOK[rule].code, filled(text.name, in_force), filled(text.says, in_force), lines)
            )
    return tuple(groups)


def _line(form: ThresholdsForm, name: str, in_force: Thresholds) -> ThresholdLine:
    limit, now = LIMITS[name], getattr(in_force, name)
    default, low, high = (with_unit(value, limit.unit) for value in (limit.default, limit.low, limit.high))
    hint = _("Default %(default)s. From %(low)s to %(high)s.", default=default, low=low, high=high)
    return ThresholdLine(form[name], hint, with_unit(now, limit.unit) if now != limit.default else "")
