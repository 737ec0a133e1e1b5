"""check, schema and load: the commands that read program files."""

from __future__ import annotations

import json

from tests.commands.typing_commands import ROOT, Desk


def test_check_prints_what_it_read(desk: Desk):
    said = desk.type("check", "programs/")
    assert said.code == 0 and said.err == ""
    assert "2 programs" in said.out and said.out.splitlines()[-1].startswith("0 faults")


def test_check_prints_every_fault_one_a_line_then_their_count(desk: Desk):
    path = desk.folder / "programs" / "akmola-2021-2025.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("theme: water", "theme: watr").replace("target: 12", "target: 12.x"), "utf-8"
    )
    said = desk.type("check", "programs")
    lines = said.out.splitlines()
    faults = [line for line in lines if ": warning: " not in line][:-1]
    assert said.code == 1 and len(faults) == 2
    assert all(
        line.startswith("programs/akmola-2021-2025.yaml:") and line.split(":")[1].isdigit() for line in faults
    )
    assert any("'water'" in line or "water" in line for line in faults)
    assert lines[-1].startswith("2 faults")


def test_check_needs_no_database_and_makes_none(desk: Desk):
    desk.type("check")
    assert sorted(path.name for path in desk.folder.iterdir()) == ["programs"]


def test_check_speaks_the_language_asked_for(desk: Desk):
    assert "ошибок" in desk.type("check", "--language", "ru").out
    assert "қате" in desk.type("check", "--language", "kk").out


def test_a_folder_that_is_not_there_is_said(desk: Desk):
    said = desk.type("check", "nowhere/")
    assert said.code == 1 and "nowhere" in said.err and said.err.count("\n") == 1


def test_the_rules_are_listed(desk: Desk):
    lines = desk.type("check", "--list-rules").out.splitlines()
    assert len(lines) > 20 and all(": " in line for line in lines)


def test_schema_of_one_kind_of_all_and_as_files(desk: Desk):
    one = desk.type("schema", "program").json
    every = desk.type("schema").json
    assert every["program"] == one and set(every) == {
        "program",
        "roster",
        "territories",
        "themes",
        "executors",
    }
    assert desk.type("schema", "--out", "schema").code == 0
    assert json.loads((desk.folder / "schema" / "roster.json").read_text("utf-8")) == every["roster"]
    wrong = desk.type("schema", "progam")
    assert wrong.code == 2 and "program" in wrong.err


def test_load_says_what_it_loaded_and_the_second_time_that_nothing_is_new(desk: Desk):
    first = desk.type("load")
    assert first.code == 0 and "Loaded program akmola-2021-2025." in first.out
    second = desk.type("load", "programs")
    assert second.code == 0 and "Nothing is new" in second.out


def test_load_refuses_a_promise_changed_in_silence(desk: Desk):
    desk.type("load")
    path = desk.folder / "programs" / "akmola-2021-2025.yaml"
    path.write_text(path.read_text("utf-8").replace("target: 12", "target: 10"), "utf-8")
    head = desk.type("verify-ledger").out.splitlines()[-1]
    refused = desk.type("load")
    assert refused.code == 1 and "akmola-2021-2025" in refused.out and "feldsher-posts" in refused.out
    assert refused.out.startswith("programs/akmola-2021-2025.yaml:")
    assert desk.type("verify-ledger").out.splitlines()[-1] == head


def test_load_of_files_at_fault_loads_nothing(desk: Desk):
    desk.write("programs/extra.yaml", "program: [")
    said = desk.type("load")
    assert said.code == 1 and said.out.startswith("programs/extra.yaml:")
    assert said.out.splitlines()[-1] == "1 fault; nothing was written."
    assert not (desk.folder / "tracker.duckdb").exists()


def test_a_correction_of_history_says_why(desk: Desk):
    assert desk.type("load", "--correct-history", "  ").code == 2


def test_the_shipped_programs_pass(desk: Desk):
    said = desk.type("check", str(ROOT / "programs"))
    assert said.code == 0, said.out
