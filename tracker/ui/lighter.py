"""What a process of its own has made lighter of the platform's files so far; see :mod:`tracker.ui.make_lighter`.

Until a file's lighter form is there, and wherever it cannot be made, the platform's own is served: nobody waits.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_places: dict[str, Path] = {}


def lighter_form(address: str) -> bytes | None:
    """The lighter form of the platform's file at an address: a font cut down, anything else as Brotli."""
    place = _places.get(address)
    if place is None:
        return None
    try:
        return _read(place)
    except OSError:  # somebody has emptied the cache; the next start fills it
        _places.pop(address, None)
        return None


@cache
def _read(place: Path) -> bytes:
    return place.read_bytes()


class MakingLighter:
    """The process that makes files lighter, listened to until it has ended or is stopped."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tracker.ui.make_lighter"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # the interrupt that ends the server in a terminal is the server's
        )
        self._thread = threading.Thread(target=self._listen, name="lighter", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it, whatever it is at."""
        self._process.terminate()
        self._thread.join()

    def _listen(self) -> None:
        with self._process:
            for line in self._process.stdout:
                address, place = json.loads(line)
                _places[address] = Path(place)
