"""What the server has opened: the store, the program files it was given, and what went wrong with either.

Owns the process's one store. A database that cannot be opened and files that cannot be loaded do not keep the
server from starting: the pages say what is wrong, and the last good program stays in force.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from tracker import clock
from tracker.access import Actor, permits
from tracker.errors import Problem, ProblemsError, TrackerError
from tracker.program.check import check
from tracker.program.files import digests
from tracker.queries.directory import holds_demonstration
from tracker.record.judged import Before, fingerprint, found_before, keep_files, remember, remembered
from tracker.record.load import compare_catalogue, load_catalogue
from tracker.store import Store, open_store
from tracker.ui.selection import Defaults

ROOT = Path(__file__).resolve().parents[2]
EVE = date(2022, 4, 15)


@dataclass(slots=True)
class Reading:
    """What reading the program files gave: faults and warnings, the refusals of a load, the files' counts."""

    problems: list[Problem] = field(default_factory=list)
    refusals: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    changed: int = 0
    unchanged: int = 0
    read_at: datetime | None = None

    @property
    def refused(self) -> bool:
        """Whether the files were not loaded."""
        return bool(self.refusals) or any(problem.severity == "fault" for problem in self.problems)


@dataclass(slots=True)
class Installation:
    """An open store (None where ``fault`` says why not), its program folder and its newest reading."""

    programs: Path
    store: Store | None = None
    fault: TrackerError | None = None
    reading: Reading = field(default_factory=Reading)
    as_of: date | None = None
    demonstration: bool = False
    _reading_lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def read_programs(self, actor: Actor) -> Reading:
        """Read the program files again and load what is new; the last good program stays where they are at fault.

        For an actor who may not load, the files are only judged.
        """
        with self._reading_lock:
            self.reading = _read(self.store, self.programs, actor)
            return self.reading

    def shown(self, place: str) -> str:
        """A file of the program folder as a page shows it: within the folder, whatever machine it lies on."""
        return place.removeprefix(f"{self.programs}{os.sep}")

    def defaults(self, language: str = "ru") -> Defaults:
        """What an address without a state means here: the day given at start, the demonstration's eve, or today."""
        day = self.as_of or (EVE if self.demonstration else clock.today())
        return Defaults(day, language, viewer="administrator" if self.demonstration else None)

    def moment(self, as_of: date | None = None) -> datetime:
        """The instant at which something entered here happens (naive UTC): now, or in a demonstration that is
        shown as of a day gone by, noon of that day, so that what is entered can be seen to move the figures.
        """
        day = as_of or self.defaults().as_of
        if self.demonstration and day < clock.today():
            return clock.to_utc(datetime.combine(day, time(12)))
        return clock.now()

    def close(self) -> None:
        """Let the database go."""
        if self.store is not None:
            self.store.close()


_current: Installation | None = None


def use(installation: Installation | None) -> None:
    """Make this the process's installation (None: there is none)."""
    global _current
    _current = installation


def current() -> Installation | None:
    """The process's installation, None before the server has started."""
    return _current


def open_from_environment() -> Installation:
    """What ``TRACKER_DATABASE``, ``TRACKER_PROGRAMS`` and ``TRACKER_AS_OF`` name; see :func:`open_installation`."""
    given = os.environ.get("TRACKER_AS_OF")
    return open_installation(
        os.environ.get("TRACKER_DATABASE", "tracker.duckdb"),
        Path(os.environ.get("TRACKER_PROGRAMS") or ROOT / "programs"),
        as_of=date.fromisoformat(given) if given else None,
    )


def open_installation(database: str | Path, programs: Path, *, as_of: date | None = None) -> Installation:
    """Open the database (made if absent) and load the program files into it; faults are kept, not raised."""
    opened = Installation(programs, as_of=as_of)
    try:
        opened.store = open_store(database)
        opened.demonstration = holds_demonstration(opened.store)
    except TrackerError as fault:
        opened.fault = fault
        return opened
    if not opened.demonstration:
        opened.read_programs(Actor.administrator())
    return opened


def _digests(programs: Path) -> dict[str, str]:
    """The digests of the program files, none where the folder cannot be listed: reading it says why."""
    try:
        return digests(programs)
    except OSError:
        return {}


def _read(store: Store | None, programs: Path, actor: Actor) -> Reading:
    reading = Reading(read_at=clock.now())
    found = _digests(programs)
    known = remembered(store, fingerprint(programs, found)) if store is not None and found else None
    if known is not None:
        reading.problems, reading.counts = known.warnings, known.counts
        reading.unchanged = known.counts["files"]
        return reading
    before = found_before(store, found) if store is not None else Before({}, frozenset())
    try:
        checked = check(programs, before.files, found, before.in_force)
    except TrackerError as fault:
        reading.refusals = [Problem(str(programs), None, None, "folder", fault.template, fault.values)]
        return reading
    reading.problems, reading.counts = list(checked.problems), dict(checked.counts)
    if store is None:
        return reading
    may_load = permits(actor, "load")
    if checked.problems:
        if may_load:
            keep_files(store, checked)
        return reading
    if not may_load:
        reading.refusals = compare_catalogue(store, checked.catalogue, today=clock.today())
        return reading
    try:
        loaded = load_catalogue(store, actor, checked.catalogue, today=clock.today())
        reading.changed, reading.unchanged = len(loaded.changed), loaded.unchanged
        remember(store, programs, checked, loaded.head)
    except ProblemsError as refused:
        reading.refusals = refused.problems
    except TrackerError as fault:
        reading.refusals = [Problem("", None, None, "load", fault.template, fault.values)]
    return reading
