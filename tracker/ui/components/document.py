"""A document's blocks on a page: the same words as light page, print and text, with this page's links and files.

Owns how each block is drawn here. The words come worded, the figures shown; a table's rows stand in its files too.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

from tracker.documents.light_page import share_rows
from tracker.documents.model import (
    Bar,
    Block,
    Cell,
    Facts,
    Item,
    Items,
    Lines,
    Paragraph,
    Picture,
    Place,
    Section,
    Shares,
    Table,
)
from tracker.draw.badge import status_span
from tracker.draw.bar import execution_bar
from tracker.text import N_
from tracker.ui.components.html import Html, a, drawing, joined, show, tag
from tracker.ui.components.table import Column, downloads, markup
from tracker.ui.page import Here

#: rows of a table that stand open; the others open with one tap, and all of them are in the files
OPEN = 10


def section(here: Here, of: Section, *, after: Callable[[Item], None] | None = None) -> None:
    """A part of a document: heading, finding, blocks, in as few messages as may be; ``after`` puts what belongs to a
    thing below it.
    """
    gathered: list[Html | None] = [_head(of)]
    for number, block in enumerate(of.blocks):
        if isinstance(block, Items) and after is not None:
            for place, item in enumerate(block.items, 1):
                show(*gathered, _numbered(here, item, place))
                gathered = []
                after(item)
        else:
            gathered.append(_block(here, block, of, f"{of.name or 'part'}-{number}"))
    if gathered:
        show(*gathered)


def head(of: Section) -> None:
    """A part's heading and its finding in one line."""
    show(_head(of))


def _head(of: Section) -> Html | None:
    heading = tag("h2", of.heading) if of.heading else None
    said = tag("p", of.said, class_="below") if of.said else None
    return joined((heading, said)) if of.heading or of.said else None


def _block(here: Here, block: Block, of: Section, name: str) -> Html:
    """One block on the page; a table with its files."""
    if not isinstance(block, Table):
        return tag("div", here.drawn(lambda: drawn(here, block), ("block", name), block), class_="below")
    caption = None if block.caption == of.heading else block.caption
    body = here.drawn(lambda: _table(here, block, caption), ("block", name), block)
    files = downloads(here, name, _columns(here, block), block.rows)
    return tag("div", tag("div", body, class_="scroll"), files, class_="below")


def drawn(here: Here, block: Block) -> Html:
    """A block as markup."""
    match block:
        case Table():
            return _table(here, block, block.caption)
        case Shares():
            return _shares(here, block)
        case Items():
            return tag("ol", *(_item(here, item) for item in block.items), class_="needs things")
        case Facts():
            pairs = ((tag("dt", name), tag("dd", _cell(here, cell))) for name, cell in block.facts)
            return tag("dl", *(one for pair in pairs for one in pair), class_="facts")
        case Lines():
            return tag("ul", *(tag("li", line) for line in block.lines), class_="plain")
        case Paragraph():
            return tag("p", block.text, class_="quiet" if block.quiet else None)
        case Picture():
            said = tag("figcaption", block.sentence, class_="quiet") if block.sentence else None
            return tag("figure", drawing(block.svg), said)
        case Bar():
            return bar(here, block)
    raise TypeError(type(block))


def bar(here: Here, of: Bar) -> Html:
    """The execution bar of a document, as wide as a page."""
    shares = (of.verified, of.execution, of.execution_max, of.plan_today)
    return drawing(
        execution_bar(*shares, language=here.language, theme=here.theme, size="page", title=of.title)
    )


def address(here: Here, of: Place) -> str:
    """Where a place of a document is on these pages; a handover sheet has its light page alone."""
    if of.kind == "handover":
        return f"light/handover/{quote(of.id)}?{urlencode(here.selection.state())}"
    if of.kind == "seats":
        return here.link("members")
    return here.link(of.kind, **{{"member": "seat", "indicator": "indicator"}[of.kind]: of.id})


def _numbered(here: Here, of: Item, place: int) -> Html:
    return here.drawn(
        lambda: tag("ol", _item(here, of), class_="needs things", start=place), ("item", place), of
    )


def _item(here: Here, of: Item) -> Html:
    title = a(address(here, of.place), of.title) if of.place else of.title
    status = Html(status_span(of.status, language=here.language, theme=here.theme)) if of.status else None
    ask = tag("p", tag("strong", here.t(N_("Ask:"))), " ", of.question, class_="ask") if of.question else None
    details = (tag("p", line, class_="quiet") for line in of.details)
    why = tag("details", tag("summary", here.t(N_("Why this status"))),
              tag("ol", *(tag("li", line) for line in of.why), class_="arithmetic")) if of.why else None  # fmt: skip
    return tag("li", tag("p", tag("strong", title), " ", status), tag("p", of.sentence), ask, *details, why)


def _columns(here: Here, of: Table) -> list[Column]:
    """A document's columns as a table's of this page: the cell as it is shown, its words in the files."""

    def at(place: int, read: Callable[[Cell], object]) -> Callable[[tuple[Cell, ...]], object]:
        return lambda row: read(row[place])

    return [
        Column(
            column.title,
            at(place, lambda cell: _cell(here, cell)),
            at(place, lambda cell: f"{cell.text} ({cell.under})" if cell.under else cell.text),
            "num" if column.number else "head" if place == 0 else "text",
        )
        for place, column in enumerate(of.columns)
    ]


def _table(here: Here, of: Table, caption: str | None) -> Html:
    columns, rest = _columns(here, of), of.rows[OPEN:]
    shown = markup(columns, of.rows[:OPEN], caption)
    more = None
    if rest:
        words = here.t(N_("and {n} more"), n=len(rest))
        more = tag("details", tag("summary", words), markup(columns, rest, None))
    left = tag("p", here.t(N_("and {n} more"), n=of.left_out), class_="quiet") if of.left_out else None
    return joined((shown, more, left))


def _shares(here: Here, of: Shares) -> Html:
    """The parts of a whole, each with a bar as long as its share; the last row is their sum."""
    rows = []
    parts = [*(one.share for one in of.parts), None]
    for (name, part_, share), length in zip(share_rows(of, here.language), parts, strict=True):
        drawn_ = (
            tag("span", class_="part", style=f"width:{100 * length:.1f}%", aria_hidden="true")
            if length
            else None
        )
        rows.append(
            tag(
                "tr",
                tag("th", _cell(here, name), drawn_, scope="row", role="rowheader"),
                *(
                    tag("td", tag("span", cell.text), role="cell", class_="num", data_label=label)
                    for cell, label in zip((part_, share), of.heads[1:], strict=True)
                ),
                role="row",
                class_=None if length is not None else "sum",
            )
        )
    heads = (
        tag("th", words, scope="col", role="columnheader", class_="num" if place else "head")
        for place, words in enumerate(of.heads)
    )
    more = len(rows) > OPEN + 1
    body = rows[: OPEN - 1] if more else rows
    table = tag(
        "table", tag("caption", of.caption),
        tag("thead", tag("tr", *heads, role="row"), role="rowgroup"),
        tag("tbody", *body, role="rowgroup"), class_="rows shares", role="table",
    )  # fmt: skip
    if not more:
        return table
    rest = rows[OPEN - 1 :]
    words = here.t(N_("and {n} more"), n=len(rest) - 1)
    opened = tag("table", tag("tbody", *rest, role="rowgroup"), class_="rows shares", role="table")
    return joined((table, tag("details", tag("summary", words), opened)))


def _cell(here: Here, of: Cell) -> Html:
    if of.status:
        return Html(status_span(of.status, language=here.language, theme=here.theme))
    said = a(address(here, of.place), of.text) if of.place else tag("span", of.text)
    return joined((said, tag("div", of.under, class_="quiet"))) if of.under else said
