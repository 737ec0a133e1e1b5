"""The address: what is read from it, what every link carries, what is said of a bad one."""

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from tracker.ui.selection import Defaults, Selection, link, link_here, read_selection

DEFAULTS = Defaults(date(2022, 4, 15))


def read(**given):
    return read_selection({name: [value] for name, value in given.items()}, DEFAULTS)


def parts(address):
    return parse_qsl(urlsplit(address).query)


def test_an_address_without_state_means_the_defaults():
    assert read() == Selection(date(2022, 4, 15), "current", "ru")


def test_every_part_of_the_state_is_read():
    chosen = read(as_of="2021-12-31", basis="original", lang="kk", program="p-1", indicator="p-1/i")
    assert (chosen.as_of, chosen.basis, chosen.language) == (date(2021, 12, 31), "original", "kk")
    assert chosen.chosen("indicator") == "p-1/i"
    assert chosen.faults == ()


@pytest.mark.parametrize(
    "bad", ["2022-02-30", "2022-13-01", "yesterday", "20220415", "15.04.2022", "0000-00-00", "9999-01-01"]
)
def test_an_impossible_day_is_a_fault_that_names_what_was_written(bad):
    (fault,) = read(as_of=bad).faults
    assert fault.parameter == "as_of"
    assert bad in fault.template.format(**fault.values) or bad == fault.values["given"]


def test_a_day_missing_from_the_calendar_is_told_from_one_that_is_unreadable():
    assert "calendar" in read(as_of="2022-02-30").faults[0].template
    assert "year-month-day" in read(as_of="soon").faults[0].template


def test_an_unknown_basis_or_language_is_a_fault():
    assert [fault.parameter for fault in read(basis="latest", lang="fr").faults] == ["lang", "basis"]


def test_the_same_part_given_twice_with_different_values_is_a_fault():
    chosen = read_selection({"as_of": ["2022-01-01", "2022-02-01"]}, DEFAULTS)
    assert chosen.faults[0].parameter == "as_of"
    assert read_selection({"as_of": ["2022-01-01", "2022-01-01"]}, DEFAULTS).faults == ()


def test_a_viewer_is_read_only_where_one_can_be_picked():
    assert read(viewer="public").viewer is None
    picking = Defaults(date(2022, 4, 15), viewer="administrator")
    assert read_selection({"viewer": ["public"]}, picking).viewer == "public"
    assert read_selection({}, picking).viewer == "administrator"


@pytest.mark.parametrize("viewer", [None, "public"])
def test_every_link_carries_the_whole_state_once(viewer):
    chosen = Selection(date(2022, 4, 15), "current", "ru", viewer, {"seat": "bureau-3", "status": "missed"})
    for address in (
        link("", chosen),
        link("indicator", chosen, indicator="p/i"),
        link_here("member", chosen, rows="2"),
    ):
        names = [name for name, _ in parts(address)]
        assert [names.count(name) for name in ("as_of", "basis", "lang")] == [1, 1, 1]
        assert names.count("viewer") == (0 if viewer is None else 1)


def test_a_link_to_another_page_leaves_this_page_s_choices_behind():
    chosen = Selection(date(2022, 4, 15), "current", "ru", choices={"seat": "bureau-3"})
    assert dict(parts(link("indicator", chosen, indicator="p/i"))) == {
        "as_of": "2022-04-15", "basis": "current", "lang": "ru", "indicator": "p/i"}  # fmt: skip


def test_a_link_to_the_same_page_keeps_its_choices_and_changes_one():
    chosen = Selection(date(2022, 4, 15), "current", "ru", choices={"seat": "bureau-3", "status": "missed"})
    changed = dict(parts(link_here("member", chosen, as_of=date(2022, 5, 1), status=None)))
    assert changed == {"as_of": "2022-05-01", "basis": "current", "lang": "ru", "seat": "bureau-3"}


def test_reading_a_link_gives_the_selection_back():
    chosen = Selection(
        date(2022, 4, 15), "original", "kk", choices={"find": "су & жол?", "territory": "KZ-11"}
    )
    given = {name: [value] for name, value in parts(link_here("indicator", chosen))}
    assert read_selection(given, DEFAULTS) == chosen


def test_a_link_refuses_a_part_that_no_page_reads():
    with pytest.raises(ValueError, match="colour"):
        link("", read(), colour="red")
