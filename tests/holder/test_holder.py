"""Commands while another process holds the database: real processes, a real socket."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.holder.holding import ROOT, holder, tracker
from tests.small_country import load
from tracker.holder import meeting_place, serve_commands
from tracker.holder.asking import ask_holder
from tracker.store import open_store

R = "republic-2021-2025"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    with open_store(tmp_path / "t.duckdb") as store:
        load(store)
    return tmp_path / "t.duckdb"


@pytest.fixture(autouse=True)
def _runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # short, because a socket's address is; pytest's own folders are not
    with tempfile.TemporaryDirectory(prefix="pt") as folder:
        monkeypatch.setenv("TRACKER_RUNTIME_DIR", f"{folder}/run")
        yield


def test_a_command_answers_the_same_whether_the_database_is_held_or_not(database, tmp_path):
    asked = ("assess", "--as-of", "2022-04-15", "--format", "json", "--database", "t.duckdb")
    alone = tracker(*asked, cwd=tmp_path)
    with holder(database):
        beside = tracker(*asked, cwd=tmp_path)
    assert (alone.returncode, alone.stderr) == (0, "")
    assert (beside.returncode, beside.stdout, beside.stderr) == (0, alone.stdout, "")
    assert len(json.loads(alone.stdout)) == 6


def test_reports_are_imported_and_backed_up_beside_the_holder(database, tmp_path):
    (tmp_path / "q1.csv").write_text(f"indicator,period,value\n{R}/clinics,2022-Q1,5\n")
    with holder(database):
        imported = tracker("import", "q1.csv", "--database", str(database), cwd=tmp_path)
        again = tracker("import", "q1.csv", "--database", str(database), cwd=tmp_path)
        figures = tracker(
            "assess", "--as-of", "2026-11-19", "--format", "json", "--database", str(database), cwd=tmp_path
        )
        copied = tracker("backup", "copy.duckdb", "--database", str(database), cwd=tmp_path)
    assert imported.returncode == 0 and "1 rows added" in imported.stdout
    assert again.returncode == 0 and "Nothing is new" in again.stdout
    assert copied.returncode == 0 and (tmp_path / "copy.duckdb").exists()
    restored = tracker(
        "assess", "--as-of", "2026-11-19", "--format", "json", "--database", "copy.duckdb", cwd=tmp_path
    )
    assert restored.stdout == figures.stdout


def test_faults_cross_over_as_they_are(database, tmp_path):
    (tmp_path / "bad.csv").write_text(f'indicator,period,value\n{R}/clinics,2022-Q1,"1,234"\n')
    with holder(database):
        bad = tracker("import", "bad.csv", "--database", str(database), cwd=tmp_path)
        unknown = tracker("explain", f"{R}/clinic", "--database", str(database), cwd=tmp_path)
        usage = tracker("assess", "--as-of", "31.02.2022", "--database", str(database), cwd=tmp_path)
    assert bad.returncode == 1 and bad.stdout.startswith("bad.csv:2:3: ")
    assert unknown.returncode == 1 and f"did you mean '{R}/clinics'" in unknown.stderr
    assert usage.returncode == 2 and "no such day" in usage.stderr


def test_a_restore_onto_a_held_database_is_refused_in_words(database, tmp_path):
    assert tracker("backup", "copy.duckdb", "--database", str(database), cwd=tmp_path).returncode == 0
    with holder(database):
        refused = tracker("restore", "copy.duckdb", "--overwrite", "--database", str(database), cwd=tmp_path)
    assert refused.returncode == 3 and "stop it" in refused.stderr and "Traceback" not in refused.stderr


def test_a_holder_that_answers_nobody_is_waited_for_and_then_named(database, tmp_path):
    program = "import sys; from tracker import cli; cli.HELD_SECONDS = 0.3; sys.exit(cli.main())"
    with holder(database, mute=True):
        done = subprocess.run(
            [sys.executable, "-c", program, "assess", "--database", str(database)],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert "Another process holds the database" in done.stderr and done.stderr.count("\n") == 1


def test_two_short_commands_at_once_both_finish(database, tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.csv").write_text(
            f"indicator,period,value\n{R}/villages,202{len(name)}-0{ord(name) - 96},2\n"
        )
    with ThreadPoolExecutor(3) as pool:
        done = list(
            pool.map(
                lambda n: tracker("import", f"{n}.csv", "--database", str(database), cwd=tmp_path), "abc"
            )
        )
    assert [one.returncode for one in done] == [0, 0, 0], [one.stderr for one in done]
    with open_store(database) as store, store.cursor() as cursor:
        assert cursor.execute("select count(*) from store.report").fetchone() == (3,)


def test_only_the_user_can_reach_the_socket(database):
    with holder(database) as path:
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.exists()


def test_a_folder_that_others_can_open_is_not_used(database, monkeypatch, tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o777)
    shared.chmod(0o777)
    assert not meeting_place.private_folder(shared, make=True)
    link = tmp_path / "link"
    own = tmp_path / "own"
    own.mkdir(mode=0o700)
    link.symlink_to(own)
    assert not meeting_place.private_folder(link, make=True)


def test_a_socket_left_behind_by_a_killed_holder_is_no_hindrance(database, tmp_path):
    left = Path(os.environ["TRACKER_RUNTIME_DIR"]) / f"{meeting_place.socket_name(database)}.sock"
    left.parent.mkdir(mode=0o700)
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(left))
    dead.close()
    asked = ("verify-ledger", "--database", str(database))
    assert tracker(*asked, cwd=tmp_path).returncode == 0
    with holder(database) as path:
        assert path == left
        assert tracker(*asked, cwd=tmp_path).returncode == 0


def test_the_same_file_by_another_name_finds_the_holder(database, tmp_path):
    (tmp_path / "link.duckdb").symlink_to(database)
    with holder(database):
        assert tracker("verify-ledger", "--database", "link.duckdb", cwd=tmp_path).returncode == 0


def test_the_environment_stays_at_home(database, tmp_path):
    seen = {}

    def runner(argv, cwd, env, out, err, store):
        seen.update(argv=argv, cwd=cwd, env=env)
        out.write("ә" * 100_000)
        err.write("beside\n")
        return 2

    with open_store(database) as store:
        door = serve_commands(store, runner)
        done = tracker(
            "verify-ledger", "--database", "t.duckdb", cwd=tmp_path, TRACKER_SECRET="s", TRACKER_PROGRAMS="p"
        )
        door.stop()
        door.stop()
    assert done.returncode == 2 and done.stdout == "ә" * 100_000 and done.stderr == "beside\n"
    assert seen["argv"] == ("verify-ledger", "--database", "t.duckdb") and seen["cwd"] == tmp_path
    assert seen["env"] == {"TRACKER_PROGRAMS": "p"}


def test_the_holder_runs_no_command_that_is_its_own_process_to_run(database, tmp_path):
    import io

    with holder(database):
        out, err = io.StringIO(), io.StringIO()
        for command in ("serve", "restore", "demo", "nonsense"):
            code = ask_holder(database, [command], cwd=tmp_path, env={}, out=out, err=err)
            assert code == 3
        assert err.getvalue().count("cannot be run by the server") == 4
        assert (
            ask_holder(tmp_path / "other.duckdb", ["assess"], cwd=tmp_path, env={}, out=out, err=err) is None
        )


def test_a_demonstration_is_not_made_up_first_where_its_place_is_held(database, tmp_path):
    with holder(database):
        said = tracker(
            "demo", "--overwrite", "--database", str(database), "--programs", "nowhere", cwd=tmp_path
        )
    assert said.returncode == 3 and "holds" in said.stderr and "nowhere" not in said.stderr


def test_whatever_else_comes_through_the_door_harms_nobody(database, tmp_path):
    with holder(database) as path:
        for said in (b"", b"\n", b"{}\n", b"not json\n", b'{"version": 9}\n', os.urandom(2000) + b"\n"):
            with socket.socket(socket.AF_UNIX) as stranger:
                stranger.connect(str(path))
                stranger.sendall(said)
                stranger.shutdown(socket.SHUT_WR)
                assert stranger.recv(100) == b""
        assert tracker("verify-ledger", "--database", str(database), cwd=tmp_path).returncode == 0


def test_a_store_in_memory_has_no_door(store):
    door = serve_commands(store)
    assert door.path is None
    door.stop()
