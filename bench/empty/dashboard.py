"""An empty page on a server of our kind: the floor under every page."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pandas  # noqa: F401 - what the platform brings in later is not frozen, and each rerun would walk it
import streamlit as st

from tracker.ui.server import lifespan

app = st.App(Path(__file__).resolve().parent / "page.py", lifespan=lifespan)
