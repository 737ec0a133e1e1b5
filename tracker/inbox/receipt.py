"""What a file is answered with: plain text beside it, in the language its workbook was made in.

A file that says of no language is answered in all three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from tracker.errors import ProblemsError, TrackerError
from tracker.intake.merging import Difference, Merged
from tracker.text import LANGUAGES, N_, Translator, instant, number, tr

_SHOWN = 200


def merged_words(t: Callable[..., str], merged: Merged) -> list[str]:
    """What became of a workbook, in words."""
    lines = [t(_TAKEN, added=merged.added, equal=merged.equal)]
    if merged.words:
        lines.append(t(_WORDS, n=merged.words))
    if merged.conflicts:
        lines.append(t(_CONFLICTS, n=len(merged.conflicts)))
    return lines


def taken_words(name: str, language: str, merged: Merged, now: datetime) -> str:
    """The receipt of a workbook that was taken, with every difference that the branch is to decide."""
    t = tr(language)
    lines = [t(_RECEIVED, name=name, at=instant(now, language)), "", *merged_words(t, merged)]
    lines += [_difference(t, one) for one in merged.conflicts[:_SHOWN]]
    return _text([*lines, "", t(_WHERE)])


def again_words(name: str, taken_at: datetime, language: str | None) -> str:
    """The receipt of a file whose content was taken before."""
    return _in_all(language, lambda t: [t(_AGAIN, name=name, at=instant(taken_at, t.language))])


def refused_words(name: str, why: TrackerError, language: str | None) -> str:
    """The receipt of a file that was not taken: why, with every place, and what to do."""
    return _in_all(language, lambda t: [t(_REFUSED, name=name), "", *_faults(t, why)])


def _faults(t: Translator, why: TrackerError) -> Iterator[str]:
    if not isinstance(why, ProblemsError):
        yield t(why.template, **why.values)
        return
    for one in why.problems[:_SHOWN]:
        words = " ".join(t(part, **one.values) for part in one.parts)
        yield f"- {one.place}: {words}" if one.place else f"- {words}"
    if len(why.problems) > _SHOWN:
        yield t(_MORE, n=len(why.problems) - _SHOWN)
    yield ""
    yield t(_MEND)


def _difference(t: Translator, one: Difference) -> str:
    return t(
        _DIFFERS, sheet=one.answer.sheet, row=one.answer.row, value=number(one.value, t.language),
        who=one.held.author, held=number(one.held.value, t.language), at=instant(one.held.reported_at, t.language),
    )  # fmt: skip


def _in_all(language: str | None, lines: Callable[[Translator], list[str]]) -> str:
    spoken = (language,) if language in LANGUAGES else LANGUAGES
    return "\n".join(_text(lines(tr(one))) for one in spoken)


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


_RECEIVED = N_("{name}: received {at}.")
_TAKEN = N_("Taken: {added}. Equal to what is held: {equal}.")
_WORDS = N_("Blocked, without a value: {n}.")
_CONFLICTS = N_("In conflict with what was reported meanwhile: {n}. Nothing was overwritten.")
_DIFFERS = N_("- {sheet}, row {row}: the workbook says {value}, {who} reported {held} ({at}).")
_WHERE = N_(
    "What became of each value, and what is to be decided, stands on the branch's page of the tracker."
)
_AGAIN = N_("{name}: this very file was taken {at} already; nothing was added.")
_REFUSED = N_("{name}: nothing of this file was taken.")
_MORE = N_("… and {n} more")
_MEND = N_("Mend these cells and put the workbook into the folder again.")
