"""Figures as contracts.md, "Shown figures", wants them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.text import LANGUAGES, exact, number, percent, points, with_unit


@pytest.mark.parametrize(
    ("share", "kk", "en"),
    [
        (0.534, "53,4\u00a0%", "53.4%"),
        (0, "0,0\u00a0%", "0.0%"),
        (1, "100,0\u00a0%", "100.0%"),
        (0.0004, "<0,1\u00a0%", "<0.1%"),
        (0.9996, ">99,9\u00a0%", ">99.9%"),
        (1.0003, ">100,0\u00a0%", ">100.0%"),
        (-0.0004, ">−0,1\u00a0%", ">−0.1%"),
        (-0.2, "−20,0\u00a0%", "−20.0%"),
        (1.325, "132,5\u00a0%", "132.5%"),
        (7.7 / 40, "19,3\u00a0%", "19.3%"),  # 0.1925, though not in floats
        (0.1 + 0.2 + 0.7, "100,0\u00a0%", "100.0%"),
        (1234.5, "123\u202f450,0\u00a0%", "123,450.0%"),
    ],
)
def test_percent(share, kk, en):
    assert percent(share, "kk") == percent(share, "ru") == kk
    assert percent(share, "en") == en


@given(st.floats(min_value=-3, max_value=3, allow_nan=False), st.sampled_from(LANGUAGES))
def test_a_share_that_is_not_whole_never_reads_whole(share, language):
    said = percent(share, language)
    plain = said.replace(",", ".")
    if re.fullmatch(r"−?(0\.0|100\.0)\s?%", plain):
        assert min(abs(share), abs(share - 1), abs(share + 1)) <= 1e-9
    assert re.fullmatch(r"[<>]?[−]?[\d.\u202f]+\s?%", plain)


def test_points_say_their_sign_and_name():
    assert points(-0.074, "ru") == "−7,4\u00a0п.\u00a0п."
    assert points(0.074, "kk") == "+7,4\u00a0п.\u00a0т."
    assert points(0.074, "en", signed=False) == "7.4\u00a0pp"
    assert points(0, "en") == "0.0\u00a0pp"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (14.0, "14"),
        (14.5, "14,5"),
        (1234567.891, "1\u202f234\u202f567,891"),
        (0.1 + 0.2, "0,3"),
        (-3, "−3"),
        (-0.0, "0"),
        (0.00002345, "0,000023"),
        (1e15, "1\u202f000\u202f000\u202f000\u202f000\u202f000"),
        (2.0005, "2,001"),
    ],
)
def test_number(value, said):
    assert number(value, "ru") == said


def test_number_with_fixed_places_and_units():
    assert number(3, "kk", 1) == "3,0"
    assert number(2.5, "en", signed=True) == "+2.5"
    assert with_unit(1234, {"ru": "км", "en": "km"}, "ru") == "1\u202f234\u00a0км"
    assert with_unit(5, "%", "en") == "5%"
    assert with_unit(5, "%", "kk") == "5\u00a0%"
    assert with_unit(5, None, "kk") == "5"


@given(st.floats(min_value=-1e9, max_value=1e9, allow_nan=False))
def test_exact_reads_back(value):
    said = exact(value, "en").replace(",", "").replace("−", "-")
    assert float(said) == pytest.approx(value, rel=1e-9, abs=1e-300)


def test_a_number_beyond_all_measure_is_written_all_the_same():
    assert number(1e300, "en").startswith("1,000,000") and len(number(1e300, "en")) == 401
    assert percent(1e300, "en").startswith("100,000") and number(5e-324, "en").startswith("0.000")
