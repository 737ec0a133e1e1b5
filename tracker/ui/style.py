"""The tracker's style on a page: the palette of the reader's theme as variables, the style sheet, inside links.

Owns the only script the pages carry.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from tracker.draw.palette import palette
from tracker.text import N_, Translator
from tracker.text.status import STATUS
from tracker.ui.own_files import NO_FILE

_SHEET = Path(__file__).with_name("style.css")
_SCRIPT = Path(__file__).with_name("links.js")


def theme() -> str:
    """``light`` or ``dark``, as the reader sees the page."""
    return "dark" if st.context.theme.type == "dark" else "light"


@dataclass(frozen=True, slots=True)
class _AsItIs:
    """What the platform puts on a page as it is; of a text it would first look for a margin to take away."""

    text: str

    def _repr_html_(self) -> str:
        return self.text


def put_style(of: str, t: Translator) -> None:
    """Style the tracker's markup on this page; the platform's own words about files are in the reader's language."""
    st.html(_style_and_script(of, t), unsafe_allow_javascript=True)


@cache
def _style_and_script(of: str, t: Translator) -> _AsItIs:
    words = f':root{{--choose-file:"{t(_CHOOSE_FILE)}";--no-file:"{t(NO_FILE)}"}}'
    style = f"<style>{_variables(of)}{words}{_SHEET.read_text('utf-8')}</style>"
    return _AsItIs(f"{style}<script>{_SCRIPT.read_text('utf-8')}</script>")


def _variables(of: str) -> str:
    chosen = palette(of)
    lines = [
        f"--{name}:{value}"
        for name, value in asdict(chosen).items()
        if isinstance(value, str) and name != "name"
    ]
    for code, status in STATUS.items():
        lines.append(f"--{code.replace('_', '-')}-mark:{status.paint(of).mark}")
    return ":root{" + ";".join(lines) + "}"


_CHOOSE_FILE = N_("Choose a file")
