"""Who makes an item's shortfall below, who manages, and how the figure above stands beside the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.documents.model import Block, Cell, Column, Paragraph, Section, Table
from tracker.documents.pack.words import Words
from tracker.text.numbers import with_unit
from tracker.text.values import missing_of, rounded
from tracker.text.vocab import word

if TYPE_CHECKING:
    from tracker.hearing.matter import ItemMatter
    from tracker.queries.sums import PartStanding, SumOfParts

#: territories of the shortfall shown on an item's page, and of those that manage named
SHOWN, NAMED = 4, 5


def regions(of: Words, item: ItemMatter) -> Iterator[Block]:
    """The territories that make the shortfall, those that manage, and the sum; nothing where nothing feeds the item."""
    t = of.t
    if item.behind:
        columns = (
            Column(t("Territory"), width=2.6),
            Column(t("Status"), width=1.7),
            Column(t("Reported"), number=True, width=1.8),
            Column(t("By plan on that day"), number=True, width=1.8),
            Column(t("Of the shortfall below"), number=True, width=1.5),
        )
        rows = tuple(_row(of, one) for one in item.behind[:SHOWN])
        left = max(0, len(item.behind) - SHOWN)
        yield Table(
            t("Territories that make the shortfall; base: everything below that feeds this item"),
            columns,
            rows,
            left,
        )
    if item.managing:
        named = "; ".join(
            f"{of.say(one.title)} ({of.percent(one.progress, missing_of(one.status))})"
            for one in item.managing[:NAMED]
        )
        more = len(item.managing) - NAMED
        if more > 0:
            named += "; " + t("and {n} more", n=more)
        yield Paragraph(named + ".", lead=t("On plan (share of their own promise):"))
    elif item.behind:
        yield Paragraph(t("No territory that feeds this item is on plan."))
    if item.parts is not None:
        yield Paragraph(beside(of, item.parts), lead=t("Beside the sum:"))


def _row(of: Words, one: PartStanding) -> tuple[Cell, ...]:
    return (
        Cell(of.say(one.title)),
        Cell(word("status", one.status, of.language), status=one.status),
        Cell(_amount(of, one.observed, one, missing_of(one.status))),
        Cell(_amount(of, rounded(one.planned), one, "no_plan")),
        Cell(of.percent(one.share)),
    )


def standing_there(of: Words, one: PartStanding) -> str:
    """How an item stands in one of the territories that feed it, in a sentence's part."""
    t, parts = of.t, [word("status", one.status, of.language)]
    if one.observed is not None:
        parts.append(t("reported {value}", value=with_unit(one.observed, one.unit, of.language)))
    if one.planned is not None:
        parts.append(t("by plan {value}", value=with_unit(rounded(one.planned), one.unit, of.language)))
    elif one.planned_progress is not None:
        parts.append(t("by plan {value}", value=of.percent(one.planned_progress)))
    parts.append(t("{share} of the shortfall below", share=of.percent(one.share)))
    return "; ".join(parts)


def _amount(of: Words, amount: float | None, one: PartStanding, missing: str) -> str:
    return of.missing(missing) if amount is None else with_unit(amount, one.unit, of.language)


def beside(of: Words, one: SumOfParts) -> str:
    """The figure above and the sum of its parts, and whether they agree."""
    t = of.t
    said = t(
        "reported above {whole} for {day}; the territories that speak of that day ({spoke} of {parts}) add up to "
        "{sum}",
        whole=with_unit(one.whole, one.unit, of.language),
        day=one.period_end,
        spoke=one.spoke,
        parts=one.parts,
        sum=with_unit(one.parts_sum, one.unit, of.language),
    )
    return f"{said}; {difference(of, one)}."


def difference(of: Words, one: SumOfParts) -> str:
    """How far the sum stands from the figure above."""
    t = of.t
    if abs(one.difference) <= 1e-9:
        return t("the two agree")
    amount = with_unit(rounded(abs(one.difference)), one.unit, of.language)
    told = (
        t("the parts say {amount} more", amount=amount)
        if one.difference > 0
        else t("the parts say {amount} less", amount=amount)
    )
    if one.differs is None and one.spoke < one.parts:
        told += ", " + t("and not all of them have spoken")
    return told


def differences(of: Words) -> Iterator[Section]:
    """The chapter of every figure above beside the sum of its parts, where the two differ."""
    sums, t = of.matter.parts_differences, of.t
    listed = [one for one in sums if abs(one.difference) > 1e-9]
    if not sums:
        return
    heading = t("The figure above beside the sum of the territories")
    columns = (
        Column(t("Indicator"), width=3.6),
        Column(t("Reported above"), number=True, width=1.7),
        Column(t("Sum of the parts"), number=True, width=1.7),
        Column(t("Difference"), number=True, width=1.6),
        Column(t("Parts that spoke"), width=1.5),
    )
    rows = tuple(_difference(of, one) for one in listed)
    said = t(
        "Each row is one indicator for one and the same day. A difference is no accusation: it says what two reports "
        "say of the same thing."
    )
    agree = t("{n} of {total} agree and are left out.", n=len(sums) - len(listed), total=len(sums))
    blocks = (Paragraph(agree), Table(heading, columns, rows)) if listed else (Paragraph(agree),)
    yield Section(heading, blocks, said=said, level=1)


def _difference(of: Words, one: SumOfParts) -> tuple[Cell, ...]:
    sign = "+" if one.difference > 0 else "\u2212" if one.difference < 0 else ""
    return (
        Cell(of.say(one.title), of.short(one.period_end)),
        Cell(with_unit(one.whole, one.unit, of.language)),
        Cell(with_unit(one.parts_sum, one.unit, of.language)),
        Cell(sign + with_unit(rounded(abs(one.difference)) or 0.0, one.unit, of.language)),
        Cell(of.t("{spoke} of {parts}", spoke=one.spoke, parts=one.parts)),
    )
