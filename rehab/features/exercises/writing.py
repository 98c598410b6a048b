"""Between the form and the exercise: what it is filled with, what it says when it is sent, and its page."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from rehab.clinical.dose import LoadKind
from rehab.content import Exercise, ExerciseKind, Text
from rehab.db import AnySession
from rehab.features.exercises.forms import ExerciseForm, lines
from rehab.features.exercises.pages import WritePage
from rehab.features.exercises.reading import conditions_of
from rehab.features.exercises.services import Written
from rehab.models import ExerciseScope, MediaType
from rehab.records.exercise_media import stored_media
from rehab.records.exercises import Standing, own_exercise


def filled_from(session: AnySession, about: Exercise, standing: Standing | None) -> dict[str, Any]:
    """What the form begins with when it begins with another exercise."""
    own = own_exercise(session, about.code) if standing else None
    data: dict[str, Any] = {
        "kind": about.kind.value,
        **_both("name", about.name),
        **_both("equipment", about.equipment),
        **_lines("steps", about.steps),
        **_lines("cautions", about.cautions),
        "conditions": list(own.conditions if own else conditions_of(about.code)),
    }
    if own is None or standing is None:
        return data
    data |= {
        **_both("purpose", own.purpose),
        "loads": [each.value for each in own.loads],
        "link": own.link or "",
        "scope": standing.scope.value,
        "branch": standing.branch_id,
    }
    return data | ({"media": own.media.digest, **_both("media_text", own.media.text)} if own.media else {})


def written(form: ExerciseForm) -> Written:
    """What a valid form says."""
    scope = ExerciseScope(form.scope.data)
    return Written(
        kind=ExerciseKind(form.kind.data),
        name=Text(str(form.name_da.data), str(form.name_en.data)),
        purpose=Text(str(form.purpose_da.data), str(form.purpose_en.data)),
        steps=Text(_joined(form.steps_da), _joined(form.steps_en)),
        equipment=Text(str(form.equipment_da.data), str(form.equipment_en.data)),
        cautions=Text(_joined(form.cautions_da), _joined(form.cautions_en)),
        loads=tuple(LoadKind(each) for each in form.loads.data or ()),
        conditions=tuple(form.conditions.data or ()),
        scope=scope,
        branch_id=form.branch.data if scope is ExerciseScope.BRANCH else None,
        link=form.link.data or None,
        media=_media_of(form) or None,
        media_text=Text(form.media_text_da.data or "", form.media_text_en.data or ""),
    )


def write_page(session: AnySession, form: ExerciseForm, code: str | None = None) -> WritePage:
    """The form's page. One statement when something was uploaded, none when not."""
    digest = _media_of(form)
    stored = stored_media(session, digest) if digest else None
    return WritePage(
        title=_("Change the exercise") if code else _("New exercise"),
        form=form,
        action=url_for("exercises.revise", code=code) if code else url_for("exercises.add"),
        back_href=url_for("exercises.exercise_of", code=code) if code else url_for("exercises.index"),
        code=code or "",
        media_href=url_for("exercises.media", digest=stored.digest) if stored else "",
        media_is_video=stored is not None and stored.media_type is MediaType.MP4,
    )


def _media_of(form: ExerciseForm) -> str:
    return "" if form.without_media.data else str(form.media.data or "")


def _joined(field: Any) -> str:
    return "\n".join(lines(field.data))


def _both(name: str, text: Text) -> dict[str, str]:
    return {f"{name}_da": text.da, f"{name}_en": text.en}


def _lines(name: str, texts: tuple[Text, ...]) -> dict[str, str]:
    return {f"{name}_da": "\n".join(each.da for each in texts), f"{name}_en": "\n".join(each.en for each in texts)}
