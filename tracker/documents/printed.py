"""A document as PDF/UA on A4, set by Typst with the fonts shipped beside this module.

Owns the fitting onto one page and what Typst is handed: data as JSON, never markup. Typst is imported only when
something is printed; a compilation blocks, so a server calls it from a thread.
"""

from __future__ import annotations

import json
from functools import cache
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
    trimmed,
)
from tracker.draw.badge import status_icon
from tracker.draw.bar import execution_bar
from tracker.draw.palette import LIGHT
from tracker.draw.svg import element
from tracker.text import translator
from tracker.text.status import STATUS

_HERE = Path(__file__).parent
FONTS = _HERE / "fonts"
#: (rows a table, which sections are there, whether cells keep their quiet line), tried until the card fits its page
_FITS = (
    *((rows, "all", True) for rows in (8, 6, 5, 4, 3)),
    *((rows, "unfolded", False) for rows in (4, 3, 2)),
    *((rows, "brief", True) for rows in (4, 3, 2, 1)),
)


def printed(of: Document, *, one_page: bool) -> bytes:
    """The document as PDF. ``one_page`` takes rows away, and says how many, until it fits one page."""
    import typst

    variants = [(trimmed(of, rows, which), full) for rows, which, full in _FITS] if one_page else [(of, True)]
    given = _given(of, variants, one_page)
    return typst.compile(
        str(_HERE / "printed.typ"),
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        sys_inputs={"document": json.dumps(given, ensure_ascii=False)},
    )


def _given(of: Document, variants: list[tuple[Document, bool]], one_page: bool) -> dict[str, Any]:
    t = translator(of.language)
    return {
        "one-page": one_page,
        "language": of.language,
        "title": of.title,
        "author": t("Program tracker"),
        "over": of.over,
        "badge": of.badge,
        "meta": list(of.meta),
        "notice": of.notice,
        "bar": _bar(of.bar, of.language) if of.bar else None,
        "ask": t("Ask:"),
        "variants": [
            {"full": full, "sections": [_section(section, of.language) for section in variant.sections]}
            for variant, full in variants
        ],
        "how": list(of.how),
        "foot": list(of.foot),
        "footer": " · ".join(part for part in (of.badge, of.meta[0] if of.meta else "") if part),
        "statuses": status_marks(),
        "colours": {name: getattr(LIGHT, name) for name in ("text", "quiet", "rule", "accent", "amended")},
    }


def _section(of: Section, language: str) -> dict[str, Any]:
    return {
        "heading": of.heading,
        "said": of.said,
        "half": of.half,
        "blocks": [_block(block, of.heading, language) for block in of.blocks],
    }


def _block(block: Block, heading: str, language: str) -> dict[str, Any]:
    match block:
        case Table():
            return _table(block, None if block.caption == heading else block.caption, language)
        case Shares():
            columns = (Column(block.heads[0]), *(Column(head, number=True) for head in block.heads[1:]))
            return _table(Table(block.caption, columns, share_rows(block, language)), None, language)
        case Items():
            return {"kind": "items", "items": [_item(one) for one in block.items]}
        case Facts():
            return {"kind": "facts", "facts": [[name, _cell(cell)] for name, cell in block.facts]}
        case Lines():
            return {"kind": "lines", "lines": list(block.lines)}
        case Paragraph():
            text = f"{block.lead} {block.text}" if block.lead else block.text
            return {"kind": "paragraph", "text": text, "quiet": block.quiet}
        case Picture():
            return {"kind": "picture", "svg": block.svg, "alt": block.sentence}
        case Bar():
            return {"kind": "picture", **_bar(block, language)}
        case Questions():
            return {"kind": "lines", "lines": list(block.questions)}
        case Legend():
            signs = (f"{word}: {words}" for _, word, words in block.statuses)
            return {"kind": "lines", "lines": [*(words for _, words in block.bar), *signs]}
    raise TypeError(type(block))


def _table(of: Table, caption: str | None, language: str) -> dict[str, Any]:
    left = translator(language)("and {n} more", n=of.left_out) if of.left_out else None
    return {
        "kind": "table",
        "caption": caption,
        "columns": [
            {
                "title": column.title,
                "number": column.number,
                "narrow": any(row[place].status for row in of.rows),
            }
            for place, column in enumerate(of.columns)
        ],
        "rows": [[_cell(cell) for cell in row] for row in of.rows],
        "left": left,
    }


def _item(of) -> dict[str, Any]:
    return {
        "title": of.title,
        "status": of.status,
        "word": of.status_word,
        "sentence": of.sentence,
        "question": of.question,
        "details": list(of.details),
    }


def _cell(of: Cell) -> dict[str, Any]:
    return {"text": of.text, "under": of.under, "status": of.status}


def _bar(of: Bar, language: str) -> dict[str, str]:
    svg = execution_bar(
        of.verified,
        of.execution,
        of.execution_max,
        of.plan_today,
        language=language,
        width=980,
        title=of.title,
    )
    return {"svg": svg, "alt": of.sentence}


@cache
def status_marks() -> dict[str, dict[str, str]]:
    """By status the colour of its word and its icon as SVG, as the Typst files take them."""
    size = 16
    return {
        code: {
            "mark": status.light.mark,
            "icon": element(
                "svg", status_icon(code, "light", size), xmlns="http://www.w3.org/2000/svg", width=size, height=size,
                viewBox=f"0 0 {size} {size}",
            ),
        }
        for code, status in STATUS.items()
    }  # fmt: skip
