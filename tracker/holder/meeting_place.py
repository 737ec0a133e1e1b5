"""Where the holder of a database and the commands meet: one socket per database, in a folder of the user's own."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
import struct
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

LONGEST_PATH = 100  # a socket's address holds 104 to 108 bytes


def folders() -> Iterator[Path]:
    """The folders that may hold the socket, the first that can be used by the server, all tried by a command."""
    given = os.environ.get("TRACKER_RUNTIME_DIR")
    if given:
        yield Path(given)
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime:
        yield Path(runtime) / "program-tracker"
    name = f"program-tracker-{os.getuid()}"
    shared = Path("/tmp")  # the folder made in it is checked to be the user's own
    if shared.is_dir():
        yield shared / name
    yield Path(tempfile.gettempdir()) / name


def socket_name(database: Path) -> str:
    """The socket's name for a database, the same from whichever folder or link it is named."""
    return hashlib.sha256(os.fsencode(database.resolve())).hexdigest()[:32]


def private_folder(folder: Path, *, make: bool) -> bool:
    """Whether the folder is there, no link, the user's own and closed to everybody else; made so if asked."""
    try:
        if make:
            folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def fits(path: Path) -> bool:
    """Whether a socket can have this address."""
    return len(os.fsencode(path)) <= LONGEST_PATH


def is_own_user(connection: socket.socket) -> bool:
    """Whether the other end is a process of the same user; True where the system cannot tell (the folder guards)."""
    if hasattr(socket, "SO_PEERCRED"):
        packed = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        return struct.unpack("3i", packed)[1] == os.getuid()
    if sys.platform == "darwin":
        packed = connection.getsockopt(0, 0x001, 8)  # LOCAL_PEERCRED: version, user
        return struct.unpack("2i", packed)[1] == os.getuid()
    return True
