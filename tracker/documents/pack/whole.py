"""The whole of what is heard: the sentence, the bar, how its base is made, and its parts by section and territory."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.documents.model import Block, Cell, Column, Paragraph, Section, Table
from tracker.documents.pack.opening import sentence
from tracker.documents.pack.words import Words
from tracker.queries.rollups import STATUSES, RolledUp
from tracker.text import N_
from tracker.text.vocab import word

_EXECUTION = N_(
    "Execution is the weighted mean of the indicators' progress, each kept between 0 and 100 %; an indicator without "
    "a report counts as 0, and the hatched part shows how far execution could reach if everybody silent had done all."
)
_PLAN = N_(
    "The plan is the weighted mean of what each indicator should have reached on the day its newest report speaks of; "
    "the tick on the bar is the plan on the day shown and is not subtracted."
)


def whole(of: Words, *, parts: bool = True) -> Iterator[Section]:
    """The chapter of the whole, and where ``parts`` its programs, sections and territories; an empty program is said
    to be that.
    """
    t, figures = of.t, of.matter.whole
    heading = t("Where the program stands")
    if figures is None:
        yield Section(heading, said=t("No indicator stands in what is heard on this day."), level=1)
        return
    blocks: list[Block] = []
    if figures.execution is not None:
        blocks.append(of.bar(of.say(of.matter.hearing.territory_title), figures))
    blocks += [Paragraph(base(of, figures)), Paragraph(statuses(of, figures))]
    known = _known(of, figures)
    if known:
        blocks.append(Paragraph(known))
    blocks += [Paragraph(t(_EXECUTION), quiet=True), Paragraph(t(_PLAN), quiet=True)]
    yield Section(heading, tuple(blocks), said=sentence(of) + ".", level=1)
    for words, column, rows in (
        (t("By program"), t("Program"), of.matter.programs),
        (t("By section"), t("Section"), of.matter.sections),
        (t("By territory"), t("Territory"), of.matter.territories),
    ):
        if parts and len(rows) > 1:
            yield Section(words, (sets(of, words, column, rows),), level=2)


def base(of: Words, figures: RolledUp) -> str:
    """What a percentage of the whole is counted over."""
    t = of.t
    said = t(
        "Base of the percentages: {indicators}, by weight",
        indicators=of.indicators(figures.indicators),
    )
    if figures.programs > 1:
        said += ", " + t.plural(
            "of {n} program, each rolled up by itself and then averaged by weight",
            "of {n} programs, each rolled up by itself and then averaged by weight",
            figures.programs,
        )
    if figures.not_measurable:
        said += ". " + t.plural(
            "{n} of them cannot be measured and is left out of every sum",
            "{n} of them cannot be measured and are left out of every sum",
            figures.not_measurable,
        )
    return said + "."


def statuses(of: Words, figures: RolledUp) -> str:
    """How many indicators have which status; the counts add up to the base."""
    counts = figures.counts()
    listed = ", ".join(
        f"{word('status', code, of.language)} {counts[code]}" for code in STATUSES if counts[code]
    )
    return of.t("By status: {listed}; together {n}.", listed=listed, n=figures.indicators)


def _known(of: Words, figures: RolledUp) -> str:
    t, said = of.t, []
    if figures.deviation is not None:
        said.append(
            t("From the plan of the days the reports speak of: {points}", points=of.points(figures.deviation))
        )
    if figures.coverage is not None and figures.coverage < 1:
        said.append(t("Reported in time: {share}", share=of.percent(figures.coverage)))
    if figures.report_overdue:
        said.append(t.plural("{n} report is overdue", "{n} reports are overdue", figures.report_overdue))
    return ". ".join(part.rstrip(".") for part in said) + "." if said else ""


def sets(of: Words, caption: str, column: str, rows: tuple[RolledUp, ...]) -> Table:
    """Sets side by side, the furthest behind first, each with its bar and its base."""
    t = of.t
    columns = (
        Column(column, width=4.0),
        Column(t("Done, and by plan today"), width=3.0),
        Column(t("From the plan"), number=True, width=1.4),
        Column(t("Reported in time"), number=True, width=1.4),
        Column(t("Indicators"), number=True, width=1.5),
    )
    ordered = sorted(rows, key=lambda row: (row.deviation is None, row.deviation or 0.0, row.key or ""))
    heard = of.matter.hearing
    named = dict(zip(heard.programs, map(of.say, heard.program_titles), strict=True))
    lines = []
    for row in ordered:
        name = of.say(row.title) or row.key or ""
        lines.append(
            (
                Cell(name, named.get(row.program) if len(named) > 1 and row.program else None),
                of.bar_cell(name, row),
                Cell(of.points(row.deviation)),
                Cell(of.percent(row.coverage)),
                Cell(str(row.indicators)),
            )
        )
    return Table(caption, columns, tuple(lines))
