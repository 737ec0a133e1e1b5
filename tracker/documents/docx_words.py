"""WordprocessingML as text: runs, paragraphs, tables, pictures and fields, escaped, each run with its language.

Owns the order of elements that the format demands. Whole tables are written as text and parsed once: cell by cell
they would take ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
#: the tracker's languages as word processors name them
TAGS = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EMU = 36_000  # of a millimetre
_TWENTIETHS = 56.6929  # of a point, of a millimetre


def clean(words: str) -> str:
    """Text without the characters XML has no place for, escaped."""
    return escape(_FORBIDDEN.sub("", words).replace("\n", " "))


def run(
    words: str,
    language: str,
    *,
    style: str | None = None,
    bold: bool = False,
    colour: str | None = None,
) -> str:
    """A run of text in a language. ``colour`` is ``#rrggbb``."""
    return f"<w:r>{_run_properties(language, style, bold, colour)}" + (
        f'<w:t xml:space="preserve">{clean(words)}</w:t></w:r>'
    )


def _run_properties(
    language: str, style: str | None = None, bold: bool = False, colour: str | None = None
) -> str:
    parts = [
        f'<w:rStyle w:val="{style}"/>' if style else "",
        "<w:b/>" if bold else "",
        f'<w:color w:val="{colour.lstrip("#")}"/>' if colour else "",
        f'<w:lang w:val="{TAGS[language]}" w:eastAsia="{TAGS[language]}"/>',
    ]
    return f"<w:rPr>{''.join(parts)}</w:rPr>"


def field(instruction: str, shown: str, language: str) -> str:
    """A field with what it shows until the word processor computes it."""
    properties = _run_properties(language)

    def mark(kind: str) -> str:
        return f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        mark("begin")
        + f'<w:r>{properties}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        + mark("separate") + run(shown, language) + mark("end")
    )  # fmt: skip


def tab() -> str:
    """A tabulator."""
    return "<w:r><w:tab/></w:r>"


def footnote_mark(number: int) -> str:
    """The mark of a footnote."""
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def paragraph(
    runs: str | Iterable[str],
    style: str | None = None,
    *,
    with_next: bool = False,
    page: bool = False,
    list_: int | None = None,
) -> str:
    """A paragraph of runs. ``with_next`` keeps it on the next one's page, ``page`` begins one, ``list_`` numbers it."""
    parts = [
        f'<w:pStyle w:val="{style}"/>' if style else "",
        "<w:keepNext/>" if with_next else "",
        "<w:pageBreakBefore/>" if page else "",
        f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_}"/></w:numPr>' if list_ is not None else "",
    ]
    inner = runs if isinstance(runs, str) else "".join(runs)
    return f"<w:p><w:pPr>{''.join(parts)}</w:pPr>{inner}</w:p>"


def marked(inner: str, name: str, number: int) -> str:
    """Runs under a bookmark, for links of the contents."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def linked(inner: str, name: str) -> str:
    """Runs that lead to a bookmark."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{inner}</w:hyperlink>'


def table(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    style: str,
    caption: str,
    headed: bool,
) -> str:
    """A table of cells that are paragraphs already. ``widths`` in millimetres; ``headed``: its first row is its head
    and stands again on every page. ``caption`` names it for a screen reader.
    """
    across = [round(width * _TWENTIETHS) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in across)
    look = (
        f'<w:tblLook w:firstRow="{int(headed)}" w:lastRow="0" w:firstColumn="{int(not headed)}" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
    )
    lines = []
    for n, row in enumerate(rows):
        head = "<w:tblHeader/>" if headed and n == 0 else ""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{one}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for one, cell in zip(across, row, strict=True)
        )
        lines.append(f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(across)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val={quoteattr(_FORBIDDEN.sub("", caption))}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def picture(relation: str, number: int, alt: str, width: float, height: float) -> str:
    """A run that holds a picture; ``width`` and ``height`` in millimetres, ``alt`` what it shows."""
    across, down, said = round(width * _EMU), round(height * _EMU), quoteattr(_FORBIDDEN.sub("", alt))
    name = f'id="{number}" name="picture {number}" descr={said}'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f"<wp:docPr {name}/><wp:cNvGraphicFramePr/><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f"<pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def whole(inner: str, tag: str = "w:body") -> str:
    """Markup under one root with every namespace, to be parsed."""
    return f"<{tag} {NAMESPACES}>{inner}</{tag}>"
