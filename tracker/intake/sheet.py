"""A sheet of reports as read from a file: headings and columns of text, with where each cell stood.

Owns the one shape that CSV and XLSX become. Must not know what a column means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.errors import Problem

Column = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. ``columns`` stand in the headings' order; an empty cell is None, text is stripped.

    ``heading_row`` counts from 1, so the first row below it is ``heading_row + 1``. ``problems`` are what was
    found while reading: cells that show an error, rows with more cells than the heading.
    """

    file: str
    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    heading_row: int = 1
    problems: list[Problem] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows stand below the heading."""
        return len(self.columns[0]) if self.columns else 0

    def row_number(self, n: int) -> int:
        """The row in the file of the n-th row below the heading, counted from 0."""
        return self.heading_row + 1 + n


def stripped(cells: Sequence[str | None]) -> list[str | None]:
    """The cells without spaces around them, None where nothing is left."""
    return [(cell.strip() or None) if cell else None for cell in cells]
