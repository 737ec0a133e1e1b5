"""The folder itself: which files wait in it, which still arrive, and where one goes with its receipt.

Follows no link, opens nothing but plain files of a bounded size, and never overwrites what was put away.
"""

from __future__ import annotations

import os
import re
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import EnvironmentFault

DONE, REFUSED = "done", "refused"
MOST_BYTES = 12 * 2**20  # the largest branch's workbook is a twentieth of it
SETTLED_SECONDS = 3.0  # a file nobody wrote to for so long is whole, unless its own end is missing
PATIENCE_SECONDS = 600.0
_ARRIVING = (".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart", ".!ut")
_END_OF_ZIP = b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file in the folder; ``quiet`` is for how many seconds nobody has written to it."""

    path: Path
    size: int
    quiet: float


def waiting(folder: Path) -> list[Waiting]:
    """The plain files of the folder in the order of their names, without what mail and office programs keep beside
    a file they are working on. Raises EnvironmentFault where the folder cannot be read.
    """
    found = []
    try:
        for entry in os.scandir(folder):
            name = entry.name
            if name.startswith((".", "~$")) or name.lower().endswith(_ARRIVING):
                continue
            told = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(told.st_mode):
                # the change of the file's own record: a copied file may bring an old time of writing along
                quiet = abs(time.time() - max(told.st_mtime, told.st_ctime))
                found.append(Waiting(Path(entry.path), told.st_size, quiet))
    except OSError as error:
        raise EnvironmentFault(
            "The folder {folder} cannot be read: {reason}.", folder=str(folder), reason=error.strerror
        ) from error
    return sorted(found, key=lambda one: one.path.name)


def is_arriving(one: Waiting, data: bytes | None) -> bool:
    """Whether to wait for the rest: somebody just wrote to it, or it is a workbook whose end is missing yet."""
    if one.quiet < SETTLED_SECONDS:
        return True
    if one.quiet >= PATIENCE_SECONDS or data is None:
        return False
    return not data or (data.startswith(b"PK") and _END_OF_ZIP not in data[-66_000:])


def read(one: Waiting) -> bytes | None:
    """The bytes of a file, None where it is gone, no plain file any more, or larger than may be taken."""
    try:
        descriptor = os.open(
            one.path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        )
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        told = os.fstat(descriptor)
        if not stat.S_ISREG(told.st_mode) or told.st_size > MOST_BYTES:
            return None
        return file.read(MOST_BYTES + 1)


def put_away(one: Waiting, where: str, stem: str, receipt: str) -> Path:
    """Move the file into ``done`` or ``refused`` with its receipt beside it; returns the receipt.

    Raises EnvironmentFault where the folder cannot be written.
    """
    target = one.path.parent / where
    try:
        target.mkdir(exist_ok=True)
        if target.is_symlink():  # whoever can write here could lead files anywhere the server can write
            raise OSError(None, "it is a link")
        place = _free(target, stem, one.path.suffix)
        told = place.with_suffix(".txt")
        half = place.with_name(f".{place.name}.half")
        half.write_text(
            receipt, "utf-8-sig"
        )  # with the mark by which every editor of Windows knows the letters
        half.replace(told)
        one.path.replace(place)
    except OSError as error:
        raise EnvironmentFault(
            "The folder {folder} cannot be written: {reason}.", folder=str(target), reason=error.strerror
        ) from error
    return told


def stem_of(name: str, stamp: str, digest: str) -> str:
    """What a file is called when put away: when, which content, and what is harmless of its own name."""
    own = re.sub(r"[^\w.\-]+", "_", Path(name).stem).strip("._")[:60]
    return f"{stamp}-{digest[:8]}" + (f"-{own}" if own else "")


def _free(target: Path, stem: str, suffix: str) -> Path:
    suffix = suffix if re.fullmatch(r"\.\w{1,8}", suffix) and suffix.lower() != ".txt" else ".bin"
    place, n = target / f"{stem}{suffix}", 2
    while place.exists() or place.with_suffix(".txt").exists():
        place, n = target / f"{stem}-{n}{suffix}", n + 1
    return place
