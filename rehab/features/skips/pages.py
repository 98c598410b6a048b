"""The page of leaving an exercise out."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.features.skips.forms import SkipForm
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class SkipPage(Page):
    """`name` and `dose` of the exercise; `practitioner` is who will see it. `earliest` to `latest`: its days."""

    template: ClassVar[str] = "skips/new.html"
    form: SkipForm
    name: str
    dose: str
    practitioner: str
    may_swap: bool
    earliest: str
    latest: str
