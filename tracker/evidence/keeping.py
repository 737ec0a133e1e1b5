"""Keeping one file: what it is, what it says of place and time, the original and the copy that may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.evidence.document import read_document
from tracker.evidence.kinds import kind_of, safe_name
from tracker.evidence.photograph import read_photograph
from tracker.evidence.shelf import put
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Kept:
    """A file on the shelf. ``shown_sha256`` is the copy without metadata, ``sha256`` the file as it was sent;
    ``taken_at`` (naive UTC), ``latitude`` and ``longitude`` are what the photograph said of itself.
    """

    sha256: str
    shown_sha256: str
    kind: str
    bytes: int
    name: str | None
    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def words(self) -> str:
        """How a report names it: its name and the beginning of its hash."""
        return f"{self.name or self.kind} (sha256 {self.sha256[:16]})"


def keep(store: Store, data: bytes, name: str | None = None) -> Kept:
    """Keep a photograph or a PDF document. Raises EvidenceRefused in words, EnvironmentFault."""
    kind = kind_of(data)
    if kind == "pdf":
        shown = read_document(data)
        return Kept(put(store, data), put(store, shown), kind, len(data), safe_name(name))
    photograph = read_photograph(data)
    return Kept(
        put(store, data), put(store, photograph.shown), kind, len(data), safe_name(name),
        photograph.taken_at, photograph.latitude, photograph.longitude,
    )  # fmt: skip
