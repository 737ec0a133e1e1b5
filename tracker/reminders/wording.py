"""A digest in words: short lines, five of a kind at most, for a letter, a page and a messenger alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.queries.digest import Digest
from tracker.text import N_, Translator, pick, short_day, tr
from tracker.text.values import value

SHOWN = 5


def subject(matters: int, language: str) -> str:
    """How many things await the reader."""
    return tr(language)(_SUBJECT, n=matters)


def text(of: Digest, name: str, language: str, *, made_up: bool = False) -> str:
    """The digest as plain text; ``name`` is who it is for, ``made_up`` marks a demonstration."""
    t = tr(language)
    lines = [t(_MADE_UP), ""] if made_up else []
    return "\n".join([*lines, *_of_one(of, name, t)]).rstrip() + "\n"


def letter_text(
    of: Sequence[tuple[str, Digest]],
    language: str,
    link: str | None = None,
    stop: str | None = None,
    *,
    made_up: bool = False,
) -> str:
    """What stands in a letter: each (name, digest) of the reader's roles, where to go on, and how to stop letters."""
    t = tr(language)
    lines = [t(_MADE_UP), ""] if made_up else []
    for name, one in of:
        lines += _of_one(one, name, t)
    if link is not None:
        lines += [t(_OPEN, link=link), t(_SIGNS_NOBODY_IN)]
    if stop is not None:
        lines += ["", t(_STOP, link=stop)]
    return "\n".join(lines).rstrip() + "\n"


def question(name: str, language: str, link: str) -> tuple[str, str]:
    """Subject and text of the letter that asks whether an address is right; it tells nothing else."""
    t = tr(language)
    return t(_IS_IT_YOURS), "\n".join(
        (t(_ASKED_HERE, name=name), "", t(_CONFIRM, link=link), "", t(_NOT_MINE))
    ) + "\n"


def _of_one(of: Digest, name: str, t: Translator) -> list[str]:
    lines = [t(_FOR, name=name, day=of.as_of), ""]
    if not of.matters:
        lines += [t(_NOTHING), ""]
    for heading, count, items in _parts(of, t):
        lines += [f"{heading} ({count})", *(f"- {item}" for item in items)]
        if count > len(items) > 0:
            lines.append(t(_MORE, n=count - len(items)))
        lines.append("")
    return lines


def _parts(of: Digest, t: Translator) -> Iterator[tuple[str, int, list[str]]]:
    language = t.language

    def said(title: dict[str, str] | None) -> str:
        return pick(title, language)

    def some(heading: str, found: Sequence, line) -> Iterator[tuple[str, int, list[str]]]:
        if found:
            yield t(heading), len(found), [line(one) for one in found[:SHOWN]]

    yield from some(_OWE, of.owes, lambda one: t(
        _LATE_FOR if one.overdue else _DUE_FOR, title=said(one.title), day=short_day(one.until, language)))  # fmt: skip
    yield from some(_BACK, of.came_back, lambda one: t(
        _DISPUTED, title=said(one.title), value=value(one.value, one.kind, one.unit, language),
        who=one.reviewer, reason=one.reason or t(_NO_REASON)))  # fmt: skip
    yield from some(
        _RECOMMENDED,
        of.recommended,
        lambda one: t(
            _BY_LATE if one.state == "late" else _BY,
            words=one.words.rstrip("."),
            day=short_day(one.due_on, language),
        ),
    )
    yield from some(_ASKED, of.asked, lambda one: said(one.title))
    for heading, count in ((_REVIEW, of.to_review), (_AGAIN, of.answered), (_CLOSE, of.to_close)):
        if count:
            yield t(heading), count, []


_SUBJECT = N_("Program tracker: {n} matters await you")
_FOR = N_("{name}, {day}")
_MADE_UP = N_("Demonstration: the progress in this letter is made up.")
_NOTHING = N_("Nothing awaits you.")
_OWE = N_("Reports you owe")
_BACK = N_("Came back, disputed by party control")
_RECOMMENDED = N_("Recommended to you")
_ASKED = N_("You are asked to explain")
_REVIEW = N_("Reports to review")
_AGAIN = N_("Disputes that were answered: look again")
_CLOSE = N_("Recommendations said to be done: accept or give back")
_LATE_FOR = N_("{title}: for the period until {day}, overdue")
_DUE_FOR = N_("{title}: for the period until {day}")
_DISPUTED = N_("{title}: {value}; {who}: {reason}")
_NO_REASON = N_("no reason given")
_BY = N_("{words}: by {day}")
_BY_LATE = N_("{words}: by {day}, late")
_MORE = N_("… and {n} more")
_OPEN = N_("Open the tracker: {link}")
_SIGNS_NOBODY_IN = N_("The link signs nobody in. This letter comes once a week at most.")
_STOP = N_("To get no more of these letters: {link}")
_IS_IT_YOURS = N_("Program tracker: is this your address?")
_ASKED_HERE = N_(
    "Somebody who is signed in to the program tracker as {name} gave this address for letters that remind."
)
_CONFIRM = N_("If it is yours, open this page and confirm it: {link}")
_NOT_MINE = N_(
    "If it is not, do nothing, or say so on the same page; nothing is sent to an address that is not confirmed."
)
