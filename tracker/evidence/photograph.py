"""A photograph: where and when it was taken, and the copy of it that says neither.

The one user of Pillow (which the pages bring along): re-encoding the pixels is the only way to be sure that
nothing rides along. Bounds what a picture may unpack to before a pixel is read.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime

from tracker import clock
from tracker.evidence.kinds import EvidenceRefused

MOST_PIXELS = 60_000_000  # the largest cameras of phones, once
LONGEST_SIDE = 1600  # of the copy that is handed out: enough to see a crack, light enough for a poor line
_QUALITY = 82
_GPS, _EXIF = 0x8825, 0x8769
_TAKEN, _TAKEN_ZONE, _CHANGED = 0x9003, 0x9011, 0x0132


@dataclass(frozen=True, slots=True)
class Photograph:
    """``shown``: the pixels as a JPEG without metadata; ``taken_at`` naive UTC, degrees north and east."""

    shown: bytes
    taken_at: datetime | None
    latitude: float | None
    longitude: float | None


def read_photograph(data: bytes) -> Photograph:
    """Read a picture's metadata and make the copy without it. Raises EvidenceRefused for what is no whole picture."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise _too_large()
                exif = picture.getexif()
                taken, place = _taken(exif), _place(exif)
                picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                out = io.BytesIO()
                _on_white(upright).save(out, "JPEG", quality=_QUALITY, optimize=True)
    except EvidenceRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except Exception:  # a picture's reader fails in many ways, and each means the same
        raise EvidenceRefused("The photograph is damaged; send it again.") from None
    return Photograph(out.getvalue(), taken, *place)


def _on_white(picture):
    from PIL import Image

    if picture.mode in ("RGB", "L"):
        return Image.frombytes(picture.mode, picture.size, picture.tobytes())
    whole = picture.convert("RGBA")
    ground = Image.new("RGB", whole.size, "white")
    ground.paste(whole, mask=whole.getchannel("A"))
    return ground


def _taken(exif) -> datetime | None:
    inner = exif.get_ifd(_EXIF)
    text, zone = inner.get(_TAKEN) or exif.get(_CHANGED), inner.get(_TAKEN_ZONE)
    try:
        local = datetime.strptime(str(text).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - the zone stands apart
        if zone:
            return (
                datetime.fromisoformat(f"{local.isoformat()}{str(zone).strip()}")
                .astimezone(UTC)
                .replace(tzinfo=None)
            )
        return clock.to_utc(local)
    except (ValueError, OverflowError):
        return None


def _place(exif) -> tuple[float | None, float | None]:
    gps = exif.get_ifd(_GPS)
    try:
        north, east = _degrees(gps[2], gps.get(1), "S"), _degrees(gps[4], gps.get(3), "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None, None
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 else (None, None)


def _degrees(parts, side, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    found = degrees + minutes / 60 + seconds / 3600
    if found != found:
        raise ValueError("not a number")
    return round(-found if side == negative else found, 6)


def _too_large() -> EvidenceRefused:
    return EvidenceRefused(
        "The photograph unpacks to more than {most} million points; take it smaller.",
        most=MOST_PIXELS // 1_000_000,
    )
