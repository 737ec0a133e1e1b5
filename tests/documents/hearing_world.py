"""A small country that is heard: a program of as many indicators as a test wants, with words, verdicts, decisions."""

from __future__ import annotations

from datetime import date, datetime

from tests.small_country import ADMINISTRATOR, NOW, load, record, report
from tracker.access import Actor
from tracker.hearing.gathering import matter_of
from tracker.hearing.matter import HearingMatter
from tracker.record.decision import NewDecision, close_decision, record_decision
from tracker.record.hearing import Freeze, NewHearing, move_hearing, record_hearing
from tracker.record.hearing_agenda import record_hearing_answer, record_hearing_note
from tracker.record.review import record_review
from tracker.store import Store

AS_OF = date(2022, 4, 15)
HOSTILE = "#strong[x] $y$ *z* <w:t>&amp; \\u{41} ]) #panic() " + "Ұ" * 180
KAZAKH = "Әлеуметтік нысандар: ғимарат, құрылыс, өңір, үй, ұйым, һәм іс"


def program(indicators: int, title: str = KAZAKH) -> dict:
    """A district's program: running totals, the third one amended, the last never reported, the fourth no plan."""
    listed = []
    for n in range(1, indicators + 1):
        one = {
            "indicator": f"works-{n}",
            "title": {"kk": f"{title} {n}", "ru": f"{title} {n}", "en": f"{title} {n}"},
            "unit": {"kk": "нысан", "ru": "объект", "en": "object"},
            "kind": "cumulative",
            "target": 100.0 + n,
            "plan": {2021: 20.0 + n, 2022: 40.0 + n},
            "executor": "akimat-11" if n % 2 else "akimat-11-health",
            "owner": "council-1" if n % 2 else None,
            "measures": [{"measure": f"site-{n}", "title": f"Site {n}", "due": date(2022, 1, 1)}]
            if n == 1
            else [],
        }
        if n == 3:
            one["amendments"] = [
                {
                    "date": date(2022, 2, 1),
                    "by": "Bureau, minutes 4",
                    "cause": "prices",
                    "was": {"target": 333.0},
                }
            ]
        listed.append({key: value for key, value in one.items() if value is not None})
    return {
        "program": "district-2021-2025",
        "title": {"kk": "Аудан", "ru": "Район", "en": "District program"},
        "territory": "1110",
        "start": date(2021, 1, 1),
        "end": date(2025, 12, 31),
        "sections": [{"section": "works", "title": "Works", "theme": "health", "indicators": listed}],
    }


def prepared(
    store: Store, indicators: int = 6, title: str = KAZAKH, *, earlier: int = 0, state: str = "sent"
) -> str:
    """Load and report the program, prepare its hearing; ``earlier`` decisions of one before it. Gives its id."""
    load(store, program(indicators, title))
    for n in range(1, indicators):
        evidence = {"evidence": f"https://example.kz/act-{n}"} if n % 2 else {}
        record(
            store,
            report(f"district-2021-2025/works-{n}", "2022-Q1", 12.0 + n, "2022-04-05T06:00:00", **evidence),
        )
        if n % 3 == 1:
            seen = {"now": NOW, "reviewed_at": datetime(2022, 4, 10, 6)}
            record_review(store, ADMINISTRATOR, store.head(), "verified", None, **seen)
    if earlier:
        decided(store, earlier)
    hearing = record_hearing(
        store, ADMINISTRATOR,
        NewHearing("1110", "akimat-11", ("district-2021-2025",), date(2022, 4, 28), AS_OF, answer_by=date(2022, 4, 22),
                   most=200), now=datetime(2022, 4, 16, 6),
    )  # fmt: skip
    move_hearing(store, ADMINISTRATOR, hearing, "sent", now=datetime(2022, 4, 17, 6))
    akim = Actor("akimat-11", "executor", "KZ-11", office="akimat-11")
    record_hearing_answer(store, akim, hearing, "district-2021-2025/works-1", "Келісімшарт жасалды.",
                          now=datetime(2022, 4, 18, 6))  # fmt: skip
    if state in ("frozen", "held"):
        move_hearing(
            store, ADMINISTRATOR, hearing, "frozen", now=datetime(2022, 4, 24, 6), freeze=freeze(store)
        )
    if state == "held":
        move_hearing(store, ADMINISTRATOR, hearing, "held", now=datetime(2022, 4, 28, 6))
        note = {"now": datetime(2022, 4, 28, 9)}
        record_hearing_note(store, ADMINISTRATOR, hearing, "It will be done by September.",
                            indicator="district-2021-2025/works-2", **note)  # fmt: skip
        demanded = NewDecision(hearing, "Finish works 2", date(2022, 9, 1), "act of acceptance",
                               executor="akimat-11-health", indicator="district-2021-2025/works-2")  # fmt: skip
        record_decision(store, ADMINISTRATOR, demanded, **note)
    return hearing


def decided(store: Store, number: int) -> None:
    """A hearing half a year before, with decisions of which the second is closed and the others silent."""
    new = NewHearing("1110", "akimat-11", ("district-2021-2025",), date(2021, 10, 20), date(2021, 10, 1),
                     answer_by=date(2021, 10, 15))  # fmt: skip
    old = record_hearing(store, ADMINISTRATOR, new, now=datetime(2021, 10, 2, 6))
    move_hearing(store, ADMINISTRATOR, old, "sent", now=datetime(2021, 10, 3, 6))
    move_hearing(store, ADMINISTRATOR, old, "frozen", now=datetime(2021, 10, 16, 6), freeze=freeze(store))
    move_hearing(store, ADMINISTRATOR, old, "held", now=datetime(2021, 10, 20, 6))
    for n in range(1, number + 1):
        demanded = NewDecision(old, f"Demand number {n}", date(2022, 3, 1), "act of acceptance",
                               executor="akimat-11", indicator=f"district-2021-2025/works-{n}")  # fmt: skip
        name = record_decision(store, ADMINISTRATOR, demanded, now=datetime(2021, 10, 20, 9))
        if n == 2:
            close_decision(
                store, ADMINISTRATOR, name, "document", now=datetime(2022, 3, 2, 6), evidence="Act 14"
            )
    move_hearing(store, ADMINISTRATOR, old, "closed", now=datetime(2022, 3, 5, 6))


def freeze(store: Store) -> Freeze:
    """A freeze at the head; its digest is not what these tests are about."""
    return Freeze("KZ7Q-M4PD", store.head(), "a" * 64, "b" * 64, "{}")


def heard(store: Store, hearing: str, language: str) -> HearingMatter:
    """The hearing's matter as the administrator gets it."""
    return matter_of(store, ADMINISTRATOR, hearing, language)
