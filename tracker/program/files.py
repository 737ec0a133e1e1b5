"""The YAML files of a folder and the text in them: size, encoding, control characters.

Says in words what is wrong with bytes that are no program text; knows nothing of YAML.
"""

from __future__ import annotations

import codecs
import hashlib
import os
from pathlib import Path

from tracker.errors import Problem
from tracker.program.fields import CONTROL

LARGEST = 32 * 1024 * 1024
SUFFIXES = (".yaml", ".yml")

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def yaml_files(folder: Path) -> list[Path]:
    """Every ``.yaml`` and ``.yml`` file at or below ``folder`` in order of path; hidden ones left out.

    Raises OSError where the folder cannot be listed.
    """
    found: list[Path] = []

    def refuse(error: OSError) -> None:
        raise error

    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(here) / name
            for name in names
            if name.lower().endswith(SUFFIXES) and not name.startswith(".")
        ]
    return sorted(found)


def read_bytes(path: Path, name: str) -> bytes | Problem:
    """The file's UTF-8 bytes without a mark, or what keeps it from being read.

    A file larger than `LARGEST` bytes is refused before it is read. ``name`` is how messages call it.
    """
    try:
        if not path.is_file():
            return Problem(name, None, None, "not-a-file", "This is not a file that can be read.")
        size = path.stat().st_size
        if size > LARGEST:
            return Problem(
                name,
                None,
                None,
                "too-large",
                "The file is {size} MB; a program file may have {limit} MB.",
                {"size": size // (1024 * 1024), "limit": LARGEST // (1024 * 1024)},
                hint="Divide it into several files, or look whether it is a program file at all.",
            )
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        return Problem(
            name,
            None,
            None,
            "unreadable",
            "The file cannot be read: {reason}.",
            {"reason": error.strerror or type(error).__name__},
        )
    return data.removeprefix(codecs.BOM_UTF8)


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of the bytes that :func:`read_bytes` gives of every program file, by path; empty for an unreadable one.

    Raises OSError where the folder cannot be listed.
    """
    found = {}
    for path in yaml_files(folder):
        data = read_bytes(path, "")
        found[path.as_posix()] = "" if isinstance(data, Problem) else hashlib.sha256(data).hexdigest()
    return found


def encoding_problem(data: bytes, name: str) -> Problem | None:
    """What is wrong with the file's encoding, or None if it is UTF-8."""
    if data.startswith(_UTF16) or _looks_like_utf16(data):
        return _encoding(name, None, "UTF-16")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        if _looks_like_windows_1251(data):
            return _encoding(name, (line, column), "Windows-1251")
        return Problem(
            name,
            line,
            column,
            "encoding",
            "The file is not UTF-8 text: the byte {byte} here cannot be read.",
            {"byte": f"0x{data[error.start]:02X}"},
            hint="Save it again with the encoding UTF-8.",
        )
    return None


def control_problem(data: bytes, name: str) -> Problem | None:
    """The first control character (NUL and its like) in UTF-8 ``data``, which no text holds."""
    text = data.decode("utf-8")
    match = CONTROL.search(text)
    if match is None:
        return None
    before = text[: match.start()]
    return Problem(
        name,
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
        "control-character",
        "An invisible control character ({code}) stands here.",
        {"code": f"U+{ord(match.group()):04X}"},
        hint="Delete it; if there are many, this is not a text file.",
    )


def _encoding(name: str, place: tuple[int, int] | None, encoding: str) -> Problem:
    line, column = place or (None, None)
    return Problem(
        name,
        line,
        column,
        "encoding",
        "The file is in the encoding {encoding}, not in UTF-8.",
        {"encoding": encoding},
        hint="Save it again with the encoding UTF-8.",
    )


def _looks_like_utf16(data: bytes) -> bool:
    """Without a mark: every other byte of the beginning is nought (Latin keys) or a Cyrillic page."""
    start = data[:512]
    if len(start) < 8:
        return False
    for offset in (0, 1):
        half, other = start[offset::2], start[1 - offset :: 2]
        pages = sum(byte in (0x00, 0x04) for byte in half)
        if pages >= 0.9 * len(half) and 0 in half and other.count(0) < 0.5 * len(other):
            return True
    return False


def _looks_like_windows_1251(data: bytes) -> bool:
    """Mostly Russian and Kazakh letters when read as Windows-1251."""
    high = [byte for byte in data[:65536] if byte >= 0x80]
    letters = sum(byte >= 0xC0 or byte in (0xA8, 0xB8, 0xB2, 0xB3) for byte in high)
    return bool(high) and letters >= 0.7 * len(high)
