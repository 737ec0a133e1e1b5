"""The segments of a JPEG: its pixels byte for byte, without what cameras and programs write beside them."""

from __future__ import annotations

import re

# the three that decide how the pixels look: JFIF, the colour profile, Adobe's colour transform
_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_BESIDE = {*range(0xE0, 0xF0), _COMMENT}
_MARKER = re.compile(
    rb"\xff[^\x00\xff\xd0-\xd7]"
)  # in compressed pixels, what is neither stuffing nor a restart


def without_metadata(data: bytes) -> bytes | None:
    """The same picture without EXIF, XMP, IPTC, comments and what follows its end; None for what is no JPEG."""
    if data[:2] != b"\xff\xd8":
        return None
    kept, at, pixels = [data[:2]], 2, False
    while at + 4 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF:
            return None
        if marker == 0xFF:  # padding between segments
            at += 1
            continue
        if marker == _END:
            break
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2 or marker in (0x00, 0x01, _START):
            return None
        segment = data[at : at + 2 + length]
        if marker not in _BESIDE or segment[4:].startswith(_KEPT.get(marker, b"\xff")):
            kept.append(segment)
        at += 2 + length
        if marker == _SCAN:
            pixels = True
            found = _MARKER.search(data, at)
            until = found.start() if found else len(data)
            kept.append(data[at:until])
            at = until
    return b"".join((*kept, b"\xff\xd9")) if pixels else None
