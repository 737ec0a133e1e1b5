"""Which words fit a typed one, held against the plain definitions of a beginning and of one typing error."""

from __future__ import annotations

import random

import pytest

from tracker.search.spelling import plain
from tracker.search.words import BEGINNING, BEGINNING_ERROR, ERROR, WHOLE, Vocabulary

WORDS = (
    *("мектеп", "мектебі", "мектептер", "мектептің", "метеп", "школа", "школы", "школьный", "школам", "шкаф"),
    *("вода", "водоснабжение", "года", "город", "жильё", "жилье", "жол", "жолы", "қойтас", "қарасу", "су"),
    *("schools", "school", "schooling", "bridge", "bridges", "кокшетау", "көкшетау", "2025", "2024", "300"),
)
LETTERS = "абвгдежзийклмнопрстуфхцчшщыьэюя"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(map(plain, WORDS))


def found(vocabulary: Vocabulary, typed: str, **options) -> dict[str, int]:
    """The words that fit with their costs; no word twice."""
    fits: dict[str, int] = {}
    for run in vocabulary.matching(typed, **options):
        for word in vocabulary.words[run.first : run.last + 1]:
            assert word not in fits
            fits[word] = run.cost
    return fits


def slips(word: str, letters: str) -> set[str]:
    """Every way to mistype a word once."""
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    return (
        {a + b[1:] for a, b in cuts if b}
        | {a + c + b for a, b in cuts for c in letters}
        | {a + c + b[1:] for a, b in cuts if b for c in letters}
        | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    ) - {word}


def test_the_word_itself_before_what_begins_with_it(vocabulary):
    fits = found(vocabulary, "мектеп")
    assert fits == {"мектеп": WHOLE, "мектептер": BEGINNING, "мектептин": BEGINNING}


def test_a_lone_letter_may_be_taken_as_a_word(vocabulary):
    assert found(vocabulary, "с", whole=True) == {} and "су" in found(vocabulary, "с")


def test_tails_and_dots_do_not_matter(vocabulary):
    assert found(vocabulary, "қарасу") == found(vocabulary, "карасу") == {"карасу": WHOLE}
    assert found(vocabulary, "жильё") == found(vocabulary, "жилье") == {"жилье": WHOLE}


def test_latin_finds_both_english_and_cyrillic(vocabulary):
    assert {"школа", "школы", "школам"} <= found(vocabulary, "shkol").keys()
    assert found(vocabulary, "school")["school"] == WHOLE
    assert found(vocabulary, "qoitas") == found(vocabulary, "kojtas") == {"койтас": WHOLE}


@pytest.mark.parametrize("word", ["мектеп", "школа", "карасу", "вода", "bridge", "кокшетау"])
def test_every_single_error_is_forgiven(vocabulary, word):
    letters = LETTERS if word[0] > "z" else "abcdefghijklmnopqrstuvwxyz"
    for typed in slips(word, letters):
        fits = found(vocabulary, typed, errors=True)
        assert fits.get(word, ERROR + 1) <= ERROR, typed


def test_an_error_in_a_beginning_is_forgiven(vocabulary):
    fits = found(vocabulary, "щкольн", errors=True)
    assert fits == {"школьный": BEGINNING_ERROR}


def test_short_words_and_numbers_are_taken_at_their_word(vocabulary):
    assert "жол" not in found(vocabulary, "жот", errors=True)
    assert found(vocabulary, "2026", errors=True) == {}


def test_two_errors_are_not_forgiven():
    chance = random.Random(5)
    words = sorted({"".join(chance.choices(LETTERS, k=chance.randint(5, 9))) for _ in range(300)})
    vocabulary = Vocabulary(words)
    for word in chance.sample(words, 60):
        typed = chance.choice(sorted(slips(word, LETTERS)))
        far = {w for w, cost in found(vocabulary, typed, errors=True).items() if cost == ERROR}
        assert far == {w for w in words if w in slips(typed, LETTERS) and not w.startswith(typed)}


def test_no_word_at_all():
    assert Vocabulary([]).matching("мектеп", errors=True) == [] and len(Vocabulary([])) == 0


def test_a_very_long_word_is_no_trouble(vocabulary):
    assert found(vocabulary, "я" * 10_000, errors=True) == {}
