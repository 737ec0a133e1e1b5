"""Waiting for a server to answer and for a page to stand still."""

from __future__ import annotations

import subprocess
import time
import urllib.request

READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def wait_for(address: str, process: subprocess.Popen) -> None:
    """Until the address answers; the process is the one that is to answer it."""
    until = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)  # the server gives no other sign that it has started


def settle(page) -> None:
    """Wait until the page's run is over, its heading stands there and its address is whole.

    The address is completed after the first run, and a click before that is lost.
    """
    page.wait_for_selector(READY)
    page.wait_for_selector("h1")
    page.wait_for_url("**basis=**")
    page.wait_for_selector(READY)
