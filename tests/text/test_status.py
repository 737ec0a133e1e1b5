"""The eight statuses: icon, word and colour together, told apart and read by everyone."""

from __future__ import annotations

import itertools

import pytest

from tracker.draw.palette import PALETTES, contrast, ink_on
from tracker.text import LANGUAGES
from tracker.text.status import STATUS, said

THEMES = ("light", "dark")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("code", STATUS)
def test_text_on_its_ground_and_mark_on_the_page_are_readable(code, theme):
    paint, page = STATUS[code].paint(theme), PALETTES[theme]
    assert contrast(paint.ink, paint.ground) >= 4.5
    for ground in (page.ground, page.panel):
        assert contrast(paint.mark, ground) >= 4.5
    if paint.hatched:
        assert contrast(paint.ink, STATUS["not_due"].paint(theme).ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_palettes_text_is_readable_on_every_ground(theme):
    page = PALETTES[theme]
    for ink in (page.text, page.quiet, page.accent, page.plan, page.disputed):
        assert contrast(ink, page.ground) >= 4.5, ink
    for ground in (*page.deviation, *page.sequence, page.track):
        assert contrast(ink_on(ground), ground) >= 4.5, ground


@pytest.mark.parametrize("theme", THEMES)
def test_parts_of_the_bar_are_told_apart(theme):
    page = PALETTES[theme]
    for one, other in itertools.pairwise((page.verified, page.reported, page.track)):
        assert contrast(one, other) >= 1.6
    assert contrast(page.tick, page.track) >= 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_statuses_share_a_word_or_a_sign(language):
    assert len({said(code, language) for code in STATUS}) == len(STATUS)
    assert len({status.sign for status in STATUS.values()}) == len(STATUS)
    assert len({status.shape for status in STATUS.values()}) == len(STATUS)
