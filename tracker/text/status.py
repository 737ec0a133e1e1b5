"""Icons and colours of the eight statuses, for both themes (look.md, "Status").

Owns what a status looks like: icon, word and colour always go together. The colours start from Okabe and
Ito's set, darkened or lightened until text and ground differ by 4.5 : 1 in each theme (tested).
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.text.vocab import STATUSES, word


@dataclass(frozen=True, slots=True)
class Paint:
    """A status in one theme: ``ground`` with ``ink`` on it (a badge, a tile), ``mark`` on the bare page."""

    ground: str
    ink: str
    mark: str
    outline: str | None = None
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """One status: code, a sign for plain text, a Material symbol for Streamlit, paint by theme.

    ``shape`` is the SVG path of the icon in a 16 x 16 box, ``filled`` says whether it is filled or stroked.
    """

    code: str
    sign: str
    material: str
    shape: str
    filled: bool
    light: Paint
    dark: Paint

    def paint(self, theme: str) -> Paint:
        """The paint in ``light`` or ``dark``."""
        return self.dark if theme == "dark" else self.light

    def name(self, language: str) -> str:
        """The word in a language."""
        return word("status", self.code, language)


_TABLE = (
    Status(
        "achieved",
        "✔",
        "check_circle",
        "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm-1.2 10.4L3.7 8.3l1.3-1.3 1.8 1.8 4.2-4.2 1.3 1.3z",
        True,
        Paint("#00607a", "#ffffff", "#00607a"),
        Paint("#4fc3dd", "#00222b", "#4fc3dd"),
    ),
    Status(
        "on_track",
        "✓",
        "check",
        "M2.5 8.5l3.7 3.7 7.3-8",
        False,
        Paint("#00785a", "#ffffff", "#00785a"),
        Paint("#3dc79a", "#00261a", "#3dc79a"),
    ),
    Status(
        "at_risk",
        "▲",
        "warning",
        "M8 1.5L15.2 14.5H.8zM7.2 6v4.2h1.6V6zm0 5.4V13h1.6v-1.6z",
        True,
        Paint("#e69f00", "#2b1c00", "#8a5a00"),
        Paint("#f0b429", "#2b1c00", "#f0b429"),
    ),
    Status(
        "off_track",
        "▼",
        "arrow_downward",
        "M8 2v11M3 8.2l5 5 5-5",
        False,
        Paint("#bf4b00", "#ffffff", "#bf4b00"),
        Paint("#ff8f55", "#2e1200", "#ff8f55"),
    ),
    Status(
        "missed",
        "✕",
        "close",
        "M3 3l10 10M13 3L3 13",
        False,
        Paint("#8b1a1a", "#ffffff", "#8b1a1a"),
        Paint("#b3261e", "#ffffff", "#ff8a80"),
    ),
    Status(
        "no_data",
        "○",
        "radio_button_unchecked",
        "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z",
        False,
        Paint("#e3e6ea", "#3d4650", "#59636e", None, True),
        Paint("#363e48", "#dde1e6", "#a9b2bc", None, True),
    ),
    Status(
        "not_measurable",
        "?",
        "question_mark",
        "M4.8 5.6c0-1.9 1.4-3.1 3.2-3.1s3.2 1.1 3.2 2.8c0 2.4-3.2 2.5-3.2 4.9M8 12.4v1.6",
        False,
        Paint("#ffffff", "#4a545e", "#4a545e", "#76808a"),
        Paint("#0e1117", "#c3cad1", "#c3cad1", "#8b95a0"),
    ),
    Status(
        "not_due",
        "–",
        "remove",
        "M3 8h10",
        False,
        Paint("#eef0f2", "#555f69", "#68727c"),
        Paint("#262c34", "#b7bfc8", "#a3acb6"),
    ),
)

STATUS: dict[str, Status] = {status.code: status for status in _TABLE}
assert tuple(STATUS) == STATUSES


def said(code: str, language: str) -> str:
    """A status for plain text: sign and word, ``▲ at risk``."""
    return f"{STATUS[code].sign} {word('status', code, language)}"
