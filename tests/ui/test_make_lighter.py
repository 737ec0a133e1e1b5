"""What is made lighter is kept for the next start, made anew when it must be, and never stands in the way."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import brotli
import pytest

from tracker.ui.make_lighter import Work, cache_folder, kept, main, make_lighter

FOLDER = Path(find_spec("streamlit").submodule_search_locations[0]) / "static" / "static"
SCRIPT = next(file for file in sorted((FOLDER / "js").glob("*.js")) if 20_000 < file.stat().st_size < 50_000)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    plain = tmp_path / "plain.js"
    plain.write_bytes(b"a script " * 100)
    return plain


@pytest.fixture
def cache(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return cache_folder()


def shorter(made: list[bytes], *depends: str) -> Work:
    def make(plain: bytes) -> bytes:
        made.append(plain)
        return plain[:50]

    return Work(make, depends)


def test_what_a_former_start_made_is_taken_as_it_lies(cache, file):
    made: list[bytes] = []
    first = kept(cache, file, shorter(made, "tool 1"))
    assert kept(cache, file, shorter(made, "tool 1")) == first
    assert first.read_bytes() == file.read_bytes()[:50]
    assert len(made) == 1


def test_another_file_another_tool_and_a_harmed_copy_are_made_anew(cache, file):
    made: list[bytes] = []
    first = kept(cache, file, shorter(made, "tool 1"))
    assert kept(cache, file, shorter(made, "tool 2")) != first
    first.write_bytes(b"harmed")
    assert kept(cache, file, shorter(made, "tool 1")).read_bytes() == file.read_bytes()[:50]
    file.write_bytes(b"another " * 100)
    assert kept(cache, file, shorter(made, "tool 1")) != first
    assert len(made) == 4


def test_a_font_of_another_make_is_passed_over_and_said_and_the_rest_is_made(cache, tmp_path, capsys):
    broken = tmp_path / "MaterialSymbols-Rounded.later.woff2"
    broken.write_bytes(b"wOF3" + bytes(600))
    italic = next((FOLDER / "media").glob("SourceSans*-Italic*"))
    files = {"/symbols": broken, "/italic": italic, "/script": SCRIPT}
    ((address, place),) = make_lighter(cache, files)
    assert address == "/script"
    assert brotli.decompress(place.read_bytes()) == SCRIPT.read_bytes()
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert broken.name in said[0]


def test_the_best_packing_is_smaller_than_the_quick_one(cache):
    ((_, place),) = make_lighter(cache, {"/script": SCRIPT})
    assert place.stat().st_size < len(brotli.compress(SCRIPT.read_bytes(), quality=9))


def test_the_cache_is_the_users_alone_and_without_one_everything_is_sent_as_it_is(cache, monkeypatch, capsys):
    assert not cache.stat().st_mode & 0o077
    cache.chmod(0o770)
    monkeypatch.setattr(os, "nice", lambda by: by)  # the tests go on at their own priority
    assert main() == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert str(cache) in said.err
