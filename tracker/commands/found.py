"""Program files as a command finds them: read from the folder it was typed in, problems named the way it was typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tracker.commands.call import Call
from tracker.errors import Problem, Problems
from tracker.program.check import Checked, check


def read_programs(call: Call, folder: str | None = None) -> Checked:
    """Everything in the folder (default: ``--programs``), judged. Raises InputError where there is none."""
    typed = Path(folder) if folder else call.programs
    checked = check(call.path(typed))
    if typed.is_absolute():
        return checked
    for key, source in checked.catalogue.sources.items():
        checked.catalogue.sources[key] = replace(source, path=as_typed(call, source.path))
    return replace(checked, problems=Problems(as_typed_problems(call, checked.problems)))


def as_typed(call: Call, path: str) -> str:
    """A path below the folder the command was typed in, as seen from there."""
    return path.removeprefix(f"{call.cwd}/")


def as_typed_problems(call: Call, problems: Iterable[Problem]) -> list[Problem]:
    """The problems with their files as seen from the folder the command was typed in."""
    return [replace(problem, file=as_typed(call, problem.file)) for problem in problems]


def print_problems(call: Call, problems: Problems, *, read: dict[str, int] | None = None) -> None:
    """Each problem on a line of its own (warnings said to be such), then how many."""
    for problem in problems:
        place, _, message = call.problem(problem).partition(": ")
        if problem.severity == "warning":
            message = call.tr("warning: {message}", message=message)
        call.out.write(f"{place}: {message}\n")
    faults, warnings = len(problems.faults), len(problems.warnings)
    counted = call.plural("{n} fault", "{n} faults", faults)
    if warnings:
        counted += ", " + call.plural("{n} warning", "{n} warnings", warnings)
    if not faults and read is not None:
        nouns = (
            call.plural("{n} file", "{n} files", read["files"]),
            call.plural("{n} program", "{n} programs", read["programs"]),
            call.plural("{n} section", "{n} sections", read["sections"]),
            call.plural("{n} indicator", "{n} indicators", read["indicators"]),
            call.plural("{n} measure", "{n} measures", read["measures"]),
            call.plural("{n} seat", "{n} seats", read["seats"]),
            call.plural("{n} territory", "{n} territories", read["territories"]),
        )
        call.say("Read: {what}.", what=", ".join(nouns))
    call.out.write(counted + "\n")
