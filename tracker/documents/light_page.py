"""A document as one light page of HTML: no script, no request of its own, under 40 KB, light and dark.

Owns markup and escaping; the words come worded, the drawings drawn. Addresses come from whoever serves the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import TypeAlias

from tracker.documents.model import (
    Bar,
    Block,
    Cell,
    Document,
    Facts,
    Item,
    Items,
    Legend,
    Lines,
    Paragraph,
    Picture,
    Place,
    Questions,
    Section,
    Shares,
    Table,
    trimmed,
)
from tracker.draw.bar import execution_bar
from tracker.draw.palette import DARK, LIGHT, Palette
from tracker.text import Translator, percent, points, translator
from tracker.text.status import STATUS

_SHEET = Path(__file__).with_name("light_page.css")
#: colours a light page uses, of the palette and of the statuses
_COLOURS = (
    "ground", "panel", "text", "quiet", "rule", "accent", "verified", "reported", "silent", "track", "tick", "plan",
    "disputed", "amended",
)  # fmt: skip
#: rows of a table on a light page, fewer where the page grows too heavy; all of them are on the page with tables
ROWS = (12, 9, 6, 4, 2)
#: what a page may weigh before it is packed: a slow line has its heading within two seconds
MOST_BYTES = 39_000


Choices: TypeAlias = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class DayForm:
    """Another day and other terms, as a plain form that needs no script: where it leads, the day and the days it
    may be, the terms to choose from (value, words, whether shown), and what the address says besides.
    """

    action: str
    day: date
    first: date
    last: date
    bases: tuple[tuple[str, str, bool], ...]
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a page's links lead: ``address`` gives a place's, ``first`` and ``last`` are rows of choices above and
    below the document, each (name, address or None where it is what is shown), ``whole`` the page where every row
    stands, ``notice`` what is said of the whole, ``form`` another day.
    """

    address: Callable[[Place], str]
    first: tuple[Choices, ...] = ()
    last: tuple[Choices, ...] = ()
    whole: str | None = None
    notice: str | None = None
    form: DayForm | None = None


def light_page(of: Document, ways: Ways) -> str:
    """The document as a page of HTML, with as many rows a table as a slow line carries."""
    for rows in ROWS:
        page = _page(trimmed(of, rows), ways)
        if len(page.encode()) <= MOST_BYTES:
            break
    return page


def _page(of: Document, ways: Ways) -> str:
    t = translator(of.language)
    body = [
        _choices(ways.first, t("Language and form")),
        _tag("p", _badge(of) + _text(of.over), "class=q"),
        _tag("h1", _text(of.title)),
        _tag("p", _text(of.meta[0]), "class=q"),
        _tag("p", _text(of.notice), 'class="note"') if of.notice else "",
        _bar(of.bar, of.language) if of.bar else "",
        *(_section(section, number, ways, t) for number, section in enumerate(of.sections[:1])),
        *(_tag("p", _text(line), "class=q") for line in of.meta[1:] if line),
        *(_section(section, number, ways, t) for number, section in enumerate(of.sections[1:], 1)),
        _tag("p", _text(ways.notice), 'class="q made"') if ways.notice else "",
        _tag(
            "nav",
            " · ".join(_link(ways.address(place), words) for words, place in of.links),
            _label(t("Ways on")),
        )
        if of.links
        else "",
        _form(ways.form, t) if ways.form else "",
        _choices(ways.last, t("Full page")),
        _tag("footer", "".join(_tag("p", _text(line)) for line in (*of.how, *of.foot))),
    ]
    return bare_page(of.title, of.language, "".join(body))


def bare_page(title: str, language: str, body: str) -> str:
    """A page around markup: head, style, nothing else."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{_text(title)}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" '
        f'content="light dark"><link rel="icon" href="data:,"><style>{_style()}</style></head>'
        f"<body><main>{body}</main></body></html>"
    )


def _section(of: Section, number: int, ways: Ways, t: Translator) -> str:
    head = _tag("h2", _text(of.heading)) if of.heading else ""
    said = _tag("p", _text(of.said)) if of.said else ""
    parts = (_block(block, f"t{number}{place}", of, ways, t) for place, block in enumerate(of.blocks))
    return _tag("section", head + said + "".join(parts))


def _block(block: Block, name: str, of: Section, ways: Ways, t: Translator) -> str:
    match block:
        case Table():
            return _table(block, name, block.caption != of.heading, ways, t)
        case Shares():
            return _table(_shares_table(block, t.language), name, True, ways, t)
        case Items():
            return _tag("ol", "".join(_item(item, ways, t) for item in block.items))
        case Facts():
            pairs = (_tag("dt", _text(word)) + _tag("dd", _cell(cell, ways)) for word, cell in block.facts)
            return _tag("dl", "".join(pairs))
        case Lines():
            return _tag("ul", "".join(_tag("li", _text(line)) for line in block.lines))
        case Paragraph():
            lead = _tag("b", _text(block.lead)) + " " if block.lead else ""
            return _tag("p", lead + _text(block.text) + _note(block.note), "class=q" if block.quiet else "")
        case Picture():
            caption = _tag("figcaption", _text(block.sentence), "class=q") if block.sentence else ""
            return _tag("figure", block.svg + caption)
        case Bar():
            return _bar(block, t.language)
        case Questions():
            lead = _tag("p", _text(block.lead), "class=q") if block.lead else ""
            return lead + _tag("ol", "".join(_tag("li", _text(one)) for one in block.questions))
        case Legend():
            lines = (_tag("li", _text(words)) for _, words in block.bar)
            signs = (
                _tag("li", f"{_status(code, word)}: {_text(words)}") for code, word, words in block.statuses
            )
            return _tag("ul", "".join((*lines, *signs)))
    raise TypeError(type(block))


def _item(of: Item, ways: Ways, t: Translator) -> str:
    title = _link(ways.address(of.place), of.title) if of.place else _text(of.title)
    lines = [_tag("strong", title), " ", _status(of.status, of.status_word), _tag("p", _text(of.sentence))]
    if of.question:
        lines.append(_tag("p", f"<b>{_text(t('Ask:'))}</b> {_text(of.question)}", "class=ask"))
    lines += [_tag("p", _text(line), "class=q") for line in of.details]
    if of.why:
        steps = _tag("ul", "".join(_tag("li", _text(line)) for line in of.why))
        lines.append(_tag("details", _tag("summary", _text(t("Why this status"))) + steps))
    return _tag("li", "".join(lines))


def _table(of: Table, name: str, captioned: bool, ways: Ways, t: Translator) -> str:
    """A table; on a narrow screen each row is a card whose cells carry their heads."""
    labels = "".join(
        f"#{name} td:nth-child({place}):before{{content:{_css_text(column.title)}}}"
        for place, column in enumerate(of.columns, 1)
        if place > 1
    )
    heads = "".join(
        _tag("th", _text(column.title), 'scope="col"' + (" class=n" if column.number else ""))
        for column in of.columns
    )
    rows = "".join(_row(row, of, ways) for row in of.rows)
    caption = _tag("caption", _text(of.caption)) if captioned else ""
    left = ""
    if of.left_out:
        words = t("and {n} more", n=of.left_out)
        left = _tag("p", _link(ways.whole, words) if ways.whole else _text(words), "class=q")
    return (
        f"<style>@media(max-width:40em){{{labels}}}</style>"
        f'<table id="{name}" role=table>{caption}<thead>{_tag("tr", heads)}</thead><tbody>{rows}</tbody></table>{left}'
    )


def _row(row: tuple[Cell, ...], of: Table, ways: Ways) -> str:
    cells = [_tag("th", _cell(row[0], ways), 'scope="row" role=rowheader')]
    cells += [
        _tag("td", _cell(cell, ways), "role=cell" + (" class=n" if column.number else ""))
        for cell, column in zip(row[1:], of.columns[1:], strict=True)
    ]
    return _tag("tr", "".join(cells), "role=row")


def _shares_table(of: Shares, language: str) -> Table:
    from tracker.documents.model import Column

    return Table(
        of.caption,
        (Column(of.heads[0]), *(Column(head, number=True) for head in of.heads[1:])),
        share_rows(of, language),
    )


def share_rows(of: Shares, language: str) -> tuple[tuple[Cell, ...], ...]:
    """The parts and their total as cells, the same in every form."""
    parts = [(Cell(one.title, one.under, one.place), one.part, one.share) for one in of.parts]
    parts.append((Cell(of.total_title), of.total, 1.0))
    return tuple(
        (name, Cell(points(part, language, signed=False)), Cell(percent(share, language)))
        for name, part, share in parts
    )


def _cell(of: Cell, ways: Ways) -> str:
    if of.status:
        return _status(of.status, of.text)
    said = _link(ways.address(of.place), of.text) if of.place else _text(of.text)
    return said + (_tag("small", _text(of.under)) if of.under else "") + _note(of.note)


def _note(words: str | None) -> str:
    return _tag("small", _text(words)) if words else ""


def _status(code: str | None, words: str) -> str:
    return _tag("span", f"{STATUS[code].sign}\u00a0{_text(words)}", f'class="s {code}"') if code else ""


def _bar(of: Bar, language: str) -> str:
    svg = execution_bar(
        of.verified,
        of.execution,
        of.execution_max,
        of.plan_today,
        language=language,
        theme="auto",
        title=of.title,
    )
    return _tag("figure", svg)


def _choices(of: tuple[Choices, ...], name: str) -> str:
    rows = (
        _tag("span", " ".join(_link(to, words) if to else _tag("b", _text(words), "aria-current=true")
                              for words, to in row))
        for row in of
    )  # fmt: skip
    said = "".join(rows)
    return _tag("nav", said, f"class=top {_label(name)}") if said else ""


def _label(words: str) -> str:
    """A landmark's name: a page with several tells them apart by it."""
    return f'aria-label="{escape(words)}"'


def _form(of: DayForm, t: Translator) -> str:
    """A field for the day, a choice of terms, a button; the rest of the address goes along unseen."""
    day = f'type=date name=as_of required value="{of.day}" min="{of.first}" max="{of.last}"'
    options = (
        _tag("option", _text(words), f"value={value}" + (" selected" if chosen else ""))
        for value, words, chosen in of.bases
    )
    fields = (
        _tag("label", _text(t("As of")) + f" <input {day}>"),
        _tag("label", _text(t("Terms")) + " " + _tag("select", "".join(options), "name=basis")),
        *(f'<input type=hidden name={name} value="{escape(value)}">' for name, value in of.kept),
        _tag("button", _text(t("Show"))),
    )
    return _tag("form", "".join(fields), f'action="{escape(of.action)}"')


def _badge(of: Document) -> str:
    return _tag("span", _text(of.badge), "class=badge") + " " if of.badge else ""


def _link(to: str | None, words: str) -> str:
    return f'<a href="{escape(to)}">{_text(words)}</a>' if to else _text(words)


def _tag(name: str, inner: str, attributes: str = "") -> str:
    return f"<{name}{' ' + attributes if attributes else ''}>{inner}</{name}>"


def _text(words: str | None) -> str:
    return escape(words or "", quote=False)


def _css_text(words: str) -> str:
    safe = words.replace("\\", "").replace('"', "").replace("<", "").replace("\n", " ")
    return f'"{safe}"'


@cache
def _style() -> str:
    dark = f"@media(prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}"
    sheet = " ".join(_SHEET.read_text("utf-8").split())
    return f":root{{color-scheme:light dark;{_variables(LIGHT)}}}{dark}{sheet}"


def _variables(of: Palette) -> str:
    lines = [f"--{name}:{getattr(of, name)}" for name in _COLOURS]
    lines += [
        f"--{code.replace('_', '-')}-mark:{status.paint(of.name).mark}" for code, status in STATUS.items()
    ]
    return ";".join(lines)


__all__ = ["Ways", "bare_page", "light_page", "share_rows"]
