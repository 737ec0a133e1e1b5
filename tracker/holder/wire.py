"""What is said over the socket: one request as a line of JSON, then pieces of output, and the exit code last.

A piece is one byte for its kind, four for its length, then its bytes.
"""

from __future__ import annotations

import io
import json
import socket
import struct
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

OUT, ERR, EXIT = b"o", b"e", b"x"
VERSION = 1
LONGEST_REQUEST = 1 << 20
_HEAD = struct.Struct(">cI")
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Request:
    """A command as it was typed, the folder it was typed in, and the tracker's own variables there."""

    argv: tuple[str, ...]
    cwd: str
    env: Mapping[str, str]


def send_request(connection: socket.socket, argv: Sequence[str], cwd: str, env: Mapping[str, str]) -> None:
    """Send one command."""
    told = {"version": VERSION, "argv": list(argv), "cwd": cwd, "env": dict(env)}
    connection.sendall(json.dumps(told).encode() + b"\n")


def read_request(connection: socket.socket) -> Request | None:
    """The command asked for, None for anything that is not one."""
    line = b""
    while not line.endswith(b"\n"):
        piece = connection.recv(_PIECE)
        if not piece or len(line) > LONGEST_REQUEST:
            return None
        line += piece
    try:
        told = json.loads(line)
        if told["version"] != VERSION:
            return None
        return Request(tuple(map(str, told["argv"])), str(told["cwd"]), dict(told["env"]))
    except (ValueError, KeyError, TypeError):
        return None


class Stream(io.TextIOBase):
    """A text stream whose writing goes over the socket as pieces of one kind."""

    def __init__(self, connection: socket.socket, kind: bytes, lock: threading.Lock) -> None:
        self._connection, self._kind, self._lock = connection, kind, lock
        self._waiting: list[str] = []
        self._length = 0

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, text: str) -> int:
        """Keep the text until a piece is full."""
        self._waiting.append(text)
        self._length += len(text)
        if self._length >= _PIECE:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what was kept. Raises OSError when nobody listens any more."""
        if not self._waiting:
            return
        data = "".join(self._waiting).encode("utf-8", "surrogateescape")
        self._waiting, self._length = [], 0
        with self._lock:
            send_piece(self._connection, self._kind, data)


def send_piece(connection: socket.socket, kind: bytes, data: bytes) -> None:
    """Send one piece."""
    connection.sendall(_HEAD.pack(kind, len(data)) + data)


def read_pieces(connection: socket.socket) -> Iterator[tuple[bytes, bytes]]:
    """The pieces as they come, until the other end closes."""
    with connection.makefile("rb") as reader:
        while head := reader.read(_HEAD.size):
            if len(head) < _HEAD.size:
                return
            kind, length = _HEAD.unpack(head)
            data = reader.read(length)
            if len(data) < length:
                return
            yield kind, data
