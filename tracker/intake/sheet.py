"""A sheet of reports as read from a file: headings and columns of text, with where each cell stood.

Owns the one shape that CSV and XLSX become. Must not know what a column means.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from tracker.errors import Problem


class Column(Sequence[str | None]):
    """One column's cells, of which either form is made from the other when first asked for: text by text, or whole.

    A hundred thousand cells are looked at whole; single ones only where something is at fault.
    """

    def __init__(self, cells: Sequence[str | None] | pa.Array) -> None:
        self._given = cells

    @cached_property
    def cells(self) -> Sequence[str | None]:
        """Text by text."""
        return self._given.to_pylist() if isinstance(self._given, pa.Array) else self._given

    @cached_property
    def array(self) -> pa.Array:
        """Whole."""
        return self._given if isinstance(self._given, pa.Array) else pa.array(self._given, pa.string())

    def __len__(self) -> int:
        return len(self._given)

    def __getitem__(self, n):
        return self.cells[n]

    def __iter__(self) -> Iterator[str | None]:
        return iter(self.cells)

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None

    @property
    def filled(self) -> bool:
        """Whether any cell holds a text."""
        if isinstance(self._given, pa.Array):
            return self._given.null_count < len(self._given)
        return any(self._given)


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


def stripped_whole(cells: pa.Array) -> pa.Array:
    """The same for a whole column of texts."""
    bare = pc.utf8_trim_whitespace(cells)
    return pc.if_else(pc.equal(pc.binary_length(bare), 0), None, bare)
