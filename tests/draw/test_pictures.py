"""Tile grid, indicator bars, badges, sparklines and trajectories: sound XML, the words of every figure, links."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, datetime

import pytest

from tests.small_country import ADMINISTRATOR, PROGRAM, load, record, report
from tracker.draw.badge import status_badge, status_span
from tracker.draw.indicator import indicator_bar
from tracker.draw.palette import deviation_step
from tracker.draw.regions import COLUMNS, PLACES, ROWS, short_name
from tracker.draw.sparkline import sparkline
from tracker.draw.tiles import Tile, tile_grid
from tracker.draw.trajectory import nice_ticks, trajectory_svg
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import assessed
from tracker.queries.trajectory import trajectory
from tracker.store import open_store
from tracker.text import LANGUAGES
from tracker.text.status import STATUS

SVG = "{http://www.w3.org/2000/svg}"
ASK = Ask(date(2022, 4, 15))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = open_store(tmp_path_factory.mktemp("draw") / "t.duckdb")
    load(opened, PROGRAM)
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
        report("law", "2022-Q1", 0.0, "2022-04-05 05:00"),
    )
    yield opened
    opened.close()


def words(svg: str) -> str:
    return "\n".join(ET.fromstring(svg).itertext())


def test_every_region_has_a_place_of_its_own_and_a_short_name():
    assert len(PLACES) == 20 and len(set(PLACES.values())) == 20
    assert all(0 <= column < COLUMNS and 0 <= row < ROWS for column, row in PLACES.values())
    for code in PLACES:
        assert all(short_name(code, language) for language in LANGUAGES)
    assert short_name("1110", "ru") is None


def test_tiles_say_their_figures_link_and_stay_uncoloured_where_unsure():
    tiles = [
        Tile("KZ-11", {"ru": "Акмолинская область"}, 0.41, -0.08, href="/overview?territory=KZ-11&lang=ru"),
        Tile("KZ-15", "Актюбинская", 0.5, 0.1, sure=False),
        Tile("KZ-19", "Алматинская", None, None, missing="нет программы"),
        Tile("XX", "nowhere", 0.5, 0.1),
    ]
    svg = tile_grid(tiles, language="ru")
    root = ET.fromstring(svg)
    assert [a.get("href") for a in root.iter(f"{SVG}a")] == ["/overview?territory=KZ-11&lang=ru"]
    said = words(svg)
    assert "Акмолинская область: 41,0\u00a0% (−8,0\u00a0п.\u00a0п.)" in said
    assert "мало отчётов" in said and "нет программы" in said and "nowhere" not in said


def test_steps_of_a_deviation():
    assert [deviation_step(x) for x in (-0.5, -0.1, -0.05, -0.02, 0, 0.019, 0.02, 0.05, 0.1, 0.5)] == [
        0,
        1,
        2,
        3,
        3,
        3,
        3,
        4,
        5,
        6,
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", ["page", "card", "row"])
def test_every_kind_of_indicator_has_its_bar(store, language, size):
    for item in assessed(store, ADMINISTRATOR, ASK, Scope()):
        svg = indicator_bar(item, language=language, size=size)
        assert ET.fromstring(svg).find(f"{SVG}title").text
        assert "None" not in words(svg)


def test_an_indicators_bar_says_its_values_with_their_unit(store):
    items = {item.indicator: item for item in assessed(store, ADMINISTRATOR, ASK, Scope())}
    said = words(indicator_bar(items["republic-2021-2025/clinics"], language="ru"))
    assert "13,5\u00a0объект" in said and "27" in said and "14" in said and "13" in said
    silent = items["republic-2021-2025/villages"]
    assert "не сообщено" in words(indicator_bar(silent, language="ru")).lower()


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
@pytest.mark.parametrize("code", STATUS)
def test_badges_show_icon_and_word(code, theme):
    for language in LANGUAGES:
        word = STATUS[code].name(language)
        svg = status_badge(code, language=language, theme=theme)
        assert word in words(svg) and "<path" in svg
        span = status_span(code, language=language, theme=theme)
        assert word in span and "<svg" in span


def test_sparkline_breaks_where_nothing_is_known():
    svg = sparkline([0.1, None, 0.2, 0.3], plan=[0.1, 0.2], sentence="Rising")
    assert "Rising" in words(svg)
    assert svg.count("M") >= 2
    ET.fromstring(sparkline([], sentence="Nothing"))
    ET.fromstring(sparkline([None], sentence="Nothing"))


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_every_kind_has_its_trajectory(store, theme):
    for item in assessed(store, ADMINISTRATOR, ASK, Scope()):
        of = trajectory(store, ADMINISTRATOR, ASK, item.indicator)
        svg = trajectory_svg(of, "The finding.", language="kk", theme=theme, width=360)
        assert "The finding." in words(svg)
        numbers = [
            v for e in ET.fromstring(svg).iter() for k, v in e.attrib.items() if k in ("cx", "x1", "x2")
        ]
        assert all(-1 <= float(v) <= 361 for v in numbers)


@pytest.mark.parametrize(("low", "high"), [(0, 1027), (0, 0.4), (-7, -3.5), (0, 3e6), (5, 5), (4.2, 5)])
def test_ticks_are_few_and_inside(low, high):
    ticks = nice_ticks(low, high)
    assert len(ticks) <= 12
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in ticks)
    if high > low:
        assert len(ticks) >= 2
