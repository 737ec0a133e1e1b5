"""One item of the agenda on one page: the promise, its course, who makes the shortfall, what was said, what to ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.documents.model import Block, Cell, Facts, Paragraph, Picture, Questions, Section
from tracker.documents.outlook import outlook
from tracker.documents.pack.answers import answer, decided, explained, kept
from tracker.documents.pack.figures import figures, promise
from tracker.documents.pack.measures import late, measures
from tracker.documents.pack.regions import regions
from tracker.documents.pack.words import Words
from tracker.documents.why import sentence
from tracker.draw.trajectory import trajectory_svg

if TYPE_CHECKING:
    from tracker.hearing.matter import ItemMatter


def items(of: Words, *, level: int = 2, pages: bool = True) -> Iterator[Section]:
    """Every item of the agenda; each on a page of its own where ``pages``."""
    for item in of.matter.items:
        yield from page(of, item, level=level, page=pages)


def page(of: Words, item: ItemMatter, *, level: int = 2, page: bool = True) -> Iterator[Section]:
    """One item: its head with the questions last, each part under its own small heading."""
    t = of.t
    yield Section(
        f"{item.place}. {of.say(item.assessed.title)}",
        tuple(_head(of, item)),
        said=sentence(item.explained, of.language),
        level=level,
        page=page,
        status=item.assessed.status,
    )
    parts: tuple[tuple[str, tuple[Block, ...]], ...] = (
        (t("What was promised"), tuple(promise(of, item))),
        (t("What is reported, and what of it is verified"), tuple(figures(of, item))),
        (t("Where the shortfall is made, and where it is not"), tuple(regions(of, item))),
        (
            t("What is being done, what was said, where it goes"),
            tuple(_said(of, item)),
        ),
        (t("Earlier decisions on it"), tuple(decided(of, item))),
        (t("Questions that the figures leave open"), _questions(item)),
    )
    for heading, blocks in parts:
        if blocks:
            yield Section(heading, blocks, level=level + 1)


def _head(of: Words, item: ItemMatter) -> Iterator[Block]:
    t, one, opened = of.t, item.assessed, item.explained
    place = dict.fromkeys(
        of.say(text) for text in (one.territory_title, one.program_title, one.section_title)
    )
    people = [
        t("Carried by: {who}", who=of.seat(one.owner, one.holder)),
        t("Executes: {who}", who=of.executor(item.executor_title)),
    ]
    if item.behind_since is not None:
        people.append(t("behind since {day}", day=item.behind_since))
    yield Paragraph(" · ".join(place), quiet=True)
    yield Paragraph(" · ".join(people), quiet=True)
    yield Paragraph(item.reason_said, lead=t("Why it is on the agenda:"))
    if item.annotation:
        yield Paragraph(item.annotation, lead=t("Note by the staff:"))
    said = sentence(item.explained, of.language)
    full = sum(
        map(bool, (item.behind, item.decisions, item.explanations, item.late_measures, opened.amendments))
    )
    yield Picture(
        trajectory_svg(
            item.trajectory, said, language=of.language, width=760, height=220 if full < 2 else 170
        ),
        t("Course of “{title}”. {sentence}", title=of.say(one.title), sentence=said),
        0.8,
    )


def _said(of: Words, item: ItemMatter) -> Iterator[Block]:
    """Measures, money, explanations, the answer and the outlook, each in a line or two beside its name."""
    t = of.t
    rows = [
        (t("Measures and money"), Cell(measures(of, item))),
        (t("Explained by the owner"), Cell(kept(of, item))),
        (t("Executor's answer"), answer(of, item)),
        (t("If it goes on so"), Cell(" ".join(outlook(item.forecast, of.language)))),
    ]
    if item.contradictions_said:
        rows.append((t("What does not fit together"), Cell(" ".join(item.contradictions_said))))
    yield Facts(tuple(rows))
    yield from late(of, item)
    yield from explained(of, item)


def _questions(item: ItemMatter) -> tuple[Block, ...]:
    said = tuple(one.said for one in item.questions)
    return (Questions(said),) if said else ()
