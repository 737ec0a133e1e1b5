"""A hearing's papers, each a Document made from one :class:`tracker.hearing.matter.HearingMatter`, and their files.

``pack``, ``brief``, ``protocol``, ``revision`` and the executor's list; every one as PDF/UA and as editable DOCX, the
list as XLSX that is taken back as well. Nothing here asks a query or reads a clock: the matter of a frozen hearing
gives the same bytes for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.documents.docx_paper import docx_paper
from tracker.documents.model import Document
from tracker.documents.pack.answer_sheet import AnswerSheet, Given, answer_sheet, read_answer_sheet
from tracker.documents.pack.brief import brief
from tracker.documents.pack.executor_list import executor_list
from tracker.documents.pack.protocol import protocol
from tracker.documents.pack.revision import revision_document as _revision
from tracker.documents.pack.whole_pack import pack
from tracker.documents.pack.words import Words
from tracker.documents.paper import Progress, paper

if TYPE_CHECKING:
    from tracker.hearing.matter import HearingMatter


def pack_document(matter: HearingMatter) -> Document:
    """The pack in the matter's language."""
    return pack(Words(matter))


def brief_document(
    matter: HearingMatter, *, seat: str | None = None, territory: str | None = None
) -> Document:
    """Two pages for a deputy's seat, for a territory, or for everybody. Raises InputError for a foreign territory."""
    return brief(Words(matter), seat=seat, territory=territory)


def protocol_document(matter: HearingMatter) -> Document:
    """The protocol after the meeting."""
    return protocol(Words(matter))


def revision_document(matter: HearingMatter) -> Document:
    """The revision report."""
    return _revision(Words(matter))


def executor_document(matter: HearingMatter, executor: str) -> Document:
    """The list of items an executor answers for."""
    return executor_list(Words(matter), executor)


def executor_workbook(matter: HearingMatter, executor: str) -> bytes:
    """The same as XLSX with cells for the answers; :func:`read_executor_workbook` takes it back."""
    return answer_sheet(Words(matter), executor)


def read_executor_workbook(data: bytes) -> AnswerSheet:
    """The answers written into an executor's workbook. Raises InputError for what is none."""
    return read_answer_sheet(data)


def paper_pdf(document: Document, progress: Progress | None = None) -> bytes:
    """Any of these papers as PDF/UA. ``progress`` is told steps done and steps in all."""
    return paper(document, progress)


def paper_docx(document: Document, progress: Progress | None = None) -> bytes:
    """Any of these papers as DOCX that can be edited. ``progress`` as for the PDF."""
    return docx_paper(document, progress)


pack_pdf = brief_pdf = protocol_pdf = revision_pdf = paper_pdf
pack_docx = brief_docx = protocol_docx = revision_docx = paper_docx

__all__ = [
    "AnswerSheet",
    "Given",
    "Progress",
    "brief_document",
    "brief_docx",
    "brief_pdf",
    "executor_document",
    "executor_workbook",
    "pack_document",
    "pack_docx",
    "pack_pdf",
    "paper_docx",
    "paper_pdf",
    "protocol_document",
    "protocol_docx",
    "protocol_pdf",
    "read_executor_workbook",
    "revision_document",
    "revision_docx",
    "revision_pdf",
]
