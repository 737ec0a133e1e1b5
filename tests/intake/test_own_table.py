"""A branch's own table: columns in any order, titles of its own, matched once and remembered."""

from __future__ import annotations

import pytest

from tests.small_country import NOW
from tracker.access import Actor
from tracker.errors import AccessRefused, InputError
from tracker.intake.content import ContentRefused
from tracker.intake.own_table import matching_of, propose, read_entries, read_table
from tracker.record.matching import remember_matching, remembered_matching

R = "republic-2021-2025"
BRANCH = Actor("branch-KZ", "branch", territory="KZ")
INDICATORS = {
    f"{R}/clinics": ("Построенные медицинские объекты", "Салынған медициналық нысандар"),
    f"{R}/villages": ("Доля сёл с чистой водой", "Таза суы бар ауылдардың үлесі"),
    f"{R}/jobs": ("Созданные рабочие места", "Құрылған жұмыс орындары"),
}
PERIODS = dict.fromkeys(INDICATORS, "2022-Q1")
OWN = (
    "№;Ответственный;Факт на 01.04;Наименование индикатора;План;Примечание\n"
    "1;Управление;13;построено медицинских объектов;14;\n"
    "2;Управление;53,4;Доля сел с чистой водой (%);60;подсчитано\n"
    "3;Отдел;77;Ремонт подъездов;80;\n"
    "4;Отдел;;созданы рабочие места;90;\n"
)


def proposed(store, text: str = OWN, remembered=None):
    return propose(store, read_table("own.csv", text.encode()), INDICATORS, remembered)


def test_columns_and_titles_are_proposed_whatever_their_order(store):
    found = proposed(store)
    assert found.columns == {"title": 3, "value": 2, "note": 5, "evidence": None} and not found.known
    matched = {title: indicator for _, title, indicator, _ in found.titles}
    assert matched == {
        "построено медицинских объектов": f"{R}/clinics",
        "Доля сел с чистой водой (%)": f"{R}/villages",
        "Ремонт подъездов": None,
        "созданы рабочие места": f"{R}/jobs",
    }


def test_rows_become_entries_and_a_value_of_nobody_is_named(store):
    found = proposed(store)
    reading = read_entries(found.sheet, found.columns, {n: i for n, _, i, _ in found.titles if i}, PERIODS)
    assert [(one.indicator, one.value, one.note) for one in reading.entries] == [
        (f"{R}/clinics", "13", ""), (f"{R}/villages", "53,4", "подсчитано"),
    ]  # fmt: skip
    assert reading.rows == (0, 1) and reading.unmatched == ((2, "Ремонт подъездов"),)


def test_what_was_confirmed_is_remembered_whatever_the_order_next_time(country):
    found = proposed(country)
    titles = {n: indicator for n, _, indicator, _ in found.titles}
    confirmed = matching_of(found.sheet, found.columns, {**titles, 2: f"{R}/jobs", 3: None})
    assert remember_matching(country, BRANCH, "KZ", found.sheet.headings, confirmed, now=NOW)
    assert not remember_matching(country, BRANCH, "KZ", found.sheet.headings, confirmed, now=NOW)
    text = (
        "Примечание;План;Наименование индикатора;Факт на 01.04;Ответственный;№\n"
        ";80;РЕМОНТ подъездов;78;Отдел;3\n;90;созданы рабочие места;5;Отдел;4\n"
    )
    again = proposed(
        country, text, remembered_matching(country, "KZ", read_table("o", text.encode()).headings)
    )
    assert again.known and again.columns == {"title": 2, "value": 3, "note": 0, "evidence": None}
    assert [indicator for _, _, indicator, _ in again.titles] == [f"{R}/jobs", None]
    assert remembered_matching(country, "KZ-11", found.sheet.headings) is None


def test_a_table_pasted_from_a_spreadsheet_is_read(store):
    found = proposed(store, "Индикатор\tФакт\nСозданные рабочие места\t1 200\n")
    assert found.columns["title"] == 0 and found.columns["value"] == 1
    assert found.titles[0][2] == f"{R}/jobs"


def test_a_table_without_words_for_its_columns_is_read_by_what_they_hold(store):
    found = proposed(store, "a;b;c\nСозданные рабочие места;x;12\nДоля сёл с чистой водой;y;50\n")
    assert (found.columns["title"], found.columns["value"]) == (0, 2)


def test_another_branch_s_matching_is_nobody_else_s(country):
    found = proposed(country)
    confirmed = matching_of(found.sheet, found.columns, {})
    with pytest.raises(AccessRefused):
        remember_matching(country, Actor("b", "branch", territory="KZ-11"), "KZ", found.sheet.headings,
                          confirmed, now=NOW)  # fmt: skip


@pytest.mark.parametrize("text", ["", "a;b\n", '"open;b\n1;2', "\0\0"])
def test_what_is_no_table_is_said_in_words(text):
    with pytest.raises((ContentRefused, InputError)):
        read_table("own.csv", text.encode())
