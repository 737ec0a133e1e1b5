"""An installation of somebody's own, served, with accounts and a real provider beside it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import small_country
from tests.browser.readers import PATIENCE
from tests.browser.waiting import settle, wait_for
from tests.small_country import ADMINISTRATOR
from tracker.access import moment
from tracker.access.account import find_account
from tracker.access.change import changing
from tracker.access.invitation import accept_invitation
from tracker.access.session import open_session
from tracker.record.account import NewRole, bind_provider, invite_account, make_account_with_role
from tracker.store import open_store

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "four words make it"
BRANCH = NewRole("branch", territory="KZ-11")
PEOPLE = {
    "chief": NewRole("administrator"),
    "branch-first": BRANCH,
    "branch-slow": BRANCH,
    "branch-taken": BRANCH,
    "branch-ended": BRANCH,
    "branch-fixed": BRANCH,
    "branch-provider": BRANCH,
    "branch-form": BRANCH,
    "branch-looking": BRANCH,
    "branch-own": BRANCH,
    "chief-leaving": NewRole("administrator"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A running installation: address, command line, clock, an invitation, what a stranger saw first, and of every
    account the token of a session that is open elsewhere.
    """

    address: str
    provider: str
    invitation: str
    tracker: Callable[..., str]
    ahead: Callable[[float], None]
    first_seen: str
    programs: Path
    elsewhere: dict[str, str]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def _running(command: list[str], answers: str, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(answers, process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory, browser) -> Iterator[Place]:
    folder: Path = tmp_path_factory.mktemp("installation")
    database, clock_file, programs = folder / "own.duckdb", folder / "clock", folder / "programs"
    programs.mkdir()
    port, provider_port = _free_port(), _free_port()
    provider = f"http://localhost:{provider_port}"
    with open_store(database) as store:
        small_country.load(store)
        told = small_country.report(
            "akmola-2021-2025/clinics", "2021-Q4", 3, "2022-01-10", note="from inside"
        )
        small_country.record(store, told)
        now = moment.now()
        for name, role in PEOPLE.items():
            make_account_with_role(store, ADMINISTRATOR, name, role, now=now)
            token = invite_account(store, ADMINISTRATOR, name, now=now)
            if name != "branch-first":
                accept_invitation(store, token, PASSWORD, PASSWORD, source="", now=now)
            else:
                invitation = token
        with changing(store) as writing:
            elsewhere = {
                name: open_session(writing, find_account(store, name), "password", now) for name in PEOPLE
            }
        bind_provider(store, ADMINISTRATOR, "branch-provider", provider, "person-17", now=now)
    environment = {
        "TRACKER_DATABASE": str(database), "TRACKER_PROGRAMS": str(programs), "TRACKER_SIGN_IN_CLOCK": str(clock_file),
        "TRACKER_URL": f"http://localhost:{port}", "TRACKER_OIDC_CLIENT_ID": "tracker",
        "TRACKER_OIDC_CLIENT_SECRET": "not so secret here",
        "TRACKER_OIDC_METADATA_URL": f"{provider}/.well-known/openid-configuration",
    }  # fmt: skip

    def tracker(*typed: str) -> str:
        """The command line, beside the running server."""
        done = subprocess.run(
            [sys.executable, "-m", "tracker", *typed], cwd=ROOT, env={**os.environ, **environment},
            capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        return done.stdout

    def ahead(seconds: float) -> None:
        clock_file.write_text(str(seconds), "ascii")

    serve = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.port", str(port)]
    mock = [sys.executable, "-m", "oidc_provider_mock", "--port", str(provider_port)]
    with (
        _running(mock, f"{provider}/.well-known/openid-configuration"),
        _running(serve, f"http://localhost:{port}/_stcore/health", **environment),
    ):
        address = f"http://localhost:{port}"
        stranger = browser.new_page()
        stranger.set_default_timeout(PATIENCE)
        stranger.goto(f"{address}/report?lang=en")  # the very first page anybody asks this server for
        settle(stranger)
        first_seen = stranger.inner_text("body")
        stranger.close()
        yield Place(address, provider, invitation, tracker, ahead, first_seen, programs, elsewhere)


@pytest.fixture
def come_in(page, place) -> Callable[..., None]:
    """Sign in and wait for the page that was asked for."""

    def enter(name: str, back: str = "/report?lang=en", password: str = PASSWORD) -> None:
        page.goto(f"{place.address}/sign-in?lang=en&next={back.replace('?', '%3F').replace('&', '%26')}")
        page.fill("#name", name)
        page.fill("#password", password)
        page.click("button[type=submit]")

    return enter
