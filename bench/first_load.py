"""First load in a browser: what it fetches and how long until the heading, on a slow line with a slow processor.

The line is a 3G one (1.6 Mbit/s down, 0.75 up, 300 ms there and back), the processor four times slower than this one,
the browser's cache empty, the server not the first on its machine. Ours stands beside the same app with the files and
messages as the platform sends them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from bench.build import Built
from bench.serving import Served, served
from bench.timing import TURNS, Row
from bench.wastes import OURS, STOCK, ours

LINE = {"offline": False, "latency": 300, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOWER = 4
#: address, and what is drawn last
PAGES = {
    "overview page": ("/?as_of=2025-06-20&lang=ru", ".js-plotly-plot .main-svg"),
    "light page of a member": ("/light/member/bureau-kz-11-health?as_of=2025-06-20&lang=ru", "h1"),
}
_AS_ROOT = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@dataclass(slots=True)
class Load:
    """One first load: seconds to the heading and to what is drawn last, bytes fetched until then, requests."""

    seconds: float = 0.0
    whole: float = 0.0
    bytes: int = 0
    requests: int = 0


def first_load_rows(made: Built) -> list[Row]:
    """Time to the heading, megabytes and requests of an open page and a light page."""
    subprocess.run([sys.executable, "-m", "tracker.ui.make_lighter"], stdout=subprocess.DEVNULL, check=True)
    with ours(made) as mine, as_sent_by_the_platform(made) as plain, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("BROWSER_PATH") or None, args=_AS_ROOT
        )
        taken = {name: _by_turns(browser, page, mine, plain) for name, page in PAGES.items()}
        browser.close()
    rows = []
    for name, loads in taken.items():
        for what, unit, of in (
            ("heading drawn on 3G", "s", lambda load: load.seconds),
            ("everything drawn on 3G", "s", lambda load: load.whole),
            ("fetched", "KB", lambda load: load.bytes / 1000),
            ("requests", "", lambda load: load.requests),
        ):
            own, other = (statistics.median(of(load) for load in side) for side in loads)
            rows.append(Row(f"{name}, {what}", "as the platform sends it", own, other, unit=unit))
    return rows


def as_sent_by_the_platform(made: Built):
    """A server of the app whose files and messages are not packed."""
    options = ("--server.enableWebsocketCompression", "false")
    return served(OURS, *options, through=STOCK, STOCK="unpacked", **made.copy("unpacked").environment)


def _by_turns(browser: Browser, page: tuple[str, str], *servers: Served) -> list[list[Load]]:
    path, last = page
    addresses = [f"http://localhost:{server.port}{path}" for server in servers]
    for address in addresses:
        first_load(browser, address, last, slow=False)  # fills what the server keeps
    turns = [[first_load(browser, address, last) for address in addresses] for _ in range(TURNS)]
    return [list(loads) for loads in zip(*turns, strict=True)]


def first_load(browser: Browser, address: str, last: str, *, slow: bool = True) -> Load:
    """Load a page with an empty cache until what is drawn ``last`` is there."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="ru-RU")
    page, load = context.new_page(), Load()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    if slow:
        line.send("Network.emulateNetworkConditions", LINE)
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def ended(event: dict) -> None:
        load.bytes += int(event.get("encodedDataLength", 0))

    def asked(event: dict) -> None:
        load.requests += 1

    line.on("Network.requestWillBeSent", asked)
    line.on("Network.loadingFinished", ended)
    page.goto(address, wait_until="commit", timeout=180_000)
    page.locator("h1").first.wait_for(timeout=180_000)
    load.seconds = page.evaluate("performance.now()") / 1000
    page.locator(last).first.wait_for(timeout=180_000)
    load.whole = page.evaluate("performance.now()") / 1000
    context.close()
    return load
