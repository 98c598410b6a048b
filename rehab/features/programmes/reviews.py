"""The review points of the version that stands become planned follow-ups, and those of the one before it end."""

from datetime import date, datetime

from rehab.db import AnySession
from rehab.records import planned
from rehab.records.programmes import DAY, WEEK, ReviewPoint


def plan_reviews(
    session: AnySession,
    *,
    course_id: int,
    version_id: int,
    first_starts_on: date,
    reviews: tuple[ReviewPoint, ...],
    by: int,
    today: date,
    now: datetime,
) -> None:
    """Plan those whose week is not over by `today`; whoever signs now has looked at the ones before.

    The caller refreshes the course's summary.
    """
    dated = (planned.ReviewPoint(first_starts_on + WEEK * point.week - DAY, point.why) for point in reviews)
    ahead = [point for point in dated if point.due_on >= today]
    planned.replace_review_points(session, course_id, version_id, ahead, by, now)
