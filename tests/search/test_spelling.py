"""What two ways of writing a word have in common, and that a beginning stays one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.search.spelling import WORDS_READ, plain, sound, sounds_of, typed_words, words_in

CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Әлеуметтік қорғау", "алеуметтик коргау"),
        ("Өңір, ұжым, үй, һәм", "онир, ужым, уй, хам"),
        ("Жильё", "жилье"),
        ("Қостанай", "костанай"),  # й is a letter of its own
        ("Şağyn öñir ünü ıǵ", "sagyn onir unu ig"),
        ("bol'nitsa ob’ekt", "bolnitsa obekt"),
    ],
)
def test_letters_lose_their_tails_and_accents(written, folded):
    assert plain(written) == folded


def test_letters_written_as_two_signs_are_one():
    assert plain("и\u0306ё") == plain("йе\u0308") == "йе"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shkola", "школа"),
        ("škola", "школа"),
        ("şkola", "школа"),
        ("mektep", "мектеп"),
        ("zhol", "жол"),
        ("jol", "жол"),
        ("rajon", "район"),
        ("rayon", "район"),
        ("khalyk", "халық"),
        ("halıq", "халық"),
        ("xalyq", "халық"),
        ("öñir", "өңір"),
        ("ongir", "өңір"),
        ("qoğam", "қоғам"),
        ("qogham", "қоғам"),
        ("äleumettik", "әлеуметтік"),
        ("densawlıq", "денсаулық"),
        ("densaýlyq", "денсаулық"),
        ("şaruaşylyq", "шаруашылық"),
        ("tūrǵyn", "тұрғын"),
        ("jeñis", "жеңіс"),
        ("chempion", "чемпион"),
        ("çempion", "чемпион"),
        ("tsentr", "центр"),
        ("centr", "центр"),
        ("zhilyo", "жильё"),
        ("zhile", "жильё"),
        ("pomoshch", "помощь"),
        ("pomoş", "помощь"),
        ("zdravookhranenie", "здравоохранение"),
        ("zdravoohraneniye", "здравоохранение"),
        ("molodyozh", "молодёжь"),
        ("semya", "семья"),
        ("semja", "семья"),
        ("yustitsiya", "юстиция"),
        ("ob'ekt", "объект"),
        ("obyekt", "объект"),
        ("Ekologiya", "экология"),
    ],
)
def test_latin_schemes_sound_like_the_cyrillic_word(typed, meant):
    (word,) = typed_words(typed)
    assert sound(plain(meant)) in sounds_of(word)


@given(st.text(CYRILLIC, min_size=1, max_size=20), st.integers(1, 20))
def test_the_fold_of_a_beginning_is_the_beginning_of_the_fold(word, size):
    assert plain(word).startswith(plain(word[:size]))
    assert sound(plain(word)).startswith(sound(plain(word[:size])))


@given(st.text(max_size=60))
def test_typed_words_are_cut_like_the_titles_words(text):
    typed = [word for found in typed_words(text) for word in words_in(plain(found))]
    assert set(typed) == set(words_in(plain(text)))


def test_a_page_pasted_is_read_so_far():
    assert len(typed_words(" ".join(f"w{n}" for n in range(10_000)))) == WORDS_READ
    assert typed_words("") == typed_words("%_' \";—😀\n") == []


@given(st.text("abcdefghijklmnopqrstuvwxyzşğñöüūäı", min_size=1, max_size=40))
def test_few_ways_to_hear_a_word(word):
    assert 1 <= len(sounds_of(word)) <= 6
