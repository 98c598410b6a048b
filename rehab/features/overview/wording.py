"""Figures in words, with what they rest on; a figure of fewer than five patients is "under 5"."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from rehab.clinical.follow_up import DEFAULT
from rehab.features.overview.figures import FEWEST, Change, Figures, Rebooking, Shows, WeekFigures, withheld_rows
from rehab.features.overview.intervals import Interval
from rehab.features.overview.pages import ChangeRow, ChartWeek, EndingRow
from rehab.models import PromptEnding
from rehab.web.words import number, percent, signed


def withheld(patients: int) -> str:
    """For one to four patients "under 5", for nobody a dash."""
    return str(_("under %(fewest)s", fewest=FEWEST)) if patients else "–"


def patients_words(count: int) -> str:
    """How many patients a figure rests on."""
    if count < FEWEST:
        return str(_("too few patients to say"))
    return str(ngettext("%(num)s patient", "%(num)s patients", count))


def points(found: Interval | None, patients: int) -> str:
    """A mean change with its interval: −3,1 (−3,8 to −2,4)."""
    if found is None:
        return withheld(patients)
    ends = _("%(low)s to %(high)s", low=signed(found.low), high=signed(found.high))
    return f"{signed(found.value)} ({ends})"


def share_words(found: Interval | None, patients: int) -> str:
    """A share with its interval: 68 % (55 % to 79 %)."""
    if found is None:
        return withheld(patients)
    ends = _("%(low)s to %(high)s", low=percent(found.low), high=percent(found.high))
    return f"{percent(found.value)} ({ends})"


def trained_words(known: Figures) -> str:
    """Done of due, and by how many."""
    if known.share is None:
        return str(_("too few patients to say"))
    figures = {"done": number(known.done), "due": known.due, "patients": patients_words(known.trained_n)}
    return str(_("%(done)s of %(due)s, %(patients)s", **figures))


def share_tone(share: float | None) -> str:
    """How a meter looks."""
    if share is None or share >= DEFAULT.adherent_from:
        return "ok"
    return "warn" if share >= DEFAULT.low_adherence_under else "stop"


def change_row(own: Change, every: Change | None) -> ChangeRow:
    """Week 4, 8 or 12."""
    return ChangeRow(
        week=own.week,
        mean=points(own.mean, own.n),
        better=share_words(own.better, own.n),
        basis=reached_words(own),
        every=points(every.mean, every.n) if every else "",
    )


def reached_words(own: Change) -> str:
    """Of how many who came that far."""
    if own.mean is None:
        return str(_("too few patients to say"))
    return str(_("%(n)s of %(reached)s who came that far", n=own.n, reached=own.reached))


def ending_rows(found: Rebooking) -> tuple[EndingRow, ...]:
    """How the prompts ended; nothing where all of it is withheld."""
    if not found.endings:
        return ()
    hidden = withheld_rows([patients for _ending, _count, patients in found.endings])
    names: dict[PromptEnding | None, str] = {
        PromptEnding.BOOKED: _("booked"),
        PromptEnding.WELL: _("the patient is well"),
        PromptEnding.NOT_NOW: _("not now"),
        PromptEnding.CLOSED: _("closed by staff"),
        PromptEnding.RESOLVED: _("the reason is gone"),
        PromptEnding.HELD: _("held back by staff"),
        None: _("unanswered for 14 days"),
    }
    return tuple(
        EndingRow(
            name=names[ending],
            count=withheld(patients) if row in hidden else str(count),
            share="" if row in hidden else percent(count / found.asked),
        )
        for row, (ending, count, patients) in enumerate(found.endings)
    )


def rebooking_words(found: Rebooking) -> str:
    """The rate, and how long it took."""
    if found.rate is None and found.endings:
        few = ngettext(
            "Fewer than %(fewest)s patients booked after %(num)s prompt.",
            "Fewer than %(fewest)s patients booked after %(num)s prompts.",
            found.asked,
            fewest=FEWEST,
        )
        return str(few)
    if found.rate is None:
        return str(_("Too few patients have been asked to say."))
    words = str(
        _(
            "%(rate)s of %(asked)s prompts led to a booking (95%% interval %(low)s to %(high)s).",
            rate=percent(found.rate.value),
            asked=found.asked,
            low=percent(found.rate.low),
            high=percent(found.rate.high),
        )
    )
    if found.days is None:
        return words
    half = _("Half of them within %(days)s days.", days=number(found.days))
    return f"{words} {half}"


def shows_words(found: Shows) -> str:
    """No-shows, of the visits of which it was said."""
    if found.missed is None:
        return str(_("Too few visits are marked as held or missed to say."))
    words = _(
        "%(share)s of %(known)s visits were missed (95%% interval %(low)s to %(high)s).",
        share=percent(found.missed.value),
        known=found.known,
        low=percent(found.missed.low),
        high=percent(found.missed.high),
    )
    unsaid = ngettext("%(num)s visit is not marked.", "%(num)s visits are not marked.", found.unsaid)
    return f"{words} {unsaid}" if found.unsaid else str(words)


def chart_weeks(own: Sequence[WeekFigures], every: Sequence[WeekFigures]) -> tuple[ChartWeek, ...]:
    """The figures behind both charts."""
    return tuple(
        ChartWeek(
            number=week.week,
            middle=_median(week),
            half="" if week.low is None or week.high is None else f"{number(week.low)}–{number(week.high)}",
            every=_median(every[row]) if every else "",
            logging=_of(week.logging, week.reached),
            trained=_of(week.trained, week.trained_n),
        )
        for row, week in enumerate(own)
    )


def _median(week: WeekFigures) -> str:
    return withheld(week.n) if week.middle is None else f"{number(week.middle)} ({week.n})"


def _of(share: float | None, patients: int) -> str:
    return withheld(patients) if share is None else f"{percent(share)} ({patients})"
