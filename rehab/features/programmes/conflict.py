"""Two who edit at once: what the other signed beside what is typed here, and nothing typed is lost either way."""

import json

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from rehab.features.programmes.builder_pages import Newer
from rehab.features.programmes.queries import Workbench
from rehab.records.programmes import Version
from rehab.web.change_words import change_lines
from rehab.web.doses import dose_text, exercise_name, phase_name
from rehab.web.words import date_words

ON_TOP = "sign-on-"
NOT_KEPT = ("csrf_token", "do", "set_aside")


def newer(bench: Workbench, opened_on: int, mine: Version | None, back_action: str) -> Newer:
    """Who signed or undid what since the form was opened on a version number; `mine` is what the form says now.

    `back_action` is the address that shows the form again as it was typed.
    """
    base = next((version for version in bench.programme.versions if version.number == opened_on), None)
    latest = bench.programme.latest
    return Newer(
        text=_what_happened(bench),
        number=bench.number,
        theirs=_told(base, latest) if latest else (),
        mine=_told(base, mine) if mine else (),
        back_action=back_action,
    )


def on_top_of(button: str) -> str | None:
    """The number of the version that is to be followed, where the button says so."""
    return button.removeprefix(ON_TOP) if button.startswith(ON_TOP) else None


def set_aside() -> str:
    """The form that was sent, as text that can be sent along and brought back."""
    pairs = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_KEPT]
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))


def brought_back() -> MultiDict[str, str] | None:
    """The form that was set aside; None when there is none, or when it is not one."""
    try:
        pairs = json.loads(request.form.get("set_aside", ""))
        return MultiDict([(str(name), str(value)) for name, value in pairs])
    except (ValueError, TypeError, RecursionError):
        return None


def _what_happened(bench: Workbench) -> str:
    last = bench.programme.versions[-1] if bench.programme.versions else None
    who, number = (last.signed_by, last.number) if last else (_("Someone"), 0)
    text = _("%(name)s signed version %(number)s after you opened this page.", name=who, number=number)
    if last and last.withdrawn:
        text = _("%(name)s undid version %(number)s after you opened this page.", name=last.withdrawn.by, number=number)
    return str(text)


def _told(base: Version | None, version: Version) -> tuple[str, ...]:
    """What a version changes in the one it was built on; without one, what it holds."""
    lines = change_lines(base, version) if base else _whole(version)
    from_ = _("In force from %(date)s.", date=date_words(version.effective_on, "full"))
    why = (_("Why: %(reason)s", reason=version.reason),) if version.reason else ()
    return (*(lines or (_("Nothing in the programme itself."),)), str(from_), *why)


def _whole(version: Version) -> tuple[str, ...]:
    return tuple(
        _(
            "%(phase)s: %(what)s: %(dose)s",
            phase=phase_name(span.phase),
            what=exercise_name(item.exercise_code),
            dose=dose_text(item.dose),
        )
        for span in version.phases
        for item in span.prescriptions
    )
