"""The patient's pages: the programme as it is read, and on paper."""

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class Step:
    """One dose of an exercise: its weeks, its words, and whether it is past, now or later."""

    weeks: str
    words: str
    state: str
    is_now: bool


@dataclass(frozen=True, kw_only=True)
class ExerciseCard:
    """One exercise as the patient reads it.

    `lines` are the dose in force, line by line; while none is (not `is_now`) what the coming dose says of tempo, days
    and rest. `weeks` are its doses by week, empty when one dose holds for the whole phase. `above` is the id of an
    earlier card with the same steps, cautions and `drawing`, which is None too where nobody has drawn it.
    """

    id: str
    name: str
    drawing: str | None
    kind: str
    kind_words: str
    side: str
    is_now: bool
    lines: tuple[str, ...]
    weeks: tuple[Step, ...]
    steps: tuple[str, ...]
    cautions: tuple[str, ...]
    equipment: str
    above: str | None


@dataclass(frozen=True, kw_only=True)
class PhasePart:
    """One phase as the patient reads it."""

    id: str
    name: str
    when: str
    is_now: bool
    exercises: tuple[ExerciseCard, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """One of the practitioner's own sentences and the answer it belongs to."""

    light: str
    when: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """What changed with the version in force, and why."""

    since: str
    reason: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SignGroup:
    """Warning signs that call for the same."""

    title: str
    what_to_do: str
    call: tuple[tuple[str, str], ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProgrammePage(Page):
    """The patient's programme; without phases when nothing is assigned yet. Warning signs are always there.

    `activity` says whether sport goes on, `reviews` when the practitioner looks at the course; empty where a version
    says nothing of it. `about` says what the course is about, `advice` has the title and lines of each card; both
    empty without a course.
    """

    template: ClassVar[str] = "programmes/show.html"
    agreed: str
    where: str
    notice: str
    phases: tuple[PhasePart, ...]
    plan: tuple[PlanLine, ...]
    activity: str
    reviews: tuple[str, ...]
    signed: str
    change: Change | None
    about: str
    advice: tuple[tuple[str, tuple[str, ...]], ...]
    warning_signs: tuple[SignGroup, ...]
    may_tick: bool


@dataclass(frozen=True, kw_only=True)
class HandoutPage(Page):
    """The programme on one or two sheets of A4. `qr` leads to `address`, the programme behind the sign-in.

    `many`: so many exercises that they have to be written smaller.
    """

    template: ClassVar[str] = "programmes/handout.html"
    many: bool
    back_href: str
    about: str
    clinic: str
    read: ProgrammePage
    printed: str
    address: str
    qr: Markup
