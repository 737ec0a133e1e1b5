"""Reading the program files: cold, with nothing changed, with one file changed."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

import yaml

from bench.build import Built
from bench.timing import Row, medians
from tracker.access import Actor
from tracker.program.check import check
from tracker.program.files import digests, yaml_files
from tracker.record.judged import fingerprint, remember, remembered
from tracker.store import Store, open_store
from tracker.ui.installation import Installation


def _events(folder: Path) -> None:
    for file in yaml_files(folder):
        for _ in yaml.parse(file.read_bytes(), Loader=yaml.CSafeLoader):
            pass


def _hashes(folder: Path) -> None:
    for file in yaml_files(folder):
        hashlib.sha256(file.read_bytes()).digest()


def reading_rows(made: Built) -> list[Row]:
    """The three budgets of reading, over the country's files and a store that holds them."""
    with open_store(made.database) as store:
        return _read(made, store)


def _read(made: Built, store: Store) -> list[Row]:
    folder = made.programs
    cold = medians(lambda: check(folder), lambda: _events(folder))
    remember(store, folder, check(folder), store.head())
    assert remembered(store, fingerprint(folder, digests(folder))) is not None
    warm = medians(lambda: remembered(store, fingerprint(folder, digests(folder))), lambda: _hashes(folder))
    return [
        Row("all YAML, cold, to validated models and rules", "PyYAML events only", *cold, 2),
        Row("all YAML, warm, nothing changed", "reading and hashing all files", *warm, 3),
        _one_changed(made, store),
    ]


def _one_changed(made: Built, store: Store) -> Row:
    with tempfile.TemporaryDirectory() as copied:
        folder = Path(copied) / "programs"
        shutil.copytree(made.programs, folder)
        alone = Path(copied) / "alone"
        alone.mkdir()
        file = max(folder.glob("program-kz-*.yaml"), key=lambda one: one.stat().st_size)
        shutil.copy(file, alone)
        opened = Installation(folder, store)
        opened.read_programs(Actor.administrator())
        text = file.read_text("utf-8")
        turn = 0

        def changed() -> None:
            nonlocal turn
            turn += 1
            file.write_text(f"{text}note: turn {turn}\n", "utf-8")
            assert opened.read_programs(Actor.administrator()).changed == 1

        taken = medians(changed, lambda: check(alone))
    return Row("one changed file, checked and loaded", "reading that file alone, cold", *taken, 3)
