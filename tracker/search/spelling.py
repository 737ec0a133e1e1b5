"""Spelling: what two ways of writing one word have in common.

Owns the two folds. ``plain`` keeps the script: small letters, no accents, ё as е, Kazakh letters without their
tails. ``sound`` writes a Cyrillic word in bare Latin, and ``sounds_of`` does the same to what was typed in any of
the usual Latin schemes. Both folds work letter by letter, so the fold of a beginning is the beginning of the fold.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice, product

# what is read at most: a title pasted whole fits, a page does not
LETTERS_READ = 1000
WORDS_READ = 40
VARIANTS = 6

_APOSTROPHES = "'’‘ʼʹ`´ʺ"
_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile("[а-я]")
_DOUBLED = re.compile(r"([a-z])\1+")


def _plain_letters() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(sign): None for sign in _APOSTROPHES}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare = "".join(c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c))
        if bare != chr(code):
            table[code] = bare.lower()
    table |= dict.fromkeys(range(0x300, 0x370))
    table |= dict(zip(map(ord, "ёәғқңөұүһіѓќўїєıøłđŋə"), "еагкноуухигкуиеioldna", strict=True))
    table |= {ord("ß"): "ss", ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th"}
    return table


_PLAIN = _plain_letters()
_SOUND = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziiklmnoprstufhie", strict=True)),
        "ж": "zh",
        "ц": "ts",
        "ч": "ch",
        **dict.fromkeys("шщ", "sh"),
        "ю": "iu",
        "я": "ia",
        **dict.fromkeys("ъь", ""),
    }
)
# A typed Latin letter or group and what it may stand for in the letters of ``sound``, the likeliest first.
# Russian passports and papers, Kazakh of 2018 and 2021, and what people type in chats.
_LATIN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("shch", "şş", "ş", "š", "ś", "sh"), ("sh",)),
    "sch": ("sh", "sch"),
    **dict.fromkeys(("ch", "tch", "tş", "tš", "č", "ç"), ("ch",)),
    **dict.fromkeys(("zh", "ž"), ("zh",)),
    "j": ("zh", "i"),
    "je": ("zhe", "e", "ie"),
    "jo": ("zho", "io", "e"),
    "ye": ("e", "ie"),
    "yo": ("io", "e"),
    "ë": ("e",),
    "kh": ("h",),
    "x": ("h", "ks"),
    "c": ("k", "ts"),
    "ck": ("k",),
    "q": ("k",),
    "tz": ("ts",),
    "gh": ("g",),
    "ng": ("ng", "n"),
    "w": ("u", "v"),
    "ý": ("u",),
    "y": ("i",),
}
_LONGEST = max(map(len, _LATIN))


def plain(text: str) -> str:
    """Fold letters within their script; signs between them stay, so that many texts fold at once."""
    return unicodedata.normalize("NFC", text).lower().translate(_PLAIN)


def sound(folded: str) -> str:
    """A plain word (or many, a line each) in bare Latin; what is no Cyrillic letter stays."""
    return _DOUBLED.sub(r"\1", folded.translate(_SOUND))


def is_cyrillic(word: str) -> bool:
    """Whether a plain word has a Cyrillic letter."""
    return _CYRILLIC.search(word) is not None


def words_in(folded: str) -> list[str]:
    """The words of a folded text: letters and digits without anything between."""
    return _WORD.findall(folded)


def typed_words(text: str) -> list[str]:
    """The words of what was typed, in small letters, each once; of a very long text the first ``WORDS_READ``."""
    kept = unicodedata.normalize("NFC", text[:LETTERS_READ]).lower()
    kept = "".join(c for c in kept if c not in _APOSTROPHES and not unicodedata.combining(c))
    return list(dict.fromkeys(_WORD.findall(kept)))[:WORDS_READ]


def sounds_of(word: str) -> list[str]:
    """What a typed Latin word may sound like in the letters of :func:`sound`, the likeliest first."""
    choices: list[tuple[str, ...]] = []
    at = 0
    while at < len(word):
        for length in range(min(_LONGEST, len(word) - at), 0, -1):
            group = word[at : at + length]
            if group in _LATIN:
                choices.append(_LATIN[group])
                break
        else:
            length = 1
            choices.append((plain(word[at]),))
        at += length
    read = (_DOUBLED.sub(r"\1", "".join(choice)) for choice in islice(product(*choices), 4 * VARIANTS))
    return list(dict.fromkeys(filter(None, read)))[:VARIANTS]
