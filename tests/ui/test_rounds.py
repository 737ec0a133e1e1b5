"""A form sent twice counts once; after it another filling-in begins."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


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
