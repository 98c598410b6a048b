"""The clinic's own templates as read: who finds which, and their content in the shapes of the library's.

A template's code is "own-" and its id: what a signed version remembers of where it came from. A template may be changed
or retired; what was signed from it has its own copy of everything.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from rehab.clinical.dose import Dose
from rehab.content import PlanTexts, Template, TemplateRow, Text, templates
from rehab.content.entry import Entry
from rehab.db import AnySession, read
from rehab.models import Branch, Person, ProgrammeTemplate, TemplateScope
from rehab.records.exercises import branches_of

CODE = re.compile(r"own-([0-9]{1,8})", re.ASCII)
NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template and what stands around it. `base` is the code of the library's that it was built on, empty for none.

    `proposed_at`: its owner would like the whole chain to have it, and an administrator has not answered.
    """

    id: int
    name: str
    scope: TemplateScope
    branch_name: str | None
    owner_id: int
    owner_name: str
    review_on: date
    edition: int
    proposed_at: datetime | None
    changed_at: datetime
    retired_at: datetime | None
    base: str
    about: Template


ROWS = (
    sa.select(ProgrammeTemplate, Branch.name.label("branch_name"), Person.name.label("owner_name"))
    .join(Person, Person.id == ProgrammeTemplate.owner_id)
    .outerjoin(Branch, Branch.id == ProgrammeTemplate.branch_id)
    .order_by(ProgrammeTemplate.name, ProgrammeTemplate.id)
)


def code_of(template_id: int) -> str:
    """What a version keeps of the template it was built on.

    >>> code_of(7)
    'own-7'
    """
    return f"own-{template_id}"


def id_of(code: str) -> int | None:
    """The id behind a code; None for one of the library's.

    >>> id_of("own-7"), id_of("T2")
    (7, None)
    """
    found = CODE.fullmatch(code)
    return int(found[1]) if found else None


def visible(session: AnySession, practitioner_id: int) -> list[OwnTemplate]:
    """What a practitioner may choose from: their own, those of the branches they work at, the chain's. By name."""
    where = sa.and_(ProgrammeTemplate.retired_at.is_(None), _sees(practitioner_id))
    return [_own(row) for row in session.execute(ROWS.where(where))]


def for_the_chain(session: AnySession) -> list[OwnTemplate]:
    """Those the chain has and those proposed to it."""
    where = sa.and_(
        ProgrammeTemplate.retired_at.is_(None),
        sa.or_(ProgrammeTemplate.scope == TemplateScope.CHAIN, ProgrammeTemplate.proposed_at.is_not(None)),
    )
    return [_own(row) for row in session.execute(ROWS.where(where))]


def own_template(session: AnySession, template_id: int) -> OwnTemplate | None:
    """One by its id, retired or not; for who holds its code rightfully or checks the owner."""
    row = session.execute(ROWS.where(ProgrammeTemplate.id == template_id)).one_or_none()
    return _own(row) if row else None


def sees(session: AnySession, practitioner_id: int, template_id: int) -> bool:
    """Whether a practitioner may choose a template, or might before it was retired."""
    query = sa.select(ProgrammeTemplate.id).where(ProgrammeTemplate.id == template_id, _sees(practitioner_id))
    return read(session, query).scalar() is not None


def _sees(practitioner_id: int) -> sa.ColumnElement[bool]:
    of_branch = sa.and_(
        ProgrammeTemplate.scope == TemplateScope.BRANCH, ProgrammeTemplate.branch_id.in_(branches_of(practitioner_id))
    )
    return sa.or_(
        ProgrammeTemplate.scope == TemplateScope.CHAIN, ProgrammeTemplate.owner_id == practitioner_id, of_branch
    )


def content_of(about: Template, base: str) -> dict[str, Any]:
    """A template's content as stored, in the form of the library's data file. `base` is the library's it is from."""
    return {
        "base": base,
        "weeks": about.weeks,
        "min_age": about.min_age,
        "review_weeks": list(about.review_weeks),
        "plan": {name: _both(getattr(about.plan, name)) for name in ("green", "yellow", "amber", "red")},
        "rows": [
            {
                "exercise": row.exercise_code,
                "week_from": row.week_from,
                "week_to": row.week_to,
                "dose": _dose(row.dose),
            }
            for row in about.rows
        ],
    }


def about_from(code: str, head: Any, content: Mapping[str, Any]) -> tuple[Template, str]:
    """Stored content as a template, and its base. Raises ContentError for content that cannot be right."""
    entry = Entry("own template", code, content)
    base, plan = entry.words_if_given("base") or "", entry.part("plan")
    rows = tuple(_row(each) for each in entry.parts("rows"))
    weeks = entry.whole("weeks", lowest=1)
    about = Template(
        code=code,
        name=Text(head.name, head.name),
        condition=head.condition,
        phase=head.phase,
        weeks=weeks,
        min_age=entry.whole("min_age"),
        rows=rows,
        plan=PlanTexts(plan.text("green"), plan.text("yellow"), plan.text("amber"), plan.text("red")),
        review_weeks=tuple(content.get("review_weeks", ())),
        sources=(),
        ask_first=None,
        evidence=NOTHING,
        unverified=(),
    )
    if not all(row.week_from <= row.week_to <= weeks for row in rows):
        raise entry.wrong("rows", f"weeks must run forward and end by week {weeks}")
    return about, base


def _row(entry: Entry) -> TemplateRow:
    row = TemplateRow(
        exercise_code=entry.words("exercise"),
        week_from=entry.whole("week_from", lowest=1),
        week_to=entry.whole("week_to", lowest=1),
        dose=entry.dose("dose"),
        optional=False,
        progression=NOTHING,
        regression=NOTHING,
        sources=(),
    )
    entry.done()
    return row


def _own(row: Any) -> OwnTemplate:
    stored: ProgrammeTemplate = row[0]
    about, base = about_from(code_of(stored.id), stored, stored.content)
    about = replace(about, evidence=_made_by(row.owner_name, stored.review_on, base))
    return OwnTemplate(
        id=stored.id,
        name=stored.name,
        scope=stored.scope,
        branch_name=row.branch_name,
        owner_id=stored.owner_id,
        owner_name=row.owner_name,
        review_on=stored.review_on,
        edition=stored.edition,
        proposed_at=stored.proposed_at,
        changed_at=stored.changed_at,
        retired_at=stored.retired_at,
        base=base,
        about=about,
    )


def _made_by(owner: str, review_on: date, base: str) -> Text:
    """Whose it is, when it is to be looked at again, and what it was built on."""
    built_on = templates().get(base)
    da, en = (f" Bygget på {built_on.name.da}.", f" Built on {built_on.name.en}.") if built_on else ("", "")
    on = f"{review_on.day}.{review_on.month}.{review_on.year}"
    return Text(
        f"Klinikkens egen skabelon, lavet af {owner}. Den skal ses efter senest {on}.{da}",
        f"The clinic's own template, made by {owner}. To be reviewed by {review_on.isoformat()}.{en}",
    )


def _both(text: Text) -> dict[str, str]:
    return {"da": text.da, "en": text.en}


def _dose(dose: Dose) -> dict[str, Any]:
    tempo = dose.tempo
    return {
        "sets": dose.sets,
        "reps": dose.reps,
        "rm": dose.rm,
        "hold_s": dose.hold_s,
        "tempo": [tempo.up_s, tempo.hold_s, tempo.down_s] if tempo else None,
        "load": dose.load.value,
        "load_kg": str(dose.load_kg) if dose.load_kg is not None else None,
        "rest_s": dose.rest_s,
        "interval_days": dose.interval_days,
        "times_a_day": dose.times_a_day,
    }
