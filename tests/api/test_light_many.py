"""A branch with as many indicators as Kostanay, 2,215 in 31 sections: each page stays light, nothing is lost."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests import small_country
from tests.api.filling import Browser, forms_of
from tests.api.serving import serving
from tests.intake.test_branch_workbook import filled
from tracker.access import Actor
from tracker.api import light_report
from tracker.documents.handing_out import hand_out
from tracker.intake.merging import take_workbook
from tracker.record.workbook import record_workbook
from tracker.store import open_store
from tracker.ui import cache, installation
from tracker.ui.installation import Installation

INDICATORS, SECTIONS, MOST_BYTES = 2_215, 31, 40_000
STATE = "as_of=2022-04-15&lang=kk&viewer=branch:KZ-11"
WHEN = small_country.NOW.replace(2022, 4, 15)
LONG = "Тұрғын үй-коммуналдық шаруашылық нысандарын жаңғырту есебінен сапалы қызметпен қамтылған ауылдар саны, №{}"


def many() -> dict:
    """A program of an oblast whose indicators all have titles of a Kazakh length."""
    sections: list[dict] = [
        {
            "section": f"s{n}",
            "title": f"{n}-бағыт: өңірдің әлеуметтік дамуы",
            "theme": "health",
            "indicators": [],
        }
        for n in range(SECTIONS)
    ]
    for n in range(INDICATORS):
        sections[n % SECTIONS]["indicators"].append(
            {"indicator": f"i{n}", "title": LONG.format(n), "unit": "нысан", "kind": "cumulative", "target": 100.0 + n,
             "plan": {2021: 10.0, 2022: 30.0}}
        )  # fmt: skip
    return {
        "program": "large-2021-2025", "title": "Large", "territory": "KZ-11", "start": date(2021, 1, 1),
        "end": date(2025, 12, 31), "sections": sections,
    }  # fmt: skip


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """The large branch in a file, served as a demonstration."""
    folder = tmp_path_factory.mktemp("large")
    with open_store(folder / "t.duckdb") as store:
        small_country.load(store, small_country.PROGRAM, many())
        installation.use(Installation(folder, store=store, demonstration=True))
        with serving(light_report.ROUTES) as client:
            yield store, Browser(client.port)
        installation.use(None)
        cache.forget()


def indicators_on(page) -> list[str]:
    return [one.fields["indicator"] for one in forms_of(page) if "indicator" in one.fields]


def test_every_page_of_the_largest_branch_is_light_and_its_sections_hold_each_indicator_once(large):
    _, visitor = large
    first = visitor.get(f"/light/report/KZ-11?{STATE}")
    assert first.status == 200 and len(first.content) < MOST_BYTES and indicators_on(first)
    sections = {
        one.replace("&amp;", "&") for one in re.findall(r'href="([^"]*section=s\d+[^"]*)"', first.text)
    }
    assert len(sections) == SECTIONS
    of_two, sizes = [], [len(first.content)]
    for address in sorted(sections)[:2]:
        page, seen = visitor.get(address), 0
        number = int(re.search(r"(\d+) беттің 1-беті", page.text)[1])
        for n in range(1, number + 1):
            page = visitor.get(f"{address}&page={n}")
            of_two += indicators_on(page)
            sizes.append(len(page.content))
            seen += 1
        assert seen == number
    mine = {section["section"]: len(section["indicators"]) for section in many()["sections"]}
    names = [re.search(r"section=(s\d+)", one)[1] for one in sorted(sections)[:2]]
    assert len(of_two) == len(set(of_two)) == sum(mine[name] for name in names)
    assert max(sizes) < MOST_BYTES


def test_the_workbook_of_the_largest_branch_goes_out_and_comes_back(large):
    store, _ = large
    branch = Actor("branch-KZ-11", "branch", territory="KZ-11")
    data, rows = hand_out(store, branch, "KZ-11", record=record_workbook, language="kk", now=WHEN)
    assert rows == INDICATORS and len(data) < 12 * 2**20
    merged = take_workbook(
        store, branch, "b.xlsx", filled(data, i7={"value": 11}, i2214={"value": 12}), now=WHEN
    )
    assert (merged.added, merged.conflicts) == (2, ())
