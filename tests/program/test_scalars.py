"""What a plain word of YAML is."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from tracker.program.scalars import resolve, resolve_key


@pytest.mark.parametrize(
    "word",
    [
        "NO",
        "no",
        "yes",
        "on",
        "12:30",
        "010",
        "1_000",
        "0x1F",
        "0o7",
        "1 234",
        "14,5",
        "31.12.2025",
        "2025-02-30",
        "2025-1-5",
        "-",
        ".",
        "e5",
        "1.2.3",
        "+",
        "nulls",
        "truth",
        "٣",
        "9" * 41,
    ],
)
def test_stays_text(word: str) -> None:
    assert resolve(word) == word


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("0", 0),
        ("27", 27),
        ("-3", -3),
        ("+5", 5),
        ("14.5", 14.5),
        ("-0.5", -0.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("1.5E-3", 0.0015),
        ("true", True),
        ("FALSE", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("2025-12-31", dt.date(2025, 12, 31)),
    ],
)
def test_is_recognised(word: str, value: object) -> None:
    found = resolve(word)
    assert found == value
    assert type(found) is type(value)


def test_whole_numbers_longer_than_a_double_holds_are_decimal() -> None:
    assert type(resolve("9" * 19)) is float
    assert math.isinf(resolve("1.5e999"))


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("2021", 2021),
        ("2021-06-30", dt.date(2021, 6, 30)),
        ("title", "title"),
        ("true", "true"),
        ("", ""),
        ("1.5", "1.5"),
    ],
)
def test_keys_are_years_days_or_words(word: str, key: object) -> None:
    assert resolve_key(word) == key
