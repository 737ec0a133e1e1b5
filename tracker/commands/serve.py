"""Show the pages in a browser: on this machine only, and with --address to others too, once somebody can sign in.

A demonstration never leaves this machine. Makes an empty database with the program files loaded where there is
none. Ctrl-C stops it.
"""

from __future__ import annotations

import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from urllib.parse import urlsplit

from tracker.access.account import has_accounts
from tracker.access.cookie import is_this_machine
from tracker.access.proxy import read_proxies
from tracker.commands.call import Call
from tracker.errors import DatabaseHeld, EnvironmentFault, UsageError
from tracker.queries.directory import holds_demonstration
from tracker.store import Store, open_store

EXAMPLE = "tracker serve --database demonstration.duckdb --as-of 2022-04-15"
ADDRESS = "127.0.0.1"
PORT = 8501
DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard.py"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--port", metavar="N", help=f"the port to listen on (default: {PORT})")
    parser.add_argument("--address", metavar="A", help=f"the address to listen on (default: {ADDRESS})")
    parser.add_argument(
        "--url", metavar="URL", help="how browsers reach it, https://... (default: $TRACKER_URL)"
    )
    parser.add_argument(
        "--inbox", metavar="DIR", help="take workbooks that appear in this folder (default: $TRACKER_INBOX)"
    )
    parser.add_argument(
        "--proxies",
        metavar="A,B",
        help="proxies that say who asks, and over https or not (default: $TRACKER_PROXIES)",
    )
    parser.add_argument("--as-of", metavar="DAY", help="the day the pages open on (default: today)")


def run(call: Call) -> int:
    """Become the server."""
    port = _port(call.args.port)
    day = call.day("as_of") if call.args.as_of is not None else None
    if not DASHBOARD.is_file():
        raise EnvironmentFault("The pages are not installed: there is no {path}.", path=str(DASHBOARD))
    address = call.args.address or ADDRESS
    url = call.args.url or os.environ.get("TRACKER_URL")
    proxies = call.args.proxies if call.args.proxies is not None else os.environ.get("TRACKER_PROXIES", "")
    read_proxies(proxies)
    _check_free(port)
    try:
        with open_store(call.database) as store:  # faults are said here, before a browser opens
            _check_address(store, address)
            if not has_accounts(store) and not holds_demonstration(store):
                call.warn(
                    "Nobody can sign in yet: `tracker account invite NAME --role administrator` prints a link."
                )
    except DatabaseHeld:
        raise EnvironmentFault(
            "A running server or command holds {path} already; use that one, or stop it first.",
            path=str(call.database),
        ) from None
    environment = {
        **os.environ,
        "TRACKER_DATABASE": str(call.database),
        "TRACKER_PROGRAMS": str(call.path(call.programs)),
        "TRACKER_PROXIES": proxies,
        "FORWARDED_ALLOW_IPS": "nobody",  # the server beneath would believe whatever is on this machine
    }
    if call.args.inbox:
        inbox = call.path(call.args.inbox)
        if not inbox.is_dir():
            raise UsageError("--inbox {folder}: there is no such folder.", folder=call.args.inbox)
        environment["TRACKER_INBOX"] = str(inbox)
    if day is not None:
        environment["TRACKER_AS_OF"] = day.isoformat()
    if url:
        environment["TRACKER_URL"] = url
    call.say("The tracker answers at {address} (Ctrl-C stops it).", address=url or f"http://{address}:{port}")
    call.out.flush()
    os.chdir(DASHBOARD.parent)  # the server's settings are read from its own folder
    command = [sys.executable, "-m", "streamlit", "run", str(DASHBOARD), "--server.address", address,
               "--server.port", str(port), "--server.headless", "true"]  # fmt: skip
    if url and urlsplit(url).hostname:  # the page's own connection is taken from this host alone
        command += ["--browser.serverAddress", urlsplit(url).hostname]
    os.execve(sys.executable, command, environment)


def _check_address(store: Store, address: str) -> None:
    """Raise UsageError for an address that others reach while nobody can sign in."""
    if is_this_machine(address):
        return
    if holds_demonstration(store):
        raise UsageError(
            "--address {address}: a demonstration signs nobody in and stays on this machine.", address=address
        )
    if not has_accounts(store):
        raise UsageError(
            "--address {address}: others may reach the tracker once somebody can sign in; begin with "
            "`tracker account invite NAME --role administrator`.",
            address=address,
        )


def _port(text: str | None) -> int:
    if text is None:
        return PORT
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise UsageError("--port {text}: a port is a number from 1 to 65535.", text=text)
    return int(text)


def _check_free(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((ADDRESS, port))
        except OSError as error:
            raise EnvironmentFault(
                "Port {port} cannot be used ({reason}); name another with --port.",
                port=port,
                reason=error.strerror,
            ) from None
