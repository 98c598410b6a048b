"""The pages of own templates, and of copying from another course."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.features.programmes.own.forms import OwnTemplateForm
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class TemplateLine:
    """One template of the list; what it holds as (exercise, dose and weeks). `id` is 0 for the library's.

    `change_href` leads its owner to the form; empty for everybody else.
    """

    id: int = 0
    name: str
    condition: str
    phase: str
    holds: tuple[tuple[str, str], ...]
    scope: str
    owner: str
    review: str
    is_overdue: bool = False
    is_proposed: bool = False
    is_chain: bool = False
    change_href: str = ""


@dataclass(frozen=True, kw_only=True)
class TemplatesPage(Page):
    """The list, and what it is cut down to; without filters for the administrator, who answers proposals there."""

    template: ClassVar[str] = "programmes/templates.html"
    lines: tuple[TemplateLine, ...]
    q: str = ""
    scope: str = ""
    scopes: tuple[tuple[str, str], ...] = ()
    condition: str = ""
    conditions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class OwnTemplatePage(Page):
    """The form of an own template. `parts` are (phase, its exercises with their doses)."""

    template: ClassVar[str] = "programmes/own_template.html"
    under: str
    action: str
    back_href: str
    form: OwnTemplateForm
    newer: str
    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, kw_only=True)
class CopyPage(Page):
    """Courses to copy from: (patient, what the programme is, address). `many`: there are more than shown."""

    template: ClassVar[str] = "programmes/copy.html"
    under: str
    course_id: int
    back_href: str
    q: str
    courses: tuple[tuple[str, str, str], ...]
    many: bool
