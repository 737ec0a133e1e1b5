"""The command line: finds the command, runs it here, or asks the process that holds the database to run it.

Owns the start, the exit code and what happens when the reader of the output goes away. Imports nothing heavy:
``tracker --help`` must come at once, and Streamlit never comes in.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

HELD_SECONDS = 10.0  # how long a command waits for another short one
INTERRUPTED = 130
# what a holder is told of the environment, and nothing else; of the mail password only the name of its file
TOLD = ("TRACKER_DATABASE", "TRACKER_PROGRAMS", "TRACKER_INBOX", "TRACKER_ADDRESS", "TRACKER_SMTP_HOST",
        "TRACKER_SMTP_PORT", "TRACKER_SMTP_USER", "TRACKER_SMTP_PASSWORD_FILE", "TRACKER_SMTP_FROM")  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; never a traceback for what a person or the machine does."""
    argv = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _main(argv)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        sys.stderr.write("\ntracker: stopped.\n")
        return INTERRUPTED
    except BrokenPipeError:
        # whoever read the output has gone; the exit must not write to them again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        from tracker.commands.running import disk_fault, say_fault

        say_fault(disk_fault(error), None, sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 3


def _main(argv: list[str]) -> int:
    from tracker.commands.parsing import overview

    if not argv or argv[0] in ("--help", "-h", "help"):
        sys.stdout.write(overview())
        return 0 if argv else 2
    if argv[0] in ("--version", "-V"):
        from importlib.metadata import version

        sys.stdout.write(f"tracker {version('program-tracker')}\n")
        return 0
    return _run(argv)


def _run(argv: list[str]) -> int:
    from tracker.commands.running import run, say_fault
    from tracker.commands.table import COMMANDS
    from tracker.errors import DatabaseHeld

    cwd, env = Path.cwd(), {name: os.environ[name] for name in TOLD if name in os.environ}
    deadline = time.monotonic() + HELD_SECONDS
    while True:
        try:
            return run(argv, cwd=cwd, env=env, out=sys.stdout, err=sys.stderr)
        except SystemExit as shown:  # after --help
            return int(shown.code or 0)
        except DatabaseHeld as held:
            fault = held
        if not COMMANDS[argv[0]].asked:
            say_fault(fault, None, sys.stderr)
            return fault.exit_code
        code = _ask(argv, cwd, env)
        if code is not None:
            return code
        if time.monotonic() >= deadline:
            say_fault(fault, None, sys.stderr)
            return fault.exit_code
        time.sleep(0.1)


def _ask(argv: list[str], cwd: Path, env: dict[str, str]) -> int | None:
    from tracker.commands.call import database_of
    from tracker.commands.parsing import parse
    from tracker.commands.running import say_fault
    from tracker.errors import EnvironmentFault
    from tracker.holder.asking import ask_holder

    _, args = parse(argv)
    try:
        return ask_holder(database_of(args, cwd, env), argv, cwd=cwd, env=env, out=sys.stdout, err=sys.stderr)
    except EnvironmentFault as fault:
        say_fault(fault, None, sys.stderr)
        return fault.exit_code


if __name__ == "__main__":
    sys.exit(main())
