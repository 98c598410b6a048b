"""A branch or the whole chain put together: large figures, two charts, weeks 4, 8 and 12, prompts, and who is who."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import gettext as _

from rehab.db import AnySession
from rehab.features.overview import queries
from rehab.features.overview.charts import pain_chart, staying_chart
from rehab.features.overview.figures import Figures, figures_of, weeks_of, withheld_rows
from rehab.features.overview.pages import Figure, OverviewPage, PlaceRow
from rehab.features.overview.queries import AHEAD, MOST_WEEKS, Counted, Named
from rehab.features.overview.wording import (
    change_row,
    chart_weeks,
    ending_rows,
    patients_words,
    rebooking_words,
    share_tone,
    share_words,
    shows_words,
    trained_words,
    withheld,
)
from rehab.records.free_times import free_times_at
from rehab.web.words import date_words, percent, signed

MAIN_WEEK = 8
VISIT_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at, in the reader's zone: a branch, or with None the whole chain; and where it is taken out."""

    branch: Named | None
    zone: ZoneInfo
    csv_href: str
    places: tuple[tuple[str, str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the table: a practitioner or a branch with its figures; of a practitioner also the times booked and
    free in the next seven days, and the next free one.
    """

    named: Named
    href: str
    figures: Figures
    booked: int | None = None
    free: int | None = None
    next_free: datetime | None = None


def overview_page(session: AnySession, scope: Scope, *, now: datetime, today: date) -> OverviewPage:
    """Eight statements for a branch, five for the chain, whatever the number of courses."""
    chain = queries.counted(session, now=now, today=today)
    own = chain.of(branch_id=scope.branch.id) if scope.branch else chain
    known, every = figures_of(own, now=now, today=today), figures_of(chain, now=now, today=today)
    weeks = weeks_of(own.courses, MOST_WEEKS)
    chain_weeks = weeks_of(chain.courses, MOST_WEEKS) if scope.branch else ()
    name = scope.branch.name if scope.branch else _("The whole chain")
    return OverviewPage(
        title=name,
        under=_("As of %(date)s. Weeks are counted the night after they end.", date=date_words(today, "long")),
        is_chain=scope.branch is None,
        places=scope.places,
        csv_href=scope.csv_href,
        figures=_figures(known, every if scope.branch else None),
        pain=pain_chart(weeks, chain_weeks, name),
        staying=staying_chart(weeks),
        pain_legend=_legend(name, bool(chain_weeks)),
        weeks=chart_weeks(weeks, chain_weeks),
        changes=tuple(
            change_row(change, every.changes[week] if scope.branch else None) for week, change in known.changes.items()
        ),
        endings=ending_rows(known.rebooking),
        rebooking=rebooking_words(known.rebooking),
        shows=shows_words(known.shows),
        rows=_rows(places_of(session, scope, chain, now=now, today=today), scope.zone),
    )


def places_of(session: AnySession, scope: Scope, chain: Counted, *, now: datetime, today: date) -> list[Place]:
    """The branch's practitioners, or the chain's branches."""
    if scope.branch is None:
        return [
            Place(
                each,
                url_for("overview.one", slug=each.slug),
                figures_of(chain.of(branch_id=each.id), now=now, today=today),
            )
            for each in queries.branches(session)
        ]
    branch_id = scope.branch.id
    booked = queries.booked_ahead(session, branch_id, now)
    free = free_times_at(session, branch_id=branch_id, zone=scope.zone, minutes=VISIT_MINUTES, now=now)
    return [
        Place(
            each,
            "",
            figures_of(chain.of(branch_id=branch_id, practitioner_id=each.id), now=now, today=today),
            booked.get(each.id, 0),
            sum(time.practitioner_id == each.id and time.starts_at <= now + AHEAD for time in free),
            next((time.starts_at for time in free if time.practitioner_id == each.id), None),
        )
        for each in queries.practitioners(session, branch_id)
    ]


def _figures(known: Figures, every: Figures | None) -> tuple[Figure, ...]:
    change, rebooking = known.changes[MAIN_WEEK], known.rebooking
    few = withheld(1)
    return (
        Figure(
            value=str(known.open_courses) if known.in_need is not None or not known.open_courses else few,
            what=_("open courses"),
            basis=_("%(count)s need a practitioner", count=few if known.in_need is None else known.in_need),
        ),
        Figure(
            value=few if change.mean is None else signed(change.mean.value),
            what=_("points of morning pain in week %(week)s", week=MAIN_WEEK),
            basis=_beside(patients_words(change.n), _mean(every)),
        ),
        Figure(
            value=few if change.better is None else percent(change.better.value),
            what=_("noticeably better in week %(week)s", week=MAIN_WEEK),
            basis=_beside(patients_words(change.n), _better(every)),
        ),
        Figure(
            value=few if known.share is None else percent(known.share),
            what=_("of strength sessions done, 14 days"),
            basis=trained_words(known),
        ),
        Figure(
            value=few if rebooking.rate is None else percent(rebooking.rate.value),
            what=_("book when prompted"),
            basis=patients_words(rebooking.patients),
        ),
    )


def _beside(basis: str, every: str) -> str:
    beside = _("All: %(value)s", value=every)
    return f"{basis} · {beside}" if every else basis


def _mean(every: Figures | None) -> str:
    mean = every.changes[MAIN_WEEK].mean if every else None
    return signed(mean.value) if mean else ""


def _better(every: Figures | None) -> str:
    better = every.changes[MAIN_WEEK].better if every else None
    return percent(better.value) if better else ""


def _legend(name: str, has_chain: bool) -> tuple[tuple[str, str], ...]:
    whole = (("second", str(_("All"))),) if has_chain else ()
    return (("line", name), *whole, ("bar-ribbon", str(_("the middle half"))))


def _rows(places: Sequence[Place], zone: ZoneInfo) -> tuple[PlaceRow, ...]:
    """Withheld column by column, so that no single hidden cell can be worked out from the total."""

    def hidden(patients: Callable[[Figures], int]) -> frozenset[int]:
        return withheld_rows([patients(place.figures) for place in places])

    few_open, few_trained = hidden(lambda f: f.open_courses), hidden(lambda f: f.trained_n)
    few_changed = hidden(lambda f: f.changes[MAIN_WEEK].n)
    few_asked, few_seen = hidden(lambda f: f.rebooking.patients), hidden(lambda f: f.shows.patients)
    return tuple(
        _row(
            place,
            zone,
            shows_open=row not in few_open,
            shows_trained=row not in few_trained,
            shows_change=row not in few_changed,
            shows_asked=row not in few_asked,
            shows_seen=row not in few_seen,
        )
        for row, place in enumerate(places)
    )


def _row(
    place: Place,
    zone: ZoneInfo,
    *,
    shows_open: bool,
    shows_trained: bool,
    shows_change: bool,
    shows_asked: bool,
    shows_seen: bool,
) -> PlaceRow:
    known = place.figures
    change = known.changes[MAIN_WEEK]
    mean = change.mean if shows_change else None
    share = known.share if shows_trained else None
    return PlaceRow(
        name=place.named.name,
        title=place.named.title or "",
        href=place.href,
        open_courses=str(known.open_courses) if shows_open else withheld(1),
        in_need=withheld(known.open_courses) if known.in_need is None or not shows_open else str(known.in_need),
        share=share,
        share_tone=share_tone(share),
        trained=withheld(known.trained_n) if share is None else trained_words(known),
        change=mean.value if mean else None,
        change_words=f"{signed(mean.value)} ({patients_words(change.n)})" if mean else withheld(change.n),
        rebooked=share_words(known.rebooking.rate if shows_asked else None, known.rebooking.patients),
        missed=share_words(known.shows.missed if shows_seen else None, known.shows.patients),
        booked="" if place.booked is None else str(place.booked),
        free="" if place.free is None else str(place.free),
        next_free=date_words(place.next_free.astimezone(zone).date()) if place.next_free else "–",
    )
