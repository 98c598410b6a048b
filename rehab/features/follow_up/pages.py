"""The page that asks again when a date could not be used."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rehab.features.follow_up.forms import PostponeForm
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class PostponePage(Page):
    """Until when the follow-up can wait; `first` and `last` are the dates that can be chosen."""

    template: ClassVar[str] = "follow_up/postpone.html"
    form: PostponeForm
    prompt_id: int
    first: date
    last: date
