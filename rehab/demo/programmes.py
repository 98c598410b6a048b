"""Programmes of the demo's courses, signed at visits from the real templates, each change a new version."""

from dataclasses import replace
from datetime import date, datetime
from random import Random

from rehab.clinical.activity import usual_activity_rule
from rehab.clinical.dose import Dose, LoadKind, Side, Tempo
from rehab.clinical.plan_rules import PlanSentences
from rehab.content import TemplateRow, template, templates
from rehab.demo.exercises import TOES, TOES_DOSE, TOES_KIND
from rehab.demo.rows import Rows, key
from rehab.features.programmes.drafts import reviews_of
from rehab.models import Prescription, ProgrammePhase, ProgrammeVersion
from rehab.records.programmes import DAY, WEEK, PhaseSpan, Prescribed, Programme, Version, dose_columns

REASONS = {
    "T2": "Smerten er begyndt at komme ved gang. Vi går over til tung, langsom træning.",
    "T3": "Uge 12 uden den bedring, vi håbede på. Vi går over til det lange, selvdoserede program.",
    "T4": "Morgensmerten er lav og stabil. Vi går over til vedligehold to gange om ugen.",
    "SIL2": "Du klarer alle gentagelser på gulvet. Vi går videre til kanten af et trin.",
    "fewer_sets": "Et sæt færre, til de første skridt er faldet til ro igen.",
    "longer_rest": "Tre minutters pause mellem sættene, så du kan tage alle løft i tempo.",
    "toes": "De små fodmuskler skal mere med. Tåspredning med elastik er lagt til.",
    "calf_stretch": "Læggen strammer. Lægstræk med strakt knæ er lagt til.",
    "flare": "Opblussen. En uge med rolig belastning, og så tilbage til tung træning.",
    "side": "Rettet: forløbet var oprettet på den forkerte fod.",
}
CALF_STRETCH = Dose(3, 1, None, 30, None, LoadKind.BODY, None, 10, 1, 2)


class Signing:
    """Signs one course's versions in order, and keeps the programme as it will be read back."""

    def __init__(self, rows: Rows, rng: Random, course_id: int, practitioner: tuple[int, str], side: Side) -> None:
        self._rows, self._rng, self._course_id = rows, rng, course_id
        self._practitioner_id, self._practitioner_name = practitioner
        self._side = side
        self._with_optional = rng.random() < 0.6
        self._versions: list[Version] = []

    @property
    def programme(self) -> Programme:
        return Programme(tuple(self._versions))

    def sign(self, what: str, on: date, at: datetime, side: Side | None = None) -> None:
        """Sign a template (by its code) or a change to the version before it."""
        self._side = side or self._side
        phases: tuple[PhaseSpan, ...]
        if what == "flare":
            phases = (self._phase("T5", on), self._phase("T2", on + WEEK))
        elif what in ("fewer_sets", "longer_rest", "calf_stretch", "toes", "side"):
            phases = tuple(self._changed(span, what) for span in self._versions[-1].phases)
        else:
            phases = (self._phase(what, on),)
        code = what if what in templates() else self._versions[-1].template_code
        self._store(code or "T2", phases, on, at, REASONS.get(what, "") if self._versions else "")

    def _phase(self, code: str, starts_on: date) -> PhaseSpan:
        chosen = template(code)
        wanted = [row for row in chosen.rows if self._with_optional or not row.optional]
        items = tuple(self._prescribed(row, starts_on) for row in wanted)
        return PhaseSpan(chosen.phase, starts_on, chosen.weeks, items)

    def _prescribed(self, row: TemplateRow, starts_on: date) -> Prescribed:
        return Prescribed(
            id=self._rows.new_id(Prescription),
            exercise_code=row.exercise_code,
            side=self._side,
            week_from=row.week_from,
            week_to=row.week_to,
            first_on=starts_on + WEEK * (row.week_from - 1),
            last_on=starts_on + WEEK * row.week_to - DAY,
            dose=row.dose,
        )

    def _changed(self, span: PhaseSpan, what: str) -> PhaseSpan:
        items = [
            replace(item, id=self._rows.new_id(Prescription), side=self._side, dose=_dose(item, what))
            for item in span.prescriptions
        ]
        if what == "calf_stretch" and all(item.exercise_code != "EX02" for item in items):
            last = span.starts_on + WEEK * span.weeks - DAY
            number = self._rows.new_id(Prescription)
            items.append(Prescribed(number, "EX02", self._side, 1, span.weeks, span.starts_on, last, CALF_STRETCH))
        if what == "toes":
            last = span.starts_on + WEEK * span.weeks - DAY
            number = self._rows.new_id(Prescription)
            toes = Prescribed(number, TOES, self._side, 1, span.weeks, span.starts_on, last, TOES_DOSE, TOES_KIND)
            items.append(toes)
        return replace(span, prescriptions=tuple(items))

    def _store(self, code: str, phases: tuple[PhaseSpan, ...], on: date, at: datetime, reason: str) -> None:
        plan = template(code).plan.in_("da")
        number = len(self._versions) + 1
        version_id = self._rows.add(
            ProgrammeVersion,
            course_id=self._course_id,
            number=number,
            client_key=key(self._rng),
            effective_on=on,
            template_code=code,
            **_sentences(plan),
            reason=reason,
            review_points=[[point.week, point.why] for point in reviews_of(template(code), "da")],
            activity_rule=usual_activity_rule(phases[-1].phase),
            signed_at=at,
            signed_by_id=self._practitioner_id,
        )
        for position, span in enumerate(phases, start=1):
            self._store_phase(version_id, position, span)
        self._versions.append(Version(version_id, number, on, code, plan, reason, at, self._practitioner_name, phases))

    def _store_phase(self, version_id: int, position: int, span: PhaseSpan) -> None:
        phase_id = self._rows.add(
            ProgrammePhase,
            version_id=version_id,
            position=position,
            phase=span.phase,
            starts_on=span.starts_on,
            weeks=span.weeks,
        )
        for place, item in enumerate(span.prescriptions, start=1):
            self._rows.add(
                Prescription,
                id=item.id,
                phase_id=phase_id,
                position=place,
                exercise_code=item.exercise_code,
                side=item.side,
                week_from=item.week_from,
                week_to=item.week_to,
                **dose_columns(item.dose),
            )


def _sentences(plan: PlanSentences) -> dict[str, str]:
    return {
        "plan_green": plan.green,
        "plan_yellow": plan.yellow,
        "plan_amber": plan.amber,
        "plan_red": plan.red,
    }


def _dose(item: Prescribed, what: str) -> Dose:
    dose = item.dose
    if what == "fewer_sets" and item.is_strength and dose.sets and dose.sets > 3:
        return replace(dose, sets=dose.sets - 1)
    if what == "longer_rest" and item.is_strength and isinstance(dose.tempo, Tempo):
        return replace(dose, rest_s=180)
    return dose


def visit_days(length: int) -> list[int]:
    """On which days of a course the patient is seen, as planned: often at first, then every month.

    >>> visit_days(60)
    [0, 14, 35]
    """
    return [day for day in (0, 14, 35, 63, 84, 112, 140, 168, 196) if day < length or day == 0]
