"""A practitioner's own week: what is booked, what is free, what is closed."""

from datetime import date, timedelta

from flask import request
from flask.typing import ResponseReturnValue

from rehab import clock
from rehab.db import db
from rehab.features.bookings.blueprint import bp
from rehab.features.bookings.week import week_page
from rehab.scheduling.opening import monday_of
from rehab.web import pages
from rehab.web.access import for_practitioner, viewer

FURTHEST = timedelta(days=366)


@bp.get("/calendar")
@for_practitioner
def calendar() -> ResponseReturnValue:
    """The week asked for as 2026-W48, else this one."""
    me = viewer()
    today = me.today()
    monday = monday_from(request.args.get("week"), today)
    return pages.show(week_page(db.session, me, monday=monday, today=today, now=clock.now()))


def monday_from(week: str | None, today: date) -> date:
    """The Monday of an ISO week within a year of today; this week's for anything else."""
    try:
        monday = date.fromisoformat(f"{week}-1")
    except ValueError:
        return monday_of(today)
    return monday if monday.weekday() == 0 and abs(monday - today) <= FURTHEST else monday_of(today)
