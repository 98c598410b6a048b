"""What the page of rules shows, in words."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.web.pages import Page


@dataclass(frozen=True, slots=True)
class Cited:
    """A source by its name and its number in the list; `lang` is that of the name where it is written once for all."""

    number: int
    label: str
    href: str
    lang: str | None
    unchecked: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word and what it means."""

    code: str
    name: str
    says: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ThresholdLine:
    """A threshold every course begins with, and what a practitioner may change it to."""

    name: str
    label: str
    value: str
    allowed: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class RuleCardView:
    """One follow-up rule, whole; `gives_way_to` is empty where it gives way to none."""

    code: str
    name: str
    says: str
    does: str
    speaks_to: str
    pressing: str
    gives_way_to: str
    spacing: str
    thresholds: tuple[ThresholdLine, ...]
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A place in the order of pressing."""

    place: int
    rule: str
    href: str
    need: str
    tone: str
    gives_way_to: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A pain zone: its scores and its name."""

    scores: str
    name: str
    tone: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A colour in words; `tone` is "" where there is no answer."""

    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """How a session was, and the answer to it for each kind of morning after."""

    session: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Worded:
    """A text, and the conditions it is the text of ("" when it is that of all)."""

    conditions: str
    text: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A line of the checklist."""

    number: int
    wordings: tuple[Worded, ...]
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class SignLevel:
    """The lines of one level and the fixed text a tick shows."""

    title: str
    body: str
    tone: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """A symptom phase and how it shows."""

    name: str
    signs: tuple[Worded, ...]
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """What is suggested to begin with."""

    when: str
    template: str
    exercise: str
    reviews: str
    because: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What the entry test found, and where that begins."""

    found: Meaning
    start: str


@dataclass(frozen=True, slots=True)
class Prescription:
    """One row of a template; `optional` and the rest in words."""

    code: str
    exercise: str
    weeks: str
    dose: str
    rest: str
    optional: bool
    progression: str
    regression: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class TemplateView:
    """One template, whole; `facts` and `plan` as (label, words), a plan sentence with its tone first."""

    code: str
    name: str
    facts: tuple[tuple[str, str], ...]
    ask_first: str
    rows: tuple[Prescription, ...]
    plan: tuple[tuple[str, str, str], ...]
    evidence: str
    unverified: tuple[str, ...]
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ConditionView:
    """The templates of a condition."""

    name: str
    templates: tuple[TemplateView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as it is listed."""

    number: int
    anchor: str
    citation: str
    lang: str | None
    doi: str | None
    doi_href: str | None
    read: str
    note: str


@dataclass(frozen=True, kw_only=True)
class RulesPage(Page):
    """Everything that is signed. `contents` are the sections as (anchor, number, title), in their order."""

    template: ClassVar[str] = "rules/index.html"
    fingerprint: str
    contents: tuple[tuple[str, int, str], ...]
    not_yet: tuple[Meaning, ...]
    rules: tuple[RuleCardView, ...]
    order: tuple[Pressed, ...]
    prompting: tuple[Meaning, ...]
    at_once: str
    zones: tuple[Zone, ...]
    pain: tuple[Meaning, ...]
    mornings: tuple[str, ...]
    answers: tuple[AnswerRow, ...]
    answering: tuple[Meaning, ...]
    adherence: tuple[Meaning, ...]
    progress: tuple[Meaning, ...]
    outcomes: tuple[Meaning, ...]
    measured: str
    checklist_version: int
    levels: tuple[SignLevel, ...]
    phasing: tuple[Meaning, ...]
    phases: tuple[PhaseLine, ...]
    times: tuple[Meaning, ...]
    suggestions: tuple[SuggestionRow, ...]
    entry: tuple[EntryRow, ...]
    ladder: tuple[str, ...]
    conditions: tuple[ConditionView, ...]
    sources: tuple[SourceView, ...]
