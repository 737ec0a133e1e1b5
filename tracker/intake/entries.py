"""What is typed on a page or stands in a workbook, as the sheet that a file would be: judged by the same code.

Owns the one way from fields to a sheet. Must not judge anything by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.intake.sheet import Column, Sheet, stripped

COLUMNS = ("indicator", "period", "value", "evidence", "note")
MEASURE_COLUMNS = (
    "indicator",
    "period",
    "measure",
    "state",
    "stage",
    "accepted_on",
    "in_use_on",
    "evidence",
    "note",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as it was written: the text of each field, empty where nothing was said."""

    indicator: str
    period: str
    value: str
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """The state of one measure as it was written."""

    indicator: str
    period: str
    measure: str
    state: str
    stage: str = ""
    accepted_on: str = ""
    in_use_on: str = ""
    evidence: str = ""
    note: str = ""


def sheet_of(entries: Sequence[Entry] | Sequence[MeasureEntry], file: str = "") -> Sheet:
    """The entries as a sheet, the n-th of them in row n + 2 below the headings. Line breaks become spaces."""
    names = MEASURE_COLUMNS if entries and isinstance(entries[0], MeasureEntry) else COLUMNS
    columns = tuple(
        Column(stripped([" ".join(getattr(entry, name).split()) for entry in entries])) for name in names
    )
    return Sheet(file, names, columns)
