"""Reading and judging a folder of program files in one go: what ``tracker check`` and ``load`` stand on.

What was found of each file can be handed back the next time: then only what was touched is read again, and only
those other files are judged again that had asked for what has changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tracker.errors import Problem, Problems
from tracker.program.catalogue import Catalogue
from tracker.program.files import read_bytes
from tracker.program.judged_file import JudgedFile, judged_file
from tracker.program.judging import judge
from tracker.program.offers import LISTS, Offers, differing
from tracker.program.places import Places
from tracker.program.reader import ReadFile, collector_off, program_files, read_file
from tracker.program.world import EVERY, World

NOUNS = (
    "files",
    "programs",
    "sections",
    "indicators",
    "measures",
    "amendments",
    "rosters",
    "bodies",
    "seats",
    "territories",
    "themes",
    "executors",
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a folder says and what is wrong with it.

    ``counts`` holds how many there are of each of `NOUNS`. ``files`` is what was found of each file, by its path, to
    be handed back; the ``catalogue`` lacks what is in force already (`Catalogue.standing`). ``read`` names the
    files that were read.
    """

    catalogue: Catalogue
    problems: Problems
    counts: dict[str, int]
    files: dict[str, JudgedFile] = field(default_factory=dict)
    read: frozenset[str] = frozenset()


def check(
    folder: Path | str,
    before: Mapping[str, JudgedFile] | None = None,
    digests: Mapping[str, str] | None = None,
    in_force: Collection[str] = (),
) -> Checked:
    """Read everything at or below ``folder`` and judge it; problems are in order of file and line.

    ``before`` is what was found of the files the last time, judged by this very code, ``digests`` are those of the
    files now; of those ``in_force`` the catalogue need not say again what they say. Raises InputError if there is
    no such folder or it holds no ``.yaml`` file.
    """
    with collector_off():
        return _Check(program_files(Path(folder)), before or {}, digests or {}, in_force).run()


class _Check:
    def __init__(
        self,
        paths: Iterable[Path],
        before: Mapping[str, JudgedFile],
        digests: Mapping[str, str],
        in_force: Collection[str],
    ) -> None:
        self.paths = {path.as_posix(): path for path in paths}
        self.before = before
        self.digests = digests
        self.in_force = in_force
        self.read: dict[str, ReadFile] = {}
        self.judged: dict[str, JudgedFile] = {}
        self.problems: dict[str, list[Problem]] = {}
        self.catalogue = Catalogue()

    def run(self) -> Checked:
        touched = self._touched()
        self._read(touched)
        old = {name: one.offers for name, one in self.before.items()}
        offers = {name: self.read[name].offers if name in self.read else old[name] for name in self.paths}
        self.world = World(offers, self._places)
        if self.before:
            gone = self.before.keys() - self.paths.keys()
            self._read(self._asking(differing(old, offers, touched | gone), touched))
            self._judge(tuple(self.read))
            if not any(_at_fault(found) for found in self._found().values()):
                further = self._wanted_by_a_load(old, offers, gone) - self.read.keys()
                self._read(further)
                self._judge(further)
        else:
            self._judge(self.paths)
        self.catalogue.standing.update(
            (offers[name].top, offers[name].id)
            for name in self.paths
            if name not in self.read and offers[name].top not in LISTS
        )
        problems = Problems(problem for found in self._found().values() for problem in found)
        problems.sort()
        files = {name: self.judged.get(name) or self.before[name] for name in self.paths}
        return Checked(self.catalogue, problems, _sum(files.values()), files, frozenset(self.read))

    def _touched(self) -> set[str]:
        """The files that are not, byte by byte, those of before."""
        return {
            name
            for name in self.paths
            if name not in self.before
            or not self.digests.get(name)
            or self.before[name].sha256 != self.digests[name]
        }

    def _read(self, names: Collection[str]) -> None:
        for name in self.paths:
            if name in names and name not in self.read:
                self.read[name] = read_file(self.paths[name])

    def _asking(self, changed: Mapping[str, set[str]], touched: Collection[str]) -> set[str]:
        """The untouched files that asked for something of which the answer has changed."""

        def asks(one: JudgedFile) -> bool:
            asked = one.asks
            return any(
                EVERY in asked[shelf] or not keys.isdisjoint(asked[shelf])
                for shelf, keys in changed.items()
                if shelf in asked
            )

        if not changed:
            return set()
        return {name for name in self.paths if name not in touched and asks(self.before[name])}

    def _judge(self, names: Collection[str]) -> None:
        for name in self.paths:
            if name not in names:
                continue
            file = self.read[name]
            self.world.begin()
            alone = Catalogue()
            found = [*file.problems, *judge(file, self.world, alone)]
            self.problems[name] = found
            self.judged[name] = judged_file(
                file.sha256, file.offers, self.world.asked(), found, counts(alone)
            )
            self.catalogue.take_in(alone)

    def _found(self) -> dict[str, list[Problem]]:
        return {name: self._found_in(name) for name in self.paths}

    def _found_in(self, name: str) -> list[Problem]:
        return self.problems[name] if name in self.problems else self.before[name].problems

    def _wanted_by_a_load(
        self, old: Mapping[str, Offers], offers: Mapping[str, Offers], gone: Collection[str]
    ) -> set[str]:
        """What is not in force yet; and of a list of which something is read or gone, all files: it is one thing."""
        lists = {offers[name].top for name in self.read} | {old[name].top for name in gone}
        lists |= {offers[name].top for name in self.paths if name not in self.in_force}
        return {
            name
            for name in self.paths
            if name not in self.in_force or offers[name].top in lists & LISTS.keys()
        }

    def _places(self, name: str) -> Places | None:
        if name in self.read:
            source = self.read[name].source
            return source.places if source is not None else None
        data = read_bytes(self.paths[name], name)
        return None if isinstance(data, Problem) else Places(data)


def _at_fault(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "fault" for problem in problems)


def _sum(files: Iterable[JudgedFile]) -> dict[str, int]:
    found = dict.fromkeys(NOUNS, 0)
    for one in files:
        for noun, count in one.counts.items():
            found[noun] += count
    return found


def counts(catalogue: Catalogue) -> dict[str, int]:
    """How many of each noun the catalogue holds; what there is none of is left out."""
    programs = catalogue.programs.values()
    sections = [section for program in programs for section in program.sections]
    indicators = [indicator for section in sections for indicator in section.indicators]
    measures = [measure for indicator in indicators for measure in indicator.measures]
    bodies = [body for roster in catalogue.rosters.values() for body in roster.bodies]
    amended = (*programs, *sections, *indicators, *measures)
    found = {
        "files": len({source.path for source in catalogue.sources.values()}),
        "programs": len(catalogue.programs),
        "sections": len(sections),
        "indicators": len(indicators),
        "measures": len(measures),
        "amendments": sum(len(item.amendments) for item in amended),
        "rosters": len(catalogue.rosters),
        "bodies": len(bodies),
        "seats": sum(len(body.seats) for body in bodies),
        "territories": len(catalogue.territories),
        "themes": len(catalogue.themes),
        "executors": len(catalogue.executors),
    }
    return {noun: count for noun, count in found.items() if count}
