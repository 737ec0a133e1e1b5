"""import, verify-ledger, backup, restore: what is written, and that it holds together."""

from __future__ import annotations

import re

import duckdb
import pytest

from tests.commands.typing_commands import Desk


def test_import_says_what_it_added_and_the_second_time_that_nothing_is_new(desk: Desk):
    desk.type("load")
    desk.write("q1.csv", "indicator;period;value;note\nakmola-2021-2025/clean-water;2022-Q1;85,5;\n;;;\n")
    first = desk.type("import", "q1.csv")
    assert first.code == 0 and "1 rows added" in first.out and "1 empty" in first.out
    second = desk.type("import", "q1.csv")
    assert second.code == 0 and "Nothing is new" in second.out


def test_import_prints_every_fault_and_writes_nothing(desk: Desk):
    desk.type("load")
    desk.write("bad.csv", 'indicator,period,value\nakmola/clean-water,2022-03-01,"1,234"\n')
    head = desk.type("verify-ledger").out
    said = desk.type("import", "bad.csv")
    assert said.code == 1 and desk.type("verify-ledger").out == head
    *lines, count = said.out.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["bad.csv:2:1", "bad.csv:2:2", "bad.csv:2:3"]
    assert count.startswith("3 faults")


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.csv", b""), ("b.csv", b"%PDF-1.4"), ("c.csv", b'indicator,period,value\nx/y,2022,"5\n'),
     ("d.xlsx", b"PK\x03\x04"), ("e.csv", "indicator,period,value\n".encode("utf-16"))],
)  # fmt: skip
def test_a_fault_of_a_whole_file_is_printed_with_a_row_and_a_column_too(desk: Desk, name, data):
    desk.type("load")
    (desk.folder / name).write_bytes(data)
    said = desk.type("import", name)
    line, _ = said.out.splitlines()
    assert said.code == 1 and re.match(rf"{name}:[0-9]+:[0-9]+: \S", line)


def test_a_dry_run_writes_nothing(desk: Desk):
    desk.type("load")
    desk.write("q1.csv", "indicator,period,value\nakmola-2021-2025/clean-water,2022-Q1,85.5\n")
    head = desk.type("verify-ledger").out
    assert desk.type("import", "q1.csv", "--dry-run").code == 0
    assert desk.type("verify-ledger").out == head


def test_faults_are_said_in_the_language_asked_for(desk: Desk):
    desk.type("load")
    desk.write("bad.csv", "indicator,period,value\nakmola-2021-2025/jobs,2022,53%\n")
    assert "знаком процента" in desk.type("import", "bad.csv", "--language", "ru").out
    assert "пайыз белгісімен" in desk.type("import", "bad.csv", "--language", "kk").out


def test_what_is_no_file_is_said(desk: Desk):
    desk.type("load")
    for name in ("nothing.csv", "programs"):
        said = desk.type("import", name)
        assert said.code == 1 and name in said.err and said.err.count("\n") == 1


def test_a_database_that_is_not_there_is_not_made_by_reading(desk: Desk):
    for argv in (("assess",), ("verify-ledger",), ("backup", "b"), ("import", "programs/roster.yaml")):
        said = desk.type(*argv, "--database", "typo.duckdb")
        assert said.code == 1 and "tracker load" in said.err
    assert not (desk.folder / "typo.duckdb").exists()


def test_the_database_is_named_by_option_then_environment_then_custom(desk: Desk):
    assert desk.type("load", TRACKER_DATABASE="by-environment.duckdb").code == 0
    assert desk.type("load", "--database", "by-option.duckdb", TRACKER_DATABASE="x.duckdb").code == 0
    assert {path.name for path in desk.folder.glob("*.duckdb")} == {
        "by-environment.duckdb",
        "by-option.duckdb",
    }


def test_other_databases_are_refused_in_words(desk: Desk):
    desk.write("not.duckdb", "this is no database, whatever its name says" * 500)
    said = desk.type("assess", "--database", "not.duckdb")
    assert said.code == 3 and said.err.count("\n") == 1
    assert desk.type("assess", "--database", "postgres://host/db").code == 2
    assert desk.type("assess", "--database", ":memory:").code == 2
    assert desk.type("assess", "--database", "programs").code == 1


def test_a_newer_database_is_refused_in_words(reported: Desk):
    with duckdb.connect(str(reported.folder / "tracker.duckdb")) as other:
        other.execute("insert into migration values (999, 'later', '', now()::timestamp)")
    said = reported.type("assess")
    assert said.code == 3 and "newer version" in said.err


def test_verify_ledger_finds_a_changed_row_and_prints_the_head_last(reported: Desk):
    whole = reported.type("verify-ledger")
    head = whole.out.splitlines()[-1]
    assert whole.code == 0 and head.split(":")[0].isdigit() and len(head.split(":")[1]) == 64
    assert reported.type("verify-ledger", "--since", head).code == 0
    assert reported.type("verify-ledger", "--since", "yesterday").code == 2
    with duckdb.connect(str(reported.folder / "tracker.duckdb")) as other:
        other.execute("update report set value = 16 where value = 15")
    broken = reported.type("verify-ledger")
    assert broken.code == 1 and "First bad row" in broken.out


def test_verify_ledger_prints_the_head_last_whatever_it_found(reported: Desk):
    head = reported.type("verify-ledger").out.splitlines()[-1]
    with duckdb.connect(str(reported.folder / "tracker.duckdb")) as other:
        other.execute(
            "insert into access_entry by name select 1 as seq, now()::timestamp as happened_at, 'signed_in' as kind, "
            "'forged' as hash"
        )
    broken = reported.type("verify-ledger")
    assert broken.code == 1 and "log" in broken.out and broken.out.splitlines()[-1] == head


def test_a_damaged_block_is_said_to_be_one_and_is_no_fault_of_ours(reported: Desk):
    path = reported.folder / "tracker.duckdb"
    bytes_ = bytearray(path.read_bytes())
    for start in range(3 * 4096, len(bytes_), 262_144):
        bytes_[start + 4096] ^= 0xFF
    path.write_bytes(bytes_)
    said = reported.type("verify-ledger")
    assert said.code == 3 and "is damaged" in said.err and "Something went wrong" not in said.err


def test_a_restored_backup_assesses_to_identical_json(reported: Desk):
    assert reported.type("backup", "copy.duckdb").code == 0
    assert reported.type("backup", "copy.duckdb").code == 1
    assert reported.type("restore", "copy.duckdb", "--database", "second.duckdb").code == 0
    refused = reported.type("restore", "copy.duckdb", "--database", "second.duckdb")
    assert refused.code == 1 and "--overwrite" in refused.err
    assert reported.type("restore", "copy.duckdb", "--database", "second.duckdb", "--overwrite").code == 0
    asked = ("assess", "--as-of", "2022-04-15", "--format", "json")
    assert reported.type(*asked, "--database", "second.duckdb").out == reported.type(*asked).out
    assert reported.type("restore", "nowhere.duckdb", "--database", "third.duckdb").code == 1


def test_a_demonstration_is_made_once_and_never_into_a_database_in_use(desk: Desk):
    made = desk.type("demo", "--database", "demonstration.duckdb")
    assert made.code == 0 and "Made up" in made.out
    again = desk.type("demo", "--database", "demonstration.duckdb")
    assert again.code == 1 and "--overwrite" in again.err
    assert sorted(path.name for path in desk.folder.iterdir()) == ["demonstration.duckdb", "programs"]
