"""Whether sport goes on while the programme runs, and when the practitioner looks at the course, in words."""

from flask_babel import gettext as _

from rehab.clinical.activity import ActivityRule
from rehab.clinical.pain import HIGH_RISK_FROM
from rehab.records.programmes import ReviewPoint, Version
from rehab.web.words import date_words

MOST_PAIN = HIGH_RISK_FROM - 1  # the most the pain-monitoring model accepts (dossier 4.1)
ARM = frozenset({"golfers_elbow"})


def activity_words(rule: ActivityRule, condition: str) -> str:
    """The rule as the patient reads it."""
    if condition in ARM:
        return _arm(rule)
    if rule is ActivityRule.STOP:
        words = _(
            "Take a break from running, jumping and sport until we agree on more. Walking is fine as long as the pain "
            "is at most %(most)s of 10 and has settled by the next morning.",
            most=MOST_PAIN,
        )
    else:
        words = _(
            "You may walk, run and do sport as long as the pain is at most %(most)s of 10, during and after, and the "
            "next morning is as usual. If it is not, do less next time.",
            most=MOST_PAIN,
        )
    return str(words)


def _arm(rule: ActivityRule) -> str:
    if rule is ActivityRule.STOP:
        words = _(
            "Take a break from sport and heavy work with the arm until we agree on more. Everyday use is fine as long "
            "as the pain is at most %(most)s of 10 and has settled by the next morning.",
            most=MOST_PAIN,
        )
    else:
        words = _(
            "You may do sport and heavy work with the arm as long as the pain is at most %(most)s of 10, during and "
            "after, and the next morning is as usual. If it is not, do less next time.",
            most=MOST_PAIN,
        )
    return str(words)


def activity_short(rule: ActivityRule) -> str:
    """The rule in a word or two, for staff."""
    return str(_("break") if rule is ActivityRule.STOP else _("goes on within the pain limits"))


def review_lines(version: Version, name: str = "") -> tuple[str, ...]:
    """A line per review point: who looks at it, in which week, about when, and why. `name` is a first name."""
    who = name or version.signed_by.split()[0]
    return tuple(_review(version, point, who) for point in version.reviews)


def review_short(version: Version) -> tuple[str, ...]:
    """A line per review point for staff: the week, about when, and why."""
    return tuple(" ".join(part for part in (_short(version, point), point.why) if part) for point in version.reviews)


def _short(version: Version, point: ReviewPoint) -> str:
    day = date_words(version.review_on(point), "day_month")
    words = _("Week %(week)s, about %(date)s", week=point.week, date=day)
    return f"{words}:" if point.why else str(words)


def _review(version: Version, point: ReviewPoint, who: str) -> str:
    day = date_words(version.review_on(point), "day_month")
    words = _("%(name)s looks at it in week %(week)s, about %(date)s", name=who, week=point.week, date=day)
    return f"{words}: {point.why}" if point.why else f"{words}."
