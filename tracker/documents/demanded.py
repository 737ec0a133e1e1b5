"""What hearings demanded of a seat and what became of it, as a line on its card."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.documents.matter import Matter
from tracker.documents.model import Section
from tracker.queries.decisions import decisions_of, fate_of
from tracker.text import N_


def demanded(of: Matter) -> Iterator[Section]:
    """How many of the seat's decisions are done, and the one that waits longest; nothing where there is none.

    One line: a table would push what is overdue off the printed page.
    """
    found = decisions_of(of.store, of.actor, of.ask, seat=of.seat.seat)
    if not found:
        return
    fate = fate_of(found)
    said = of.t(
        "{done} of {total} decisions are done; silent: {silent}, overdue with a word: {overdue}.",
        done=fate.done, total=fate.total, silent=fate.silent, overdue=fate.overdue,
    )  # fmt: skip
    if fate.done < fate.total:
        first = found[0]
        said += " " + of.t(_FIRST, words=first.words, day=of.short(first.due_on))
    yield Section(of.t("Decisions of hearings"), said=said, brief=True, name="decisions")


_FIRST = N_("First of them: “{words}” (due {day}).")
