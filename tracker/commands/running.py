"""Running one command: every fault ends in a sentence and an exit code, never in a traceback.

Exit codes: 0 done, 1 the input was at fault, 2 wrong usage, 3 something else is at fault.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tracker.commands.call import Call
from tracker.commands.parsing import parse
from tracker.commands.table import COMMANDS
from tracker.errors import DatabaseHeld, EnvironmentFault, ProblemsError, TrackerError, fill

if TYPE_CHECKING:
    from tracker.store import Store


def run(
    argv: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    out: TextIO,
    err: TextIO,
    store: Store | None = None,
) -> int:
    """Run the command and return its exit code. Raises DatabaseHeld for whoever may ask the holder, and
    BrokenPipeError where nobody reads on.
    """
    call = None
    try:
        module, args = parse(argv)
        call = Call(args, cwd=cwd, env=env, out=out, err=err, store=store)
        return module.run(call)
    except DatabaseHeld:
        raise
    except ProblemsError as refused:
        return say_problems(call, refused)
    except TrackerError as fault:
        say_fault(fault, call, err)
        return fault.exit_code
    except BrokenPipeError:
        raise
    except OSError as error:
        fault = disk_fault(error)
    except MemoryError:
        fault = EnvironmentFault("There is not enough memory for this.")
    except Exception as error:
        if os.environ.get("TRACKER_TRACEBACK"):
            raise
        fault = _engine_fault(error, call) or EnvironmentFault(
            "Something went wrong inside the tracker ({kind}: {reason}). Set TRACKER_TRACEBACK=1 and run the command "
            "again to see where, and report it.",
            kind=type(error).__name__, reason=str(error).strip().split("\n")[0],
        )  # fmt: skip
    say_fault(fault, call, err)
    return fault.exit_code


def run_held(
    argv: Sequence[str], cwd: Path, env: Mapping[str, str], out: TextIO, err: TextIO, store: Store
) -> int:
    """Run a command for another process on the store this one holds."""
    command = COMMANDS.get(argv[0]) if argv else None
    if command is None or not command.asked:
        say_fault(EnvironmentFault("This command cannot be run by the server."), None, err)
        return EnvironmentFault.exit_code
    try:
        return run(argv, cwd=cwd, env=env, out=out, err=err, store=store)
    except DatabaseHeld as held:
        say_fault(held, None, err)
        return held.exit_code
    except SystemExit:
        return 0


def say_fault(fault: TrackerError, call: Call | None, err: TextIO) -> None:
    """One line: what is wrong."""
    said = fill(fault.template, fault.values) if call is None else call.tr(fault.template, **fault.values)
    err.write(f"tracker: {said}\n")


def say_problems(call: Call, refused: ProblemsError) -> int:
    """Each problem on a line of its own, then their count."""
    for problem in refused.problems:
        call.out.write(call.problem(problem) + "\n")
    call.out.write(call.plural("{n} fault; nothing was written.", "{n} faults; nothing was written.",
                               len(refused.problems)) + "\n")  # fmt: skip
    return refused.exit_code


def _engine_fault(error: Exception, call: Call | None) -> EnvironmentFault | None:
    from tracker.store.engine_faults import engine_fault

    fault = None if call is None else engine_fault(error, call.database)
    return None if isinstance(fault, DatabaseHeld) else fault


def disk_fault(error: OSError) -> EnvironmentFault:
    """What the system refused, in words."""
    name = str(error.filename) if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return EnvironmentFault("The disk is full. {path}", path=name)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return EnvironmentFault("The system does not permit it: {path}", path=name)
    return EnvironmentFault("{reason}: {path}", reason=error.strerror or str(error), path=name)
