"""What an evidence file really is, by its content, and how large it may be. Must not open a picture."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from tracker.errors import InputError

MOST_BYTES = 8 * 2**20  # a photograph of a phone comes to 2 to 6 MB
MEDIA = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "pdf": "application/pdf"}
_LONGEST_NAME = 80


class EvidenceRefused(InputError):
    """The file is no evidence that can be kept; the message says why and what to do."""


def kind_of(data: bytes) -> str:
    """``jpeg``, ``png``, ``webp`` or ``pdf`` by the file's first bytes. Raises EvidenceRefused."""
    if not data:
        raise EvidenceRefused("The file is empty.")
    if len(data) > MOST_BYTES:
        raise EvidenceRefused(
            "The file is larger than {most} MB; take the photograph smaller, or send a link.",
            most=MOST_BYTES // 2**20,
        )
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith(b"%PDF-"):
        if b"%%EOF" not in data[-2048:]:
            raise EvidenceRefused("The PDF document is cut off; send it again.")
        return "pdf"
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        raise EvidenceRefused(
            "This photograph is HEIC, which not every reader opens; set the camera to JPEG ('most compatible')."
        )
    raise EvidenceRefused(
        "This is no photograph (JPEG, PNG, WebP) and no PDF document, whatever its name says."
    )


def safe_name(name: str | None) -> str | None:
    """The last part of a name without folders, controls and marks that turn text round; None where nothing is left.

    Names are shown, never used as a path.
    """
    if not name:
        return None
    last = PurePosixPath(PureWindowsPath(name).name).name
    kept = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")
    return kept[-_LONGEST_NAME:] or None
