"""The brief of two pages for one deputy or one region: what concerns them, and what to ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tracker.documents.model import Block, Document, Paragraph, Section
from tracker.documents.pack.fate import counted
from tracker.documents.pack.opening import document, facts, sentence
from tracker.documents.pack.short import short
from tracker.documents.pack.whole import base
from tracker.documents.pack.words import Words
from tracker.documents.paper import pages_of
from tracker.errors import InputError

if TYPE_CHECKING:
    from tracker.hearing.matter import ItemMatter

#: pages a brief has at most, and items it begins trying with
PAGES, MOST = 2, 8


def brief(of: Words, *, seat: str | None = None, territory: str | None = None) -> Document:
    """The brief for a seat (what it carries first), for a territory (what lags there first), or for everybody.

    As many items as two pages hold, at least one. Raises InputError for a territory that is no part of the hearing.
    """
    if territory is not None and territory not in {row.key for row in of.matter.territories}:
        raise InputError("{territory} is no part of what is heard.", territory=territory)
    chosen = _chosen(of, seat, territory)
    return _fitting(lambda n: _brief(of, chosen, n, seat, territory), min(MOST, max(1, len(chosen))))


def _fitting(make: Callable[[int], Document], most: int) -> Document:
    for n in range(most, 0, -1):
        made = make(n)
        if n == 1 or pages_of(made) <= PAGES:
            return made
    return make(1)


def _chosen(of: Words, seat: str | None, territory: str | None) -> list[ItemMatter]:
    """Items in the order in which they concern the reader, by the agenda among equals."""
    items = list(of.matter.items)
    if seat is not None:
        return sorted(items, key=lambda item: seat not in (item.assessed.owner, item.assessed.section_owner))
    if territory is not None:
        return sorted(items, key=lambda item: -_share(item, territory))
    return items


def _share(item: ItemMatter, territory: str) -> float:
    return sum(one.share for one in item.behind if one.territory == territory)


def _brief(of: Words, chosen: list[ItemMatter], n: int, seat: str | None, territory: str | None) -> Document:
    t, matter = of.t, of.matter
    for_whom = None
    if seat is not None:
        for_whom = of.say(matter.seat_titles.get(seat)) or seat
    elif territory is not None:
        for_whom = of.say(matter.territory_titles.get(territory)) or _territory(of, territory)
    sections = [_state(of, seat, territory)]
    sections += [short(of, item, questions=2, full=False, territory=territory) for item in chosen[:n]]
    if len(chosen) > n:
        rest = t.plural(
            "{n} more item stands in the pack.", "{n} more items stand in the pack.", len(chosen) - n
        )
        sections.append(Section("", (Paragraph(rest, quiet=True),)))
    kind = t("Brief for: {who}", who=for_whom) if for_whom else t("Brief")
    kept = facts(of)
    few = (kept[0], kept[1], *kept[-3:])
    return document(
        of, kind, tuple(sections), title=_title(of, territory), cover=False, place="brief", facts_=few
    )


def _state(of: Words, seat: str | None, territory: str | None) -> Section:
    t, matter = of.t, of.matter
    blocks: list[Block] = []
    if matter.whole is not None and matter.whole.execution is not None:
        blocks += [
            of.bar(of.say(matter.hearing.territory_title), matter.whole),
            Paragraph(base(of, matter.whole), quiet=True),
        ]
    row = next((row for row in matter.territories if row.key == territory), None) if territory else None
    if row is not None:
        told = t(
            "{place}: {done} is done, by plan {plan}; from the plan: {points} (base: {indicators}).",
            place=_territory(of, territory),
            done=of.percent(row.execution),
            plan=of.percent(row.plan_today),
            points=of.points(row.deviation),
            indicators=of.indicators(row.indicators),
        )
        blocks.append(Paragraph(told))
    if seat is not None:
        own = [i for i in matter.items if seat in (i.assessed.owner, i.assessed.section_owner)]
        told = t(
            "{n} of {total} items of the agenda are carried by this seat.",
            n=len(own),
            total=len(matter.items),
        )
        blocks.append(Paragraph(told))
    if matter.earlier.total:
        blocks.append(Paragraph(counted(of, matter.earlier), lead=t("Earlier decisions:")))
    return Section(t("Where the program stands"), tuple(blocks), level=1)


def _title(of: Words, territory: str | None) -> str:
    """How the territory stands that the brief is for, else the whole."""
    row = next((row for row in of.matter.territories if row.key == territory), None) if territory else None
    if row is None or row.execution is None or row.plan_today is None:
        return sentence(of)
    return of.t(
        "{place}: {done} of the program is done; by plan it should be {plan}",
        place=_territory(of, territory),
        done=of.percent(row.execution),
        plan=of.percent(row.plan_today),
    )


def _territory(of: Words, code: str | None) -> str:
    row = next((row for row in of.matter.territories if row.key == code), None)
    return (of.say(row.title) if row else "") or code or ""
