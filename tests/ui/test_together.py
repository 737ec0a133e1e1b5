"""Markup that follows markup is one element, in its place among everything else."""

from __future__ import annotations

import pytest
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest

from tracker.ui import together


@pytest.fixture
def joining(monkeypatch):
    """The platform with our remedy, and without it again afterwards."""
    for place in ("_enqueue", "_block"):
        monkeypatch.setattr(DeltaGenerator, place, getattr(DeltaGenerator, place))
    monkeypatch.setattr(together, "_joins", False)
    together.join_markup()


def page() -> None:
    import streamlit as st

    from tracker.ui import together
    from tracker.ui.components.html import show, tag

    together.forget_waiting()
    show("first")
    show("second")
    with st.sidebar:
        show("beside")
        show("beside, below")
    st.text_input("A question", key="question")
    show("third")
    with st.container(key="box"):
        show("inside")
        show("inside, below")
    show(tag("p", "x" * 9_000))
    show("heading")
    show(tag("p", "y" * 9_000))
    show(tag("p", "z" * 2_000))
    show(tag("p", "w" * 9_000))
    show("last")
    show("very last")
    together.put_waiting()


def pieces(block) -> list[str]:
    """What stands in a block in its order: pieces of markup of an element joined by a bar, or the kind of a widget."""
    found = []
    for one in block.children.values():
        if one.type == "markdown":
            found.append(
                "|".join(part.split("</div>")[0][:20] for part in one.value.split('class="tl">')[1:])
            )
        elif one.type == "text_input":
            found.append("?")
        else:
            found.append("(" + ", ".join(pieces(one)) + ")")
    return found


def test_pieces_are_joined_up_to_the_next_widget_container_or_large_piece(joining):
    at = AppTest.from_function(page).run()
    assert not at.exception
    assert pieces(at.main) == [
        "first|second", "?", "third", "(inside, inside, below)", "<p>" + "x" * 17, "heading|<p>" + "y" * 17,
        "<p>" + "z" * 17, "<p>" + "w" * 17, "last|very last",
    ]  # fmt: skip
    assert pieces(at.sidebar) == ["beside|beside, below"]


def test_without_the_remedy_each_piece_is_an_element_in_the_same_order():
    at = AppTest.from_function(page).run()
    assert pieces(at.main)[:3] == ["first", "second", "?"]
    assert pieces(at.sidebar) == ["beside", "beside, below"]


def test_gathered_markup_is_not_put_and_holds_nothing_else(joining):
    def gathers() -> None:
        import streamlit as st

        from tracker.ui import together
        from tracker.ui.components.html import show

        def both() -> None:
            show("one")
            show("two")

        show("before")
        kept = together.gathered(both)
        assert kept.count('class="tl"') == 2
        together.put(kept)
        try:
            together.gathered(lambda: st.write("no markup of ours"))
        except AssertionError as refused:
            st.write(f"refused: {refused}")

    at = AppTest.from_function(gathers).run()
    assert pieces(at.main)[0] == "before|one|two"
    assert at.markdown[-1].value == "refused: only markup can be gathered"
