"""Charts: the figures they draw are the figures given, the finding is said, the table repeats it."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from tests.small_country import ADMINISTRATOR, OBLAST, PROGRAM, load, record, report
from tracker.charts import config
from tracker.charts.bars import Part, shortfall_parts, waterfall
from tracker.charts.course import course
from tracker.charts.grids import HeatCell, has_one_colour, heat, tiles
from tracker.charts.trajectory import trajectory as trajectory_chart
from tracker.draw.tiles import Tile
from tracker.queries.ask import Ask, Scope
from tracker.queries.changes import changed
from tracker.queries.indicators import assessed
from tracker.queries.rollups import course as course_of
from tracker.queries.trajectory import trajectory
from tracker.store import open_store
from tracker.text import LANGUAGES

ASK = Ask(date(2022, 4, 15))
EVERY = [(language, theme) for language in LANGUAGES for theme in ("light", "dark")]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = open_store(tmp_path_factory.mktemp("charts") / "t.duckdb")
    load(opened, PROGRAM, OBLAST)
    record(
        opened,
        report(
            "clinics",
            "2021-Q4",
            13.0,
            "2022-01-10 05:00",
            evidence="act",
            verdict="verified",
            reviewer="control",
            reviewed_at=datetime(2022, 1, 20, 5),
        ),
        report("clinics", "2022-Q1", 13.5, "2022-04-10 05:00"),
        report("grants", "2021", 25.0, "2022-01-10 05:00"),
        report("quality", "2022-Q1", 31.0, "2022-04-10 05:00"),
    )
    yield opened
    opened.close()


def check(chart) -> None:
    """What holds for every chart: words, a table whose rows fit its head, a transparent ground, sound JSON."""
    assert chart.sentence.endswith(".") and "{" not in chart.sentence and ".." not in chart.sentence
    assert all(len(row) == len(chart.table.head) for row in chart.table.rows)
    layout = json.loads(chart.figure.to_json())["layout"]
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "rgba(0,0,0,0)"
    assert layout["height"] > 0


@pytest.mark.parametrize(("language", "theme"), EVERY)
def test_every_kind_has_its_trajectory(store, language, theme):
    for item in assessed(store, ADMINISTRATOR, ASK, Scope(program="republic-2021-2025")):
        check(
            trajectory_chart(
                trajectory(store, ADMINISTRATOR, ASK, item.indicator), language=language, theme=theme
            )
        )


def test_verified_are_joined_points_and_the_rest_hollow(store):
    chart = trajectory_chart(
        trajectory(store, ADMINISTRATOR, ASK, "republic-2021-2025/clinics"), language="en"
    )
    traces = {trace.name: trace for trace in chart.figure.data}
    assert list(traces["verified"].y) == [13.0] and "lines" in traces["verified"].mode
    assert list(traces["reported, not verified"].y) == [13.5]
    assert traces["plan"].line.shape == "hv"
    assert chart.table.rows[0] == ("31 Dec 2021", "13\u00a0object", "verified")


@pytest.mark.parametrize(("language", "theme"), EVERY)
def test_course_of_the_year(store, language, theme):
    days = [date(2022, 1, 1) + timedelta(days=30 * i) for i in range(5)]
    points = course_of(store, ADMINISTRATOR, ASK, Scope(program="republic-2021-2025"), days)
    chart = course(points, as_of=days[-1], language=language, theme=theme)
    check(chart)
    assert len(chart.table.rows) == len(points)
    with pytest.raises(ValueError, match="at least one day"):
        course([], as_of=days[0], language=language)


@pytest.mark.parametrize(("language", "theme"), EVERY)
def test_the_parts_of_a_lag_add_up(language, theme):
    parts = [Part(str(i), f"name {i}", 0.001 * i) for i in range(20)]
    chart = shortfall_parts(parts, language=language, theme=theme, shown=5)
    check(chart)
    assert sum(chart.figure.data[0].x) == pytest.approx(100 * sum(p.lag for p in parts))
    assert len(chart.table.rows) == 6
    check(shortfall_parts([], language=language, theme=theme))
    check(shortfall_parts([Part("a", {"ru": "а"}, 0.1)], language=language, theme=theme))


@pytest.mark.parametrize(("language", "theme"), EVERY)
def test_the_steps_of_a_change_lead_from_one_end_to_the_other(store, language, theme):
    change = changed(store, ADMINISTRATOR, Ask(date(2022, 1, 1)), ASK, Scope(program="republic-2021-2025"))
    for figure in ("execution", "plan", "verified"):
        chart = waterfall(getattr(change, figure), figure, language=language, theme=theme)
        check(chart)
        bar = chart.figure.data[0]
        last_step = bar.base[-2] + bar.x[-2]
        assert last_step == pytest.approx(bar.x[-1])
        assert len(chart.table.rows) == 9
    still = SimpleNamespace(from_=0.3, to=0.3, steps={"results": 0.0})
    check(waterfall(still, "plan", language=language, theme=theme))


@pytest.mark.parametrize(("language", "theme"), EVERY)
def test_grids(language, theme):
    regions = [
        Tile("KZ-11", "Akmola", 0.4, -0.1),
        Tile("KZ-15", "Aktobe", 0.5, 0.1, sure=False),
        Tile("KZ-19", "Almaty", None, None),
    ]
    check(tiles(regions, language=language, theme=theme))
    check(tiles([], language=language, theme=theme))
    found = {("a", "x"): HeatCell(0.3, -0.2), ("a", "y"): HeatCell(0.3, -0.4, sure=False)}
    chart = heat({"a": "A", "b": "B"}, {"x": "X", "y": "Y"}, found, language=language, theme=theme)
    check(chart)
    assert "A, X" in chart.sentence
    assert chart.figure.data[0].z[0][1] is None  # what is not sure has no colour


def test_a_colour_only_where_the_whole_range_has_one():
    assert has_one_colour(-0.2, 0.3, 0.32)
    assert not has_one_colour(-0.2, 0.3, 0.6)
    assert not has_one_colour(None, 0.3, 0.6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plotlys_own_words_and_numbers(language):
    words = config(language)["locales"][language]
    assert len(words["format"]["months"]) == 12 and len(words["format"]["days"]) == 7
    assert words["format"]["decimal"] == ("." if language == "en" else ",")
    assert config(language)["topojsonURL"].startswith("/")
