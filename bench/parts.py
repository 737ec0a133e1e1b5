"""The parts of the benchmark, in the order they run: each is one function from a built country to rows.

Every part gets a copy of the database, since some record; what it needs open, it opens and closes itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bench import (
    after_report,
    asking,
    crowd,
    first_load,
    growth,
    importing,
    memory,
    pages,
    reading,
    recording,
    starting,
    wastes,
)
from bench.build import Built
from bench.peers import rows as peers
from bench.timing import Row


@dataclass(frozen=True, slots=True)
class Part:
    """A name for the command line, a heading for the document, what measures; ``quick`` where a small country does."""

    name: str
    title: str
    measure: Callable[[Built], list[Row]]
    quick: bool = True


PARTS = (
    Part("reading", "Reading programs", reading.reading_rows),
    Part("importing", "Importing reports", importing.importing_rows),
    Part("asking", "Asking the ledger", asking.asking_rows),
    Part("recording", "Recording", recording.recording_rows),
    Part("pages", "Pages", pages.page_rows),
    Part("wastes", "The platform's wastes", wastes.waste_rows),
    Part("after_report", "After a report elsewhere", after_report.after_report_rows, quick=False),
    Part("growth", "Ten times the reports", growth.growth_rows, quick=False),
    Part("crowd", "Fifty people", crowd.crowd_rows, quick=False),
    Part("peers", "What a user would pick instead", peers.peer_rows, quick=False),
    Part("memory", "Memory", memory.memory_rows, quick=False),
    Part("first_load", "First load", first_load.first_load_rows, quick=False),
    Part("starting", "Starting", starting.starting_rows),
)
