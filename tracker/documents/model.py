"""The one document that every form is written from: light page, print, plain text, and the page beside them.

Owns the nouns of a document; the text in them is already worded in the reader's language. Knows neither what a
document is about nor how it is written down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from tracker.text import translator


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads: ``kind`` is member, handover, indicator or seats; a writer makes the address."""

    kind: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, a quiet line under it, where it leads, the status it shows (then the text is its word).

    ``note`` is the source of what it says, a footnote on paper; ``bar`` an execution bar that stands in its place
    where there is room to draw one, ``strong`` whether it is set bold.
    """

    text: str
    under: str | None = None
    place: Place | None = None
    status: str | None = None
    note: str | None = None
    bar: Bar | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head; numbers stand on the right. ``width`` is its part of a paper's width beside the others'."""

    title: str
    number: bool = False
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads, the first cell of a row its name. ``left_out`` counts the rows a writer took away."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a whole: ``part`` in the whole's own scale, ``share`` of it (0..1)."""

    title: str
    part: float
    share: float
    place: Place | None = None
    under: str | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """Parts that add up to ``total`` (percentage points of the set), largest first; what a writer has no room
    for it takes together, so that they still add up.
    """

    caption: str
    heads: tuple[str, str, str]
    parts: tuple[Share, ...]
    total: float
    total_title: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that needs somebody: its name, the sentence of its figures, what stands behind it, what to ask.

    ``why`` is its status' arithmetic in sentences, which opens with one tap where there is a screen.
    """

    title: str
    place: Place | None
    status: str | None
    status_word: str
    sentence: str
    details: tuple[str, ...] = ()
    question: str | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """Things in order of need."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values."""

    facts: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or two; quiet ones are set smaller. ``lead`` stands bold before it, ``note`` is its source."""

    text: str
    quiet: bool = False
    lead: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences one under another."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """The figures of an execution bar (shares 0..1, None: not known) and its sentence."""

    title: str
    verified: float | None
    execution: float | None
    execution_max: float | None
    plan_today: float | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing that takes its colours from the page's style, and the sentence of what it shows. ``width`` is its
    part of a paper's width (0..1).
    """

    svg: str
    sentence: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions that the figures leave open, numbered; ``lead`` says whom they are put to."""

    questions: tuple[str, ...]
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """What the execution bar's parts and the statuses' signs mean: each part or code with its words."""

    bar: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str, str], ...]


Block: TypeAlias = Table | Shares | Items | Facts | Paragraph | Lines | Bar | Picture | Questions | Legend


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document. ``said`` is its finding in one line, which plain text shows alone; ``brief`` whether
    plain text has it at all, ``folded`` whether print may leave it out when the page is full, ``half`` whether
    it reads in half a page's width, beside another such. ``name`` is what a page that has more knows it by.
    """

    heading: str
    blocks: tuple[Block, ...] = ()
    said: str | None = None
    brief: bool = False
    folded: bool = False
    half: bool = False
    name: str = ""
    #: how deep its heading stands under the title: 1 a chapter, 2 within it (on paper; pages know one depth)
    level: int = 2
    #: whether it begins a page of its own on paper
    page: bool = False
    #: the status beside its heading
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document of many pages has beside its sections: ``kind`` is what it is ("Pack for the hearing"),
    ``code`` the code it can be checked by, or the word for a draft; ``running`` stands at the head of every page;
    ``facts`` are what the first page says of day, base and code; ``cover`` gives it a title page and contents of
    its own.
    """

    kind: str
    code: str
    running: str
    facts: tuple[tuple[str, str], ...]
    cover: bool = True
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document about ``place`` as of a day, on a basis, at a ledger revision.

    ``over`` stands above the title, ``meta`` under it (day, basis, base), ``badge`` where what it shows is made up;
    ``links`` are the ways on (text and place), ``how`` says how the figures are made (print may leave it
    out), ``foot`` where they come from and their revision.
    """

    place: Place
    language: str
    as_of: date
    basis: str
    revision: int
    over: str
    title: str
    meta: tuple[str, ...]
    sections: tuple[Section, ...]
    foot: tuple[str, ...]
    how: tuple[str, ...] = ()
    bar: Bar | None = None
    badge: str | None = None
    notice: str | None = None
    links: tuple[tuple[str, Place], ...] = ()
    paper: Paper | None = None


def trimmed(of: Document, rows: int, which: str = "all") -> Document:
    """The document with at most ``rows`` rows a table; what is left out is counted, and parts of a whole are taken
    together so that they add up. ``which`` sections are kept: ``all``, ``unfolded`` ones, or the ``brief`` alone.
    """
    kept = (
        section
        for section in of.sections
        if which == "all" or (section.brief if which == "brief" else not section.folded)
    )
    return replace(
        of,
        sections=tuple(
            replace(section, blocks=tuple(_shorter(block, rows, of.language) for block in section.blocks))
            for section in kept
        ),
    )


def _shorter(block: Block, rows: int, language: str) -> Block:
    if isinstance(block, Table) and len(block.rows) > rows:
        return replace(block, rows=block.rows[:rows], left_out=block.left_out + len(block.rows) - rows)
    if isinstance(block, Shares) and len(block.parts) > rows:
        shown, rest = block.parts[: rows - 1], block.parts[rows - 1 :]
        others = Share(
            translator(language)("Others: {n}", n=len(rest)),
            sum(p.part for p in rest),
            sum(p.share for p in rest),
        )
        return replace(block, parts=(*shown, others))
    return block
