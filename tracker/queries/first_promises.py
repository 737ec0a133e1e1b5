"""What became of a program's first promises: kept, amended, moved, replaced, removed; and what was added since."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.access import Actor
from tracker.assess.unmoved import state_of_loads, unmoved
from tracker.queries.ask import Ask, rows
from tracker.store import Store

FATES = ("kept", "amended", "moved", "replaced", "removed")


@dataclass(frozen=True, slots=True)
class FirstPromises:
    """How many promises of a program's first approval became what by the day; ``added`` came later and is none."""

    kept: int
    amended: int
    moved: int
    replaced: int
    removed: int
    added: int

    @property
    def approved(self) -> int:
        """Promises of the first approval; the five fates add up to it."""
        return self.kept + self.amended + self.moved + self.replaced + self.removed


_SQL = """
select became, count(*) as promises from (from first_promises_at($as_of::date, $head::bigint))
where program = $program group by became
"""


def first_promises(store: Store, actor: Actor, ask: Ask, program: str) -> FirstPromises:
    """The fate of one program's promises by the day asked for, whatever the basis; terms are public."""
    values = {"as_of": ask.as_of, "head": ask.at(store), "program": program}

    def find() -> FirstPromises:
        with store.cursor() as cursor:
            found = {row["became"]: row["promises"] for row in rows(cursor, _SQL, values)}
        return FirstPromises(**{fate: found.get(fate, 0) for fate in (*FATES, "added")})

    question = ("first promises", ask.as_of, program)
    return unmoved(store, state_of_loads(store, values["head"]), question, find)
