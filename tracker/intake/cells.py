"""Single cells of a sheet and the faults in them: days, instants, choices, and where each stands.

Owns how a fault in a cell is noted. Must not know what a row as a whole has to hold.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date, datetime

from tracker import clock
from tracker.errors import InputError, Problem
from tracker.intake.headings import Columns
from tracker.intake.instants import parse_day, parse_instant
from tracker.intake.sheet import Sheet


class Cells:
    """A sheet's cells with the faults found in them; ``now`` is naive UTC."""

    def __init__(self, sheet: Sheet, columns: Columns, now: datetime, problems: list[Problem]) -> None:
        self.sheet = sheet
        self.columns = columns
        self.now = now
        self.today = clock.day_of(now)
        self.problems = problems

    def fault(self, n: int, column: str, rule: str, template: str, **values: object) -> None:
        """Note a fault in a cell of the n-th row below the heading."""
        row, place = self.sheet.row_number(n), self.columns.number(column)
        self.problems.append(Problem(self.sheet.file, row, place, rule, template, values))

    def unreadable(self, n: int, column: str, error: InputError) -> None:
        """Note that a cell could not be read, in the words of whoever tried."""
        self.fault(n, column, f"{column}_unreadable", template=error.template, **error.values)

    def instant(self, n: int, column: str) -> datetime | None:
        """The instant a cell names, as naive UTC; None where it is empty or at fault."""
        text = self.columns[column][n]
        if text is None:
            return None
        try:
            instant = parse_instant(text)
        except InputError as error:
            self.unreadable(n, column, error)
            return None
        if instant > self.now:
            self.fault(n, column, "in_the_future", template="{when} has not come yet.", when=text)
        return instant

    def day(self, n: int, column: str) -> date | None:
        """The day a cell names; None where it is empty or at fault."""
        text = self.columns[column][n]
        if text is None:
            return None
        try:
            day = parse_day(text)
        except InputError as error:
            self.unreadable(n, column, error)
            return None
        if day > self.today:
            self.fault(n, column, "in_the_future", template="{when} has not come yet.", when=text)
        return day

    def check_choice(self, n: int, column: str, choices: Sequence[str]) -> None:
        """Note a fault where a filled cell is none of the choices, with the nearest one."""
        text = self.columns[column][n]
        if text is None or text in choices:
            return
        told = {"text": text, "choices": ", ".join(choices)}
        near = difflib.get_close_matches(text.casefold().replace(" ", "_"), choices, n=1, cutoff=0.6)
        if near:
            self.fault(
                n, column, f"{column}_unknown",
                template="'{text}' is none of {choices}; did you mean '{near}'?", near=near[0], **told,
            )  # fmt: skip
        else:
            self.fault(n, column, f"{column}_unknown", template="'{text}' is none of {choices}.", **told)


def clean_text(cell: str | None) -> str | None:
    """A text cell without the apostrophe our exports put before what looks like a formula, and without controls."""
    if cell is None:
        return None
    if cell[0] == "'" and len(cell) > 1:
        cell = cell[1:]
    if not cell.isprintable():
        lines = cell.replace("\r\n", "\n")
        cell = "".join(
            letter if letter.isprintable() or letter in "\n\t" else " " for letter in lines
        ).strip()
    return cell or None
