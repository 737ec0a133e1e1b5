"""A document of many pages as PDF/UA on A4: contents, page numbers, running head, footnotes, repeated table heads.

Owns what Typst is handed: data as JSON, never markup. Nothing in it is read from a clock, so that the same document
gives the same bytes. A compilation blocks, so a server calls it from a thread.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracker.documents.light_page import share_rows
from tracker.documents.model import (
    Bar,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Items,
    Legend,
    Lines,
    Paragraph,
    Picture,
    Questions,
    Section,
    Shares,
    Table,
)
from tracker.documents.printed import FONTS, status_marks
from tracker.draw.bar import execution_bar
from tracker.draw.legend import swatch
from tracker.draw.palette import LIGHT
from tracker.text import translator
from tracker.text.vocab import word

#: what is done of what is to do, in sections, told while a document is written
Progress = Callable[[int, int], None]

_TYPST = Path(__file__).with_name("paper.typ")
#: letters in a row after which a line may break though the word does not end
_LONG = re.compile(r"\S{26,}")
#: letters in a row of cells from which a row may break over two pages
_TALL = 1200


def paper(of: Document, progress: Progress | None = None) -> bytes:
    """The document as PDF. Raises ValueError for one that has no :class:`~tracker.documents.model.Paper`."""
    import typst

    if of.paper is None:
        raise ValueError("only a document with a Paper is set on many pages")
    tell = progress or (lambda done, of_all: None)
    steps = len(of.sections) + max(1, len(of.sections) // 4)  # setting takes about a fifth of the time
    notes, sections = _Notes(_depth(of)), []
    for n, section in enumerate(of.sections, 1):
        sections.append(_section(section, of.language, notes))
        tell(n, steps)
    made = typst.compile(**_call(of, sections), format="pdf", pdf_standards="ua-1")
    tell(steps, steps)
    return made


def pages_of(of: Document) -> int:
    """How many pages the document has on paper."""
    import typst

    notes = _Notes(_depth(of))
    sections = [_section(section, of.language, notes) for section in of.sections]
    made = typst.compile(**_call(of, sections), format="svg")
    return len(made) if isinstance(made, list) else 1


def _call(of: Document, sections: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "input": str(_TYPST),
        "font_paths": [str(FONTS)],
        "ignore_system_fonts": True,
        "sys_inputs": {"document": json.dumps(_given(of, sections), ensure_ascii=False)},
    }


class _Notes:
    """Sources by their text: the same source is one footnote within a part of the document as deep as ``each``."""

    def __init__(self, each: int) -> None:
        self.each = each
        self.known: dict[str, str] = {}
        self.count = 0

    def begin(self) -> None:
        self.known = {}

    def of(self, text: str | None) -> dict[str, Any] | None:
        if not text:
            return None
        first = text not in self.known
        if first:
            self.count += 1
            self.known[text] = f"note-{self.count}"
        return {"id": self.known[text], "text": breakable(text), "first": first}


def _depth(of: Document) -> int:
    """A long document tells its sources anew for every item, a short one once."""
    return 2 if of.paper is not None and of.paper.cover else 0


def breakable(text: str) -> str:
    """The text with places to break a line in words that no column is wide enough for (addresses, long codes)."""
    return _LONG.sub(lambda found: re.sub(r"(.{10}|[/?&=_.])(?=.)", "\\1\u200b", found[0]), text)


def _given(of: Document, sections: list[dict[str, Any]]) -> dict[str, Any]:
    t, sheet = translator(of.language), of.paper
    return {
        "language": of.language,
        "title": of.title,
        "author": t("Program tracker"),
        "kind": sheet.kind,
        "code": sheet.code,
        "running": breakable(sheet.running),
        "cover": sheet.cover,
        "contents": sheet.cover and any(section.level == 1 for section in of.sections),
        "contents-title": t("Contents"),
        "over": breakable(of.over),
        "badge": of.badge,
        "meta": [line for line in of.meta if line],
        "facts": [[name, _cell(Cell(said), of.language, None)] for name, said in sheet.facts],
        "notice": of.notice,
        "bar": _bar(of.bar, of.language, "page") if of.bar else None,
        "ask": t("Ask:"),
        "sections": sections,
        "foot": [*of.how, *of.foot],
        "footer": " · ".join(part for part in (of.badge, t("Program tracker")) if part),
        "statuses": status_marks(),
        "colours": {
            name: getattr(LIGHT, name) for name in ("text", "quiet", "rule", "accent", "amended", "panel")
        },
    }


def _section(of: Section, language: str, notes: _Notes) -> dict[str, Any]:
    if of.level <= notes.each:
        notes.begin()
    status = {"code": of.status, "word": word("status", of.status, language)} if of.status else None
    return {
        "heading": breakable(of.heading),
        "level": of.level,
        "page": of.page,
        "status": status,
        "said": breakable(of.said) if of.said else None,
        "blocks": [_block(block, of.heading, language, notes) for block in of.blocks],
    }


def _block(block: Block, heading: str, language: str, notes: _Notes) -> dict[str, Any]:
    match block:
        case Table():
            return _table(block, None if block.caption == heading else block.caption, language, notes)
        case Shares():
            columns = (
                Column(block.heads[0], width=4),
                *(Column(head, number=True) for head in block.heads[1:]),
            )
            return _table(
                Table(block.caption, columns, share_rows(block, language)), block.caption, language, notes
            )
        case Items():
            return {"kind": "items", "items": [_item(one) for one in block.items]}
        case Facts():
            return {
                "kind": "facts",
                "facts": [[name, _cell(cell, language, notes)] for name, cell in block.facts],
            }
        case Lines():
            return {"kind": "lines", "lines": [breakable(line) for line in block.lines]}
        case Paragraph():
            return {"kind": "paragraph", "text": breakable(block.text), "quiet": block.quiet, "lead": block.lead,
                    "note": notes.of(block.note)}  # fmt: skip
        case Picture():
            return {"kind": "picture", "svg": block.svg, "alt": block.sentence, "width": block.width}
        case Bar():
            return {"kind": "picture", "width": 1.0, **_bar(block, language, "page")}
        case Questions():
            return {
                "kind": "questions",
                "questions": [breakable(one) for one in block.questions],
                "lead": block.lead,
            }
        case Legend():
            bar = [{"svg": swatch(part), "words": words} for part, words in block.bar]
            statuses = [{"code": code, "word": name, "words": words} for code, name, words in block.statuses]
            return {"kind": "legend", "bar": bar, "statuses": statuses}
    raise TypeError(type(block))


def _table(of: Table, caption: str | None, language: str, notes: _Notes) -> dict[str, Any]:
    left = translator(language)("and {n} more", n=of.left_out) if of.left_out else None
    return {
        "kind": "table",
        "caption": caption,
        "columns": [
            {"title": column.title, "number": column.number, "width": width}
            for column, width in zip(of.columns, widths(of), strict=True)
        ],
        "rows": [
            {
                "cells": [_cell(cell, language, notes) for cell in row],
                "breakable": any(len(cell.text) + len(cell.under or "") > _TALL for cell in row),
            }
            for row in of.rows
        ],
        "bars": any(cell.bar for row in of.rows for cell in row),
        "left": left,
    }


def widths(of: Table) -> list[float]:
    """How a table's columns share the width: as told, else names wide, bars and words less, figures least."""
    found = []
    for n, column in enumerate(of.columns):
        if column.width is not None:
            found.append(column.width)
        elif any(row[n].bar for row in of.rows):
            found.append(2.6)
        else:
            found.append(3.0 if n == 0 else 1.1 if column.number else 1.8)
    return found


def _item(of) -> dict[str, Any]:
    return {
        "title": breakable(of.title),
        "status": of.status,
        "word": of.status_word,
        "sentence": breakable(of.sentence),
        "question": breakable(of.question) if of.question else None,
        "details": [breakable(line) for line in of.details],
    }


def _cell(of: Cell, language: str, notes: _Notes | None) -> dict[str, Any]:
    return {
        "text": breakable(of.text),
        "under": breakable(of.under) if of.under else None,
        "status": of.status,
        "strong": of.strong,
        "note": notes.of(of.note) if notes else None,
        "bar": _bar(of.bar, language, "row") if of.bar else None,
    }


def _bar(of: Bar, language: str, size: str) -> dict[str, str]:
    return {"svg": bar_svg(of, language, size), "alt": of.sentence}


def bar_svg(of: Bar, language: str, size: str) -> str:
    """The bar drawn for paper: as wide as the page, or as a cell of a table (``row``)."""
    return execution_bar(
        of.verified,
        of.execution,
        of.execution_max,
        of.plan_today,
        language=language,
        width=900 if size == "page" else 216,
        size=size,
        title=of.title,
    )
