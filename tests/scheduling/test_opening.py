"""Weekly hours as instants: weeks, periods, closing days, and the two nights on which the clock is moved."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest

from rehab.scheduling.intervals import Interval
from rehab.scheduling.opening import (
    CUSTOMARY,
    WeeklyHours,
    customary_closing_days,
    danish_holidays,
    days,
    easter,
    instant,
    monday_of,
    open_intervals,
)

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MONDAY, TUESDAY, SATURDAY, SUNDAY = 0, 1, 5, 6
MONDAY_ON = date(2026, 11, 23)
AUTUMN_ON = date(2026, 10, 25)  # Sunday; at 3:00 the clock goes back to 2:00, which is 01:00 UTC
SPRING_ON = date(2027, 3, 28)  # Sunday; at 2:00 the clock goes on to 3:00, which is 01:00 UTC


def utc(on: date, wall: str) -> datetime:
    return datetime.combine(on, time.fromisoformat(wall), tzinfo=UTC)


def shown(intervals: tuple[Interval, ...]) -> list[str]:
    """The intervals as the clock on the wall in Copenhagen shows them."""
    return [
        f"{i.starts_at.astimezone(COPENHAGEN):%a %d %H:%M}-{i.ends_at.astimezone(COPENHAGEN):%H:%M}" for i in intervals
    ]


def at(opens: str, closes: str, weekday: int = MONDAY) -> WeeklyHours:
    return WeeklyHours(weekday, time.fromisoformat(opens), time.fromisoformat(closes))


# Weeks, breaks, periods, closing days


def test_hours_recur_on_their_weekday_with_the_break_left_out() -> None:
    weekly = [at("08:00", "12:00"), at("13:00", "16:30"), at("10:00", "18:00", TUESDAY)]
    assert shown(open_intervals(weekly, MONDAY_ON, MONDAY_ON + timedelta(days=7), COPENHAGEN)) == [
        "Mon 23 08:00-12:00",
        "Mon 23 13:00-16:30",
        "Tue 24 10:00-18:00",
        "Mon 30 08:00-12:00",
        "Mon 30 13:00-16:30",
    ]


def test_both_the_first_and_the_last_day_are_included_and_no_other() -> None:
    daily = [at("08:00", "09:00", weekday) for weekday in range(7)]
    assert len(open_intervals(daily, MONDAY_ON, MONDAY_ON, COPENHAGEN)) == 1
    assert len(open_intervals(daily, MONDAY_ON, MONDAY_ON + timedelta(days=6), COPENHAGEN)) == 7
    assert open_intervals(daily, MONDAY_ON, MONDAY_ON - timedelta(days=1), COPENHAGEN) == ()


def test_hours_that_touch_or_overlap_are_one_opening() -> None:
    weekly = [at("08:00", "12:00"), at("12:00", "14:00"), at("13:00", "16:00")]
    assert shown(open_intervals(weekly, MONDAY_ON, MONDAY_ON, COPENHAGEN)) == ["Mon 23 08:00-16:00"]


def test_a_closing_day_opens_nothing() -> None:
    weekly, week_after = [at("08:00", "16:00")], MONDAY_ON + timedelta(days=7)
    opened = open_intervals(weekly, MONDAY_ON, week_after, COPENHAGEN, closed_on=[MONDAY_ON])
    assert shown(opened) == ["Mon 30 08:00-16:00"]


def test_christmas_closes_by_the_holidays_of_the_year() -> None:
    daily = [at("08:00", "16:00", weekday) for weekday in range(7)]
    closed = [*danish_holidays(2026), *customary_closing_days(2026)]
    opened = open_intervals(daily, date(2026, 12, 23), date(2026, 12, 27), COPENHAGEN, closed)
    assert shown(opened) == ["Wed 23 08:00-16:00", "Sun 27 08:00-16:00"]


def test_new_hours_take_over_from_old_ones_on_their_day() -> None:
    old = WeeklyHours(MONDAY, time(8), time(12), valid_until=MONDAY_ON)
    new = WeeklyHours(MONDAY, time(14), time(18), valid_from=MONDAY_ON + timedelta(days=1))
    opened = open_intervals([old, new], MONDAY_ON, MONDAY_ON + timedelta(days=7), COPENHAGEN)
    assert shown(opened) == ["Mon 23 08:00-12:00", "Mon 30 14:00-18:00"]


def test_hours_are_kept_on_the_first_and_the_last_day_of_their_period() -> None:
    only = WeeklyHours(MONDAY, time(8), time(12), MONDAY_ON, MONDAY_ON)
    assert only.applies_on(MONDAY_ON)
    assert not only.applies_on(MONDAY_ON - timedelta(days=7))
    assert not only.applies_on(MONDAY_ON + timedelta(days=7))


@pytest.mark.parametrize("weekday", [-1, 7])
def test_an_unknown_weekday_is_refused(weekday: int) -> None:
    with pytest.raises(ValueError, match="weekday"):
        WeeklyHours(weekday, time(8), time(16))


@pytest.mark.parametrize("closes", [time(8), time(7), time(0)])
def test_hours_that_do_not_close_after_they_open_are_refused(closes: time) -> None:
    with pytest.raises(ValueError, match="close after they open"):
        WeeklyHours(MONDAY, time(8), closes)


@pytest.mark.parametrize(("opens", "closes"), [(time(8, tzinfo=UTC), time(9)), (time(8), time(9, tzinfo=UTC))])
def test_hours_with_a_zone_of_their_own_are_refused(opens: time, closes: time) -> None:
    with pytest.raises(ValueError, match="wall clock"):
        WeeklyHours(MONDAY, opens, closes)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="end after they begin"):
        WeeklyHours(MONDAY, time(8), time(16), MONDAY_ON, MONDAY_ON - timedelta(days=1))


@pytest.mark.parametrize("day", range(7))
def test_a_week_starts_on_monday(day: int) -> None:
    assert monday_of(MONDAY_ON + timedelta(days=day)) == MONDAY_ON
    assert MONDAY_ON.weekday() == MONDAY


def test_days_include_both_ends() -> None:
    assert [on.day for on in days(date(2026, 11, 29), date(2026, 12, 1))] == [29, 30, 1]


# The nights on which the clock is moved


@pytest.mark.parametrize(
    ("saturday_on", "before", "after"),
    [(date(2026, 10, 24), "06:00", "07:00"), (date(2027, 3, 27), "07:00", "06:00")],
    ids=["autumn", "spring"],
)
def test_eight_on_the_wall_is_another_instant_after_the_clock_is_moved(
    saturday_on: date, before: str, after: str
) -> None:
    weekend = [at("08:00", "16:00", SATURDAY), at("08:00", "16:00", SUNDAY)]
    saturday, sunday = open_intervals(weekend, saturday_on, saturday_on + timedelta(days=1), COPENHAGEN)
    assert saturday.starts_at == utc(saturday_on, before)
    assert sunday.starts_at == utc(saturday_on + timedelta(days=1), after)
    assert saturday.length == sunday.length == timedelta(hours=8)


NIGHTS = [
    # day       wall clock        from UTC  to UTC   what it is
    (AUTUMN_ON, "00:00", "06:00", "-22:00", "05:00", "a shift of six hours lasts seven"),
    (AUTUMN_ON, "01:00", "02:30", "-23:00", "00:30", "closes the first time it is half past two"),
    (AUTUMN_ON, "02:30", "05:00", "00:30", "04:00", "opens the first time it is half past two"),
    (AUTUMN_ON, "02:15", "02:45", "00:15", "00:45", "inside the repeated hour: once"),
    (AUTUMN_ON, "03:00", "05:00", "02:00", "04:00", "from the moment the repetition is over"),
    (SPRING_ON, "00:00", "06:00", "-23:00", "04:00", "a shift of six hours lasts five"),
    (SPRING_ON, "01:00", "02:30", "00:00", "01:00", "closes at the jump"),
    (SPRING_ON, "02:30", "05:00", "01:00", "03:00", "opens at the jump"),
    (SPRING_ON, "01:00", "02:00", "00:00", "01:00", "up to the jump"),
    (SPRING_ON, "03:00", "05:00", "01:00", "03:00", "from the jump"),
]


@pytest.mark.parametrize(("on", "opens", "closes", "first", "last", "what"), NIGHTS, ids=[n[5] for n in NIGHTS])
def test_hours_on_the_night_the_clock_is_moved(
    on: date, opens: str, closes: str, first: str, last: str, what: str
) -> None:
    starts_on = on - timedelta(days=1) if first.startswith("-") else on
    opened = open_intervals([at(opens, closes, SUNDAY)], on, on, COPENHAGEN)
    assert opened == (Interval(utc(starts_on, first.removeprefix("-")), utc(on, last)),)


@pytest.mark.parametrize(("opens", "closes"), [("02:00", "03:00"), ("02:15", "02:45"), ("02:00", "02:10")])
def test_hours_inside_the_skipped_hour_open_nothing(opens: str, closes: str) -> None:
    assert open_intervals([at(opens, closes, SUNDAY)], SPRING_ON, SPRING_ON, COPENHAGEN) == ()


@pytest.mark.parametrize("on", [AUTUMN_ON, SPRING_ON])
def test_instants_never_run_backwards_with_the_wall_clock(on: date) -> None:
    walls = [time(hour, minute) for hour in range(6) for minute in range(0, 60, 5)]
    instants = [instant(on, wall, COPENHAGEN) for wall in walls]
    assert instants == sorted(instants)


# Holidays


def test_holidays_and_their_danish_names_agree_with_the_holidays_package() -> None:
    for year in range(2024, 2061):
        theirs = holidays.country_holidays("DK", years=year, language="da")
        assert list(danish_holidays(year)) == sorted(theirs)
        assert {on: name.lower() for on, name in danish_holidays(year).items()} == {
            on: name.lower().replace("anden", "2.") for on, name in theirs.items()
        }


def test_great_prayer_day_was_a_holiday_up_to_2023() -> None:
    assert danish_holidays(2023)[date(2023, 5, 5)] == "store bededag"
    assert "store bededag" not in danish_holidays(2024).values()
    assert list(danish_holidays(2023)) == sorted(holidays.country_holidays("DK", years=2023))


def test_the_holidays_of_2027_by_name() -> None:
    assert {f"{on:%d.%m}": name for on, name in danish_holidays(2027, "en").items()} == {
        "01.01": "New Year's Day",
        "25.03": "Maundy Thursday",
        "26.03": "Good Friday",
        "28.03": "Easter Sunday",
        "29.03": "Easter Monday",
        "06.05": "Ascension Day",
        "16.05": "Whit Sunday",
        "17.05": "Whit Monday",
        "25.12": "Christmas Day",
        "26.12": "Second Day of Christmas",
    }


def test_customary_closing_days_are_no_holidays() -> None:
    assert set(CUSTOMARY) == {(6, 5), (12, 24), (12, 31)}
    assert not set(customary_closing_days(2026)) & set(danish_holidays(2026))
    assert list(customary_closing_days(2026, "en").values()) == [
        "Constitution Day",
        "Christmas Eve",
        "New Year's Eve",
    ]


@pytest.mark.parametrize("on", [date(1818, 3, 22), date(1943, 4, 25), date(2000, 4, 23), date(2038, 4, 25)])
def test_easter_at_its_earliest_its_latest_and_across_a_century(on: date) -> None:
    assert easter(on.year) == on


def test_easter_before_the_gregorian_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="1583"):
        easter(1582)
