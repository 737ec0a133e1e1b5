"""A process that holds a database and lets commands in, as the server does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_HOLDER = """
import sys
from tracker.holder import serve_commands
from tracker.store import open_store
store = open_store(sys.argv[1])
door = serve_commands(store)
print(door.path, flush=True)
sys.stdin.read()
door.stop()
store.close()
"""
_MUTE = """
import sys
from tracker.store import open_store
store = open_store(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
store.close()
"""


@contextmanager
def holder(database: Path, *, mute: bool = False) -> Iterator[Path]:
    """The database held by another process; gives its socket. ``mute``: it holds the file and answers nobody."""
    process = subprocess.Popen(
        [sys.executable, "-c", _MUTE if mute else _HOLDER, str(database)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    try:
        said = process.stdout.readline().strip()
        assert said, "the holder did not start"
        yield Path(said)
    finally:
        process.stdin.close()
        process.wait(30)
        process.stdout.close()


def tracker(*argv: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process of its own."""
    import os

    return subprocess.run(
        [sys.executable, "-m", "tracker", *argv], cwd=cwd, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
    )  # fmt: skip
