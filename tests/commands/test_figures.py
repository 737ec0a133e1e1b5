"""assess, explain, changes, export: contracts.md's keys, formats and sums."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import openpyxl
import pytest

from tests.commands.typing_commands import Desk

INDICATOR = [
    "indicator", "program", "section", "territory", "owner", "holder", "kind", "unit", "baseline", "target", "due",
    "compared_on", "planned", "planned_today", "observed", "verified", "period_end", "reported_at", "progress",
    "planned_progress", "verified_progress", "status", "verified_status", "report_overdue",
]  # fmt: skip
STATUSES = ["achieved", "on_track", "at_risk", "off_track", "missed", "no_data", "not_measurable", "not_due"]
SET = [
    "indicators", "execution", "execution_max", "coverage", "plan", "plan_today", "verified", "shortfall", "surplus",
    "deviation", *STATUSES, "report_overdue",
]  # fmt: skip
H = "akmola-2021-2025/health-facilities"


def test_assess_by_indicator_has_the_contracts_keys(reported: Desk):
    rows = reported.type("assess", "--as-of", "2022-04-15", "--format", "json").json
    assert len(rows) == 8
    for row in rows:
        assert list(row)[: len(INDICATOR)] == INDICATOR
    row = next(row for row in rows if row["indicator"] == H)
    assert row["owner"] == "council-11-4" and row["holder"] == "Держатель 5"
    assert (row["observed"], row["verified"], row["period_end"]) == (15.0, 14.0, "2022-03-31")
    assert row["reported_at"] == "2022-04-10T00:00:00+06:00"
    assert row["due"] == "2025-12-31" and row["progress"] == 15 / 30 and row["report_overdue"] is False
    unknown = next(row for row in rows if row["indicator"].endswith("waiting-days"))
    assert unknown["baseline"] is None and unknown["observed"] is None


def test_the_terms_are_those_of_the_day_and_the_basis(reported: Desk):
    def target(*asked: str) -> float:
        rows = reported.type("assess", "--format", "json", *asked).json
        return next(row["target"] for row in rows if row["indicator"] == H)

    assert target("--as-of", "2022-04-19") == 30
    assert target("--as-of", "20.04.2022") == 27
    assert target("--as-of", "2022-04-20", "--basis", "original") == 30


def test_csv_holds_the_same_unrounded_figures(reported: Desk):
    asked = ("assess", "--as-of", "2022-04-15")
    rows = reported.type(*asked, "--format", "json").json
    read = list(csv.DictReader(io.StringIO(reported.type(*asked, "--format", "csv").out)))
    assert [row["indicator"] for row in read] == [row["indicator"] for row in rows]
    for text, row in zip(read, rows, strict=True):
        for name in ("progress", "planned", "observed"):
            assert (float(text[name]) if text[name] else None) == row[name]
        assert text["report_overdue"] in ("true", "false")


@pytest.mark.parametrize("by", ["section", "program", "territory", "theme", "seat", "executor"])
def test_assess_by_sets_has_the_contracts_keys(reported: Desk, by):
    rows = reported.type("assess", "--as-of", "2022-04-15", "--by", by, "--format", "json").json
    key = ["section", "program"] if by == "section" else [by]
    for row in rows:
        assert list(row)[: len(key) + len(SET)] == key + SET
        assert sum(row[status] for status in STATUSES) == row["indicators"]
        assert row["deviation"] == pytest.approx(row["surplus"] - row["shortfall"], abs=1e-12)


def test_scopes(reported: Desk):
    def indicators(*asked: str) -> int:
        return len(reported.type("assess", "--as-of", "2022-04-15", "--format", "json", *asked).json)

    assert indicators("--program", "republic-2021-2025") == 1
    assert indicators("--territory", "KZ") == 8 and indicators("--territory", "KZ", "--own") == 1
    assert indicators("--territory", "KZ-11") == 7
    assert indicators("--seat", "council-11-4") == 7


def test_begun_leaves_out_what_has_not_begun(reported: Desk):
    def indicators(day: str, *asked: str) -> int:
        return len(reported.type("assess", "--as-of", day, "--format", "json", *asked).json)

    assert indicators("2020-12-31") == 8 and indicators("2020-12-31", "--begun") == 0
    assert indicators("2022-04-15", "--begun") == indicators("2022-04-15")


def test_the_table_shows_shares_in_percent_and_says_why_a_figure_is_missing(reported: Desk):
    english = reported.type("assess", "--as-of", "2022-04-15").out
    assert "50.0%" in english and "not reported" in english
    russian = reported.type("assess", "--as-of", "2022-04-15", "--language", "ru").out
    assert "50,0\u00a0%" in russian
    for line in russian.splitlines()[2:]:
        assert " - " not in line and "None" not in line


def test_the_table_says_its_day_and_the_base_of_its_percentages(reported: Desk):
    asked = ("assess", "--as-of", "2022-04-15")
    assert "as of 15 April 2022; base of the percentages: each" in reported.type(*asked).out.splitlines()[-1]
    last = reported.type(*asked, "--by", "program", "--language", "ru").out.splitlines()[-1]
    assert "на 15 апреля 2022" in last and "по весу" in last
    original = reported.type(*asked, "--by", "program", "--basis", "original").out
    assert original.splitlines()[-1] == "Counted on the terms first approved."
    assert "as of" not in reported.type(*asked, "--format", "csv").out


def test_what_belongs_to_nobody_says_so_and_leaves_no_cell_empty(reported: Desk):
    for by, words in (("executor", "no executor named"), ("seat", "nobody carries it")):
        asked = ("assess", "--as-of", "2022-04-15", "--by", by)
        rows = reported.type(*asked, "--format", "json").json
        table = reported.type(*asked).out
        assert (words in table) == any(row[by] is None for row in rows)
        assert "no executor named" not in table or by == "executor"
        indent = table.splitlines()[1].split("  ")[0]
        assert all(
            line[len(indent) + 2 :].strip() and line[len(indent) + 2] != " "
            for line in table.splitlines()[2:-1]
        )


def test_an_earlier_head_gives_the_figures_of_then(reported: Desk):
    asked = ("assess", "--as-of", "2022-04-15", "--format", "json")
    head = reported.type("verify-ledger").out.splitlines()[-1]
    before = reported.type(*asked).json
    reported.write("more.csv", f"indicator,period,value,reported_at\n{H},2022-Q1,20,2022-04-14\n")
    reported.type("import", "more.csv")
    assert reported.type(*asked).json != before
    assert reported.type(*asked, "--head", head).json == before
    assert reported.type(*asked, "--head", head.split(":")[0]).json == before
    number, digest = head.split(":")
    assert reported.type(*asked, "--head", f"{number}:{digest[::-1]}").code == 1
    assert reported.type(*asked, "--head", "999999").code == 1
    assert reported.type(*asked, "--head", "newest").code == 2


def test_explain_has_the_contracts_keys(reported: Desk):
    told = reported.type("explain", H, "--as-of", "2022-04-25", "--format", "json").json
    assert list(told)[: len(INDICATOR)] == INDICATOR
    assert {"terms", "ratio", "thresholds", "amendments", "reports", "sentence"} <= set(told)
    assert told["terms"]["target"] == 27 and told["thresholds"] == {"on_track": 0.95, "at_risk": 0.8}
    assert [a["date"] for a in told["amendments"]][-1] == "2022-04-20"
    assert told["amendments"][-1]["cause"] == "money_late" and told["amendments"][-1]["was"]["target"] == 30
    assert [(r["period_end"], r["value"], r["verdict"], r["chosen"]) for r in told["reports"]] == [
        ("2021-12-31", 14.0, "verified", False),
        ("2022-03-31", 15.0, None, True),
    ]
    assert told["ratio"] == pytest.approx(told["progress"] / told["planned_progress"])
    assert told["sentence"]


def test_explain_in_words_speaks_three_languages(reported: Desk):
    said = {
        lang: reported.type("explain", H, "--as-of", "2022-04-25", "--language", lang).out
        for lang in ("kk", "ru", "en")
    }
    assert len(set(said.values())) == 3 and all("15" in text for text in said.values())


def test_changes_add_up_exactly(reported: Desk):
    told = reported.type("changes", "--from", "2021-12-31", "--to", "2022-04-25", "--program", "akmola-2021-2025",
                         "--format", "json").json  # fmt: skip
    steps = ["content", "assignments", "amendments", "reviews", "corrections", "results", "time"]
    for name in ("execution", "plan", "verified"):
        assert list(told[name]) == ["from", "to", *steps]
        assert told[name]["from"] + sum(told[name][step] for step in steps) == told[name]["to"]
    assert told["execution"]["results"] > 0 and isinstance(told["entered_late"], list)
    table = reported.type("changes", "--from", "2021-12-31", "--to", "2022-04-25").out
    assert "results" in table and "pp" in table


def test_changes_backwards_are_wrong_usage(reported: Desk):
    said = reported.type("changes", "--from", "2022-04-25", "--to", "2022-01-01")
    assert said.code == 2 and "before" in said.err
    assert reported.type("changes").code == 2


@pytest.mark.parametrize("what", ["indicators", "reports", "measures", "rollup"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_exports_hold_every_row_and_a_demonstration_column(reported: Desk, what, form):
    said = reported.type("export", "--what", what, "--as-of", "2022-04-15", "--out", f"out.{form}")
    assert said.code == 0
    path = reported.folder / f"out.{form}"
    if form == "xlsx":
        heading, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
        rows = [dict(zip(heading, row, strict=True)) for row in rows]
    elif form == "csv":
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    else:
        rows = json.loads(path.read_text("utf-8"))
    assert len(rows) == {"indicators": 8, "reports": 7, "measures": 1, "rollup": 2}[what]
    assert all(row["demonstration"] in (True, "true") for row in rows)
    assert f"{len(rows)} rows" in said.out


def test_exported_reports_come_back_as_what_is_held_already(reported: Desk):
    reported.type("export", "--what", "reports", "--as-of", "2022-04-15", "--out", "out.csv")
    rows = csv.DictReader(io.StringIO((reported.folder / "out.csv").read_text("utf-8-sig")))
    kept = ["indicator", "period", "value", "reported_at", "author", "evidence", "note"]
    with (reported.folder / "back.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, kept, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(row | {"period": row["period_end"]} for row in rows)
    head = reported.type("verify-ledger").out
    assert "Nothing is new: 7 rows" in reported.type("import", "back.csv").out
    assert reported.type("verify-ledger").out == head


def test_an_export_keeps_days_as_days(reported: Desk):
    reported.type("export", "--as-of", "2022-04-15", "--out", "out.xlsx")
    page = openpyxl.load_workbook(reported.folder / "out.xlsx").active
    heading = [cell.value for cell in page[1]]
    assert page.cell(2, heading.index("due") + 1).value.date() == date(2025, 12, 31)


def test_an_export_into_a_folder_that_is_not_there_is_said(reported: Desk):
    said = reported.type("export", "--out", "none/out.csv")
    assert said.code == 3 and "none/out.csv" in said.err
