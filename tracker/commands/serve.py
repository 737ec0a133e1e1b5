"""Show the pages in a browser, on this machine only: until accounts exist nobody else may reach them.

Makes an empty database with the program files loaded where there is none. Ctrl-C stops it.
"""

from __future__ import annotations

import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path

from tracker.commands.call import Call
from tracker.errors import DatabaseHeld, EnvironmentFault, UsageError
from tracker.store import open_store

EXAMPLE = "tracker serve --database demonstration.duckdb --as-of 2022-04-15"
ADDRESS = "127.0.0.1"
PORT = 8501
DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard.py"


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--port", metavar="N", help=f"the port to listen on (default: {PORT})")
    parser.add_argument("--as-of", metavar="DAY", help="the day the pages open on (default: today)")


def run(call: Call) -> int:
    """Become the server."""
    port = _port(call.args.port)
    day = call.day("as_of") if call.args.as_of is not None else None
    if not DASHBOARD.is_file():
        raise EnvironmentFault("The pages are not installed: there is no {path}.", path=str(DASHBOARD))
    _check_free(port)
    try:
        open_store(call.database).close()  # faults are said here, before a browser opens
    except DatabaseHeld:
        raise EnvironmentFault(
            "A running server or command holds {path} already; use that one, or stop it first.",
            path=str(call.database),
        ) from None
    environment = {
        **os.environ,
        "TRACKER_DATABASE": str(call.database),
        "TRACKER_PROGRAMS": str(call.path(call.programs)),
    }
    if day is not None:
        environment["TRACKER_AS_OF"] = day.isoformat()
    call.say("The tracker answers at {address} (Ctrl-C stops it).", address=f"http://{ADDRESS}:{port}")
    call.out.flush()
    os.chdir(DASHBOARD.parent)  # the server's settings are read from its own folder
    command = [sys.executable, "-m", "streamlit", "run", str(DASHBOARD), "--server.address", ADDRESS,
               "--server.port", str(port), "--server.headless", "true"]  # fmt: skip
    os.execve(sys.executable, command, environment)


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
