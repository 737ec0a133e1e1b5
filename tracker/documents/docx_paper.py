"""A document of many pages as DOCX: real headings, tables and styles, editable; pictures as PNG with their words.

Owns which style each block of the document takes. Drawings are rendered by Typst in one run before the text is
written, so that a word processor shows the same as the printed paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from tracker.documents.docx_form import WIDTH, blank, fill, footnotes, head_and_foot, lists, packed
from tracker.documents.docx_words import (
    field,
    footnote_mark,
    linked,
    marked,
    paragraph,
    picture,
    run,
    tab,
    table,
)
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
from tracker.documents.paper import Progress, bar_svg, widths
from tracker.documents.pictures import Raster, rasters
from tracker.draw.legend import swatch
from tracker.draw.palette import LIGHT
from tracker.text import translator
from tracker.text.status import STATUS
from tracker.text.vocab import word

#: how deep headings go, as Word names their styles
_HEADINGS = {1: "Heading1", 2: "Heading2", 3: "Heading3"}
_SWATCH = 14.0  # millimetres


def docx_paper(of: Document, progress: Progress | None = None) -> bytes:
    """The document as DOCX. Raises ValueError for one that has no :class:`~tracker.documents.model.Paper`."""
    if of.paper is None:
        raise ValueError("only a document with a Paper is set on many pages")
    tell = progress or (lambda done, of_all: None)
    t = translator(of.language)
    made = blank(of.language, of.title, t("Program tracker"), datetime.combine(of.as_of, time()))
    drawings = list(_drawings(of))
    steps = len(of.sections) + max(1, len(of.sections) // 2)  # the pictures take a third of the time
    pictures = dict(zip(drawings, rasters(drawings), strict=True))
    tell(steps - len(of.sections), steps)
    asked = sum(isinstance(block, Questions) for section in of.sections for block in section.blocks)
    writer = _Writer(of.language, made, pictures, iter(lists(made, asked)))
    foot = " · ".join(part for part in (of.badge, t("Program tracker")) if part)
    head_and_foot(made, of.paper.running, of.paper.code, foot, of.language, cover=of.paper.cover)
    parts = [writer.first(of)]
    for n, section in enumerate(of.sections, 1):
        parts.append(writer.section(section, n))
        tell(steps - len(of.sections) + n, steps)
    parts += [paragraph(run(line, of.language), "Quiet") for line in (*of.how, *of.foot)]
    fill(made, "".join(parts))
    footnotes(made, writer.notes, of.language)
    return packed(made)


def _drawings(of: Document) -> Iterator[tuple[str, float]]:
    """Every drawing of the document and its width in millimetres."""
    if of.bar:
        yield bar_svg(of.bar, of.language, "page"), WIDTH
    for section in of.sections:
        for block in section.blocks:
            if isinstance(block, Picture):
                yield block.svg, WIDTH * block.width
            elif isinstance(block, Bar):
                yield bar_svg(block, of.language, "page"), WIDTH
            elif isinstance(block, Legend):
                yield from ((swatch(part), _SWATCH) for part, _ in block.bar)
            elif isinstance(block, Table):
                across = shared(block)
                for row in block.rows:
                    for cell, width in zip(row, across, strict=True):
                        if cell.bar:
                            yield bar_svg(cell.bar, of.language, "row"), _inside(width)


def shared(of: Table) -> list[float]:
    """A table's columns in millimetres."""
    parts = widths(of)
    return [round(part / sum(parts) * WIDTH, 2) for part in parts]


def _inside(width: float) -> float:
    return round(width - 3.0, 2)


class _Writer:
    """Writes blocks as markup; keeps the footnotes, the bookmarks and the number of pictures on the way."""

    def __init__(
        self, language: str, made: Any, pictures: dict[tuple[str, float], Raster], numbers: Iterator[int]
    ) -> None:
        self.language, self.made, self.pictures, self.numbers = language, made, pictures, numbers
        self.notes: list[str] = []
        self.shown = 0
        self.relations: dict[bytes, str] = {}

    def words(self, text: str, **given: Any) -> str:
        return run(text, self.language, **given)

    def first(self, of: Document) -> str:
        """The title page and the contents, or the head of a short document."""
        sheet = of.paper
        assert sheet is not None
        kind = [
            self.words(sheet.kind),
            *((self.words("  " + of.badge, colour=LIGHT.amended),) if of.badge else ()),
        ]
        facts = Facts(tuple((name, Cell(said)) for name, said in sheet.facts))
        parts = [
            paragraph(kind, "Subtitle"),
            paragraph(self.words(of.title), "Title"),
            paragraph(self.words(of.over), "Quiet") if of.over else "",
            self.block(facts, ""),
            paragraph(self.words(of.notice, bold=True, colour=LIGHT.amended)) if of.notice else "",
        ]
        if sheet.cover:
            parts.append(self._contents(of))
        parts += [paragraph(self.words(line), "Quiet") for line in of.meta if line]
        if of.bar:
            parts.append(self.block(of.bar, ""))
        return "".join(parts)

    def _contents(self, of: Document) -> str:
        """The field of the contents, filled with the headings so that it reads before it is brought up to date."""
        t, lines = translator(self.language), []
        entries = [(n, one) for n, one in enumerate(of.sections, 1) if one.level <= 2 and one.heading]
        if not entries:
            return ""
        for n, section in entries:
            shown = (
                self.words(section.heading) + tab() + field(f"PAGEREF {_bookmark(n)} \\h", " ", self.language)
            )
            lines.append((f"TOC{section.level}", linked(shown, _bookmark(n))))
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> '
            'TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        written = [
            paragraph((begin if n == 0 else "") + inner + (end if n == len(lines) - 1 else ""), style)
            for n, (style, inner) in enumerate(lines)
        ]
        return paragraph(self.words(t("Contents")), "TOCHeading", page=True) + "".join(written)

    def section(self, of: Section, number: int) -> str:
        """A heading and its blocks."""
        parts = []
        if of.heading:
            head = marked(self.words(of.heading), _bookmark(number), number)
            parts.append(paragraph(head, _HEADINGS[of.level], page=of.page))
        elif of.page:
            parts.append(paragraph("", page=True))
        if of.status and of.said:  # the sentence begins with the status in words
            parts.append(paragraph([self._status(of.status, ""), self.words(of.said)]))
        elif of.status:
            parts.append(paragraph(self._status(of.status, word("status", of.status, self.language))))
        elif of.said:
            parts.append(paragraph(self.words(of.said)))
        return "".join(parts) + "".join(self.block(block, of.heading) for block in of.blocks)

    def block(self, of: Block, heading: str) -> str:
        """One block as markup."""
        match of:
            case Table():
                return self._table(of, None if of.caption == heading else of.caption)
            case Shares():
                columns = (
                    Column(of.heads[0], width=4),
                    *(Column(head, number=True) for head in of.heads[1:]),
                )
                return self._table(Table(of.caption, columns, share_rows(of, self.language)), of.caption)
            case Items():
                return "".join(self._item(n, one) for n, one in enumerate(of.items, 1))
            case Facts():
                t = translator(self.language)
                rows = [[self._cell(Cell(name), "CellHead"), self._cell(cell)] for name, cell in of.facts]
                caption = heading or t("Facts")
                return table(
                    rows, (WIDTH * 0.25, WIDTH * 0.75), style="Facts", caption=caption, headed=False
                ) + paragraph("", "CellUnder")
            case Lines():
                return "".join(paragraph(self.words(line), "ListBullet") for line in of.lines)
            case Paragraph():
                lead = self.words(of.lead + " ", bold=True) if of.lead else ""
                return paragraph(
                    lead + self.words(of.text) + self._note(of.note), "Quiet" if of.quiet else None
                )
            case Picture():
                return paragraph(self._picture(of.svg, WIDTH * of.width, of.sentence))
            case Bar():
                return paragraph(self._picture(bar_svg(of, self.language, "page"), WIDTH, of.sentence))
            case Questions():
                number = next(self.numbers)
                lead = paragraph(self.words(of.lead), "Caption") if of.lead else ""
                return lead + "".join(
                    paragraph(self.words(one), "Question", list_=number) for one in of.questions
                )
            case Legend():
                return self._legend(of)
        raise TypeError(type(of))

    def _table(self, of: Table, caption: str | None) -> str:
        heads = [
            paragraph(self.words(column.title), "CellHeadNumber" if column.number else "CellHead")
            for column in of.columns
        ]
        across = shared(of)
        rows = [
            [
                self._cell(cell, "CellNumber" if column.number else "Cell", width)
                for cell, column, width in zip(row, of.columns, across, strict=True)
            ]
            for row in of.rows
        ]
        left = (
            translator(self.language)("and {n} more", n=of.left_out) if of.left_out else ""
        )  # a paragraph must stand between two tables
        return (
            (paragraph(self.words(caption), "Caption") if caption else "")
            + table([heads, *rows], across, style="Figures", caption=of.caption, headed=True)
            + paragraph(self.words(left) if left else "", "CellUnder")
        )

    def _cell(self, of: Cell, style: str = "Cell", width: float = 0.0) -> str:
        if of.bar:
            inner = self._picture(bar_svg(of.bar, self.language, "row"), _inside(width), of.bar.sentence)
        elif of.status:
            inner = self._status(of.status, of.text)
        else:
            inner = self.words(of.text, bold=of.strong)
        under = paragraph(self.words(of.under), "CellUnder") if of.under else ""
        return paragraph(inner + self._note(of.note), style) + under

    def _status(self, code: str, words: str) -> str:
        return self.words(f"{STATUS[code].sign}\u00a0{words}", bold=True, colour=STATUS[code].light.mark)

    def _note(self, text: str | None) -> str:
        if not text:
            return ""
        self.notes.append(text)
        return footnote_mark(len(self.notes))

    def _item(self, number: int, of: Any) -> str:
        head = [self.words(f"{number}. {of.title} ", bold=True)]
        if of.status:
            head.append(self._status(of.status, of.status_word))
        parts = [paragraph(head, with_next=True), paragraph(self.words(of.sentence))]
        if of.question:
            ask = self.words(translator(self.language)("Ask:") + " ", bold=True, colour=LIGHT.accent)
            parts.append(paragraph(ask + self.words(of.question)))
        return "".join(parts) + "".join(paragraph(self.words(line), "Quiet") for line in of.details)

    def _legend(self, of: Legend) -> str:
        rows = [
            [paragraph(self._picture(swatch(part), _SWATCH, ""), "Cell"), self._cell(Cell(words))]
            for part, words in of.bar
        ]
        rows += [
            [paragraph(self._status(code, name), "Cell"), self._cell(Cell(words))]
            for code, name, words in of.statuses
        ]
        t = translator(self.language)
        caption = t("Legend")
        return table(rows, (38.0, WIDTH - 38.0), style="Facts", caption=caption, headed=False) + paragraph(
            "", "CellUnder"
        )

    def _picture(self, svg: str, width: float, alt: str) -> str:
        raster = self.pictures[svg, width]
        self.shown += 1
        return picture(self._relation(raster.png), self.shown, alt, raster.width, raster.height)

    def _relation(self, png: bytes) -> str:
        """The picture's part in the package; python-docx would compare it with every other one."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        if png not in self.relations:
            name = PackURI(f"/word/media/image{len(self.relations) + 1}.png")
            part = Part(name, "image/png", png, self.made.part.package)
            self.relations[png] = self.made.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        return self.relations[png]


def _bookmark(number: int) -> str:
    return f"_Toc{number:06d}"
