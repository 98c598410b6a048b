"""What each figure of the overview is counted from."""

from flask_babel import gettext as _

from rehab.features.overview.figures import DECIDED_AFTER, FEWEST
from rehab.features.overview.queries import BEGUN_WITHIN, PROMPTED_WITHIN, VISITED_WITHIN

WEEK_DAYS = 7


def definitions() -> tuple[tuple[str, str], ...]:
    """Pairs of a figure's name and its meaning, in the order of the page."""
    weeks = {
        "begun": BEGUN_WITHIN.days // WEEK_DAYS,
        "prompted": PROMPTED_WITHIN.days // WEEK_DAYS,
        "visited": VISITED_WITHIN.days // WEEK_DAYS,
        "fewest": FEWEST,
        "days": DECIDED_AFTER.days,
    }
    return (
        (
            _("Who is counted"),
            _(
                "Courses that are open, and those begun in the last %(begun)s weeks. A patient belongs to the branch "
                "and the practitioner of the course.",
                **weeks,
            ),
        ),
        (
            _("Fewer than five"),
            _(
                "A figure that would rest on fewer than %(fewest)s patients is withheld: it says little, and it could "
                "point someone out. Where only one row of a table would be hidden, the smallest of the others is too.",
                **weeks,
            ),
        ),
        (
            _("Needs a practitioner"),
            _("Open courses that stand under “Needs you” in somebody's list, counted now."),
        ),
        (
            _("Strength sessions done, 14 days"),
            _(
                "Sessions done of sessions due in the last 14 days, over all patients who had any due. Three quarters "
                "of the repetitions is a whole session, a quarter is half a one. Pauses are not due."
            ),
        ),
        (
            _("Change in weeks 4, 8 and 12"),
            _(
                "The median of that week's mornings minus the patient's start: the median of the first week, or what "
                "was said at the first visit. Shown is the mean over the patients with both, its 95-percent confidence "
                "interval by Student's t, and how many of those who came that far are in it. Who stopped logging is "
                "not in it, and may have done better or worse."
            ),
        ),
        (
            _("Noticeably better"),
            _(
                "At least 2 points less than at the start; from a start of 3 or less, half of it. The interval is "
                "Wilson's."
            ),
        ),
        (
            _("Morning pain week by week"),
            _(
                "The middle patient's median of each course week, and the middle half of the patients. The patients "
                "of a late week are not all those of an early one: some have not come that far, some log no more."
            ),
        ),
        (
            _("Still logging"),
            _(
                "Of the patients who have been through that week of their course, how many logged a morning or a "
                "training in it. A course that was closed counts until then."
            ),
        ),
        (
            _("Book when prompted"),
            _(
                "Follow-up prompts of the last %(prompted)s weeks that were answered or ended, or are at least "
                "%(days)s days old: the share that ended in a booking. Days are from the prompt to the booking, the "
                "median.",
                **weeks,
            ),
        ),
        (
            _("Missed visits"),
            _(
                "Visits of the last %(visited)s weeks that were not cancelled: missed of those marked as held or "
                "missed. How many nobody has marked stands beside it.",
                **weeks,
            ),
        ),
    )
