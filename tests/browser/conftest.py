"""A real server on a free port and a real browser looking at it; the databases are states of the world."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from tests import small_country
from tests.browser.own_installation import come_in, place  # noqa: F401 - fixtures of two files of tests
from tests.browser.readers import PATIENCE, Readers
from tests.browser.waiting import settle, wait_for
from tracker.record.report import record_reports
from tracker.store import open_store

ROOT = Path(__file__).resolve().parents[2]
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _browser() -> str | None:
    named = os.environ.get("BROWSER_PATH")
    return named or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    path = _browser()
    if path is None:
        pytest.skip("no browser: set BROWSER_PATH to a Chromium or Chrome")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run", "--process-per-site",
             "--host-resolver-rules=MAP tracker.test 127.0.0.1"]  # fmt: skip
    return {"executable_path": path, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args() -> dict:
    return {"locale": "ru-RU", "timezone_id": "Asia/Almaty", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def readers(browser: Browser) -> Iterator[Readers]:
    """The readers lent to one test after another."""
    lent = Readers(browser)
    yield lent
    lent.close()


@pytest.fixture
def context(readers: Readers, browser_context_args: dict) -> Iterator[BrowserContext]:
    """A reader who has the scripts of a server already, and nothing else of the tests before."""
    with readers.lend(**browser_context_args) as reader:
        yield reader


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it answers and on which database."""

    address: str
    database: Path


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Server]]:
    """Start a server on a database; all of them are stopped when the tests are over."""
    running: list[subprocess.Popen] = []
    programs = tmp_path_factory.mktemp("programs")

    def begin(database: Path) -> Server:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {**os.environ, "TRACKER_DATABASE": str(database), "TRACKER_PROGRAMS": str(programs)}
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(ROOT / "dashboard.py"),
            "--server.port",
            str(port),
        ]
        running.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL))
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/_stcore/health", running[-1])
        return Server(address, database)

    yield begin
    for process in running:
        process.terminate()
    for process in running:
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def demonstration(start, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The small country with made-up progress, served."""
    database = tmp_path_factory.mktemp("demonstration") / "demonstration.duckdb"
    with open_store(database) as store:
        small_country.load(store)
        told = [
            small_country.report("clinics", "2022-Q1", 12, "2022-04-05T06:00:00"),
            small_country.report("villages", "2022-Q1", 12, "2022-04-05T06:00:00"),
        ]
        record_reports(
            store, small_country.ADMINISTRATOR, told, now=small_country.NOW, origin="demonstration"
        )
    return start(database)


@pytest.fixture
def visit(page, demonstration: Server) -> Callable[[str], None]:
    """Go to an address of the demonstration and wait until it stands still."""

    def go(path: str = "") -> None:
        page.goto(f"{demonstration.address}/{path}")
        settle(page)

    return go


#: what a followed link of the tracker does
FOLLOW = """address => {
  history.pushState({}, '', address)
  dispatchEvent(new PopStateEvent('popstate', {state: {}}))
}"""


def _offered(page, address: str) -> tuple[Locator, re.Pattern[str]]:
    """The frame's first link in another language than the address's, and what it is once the frame was drawn for it.

    An expression and no script: the content policy lets a script's text be read once, and a wait looks again.
    """
    found = urlsplit(address)
    state = dict(parse_qsl(found.query))
    language = state.pop("lang")
    links = page.locator(f'[data-testid=stSidebar] .tl a[href*="lang="]:not([href*="lang={language}"])')
    each = "".join(
        rf"(?=.*[?&]{re.escape(urlencode({name: value}))}(?:&|$))" for name, value in state.items()
    )
    drawn = re.compile(rf"^{each}\./{re.escape(found.path[1:])}\?[^&]*(?:&[^&]*){{{len(state)}}}$")
    return links.first, drawn


def follow(page, address: str) -> None:
    """Go on to a whole address (day, basis, language and viewer given) as a link does, without loading anew."""
    link, drawn = _offered(page, address)
    within = page.locator("[data-testid=stApp]").count()
    if within and not (link.count() and drawn.search(link.get_attribute("href"))):
        page.evaluate(FOLLOW, address)
    else:
        page.goto(address)
    expect(link).to_have_attribute("href", drawn)
    settle(page)
