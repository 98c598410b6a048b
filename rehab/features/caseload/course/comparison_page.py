"""Two periods compared, in words: the form that asks, the figures beside each other, and what may be said of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import DateField

from rehab.clinical.pain import Response
from rehab.clinical.progress import TrendKind
from rehab.db import AnySession
from rehab.features.caseload.course.comparison import (
    AT_LEAST,
    LONGEST,
    Comparison,
    Span,
    Window,
    compare,
    spans_around,
    usual_spans,
)
from rehab.features.caseload.forms import AddressForm
from rehab.records.finding import CourseHead
from rehab.records.programmes import Programme, programme
from rehab.web.chart_view import Figure
from rehab.web.pages import Page
from rehab.web.windows_chart import ShownWindow, windows_chart
from rehab.web.words import date_words, kilograms, number, percent, signed

NOTHING = "–"
FIELDS = ("first_from", "first_to", "then_from", "then_to")


class SpansForm(AddressForm):
    """Four dates, both ends of each period included."""

    first_from = DateField(_l("First period, from"))
    first_to = DateField(_l("First period, to"))
    then_from = DateField(_l("Second period, from"))
    then_to = DateField(_l("Second period, to"))

    def spans(self, started_on: date, today: date) -> tuple[Span, Span] | None:
        """What is asked for; None where a date can't be used, which is told beside it."""
        for field in (self[name] for name in FIELDS):
            if field.data is None:
                field.errors = [_("Write a date, such as 2026-11-23.")]
            elif not started_on <= field.data <= today:
                course = {"first": date_words(started_on, "full"), "last": date_words(today, "full")}
                field.errors = [_("The date must lie between %(first)s and %(last)s.", **course)]
        found = []
        for first, last in ((self.first_from, self.first_to), (self.then_from, self.then_to)):
            if first.data and last.data and not first.errors and not last.errors:
                last.errors = _wrong_way(first.data, last.data)
                found.append(Span(first.data, last.data))
        return None if self.errors else (found[0], found[1])


def _wrong_way(first: date, last: date) -> list[str]:
    if last < first:
        return [_("The last day lies before the first.")]
    return [_("A period can be a year at most.")] if last - first >= LONGEST else []


@dataclass(frozen=True, kw_only=True)
class Row:
    """A figure of both periods, and the difference in words where there is one to tell."""

    name: str
    first: str
    then: str
    difference: str


@dataclass(frozen=True, kw_only=True)
class ComparisonPage(Page):
    """`names` are the two periods in words; `said` is what may be said of the morning pain, `cautions` what weakens it.

    Without a valid pair of periods there are no `rows` and no `figure`. `around` are (words, address) for each version
    that can be compared with the time before it.
    """

    template: ClassVar[str] = "caseload/comparison.html"
    patient: str
    course_id: int
    form: SpansForm
    earliest: str
    latest: str
    names: tuple[str, str]
    said: str
    cautions: tuple[str, ...]
    rows: tuple[Row, ...]
    figure: Figure | None
    label: str
    around: tuple[tuple[str, str], ...]
    usual_href: str


def comparison_page(
    session: AnySession, head: CourseHead, asked: Any, *, now: datetime, zone: ZoneInfo
) -> tuple[ComparisonPage, int]:
    """The page and its status, in five statements; `asked` is what stands in the address."""
    today = now.astimezone(head.zone).date()
    latest = max(today, head.started_on)
    assigned = programme(session, head.id)
    is_asked = any(name in asked for name in FIELDS)
    form = SpansForm(formdata=asked) if is_asked else SpansForm(formdata=None, data=_usual(head, asked, latest))
    spans = form.spans(head.started_on, latest)
    found = compare(session, head, assigned, *spans, today) if spans else None
    names = (_span_words(found.first.span), _span_words(found.then.span)) if found else ("", "")
    return (
        ComparisonPage(
            title=_("Compare two periods"),
            patient=head.patient_name,
            course_id=head.id,
            form=form,
            earliest=head.started_on.isoformat(),
            latest=latest.isoformat(),
            names=names,
            said=_said(found) if found else "",
            cautions=_cautions(found) if found else (),
            rows=_rows(found) if found else (),
            figure=_figure(found) if found and (found.first.scores or found.then.scores) else None,
            label=_label(found) if found else "",
            around=_around(assigned, head, latest),
            usual_href=url_for("caseload.comparison", course_id=head.id),
        ),
        200 if spans else 422,
    )


def _usual(head: CourseHead, asked: Any, today: date) -> dict[str, date]:
    first, then = usual_spans(head.started_on, today)
    return dict(zip(FIELDS, (first.first_on, first.last_on, then.first_on, then.last_on), strict=True))


def _around(assigned: Programme, head: CourseHead, today: date) -> tuple[tuple[str, str], ...]:
    """The fourteen days before and after each change of the programme, latest first."""
    found = []
    for version in reversed(assigned.standing):
        if spans := spans_around(version.effective_on, head.started_on, today):
            dates = (spans[0].first_on, spans[0].last_on, spans[1].first_on, spans[1].last_on)
            asked = dict(zip(FIELDS, (each.isoformat() for each in dates), strict=True))
            words = _("Version %(number)s, %(date)s", number=version.number, date=date_words(version.effective_on))
            found.append((str(words), _href(head, asked)))
    return tuple(found)


def _href(head: CourseHead, asked: dict[str, Any]) -> str:
    return url_for("caseload.comparison", course_id=head.id, **asked)


def _span_words(span: Span) -> str:
    first, last = date_words(span.first_on, "day_month"), date_words(span.last_on, "day_month")
    return first if first == last else str(_("%(first)s to %(last)s", first=first, last=last))


def _said(found: Comparison) -> str:
    """What may be said of the morning pain: from what to what, and whether people notice such a change."""
    one, other, moved = found.first, found.then, found.trend
    if moved.change is None or one.median is None or other.median is None:
        counts = {"first": len(one.scores), "then": len(other.scores), "least": AT_LEAST}
        return str(
            _("Too few mornings to compare: %(first)s and %(then)s. It takes %(least)s in each period.", **counts)
        )
    figures = {"first": number(one.median), "then": number(other.median), "worth": _worth(moved.kind)}
    return str(_("The median morning went from %(first)s to %(then)s. %(worth)s", **figures))


def _worth(kind: TrendKind) -> str:
    words = {
        TrendKind.BETTER_NOTICEABLY: _("That is a fall most people notice."),
        TrendKind.BETTER_SLIGHTLY: _("That is less, but not a fall most people notice."),
        TrendKind.UNCHANGED: _("That is about the same."),
        TrendKind.WORSE_SLIGHTLY: _("That is a little more."),
        TrendKind.WORSE_NOTICEABLY: _("That is a rise most people notice."),
    }
    return str(words.get(kind, ""))


def _cautions(found: Comparison) -> tuple[str, ...]:
    """What makes the comparison weaker than it looks."""
    said = []
    if found.overlap:
        said.append(_("Some days are in both periods."))
    if any(window.median is not None and len(window.scores) < window.span.days / 2 for window in _both(found)):
        said.append(_("In one of the periods more than half of the mornings are missing."))
    if found.first.span.days != found.then.span.days:
        said.append(_("The periods are not equally long: compare shares, not sums."))
    return tuple(str(each) for each in said)


def _both(found: Comparison) -> tuple[Window, Window]:
    return found.first, found.then


def _rows(found: Comparison) -> tuple[Row, ...]:
    one, other = found.first, found.then
    change = found.trend.change
    return (
        _row(_("Median morning pain"), _median(one), _median(other), _points(change)),
        _row(_("Lowest and highest morning"), _range(one), _range(other)),
        _row(_("Trained of what was due"), _adherence(one), _adherence(other), _share_change(one, other)),
        _row(_("Strength sessions"), str(one.trained), str(other.trained), signed(other.trained - one.trained)),
        _row(_("Heaviest set"), _kg(one.load_kg), _kg(other.load_kg), _kg_change(one.load_kg, other.load_kg)),
        _row(_("Kilograms moved"), _moved(one), _moved(other), _work_change(one, other)),
        _row(_("Sets"), str(one.work.sets), str(other.work.sets), signed(other.work.sets - one.work.sets)),
        *(
            _row(words, _counted(one, kinds), _counted(other, kinds))
            for words, kinds in (
                (_("Response: good"), (Response.GREEN,)),
                (_("Response: hold"), (Response.YELLOW,)),
                (_("Response: ease off"), (Response.AMBER, Response.RED)),
            )
        ),
    )


def _row(name: str, first: str, then: str, difference: str = "") -> Row:
    return Row(name=str(name), first=first, then=then, difference="" if difference == "0" else difference)


def _median(window: Window) -> str:
    n = _("n = %(n)s of %(days)s", n=len(window.scores), days=window.span.days)
    return f"{NOTHING if window.median is None else number(window.median)} ({n})"


def _points(change: float | None) -> str:
    if not change:
        return "" if change is None else str(_("none"))
    count = 1 if abs(change) == 1 else 2
    return str(ngettext("%(points)s point", "%(points)s points", count, points=signed(change)))


def _range(window: Window) -> str:
    scores = window.scores.values()
    return f"{min(scores)}-{max(scores)}" if scores else NOTHING


def _adherence(window: Window) -> str:
    if window.adherence.share is None:
        return str(_("nothing was due"))
    counts = {"done": number(window.adherence.done), "due": window.adherence.due}
    done = _("%(done)s of %(due)s", **counts)
    return f"{done} ({percent(window.adherence.share)})"


def _share_change(first: Window, then: Window) -> str:
    if first.adherence.share is None or then.adherence.share is None:
        return ""
    points = round((then.adherence.share - first.adherence.share) * 100)
    return str(_("%(points)s percentage points", points=signed(points))) if points else ""


def _kg(load: float | None) -> str:
    return NOTHING if load is None else kilograms(load)


def _kg_change(first: float | None, then: float | None) -> str:
    return "" if first is None or then is None or first == then else f"{signed(then - first)} kg"


def _moved(window: Window) -> str:
    return kilograms(window.work.moved_kg) if window.work.moved_kg else NOTHING


def _work_change(first: Window, then: Window) -> str:
    moved = float(then.work.moved_kg - first.work.moved_kg)
    return f"{signed(moved)} kg" if moved and first.work.moved_kg and then.work.moved_kg else ""


def _counted(window: Window, kinds: tuple[Response, ...]) -> str:
    known = sum(window.responses.values())
    counted = sum(window.responses[kind] for kind in kinds)
    return str(_("%(count)s of %(known)s", count=counted, known=known)) if known else NOTHING


def _figure(found: Comparison) -> Figure:
    return windows_chart(*(_shown(window) for window in _both(found)))


def _shown(window: Window) -> ShownWindow:
    span = window.span
    return ShownWindow(_span_words(span), span.first_on, span.last_on, window.scores, window.median, window.trained_on)


def _label(found: Comparison) -> str:
    names = {"first": _span_words(found.first.span), "then": _span_words(found.then.span)}
    return str(_("Morning pain from %(first)s beside %(then)s.", **names)) + f" {_said(found)}"
