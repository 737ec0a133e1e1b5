"""Numbers as people write them, and no guess in between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.intake.numbers import NumberFault, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.5", 1234.5), ("1 234,5", 1234.5), ("1\u00a0234,5", 1234.5), ("1\u202f234\u2009567", 1234567),
        ("-5", -5), ("\u22125", -5), ("+7", 7), ("0", 0), ("14,5", 14.5), ("0,125", 0.125), ("1 234", 1234),
        ("1 234,567", 1234.567), ("1234,567", 1234.567), ("1.234", 1.234), (" 12 ", 12), ("12,3456", 12.3456),
    ],
)  # fmt: skip
def test_the_written_forms(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["1,234", "12,345", "-999,000", "+1,000"])
def test_what_could_be_read_two_ways_is_at_fault_with_both_ways_named(text):
    with pytest.raises(NumberFault) as refused:
        parse_number(text)
    assert "two ways" in str(refused.value)
    assert text.replace(",", "") in str(refused.value) and text.replace(",", ".") in str(refused.value)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1,234,567", "1.234,5", "1,234.5", "1 23", "12 34 567", "53%", "1e5", "1,2E+06", "nan", "inf", "١٢",
     "1_000", "0x10", "9" * 400, "--1", "1.", ".5", "5 шт"],
)  # fmt: skip
def test_anything_else_is_a_fault_in_words(text):
    with pytest.raises(NumberFault) as refused:
        parse_number(text)
    assert str(refused.value).endswith(".")


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_what_a_spreadsheet_writes_out_reads_back(value):
    written = f"{value:.6f}"
    assert parse_number(written) == float(written)
    assert parse_number(f"{value:,.2f}".replace(",", "\u00a0").replace(".", ",")) == float(f"{value:.2f}")
