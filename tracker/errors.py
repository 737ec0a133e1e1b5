"""The exception tree and the problems people make: what a fault is, where it stands, what to do.

Every message is an English gettext template with named ``{fields}`` and the values to fill it, so that
a page can say it in Kazakh or Russian. This module imports nothing of the project and prints nothing.

    TrackerError
    ├── InputError            exit 1   what came in is at fault
    │   └── ProblemsError              the same, with a list of problems
    ├── AccessRefused         exit 1   this person may not do this here
    ├── UsageError            exit 2   the command was called wrongly
    └── EnvironmentFault      exit 3   disk, database, machine
        ├── DatabaseHeld
        ├── NewerDatabase
        └── BrokenDatabase
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["fault", "warning"]


class TrackerError(Exception):
    """A fault a person can understand: ``template`` (English, named fields) and its ``values``."""

    exit_code = 1

    def __init__(self, template: str, /, **values: Any) -> None:
        super().__init__(template)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return fill(self.template, self.values)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.template, self.values))


class InputError(TrackerError):
    """What came in (a file, a row, a value) is at fault."""


class AccessRefused(TrackerError):
    """This actor may not do this here."""


class UsageError(TrackerError):
    """The command was called in a way it does not know."""

    exit_code = 2


class EnvironmentFault(TrackerError):
    """Something other than the input or the call is at fault: disk, database, machine."""

    exit_code = 3


class DatabaseHeld(EnvironmentFault):
    """Another process holds the database file."""


class NewerDatabase(EnvironmentFault):
    """The database was written by a newer version of this program."""


class BrokenDatabase(EnvironmentFault):
    """The database file cannot be read, or its ledger does not hold together."""


def _rebuild(kind: type[TrackerError], template: str, values: dict[str, Any]) -> TrackerError:
    return kind(template, **values)


def fill(template: str, values: dict[str, Any]) -> str:
    """``template`` with its named fields replaced; a field without a value stays as written."""
    try:
        return template.format(**values)
    except (KeyError, IndexError, ValueError):
        return template


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault or warning in something a person wrote.

    ``line`` and ``column`` count from 1 and are None where no place is known (a made-up number is worse
    than none). ``rule`` is the id of the rule that found it. ``template`` says what is wrong, ``hint``
    (optional) what to do; both are English gettext ids filled from ``values``.
    """

    file: str
    line: int | None
    column: int | None
    rule: str
    template: str
    values: dict[str, Any] = field(default_factory=dict)
    severity: Severity = "fault"
    hint: str | None = None

    @property
    def message(self) -> str:
        """What is wrong and what to do, in English."""
        return " ".join(fill(part, self.values) for part in self.parts)

    @property
    def parts(self) -> tuple[str, ...]:
        """The templates in the order they are said: translate each with ``values``, join with a space."""
        return (self.template,) if self.hint is None else (self.template, self.hint)

    @property
    def place(self) -> str:
        """``file:line:column``, as much of it as is known."""
        known = [self.file]
        if self.line is not None:
            known.append(str(self.line))
            if self.column is not None:
                known.append(str(self.column))
        return ":".join(known)

    def __str__(self) -> str:
        place = self.place
        return f"{place}: {self.message}" if place else self.message


class Problems:
    """Collects problems so that all are said at once; truthy if there is a fault."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._all: list[Problem] = list(problems)

    def add(self, problem: Problem) -> None:
        """Keep ``problem``."""
        self._all.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Keep all of ``problems``."""
        self._all.extend(problems)

    def sort(self) -> None:
        """Order by file, line and column, so that the same input prints the same lines."""
        self._all.sort(key=lambda p: (p.file, p.line or 0, p.column or 0, p.rule))

    @property
    def faults(self) -> list[Problem]:
        """What must be mended."""
        return [problem for problem in self._all if problem.severity == "fault"]

    @property
    def warnings(self) -> list[Problem]:
        """What is merely doubtful."""
        return [problem for problem in self._all if problem.severity == "warning"]

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __bool__(self) -> bool:
        return any(problem.severity == "fault" for problem in self._all)


class ProblemsError(InputError):
    """Input refused for the ``problems`` found in it; ``str()`` is all of them, one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("{count} faults found.", count=len(self.problems))

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)

    def __reduce__(self) -> tuple[Any, ...]:
        return (ProblemsError, (self.problems,))
