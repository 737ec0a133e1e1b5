"""Which column of a sheet is which: names in any order, case and spaces aside, near misses offered.

Owns the columns of contracts.md ("Reports"). Must not read a cell below the heading.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

import pyarrow as pa

from tracker.errors import Problem
from tracker.intake.sheet import Column, Sheet

REPORT = ("indicator", "period", "value", "evidence", "note")
MEASURE = ("measure", "state", "stage", "accepted_on", "in_use_on")
HISTORY = ("reported_at", "author", "verdict", "reviewed_at", "reviewer")
KNOWN = (*REPORT, *MEASURE, *HISTORY)


class Columns:
    """The sheet's columns by name; a column that is not there is all None."""

    def __init__(self, sheet: Sheet, places: dict[str, int]) -> None:
        self._sheet = sheet
        self._places = places
        self._none = Column(pa.nulls(sheet.rows, pa.string()))

    def __getitem__(self, name: str) -> Sequence[str | None]:
        return self.whole(name).cells

    def whole(self, name: str) -> Column:
        """The column itself, to be looked at as a whole."""
        place = self._places.get(name)
        return self._none if place is None else self._sheet.columns[place]

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def number(self, name: str) -> int:
        """The column's number in the file, counted from 1 (1 where it is not there)."""
        return self._places.get(name, 0) + 1


def name_of(heading: str) -> str:
    """A heading as the contract writes it: lower case, spaces and hyphens as underscores."""
    return "_".join(heading.replace("-", " ").replace("_", " ").casefold().split())


def recognised(sheet: Sheet) -> tuple[Columns, list[Problem]]:
    """The columns found and what is wrong with the heading row."""
    places: dict[str, int] = {}
    problems: list[Problem] = []

    def add(place: int, rule: str, template: str, **values: object) -> None:
        severity = "warning" if rule == "column_ignored" else "fault"
        problems.append(Problem(sheet.file, sheet.heading_row, place, rule, template, values, severity))

    further: list[tuple[int, str]] = []
    for place, heading in enumerate(sheet.headings):
        name = name_of(heading)
        if name in places:
            add(place + 1, "column_twice", template="The column '{name}' stands there twice.", name=name)
        elif name in KNOWN:
            places[name] = place
        else:
            further.append((place, heading))
    missing = _missing(places)
    for place, heading in further:
        near = _nearest(name_of(heading), [name for name in KNOWN if name not in places])
        told = {"heading": heading, "near": near}
        if near in missing:
            add(
                place + 1,
                "column_unknown",
                template="There is no column '{heading}'; did you mean '{near}'?",
                **told,
            )
            missing.remove(near)
        elif near is not None:
            add(
                place + 1,
                "column_ignored",
                template="The column '{heading}' is ignored; did you mean '{near}'?",
                **told,
            )
        elif heading or sheet.columns[place].filled:
            add(place + 1, "column_ignored", template="The column '{heading}' is ignored.", **told)
    for name in missing:
        if name == "value":
            add(
                1,
                "column_missing",
                template="There is no column 'value' (or, for measures, 'measure' and 'state').",
            )
        else:
            add(1, "column_missing", template="There is no column '{name}'.", name=name)
    return Columns(sheet, places), problems


def _missing(places: dict[str, int]) -> list[str]:
    needed = ["indicator", "period"]
    if "measure" in places or "state" in places:
        needed += ["measure", "state"]
    else:
        needed += ["value"]
    return [name for name in needed if name not in places]


def _nearest(name: str, candidates: Sequence[str]) -> str | None:
    found = difflib.get_close_matches(name, candidates, n=1, cutoff=0.75)
    return found[0] if found else None
