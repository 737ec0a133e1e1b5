"""An empty page on a server of our kind: the floor under every page."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import streamlit as st

from tracker.ui.server import lifespan

HERE = Path(__file__).resolve().parent
# under stock settings the same empty page keeps every habit of the platform
app = (
    st.App(HERE / "page.py") if os.environ.get("BENCH_STOCK") else st.App(HERE / "page.py", lifespan=lifespan)
)
