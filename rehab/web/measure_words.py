"""The outcome measures in words: what is asked, what was answered week by week, and whether a change matters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rehab.clinical.outcome_scores import (
    PSFS_ACTIVITY_MATTERS,
    PSFS_MATTERS,
    Groc,
    activity_change,
    nrs_change,
    psfs_change,
    psfs_score,
    says_improved,
)
from rehab.clinical.outcomes import MEASURED_WEEKS, OPENS_BEFORE, STAYS_OPEN, Answers, Measure
from rehab.clinical.progress import Trend, TrendKind
from rehab.models import Question
from rehab.records.outcomes import GROCS, Measures, Replaced
from rehab.web.words import date_time_words, date_words, number, signed

NONE = "–"
GROC: Mapping[Groc, Any] = {
    Groc.VERY_MUCH_BETTER: _l("Very much better"),
    Groc.MUCH_BETTER: _l("Much better"),
    Groc.SLIGHTLY_BETTER: _l("Slightly better"),
    Groc.UNCHANGED: _l("Unchanged"),
    Groc.SLIGHTLY_WORSE: _l("Slightly worse"),
    Groc.MUCH_WORSE: _l("Much worse"),
    Groc.VERY_MUCH_WORSE: _l("Very much worse"),
}
MEASURES: Mapping[Measure, Any] = {
    Measure.PSFS: _l("Activities"),
    Measure.NRS: _l("Pain in general"),
    Measure.GROC: _l("Compared with the beginning"),
    Measure.PASS: _l("Good enough as it is"),
}
TONES = {
    TrendKind.BETTER_NOTICEABLY: "ok",
    TrendKind.BETTER_SLIGHTLY: "ok",
    TrendKind.WORSE_NOTICEABLY: "stop",
    TrendKind.WORSE_SLIGHTLY: "stop",
}


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure by week, and its change in words; `tone` ok, stop or "". `is_part` of the row above: an activity."""

    name: str
    cells: tuple[str, ...]
    change: str = ""
    tone: str = ""
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """The measures of a course, a column a week; what is missing and what was corrected, in sentences.

    No rows: nothing answered yet.
    """

    weeks: tuple[str, ...]
    rows: tuple[MeasureRow, ...]
    missing: tuple[str, ...]
    corrected: tuple[str, ...]


def measure_table(measures: Measures, started_on: date, today: date, zone: ZoneInfo) -> MeasureTable:
    """All measurements that have opened by today; `zone` is where the patient is."""
    opened = [
        week
        for week in MEASURED_WEEKS
        if today >= started_on + timedelta(weeks=week) - (OPENS_BEFORE if week else timedelta())
    ]
    known = [week for week in opened if week in measures.weeks()]
    each = [measures.of(week) for week in known]
    missing = (_missing(measures.of(week), started_on, today) for week in opened)
    return MeasureTable(
        weeks=tuple(str(_("Week %(week)s", week=week)) for week in known),
        rows=(*_psfs(each), _nrs(each), _groc(each), _pass(each)) if each else (),
        missing=tuple(text for text in missing if text),
        corrected=tuple(_corrected(measures, each, zone) for each in measures.replaced),
    )


def _corrected(measures: Measures, old: Replaced, zone: ZoneInfo) -> str:
    """Uge 4, smerte i det hele taget: før 5, rettet 25. nov."""
    measure = {Question.NRS: Measure.NRS, Question.GROC: Measure.GROC, Question.PASS: Measure.PASS}.get(old.question)
    name = str(MEASURES[measure]) if measure else measures.activities.get(old.question, str(MEASURES[Measure.PSFS]))
    told = {
        "week": old.week,
        "name": name[:1].lower() + name[1:],
        "old": _answer(old),
        "at": date_time_words(old.replaced_at, zone),
    }
    return str(_("Week %(week)s, %(name)s: %(old)s before, corrected %(at)s.", **told))


def _answer(old: Replaced) -> str:
    if old.value is None:
        return str(_("skipped"))
    if old.question is Question.GROC:
        return str(GROC[GROCS[old.value - 1]]).lower()
    if old.question is Question.PASS:
        return str(_("Yes") if old.value else _("No")).lower()
    return str(old.value)


def _psfs(each: list[Answers]) -> list[MeasureRow]:
    names = list(dict.fromkeys(name for one in each for name in one.psfs))
    if not names:
        return []
    scores = [psfs_score(one.psfs) for one in each]
    answered = [one for one, score in zip(each, scores, strict=True) if score is not None]
    rows = [_row(str(_("Activities, mean")), scores, None)]
    if len(answered) > 1:
        rows = [
            _row(str(_("Activities, mean")), scores, psfs_change(answered[0].psfs, answered[-1].psfs), PSFS_MATTERS)
        ]
    for name in names:
        values = [one.psfs.get(name) for one in each]
        start, now = _ends(values)
        rows.append(_row(name, values, activity_change(start, now), PSFS_ACTIVITY_MATTERS, is_part=True))
    return rows


def _nrs(each: list[Answers]) -> MeasureRow:
    values = [one.nrs for one in each]
    return _row(str(MEASURES[Measure.NRS]), values, nrs_change(*_ends(values)))


def _ends(values: list[int | None]) -> tuple[int | None, int | None]:
    """The first and the latest answer, where there are two."""
    known = [value for value in values if value is not None]
    return (known[0], known[-1]) if len(known) > 1 else (None, None)


def _row(
    name: str, values: list[Any], trend: Trend | None, matters: int | None = None, *, is_part: bool = False
) -> MeasureRow:
    cells = tuple(NONE if value is None else number(value) for value in values)
    if trend is None or trend.change is None:
        return MeasureRow(name, cells, is_part=is_part)
    return MeasureRow(name, cells, _change(trend, matters), TONES.get(trend.kind, ""), is_part)


def _change(trend: Trend, matters: int | None) -> str:
    """+2,3: a change that matters. `matters` says how many points that takes, where slight changes have no word."""
    assert trend.change is not None
    said = {
        TrendKind.BETTER_NOTICEABLY: _("better, and that matters"),
        TrendKind.BETTER_SLIGHTLY: _("slightly better"),
        TrendKind.UNCHANGED: _("under %(points)s points may be chance", points=matters) if matters else _("unchanged"),
        TrendKind.WORSE_SLIGHTLY: _("slightly worse"),
        TrendKind.WORSE_NOTICEABLY: _("worse, and that matters"),
    }
    return f"{signed(trend.change)}: {said[trend.kind]}"


def _groc(each: list[Answers]) -> MeasureRow:
    cells = tuple(str(GROC[one.groc]) if one.groc else NONE for one in each)
    improved = next((says_improved(one.groc) for one in reversed(each) if one.groc), None)
    words = {None: "", True: str(_("counts as improved")), False: str(_("does not count as improved"))}
    return MeasureRow(str(MEASURES[Measure.GROC]), cells, words[improved], "ok" if improved else "")


def _pass(each: list[Answers]) -> MeasureRow:
    words = {None: NONE, True: str(_("Yes")), False: str(_("No"))}
    return MeasureRow(str(MEASURES[Measure.PASS]), tuple(words[one.accepts] for one in each))


def _missing(one: Answers, started_on: date, today: date) -> str:
    """What is not answered of a week, or until when it can be."""
    until = started_on + timedelta(weeks=one.week) + STAYS_OPEN
    if not one.missing:
        return ""
    asked = len(Measure) - (one.week == 0)
    told = {"week": one.week, "date": date_words(until, "long")}
    if len(one.missing) == asked:
        return str(
            _("Week %(week)s is open until %(date)s.", **told)
            if today <= until
            else _("Week %(week)s was not answered.", **told)
        )
    told["what"] = ", ".join(str(MEASURES[each]).lower() for each in one.missing)
    if today <= until:
        return str(_("Missing in week %(week)s, open until %(date)s: %(what)s.", **told))
    return str(_("Missing in week %(week)s: %(what)s.", **told))
