"""Watching the program files: what somebody saves in an editor is read without a restart.

The platform's own watcher looks at code and would run pages again; this one looks at the program folder alone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from tracker.program.files import SUFFIXES

#: editors write in several steps: the files are read when nothing has happened for so long
SETTLED_SECONDS = 0.4


class Watch:
    """Calls ``changed`` a moment after a program file below ``folder`` was written, moved or removed."""

    def __init__(self, folder: Path, changed: Callable[[], object]) -> None:
        self._changed = changed
        self._touched = threading.Event()
        self._ended = threading.Event()
        self._observer = Observer()
        self._observer.schedule(_Noting(self._touched), str(folder), recursive=True)
        self._reader = threading.Thread(target=self._run, name="program-files", daemon=True)

    def start(self) -> None:
        """Begin. Raises OSError where the folder cannot be watched."""
        self._observer.start()
        self._reader.start()

    def stop(self) -> None:
        """End, when what is being read has been read."""
        self._ended.set()
        self._touched.set()
        self._observer.stop()
        self._observer.join()
        self._reader.join()

    def _run(self) -> None:
        while True:
            self._touched.wait()
            while not self._ended.is_set() and self._touched.is_set():
                self._touched.clear()
                self._ended.wait(SETTLED_SECONDS)
            if self._ended.is_set():
                return
            self._changed()


class _Noting(FileSystemEventHandler):
    def __init__(self, touched: threading.Event) -> None:
        self._touched = touched

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note that a file was written, moved or removed; that one was merely opened or read is nothing."""
        if event.event_type in ("opened", "closed_no_write"):
            return
        names = (str(event.src_path), str(getattr(event, "dest_path", "") or ""))
        if event.is_directory or any(name.lower().endswith(SUFFIXES) for name in names):
            self._touched.set()
