"""Hearings in the small country: one of the republic, one of Akmola, as people would prepare them."""

from __future__ import annotations

from datetime import date, datetime

from tests.small_country import ADMINISTRATOR, NOW, record, report
from tracker.access import Actor
from tracker.queries.ask import Ask
from tracker.queries.hearings import Hearing, known_hearing
from tracker.record.hearing import Freeze, NewHearing, move_hearing, record_hearing
from tracker.store import Store

FACTION = Actor("faction-kz", "faction", territory="KZ")
AKMOLA_FACTION = Actor("faction-11", "faction", territory="KZ-11")
MINISTRY = Actor("ministry-health-1", "executor", office="ministry-health")
CONTROL = Actor("control-kz", "party_control", territory="KZ")
AS_OF = date(2022, 4, 15)
ASK = Ask(AS_OF)
CLINICS, GRANTS, VILLAGES, LAW = (
    f"republic-2021-2025/{name}" for name in ("clinics", "grants", "villages", "law")
)

REPUBLIC = NewHearing(
    territory="KZ",
    office="ministry-health",
    programs=("republic-2021-2025",),
    held_on=date(2022, 4, 29),
    as_of=AS_OF,
    participants=("bureau-1", "Audit office"),
    answer_by=date(2022, 4, 25),
)
AKMOLA = NewHearing(
    territory="KZ-11",
    office="akimat-11",
    programs=("akmola-2021-2025",),
    held_on=date(2022, 5, 20),
    as_of=AS_OF,
    answer_by=date(2022, 5, 10),
)


def some_progress(store: Store) -> None:
    """Reports that leave the republic's program behind: clinics disputed, villages without evidence, law silent."""
    record(
        store,
        report("clinics", "2021-Q4", 9.0, "2022-01-10T08:00", evidence="act 1"),
        report("clinics", "2022-Q1", 10.0, "2022-04-10T08:00", evidence="act 2", verdict="disputed",
               reviewed_at=datetime(2022, 4, 12, 8), reviewer="control-kz", reason="one is shut"),
        report("grants", "2021", 12.0, "2022-01-12T08:00", evidence="list", verdict="verified",
               reviewed_at=datetime(2022, 1, 20, 8), reviewer="control-kz"),
        report("villages", "2021-Q4", 12.0, "2022-01-11T08:00"),
        report("akmola-2021-2025/clinics", "2022-Q1", 2.0, "2022-04-09T08:00"),
    )  # fmt: skip


def arranged(store: Store, new: NewHearing = REPUBLIC, actor: Actor = ADMINISTRATOR) -> str:
    """A hearing recorded as a draft; its id."""
    return record_hearing(store, actor, new, now=NOW)


def moved(store: Store, hearing: str, *states: str) -> None:
    """The hearing moved on through the states, frozen with figures that nobody looks at."""
    for state in states:
        kept = Freeze("AAAA-AAAA-AAAA", store.head(), "0" * 64, "0" * 64, "{}") if state == "frozen" else None
        move_hearing(store, ADMINISTRATOR, hearing, state, now=NOW, freeze=kept)


def stands(store: Store, hearing: str) -> Hearing:
    """The hearing as it stands now."""
    return known_hearing(store, None, hearing)
