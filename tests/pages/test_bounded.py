"""However many indicators there are, a page sends a page's worth: rows, choices and bytes stay bounded."""

from __future__ import annotations

import pytest

from tests import small_country
from tests.small_country import PROGRAM
from tracker.ui.components.narrowing import OFFERED
from tracker.ui.components.table import ROWS_SHOWN
from tracker.ui.installation import Installation
from tracker.ui.menu import MENU

MANY = 3 * OFFERED
MOST_BYTES = 1_000_000


@pytest.fixture
def many(store, opened, tmp_path) -> Installation:
    """A program of so many indicators that no browser should be sent them all."""
    sections = [dict(section) for section in PROGRAM["sections"]]
    first = sections[0]["indicators"][0]
    sections[0]["indicators"] = [
        *sections[0]["indicators"],
        *({**first, "indicator": f"object-{n}", "title": f"Object number {n}"} for n in range(MANY)),
    ]
    small_country.load(store, {**PROGRAM, "sections": sections}, small_country.OBLAST)
    made = Installation(tmp_path, store=store)
    opened(made)
    return made


@pytest.mark.parametrize("page", [entry.key for entry in MENU if entry.key not in ("check", "account")])
def test_a_page_sends_a_page(many, visit, page):
    shown = visit(page, as_of="2022-04-20")
    sent = _bytes(shown)
    assert 0 < sent < MOST_BYTES, f"{page} sends {sent:,} bytes"
    for box in shown.selectbox:
        assert len(box.options) <= OFFERED + 1, f"{box.label} offers {len(box.options)}"
    for block in shown.main.markdown:
        assert block.value.count('<tr role="row"') <= ROWS_SHOWN + 1


def test_words_narrow_what_may_be_visited(many, visit):
    page = visit("visits", as_of="2022-04-20")
    box = page.text_input(key="narrow:visited")
    box.set_value(f"number {MANY - 1}").run()
    (offered,) = [one for one in page.selectbox if one.key == "visited_indicator"]
    assert [words.split(" · ")[0] for words in offered.options] == [f"Object number {MANY - 1}"]


def test_further_rows_are_read_when_they_are_asked_for(many, visit, said):
    first, last = (
        visit("indicator", as_of="2022-04-20", find="object number", rows=at) for at in ("1", "26")
    )
    names = [
        {word for word in range(MANY) if f">Object number {word}<" in said(page)} for page in (first, last)
    ]
    assert [len(one) for one in names] == [ROWS_SHOWN, ROWS_SHOWN]
    assert not names[0] & names[1]
    assert f"of {MANY}" in said(first)


def _bytes(page) -> int:
    """What every element of a page weighs on the line."""
    return sum(_weight(node) for node in page._tree.children.values())


def _weight(node) -> int:
    own = node.proto.ByteSize() if getattr(node, "proto", None) is not None else 0
    return own + sum(_weight(child) for child in getattr(node, "children", {}).values())
