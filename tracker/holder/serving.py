"""The holder's side: a thread in the server that runs the commands others ask for, on the store it holds."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from tracker.holder import meeting_place, wire
from tracker.store import Store

AT_ONCE = 4
REQUEST_SECONDS = 10.0
STALLED_SECONDS = 600.0  # how long a command may wait for somebody to read on
STOP_SECONDS = 20.0

# argv, cwd, env, out, err, store -> exit code
Runner = Callable[[Sequence[str], Path, Mapping[str, str], TextIO, TextIO, Store], int]


class Handle:
    """The commands' door of a held store; :meth:`stop` closes it before the store is closed."""

    def __init__(
        self, store: Store, runner: Runner, listener: socket.socket | None, path: Path | None
    ) -> None:
        self.path = path
        self._store, self._runner, self._listener = store, runner, listener
        self._identity = path.stat().st_ino if path else None
        self._stopping = threading.Event()
        self._free = threading.BoundedSemaphore(AT_ONCE)
        self._running: set[threading.Thread] = set()
        self._door: threading.Thread | None = None
        if listener is not None:
            self._door = threading.Thread(target=self._listen, name="commands", daemon=True)
            self._door.start()

    def stop(self) -> None:
        """Take no more commands, let those that run finish, and leave nothing behind; a second call does nothing."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
        if self._door is not None:
            self._door.join(STOP_SECONDS)
        for thread in tuple(self._running):
            thread.join(STOP_SECONDS)
        if self.path is not None:
            with contextlib.suppress(OSError):
                if self.path.stat().st_ino == self._identity:
                    self.path.unlink()

    def _listen(self) -> None:
        while not self._stopping.is_set():
            self._free.acquire()
            try:
                connection, _ = self._listener.accept()
            except TimeoutError:
                self._free.release()
                continue
            except OSError:
                self._free.release()
                return  # closed by stop
            thread = threading.Thread(target=self._answer, args=(connection,), name="command", daemon=True)
            self._running.add(thread)
            thread.start()

    def _answer(self, connection: socket.socket) -> None:
        try:
            with connection:
                connection.settimeout(REQUEST_SECONDS)
                if not meeting_place.is_own_user(connection):
                    return
                request = wire.read_request(connection)
                if request is None or self._stopping.is_set():
                    return
                connection.settimeout(STALLED_SECONDS)
                lock = threading.Lock()
                out, err = (wire.Stream(connection, kind, lock) for kind in (wire.OUT, wire.ERR))
                code = self._runner(request.argv, Path(request.cwd), request.env, out, err, self._store)
                out.flush()
                err.flush()
                wire.send_piece(connection, wire.EXIT, str(code).encode())
        except OSError:
            pass  # whoever asked went away
        finally:
            self._running.discard(threading.current_thread())
            self._free.release()


def serve_commands(store: Store, runner: Runner | None = None) -> Handle:
    """Run commands that other processes of the same user ask for, on this store, until the handle is stopped.

    A store that is not kept in a file, and a system without local sockets, has no door; the handle then does
    nothing. ``runner`` is the command line's own unless a test brings another.
    """
    if runner is None:
        from tracker.commands.running import run_held  # late: the commands import this package

        runner = run_held
    if store.path is None or not hasattr(socket, "AF_UNIX"):
        return Handle(store, runner, None, None)
    name = meeting_place.socket_name(store.path)
    for folder in meeting_place.folders():
        path = folder / f"{name}.sock"
        if meeting_place.fits(path) and meeting_place.private_folder(folder, make=True):
            listener = _bound(path)
            if listener is not None:
                return Handle(store, runner, listener, path)
    return Handle(store, runner, None, None)


def _bound(path: Path) -> socket.socket | None:
    """A listener at the path. Whoever holds the database is the holder, so what stands there is left behind."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        path.unlink(missing_ok=True)
        listener.bind(str(path))
        path.chmod(0o600)
        listener.listen(16)
        listener.settimeout(1.0)  # where closing does not wake whoever waits
    except OSError:
        listener.close()
        return None
    os.set_inheritable(listener.fileno(), False)
    return listener
