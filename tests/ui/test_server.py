"""Starting: the listener answers without delay, an installation is opened with its faults kept."""

from __future__ import annotations

import os
import select
import socket
from datetime import date
from pathlib import Path

import pytest

from tracker.errors import DatabaseHeld
from tracker.store import open_store
from tracker.ui import installation
from tracker.ui.wastes import listen_without_delay


def test_connections_of_every_listener_are_without_delay():
    with socket.socket(socket.AF_INET) as listener:  # without a protocol number, as the platform binds it
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listen_without_delay()
        with socket.create_connection(listener.getsockname()) as client:
            accepted, _ = listener.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
            assert client.fileno() >= 0


def test_looking_for_listeners_keeps_no_copy_of_anything():
    reading, writing = os.pipe()
    listen_without_delay()
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123 - a descriptor
        assert select.select([pipe], [], [], 0)[0], "a copy of the writing end is still open"
        assert pipe.read() == b""


def test_a_broken_file_is_remembered_and_the_server_starts(tmp_path: Path):
    broken = tmp_path / "tracker.duckdb"
    broken.write_text("this is no database " * 500)
    opened = installation.open_installation(broken, tmp_path)
    assert opened.store is None
    assert "tracker.duckdb" in str(opened.fault)


def test_a_held_database_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def held(url):
        raise DatabaseHeld("Another process holds the database {path}.", path=str(url))

    monkeypatch.setattr(installation, "open_store", held)
    assert isinstance(installation.open_installation("x.duckdb", tmp_path).fault, DatabaseHeld)


def test_the_environment_names_database_programs_and_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    open_store(tmp_path / "t.duckdb").close()
    monkeypatch.setenv("TRACKER_DATABASE", str(tmp_path / "t.duckdb"))
    monkeypatch.setenv("TRACKER_PROGRAMS", str(tmp_path))
    monkeypatch.setenv("TRACKER_AS_OF", "2022-04-15")
    opened = installation.open_from_environment()
    assert opened.defaults().as_of == date(2022, 4, 15)
    assert opened.defaults().viewer is None
    opened.close()


def test_the_shipped_programs_load_into_an_empty_database(tmp_path: Path):
    opened = installation.open_installation(tmp_path / "new.duckdb", installation.ROOT / "programs")
    assert not opened.reading.refused, [
        str(one) for one in (*opened.reading.problems, *opened.reading.refusals)
    ][:5]
    assert opened.reading.changed > 0
    opened.close()
