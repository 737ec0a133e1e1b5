"""Markup that follows markup is one element, in its place among everything else."""

from __future__ import annotations

import pytest
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest

from tracker.ui import together, wastes


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


def test_only_our_own_markup_keeps_its_margin(monkeypatch):
    from streamlit.elements import markdown

    from tracker.ui.markup import Html

    monkeypatch.setattr(markdown, "clean_text", markdown.clean_text)
    wastes.leave_markup_undented()
    assert markdown.clean_text(Html("  <p>a</p>")) == "  <p>a</p>"
    assert markdown.clean_text("  a\n  b") == "a\nb"


def test_what_is_made_waits_a_millisecond_at_most(monkeypatch):
    from streamlit.runtime import runtime

    monkeypatch.setattr(runtime, "MESSAGE_FLUSH_INTERVAL_SECS", runtime.MESSAGE_FLUSH_INTERVAL_SECS)
    wastes.send_without_pause()
    assert 0 < runtime.MESSAGE_FLUSH_INTERVAL_SECS <= 0.001
    monkeypatch.setattr(
        runtime, "MESSAGE_FLUSH_INTERVAL_SECS", 0.0
    )  # a platform that needs no remedy keeps its own
    wastes.send_without_pause()
    assert runtime.MESSAGE_FLUSH_INTERVAL_SECS == 0.0


def test_a_large_message_has_the_platforms_own_hash_and_is_hashed_once(monkeypatch):
    from streamlit import util
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from streamlit.runtime.forward_msg_cache import populate_hash_if_needed

    hashed = []
    own = util.calc_hash

    def counting(said: bytes | str) -> str:
        hashed.append(said)
        return own(said)

    def hash_of(body: str) -> str:
        message = ForwardMsg()
        message.delta.new_element.markdown.body = body
        populate_hash_if_needed(message)
        return message.hash

    table, other = "<td>1</td>" * 500, "<td>1</td>" * 499 + "<td>2</td>"
    expected = [hash_of(body) for body in (table, other, "short")]
    monkeypatch.setattr(util, "calc_hash", counting)
    wastes.hash_a_large_message_once()
    for _ in range(3):
        assert [hash_of(body) for body in (table, other, "short")] == expected
    assert expected[0] != expected[1]
    assert sum(len(said) > 1_000 for said in hashed) == 2


def test_markup_is_told_from_style_as_the_platform_tells_it(monkeypatch):
    from streamlit.elements import html

    monkeypatch.setattr(html, "_html_only_style_tags", html._html_only_style_tags)
    wastes.look_once_whether_markup_is_all_style()
    for _ in range(2):
        assert html._html_only_style_tags("<style>p{}</style><!-- no more -->")
        assert not html._html_only_style_tags("<style>p{}</style><script>1</script>")


def test_a_filling_in_is_the_same_until_it_was_recorded():
    def form() -> None:
        import streamlit as st

        from tracker.ui.components.rounds import next_round, round_of

        before = round_of("one")
        st.write(f"{round_of('one') == before} {round_of('other') == before}")
        next_round("one")
        st.write(f"{round_of('one') == before}")

    at = AppTest.from_function(form).run()
    assert [one.value for one in at.markdown] == ["True False", "False"]
