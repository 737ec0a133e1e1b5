"""Words: which of all the words in the titles fit a typed one, whole, as a beginning or with one typing error.

Owns the sorted vocabulary and the walk through it. A word is known by its number, its place in the sorted list, so
that every word with one beginning is a run of numbers. Must not know where a word stands.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.search.spelling import is_cyrillic, plain, sound, sounds_of

WHOLE, BEGINNING, ERROR, BEGINNING_ERROR = 0, 2, 8, 10
# a word with an error has at least so many letters; nothing longer than the second is a word anybody mistyped
SHORTEST_WITH_ERROR, LONGEST_WITH_ERROR = 4, 48
_LAST = chr(0x10FFFF)


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``first`` to ``last`` by number; ``cost`` is 0 for the word as it stands, more the looser the fit."""

    first: int
    last: int
    cost: int


class Sorted:
    """A sorted list of folded words in which beginnings and near misses are found by halving."""

    __slots__ = ("letters", "words")

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        self.letters = "".join(sorted(set("".join(words))))

    def beginning(self, start: str) -> tuple[int, int]:
        """The places (from, before) of the words that begin with ``start``."""
        low = bisect_left(self.words, start)
        return low, bisect_left(self.words, start + _LAST, low)

    def fits(self, typed: str) -> Iterator[Run]:
        """The word itself, and the words that begin with it."""
        low, high = self.beginning(typed)
        if low < high:
            whole = self.words[low] == typed
            if whole:
                yield Run(low, low, WHOLE)
            if low + whole < high:
                yield Run(low + whole, high - 1, BEGINNING)

    def nearly(self, typed: str) -> Iterator[Run]:
        """Words one insertion, deletion, replacement or swap away, and those that begin with such a word.

        An error in the last letter of a short word says nothing of how the word goes on.
        """
        size = len(typed)
        for at in range(size + 1):
            low, high = self.beginning(typed[:at])
            if low == high:
                return
            for slip in self._slips(typed, at, low, high):
                first, before = self.beginning(slip)
                if first == before:
                    continue
                whole = self.words[first] == slip
                if whole and len(slip) >= SHORTEST_WITH_ERROR:
                    yield Run(first, first, ERROR)
                goes_on = len(slip) >= SHORTEST_WITH_ERROR and (at < size - 1 or size > SHORTEST_WITH_ERROR)
                if goes_on and size >= SHORTEST_WITH_ERROR and first + whole < before:
                    yield Run(first + whole, before - 1, BEGINNING_ERROR)

    def _slips(self, typed: str, at: int, low: int, high: int) -> Iterator[str]:
        """What may have been meant if the error is at a letter: only what the words from low to high allow."""
        start, rest = typed[:at], typed[at:]
        if high - low <= len(self.letters):
            letters: Iterable[str] = {word[at] for word in self.words[low:high] if len(word) > at}
        else:
            letters = self.letters
        for letter in letters:
            yield start + letter + rest
            if rest and letter != rest[0]:
                yield start + letter + rest[1:]
        if rest:
            yield start + rest[1:]
        if len(rest) > 1 and rest[0] != rest[1]:
            yield start + rest[1] + rest[0] + rest[2:]


class Vocabulary:
    """Every word of the titles: as it is written, and the Cyrillic ones as they sound."""

    __slots__ = ("_heard", "_heard_from", "_heard_words", "_written")

    def __init__(self, words: Iterable[str]) -> None:
        self._written = Sorted(tuple(sorted(set(words))))
        cyrillic = [n for n, word in enumerate(self._written.words) if is_cyrillic(word)]
        sounds = sound("\n".join(self._written.words[n] for n in cyrillic)).split("\n")
        # one sound may be several words: those of the sound at place i stand at _heard_from[i].._heard_from[i + 1]
        heard = sorted((said, n) for said, n in zip(sounds, cyrillic, strict=False) if said)
        self._heard_words = array("l", [n for _, n in heard])
        self._heard_from = array(
            "l", [n for n, (said, _) in enumerate(heard) if n == 0 or heard[n - 1][0] != said]
        )
        self._heard = Sorted(tuple(heard[n][0] for n in self._heard_from))
        self._heard_from.append(len(heard))

    def __len__(self) -> int:
        return len(self._written.words)

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words in the order of their numbers."""
        return self._written.words

    def matching(self, typed: str, *, whole: bool = False, errors: bool = False) -> list[Run]:
        """The words that fit a typed one (as ``typed_words`` gives it), no word twice, each at its lowest cost.

        ``whole`` leaves out words that only begin with it; ``errors`` adds those one typing error away.
        """
        folded = plain(typed)
        runs = list(self._written.fits(folded))
        heard = [] if is_cyrillic(folded) else sounds_of(typed)
        for said in heard:
            runs += self._as_written(self._heard.fits(said))
        if errors and folded.isalpha() and SHORTEST_WITH_ERROR - 1 <= len(folded) <= LONGEST_WITH_ERROR:
            runs += self._written.nearly(folded)
            for said in heard:
                runs += self._as_written(self._heard.nearly(said))
        return _apart(run for run in runs if not whole or run.cost in (WHOLE, ERROR))

    def _as_written(self, runs: Iterable[Run]) -> Iterator[Run]:
        for run in runs:
            for at in range(self._heard_from[run.first], self._heard_from[run.last + 1]):
                yield Run(self._heard_words[at], self._heard_words[at], run.cost)


def _apart(runs: Iterable[Run]) -> list[Run]:
    """The same words in runs that do not overlap, each word at its lowest cost, in the order of their numbers."""
    costs: dict[int, int] = {}
    for run in sorted(runs, key=lambda run: -run.cost):
        costs.update(dict.fromkeys(range(run.first, run.last + 1), run.cost))
    kept: list[Run] = []
    first = last = -2
    cost = 0
    for number in sorted(costs):
        if number != last + 1 or costs[number] != cost:
            if last >= 0:
                kept.append(Run(first, last, cost))
            first, cost = number, costs[number]
        last = number
    return [*kept, Run(first, last, cost)] if last >= 0 else kept
