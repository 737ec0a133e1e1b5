"""What a file really is, by its content and not by its name.

Owns the refusals of what is no table of reports: a renamed PDF, an old .xls, a packed archive. Must not read a
cell; whether a workbook is safe to open is :mod:`tracker.intake.workbook_safety`'s.
"""

from __future__ import annotations

from typing import Literal

from tracker.errors import InputError

MOST_BYTES = 100 * 2**20  # of a file as it arrives


class ContentRefused(InputError):
    """The file is no table of reports, or is not safe to open."""


_PDF = ContentRefused("This is a PDF document, whatever its name says; a table of reports is CSV or XLSX.")
_PICTURE = ContentRefused("This is a picture, whatever its name says; a table of reports is CSV or XLSX.")
TEXT = ContentRefused("This is a text document, whatever its name says; a table of reports is CSV or XLSX.")
ARCHIVE = ContentRefused(
    "This is a packed archive, whatever its name says; a table of reports is CSV or XLSX."
)
_PROGRAM = ContentRefused("This is a program, whatever its name says; a table of reports is CSV or XLSX.")
_DATABASE = ContentRefused("This is a database, whatever its name says; a table of reports is CSV or XLSX.")
_OTHERS = (
    (b"%PDF", _PDF), (b"\x89PNG", _PICTURE), (b"\xff\xd8\xff", _PICTURE), (b"GIF8", _PICTURE), (b"{\\rtf", TEXT),
    (b"\x1f\x8b", ARCHIVE), (b"7z\xbc\xaf", ARCHIVE), (b"Rar!", ARCHIVE), (b"\x7fELF", _PROGRAM),
    (b"SQLite format 3", _DATABASE),
)  # fmt: skip
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table")


def kind_of(data: bytes) -> Literal["xlsx", "csv"]:
    """What the bytes claim to be. Raises ContentRefused in words for what is neither a workbook nor text."""
    if len(data) > MOST_BYTES:
        raise ContentRefused("The file is larger than {most} MB; split it.", most=MOST_BYTES // 2**20)
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise ContentRefused("The file is empty.")
    if data.startswith(b"PK"):
        return "xlsx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ContentRefused(
            "This is an old Excel file (.xls) or one locked with a password; save it as .xlsx without a password, "
            "or as CSV."
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ContentRefused(
            "This text is saved as 'Unicode text' (UTF-16); save it as CSV UTF-8 or as .xlsx."
        )
    for magic, refusal in _OTHERS:
        if data.startswith(magic):
            raise ContentRefused(refusal.template)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_MARKUP):
        raise ContentRefused(
            "This is a web page or XML, whatever its name says; save the table as CSV or .xlsx."
        )
    if b"\0" in data:
        raise ContentRefused("This is no text: it holds NUL bytes. A table of reports is CSV or XLSX.")
    return "csv"
