"""The server's own eye on the folder for workbooks: it looks every few seconds, also where a share sends no word.

A folder that cannot be read or written, a full disk: said once in the server's log, and tried again.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from tracker.errors import TrackerError
from tracker.inbox import take_all
from tracker.ui.installation import Installation

EVERY_SECONDS = 2.0
_log = logging.getLogger("tracker.inbox")


class InboxWatch:
    """Takes what appears in ``folder`` until it is stopped."""

    def __init__(self, opened: Installation, folder: Path) -> None:
        self._opened, self._folder = opened, folder
        self._ended = threading.Event()
        self._said = ""
        self._thread = threading.Thread(target=self._run, name="inbox", daemon=True)

    def start(self) -> None:
        """Begin; the first look is at once."""
        self._thread.start()

    def stop(self) -> None:
        """End, when what is being taken has been taken."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._look()
            if self._ended.wait(EVERY_SECONDS):
                return

    def _look(self) -> None:
        try:
            for one in take_all(self._opened.store, self._folder, now=self._opened.moment()):
                if one.outcome != "arriving":
                    _log.info("%s: %s, %d values", one.name, one.outcome, one.added)
            self._said = ""
        except TrackerError as fault:
            if str(fault) != self._said:
                self._said = str(fault)
                _log.warning("%s", fault)
        except Exception as fault:  # one strange file must not end the watch for all
            if str(fault) != self._said:
                self._said = str(fault)
                _log.exception("the folder for workbooks")
