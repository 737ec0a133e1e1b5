"""The translator: templates, plurals, fallbacks, and what it does with a gap."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.text import pick, translator
from tracker.text.values import value, why_missing
from tracker.text.vocab import target_words, word, words


def test_a_template_is_said_in_the_language_and_untranslated_in_english():
    assert translator("ru")("By plan: {share}", share="5") == "По плану: 5"
    assert translator("kk")("No such template {x}", x=1) == "No such template 1"


def test_a_gap_stays_visible_and_never_fails():
    t = translator("en")
    assert t("A {x} and {y}", x=1) == "A 1 and {y}"
    assert t("A {x:.2f}", y=1) == "A {x:.2f}"


def test_values_are_written_as_the_language_writes_them():
    t = translator("ru")
    assert t("{day}", day=date(2022, 4, 5)).replace("\u202f", " ") == "5 апреля 2022 г."
    assert t("{title}", title={"kk": "а", "ru": None, "en": "b"}) == "а"
    assert t("{share}", share=0.5) == "0,5"
    assert t("{year}", year=2022) == "2022 г."


def test_a_day_at_the_end_brings_no_second_full_stop():
    said = translator("ru")("Final report awaited until {day}.", day=date(2022, 4, 5))
    assert said.endswith("г.") and ".." not in said


@pytest.mark.parametrize(("n", "said"), [(1, "ещё 1"), (3, "ещё 3"), (1200, "ещё 1\u202f200")])
def test_plurals(n, said):
    assert translator("ru").plural("{n} other", "{n} others", n) == said
    assert translator("en").plural("{n} other", "{n} others", 1) == "1 other"
    assert translator("en").plural("{n} other", "{n} others", 0) == "0 others"


def test_missing_languages_fall_back_ru_kk_en():
    assert pick({"en": "e"}, "kk") == "e"
    assert pick({"kk": "k", "ru": "r"}, "en") == "r"
    assert pick("same", "kk") == "same"
    assert pick(None, "ru") == ""


def test_no_such_language_is_refused():
    with pytest.raises(ValueError, match="no such language"):
        translator("de")


def test_words_and_values():
    assert word("status", "at_risk", "en") == "at risk"
    assert word("status", None, "ru") == ""
    assert word("stage", "in_use", "ru") == "используется"
    assert list(words("verdict", "en")) == ["verified", "disputed"]
    assert target_words("at_least", "27", "ru") == "не менее 27"
    assert target_words("exact", "27", "ru") == "27"
    assert value(1.0, "milestone", None, "ru") == "выполнено"
    assert value(None, "level", "%", "ru") == why_missing("not_reported", "ru") == "не сообщено"
