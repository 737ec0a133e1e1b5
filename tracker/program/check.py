"""Reading and judging a folder of program files in one go: what ``tracker check`` and ``load`` stand on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracker.errors import Problems
from tracker.program.catalogue import Catalogue
from tracker.program.reader import collector_off, read_catalogue
from tracker.program.rules import judge


@dataclass(frozen=True, slots=True)
class Checked:
    """What a folder says and what is wrong with it.

    ``counts`` holds how many there are of: files, programs, sections, indicators, measures, amendments,
    rosters, bodies, seats, territories, themes, executors.
    """

    catalogue: Catalogue
    problems: Problems
    counts: dict[str, int]


def check(folder: Path | str) -> Checked:
    """Read everything at or below ``folder`` and judge it; problems are in order of file and line.

    Raises InputError if there is no such folder or it holds no ``.yaml`` file.
    """
    problems = Problems()
    with collector_off():
        catalogue = read_catalogue(Path(folder), problems)
        problems.extend(judge(catalogue))
    problems.sort()
    return Checked(catalogue, problems, counts(catalogue))


def counts(catalogue: Catalogue) -> dict[str, int]:
    """How many of each noun the catalogue holds."""
    programs = catalogue.programs.values()
    sections = [section for program in programs for section in program.sections]
    indicators = [indicator for section in sections for indicator in section.indicators]
    measures = [measure for indicator in indicators for measure in indicator.measures]
    bodies = [body for roster in catalogue.rosters.values() for body in roster.bodies]
    amended = (*programs, *sections, *indicators, *measures)
    return {
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
