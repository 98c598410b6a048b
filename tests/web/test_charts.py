"""The course's chart: valid Plotly, the clinical floor's numbers, gaps where nothing was logged, bounded."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go
import pytest
from flask import Flask

from rehab.clinical.dose import Side
from rehab.clinical.phases import Phase
from rehab.clinical.progress import rolling_median
from rehab.records.course_chart_data import CourseSeries, PhaseBand, StrengthDay, Visit
from rehab.web.chart_marks import noticeable_level
from rehab.web.charts import course_chart, course_label, course_legend
from rehab.web.course_table import course_table
from rehab.web.load_chart import load_bars, load_chart
from tests.web.course_series import AS_OF, STARTED_ON, days, on, series

MARKERS, MEDIAN = 0, 1


@pytest.fixture(autouse=True)
def danish(app: Flask) -> Iterator[None]:
    with app.test_request_context("/", headers={"Cookie": "language=da"}):
        yield


def plotly(figure: dict[str, Any]) -> go.Figure:
    """As Plotly reads it, with a colour in place of each colour's name."""
    text = json.dumps(figure)
    assert '"None"' not in text
    read = _coloured(json.loads(text))
    if narrow := read.pop("narrow", None):
        go.Figure({"data": read["data"], "layout": narrow})
    return go.Figure(read)


def _coloured(value: Any) -> Any:
    if isinstance(value, str):
        return "#123456" if value.startswith("role:") else value
    if isinstance(value, list):
        return [_coloured(each) for each in value]
    return {key: _coloured(each) for key, each in value.items()} if isinstance(value, dict) else value


def long_course(weeks: int, **changed: Any) -> CourseSeries:
    """A course of so many weeks, logged and trained all along."""
    many: list[int | None] = [(n * 7) % 11 if n % 10 else None for n in range(weeks * 7)]
    by_day = days(many)
    last = on(weeks * 7 - 1)
    return series(
        as_of=last,
        by_day=by_day,
        scores={Side.RIGHT: by_day},
        now=rolling_median(by_day, last),
        strength_days=tuple(StrengthDay(on(n), n % 3 and 1) for n in range(0, weeks * 7, 2)),
        **changed,
    )


def points(figure: dict[str, Any], n: int) -> dict[date, Any]:
    """A trace's values by date."""
    trace = figure["data"][n]
    first, step = date.fromisoformat(trace["x0"]), timedelta(milliseconds=trace["dx"])
    return {first + n * step: value for n, value in enumerate(trace["y"])}


def told(figure: dict[str, Any]) -> dict[date, str | None]:
    """What is said of each date."""
    return dict(zip(points(figure, -1), figure["data"][-1]["customdata"], strict=True))


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize(
    "drawn",
    [
        series(),
        series(logged=[5], as_of=STARTED_ON, bands=(), changes=(), visits=(), strength_days=(), start=None),
        long_course(30),
        long_course(156),
    ],
)
def test_is_valid_plotly(drawn: CourseSeries, wide: bool) -> None:
    plotly(course_chart(drawn, wide))


def test_line_is_the_clinical_median() -> None:
    drawn = series()
    medians = points(course_chart(drawn), MEDIAN)
    assert list(medians) == [on(n) for n in range((AS_OF - STARTED_ON).days + 1)]
    assert all(value == rolling_median(drawn.by_day, day) for day, value in medians.items())
    assert medians[on(1)] is None


def test_missing_days_are_gaps_not_zero() -> None:
    drawn = series()
    scores = points(course_chart(drawn), MARKERS)
    assert scores[on(3)] is None and scores[on(2)] == 7
    assert course_chart(drawn)["data"][MEDIAN]["connectgaps"] is False
    assert {day for day, score in scores.items() if score is not None} == set(drawn.by_day)


def test_silence_interrupts_the_line() -> None:
    drawn = series(logged=[6, 6, 6, 6, *[None] * 12, 4, 4, 4])
    medians = points(course_chart(drawn), MEDIAN)
    assert medians[on(10)] is None
    assert medians[on(18)] == 4


def test_last_point_says_now() -> None:
    texts = [each["text"] for each in course_chart(series())["layout"]["annotations"]]
    assert "4 nu" in texts


def test_last_point_of_a_silent_course_does_not_say_now() -> None:
    drawn = series(logged=[6, 6, 7, 6, 6, 6, 6])
    texts = [each["text"] for each in course_chart(drawn)["layout"]["annotations"]]
    assert "6" in texts and not [text for text in texts if text.endswith(" nu")]


def test_bands_follow_the_phases() -> None:
    layout = course_chart(series())["layout"]
    bands = [shape for shape in layout["shapes"] if shape["type"] == "rect"]
    assert [(band["x0"], band["fillcolor"]) for band in bands] == [
        ("2026-10-15 12:00", "role:band-a"),
        ("2026-10-29 12:00", "role:band-b"),
    ]
    assert bands[0]["x1"] == bands[1]["x0"]
    texts = [each["text"] for each in layout["annotations"]]
    assert any("Opstart" in text for text in texts) and any("Udvikling" in text for text in texts)


def test_a_band_too_narrow_for_its_name_has_none() -> None:
    flare = PhaseBand(Phase.OPBLUSSEN, on(40), on(42))
    drawn = long_course(30, bands=(PhaseBand(Phase.OPSTART, STARTED_ON, on(39)), flare))
    layout = course_chart(drawn)["layout"]
    assert len([shape for shape in layout["shapes"] if shape["type"] == "rect"]) == 2
    assert not [each for each in layout["annotations"] if "pbluss" in each["text"]]


def test_a_change_within_a_phase_is_a_dotted_line_and_a_new_phase_is_not() -> None:
    dotted = [s for s in course_chart(series())["layout"]["shapes"] if s.get("line", {}).get("color") == "role:axis"]
    assert [shape["x0"] for shape in dotted] == ["2026-11-12 12:00"]


@pytest.mark.parametrize(("start", "level"), [(6.5, 4.5), (4, 2), (3, 1.5), (2, 1), (0, None), (None, None)])
def test_noticeable_line(start: float | None, level: float | None) -> None:
    assert noticeable_level(start) == level
    dashed = [s for s in course_chart(series(start=start))["layout"]["shapes"] if s["line"].get("color") == "role:mic"]
    assert [shape["y0"] for shape in dashed] == ([] if level is None else [level])


def test_strength_days_stand_under_the_axis() -> None:
    paths = [shape for shape in course_chart(series())["layout"]["shapes"] if shape["type"] == "path"]
    done, missed = (shape["path"] for shape in paths)
    assert done.count("M") == 6 and missed.count("M") == 1
    assert f"M{on(22)}," in missed


def test_visits_past_and_next() -> None:
    figure = course_chart(series())
    trace = figure["data"][-2]
    assert trace["x"] == [str(STARTED_ON), str(on(14)), str(on(42))]
    assert trace["marker"]["symbol"] == ["diamond", "diamond", "diamond-open"]
    assert told(figure)[on(14)] == "Smerte 6<br>Median 7<br>Besøg 2<br>Programmet ændret"
    assert figure["layout"]["xaxis"]["range"][1] >= str(on(42))


def test_only_the_next_visit_is_shown_with_its_date() -> None:
    figure = course_chart(series(visits=(Visit(on(42), True, None), Visit(on(49), True, None))))
    assert figure["data"][-2]["x"] == [str(on(42))]
    assert "27. nov." in [each["text"] for each in figure["layout"]["annotations"]]


def early(visit_in: int | None) -> CourseSeries:
    """Week 3 of a course that has fallen from 7 to 4, the axis reaching to a visit so many days ahead."""
    visits = (Visit(on(20 + visit_in), True, None),) if visit_in else ()
    return series(logged=[*[7] * 7, *[5] * 6, *[4] * 8], as_of=on(20), visits=visits)


def place_of_noticeable(drawn: CourseSeries, words: str) -> tuple[str, int] | None:
    texts = {each["text"]: each for each in course_chart(drawn)["layout"]["annotations"]}
    return (texts[words]["xanchor"], texts[words]["x"]) if words in texts else None


def test_words_of_noticeable_stand_clear_of_the_value_now() -> None:
    assert place_of_noticeable(early(None), "Mærkbar bedring") == ("left", 0)
    assert place_of_noticeable(early(21), "Mærkbar bedring") == ("right", 1)
    assert "mic" not in dict(course_legend(early(21)))


def test_without_room_the_legend_says_noticeable(app: Flask) -> None:
    with app.test_request_context("/", headers={"Cookie": "language=en"}):
        assert place_of_noticeable(early(18), "Noticeable improvement") is None
        assert dict(course_legend(early(18)))["mic"] == "Noticeable improvement"


def test_one_week_is_drawn_by_its_days() -> None:
    layout = course_chart(series(since=AS_OF - timedelta(days=6)))["layout"]["xaxis"]
    assert layout["ticktext"] == ["tors", "fre", "lør", "søn", "man", "tirs", "ons"]
    assert layout["range"] == ["2026-11-18 12:00", "2026-11-25 12:00"]


def test_a_visit_far_ahead_does_not_squeeze_the_course() -> None:
    far = series(visits=(Visit(on(80), True, None),))
    assert not [trace for trace in course_chart(far)["data"] if trace["name"] == "Besøg"]


def test_a_day_is_told_in_words() -> None:
    words = told(course_chart(series()))
    assert words[on(38)] == "Smerte 4<br>Median 4<br>4 × 10 RM, 8 kg"
    assert words[on(1)] == "Smerte 6"
    assert words[on(3)] == "Median 7"  # no morning that day


def test_a_day_of_training_without_a_morning_is_told_too() -> None:
    drawn = series(logged=[6, 6, 6])
    assert told(course_chart(drawn))[on(30)] == "4 × 10 RM, 8 kg"
    assert told(course_chart(drawn))[on(31)] is None


def test_both_sides_have_a_series_each_and_the_line_is_the_worse() -> None:
    left, right = days([5, 5, 5, 5]), days([2, 7, 2, 7])
    worst = {day: max(left[day], right[day]) for day in left}
    drawn = series(sides=(Side.LEFT, Side.RIGHT), scores={Side.LEFT: left, Side.RIGHT: right}, by_day=worst)
    figure = course_chart(drawn)
    plotly(figure)
    assert [trace["name"] for trace in figure["data"][:2]] == ["Venstre", "Højre"]
    assert told(figure)[on(1)] == "Venstre: smerte 5<br>Højre: smerte 7"
    assert points(figure, 2)[on(3)] == 6
    assert {("dot", "Venstre"), ("ring", "Højre")} <= set(course_legend(drawn))


@pytest.mark.parametrize(("weeks", "labels"), [(6, 7), (30, 8), (52, 7), (156, 7)])
def test_weeks_are_thinned(weeks: int, labels: int) -> None:
    axis = course_chart(long_course(weeks))["layout"]["xaxis"]
    assert len(axis["ticktext"]) == labels
    assert axis["ticktext"][0] == "Uge 1"
    assert axis["ticktext"][1].isdecimal()


def test_a_wide_chart_knows_its_narrow_layout() -> None:
    drawn = series()
    assert course_chart(drawn, wide=True)["narrow"] == course_chart(drawn)["layout"]
    assert "narrow" not in course_chart(drawn)


@pytest.mark.parametrize("weeks", [52, 57, 156, 522])
def test_json_is_bounded(weeks: int) -> None:
    assert len(json.dumps(course_chart(long_course(weeks)))) < 40_000


def test_three_years_are_drawn_week_by_week_and_end_with_now() -> None:
    drawn = long_course(156)
    figure = course_chart(drawn)
    medians = points(figure, 0)
    assert len(medians) == 156
    assert max(medians) == drawn.as_of and medians[drawn.as_of] == drawn.now
    assert not [shape for shape in figure["layout"]["shapes"] if shape["type"] == "path"]
    assert "dot" not in dict(course_legend(drawn))


def test_table_equals_the_chart() -> None:
    drawn = series()
    weeks = course_table(drawn)
    medians = points(course_chart(drawn), MEDIAN)
    assert [week.number for week in weeks] == [1, 2, 3, 4, 5, 6]
    assert [week.median for week in weeks] == [
        medians[min(week.first_on + timedelta(days=6), drawn.as_of)] for week in weeks
    ]
    assert weeks[-1].median == drawn.now
    assert [(week.done, week.due) for week in weeks] == [(0, 0), (0, 0), (2.5, 3), (1, 2), (1, 1), (1, 1)]
    assert [week.heaviest for week in weeks] == [None, None, 5.0, 6.0, 8.0, 8.0]


def test_a_year_on_a_phone_has_no_ticks_that_run_together() -> None:
    drawn = long_course(52)
    ticks = [
        [s for s in course_chart(drawn, wide)["layout"]["shapes"] if s["type"] == "path"] for wide in (False, True)
    ]
    assert not ticks[0] and ticks[1]
    assert "tick" not in dict(course_legend(drawn)) and "tick" in dict(course_legend(drawn, wide=True))


def test_legend_holds_only_what_is_drawn() -> None:
    assert dict(course_legend(series())) == {
        "line": "7 dages median",
        "dot": "Hver dag",
        "tick": "Styrkedag",
        "miss": "Sprunget over",
        "visit": "Besøg",
        "change": "Programmet ændret",
    }
    assert dict(course_legend(series(strength_days=(), visits=(), changes=()))).keys() == {"line", "dot"}


def test_label_tells_the_way() -> None:
    assert course_label(series()) == "Morgensmerte dag for dag. Median over 7 dage: 6,5 ved starten, 4 nu."


def test_load_bars_are_grouped_by_dose() -> None:
    bars = load_bars(series())
    figure = load_chart(bars)
    plotly(figure)
    assert figure["data"][0]["y"] == [4, 5, 6, 8, 8]
    assert figure["data"][0]["marker"]["color"] == ["role:tick"] * 3 + ["role:line"] * 2
    assert [each["text"] for each in figure["layout"]["annotations"]] == ["3 × 12 RM", "4 × 10 RM", "8 kg"]
    assert bars[-1].words == "man. 23. nov. · 4 × 10 RM, 8 kg"


def test_many_sessions_become_one_bar_a_week() -> None:
    drawn = long_course(30)
    many = tuple(replace(drawn.strength_done[0], on=on(n), load_kg=4 + n / 20) for n in range(0, 210, 2))
    bars = load_bars(replace(drawn, strength_done=many))
    assert len(bars) == 30
    assert bars[0].load_kg == 4.3
    plotly(load_chart(bars))


def test_body_weight_alone_has_no_bars() -> None:
    assert load_bars(series(strength_done=())) == ()
