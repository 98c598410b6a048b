"""The pages of signing in and of one's own settings."""

from dataclasses import dataclass
from typing import ClassVar

from rehab.features.accounts.forms import SignInForm, WelcomeForm
from rehab.web.pages import Page


@dataclass(frozen=True, kw_only=True)
class TryAs:
    """One button of the demo: who you become."""

    role: str
    label: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class SignInPage(Page):
    """`try_as` is empty outside the demo."""

    template: ClassVar[str] = "accounts/sign_in.html"
    form: SignInForm
    try_as: tuple[TryAs, ...]


@dataclass(frozen=True, kw_only=True)
class WelcomePage(Page):
    """Choosing a password; without a form when the link is used or expired."""

    template: ClassVar[str] = "accounts/welcome.html"
    form: WelcomeForm | None
    first_name: str


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A line of "who has opened my record"."""

    when: str
    who: str
    what: str


@dataclass(frozen=True, kw_only=True)
class DeviceLine:
    """A device of "where I am signed in"; the one the page is read on can only be signed out at the bottom."""

    id: int
    name: str
    used: str
    is_this: bool


@dataclass(frozen=True, kw_only=True)
class SettingsPage(Page):
    """Language, theme, text size, my devices, who opened my record, signing out."""

    template: ClassVar[str] = "accounts/settings.html"
    language: str
    theme: str
    text_size: str
    devices: tuple[DeviceLine, ...]
    openings: tuple[Opening, ...]
    is_patient: bool
