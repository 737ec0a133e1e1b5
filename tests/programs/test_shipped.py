"""The shipped program files: without fault, in three languages, without persons, each figure as published."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.program.catalogue import Catalogue
from tracker.program.check import Checked, check
from tracker.program.fields import Frozen, Text
from tracker.program.model import Indicator, Program, Section

ROOT = Path(__file__).parents[2]
PROGRAMS = ROOT / "programs"
FACTS = Path(__file__).with_name("facts.csv")
BOUNDS = {"exact": "exact", "min": "at_least", "approx": "about", "max": "at_most"}
# levels whose baseline follows from the words of the pledge and not from a published figure (docs/sources.md)
BASELINE_BY_DEFINITION = {
    "republic-2021-2025/grants-growth": 0,
    "republic-2021-2025/student-stipend": 1,
    "republic-2021-2025/graduate-stipend": 1,
    "aktobe-2021-2025/unemployment": 4.9,
}


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(PROGRAMS)


@pytest.fixture(scope="module")
def shipped(checked: Checked) -> Catalogue:
    return checked.catalogue


@pytest.fixture(scope="module")
def facts() -> list[dict[str, str]]:
    with FACTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def indicators(catalogue: Catalogue) -> Iterator[tuple[Program, Section, Indicator]]:
    for program in catalogue.programs.values():
        for section in program.sections:
            for indicator in section.indicators:
                yield program, section, indicator


def published(catalogue: Catalogue) -> dict[str, tuple[Program, Indicator]]:
    """Indicators of the election programs that are no demonstration, by full id."""
    return {
        f"{program.program}/{indicator.indicator}": (program, indicator)
        for program, _, indicator in indicators(catalogue)
        if program.kind == "election" and not program.demonstration
    }


def test_nothing_shipped_is_at_fault(checked: Checked) -> None:
    assert [str(fault) for fault in checked.problems.faults] == []


def test_warnings_are_only_the_gaps_left_on_purpose(checked: Checked) -> None:
    warnings = checked.problems.warnings
    outside = [
        str(warning)
        for warning in warnings
        if "demonstration" not in warning.file and "rosters" not in warning.file
    ]
    assert outside == []
    rules = Counter(warning.rule for warning in warnings)
    assert rules["without-owner"] == 6, "four indicators and two sensitive sections"
    assert rules["holder-gap"] == 2
    vacant = [str(warning) for warning in warnings if warning.rule == "vacant-owner"]
    assert vacant and all("council-11-6" in warning for warning in vacant)
    assert set(rules) == {"without-owner", "holder-gap", "vacant-owner"}


def test_every_published_figure_equals_its_record(shipped: Catalogue, facts: list[dict[str, str]]) -> None:
    real = published(shipped)
    for fact in facts:
        program, indicator = real[fact["indicator"]]
        where = f"{fact['id']} {fact['indicator']}"
        target = 1.0 if indicator.target is None else indicator.target
        assert target == float(fact["target"]), where
        assert indicator.source is not None, where
        assert indicator.source.url == fact["url"], where
        assert indicator.source.date == (dt.date.fromisoformat(fact["date"]) if fact["date"] else None), where
        due = indicator.due or program.end
        if fact["year"]:
            assert due == dt.date(int(fact["year"]), 12, 31), where
        else:
            assert due == program.end, where
        plan = dict(part.split(":") for part in fact["plan"].split())
        assert dict(indicator.plan) == {int(year): float(value) for year, value in plan.items()}, where
        if indicator.kind != "milestone":
            assert indicator.bound == BOUNDS[fact["bound"]], where


def test_no_published_indicator_is_without_a_record(shipped: Catalogue, facts: list[dict[str, str]]) -> None:
    assert set(published(shipped)) == {fact["indicator"] for fact in facts}
    assert len(facts) == 98


def test_no_baseline_is_invented(shipped: Catalogue, facts: list[dict[str, str]]) -> None:
    records = {fact["indicator"]: fact for fact in facts}
    for name, (_, indicator) in published(shipped).items():
        if indicator.kind != "level":
            assert indicator.baseline is None, f"{name}: a total begins at nothing"
        elif records[name]["baseline"]:
            assert indicator.baseline == float(records[name]["baseline"]), name
        elif name in BASELINE_BY_DEFINITION:
            assert indicator.baseline == BASELINE_BY_DEFINITION[name], name
        else:
            assert indicator.baseline == "unknown", name


def test_what_a_source_leaves_open_is_said_in_a_note(shipped: Catalogue, facts: list[dict[str, str]]) -> None:
    real = published(shipped)
    for fact in facts:
        if not fact["date"] or not fact["year"]:
            source = real[fact["indicator"]][1].source
            assert source is not None and source.note is not None, fact["id"]


def texts(model: Frozen, where: str) -> Iterator[tuple[str, Text]]:
    """Every text a reader may see, with the way to it."""
    for name in type(model).model_fields:
        value: Any = getattr(model, name)
        items = value if isinstance(value, tuple) else (value,)
        for number, item in enumerate(items):
            if isinstance(item, Text):
                yield f"{where}.{name}", item
            elif isinstance(item, Frozen):
                yield from texts(item, f"{where}.{name}[{number}]")


def everything(catalogue: Catalogue) -> Iterator[tuple[str, Frozen]]:
    for name in ("programs", "rosters", "territories", "themes", "executors"):
        for key, model in getattr(catalogue, name).items():
            yield f"{name}/{key}", model


def test_every_text_has_three_languages(shipped: Catalogue) -> None:
    seen = 0
    for where, model in everything(shipped):
        for way, text in texts(model, where):
            seen += 1
            assert text.missing() == (), way
    assert seen > 5000


def test_kazakh_is_kazakh_and_not_russian(shipped: Catalogue) -> None:
    """A title of an indicator is never the same in two languages, and Kazakh letters are used."""
    titles = [(program.program, indicator) for program, _, indicator in indicators(shipped)]
    same = [f"{name}/{one.indicator}" for name, one in titles if one.title.kk in (one.title.ru, one.title.en)]
    assert same == []
    kazakh = sum(bool(re.search("[әғқңөұүһі]", one.title.kk or "", re.IGNORECASE)) for _, one in titles)
    assert kazakh / len(titles) > 0.98


def test_rosters_name_seats_and_no_persons(shipped: Catalogue) -> None:
    holders = {
        span.holder.en
        for roster in shipped.rosters.values()
        for body in roster.bodies
        for seat in body.seats
        for span in seat.holders
    }
    assert holders == {"holder 1", "holder 2"}
    assert not [executor.executor for executor in shipped.executors.values() if executor.contact]


def test_a_seat_changed_hands_on_the_day_of_the_congress(shipped: Catalogue) -> None:
    seats = {
        seat.seat: seat
        for roster in shipped.rosters.values()
        for body in roster.bodies
        for seat in body.seats
    }
    first, second = seats["bureau-8"].holders
    assert (first.to, second.from_) == (dt.date(2022, 2, 28), dt.date(2022, 3, 1))
    assert seats["council-11-6"].holders == ()
    assert seats["branch-11-1"].office_of == "akimat-11"


def test_real_programs_are_carried_throughout(shipped: Catalogue) -> None:
    for program in shipped.programs.values():
        if program.demonstration:
            continue
        for section in program.sections:
            assert section.owner, f"{program.program} {section.section}"
            for indicator in section.indicators:
                assert indicator.owner, f"{program.program}/{indicator.indicator}"
                assert indicator.executor in shipped.executors


def test_the_territories_are_the_present_ones(shipped: Catalogue) -> None:
    regions = {code for code, territory in shipped.territories.items() if territory.parent == "KZ"}
    expected = "10 11 15 19 23 27 31 33 35 39 43 47 55 59 61 62 63 71 75 79"
    assert regions == {f"KZ-{number}" for number in expected.split()}
    young = {code: shipped.territories[code] for code in ("KZ-10", "KZ-33", "KZ-62")}
    assert {code: territory.split_from for code, territory in young.items()} == {
        "KZ-10": "KZ-63",
        "KZ-33": "KZ-19",
        "KZ-62": "KZ-35",
    }
    assert {territory.from_ for territory in young.values()} == {dt.date(2022, 6, 8)}


def test_every_file_names_its_schema() -> None:
    files = sorted(PROGRAMS.rglob("*.yaml"))
    assert len(files) > 100
    for file in files:
        first, *rest = file.read_text(encoding="utf-8").splitlines()
        kind = next(line.split(":")[0] for line in rest if not line.startswith("#"))
        up = "../" * (len(file.relative_to(PROGRAMS).parts) - 1) or "./"
        assert first == f"# yaml-language-server: $schema={up}schema/{kind}.json", file


def test_sources_page_lists_every_address(shipped: Catalogue) -> None:
    page = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    for name, (_, indicator) in published(shipped).items():
        assert indicator.source is not None
        assert f"({indicator.source.url})" in page, name


def test_published_results_speak_of_shipped_indicators(shipped: Catalogue) -> None:
    with (ROOT / "docs" / "published-results.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 15
    real = published(shipped)
    for row in rows:
        assert row["indicator"] in real
        assert row["evidence"].startswith("http")
        assert dt.date.fromisoformat(row["reported_at"]) < dt.date(2026, 1, 1)
