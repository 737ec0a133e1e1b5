"""Ids of one file that must stand in another: territories, themes, executors, indicators above."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter

from tracker.program.rules.registry import Finding, Subject, rule
from tracker.program.world import Shelf

_EXECUTOR = itemgetter("executor")


def _known(subject: Subject, key: str, shelf: Shelf, template: str) -> Iterator[Finding]:
    word = getattr(subject.item, key)
    if word is None or word in shelf or subject.broken(key) or subject.world.unread(shelf.name):
        return
    yield subject.unknown((key,), shelf, word, template)


def _circle(start: str, above: Callable[[str], str | None]) -> bool:
    """Whether going up from ``start`` comes back to it."""
    seen: set[str] = set()
    following = above(start)
    while following is not None and following not in seen:
        if following == start:
            return True
        seen.add(following)
        following = above(following)
    return False


def _above(shelf: Shelf) -> Callable[[str], str | None]:
    def above(key: str) -> str | None:
        found = shelf.get(key)
        return None if found is None else found.above

    return above


@rule("territory-known", "program", "body", "executor")
def territory_known(subject: Subject) -> Iterator[Finding]:
    """The territory of a program, body or executor stands in a territories file."""
    yield from _known(subject, "territory", subject.world.territories, "The territory {id} is not known.")


@rule("territory-parent", "territory")
def territory_parent(subject: Subject) -> Iterator[Finding]:
    """A territory's parent and the territory it was split from are known, and nobody is their own parent."""
    territories = subject.world.territories
    yield from _known(subject, "parent", territories, "The territory {id} is not known.")
    yield from _known(subject, "split_from", territories, "The territory {id} is not known.")
    if subject.item.parent and _circle(subject.item.code, _above(territories)):
        yield subject.say(
            ("parent",),
            "The territory {id} belongs to itself, going up from parent to parent.",
            id=subject.item.code,
        )


@rule("territory-days", "territory")
def territory_days(subject: Subject) -> Iterator[Finding]:
    """A territory does not end before it begins."""
    item = subject.item
    if item.from_ and item.to and item.to < item.from_ and not subject.broken("from", "to"):
        yield subject.say(
            ("to",), "The last day {to} lies before the first day {first}.", to=item.to, first=item.from_
        )


@rule("territory-without-parent", "territory", severity="warning")
def territory_without_parent(subject: Subject) -> Iterator[Finding]:
    """Every territory but the republic belongs to one above it."""
    if (
        subject.item.level != "republic"
        and subject.item.parent is None
        and not subject.broken("parent", "level", "code")
    ):
        yield subject.say(
            (),
            "The territory {id} has no parent and counts nowhere above itself.",
            "Add a line parent: with the code above it.",
            id=subject.item.code,
        )


@rule("theme-known", "section")
def theme_known(subject: Subject) -> Iterator[Finding]:
    """A section's theme stands in a themes file."""
    yield from _known(subject, "theme", subject.world.themes, "The theme {id} is not known.")


@rule("section-without-theme", "section", severity="warning")
def section_without_theme(subject: Subject) -> Iterator[Finding]:
    """A section has a theme; without one it is left out of the views by theme."""
    if subject.item.theme is None and not subject.broken("theme", "section"):
        yield subject.say(
            (),
            "The section {id} has no theme and is left out of the views by theme.",
            "Add a line theme: with an id from themes.",
            id=subject.item.section,
        )


@rule("executor-known", "indicator", "measure", when=_EXECUTOR, alike=_EXECUTOR)
def executor_known(subject: Subject) -> Iterator[Finding]:
    """The executor of an indicator or measure stands in an executors file."""
    yield from _known(subject, "executor", subject.world.executors, "The executor {id} is not known.")


@rule("office-known", "seat", when=itemgetter("office_of"))
def office_known(subject: Subject) -> Iterator[Finding]:
    """The executor a seat's holder also heads stands in an executors file."""
    yield from _known(subject, "office_of", subject.world.executors, "The executor {id} is not known.")


@rule("executor-part-of", "executor")
def executor_part_of(subject: Subject) -> Iterator[Finding]:
    """The executor that another belongs to is known, and none belongs to itself."""
    executors = subject.world.executors
    yield from _known(subject, "part_of", executors, "The executor {id} is not known.")
    if subject.item.part_of and _circle(subject.item.executor, _above(executors)):
        yield subject.say(
            ("part_of",),
            "The executor {id} belongs to itself, going up from one to the next.",
            id=subject.item.executor,
        )


@rule("part-of-known", "indicator", when=itemgetter("part_of"))
def part_of_known(subject: Subject) -> Iterator[Finding]:
    """The indicator that another feeds is known, and none feeds itself, not even by a roundabout way."""
    above = subject.item.part_of
    if above is None or subject.broken("part_of"):
        return
    own = f"{subject.program.program}/{subject.item.indicator}"
    known = subject.world.indicators
    if above not in known:
        program = above.partition("/")[0]
        if program in subject.world.programs or not subject.world.unread("program"):
            yield subject.unknown(("part_of",), known, above, "The indicator {id} is not known.")
    elif _circle(own, known.get):
        yield subject.say(
            ("part_of",), "The indicator {id} feeds itself, going up from one to the next.", id=own
        )
