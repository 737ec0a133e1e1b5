"""The command's side: handing a command to the process that holds the database."""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from tracker.errors import EnvironmentFault
from tracker.holder import meeting_place, wire

CONNECTING_SECONDS = 5.0


def ask_holder(
    database: Path,
    argv: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    out: TextIO,
    err: TextIO,
) -> int | None:
    """Let the holder of the database run the command here typed; its output streams to ``out`` and ``err``.

    Returns the command's exit code, None where nobody answers for this database. Raises EnvironmentFault where
    the holder went away in the middle.
    """
    connection = _connected(database)
    if connection is None:
        return None
    heard = False
    with connection:
        try:
            if not _sent(connection, argv, cwd, env):
                return None
            connection.settimeout(None)
            for kind, data in wire.read_pieces(connection):
                heard = True
                if kind == wire.EXIT:
                    return int(data)
                stream = out if kind == wire.OUT else err
                stream.write(data.decode("utf-8", "surrogateescape"))
                stream.flush()
        except (ConnectionResetError, ConnectionAbortedError, TimeoutError):
            pass  # it went away; whether in the middle is said below
    if not heard:
        return None  # it was closing down and had not begun; what was done twice adds nothing
    raise EnvironmentFault(
        "The server that holds the database {path} stopped in the middle of the command; see what was done "
        "before asking again.",
        path=str(database),
    )


def _sent(connection: socket.socket, argv, cwd, env) -> bool:
    """Whether the request got through; a holder that hangs up at once is closing down.

    Caught here and nowhere wider: a broken pipe further on is the reader of our own output going away.
    """
    try:
        wire.send_request(connection, argv, str(cwd), env)
    except BrokenPipeError:
        return False
    return True


def _connected(database: Path) -> socket.socket | None:
    if not hasattr(socket, "AF_UNIX"):
        return None
    name = meeting_place.socket_name(database)
    for folder in meeting_place.folders():
        path = folder / f"{name}.sock"
        if not meeting_place.fits(path) or not meeting_place.private_folder(folder, make=False):
            continue
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(CONNECTING_SECONDS)
        try:
            connection.connect(str(path))
            if meeting_place.is_own_user(connection):
                return connection
        except OSError:
            pass  # no socket there, or one that a killed server left behind
        connection.close()
    return None
