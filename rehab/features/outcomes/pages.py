"""The screens of a measurement, its end, and the page of being well."""

from dataclasses import dataclass
from typing import Any, ClassVar

from rehab.features.outcomes.forms import ActivitiesForm
from rehab.web.measure_words import MeasureTable
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class StepPage(Page):
    """One screen: where it is in the row, the ways back and on. `on_href` is empty until it is answered."""

    place: str
    action: str
    back_href: str
    on_href: str


@dataclass(frozen=True, kw_only=True)
class ActivitiesPage(StepPage):
    """What is hard because of the pain?"""

    template: ClassVar[str] = "outcomes/activities.html"
    form: ActivitiesForm


@dataclass(frozen=True, kw_only=True)
class QuestionPage(StepPage):
    """A question and its answers. `look` is pain, score or words; `options` are (value, words); `current` the answer.

    `ends` are the words of the lowest and the highest score.
    """

    template: ClassVar[str] = "outcomes/question.html"
    question: str
    hint: str
    look: str
    options: tuple[tuple[str, str], ...]
    ends: tuple[str, str]
    current: str
    last_time: str
    form: Any


@dataclass(frozen=True, kw_only=True)
class DonePage(Page):
    """What was answered, beside what it was before."""

    template: ClassVar[str] = "outcomes/done.html"
    said: tuple[str, ...]
    table: MeasureTable
    practitioner: str
    first_href: str


@dataclass(frozen=True, kw_only=True)
class WellPage(Page):
    """Being well, or that it came back: what is said, what happens, and the buttons that fit."""

    template: ClassVar[str] = "outcomes/well.html"
    under: str
    lines: tuple[str, ...]
    client_key: str
    well_label: str
    back_label: str
