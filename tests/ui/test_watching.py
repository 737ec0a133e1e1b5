"""A program file saved in an editor is read by the running server; a broken one leaves the last good in force."""

from __future__ import annotations

import queue
from pathlib import Path

import pytest

from tests import small_country
from tracker.access import Actor
from tracker.queries.ask import Ask
from tracker.queries.directory import themes
from tracker.ui.installation import Installation, open_installation
from tracker.ui.watching import Watch

LONGEST_SECONDS = 20
GOOD = "themes: [{{theme: health, title: {{ru: {title}}}}}]\n"


@pytest.fixture
def opened(tmp_path: Path):
    folder = tmp_path / "programs"
    folder.mkdir()
    (folder / "themes.yaml").write_text(GOOD.format(title="Здоровье"), "utf-8")
    opened = open_installation(tmp_path / "tracker.duckdb", folder)
    assert opened.reading.changed == 1
    yield opened
    opened.close()


@pytest.fixture
def readings(opened: Installation):
    """What every reading after a save found."""
    found: queue.Queue = queue.Queue()
    watch = Watch(opened.programs, lambda: found.put(opened.read_programs(Actor.administrator())))
    watch.start()
    yield found
    watch.stop()


def title(opened: Installation) -> str:
    return themes(opened.store, Actor.administrator(), Ask(small_country.TODAY))[0].title["ru"]


def test_a_saved_file_is_loaded(opened: Installation, readings: queue.Queue):
    (opened.programs / "themes.yaml").write_text(GOOD.format(title="Медицина"), "utf-8")
    assert readings.get(timeout=LONGEST_SECONDS).changed == 1
    assert title(opened) == "Медицина"


def test_a_file_put_in_place_of_another_is_loaded(opened: Installation, readings: queue.Queue):
    """Many editors write beside the file and move it over."""
    beside = opened.programs / ".themes.yaml.swp"
    beside.write_text(GOOD.format(title="Лечение"), "utf-8")
    beside.replace(opened.programs / "themes.yaml")
    assert readings.get(timeout=LONGEST_SECONDS).changed == 1
    assert title(opened) == "Лечение"


def test_a_broken_file_keeps_the_last_good_one_and_says_where(opened: Installation, readings: queue.Queue):
    (opened.programs / "themes.yaml").write_text("themes: [{theme: health, titel: x}]\n", "utf-8")
    reading = readings.get(timeout=LONGEST_SECONDS)
    assert reading.refused
    assert any("titel" in str(one) for one in reading.problems)
    assert title(opened) == "Здоровье"
