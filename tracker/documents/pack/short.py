"""An item in a few lines, for a pack of few indicators and for a brief: figures, what was said, what to ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.documents.model import Block, Cell, Facts, Paragraph, Questions, Section
from tracker.documents.needs import fate_words
from tracker.documents.pack.answers import answer
from tracker.documents.pack.figures import terms_words
from tracker.documents.pack.measures import money
from tracker.documents.pack.regions import standing_there
from tracker.documents.pack.words import Words
from tracker.documents.why import sentence
from tracker.text.vocab import word

if TYPE_CHECKING:
    from tracker.hearing.matter import ItemMatter


def short(
    of: Words, item: ItemMatter, *, questions: int = 3, full: bool = True, territory: str | None = None
) -> Section:
    """One item: the sentence of its figures, who, what was said, ``questions`` at most. ``full`` adds the promise,
    the verified value and the measures, ``territory`` how the item stands in one of those that feed it.
    """
    return Section(
        f"{item.place}. {of.say(item.assessed.title)}",
        tuple(_blocks(of, item, questions, full, territory)),
        said=sentence(item.explained, of.language),
        level=2,
        status=item.assessed.status,
    )


def _blocks(
    of: Words, item: ItemMatter, questions: int, full: bool, territory: str | None
) -> Iterator[Block]:
    t, one = of.t, item.assessed
    facts: list[tuple[str, Cell]] = []
    there = [part for part in (*item.behind, *item.managing) if part.territory == territory]
    facts += [(of.say(part.title), Cell(standing_there(of, part))) for part in there]
    if full:
        facts.append((t("Promise"), _promise(of, item)))
        facts.append((t("Verified"), _verified(of, item)))
        facts.append((t("Executes"), Cell(of.executor(item.executor_title))))
        if item.counts is not None and item.counts.total:
            late = t.plural("{n} of them is late", "{n} of them are late", item.counts.late)
            done = t("{n} of {total} measures are done; {late}", n=item.counts.states["done"],
                     total=item.counts.total, late=late)  # fmt: skip
            facts.append((t("Measures"), Cell(f"{done}. {money(of, item.money)}")))
    said = answer(of, item)
    if not item.explanations and item.answer is None:
        facts.append((t("Said"), Cell(f"{_explained(of, item).text} {said.text}")))
    else:
        facts += [(t("Explained"), _explained(of, item)), (t("Executor's answer"), said)]
    if item.decisions:
        facts.append((t("Earlier decisions"), Cell(_decisions(of, item))))
    if item.annotation:
        facts.append((t("Note by the staff"), Cell(item.annotation)))
    yield Facts(tuple(facts))
    asked = tuple(question.said for question in item.questions[:questions])
    if asked:
        yield Questions(asked)
    elif one.status in ("achieved", "on_track"):
        yield Paragraph(t("The figures leave no question open."), quiet=True)


def _promise(of: Words, item: ItemMatter) -> Cell:
    first, now = item.explained.original, item.explained.terms
    source = of.promise_source(item.explained)
    if (first.target, first.due) == (now.target, now.due):
        return Cell(terms_words(of, now), note=source)
    said = of.t("{now} (first promised: {first})", now=terms_words(of, now), first=terms_words(of, first))
    return Cell(said, note=source)


def _verified(of: Words, item: ItemMatter) -> Cell:
    one = item.assessed
    sure = next((report for report in item.explained.reports if report.chosen_verified), None)
    if sure is None:
        return Cell(of.missing("not_verified"))
    said = of.t("{value} for {day}", value=of.value(sure.value, one), day=sure.period_end)
    return Cell(said, note=of.report_source(sure))


def _explained(of: Words, item: ItemMatter) -> Cell:
    t = of.t
    if not item.explanations:
        return Cell(t("The owner has given no explanation."))
    newest = item.explanations[0]
    said = t(
        "{cause}; {action}; promised for {day} ({fate})",
        cause=word("cause", newest.cause, of.language),
        action=newest.corrective_action.rstrip("."),
        day=newest.expected_on,
        fate=fate_words(newest.held, t),
    )
    if item.kept or item.broken:
        said += ". " + t(
            "Promised days that held: {kept}; that did not: {broken}.", kept=item.kept, broken=item.broken
        )
    return Cell(said)


def _decisions(of: Words, item: ItemMatter) -> str:
    open_ = [one for one in item.decisions if one.fate != "done"]
    said = of.t("{done} of {total} done", done=len(item.decisions) - len(open_), total=len(item.decisions))
    if not open_:
        return said
    return f"{said}; " + "; ".join(
        of.t("{words} (due {day})", words=one.words.rstrip("."), day=one.due_on) for one in open_[:2]
    )
