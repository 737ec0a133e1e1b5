"""A small country for tests of the core: one republican program, one oblast with a district, two bodies' seats.

Built as models, not read from files, so that a test of the store does not depend on the reader.
"""

from __future__ import annotations

from datetime import date, datetime

from tracker.access import Actor
from tracker.periods import parse
from tracker.program.catalogue import Catalogue, SourceFile
from tracker.program.model import Executor, Program, Roster, Territory, Theme
from tracker.record.load import load_catalogue
from tracker.record.report import NewReport, record_reports
from tracker.store import Store

ADMINISTRATOR = Actor.administrator()
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 6, 0)

PROGRAM = {
    "program": "republic-2021-2025",
    "title": {"kk": "Ел", "ru": "Страна", "en": "Country"},
    "territory": "KZ",
    "start": date(2021, 1, 1),
    "end": date(2025, 12, 31),
    "sections": [
        {
            "section": "health",
            "title": "Health",
            "theme": "health",
            "socially_sensitive": True,
            "owner": "bureau-1",
            "indicators": [
                {
                    "indicator": "clinics",
                    "title": {"kk": "Емхана", "ru": "Поликлиники", "en": "Clinics"},
                    "unit": {"kk": "нысан", "ru": "объект", "en": "object"},
                    "kind": "cumulative",
                    "target": 27.0,
                    "plan": {2021: 14.0, 2022: 18.0},
                    "profile": "step",
                    "owner": "council-1",
                    "executor": "ministry-health",
                    "measures": [
                        {"measure": "clinic-a", "title": "Clinic A", "due": date(2021, 12, 1)},
                        {"measure": "clinic-b", "title": "Clinic B"},
                    ],
                },
                {
                    "indicator": "grants",
                    "title": "Grants",
                    "kind": "annual",
                    "target": 20.0,
                    "owner": "council-1",
                },
            ],
        },
        {
            "section": "water",
            "title": "Water",
            "theme": "water",
            "indicators": [
                {
                    "indicator": "villages",
                    "title": "Villages with water",
                    "unit": "%",
                    "kind": "level",
                    "baseline": 10.0,
                    "target": 50.0,
                    "weight": 2.0,
                },
                {
                    "indicator": "quality",
                    "title": "Quality",
                    "kind": "level",
                    "baseline": "unknown",
                    "direction": "increase",
                    "target": 50.0,
                },
                {"indicator": "law", "title": "Law", "kind": "milestone", "due": date(2022, 3, 31)},
            ],
        },
    ],
}
OBLAST = {
    "program": "akmola-2021-2025",
    "title": "Akmola",
    "territory": "KZ-11",
    "start": date(2021, 1, 1),
    "end": date(2025, 12, 31),
    "weight": 3.0,
    "sections": [
        {
            "section": "health",
            "title": "Health",
            "theme": "health",
            "indicators": [
                {
                    "indicator": "clinics",
                    "title": "Clinics",
                    "kind": "cumulative",
                    "target": 10.0,
                    "owner": "council-11",
                    "executor": "akimat-11-health",
                    "part_of": "republic-2021-2025/clinics",
                }
            ],
        }
    ],
}
ROSTER = {
    "roster": "republic",
    "bodies": [
        {
            "body": "bureau",
            "kind": "bureau",
            "territory": "KZ",
            "title": "Bureau",
            "seats": [{"seat": "bureau-1", "title": "Bureau, seat 1", "holders": [{"holder": "holder 1"}]}],
        },
        {
            "body": "council",
            "kind": "political_council",
            "territory": "KZ",
            "title": "Council",
            "seats": [
                {
                    "seat": "council-1",
                    "title": "Council, seat 1",
                    "holders": [
                        {"holder": "holder 1", "from": date(2021, 1, 1), "to": date(2022, 2, 28)},
                        {"holder": "holder 2", "from": date(2022, 3, 1)},
                    ],
                },
            ],
        },
        {
            "body": "council-of-11",
            "kind": "political_council",
            "territory": "KZ-11",
            "title": "Council of Akmola",
            "seats": [
                {"seat": "council-11", "title": "Council of Akmola, seat 1"},
                {
                    "seat": "akim-11",
                    "title": "Chair",
                    "office_of": "akimat-11",
                    "holders": [{"holder": "holder 1"}],
                },
            ],
        },
    ],
}


def catalogue(*programs: dict, roster: dict | None = None) -> Catalogue:
    """The small country's files, with the given programs in place of its own two if any are given."""
    read = [Program.model_validate(program) for program in programs or (PROGRAM, OBLAST)]
    territories = [
        Territory.model_validate(t)
        for t in (
            {"code": "KZ", "title": "Kazakhstan", "level": "republic"},
            {"code": "KZ-11", "title": "Akmola", "level": "region", "parent": "KZ"},
            {"code": "1110", "title": "A district", "level": "district", "parent": "KZ-11"},
        )
    ]
    themes = [Theme(theme=name, title=name) for name in ("health", "water")]
    executors = [
        Executor(executor="ministry-health", title="Ministry"),
        Executor(executor="akimat-11", title="Akimat", territory="KZ-11"),
        Executor(executor="akimat-11-health", title="Department", part_of="akimat-11"),
    ]
    one = Roster.model_validate(roster or ROSTER)
    places = [
        *(("program", program.program) for program in read),
        ("roster", one.roster),
        *(("territory", t.code) for t in territories),
        *(("theme", t.theme) for t in themes),
        *(("executor", e.executor) for e in executors),
    ]
    return Catalogue(
        programs={program.program: program for program in read},
        rosters={one.roster: one},
        territories={t.code: t for t in territories},
        themes={t.theme: t for t in themes},
        executors={e.executor: e for e in executors},
        sources={place: SourceFile(f"{place[0]}.yaml", "0" * 64) for place in places},
    )


def load(store: Store, *programs: dict, **options):
    """Load the small country (or the given programs) as the administrator."""
    return load_catalogue(store, ADMINISTRATOR, catalogue(*programs), today=TODAY, now=NOW, **options)


def report(indicator: str, period: str, value: float, made: str, **further) -> NewReport:
    """A report made by a branch on a day and hour given as UTC; an indicator without a slash is the republic's."""
    full_id = indicator if "/" in indicator else f"republic-2021-2025/{indicator}"
    return NewReport(
        full_id,
        parse(period),
        value,
        **{"reported_at": datetime.fromisoformat(made), "author": "branch-kz", **further},
    )


def record(store: Store, *reports: NewReport):
    """Record reports as the administrator."""
    return record_reports(store, ADMINISTRATOR, list(reports), now=NOW)
