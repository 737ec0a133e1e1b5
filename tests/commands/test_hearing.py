"""Hearings from the command line: prepared, frozen, verified, listed; every mistake a sentence and a code."""

from __future__ import annotations

import re

import pytest

from tests.commands.typing_commands import Desk
from tests.holder.holding import holder, tracker
from tracker.store import open_store

NEW = ("hearing", "new", "--program", "akmola-2021-2025", "--on", "2022-04-29", "--as-of", "2022-04-15")
CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}")


def prepared(desk: Desk) -> str:
    said = desk.type(*NEW)
    assert said.code == 0, said.err
    return said.out.strip()


def test_a_hearing_is_prepared_frozen_verified_and_listed(reported):
    assert "No hearing was prepared" in reported.type("hearing", "list").out
    name = prepared(reported)
    assert name == "kz-11-2022-04-29"
    frozen = reported.type("hearing", "freeze", name)
    assert frozen.code == 0 and CODE.fullmatch(frozen.out.strip())
    assert (
        "sent to the executors and frozen in one step" in frozen.err
    )  # nobody could answer, and that is said
    verified = reported.type("hearing", "verify", name)
    assert verified.code == 0 and frozen.out.strip() in verified.out and "15 April 2022" in verified.out
    assert reported.type("hearing", "list").out == f"{name}  2022-04-29  frozen  {frozen.out.strip()}\n"
    russian = reported.type("hearing", "list", "--language", "ru").out
    assert "данные зафиксированы" in russian


def test_what_comes_later_follows_and_a_touched_row_does_not(reported):
    name = prepared(reported)
    reported.type("hearing", "freeze", name)
    reported.write(
        "later.csv",
        "indicator,period,value,evidence,reported_at,author\n"
        "akmola-2021-2025/health-facilities,2022-Q1,17,act 9,2022-04-14,branch-11\n",
    )
    assert reported.type("import", "later.csv").code == 0
    assert reported.type("hearing", "verify", name).code == 0
    with open_store(reported.folder / "tracker.duckdb") as store, store.cursor() as cursor:
        cursor.execute("update store.report set value = 16 where value = 15").fetchall()
    said = reported.type("hearing", "verify", name)
    assert said.code == 1 and "does NOT follow" in said.out and "figures of indicators" in said.out
    assert "akmola-2021-2025/health-facilities" in said.out
    assert "индикаторлардың мәндері" in reported.type("hearing", "verify", name, "--language", "kk").out


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (("hearing",), 2, "ACT"),
        (("hearing", "hold", "x"), 2, "hold"),
        (
            ("hearing", "new", "--on", "2022-04-29", "--as-of", "2022-04-15"),
            2,
            "--program P or --territory T",
        ),
        ((*NEW, "--territory", "KZ-11"), 2, "--program P or --territory T"),
        (NEW[:4], 2, "--on DAY"),
        (NEW[:6], 2, "--as-of DAY"),
        ((*NEW[:5], "29.02.2022", *NEW[6:]), 2, "no such day"),
        ((*NEW, "--answer-by", "soon"), 2, "--answer-by soon"),
        ((*NEW, "--answer-by", "2022-05-01"), 1, "after the hearing itself"),
        ((*NEW[:7], "2022-05-15"), 1, "cannot be those of 2022-05-15"),
        ((*NEW[:3], "nothing", *NEW[4:]), 1, "no program nothing"),
        (("hearing", "new", "--territory", "KZ-99", *NEW[4:]), 1, "no territory KZ-99"),
        ((*NEW, "--office", "nobody"), 1, "no state body nobody"),
        ((*NEW, "--title", "x" * 2001), 1, "longer than 2000"),
        (("hearing", "list", "x"), 2, "takes no hearing"),
        (("hearing", "freeze"), 2, "Name the hearing"),
        (("hearing", "freeze", "nothing"), 1, "no hearing nothing"),
        (("hearing", "verify", "nothing"), 1, "no hearing nothing"),
        (("hearing", "pack", "nothing"), 2, "--out FILE"),
        (("hearing", "pack", "nothing", "--out", "x.odt"), 2, "--format pdf or --format docx"),
        (("hearing", "pack", "nothing", "--out", "x.pdf"), 1, "no hearing nothing"),
    ],
)
def test_a_mistake_is_said_in_a_sentence(reported, typed, code, said):
    found = reported.type(*typed)
    assert (found.code, found.out) == (code, "") and said in found.err and "Traceback" not in found.err
    if code == 1 and typed[1] == "new":
        assert "No hearing was prepared" in reported.type("hearing", "list").out  # nothing was written


def test_what_is_not_frozen_is_not_verified_and_nothing_is_frozen_twice(reported):
    name = prepared(reported)
    draft = reported.type("hearing", "verify", name)
    assert draft.code == 1 and "not frozen" in draft.err
    assert reported.type("hearing", "freeze", name).code == 0
    again = reported.type("hearing", "freeze", name)
    assert again.code == 1 and "the next step is to hold it" in again.err


def test_a_pack_is_written_in_the_language_and_the_form_asked_for(reported):
    name = prepared(reported)
    early = reported.type("hearing", "pack", name, "--out", "early.docx")
    assert early.code == 0 and "not frozen" in early.err
    code = reported.type("hearing", "freeze", name).out.strip()
    said = reported.type("hearing", "pack", name, "--language", "kk", "--out", "pack.pdf")
    assert said.code == 0 and code in said.out
    assert (reported.folder / "pack.pdf").read_bytes().startswith(b"%PDF")
    assert (reported.folder / "early.docx").read_bytes().startswith(b"PK")
    lost = reported.type("hearing", "pack", name, "--out", "nowhere/pack.pdf")
    assert lost.code == 1 and "does not exist" in lost.err


def test_hearings_work_while_a_server_holds_the_database(reported):
    with holder(reported.folder / "tracker.duckdb"):
        new = tracker(*NEW, cwd=reported.folder)
        assert new.returncode == 0, new.stderr
        name = new.stdout.strip()
        frozen = tracker("hearing", "freeze", name, cwd=reported.folder)
        assert frozen.returncode == 0 and CODE.fullmatch(frozen.stdout.strip())
        assert tracker("hearing", "verify", name, cwd=reported.folder).returncode == 0
        wrong = tracker("hearing", "verify", "nothing", cwd=reported.folder)
        assert wrong.returncode == 1 and "no hearing nothing" in wrong.stderr
    assert reported.type("hearing", "verify", name).code == 0  # what was frozen there follows here
