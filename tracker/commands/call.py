"""One call of a command: what was typed, where, in which language, on which database.

Owns what every command needs from around it. Must not know any one command.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tracker.errors import EnvironmentFault, InputError, Problem, UsageError, fill
from tracker.periods import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from tracker.access import Actor
    from tracker.store import Store

DATABASE = "tracker.duckdb"
PROGRAMS = "programs"


class Call:
    """A command's surroundings; ``store`` given means that this process holds the database already."""

    def __init__(
        self,
        args: Namespace,
        *,
        cwd: Path,
        env: Mapping[str, str],
        out: TextIO,
        err: TextIO,
        store: Store | None = None,
    ) -> None:
        self.args, self.cwd, self.env, self.out, self.err = args, cwd, env, out, err
        self.language: str = args.language or "en"
        self._held = store

    @property
    def database(self) -> Path:
        """The database's file."""
        return database_of(self.args, self.cwd, self.env)

    @property
    def has_database(self) -> bool:
        """Whether the database is there."""
        return self._held is not None or self.database.exists()

    @property
    def programs(self) -> Path:
        """The folder of program files, as it was named where that reads shorter."""
        return Path(self.args.programs or self.env.get("TRACKER_PROGRAMS") or PROGRAMS)

    def path(self, text: str | Path) -> Path:
        """A file named in the call, from the folder it was typed in."""
        return self.cwd / Path(text).expanduser()

    @property
    def actor(self) -> Actor:
        """The command line is the administrator's."""
        from tracker.access import Actor

        return Actor.administrator()

    @contextmanager
    def store(self, *, create: bool = False) -> Iterator[Store]:
        """The database; ``create`` makes one where there is none. Raises EnvironmentFault, InputError."""
        if self._held is not None:
            yield self._held
            return
        from tracker.store import open_store

        path = self.database
        if not create and not path.exists():
            raise InputError(
                "There is no database {path}. `tracker load` makes one from the program files, `tracker demo` one "
                "with made-up progress.",
                path=str(path),
            )
        if path.is_dir():
            raise InputError("{path} is a folder, not a database.", path=str(path))
        with open_store(path) as opened:
            yield opened

    def day(self, name: str) -> date:
        """The day an option names; today in Almaty where it names none. Raises UsageError."""
        text = getattr(self.args, name)
        if text is not None:
            return read_day("--" + name.removesuffix("_").replace("_", "-"), text)
        from tracker import clock

        return clock.today()

    def tr(self, template: str, **values: object) -> str:
        """A sentence in the call's language; days, instants and numbers as that language writes them."""
        if self.language == "en" and all(isinstance(value, str | int) for value in values.values()):
            return fill(template, values)
        from tracker.text import translator

        return translator(self.language)(template, **values)

    def say(self, template: str, **values: object) -> None:
        """Print a sentence."""
        self.out.write(self.tr(template, **values) + "\n")

    def warn(self, template: str, **values: object) -> None:
        """Print a sentence beside the output."""
        self.err.write(self.tr(template, **values) + "\n")

    def problem(self, problem: Problem) -> str:
        """A problem as ``file:line:column: message`` in the call's language.

        Scripts take the line apart, so what a whole file or line is at fault for stands at its beginning.
        """
        message = " ".join(self.tr(part, **problem.values) for part in problem.parts)
        return (
            f"{problem.file}:{problem.line or 1}:{problem.column or 1}: {message}"
            if problem.file
            else message
        )

    def plural(self, one: str, many: str, n: int) -> str:
        """The form for n things."""
        if self.language == "en":
            return fill(one if n == 1 else many, {"n": f"{n:,}".replace(",", " ")})
        from tracker.text import translator

        return translator(self.language).plural(one, many, n)


def database_of(args: Namespace, cwd: Path, env: Mapping[str, str]) -> Path:
    """The database a call speaks of, absolute. Raises UsageError for what is no file."""
    url = args.database or env.get("TRACKER_DATABASE") or DATABASE
    if "://" in url:
        raise UsageError("{url}: the database is a file on this machine; name its path.", url=url)
    if url == ":memory:":
        raise UsageError("A database in memory would be gone with the command; name a file.")
    return cwd / Path(url).expanduser()


def read_day(option: str, text: str) -> date:
    """A day as ``2022-04-15`` or ``15.04.2022``. Raises UsageError in words."""
    parts = text.split("-") if "-" in text else text.split(".")[::-1]
    shape = [4, 2, 2]
    if (
        len(parts) != 3
        or [len(p) for p in parts] != shape
        or not all(p.isascii() and p.isdigit() for p in parts)
    ):
        raise UsageError(
            "{option} {text}: write the day as 2022-04-15 or 15.04.2022.", option=option, text=text
        )
    try:
        found = date(*map(int, parts))
    except ValueError:
        raise UsageError(
            "{option} {text}: there is no such day in the calendar; write one as 2022-04-15 or 15.04.2022.",
            option=option, text=text,
        ) from None  # fmt: skip
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise UsageError(
            "{option} {text}: the year must lie between {first} and {last}.",
            option=option, text=text, first=FIRST_YEAR, last=LAST_YEAR,
        )  # fmt: skip
    return found


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises InputError where there is none, EnvironmentFault where the system refuses."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("There is no file {path}.", path=str(path)) from None
    except IsADirectoryError:
        raise InputError("{path} is a folder, not a file.", path=str(path)) from None
    except OSError as error:
        raise EnvironmentFault(
            "{path} cannot be read: {reason}.", path=str(path), reason=error.strerror
        ) from None
