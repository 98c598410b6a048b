"""The only reader of time. Everything else is handed `now` (UTC) or `today` (a calendar date of the person)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def today_in(zone: ZoneInfo) -> date:
    """The calendar date it is now in `zone`: a patient's morning belongs to the patient's own date."""
    return datetime.now(zone).date()
