"""What was found of one file, small enough to be kept: so that a file nobody touched need not be read again.

Kept as text and taken apart only when asked: most of it is not, when one file of a country has changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from tracker.errors import Problem
from tracker.program.offers import Offers


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """One file as it was judged: SHA-256 of its bytes (empty: unreadable), its top key and id, what it offers, of
    which tops something could not be read, what was asked of others, what is wrong with it, how many nouns it
    holds; the last five as JSON."""

    sha256: str
    top: str
    id: str
    offered: str
    unread: str
    asked: str
    found: str
    counted: str

    @property
    def offers(self) -> Offers:
        """What the file offers others."""
        return Offers(self.top, self.id, self.offered, tuple(json.loads(self.unread)))

    @property
    def asks(self) -> dict[str, list[str]]:
        """What was asked of others while it was judged, by shelf; ``*`` stands for the whole shelf."""
        return json.loads(self.asked)

    @property
    def problems(self) -> list[Problem]:
        """What was found wrong or doubtful."""
        return [Problem(**one) for one in json.loads(self.found)] if self.found != "[]" else []

    @property
    def counts(self) -> dict[str, int]:
        """How many of each noun it holds."""
        return json.loads(self.counted)


def judged_file(
    sha256: str,
    offers: Offers,
    asks: dict[str, list[str]],
    problems: Iterable[Problem],
    counts: dict[str, int],
) -> JudgedFile:
    """What was found of a file, as it is kept."""
    said = [asdict(one) for one in problems]
    return JudgedFile(
        sha256,
        offers.top,
        offers.id,
        _json(offers.items),
        _json(offers.unread),
        _json(asks),
        _json(said) if said else "[]",
        _json(counts),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
