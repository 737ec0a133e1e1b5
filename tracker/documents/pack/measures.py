"""An item's measures: how many are done of how many, which are late and why, and the money where it was published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.documents.model import Cell, Column, Table
from tracker.documents.pack.words import Words
from tracker.text import number
from tracker.text.vocab import word

if TYPE_CHECKING:
    from tracker.hearing.matter import ItemMatter, Money
    from tracker.queries.late_measures import LateMeasure

#: late measures shown on an item's page
LATE = 5


def measures(of: Words, item: ItemMatter) -> str:
    """Counts with their base and the published money; that no measure hangs on the item is said."""
    t, counts = of.t, item.counts
    if counts is None or not counts.total:
        return t("No measure hangs on this item, so no money is published for it.")
    parts = [
        t("{n} {state}", n=n, state=word("measure_state", state, of.language))
        for state, n in counts.states.items()
        if n
    ]
    said = t("Measures: {total} in all; {parts}.", total=counts.total, parts=", ".join(parts))
    if counts.due_in_year:
        said += " " + t(
            "Of {due} due in {year}, {done} are done.",
            due=counts.due_in_year,
            done=counts.done_in_year,
            year=of.matter.ask.as_of.year,
        )
    return f"{said} {money(of, item.money)}"


def money(of: Words, told: Money | None) -> str:
    """The published budgets of an item's measures, or that none was published."""
    t = of.t
    if told is None or not told.with_budget:
        return t("No budget is published.")
    amount = {
        name: number(round(getattr(told, name), 1), of.language)
        for name in ("budget_mln", "done_mln", "late_mln")
    }
    return t(
        "Money published for {with_budget} of {measures} measures: {budget} million KZT; of it {done} in what is in "
        "use, {late} in what is late.",
        with_budget=told.with_budget,
        measures=told.measures,
        budget=amount["budget_mln"],
        done=amount["done_mln"],
        late=amount["late_mln"],
    )


def late(of: Words, item: ItemMatter) -> Iterator[Table]:
    """The measures that are late, longest first, with the cause; nothing where none is."""
    t, listed = of.t, item.late_measures
    if not listed:
        return
    columns = (
        Column(t("Late measure"), width=4.0),
        Column(t("Due"), width=1.4),
        Column(t("Stands at"), width=2.0),
        Column(t("Why"), width=2.6),
    )
    rows = tuple(_late(of, one) for one in listed[:LATE])
    yield Table(t("Measures that are late"), columns, rows, max(0, len(listed) - LATE))


def _late(of: Words, one: LateMeasure) -> tuple[Cell, ...]:
    t, measure = of.t, one.measure
    state = word("measure_state", measure.state, of.language)
    if measure.stage:
        state += f": {word('stage', measure.stage, of.language)}"
    days = t.plural("{n} day past", "{n} days past", one.days)
    why, under = t("nobody has named a cause"), None
    if one.cause:
        why = word("cause", one.cause, of.language)
        under = of.say(one.note) or None
        if one.cause_on:
            under = " · ".join(part for part in (under, of.short(one.cause_on)) if part)
    return (Cell(of.say(measure.title)), Cell(of.short(measure.due), days), Cell(state), Cell(why, under))
