"""Whether a workbook is safe to open: what its parts unpack to and how far its cells reach.

The reader of workbooks allocates a dense table from the first cell to the last and gives every cell a text of its
own, and when memory runs out it takes the whole process with it: two cells far apart, in a file of 5 KB, would end
the server. So a zip bomb is refused here, and a workbook whose form is not plain is named unusual, to be opened
in a process of its own. Must not read a value.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from tracker.intake.content import ARCHIVE, TEXT, ContentRefused

MOST_UNPACKED = 300 * 2**20  # 100,000 rows of reports unpack to about 40 MB
MOST_ENTRIES = 2_000
MOST_RATIO = 200  # real workbooks pack 5 to 40 times
SMALL_ENTRY = 4 * 2**20  # below this a high ratio harms nobody
MOST_TEXT = 1 * 2**30  # what all cells' texts could come to

# What makes the dense table large or hides how large it is: a filled cell far out (beyond column ZZ, or beyond Z
# below row 9,999), a cell without a plain address. Near cells, which are nearly all, are told by the first look.
_FAR_OR_ODD_CELL = re.compile(
    rb'<c(?! r="[A-Z](?:[0-9]{1,6}|[A-Z][0-9]{1,4})")'
    rb'(?: r="(?:[A-Z]{3}|[A-Z]{2}[0-9]{5}|[A-Z][0-9]{7})[^>]*[^/>]>|(?! r="[A-Z]+[0-9]+")[\s/>])'
)
# A formula that no spreadsheet has worked out yet reads as an empty cell, and its row as one to be skipped. A formula
# that comes to an empty text (t="str") has been.
_UNANSWERED = re.compile(
    rb'<c r="(?P<cell>[A-Z]+(?P<row>[0-9]+))"(?![^>]* t="str")[^>]*>'
    rb"<f(?: [^>]*)?(?:/>|>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>"
)
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")
_SMALLEST_CELL = 20  # bytes of a cell that refers to a shared text
# A namespace before the name, entities of its own. (Two letters are found thrice as fast by an expression as by `in`.)
_ODD = (re.compile(b":c").search, re.compile(b"<!DOCTYPE").search)
_FORMULA = re.compile(b"<f").search


def examine(data: bytes) -> bool:
    """Whether the workbook is plain enough to open here (False: unusual, open it in a process of its own).

    Raises ContentRefused for what is no workbook and for one that unpacks to far more than reports ever do. The
    directory's sizes can lie, so each part is unpacked once, no further than it promises.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_directory(entries)
            sheets, longest = [], 0
            for entry in entries:
                part = _unpacked(data, entry)
                if part.startswith(_OTHER_ENCODINGS):
                    return False
                if b"sheetData" in part:  # wherever it stands: the workbook may name its sheets as it likes
                    sheets.append(part)
                elif b"<si" in part or b":si" in part:
                    longest = max(longest, *map(len, part.split(b"si>")))
            for sheet in sheets:
                _check_formulas(sheet)
            return all(map(_is_plain, sheets)) and _texts_fit(longest, sheets)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        raise _damaged() from None


def _is_plain(sheet: bytes) -> bool:
    return not _FAR_OR_ODD_CELL.search(sheet) and not any(odd(sheet) for odd in _ODD)


def _check_formulas(sheet: bytes) -> None:
    found = _UNANSWERED.search(sheet) if _FORMULA(sheet) else None
    if found is not None:
        raise ContentRefused(
            "The formula in cell {cell} has no result yet; open the workbook in a spreadsheet and save it first.",
            row=int(found["row"]),
            cell=found["cell"].decode(),
        )


def _texts_fit(longest: int, sheets: list[bytes]) -> bool:
    """Whether every cell could hold the longest shared text; counted only where the rough bound does not do."""
    if longest * sum(map(len, sheets)) // _SMALLEST_CELL <= MOST_TEXT:
        return True
    return longest * sum(sheet.count(b"<c ") for sheet in sheets) <= MOST_TEXT


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _bomb()
    for entry in entries:
        if entry.file_size > SMALL_ENTRY and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise _bomb()
    if "xl/workbook.xml" not in names:
        raise ContentRefused(_otherwise(names).template)
    if any(entry.flag_bits & 1 for entry in entries):
        raise ContentRefused("The workbook is locked with a password; save it without one.")


def _unpacked(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    header = entry.header_offset
    start = header + 30 + sum(int.from_bytes(data[header + n : header + n + 2], "little") for n in (26, 28))
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        return packed
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise _damaged()
    inflater = zlib.decompressobj(-15)
    try:
        part = inflater.decompress(packed, entry.file_size + 1)
    except zlib.error:
        raise _damaged() from None
    if len(part) > entry.file_size:
        raise _bomb()
    return part


def _otherwise(names: set[str]) -> ContentRefused:
    if "word/document.xml" in names:
        return TEXT
    if "xl/workbook.bin" in names:
        return ContentRefused("This is a binary workbook (.xlsb); save it as .xlsx or CSV.")
    if "content.xml" in names:
        return ContentRefused("This is an OpenDocument file; save it as .xlsx or CSV.")
    return ARCHIVE


def _bomb() -> ContentRefused:
    return ContentRefused(
        "The workbook unpacks to far more than a table of reports holds; it was not opened. "
        "Copy the rows into a new workbook, or save them as CSV."
    )


def _damaged() -> ContentRefused:
    return ContentRefused("The workbook is damaged; save it again and try once more.")
