"""Wrong usage, and a world that does not play along: a sentence and an exit code, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.typing_commands import ROOT, Desk
from tracker.commands.table import COMMANDS


def typed(*argv: str, cwd: Path, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tracker", *argv], cwd=cwd, text=True, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, **{"capture_output": True, **options},
    )  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example_and_the_options_of_all(command, tmp_path, capsys):
    from tracker.cli import main

    assert main([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert f"example: tracker {command}" in said
    assert "--programs" in said and "--database" in said


def test_every_example_of_help_is_usage_that_is_understood():
    from tracker.commands.parsing import command_module, parse

    for name in COMMANDS:
        parse(command_module(name).EXAMPLE.split()[1:])


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("asess",), "tracker assess"),
        (("frobnicate",), "--help"),
        (("assess", "--as-of", "31.02.2022"), "2022-04-15"),
        (("assess", "--as-of", "April"), "2022-04-15"),
        (("assess", "--as-of", "2022-4-5"), "2022-04-15"),
        (("assess", "--asof", "2022-04-15"), "--as-of"),
        (("assess", "--by", "seats"), "seat"),
        (("assess", "--format", "xml"), "json"),
        (("assess", "--own"), "--territory"),
        (("import",), "FILE"),
        (("serve", "--port", "http"), "65535"),
        (("explain", "x", "--language", "de"), "kk"),
        (("changes", "--from", "2022-01-01", "--program", "a", "--seat", "b"), "not allowed"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(desk: Desk, argv, said):
    desk.type("load")
    result = desk.type(*argv)
    assert result.code == 2 and said in result.err
    assert result.err.startswith("tracker: ") and result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("argv", "near"),
    [
        (("assess", "--program", "akmola-2021-202"), "akmola-2021-2025"),
        (("assess", "--territory", "KZ-1"), "KZ"),
        (("assess", "--seat", "council-11-5"), "council-11-4"),
        (("explain", "akmola-2021-2025/health-facilites"), "akmola-2021-2025/health-facilities"),
        (("changes", "--from", "2022-01-01", "--indicator", "akmola-2021-2025/job"), "akmola-2021-2025/jobs"),
    ],
)
def test_an_id_there_is_not_offers_the_nearest(reported: Desk, argv, near):
    result = reported.type(*argv)
    assert result.code == 1 and near in result.err and result.err.count("\n") == 1


def test_no_command_prints_the_help(tmp_path):
    done = typed(cwd=tmp_path)
    assert done.returncode == 2 and "assess" in done.stdout
    assert typed("--help", cwd=tmp_path).returncode == 0
    assert typed("--version", cwd=tmp_path).stdout.startswith("tracker ")


def test_a_reader_that_goes_away_is_no_fault(reported: Desk):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = typed("assess", "--format", "json", cwd=reported.folder, capture_output=False,
                     stdout=writing, stderr=subprocess.PIPE)  # fmt: skip
    finally:
        os.close(writing)
    assert done.returncode == 0 and done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_said(reported: Desk):
    with Path("/dev/full").open("w") as full:
        done = typed("assess", "--format", "json", cwd=reported.folder, capture_output=False,
                     stdout=full, stderr=subprocess.PIPE)  # fmt: skip
    assert done.returncode == 3 and "full" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_said(reported: Desk):
    path = reported.write("secret.csv", "x")
    path.chmod(0)
    said = reported.type("import", "secret.csv")
    assert said.code == 3 and "secret.csv" in said.err


def test_ctrl_c_ends_without_a_traceback(tmp_path):
    program = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a build in the background ignores it
        "from tracker import cli\n"
        "cli._main = lambda argv: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.exit(cli.main(['assess']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 128 + signal.SIGINT and done.stderr.strip() == "tracker: stopped."


def test_a_fault_of_our_own_is_said_as_such(desk: Desk, monkeypatch):
    from tracker.commands import verify_ledger

    def broken(call):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(verify_ledger, "run", broken)
    said = desk.type("verify-ledger")
    assert said.code == 3 and "ZeroDivisionError" in said.err and said.err.count("\n") == 1
