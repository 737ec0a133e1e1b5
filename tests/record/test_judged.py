"""Files that nobody touched are not judged twice; any other file, name or load makes them be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import small_country
from tracker.access import Actor
from tracker.program.check import check
from tracker.program.files import digests
from tracker.record.judged import fingerprint, remember, remembered
from tracker.record.load import load_catalogue
from tracker.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "themes.yaml").write_text("themes: [{theme: health, title: {ru: Здоровье}}]\n", "utf-8")
    (tmp_path / "territories.yaml").write_text(
        "territories: [{code: KZ, title: {ru: Республика}, level: republic}]\n", "utf-8"
    )
    return tmp_path


def keep(store: Store, folder: Path) -> None:
    checked = check(folder)
    loaded = load_catalogue(store, Actor.administrator(), checked.catalogue, today=small_country.TODAY)
    remember(store, folder, checked, loaded.head)


def now(folder: Path) -> str | None:
    return fingerprint(folder, digests(folder))


def test_untouched_files_are_remembered_with_their_counts_and_doubts(store: Store, folder: Path):
    checked = check(folder)
    assert checked.problems.warnings, "a missing language is a doubt"
    keep(store, folder)
    known = remembered(store, now(folder))
    assert known is not None
    assert known.counts == checked.counts
    assert [str(one) for one in known.warnings] == [str(one) for one in checked.problems.warnings]


@pytest.mark.parametrize("touch", ["a byte", "a name", "a further file", "a file less"])
def test_whatever_is_touched_is_judged_again(store: Store, folder: Path, touch: str):
    keep(store, folder)
    themes = folder / "themes.yaml"
    match touch:
        case "a byte":
            themes.write_text(themes.read_text("utf-8") + "#", "utf-8")
        case "a name":
            themes.rename(folder / "themes-2.yaml")
        case "a further file":
            (folder / "more.yml").write_text("executors: []\n", "utf-8")
        case "a file less":
            themes.unlink()
    assert remembered(store, now(folder)) is None


def test_another_load_makes_them_be_judged_again(store: Store, folder: Path):
    keep(store, folder)
    before = now(folder)
    (folder / "themes.yaml").write_text("themes: [{theme: water, title: {ru: Вода}}]\n", "utf-8")
    load_catalogue(store, Actor.administrator(), check(folder).catalogue, today=small_country.TODAY)
    assert remembered(store, before) is None


def test_what_cannot_be_read_is_never_remembered(store: Store, folder: Path):
    (folder / "gone.yaml").symlink_to(folder / "nowhere.yaml")
    assert now(folder) is None
    assert remembered(store, None) is None
