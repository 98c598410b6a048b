"""The programme in force in the short notation, and every signed version of it."""

from datetime import date
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from rehab.clinical.dose_words import dose_short
from rehab.features.caseload.course.parts import PrescribedLine, ProgrammeView, VersionLine
from rehab.records.programmes import Prescribed, Programme, Version
from rehab.web.activity_words import activity_short, review_short
from rehab.web.doses import exercise_name, phase_short, side_word
from rehab.web.words import date_words, short_name


def programme_view(assigned: Programme, today: date, zone: ZoneInfo) -> ProgrammeView | None:
    """The version in force, else the latest; None before anything is prescribed."""
    latest = assigned.latest
    if latest is None:
        return None
    version = assigned.in_force(today) or latest
    span = version.phase_on(today)
    plan = version.plan
    return ProgrammeView(
        phase=phase_short(span.phase),
        week=str(_("week %(week)s of %(weeks)s", week=max(1, span.week_on(today)), weeks=span.weeks)),
        lines=tuple(_prescribed(item, today) for item in span.prescriptions),
        plan=(
            ("ok", _("At most 2, and a morning as usual"), plan.green),
            ("warn", _("3 to 5"), plan.yellow),
            ("stop", _("A worse morning after"), plan.amber),
            ("stop", _("6 or more"), plan.red),
        ),
        versions=tuple(version_line(each, version, today, zone) for each in reversed(assigned.versions)),
        activity=activity_short(version.activity) if version.activity else "",
        reviews=review_short(version),
    )


def programme_in_short(assigned: Programme, today: date) -> str:
    """4 × 10 RM · week 6 of 12; empty before anything is in force."""
    version = assigned.in_force(today)
    if version is None:
        return ""
    span = version.phase_on(today)
    main = next((item for item in span.prescriptions if item.covers(today) and item.is_strength), None)
    week = _("week %(week)s of %(weeks)s", week=max(1, span.week_on(today)), weeks=span.weeks)
    return f"{dose_short(main.dose)} · {week}" if main else str(week)


def version_line(version: Version, in_force: Version | None, today: date, zone: ZoneInfo) -> VersionLine:
    """A version by its number: from when, signed by whom, why."""
    on = date_words(version.effective_on)
    signed_on = date_words(version.signed_at.astimezone(zone).date(), "day_month")
    return VersionLine(
        number=version.number,
        effective=str(_("from %(date)s", date=on)),
        by=str(_("signed by %(name)s %(date)s", name=short_name(version.signed_by), date=signed_on)),
        reason=version.reason,
        is_now=version is in_force and version.effective_on <= today,
        is_ahead=version.effective_on > today,
        withdrawn=_withdrawn(version, zone),
    )


def _withdrawn(version: Version, zone: ZoneInfo) -> str:
    if version.withdrawn is None:
        return ""
    on = date_words(version.withdrawn.at.astimezone(zone).date(), "day_month")
    return str(_("withdrawn by %(name)s %(date)s", name=short_name(version.withdrawn.by), date=on))


def how_often(item: Prescribed) -> str:
    """In short: 3 a day, every 2nd day."""
    dose = item.dose
    if dose.times_a_day > 1:
        return str(_("%(times)s a day", times=dose.times_a_day))
    return str(_("daily")) if dose.interval_days == 1 else str(_("every %(days)s days", days=dose.interval_days))


def _prescribed(item: Prescribed, today: date) -> PrescribedLine:
    weeks = str(item.week_from) if item.week_from == item.week_to else f"{item.week_from}-{item.week_to}"
    return PrescribedLine(
        name=f"{exercise_name(item.exercise_code)}, {side_word(item.side).lower()}",
        dose=f"{dose_short(item.dose)} · {how_often(item)}",
        weeks=str(_("week %(weeks)s", weeks=weeks)),
        is_now=item.covers(today),
    )
