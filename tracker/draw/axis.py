"""Where a share lies in a drawing: in pixels, or in percent for a drawing that takes the width it is given.

Owns positions and the estimate of how wide a line of text runs.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

#: the width that a drawing without one of its own must still read at
NARROWEST = 342.0


@dataclass(frozen=True, slots=True)
class Axis:
    """Shares 0..1 from left to right; ``width`` None is fluid (percent), else pixels within ``margin``."""

    width: float | None
    margin: float = 0.0

    def at(self, share: float) -> str:
        """The x of a share."""
        if self.width is None:
            return f"{share * 100:.3f}%"
        return f"{self.margin + share * (self.width - 2 * self.margin):.2f}"

    def span(self, share: float) -> str:
        """The width of a share."""
        if self.width is None:
            return f"{share * 100:.3f}%"
        return f"{share * (self.width - 2 * self.margin):.2f}"

    @property
    def least(self) -> float:
        """Pixels that are there at least."""
        return NARROWEST if self.width is None else self.width - 2 * self.margin

    def anchor(self, share: float, words: str, size: float) -> tuple[str, str]:
        """(x, anchor) that keep a line of text at ``share`` inside the drawing."""
        room, half = self.least, text_width(words, size) / 2
        if share * room < half:
            return self.at(0), "start"
        if (1 - share) * room < half:
            return self.at(1), "end"
        return self.at(share), "middle"


def clip(share: float) -> float:
    """A share kept within 0..1, for drawing only."""
    return min(1.0, max(0.0, share))


_NARROW = set("iljtfrI.,:;'|!()[]-і·")
_WIDE = set("mwMWШЩЖЮФМжшщюфмыЫ@%№—")


def text_width(words: str, size: float) -> float:
    """About how wide a line runs in the interface's font, a little generous, in pixels."""
    total = 0.0
    for letter in words:
        if letter in _NARROW:
            total += 0.32
        elif letter in _WIDE:
            total += 0.84
        elif letter in " \u00a0\u202f":
            total += 0.26
        elif unicodedata.category(letter) == "Lu":
            total += 0.66
        else:
            total += 0.55
    return total * size


def shortened(words: str, room: float, size: float) -> str:
    """The line with an ellipsis where it would run wider than ``room`` pixels."""
    if text_width(words, size) <= room:
        return words
    kept = words
    while kept and text_width(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…" if kept else ""


def wrapped(words: str, room: float, size: float, lines: int = 2) -> list[str]:
    """The text broken at spaces into at most ``lines`` lines, the last one with an ellipsis if need be."""
    out: list[str] = []
    rest = words.split()
    while rest and len(out) < lines - 1:
        line = rest.pop(0)
        while rest and text_width(f"{line} {rest[0]}", size) <= room:
            line = f"{line} {rest.pop(0)}"
        out.append(shortened(line, room, size))
    if rest:
        out.append(shortened(" ".join(rest), room, size))
    return out
