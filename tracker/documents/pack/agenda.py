"""The agenda: what is heard in which order and why, and what the staff took off."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.documents.model import Block, Cell, Column, Section, Table
from tracker.documents.pack.words import Words
from tracker.text.vocab import word


def agenda(of: Words) -> Iterator[Section]:
    """The chapter of the agenda; that it is empty is said."""
    t, items = of.t, of.matter.items
    heading = t("Agenda")
    if not items:
        yield Section(heading, said=t("Nothing stands on the agenda."), level=1)
        return
    columns = (
        Column(t("No."), number=True, width=0.5),
        Column(t("Item, and why it stands here"), width=4.8),
        Column(t("Done, and by plan today"), width=2.7),
        Column(t("Status"), width=1.5),
    )
    rows = tuple(
        (
            Cell(str(one.place)),
            Cell(of.say(one.assessed.title), one.reason_said),
            of.item_bar(one.assessed),
            Cell(word("status", one.assessed.status, of.language), status=one.assessed.status),
        )
        for one in items
    )
    caption = t(
        "Made from the figures: what lags most comes first, the more so the heavier it weighs, and where reports are "
        "overdue or do not fit together."
    )
    blocks: list[Block] = [Table(caption, columns, rows), *dropped(of)]
    yield Section(heading, tuple(blocks), level=1)


def dropped(of: Words) -> Iterator[Block]:
    """What the staff took off the agenda, with their reasons."""
    listed, t = of.matter.dropped, of.t
    if not listed:
        return
    columns = (
        Column(t("Taken off the agenda"), width=3),
        Column(t("Reason"), width=4),
        Column(t("By whom"), width=2),
    )
    rows = tuple(
        (
            Cell(of.title(one.indicator)),
            Cell(one.words or t("no reason given")),
            Cell(of.who(one.by), of.short(one.at.date())),
        )
        for one in listed
    )
    yield Table(t("Taken off the agenda by the staff"), columns, rows)
