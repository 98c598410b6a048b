"""The list of courses, own ones or a branch's, and the choice to open a branch's. Words and numbers only."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.features.caseload.choice_form import ChoiceForm
from rehab.features.caseload.rows import CaseRow
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A way to look at the list."""

    label: str
    icon: str | None
    count: int
    href: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class Whose:
    """My courses, or those of a branch; `is_closed` until the practitioner chose to open them."""

    label: str
    href: str
    current: bool
    is_closed: bool


@dataclass(frozen=True, kw_only=True)
class Option:
    """A value to filter by, in words, and how many courses it leaves."""

    value: str
    label: str
    count: int
    current: bool


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a list can be narrowed by; `all` is the word for no narrowing."""

    name: str
    label: str
    all: str
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rows of the same need under their heading, and how many there are on all pages."""

    title: str
    count: int
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True, kw_only=True)
class CaseloadPage(Page):
    """`is_new` when there is no open course at all. `need`, `q` and the filters are what is asked for.

    A course's address is `courses_href`, its id and `courses_tail`: building fifty one by one costs more than reading
    their rows. `opened` says why a branch's courses are open, "" for own ones. `nobody` is what an empty list says.
    """

    template: ClassVar[str] = "caseload/index.html"
    under: str
    whose: tuple[Whose, ...]
    opened: str
    tabs: tuple[Tab, ...]
    filters: tuple[Filter, ...]
    groups: tuple[Group, ...]
    need: str
    q: str
    here: str
    is_narrowed: bool
    nobody: tuple[str, str]
    courses_href: str
    courses_tail: str
    previous_href: str
    next_href: str
    is_new: bool


@dataclass(frozen=True, kw_only=True)
class ChoicePage(Page):
    """The choice to open a branch's courses."""

    template: ClassVar[str] = "caseload/choice.html"
    branch_id: int
    form: ChoiceForm
    whose: tuple[Whose, ...]
