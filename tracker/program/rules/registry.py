"""What a rule is: a small named function with an id and a docstring, run over one kind of thing.

A rule takes a `Subject` (one program, indicator, seat ...) and yields what it finds with ``subject.say``;
the place is looked up only then. ``when`` is a cheap look at the noun that says whether the rule can find
anything at all (without one it always may): most rules have nothing to say of most of a country's nouns.
``list_rules`` gives ids and docstrings. Must not read files or the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tracker.errors import Severity
from tracker.program.catalogue import SourceFile
from tracker.program.model import Indicator, Program, Section
from tracker.program.salvage import UNREAD
from tracker.program.slips import shown
from tracker.program.world import Shelf, World


class Finding(NamedTuple):
    """One thing a rule found: where below its subject, what, what to do."""

    way: tuple[Any, ...]
    template: str
    hint: str | None
    values: dict[str, Any]
    at_key: bool


@dataclass(slots=True)
class Subject:
    """One thing a rule looks at: the noun, where it stands, what it belongs to."""

    world: World
    source: SourceFile
    way: tuple[Any, ...]
    item: Any
    program: Program | None = None
    section: Section | None = None
    indicator: Indicator | None = None
    parent: Any = None
    tainted: frozenset[tuple[Any, ...]] = field(default=frozenset())

    def broken(self, *keys: Any) -> bool:
        """Whether the file's value of any of ``keys`` (or of the thing itself) was at fault already."""
        if not self.tainted:
            return False
        return any(self.tainted_at((*self.way, key)) for key in keys) or self.tainted_at(
            self.way, below=False
        )

    def program_broken(self, *keys: str) -> bool:
        """Whether the program's value of any of ``keys`` was at fault already."""
        return bool(self.tainted) and any((key,) in self.tainted for key in keys)

    def tainted_at(self, way: tuple[Any, ...], *, below: bool = True) -> bool:
        """Whether a fault was found at ``way``, above it, or (``below``) inside it."""
        if not self.tainted:
            return False
        return any(way[: len(bad)] == bad or (below and bad[: len(way)] == way) for bad in self.tainted)

    def say(
        self,
        way: tuple[Any, ...],
        template: str,
        hint: str | None = None,
        *,
        at_key: bool = False,
        **values: Any,
    ) -> Finding:
        """A finding at ``way`` below this thing; numbers and days are said as a file writes them."""
        said = {name: UNREAD.sub("…", shown(value)) for name, value in values.items()}
        return Finding((*self.way, *way), template, hint, said, at_key)

    def unknown(self, way: tuple[Any, ...], shelf: Shelf, word: str, template: str, **values: Any) -> Finding:
        """A finding about an id that is not on its shelf, with the nearest known one offered."""
        return self.not_among(way, self.world.nearest(shelf, word), word, template, **values)

    def not_among(
        self, way: tuple[Any, ...], near: str | None, word: str, template: str, **values: Any
    ) -> Finding:
        """A finding about an unknown id; ``near`` is the known one to offer, if any."""
        return self.say(
            way, template, "Did you mean {nearest}?" if near else None, id=word, nearest=near, **values
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's id, the kind of thing it looks at, its severity, the function, and when it may find anything.

    ``alike`` gives what the findings in a thing depend on, of all that differs within a file (None: on more): a
    hundred indicators of one owner are asked about once.
    """

    id: str
    about: str
    severity: Severity
    find: Callable[[Subject], Iterator[Finding]]
    when: When | None = None
    alike: When | None = None

    @property
    def summary(self) -> str:
        """The function's docstring on one line."""
        return " ".join((self.find.__doc__ or "").split())


#: told from a noun's values by key (``vars``: a noun's own attributes are slow) whether a rule can find anything
When = Callable[[Mapping[str, Any]], object]

RULES: list[Rule] = []


def rule(
    id: str,
    *about: str,
    severity: Severity = "fault",
    when: When | None = None,
    alike: When | None = None,
) -> Callable[[Callable[[Subject], Iterator[Finding]]], Callable[[Subject], Iterator[Finding]]]:
    """Register the function as the rule ``id`` about each kind of thing in ``about``."""

    def keep(find: Callable[[Subject], Iterator[Finding]]) -> Callable[[Subject], Iterator[Finding]]:
        RULES.extend(Rule(id, kind, severity, find, when, alike) for kind in about)
        return find

    return keep


def list_rules() -> list[tuple[str, Severity, str]]:
    """Every rule's id, severity and what it says, in order of id."""
    return sorted({(rule.id, rule.severity, rule.summary) for rule in RULES})
