"""The member's card: what a seat's holder can face a sitting with, on one page.

Owns the order of its parts: what needs somebody now, then sections and indicators by attention, who carries them,
what the shortfall is made of, what is owed, said and asked, whom to ring, and apart from the seat's own figures the
same themes below.
"""

from __future__ import annotations

from tracker.access import Actor
from tracker.clock import day_of
from tracker.documents.demanded import demanded
from tracker.documents.matter import Matter, matter
from tracker.documents.model import (
    Bar,
    Cell,
    Column,
    Document,
    Items,
    Paragraph,
    Place,
    Section,
    Share,
    Shares,
    Table,
)
from tracker.documents.needs import Said, fate, needs, said_by
from tracker.documents.regions import regions
from tracker.documents.unconfirmed import unconfirmed
from tracker.draw.bar import bar_sentence
from tracker.queries.ask import Ask
from tracker.queries.explanations import Explanation, Request, explanations, requests
from tracker.queries.indicators import Assessed
from tracker.queries.makeup import makeup
from tracker.queries.rollups import RolledUp, rolled_up
from tracker.queries.scorecards import owed
from tracker.store import Store
from tracker.text import N_
from tracker.text.vocab import word

#: rows a table of the card holds at most: what lies beyond is on the seat's page
MOST = 30


def member_card(store: Store, actor: Actor, ask: Ask, seat: str, language: str) -> Document:
    """The card of a seat as of a day. Raises InputError when no roster names the seat."""
    of = matter(store, actor, ask, seat, language)
    given = explanations(store, actor, of.ask, of.scope)
    asked = requests(store, actor, of.ask, of.scope)
    return Document(
        place=Place("member", seat),
        language=language,
        as_of=ask.as_of,
        basis=ask.basis,
        revision=of.ask.at(store),
        over=of.over(),
        title=headline(of),
        meta=of.meta(),
        bar=bar(of),
        badge=of.badge(),
        notice=vacancy(of),
        sections=tuple(_sections(of, given, asked)) if of.figures else (),
        foot=of.foot(),
        how=of.how(),
        links=((of.t("Handover sheet"), Place("handover", seat)), (of.t("All seats"), Place("seats"))),
    )


def headline(of: Matter) -> str:
    """The state of what the seat carries, in a sentence made from its figures."""
    figures = of.figures
    if figures is None or figures.execution is None or figures.plan_today is None:
        return of.t("This seat carries nothing that can be measured on this day")
    if of.percent(figures.execution) == of.percent(figures.plan_today) == of.percent(0.0):
        return of.t(
            "Of what this seat carries nothing is to be done by this day yet, and nothing is done yet"
        )
    return of.t(
        "What this seat carries is {done} done; by plan it should be {plan}",
        done=of.percent(figures.execution),
        plan=of.percent(figures.plan_today),
    )


def bar(of: Matter) -> Bar | None:
    """The execution bar of everything the seat carries."""
    figures = of.figures
    if figures is None or figures.execution is None:
        return None
    shown = (figures.verified, figures.execution, figures.execution_max, figures.plan_today)
    sentence = bar_sentence(
        figures.verified or 0.0,
        figures.execution,
        figures.execution_max or figures.execution,
        figures.plan_today,
        of.language,
    )
    return Bar(of.say(of.seat.title), *shown, sentence)


def vacancy(of: Matter) -> str | None:
    """That nobody holds the seat on the day."""
    if of.seat.holder is not None:
        return None
    return of.t("The seat is vacant on this day: nobody answers for what it carries.")


def said_on(given: list[Explanation], asked: list[Request]) -> dict[str, Said]:
    """What was last answered and what is still asked, by indicator."""
    newest: dict[str, Explanation] = {}
    for one in given:
        newest.setdefault(one.indicator, one)
    open_: dict[str, Request] = {one.indicator: one for one in asked if one.answered_at is None}
    return {name: Said(newest.get(name), open_.get(name)) for name in {*newest, *open_}}


def _sections(of: Matter, given: list[Explanation], asked: list[Request]):
    below = list(regions(of)) if of.is_bureau else []
    yield _needs(of, given, asked, below)
    if of.is_bureau:
        yield _own_sections(of)
        yield from _carriers(of)
    yield worst(of)
    yield from _shortfall(of)
    yield whom_to_ring(of)
    yield overdue(of)
    yield from unconfirmed(of)
    yield from demanded(of)
    if given:
        yield explained(of, given)
    yield from unanswered(of, asked)
    yield from below


def _needs(of: Matter, given: list[Explanation], asked: list[Request], below: list[Section]) -> Section:
    """The things that need the holder now; for a Bureau seat one line more on whom to ask one level down."""
    found = needs(of, said_on(given, asked))
    heading = of.t("Needs you now, and what to ask")
    further = tuple(
        Paragraph(of.t("The same themes below. {finding} Ask there: what will be done, and by which day?",
                       finding=section.said))
        for section in below
        if section.said
    )  # fmt: skip
    if not found:
        said = of.t("Everything measured stands on track, and no report is overdue.")
        return Section(heading, further, said, brief=True, name="needs")
    return Section(heading, (Items(found), *further), brief=True, name="needs")


def _figures(of: Matter, row: RolledUp) -> tuple[Cell, ...]:
    """Done, by plan, from the plan, and the base, which always stands beside a percentage."""
    return (
        Cell(of.percent(row.execution)),
        Cell(of.percent(row.plan)),
        Cell(of.points(row.deviation)),
        Cell(str(row.indicators)),
    )


def heads(of: Matter) -> tuple[Column, ...]:
    """The heads over :func:`_figures`."""
    names = (N_("Done"), N_("By plan"), N_("From the plan"), N_("Indicators"))
    return tuple(Column(of.t(name), number=True) for name in names)


def _own_sections(of: Matter) -> Section:
    rows = rolled_up(of.store, of.actor, of.ask, of.scope, "section")
    rows.sort(key=lambda row: row.deviation if row.deviation is not None else 0.0)
    several = len({row.program for row in rows}) > 1
    program = {one.program: of.say(one.title) for one in of.programs}
    lines = tuple(
        (Cell(of.say(row.title), program.get(row.program) if several else None), *_figures(of, row))
        for row in rows
    )
    table = Table(of.t("Sections this seat carries"), (Column(of.t("Section")), *heads(of)), lines)
    return Section(of.t("Sections this seat carries"), (table,), folded=len(rows) == 1, name="sections")


def _carriers(of: Matter):
    """Each seat below that carries a part of the Bureau seat's sections."""
    rows = [
        row
        for row in rolled_up(of.store, of.actor, of.ask, of.scope, "seat")
        if row.key is not None and row.key != of.seat.seat
    ]
    if not rows:
        return
    share = {part.key: part.share for part in makeup(of.store, of.actor, of.ask, of.scope, "seat")}
    rows.sort(key=lambda row: (-share.get(row.key, 0.0), row.key))
    lines = tuple(
        (
            Cell(of.seat_title(row.key), of.held(of.seats[row.key].holder if row.key in of.seats else None),
                 Place("member", row.key)),
            *_figures(of, row),
            Cell(of.percent(share.get(row.key, 0.0))),
        )
        for row in rows
    )  # fmt: skip
    columns = (Column(of.t("Seat")), *heads(of), Column(of.t("Of the shortfall"), number=True))
    caption = of.t("Seats that carry a part of these sections; counted here is only that part.")
    yield Section(of.t("Who carries it"), (Table(caption, columns, lines),), name="carriers")


def worst(of: Matter) -> Section:
    """Every indicator, by attention."""
    items = [item for item in of.items if item.attention > 0] or of.items
    behind = sum(item.attention > 0 for item in of.items)
    lines = tuple(
        (
            Cell(of.say(item.title), _under(of, item), Place("indicator", item.indicator)),
            Cell(word("status", item.status, of.language), status=item.status),
            Cell(of.percent(item.progress, "not_reported")),
            Cell(of.percent(item.planned_progress, "no_plan")),
            Cell(of.behind(item)),
        )
        for item in items[:MOST]
    )
    names = (N_("Done"), N_("By plan"), N_("From the plan"))
    columns = (
        Column(of.t("Indicator")),
        Column(of.t("Status")),
        *(Column(of.t(n), number=True) for n in names),
    )
    said = of.t(
        "{behind} of {count} indicators are behind their plan or silent", behind=behind, count=len(of.items)
    )
    table = Table(of.t("Indicators, worst first"), columns, lines, max(0, len(items) - MOST))
    return Section(of.t("Indicators, worst first"), (table,), said + ".", brief=True, name="indicators")


def _under(of: Matter, item: Assessed) -> str | None:
    """Where, whose, since when: on one quiet line under the name."""
    parts = []
    if item.territory != of.seat.territory:
        parts.append(of.say(item.territory_title))
    if item.owner != of.seat.seat:
        carrier = of.carrier(item)
        parts.append(carrier.text)
    if item.no in of.since:
        parts.append(of.t("behind since {day}", day=of.since[item.no]))
    return " · ".join(parts) or None


def _shortfall(of: Matter):
    """What the shortfall is made of: by indicator, and by territory where there are several."""
    figures = of.figures
    if not figures or not figures.shortfall:
        return
    heads_ = (of.t("Points of the whole"), of.t("Of the shortfall"))
    blocks = []
    for by, name in (("territory", N_("By territory")), ("indicator", N_("By indicator"))):
        parts = makeup(of.store, of.actor, of.ask, of.scope, by)
        if by == "territory" and len(parts) < 2:
            continue
        place = (lambda key: Place("indicator", key)) if by == "indicator" else (lambda key: None)
        blocks.append(
            Shares(
                of.t(name),
                (of.t("Territory") if by == "territory" else of.t("Indicator"), *heads_),
                tuple(
                    Share(of.say(p.title) or p.key, p.part, p.share, place(p.key))
                    for p in parts
                    if p.part > 0
                ),
                figures.shortfall,
                of.t("Whole shortfall"),
            )
        )
    said = of.t("The shortfall is {points} of the whole; the parts add up to it.",
                points=of.points(figures.shortfall).lstrip("+"))  # fmt: skip
    yield Section(of.t("What the shortfall is made of"), tuple(blocks), said, half=len(blocks) == 1,
                  name="shortfall")  # fmt: skip


def overdue(of: Matter) -> Section:
    """Reports that have not come and who owes them."""
    late = owed(of.store, of.actor, of.ask, of.scope)
    heading = of.t("Overdue reports")
    if not late:
        return Section(heading, said=of.t("No report is overdue."), brief=True, folded=True)
    lines = tuple(
        (
            Cell(of.say(one.title), place=Place("indicator", one.indicator)),
            Cell(of.t("branch: {place}", place=of.say(one.territory_title))),
            Cell(of.short(one.awaited_for)),
            Cell(of.short(one.last_period_end)),
        )
        for one in late
    )
    columns = tuple(
        Column(of.t(name))
        for name in (N_("Indicator"), N_("Owed by"), N_("Period until"), N_("Last reported until"))
    )
    by_place = {of.say(one.territory_title): 0 for one in late}
    for one in late:
        by_place[of.say(one.territory_title)] += 1
    who = ", ".join(f"{name} ({n})" for name, n in sorted(by_place.items(), key=lambda e: -e[1])[:4])
    said = of.t("Overdue reports: {n}; owed by the branches: {who}.", n=len(late), who=who)
    return Section(heading, (Table(heading, columns, lines),), said, brief=True, name="overdue")


def explained(of: Matter, given: list[Explanation]) -> Section:
    """Explanations given, and whether the day they promised held."""
    lines = tuple(
        (
            Cell(of.say(one.title), place=Place("indicator", one.indicator)),
            Cell(word("cause", one.cause, of.language), one.corrective_action),
            Cell(
                of.short(day_of(one.explained_at)),
                said_by(of.t, of.seat_title(one.seat), one) if one.seat else None,
            ),
            Cell(of.short(one.expected_on), fate(of, one.held)),
        )
        for one in given
    )
    columns = tuple(
        Column(of.t(name))
        for name in (N_("Indicator"), N_("Cause and action"), N_("Explained"), N_("Promised for"))
    )
    kept, broken = sum(one.held is True for one in given), sum(one.held is False for one in given)
    said = of.t("Explanations: {n}; promised days that held: {kept}, that did not: {broken}, still ahead: {ahead}.",
                n=len(given), kept=kept, broken=broken, ahead=len(given) - kept - broken)  # fmt: skip
    heading = of.t("Explanations and promised days")
    return Section(heading, (Table(heading, columns, lines),), said, brief=True, name="explained")


def unanswered(of: Matter, asked: list[Request]):
    """Requests for an explanation that nobody has answered."""
    open_ = [one for one in asked if one.answered_at is None]
    if not open_:
        return
    lines = tuple(
        (
            Cell(of.say(one.title), one.words, Place("indicator", one.indicator)),
            Cell(of.seat_title(one.asked_by) if one.asked_by else ""),
            Cell(of.seat_title(one.asked_of) if one.asked_of else ""),
            Cell(of.short(day_of(one.asked_at))),
        )
        for one in open_
    )
    columns = tuple(
        Column(of.t(name)) for name in (N_("Indicator"), N_("Asked by"), N_("Asked of"), N_("Asked on"))
    )
    heading = of.t("Requests without an answer")
    said = of.t("Requests without an answer: {n}.", n=len(open_))
    yield Section(heading, (Table(heading, columns, lines),), said, brief=True, name="requests")


def whom_to_ring(of: Matter) -> Section:
    """The executors of what lags, the one behind most first, with where they are reached."""
    heading = of.t("Whom to ring")
    parts = makeup(of.store, of.actor, of.ask, of.scope, "executor")
    if not parts:
        return Section(heading, (Paragraph(of.t("No executor is named."), quiet=True),), folded=True)
    lines = tuple(
        (Cell(of.executor(part.key)), Cell(str(part.indicators)), Cell(of.percent(part.share)))
        for part in parts
    )
    columns = (
        Column(of.t("Executor and contact")),
        Column(of.t("Indicators"), number=True),
        Column(of.t("Of the shortfall"), number=True),
    )
    said = of.executor(parts[0].key)
    return Section(
        heading, (Table(heading, columns, lines),), of.t("First: {who}.", who=said), brief=True, half=True,
        name="executors",
    )  # fmt: skip
