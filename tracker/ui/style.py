"""The tracker's style on a page: the palette of the reader's theme as variables, the style sheet, inside links.

Owns the only script the pages carry.
"""

from __future__ import annotations

from dataclasses import asdict
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


def put_style(of: str, t: Translator) -> None:
    """Style the tracker's markup on this page; the platform's own words about files are in the reader's language."""
    words = f':root{{--choose-file:"{t(_CHOOSE_FILE)}";--no-file:"{t(NO_FILE)}"}}'
    st.html(f"<style>{_variables(of)}{words}{_sheet()}</style>")
    st.html(f"<script>{_script()}</script>", unsafe_allow_javascript=True)


@cache
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


@cache
def _sheet() -> str:
    return _SHEET.read_text("utf-8")


@cache
def _script() -> str:
    return _SCRIPT.read_text("utf-8")


_CHOOSE_FILE = N_("Choose a file")
