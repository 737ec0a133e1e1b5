"""Reading a folder: every fault of every file at once, without the ones that only follow from others."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.errors import InputError
from tracker.program.check import check

GOOD = """program: new
title: Новая
territory: KZ-11
start: 2021-01-01
end: 2025-12-31
sections:
  - section: s
    title: Раздел
    theme: health
    indicators:
      - {indicator: i, title: Первый, kind: cumulative, target: 5, owner: council-11-4}
"""


def _rules(folder: Path) -> list[tuple[str, str]]:
    return sorted((Path(fault.file).name, fault.rule) for fault in check(folder).problems.faults)


def test_a_good_file_is_read_whole(program: Callable[[str], Path]) -> None:
    checked = check(program(GOOD))
    assert not checked.problems
    assert checked.catalogue.programs["new"].sections[0].indicators[0].target == 5.0
    source = checked.catalogue.sources["program", "new"]
    assert source.path.endswith("programs/new.yaml")
    assert len(source.sha256) == 64


def test_faults_of_all_files_come_at_once(country: Path) -> None:
    (country / "a.yaml").write_text("program: a\ntitle: [\n", encoding="utf-8")
    (country / "b.yaml").write_text(GOOD.replace("target: 5", "target: пять"), encoding="utf-8")
    (country / "deep" / "er").mkdir(parents=True)
    (country / "deep" / "er" / "c.yml").write_text("themes: [{theme: c}]\n", encoding="utf-8")
    assert _rules(country) == [("a.yaml", "bracket-open"), ("b.yaml", "number"), ("c.yml", "missing-key")]


def test_one_wrong_value_does_not_hide_the_rest_of_its_file(program: Callable[[str], Path]) -> None:
    text = (
        GOOD.replace("title: Новая", "title: 5")
        .replace("theme: health", "theme: helth")
        .replace("council-11-4", "council-11-5")
        + "      - {indicator: i, title: Второй, kind: level, baseline: 1, target: 1, owner: council-11-4}\n"
        + "      - {indicator: k, title: Третий, kind: wrong, target: 1, plan: {2030: 1}, owner: council-11-4}\n"
    )
    assert [rule for _, rule in _rules(program(text))] == [
        "choice",
        "indicator-id",
        "needs-quotes",
        "owner-known",
        "target-differs",
        "theme-known",
    ]


def test_ids_that_may_stand_in_an_unreadable_file_are_not_called_unknown(
    program: Callable[[str], Path],
) -> None:
    folder = program(GOOD)
    (folder / "roster.yaml").write_text("roster: example\nbodies:\n\t- x\n", encoding="utf-8")
    assert _rules(folder) == [("roster.yaml", "tab")]
    # a file of another kind says nothing about seats
    (folder / "roster.yaml").unlink()
    (folder / "themes.yaml").write_text("themes:\n\t- x\n", encoding="utf-8")
    assert {rule for _, rule in _rules(folder)} == {"tab", "owner-known"}


def test_a_file_may_be_named_yml(program: Callable[..., Path]) -> None:
    assert "new" in check(program(GOOD, "new.yml")).catalogue.programs


def test_hidden_files_are_left_alone(program: Callable[..., Path]) -> None:
    assert not check(program("not: a program\n", ".new.yaml")).problems


def test_an_alias_is_read_like_what_it_refers_to(program: Callable[[str], Path]) -> None:
    text = GOOD.replace("title: Новая", "title: &t {ru: Новая, kk: Жаңа, en: New}").replace(
        "title: Раздел", "title: *t"
    )
    checked = check(program(text))
    assert not checked.problems
    assert checked.catalogue.programs["new"].sections[0].title.kk == "Жаңа"


@pytest.mark.parametrize("empty", ["missing", "empty", "file"])
def test_a_folder_without_files_is_said_in_words(empty: str, tmp_path: Path) -> None:
    path = tmp_path / "programs"
    if empty == "empty":
        path.mkdir()
    elif empty == "file":
        path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        check(path)
    assert "programs" in str(raised.value)
    assert raised.value.exit_code == 1


def test_the_collector_is_as_before(country: Path) -> None:
    assert gc.isenabled()
    check(country)
    assert gc.isenabled()


def test_texts_that_look_like_something_else_stay_texts(program: Callable[[str], Path]) -> None:
    text = GOOD.replace("title: Новая", "title: {kk: NO, ru: 12:30, en: 010}")
    title = check(program(text)).catalogue.programs["new"].title
    assert title.filled() == {"kk": "NO", "ru": "12:30", "en": "010"}


def test_a_missing_language_falls_back() -> None:
    from tracker.program.model import Text

    assert Text(kk="а").filled() == {"kk": "а", "ru": "а", "en": "а"}
    assert Text(kk="а", en="c").filled() == {"kk": "а", "ru": "а", "en": "c"}
    assert Text(ru="б", en="c").filled() == {"kk": "б", "ru": "б", "en": "c"}
    assert Text(ru="б").missing() == ("kk", "en")
