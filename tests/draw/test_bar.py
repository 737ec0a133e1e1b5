"""The execution bar: its lengths are the figures, its words say them, and nothing breaks it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.draw.bar import SIZES, execution_bar
from tracker.draw.palette import LIGHT, css_variables
from tracker.draw.svg import data_uri
from tracker.text import LANGUAGES

SVG = "{http://www.w3.org/2000/svg}"


def rects(svg: str, fill: str) -> list[ET.Element]:
    return [r for r in ET.fromstring(svg).iter(f"{SVG}rect") if r.get("fill") == fill]


def test_lengths_are_the_figures():
    svg = execution_bar(0.3, 0.4, 0.6, 0.5, language="en", width=1004)
    (dark,) = [r for r in rects(svg, LIGHT.verified) if r.get("height") == "28"]
    (light,) = [r for r in rects(svg, LIGHT.reported) if r.get("height") == "28"]
    assert (float(dark.get("x")), float(dark.get("width"))) == (2, 300)
    assert (float(light.get("x")), float(light.get("width"))) == (302, 100)
    hatched = [r for r in ET.fromstring(svg).iter(f"{SVG}rect") if r.get("fill", "").startswith("url")]
    assert float(hatched[0].get("x")) == 402 and float(hatched[0].get("width")) == 200
    ticks = {line.get("x1") for line in ET.fromstring(svg).iter(f"{SVG}line")}
    assert ticks == {"502.00"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_four_figures_are_said(language):
    svg = execution_bar(0.301, 0.412, 0.61, 0.48, language=language)
    words = "".join(ET.fromstring(svg).itertext())
    mark = "." if language == "en" else ","
    for figure in ("30_1", "41_2", "61_0", "48_0"):
        assert figure.replace("_", mark) in words


def test_an_older_higher_verified_value_stays_visible():
    svg = execution_bar(0.6, 0.5, 0.5, None, language="en", width=1004)
    outline = [r for r in ET.fromstring(svg).iter(f"{SVG}rect") if r.get("stroke") == LIGHT.verified]
    assert float(outline[0].get("width")) == pytest.approx(100)


@given(
    st.lists(
        st.one_of(st.none(), st.floats(min_value=-2, max_value=3, allow_nan=False)), min_size=4, max_size=4
    ),
    st.sampled_from(SIZES),
    st.sampled_from(["light", "dark", "auto"]),
    st.sampled_from(LANGUAGES),
    st.sampled_from([None, 320.0]),
    st.text(max_size=30),
)
def test_any_figures_make_a_drawing_inside_its_frame(figures, size, theme, language, width, title):
    svg = execution_bar(*figures, language=language, theme=theme, size=size, width=width, title=title)
    root = ET.fromstring(svg)
    assert root.find(f"{SVG}desc").text
    for rect in root.iter(f"{SVG}rect"):
        x, wide = rect.get("x") or "0", rect.get("width")
        if wide.endswith("%"):
            assert float(x[:-1]) >= -0.01 and float(x[:-1]) + float(wide[:-1]) <= 100.01
        assert float(wide.rstrip("%")) >= 0


def test_what_people_write_is_escaped():
    svg = execution_bar(0, 0, 0, 0, language="en", title='<script>alert(1)</script>&"\x00')
    assert "<script" not in svg
    assert ET.fromstring(svg).find(f"{SVG}title").text == '<script>alert(1)</script>&"'


def test_the_same_figures_make_the_same_drawing_and_a_data_address():
    first, second = (
        execution_bar(0.1, 0.2, 0.3, 0.4, language="kk", size="row", width=200) for _ in range(2)
    )
    assert first == second
    assert data_uri(first).startswith("data:image/svg+xml;base64,")


def test_a_size_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="no such size"):
        execution_bar(0, 0, 0, 0, language="en", size="huge")


def test_variables_of_auto_drawings_are_all_given():
    svg = execution_bar(0.1, 0.2, 0.3, 0.4, language="en", theme="auto")
    for name in set(re.findall(r"var\((--[a-z-]+)", svg)):
        assert f"{name}:" in css_variables()
