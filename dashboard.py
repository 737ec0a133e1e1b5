"""The server: ``streamlit run dashboard.py``, or ``tracker serve``.

The main script is the frame, which has no ``pages`` folder beside it: beside one, the platform would run the
page of the first address asked for without the frame.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from tracker.ui.armour import Armour
from tracker.ui.body_limit import BodyLimit
from tracker.ui.components.problem import unexpected
from tracker.ui.gate import HtmlLanguage, KnownAddresses, LoopbackOnly
from tracker.ui.inside import HiddenInside
from tracker.ui.own_files import OwnFiles
from tracker.ui.packed import PackedFiles
from tracker.ui.provider import ReturnFromProvider, platform_secrets
from tracker.ui.proxies import BehindProxies
from tracker.ui.request_log import RequestLog
from tracker.ui.server import ROUTES, lifespan

FRAME = Path(__file__).resolve().parent / "tracker" / "ui" / "frame.py"

app = st.App(
    FRAME,
    lifespan=lifespan,
    routes=ROUTES,
    middleware=[
        Middleware(BehindProxies),
        Middleware(RequestLog),
        Middleware(Armour),
        Middleware(LoopbackOnly),
        Middleware(HiddenInside),
        Middleware(BodyLimit),
        Middleware(PackedFiles),
        Middleware(OwnFiles),
        Middleware(KnownAddresses),
        Middleware(HtmlLanguage),
        Middleware(ReturnFromProvider),
    ],
    on_script_error=unexpected,
    secrets=platform_secrets(),
)

if __name__ == "__main__":
    app.run()
