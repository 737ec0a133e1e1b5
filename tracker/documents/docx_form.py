"""What a DOCX needs beside its text: styles, lists, running head and foot, footnotes, and bytes that do not change.

Owns the look of the editable papers as styles, so that staff who go on writing get the same look, and the package
written without a clock: the same document gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tracker.documents.docx_words import NAMESPACES, TAGS, field, paragraph, run, tab, whole
from tracker.draw.palette import LIGHT

#: the width of the text on A4, millimetres
WIDTH = 176.0
FONT = "Arial"  # has every Kazakh letter, and so has what stands in for it elsewhere
_EPOCH = (1980, 1, 1, 0, 0, 0)

#: style id: (name, points, bold, colour, twentieths of a point before and after, what it is based on)
_STYLES = {
    "Normal": ("Normal", 9.5, False, LIGHT.text, 0, 80, None),
    "Title": ("Title", 18, True, LIGHT.text, 60, 140, "Normal"),
    "Subtitle": ("Subtitle", 12, True, LIGHT.accent, 0, 60, "Normal"),
    "Heading1": ("heading 1", 16, True, LIGHT.accent, 320, 140, "Normal"),
    "Heading2": ("heading 2", 12, True, LIGHT.text, 260, 100, "Normal"),
    "Heading3": ("heading 3", 9.5, True, LIGHT.quiet, 120, 50, "Normal"),
    "Caption": ("caption", 8, False, LIGHT.quiet, 100, 60, "Normal"),
    "Quiet": ("Quiet", 8, False, LIGHT.quiet, 0, 60, "Normal"),
    "Question": ("Question", 9.5, False, LIGHT.text, 40, 80, "Normal"),
    "Cell": ("Cell", 8.5, False, LIGHT.text, 20, 20, "Normal"),
    "CellNumber": ("Cell number", 8.5, False, LIGHT.text, 20, 20, "Cell"),
    "CellHead": ("Cell head", 8, False, LIGHT.quiet, 20, 20, "Cell"),
    "CellHeadNumber": ("Cell head number", 8, False, LIGHT.quiet, 20, 20, "CellNumber"),
    "CellUnder": ("Cell under", 7.5, False, LIGHT.quiet, 0, 10, "Cell"),
    "FootnoteText": ("footnote text", 7.5, False, LIGHT.quiet, 0, 0, "Normal"),
    "TOCHeading": ("TOC Heading", 16, True, LIGHT.accent, 0, 140, "Normal"),
    "TOC1": ("toc 1", 9.5, True, LIGHT.text, 80, 20, "Normal"),
    "TOC2": ("toc 2", 9, False, LIGHT.text, 0, 20, "Normal"),
    "ListBullet": ("List Bullet", 9.5, False, LIGHT.text, 0, 40, "Normal"),
    "Header": ("header", 8, False, LIGHT.quiet, 0, 0, "Normal"),
    "Footer": ("footer", 8, False, LIGHT.quiet, 0, 0, "Normal"),
}
_RIGHT = {"CellNumber", "CellHeadNumber"}
_OUTLINE = {"Heading1": 0, "Heading2": 1, "Heading3": 2}
_BULLET, _NUMBERED = 91, 92  # abstract lists, beyond the template's own


def blank(language: str, title: str, author: str, as_of: datetime) -> Any:
    """An empty document with the papers' styles, in a language."""
    import docx
    from docx.shared import Mm

    of = docx.Document()
    section = of.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(17)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = section.footer_distance = Mm(9)
    _style(of, language)
    core = of.core_properties
    core.title, core.author, core.language = title[:255], author, TAGS[language]
    core.created = core.modified = as_of
    core.last_modified_by, core.comments, core.revision = author, "", 1
    return of


def _style(of: Any, language: str) -> None:
    from docx.oxml import parse_xml

    sheet = of.styles.element
    defaults = sheet.find(f"{_W}docDefaults")
    if defaults is not None:
        sheet.remove(defaults)
    sheet.insert(0, parse_xml(whole(
        f'<w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
        f'<w:sz w:val="19"/><w:szCs w:val="19"/><w:lang w:val="{TAGS[language]}" w:eastAsia="{TAGS[language]}" '
        'w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>', "w:docDefaults")))  # fmt: skip
    for old in [one for one in sheet.findall(f"{_W}style") if one.get(f"{_W}styleId") in _STYLES]:
        sheet.remove(old)
    for name, told in _STYLES.items():
        sheet.append(parse_xml(_paragraph_style(name, *told)))
    sheet.append(
        parse_xml(
            f'<w:style {NAMESPACES} w:type="character" w:styleId="FootnoteReference">'
            '<w:name w:val="footnote reference"/>'
            '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        )
    )
    rule, accent = LIGHT.rule.lstrip("#"), LIGHT.accent.lstrip("#")
    for name, lines, head in (("Figures", True, True), ("Facts", False, False)):
        borders = (
            f'<w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="{rule}"/>'
            f'<w:insideH w:val="single" w:sz="4" w:color="{rule}"/></w:tblBorders>' if lines else ""
        )  # fmt: skip
        first = (
            '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
            f'<w:bottom w:val="single" w:sz="8" w:color="{accent}"/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr>'
            "</w:tblStylePr>"
            if head else ""
        )  # fmt: skip
        sheet.append(parse_xml(
            f'<w:style {NAMESPACES} w:type="table" w:customStyle="1" w:styleId="{name}">'
            f'<w:name w:val="{name}"/><w:qFormat/>'
            f"<w:tblPr>{borders}<w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/>"
            f"</w:tblCellMar></w:tblPr>{first}</w:style>"))  # fmt: skip


def _paragraph_style(
    name: str, words: str, points: float, bold: bool, colour: str, before: int, after: int, based: str | None
) -> str:
    size = round(points * 2)
    parts = [
        "<w:keepNext/><w:keepLines/>" if name in _OUTLINE or name in ("Caption", "TOCHeading") else "",
        f'<w:numPr><w:numId w:val="{_BULLET}"/></w:numPr>' if name == "ListBullet" else "",
        _tabs(name),
        f'<w:spacing w:before="{before}" w:after="{after}"/>',
        '<w:ind w:left="340"/>' if name == "TOC2" else "",
        '<w:jc w:val="right"/>' if name in _RIGHT else "",
        f'<w:outlineLvl w:val="{_OUTLINE[name]}"/>' if name in _OUTLINE else "",
    ]
    custom = (
        ' w:customStyle="1"' if words[0].isupper() and name.startswith(("Cell", "Quiet", "Quest")) else ""
    )
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style {NAMESPACES} w:type="paragraph"{default}{custom} w:styleId="{name}"><w:name w:val="{words}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + ('<w:next w:val="Normal"/>' if name in _OUTLINE else "")
        + f"<w:qFormat/><w:pPr>{''.join(parts)}</w:pPr><w:rPr>{'<w:b/>' if bold else ''}"
        f'<w:color w:val="{colour.lstrip("#")}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _tabs(name: str) -> str:
    if name not in ("Header", "Footer", "TOC1", "TOC2"):
        return ""
    leader = ' w:leader="dot"' if name.startswith("TOC") else ""
    clear = '<w:tab w:val="clear" w:pos="4320"/><w:tab w:val="clear" w:pos="8640"/>'
    return f'<w:tabs>{clear}<w:tab w:val="right"{leader} w:pos="{round(WIDTH * 56.6929)}"/></w:tabs>'


def lists(of: Any, numbered: int) -> list[int]:
    """The lists of a document: bullets, and ``numbered`` lists that each begin with 1; gives these their ids."""
    from docx.oxml import parse_xml

    part = of.part.numbering_part.element
    first_num = part.find(f"{_W}num")
    for abstract, kind, shown in ((_BULLET, "bullet", "–"), (_NUMBERED, "decimal", "%1.")):
        element = parse_xml(
            f'<w:abstractNum {NAMESPACES} w:abstractNumId="{abstract}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shown}"/>'
            '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
        )
        if first_num is not None:
            first_num.addprevious(element)
        else:
            part.append(element)
    numbers = list(range(1000, 1000 + numbered))
    for number, abstract in ((_BULLET, _BULLET), *((number, _NUMBERED) for number in numbers)):
        again = (
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
            if abstract == _NUMBERED
            else ""
        )
        part.append(
            parse_xml(
                f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{again}</w:num>'
            )
        )
    return numbers


def head_and_foot(of: Any, running: str, code: str, foot: str, language: str, *, cover: bool) -> None:
    """What stands above and below every page: running words and code; the foot's words and "page / pages"."""
    from docx.oxml import parse_xml

    section = of.sections[0]
    section.different_first_page_header_footer = cover
    pages = field("PAGE", "1", language) + run(" / ", language) + field("NUMPAGES", "1", language)
    below = paragraph([run(foot, language), tab(), pages], "Footer")
    above = paragraph([run(running, language), tab(), run(code, language, bold=True)], "Header")
    for place, words in (
        (section.header, above),
        (section.footer, below),
        *(((section.first_page_footer, below),) if cover else ()),
    ):
        place.is_linked_to_previous = False
        element = place._element
        for old in list(element):
            element.remove(old)
        element.append(parse_xml(whole(words))[0])


def fill(of: Any, markup: str) -> None:
    """Put a body's markup in place of the document's own, which keeps its page and its head and foot.

    The whole is parsed at once: moved in element by element, a table of a thousand rows would take seconds.
    """
    from docx.oxml import parse_xml
    from lxml import etree

    page = etree.tostring(of.element.body.sectPr, encoding="unicode")
    of.part._element = parse_xml(whole(f"<w:body>{markup}{page}</w:body>", "w:document"))


def footnotes(of: Any, notes: Sequence[str], language: str) -> None:
    """The footnotes of a document, numbered from 1 in the order given; nothing where there are none."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    if not notes:
        return
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    apart = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    said = "".join(
        f'<w:footnote w:id="{number}">{paragraph([mark, run(" " + note, language)], "FootnoteText")}</w:footnote>'
        for number, note in enumerate(notes, 1)
    )
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + whole(apart + said, "w:footnotes")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), of.part.package)
    of.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def packed(of: Any) -> bytes:
    """The package's bytes, without the instants a zip keeps of its files."""
    file, again = io.BytesIO(), io.BytesIO()
    of.save(file)
    with zipfile.ZipFile(file) as made, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            kept.writestr(entry, made.read(name))
    return again.getvalue()


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
