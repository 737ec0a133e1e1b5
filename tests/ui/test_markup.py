"""Markup is escaped in one place, and stays one line so that no Markdown reader gets hold of it."""

import pytest

from tracker.ui.components.html import Html, a, joined, literal, safe, tag


def test_text_is_escaped_and_markup_is_not_escaped_twice():
    inner = tag("b", "<script>alert('x')</script> & more")
    assert inner == "<b>&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; more</b>"
    assert tag("p", inner) == f"<p>{inner}</p>"


def test_attributes_are_escaped_and_left_out_when_none():
    written = tag("td", "1", data_label='"quoted"', class_="num", hidden=False, title=None)
    assert written == '<td data-label="&quot;quoted&quot;" class="num">1</td>'


def test_line_breaks_become_spaces():
    assert safe("one\n\n# two\n") == "one  # two "
    assert "\n" not in tag("p", "a\n\nb", title="c\n\nd")


def test_pieces_are_joined_with_escaped_text_between_and_none_left_out():
    assert joined((Html("<i>a</i>"), None, "b & c"), " < ") == "<i>a</i> &lt; b &amp; c"


def test_a_link_stays_in_its_frame():
    assert a("./x?a=1&b=2", "go") == '<a href="./x?a=1&amp;b=2" target="_self">go</a>'


@pytest.mark.parametrize("text", ["plain 3.5 (a-b) 12:30", "1 234\u00a0км", "a & b"])
def test_a_label_that_means_nothing_to_markdown_stays_as_it_is(text):
    assert literal(text) == text


def test_a_label_becomes_no_picture_link_colour_or_formula():
    said = literal("![p](x) [go](javascript:1) :red[x] :material/star: $x$ **b** `r` <b> ~~s~~\n# t")
    for mark in ("[", "]", "$", "*", "`", "<", "~"):
        assert said.count(mark) == said.count("\\" + mark) > 0
    assert "\\:red" in said and "\\:material" in said and "\n" not in said
