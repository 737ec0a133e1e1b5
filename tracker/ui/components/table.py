"""Tables in the reader's language, which become cards on a narrow screen, with CSV and XLSX of all their rows.

A column says how a row's cell is shown and what value stands in the file; nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tracker.documents import tables
from tracker.text import N_
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.page import Here
from tracker.ui.table_files import offer

ROWS_SHOWN = 25


@dataclass(frozen=True, slots=True)
class Column:
    """``show`` gives a row's cell (text, or markup); ``file`` its value in a download (None: not in the file).

    ``look``: ``head`` names the row, ``num`` stands right, ``bar`` is a drawing, ``wide`` takes a card's whole line.
    """

    title: str
    show: Callable[[Any], object] | None
    file: Callable[[Any], Any] | None = None
    look: Literal["text", "head", "num", "bar", "wide"] = "text"
    kind: Literal["text", "number", "whole", "share", "date", "instant"] = "text"


def table(
    here: Here, name: str, columns: Sequence[Column], rows: Sequence[Any], *, caption: str, empty: str,
    before: Callable[[Sequence[Any]], object] | None = None,
) -> None:  # fmt: skip
    """The rows, :data:`ROWS_SHOWN` at a time, and below them the downloads of all of them.

    ``before`` is told the rows that are about to be drawn, to look up at once what their cells say.
    """
    if not rows:
        show(tag("p", empty, class_="quiet"))
        return
    first, last = _window(here, len(rows))
    shown = [column for column in columns if column.show is not None]

    def draw() -> Html:
        part = rows[first:last]
        if before is not None:
            before(part)
        return markup(shown, part, caption)

    body = here.drawn(draw, ("table", name, caption), rows)
    files = downloads(here, name, columns, rows) if any(column.file for column in columns) else None
    show(tag("div", body, class_="scroll"), _pages(here, len(rows), first, last), files)


def markup(columns: Sequence[Column], rows: Sequence[Any], caption: str | None) -> Html:
    """The rows as a table, without files and without further rows."""
    heads = joined(
        tag("th", column.title, scope="col", role="columnheader", class_=column.look) for column in columns
    )
    body = joined(tag("tr", *(_cell(column, row) for column in columns), role="row") for row in rows)
    return tag(
        "table",
        tag("caption", caption) if caption else None,
        tag("thead", tag("tr", heads, role="row"), role="rowgroup"),
        tag("tbody", body, role="rowgroup"),
        class_="rows", role="table",
    )  # fmt: skip


def _cell(column: Column, row: Any) -> Html:
    said = column.show(row)
    if column.look == "head":
        return tag("th", said, scope="row", role="rowheader")
    look = column.look if said not in ("", None) else f"{column.look} nothing"
    return tag("td", tag("span", said), role="cell", class_=look, data_label=column.title)


def _window(here: Here, count: int) -> tuple[int, int]:
    asked = here.chosen("rows")
    first = int(asked) - 1 if asked and asked.isdecimal() else 0
    first = min(max(0, first), max(0, count - 1)) // ROWS_SHOWN * ROWS_SHOWN
    return first, min(count, first + ROWS_SHOWN)


def _pages(here: Here, count: int, first: int, last: int) -> Html | None:
    if count <= ROWS_SHOWN:
        return None
    back = a(here.stay(rows=str(max(1, first + 1 - ROWS_SHOWN))), here.t(_BEFORE)) if first else None
    on = a(here.stay(rows=str(last + 1)), here.t(_AFTER)) if last < count else None
    return tag(
        "div", tag("span", here.t(_OF, first=first + 1, last=last, count=count)), back, on, class_="pages"
    )


def downloads(here: Here, name: str, columns: Sequence[Column], rows: Sequence[Any]) -> Html:
    """Links to CSV and XLSX of every row; a file is made only when it is asked for."""
    kept = [column for column in columns if column.file is not None]
    heads = [tables.Column(column.title, column.kind) for column in kept]
    address = offer(here, name, heads, [column.file for column in kept], rows)
    words = here.t(_ALL_ROWS, n=len(rows))
    links = (
        tag("a", form.upper(), tag("span", f": {words}", class_="unseen"),
            href=f"{address}.{form}", target="_self", title=words)
        for form in ("csv", "xlsx")
    )  # fmt: skip
    return tag("div", *links, class_="files")


_BEFORE = N_("← earlier rows")
_AFTER = N_("further rows →")
_OF = N_("Rows {first} to {last} of {count}")
_ALL_ROWS = N_("All {n} rows of this table as a file")
