"""Made-up work of party control: visits, posts, recommendations with what became of them, answers to disputes.

Appended in a few batches in the order things happened, so that the demonstration stays quick to make; a line's values
stand in the order of its table. Whom control visits follows from the figures made up already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from tracker import clock
from tracker.access import Actor
from tracker.demo.control_words import ANSWERS, DONE, PLACES, RECOMMENDED, SEEN, STILL_MISSING, WATCHED
from tracker.demo.ground import Ground
from tracker.demo.people import People
from tracker.queries.ask import Ask, Scope, rows
from tracker.queries.indicators import Assessed, assessed
from tracker.store import Store
from tracker.store.ledger import append

#: the days on which control sets out
DAYS = tuple(
    date(*day) for day in ((2021, 6, 14), (2021, 10, 11), (2022, 3, 14), (2022, 9, 12), (2023, 4, 17))
)
_A_REGION = 3
_FOUND = ("confirmed", "confirmed", "confirmed", "partly", "not_confirmed")


def record_control(
    store: Store, ground: Ground, *, seed: int, until: date, now: datetime, origin: str
) -> int:
    """Record visits and all that follows up to ``until``; returns how many visits. For the administrator alone."""
    people, made = People(ground), _Made(now, origin)
    for day in DAYS:
        if day <= until:
            lagging = assessed(store, Actor.administrator(), Ask(day), Scope(begun=True), by_attention=True)
            _day(made, people, lagging, day, Random(f"{seed} control {day}"), until)
    with store.cursor() as cursor:
        disputed = rows(cursor, _DISPUTED, {"until": clock.end_of(until)})
    chance = Random(f"{seed} answers")
    for one in disputed:
        if chance.random() < 0.4:
            made.answer(one, chance, until)
    with store.writing() as writing:
        for table, lines in made.tables.items():
            told = sorted(lines, key=lambda line: line["said_at"])
            if table == "recommendation_word" and told:
                numbers = made.numbers
                told = [{**line, "recommendation": numbers[line["recommendation"]]} for line in told]
            columns = {name: [line[name] for line in told] for name in told[0]} if told else {"said_at": []}
            places = columns.pop("place_in_demo", None)
            sequence = append(writing, table, columns)
            if table == "recommendation" and places is not None:
                made.numbers = dict(zip(places, sequence, strict=True))
            if table == "post":
                _close_posts(writing, made, told, sequence, until)
    return len(made.tables["visit"])


_DISPUTED = """
select v.report_seq, v.no, v.reviewed_at, r.author from store.review v join store.report r on r.seq = v.report_seq
where v.verdict = 'disputed' and v.reviewed_at < $until order by v.seq
"""


class _Made:
    """What was made up so far, by table, each line a row without its number."""

    def __init__(self, now: datetime, origin: str) -> None:
        self.now, self.origin = now, origin
        self.tables: dict[str, list[dict]] = {
            name: [] for name in ("visit", "post", "recommendation", "recommendation_word", "dispute_answer")
        }
        self.numbers: dict[int, int] = {}

    def line(self, who: str, at: datetime, **values: object) -> dict:
        act = {"recorded_at": self.now, "actor": who, "on_behalf_of": None, "key": None}
        return {**act, **values, "said_at": at, "origin": self.origin}

    def answer(self, disputed: dict, chance: Random, until: date) -> None:
        at = disputed["reviewed_at"] + timedelta(days=chance.randrange(2, 12))
        if clock.day_of(at) <= until:
            self.tables["dispute_answer"].append(self.line(
                disputed["author"], at, report_seq=disputed["report_seq"], no=disputed["no"],
                words=chance.choice(ANSWERS), evidence=f"Демонстрация: акт № {chance.randint(1, 400)}",
                author=disputed["author"],
            ))  # fmt: skip


def _day(
    made: _Made, people: People, items: Sequence[Assessed], day: date, chance: Random, until: date
) -> None:
    by_region: dict[str, list[Assessed]] = defaultdict(list)
    for item in items:  # the worst first
        if item.territory != "KZ" and item.executor and item.observed is not None:
            by_region[item.territory].append(item)
    for territory in sorted(by_region):
        worst = by_region[territory][: 4 * _A_REGION]
        for item in chance.sample(worst, min(_A_REGION if territory.startswith("KZ-") else 1, len(worst))):
            _visit(made, people, item, day + timedelta(days=chance.randrange(10)), chance, until)


def _visit(made: _Made, people: People, item: Assessed, on: date, chance: Random, until: date) -> None:
    visitor = people.checker(item.territory, on, chance)
    if visitor is None or on > until:
        return
    found, at = chance.choice(_FOUND), _at(on, chance)
    made.tables["visit"].append(made.line(
        visitor, at, no=item.no, measure=None, visited_on=on, place=chance.choice(PLACES), found=found,
        words=chance.choice(SEEN[found]), photographs=None, report_seq=None, visitor=visitor, conflict=False,
    ))  # fmt: skip
    if found == "not_confirmed" and chance.random() < 0.5:
        made.tables["post"].append(made.line(
            visitor, at + timedelta(days=2), post=None, no=item.no, measure=None, what="opened", keeper=visitor,
            words=chance.choice(WATCHED),
        ))  # fmt: skip
    if found != "confirmed":
        _recommend(made, people, item, on, visitor, chance, until)


def _recommend(
    made: _Made, people: People, item: Assessed, on: date, author: str, chance: Random, until: date
) -> None:
    sitting = chance.random() < 0.4
    said_on = on + timedelta(days=14 if sitting else 1)
    due = said_on + timedelta(days=chance.choice((21, 30, 45, 60)))
    if said_on > until:
        return
    place = len(made.tables["recommendation"])
    to_seat = item.owner if item.owner and chance.random() < 0.3 else None
    made.tables["recommendation"].append(made.line(
        author, _at(said_on, chance), place_in_demo=place, territory=item.territory, no=item.no,
        occasion="sitting" if sitting else "visit", visit_seq=None,
        sitting=f"протокол № {chance.randint(1, 24)}" if sitting else None, words=chance.choice(RECOMMENDED),
        to_seat=to_seat, to_executor=None if to_seat else item.executor, due_on=due, author=author,
    ))  # fmt: skip
    answerer, on = to_seat or f"executor-{item.executor}", due - timedelta(days=chance.randrange(-12, 14))
    steps = chance.choice(
        ("done closed", "done closed", "done closed", "done", "done given_back done closed", "")
    )
    for step in steps.split():
        judge = people.checker(item.territory, on, chance) or author
        who = answerer if step == "done" else judge
        if on > until:
            return
        made.tables["recommendation_word"].append(made.line(
            who, _at(on, chance), recommendation=place, what=step,
            words={"done": chance.choice(DONE), "given_back": STILL_MISSING}.get(step),
            evidence=f"Демонстрация: акт № {chance.randint(1, 400)}" if step == "done" else None, author=who,
        ))  # fmt: skip
        on += timedelta(days=chance.randrange(3, 15))


def _close_posts(writing, made: _Made, told: Sequence[dict], sequence: Sequence[int], until: date) -> None:
    """Every third post is lifted after four months."""
    closed = [
        {
            **line,
            "post": number,
            "what": "closed",
            "words": DONE[0],
            "said_at": line["said_at"] + timedelta(days=120),
        }
        for line, number in list(zip(told, sequence, strict=True))[::3]
        if clock.day_of(line["said_at"] + timedelta(days=120)) <= until
    ]
    if closed:
        append(writing, "post", {name: [line[name] for line in closed] for name in closed[0]})


def _at(day: date, chance: Random) -> datetime:
    return clock.to_utc(datetime.combine(day, time(10 + chance.randrange(7), chance.randrange(60))))
