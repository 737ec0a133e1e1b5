"""A backup brings its evidence: each file proved by its hash, what is missing or altered named, old ones restored."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands.typing_commands import Desk
from tests.evidence.test_keeping import BRANCH, CLINICS, PDF, photograph
from tests.holder.holding import holder, tracker
from tests.small_country import NOW, load
from tracker.evidence import backup_with_evidence, keep, read_kept, restore_with_evidence
from tracker.evidence.shelf import folder_of
from tracker.record.evidence import About, record_evidence
from tracker.store import open_store
from tracker.store.backup import backup


def files_in(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with a photograph and a document, and a third file that no report names."""
    with open_store(tmp_path / "t.duckdb") as store:
        load(store)
        named = [keep(store, photograph(), "bridge.jpg"), keep(store, PDF, "act.pdf")]
        record_evidence(store, BRANCH, About(CLINICS), named, now=NOW)
        keep(store, photograph(place=False), "never-sent.jpg")
    return tmp_path / "t.duckdb"


def test_the_evidence_comes_along_both_ways(database, tmp_path):
    with open_store(database) as store, store.cursor() as cursor:
        named = {
            digest
            for pair in cursor.execute("select sha256, shown_sha256 from store.evidence").fetchall()
            for digest in pair
        }
        carried = backup_with_evidence(store, tmp_path / "copy.duckdb")
    assert (carried.files, carried.lost) == (len(named), ())
    assert files_in(tmp_path / "copy.duckdb.evidence").keys() == named
    assert carried.size == sum(map(len, files_in(carried.folder).values()))
    shutil.rmtree(folder_of(database))
    restored = restore_with_evidence(tmp_path / "copy.duckdb", tmp_path / "new.duckdb")
    assert (restored.files, restored.lost) == (len(named), ())
    with open_store(tmp_path / "new.duckdb") as store:
        assert all(read_kept(store, digest) is not None for digest in named)


def test_a_second_backup_under_the_same_name_mends_what_was_altered_in_the_first(database, tmp_path):
    with open_store(database) as store:
        first = backup_with_evidence(store, tmp_path / "copy.duckdb")
        whole = files_in(first.folder)
        for file in first.folder.rglob("*"):
            if file.is_file():
                file.write_bytes(b"altered")
        backup_with_evidence(store, tmp_path / "copy.duckdb", overwrite=True)
    assert files_in(first.folder) == whole


def test_a_refused_backup_leaves_no_folder(database, tmp_path):
    (tmp_path / "copy.duckdb").write_bytes(b"there already")
    desk = Desk(tmp_path)
    assert desk.type("backup", "copy.duckdb", "--database", str(database)).code == 1
    assert not (tmp_path / "copy.duckdb.evidence").exists()


def test_missing_and_altered_files_are_named_and_the_rest_is_carried(database, tmp_path):
    kept = sorted(one for one in folder_of(database).rglob("*") if one.is_file())
    with open_store(database) as store, store.cursor() as cursor:
        names = {
            row[0]: (row[1], row[2])
            for row in cursor.execute("select name, sha256, shown_sha256 from store.evidence").fetchall()
        }
    missing, altered = names["bridge.jpg"][0], names["act.pdf"][0]
    for file in kept:
        if file.name == missing:
            file.unlink()
        if file.name == altered:
            file.write_bytes(PDF + b"more")
    desk = Desk(tmp_path)
    said = desk.type("backup", "copy.duckdb", "--database", str(database))
    assert said.code == 1 and (tmp_path / "copy.duckdb").exists()
    assert f"bridge.jpg is missing: there is no file {missing}" in said.err
    assert "act.pdf was altered" in said.err and altered in said.err
    held = files_in(tmp_path / "copy.duckdb.evidence").keys()
    assert names["bridge.jpg"][1] in held and not {missing, altered} & held
    again = desk.type("restore", "copy.duckdb", "--database", "new.duckdb", "--language", "ru")
    assert again.code == 1 and "bridge.jpg" in again.err and "act.pdf" in again.err and "нет" in again.err
    assert desk.type("verify-ledger", "--database", "new.duckdb").code == 0


def test_a_backup_of_the_database_alone_is_restored_beside_the_evidence_that_stands_there(database, tmp_path):
    with open_store(database) as store:
        backup(store, tmp_path / "old.duckdb")  # as earlier versions wrote it
    desk = Desk(tmp_path)
    in_place = desk.type("restore", "old.duckdb", "--database", "t.duckdb", "--overwrite")
    assert in_place.code == 0 and "each proved by its content" in in_place.out
    elsewhere = desk.type("restore", "old.duckdb", "--database", "elsewhere.duckdb")
    assert elsewhere.code == 1 and "bridge.jpg is missing" in elsewhere.err
    assert desk.type("verify-ledger", "--database", "elsewhere.duckdb").code == 0


def test_a_backup_carries_its_evidence_while_a_server_holds_the_database(database, tmp_path, monkeypatch):
    monkeypatch.setenv("TRACKER_RUNTIME_DIR", str(tmp_path / "r"))
    with holder(database):
        said = tracker("backup", "copy.duckdb", "--database", str(database), cwd=tmp_path)
    assert said.returncode == 0 and "each proved by its content" in said.stdout
    assert files_in(tmp_path / "copy.duckdb.evidence").items() <= files_in(folder_of(database)).items()
    assert len(files_in(tmp_path / "copy.duckdb.evidence")) == 4
