"""Rows as text for a terminal: figure, floor, ratio, budget, met or not."""

from __future__ import annotations

from collections.abc import Sequence

from bench.timing import Row


def amount(value: float | None, unit: str) -> str:
    """A measured value with its unit, seconds as milliseconds."""
    if value is None:
        return "?"
    if unit == "s":
        return f"{value * 1000:,.{1 if value < 1 else 0}f} ms"
    return f"{value:,.{1 if value < 100 and value % 1 else 0}f} {unit}".rstrip()


def ratio(row: Row) -> str:
    return "?" if row.ratio is None else f"{row.ratio:.2f}"


def line(row: Row) -> str:
    """One row of the terminal's table."""
    allowed = "" if row.budget is None else f"(of {row.budget:.2f})"
    verdict = "" if row.budget is None else "met" if row.met else "MISSED"
    return (
        f"{row.figure:52} {amount(row.value, row.unit):>12} {amount(row.floor, row.unit):>12} "
        f"{ratio(row):>7} {allowed:10} {verdict:6} against {row.against}"
        + (f"; {row.note}" if row.note else "")
    )


def tally(rows: Sequence[Row]) -> str:
    """How many of the budgets were met."""
    bound = [row for row in rows if row.budget is not None]
    return f"{sum(row.met for row in bound)} of {len(bound)} budgets met"
