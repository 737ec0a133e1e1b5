"""What to say of a file that does not parse: the slip an official made, and its mend.

The parser's own words ("mapping values are not allowed in this context") help nobody. From where it
stopped and the line it stopped in the usual slips are told apart; the rest is said in general words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from tracker.errors import Problem

_NO_SPACE = re.compile(r"(?P<lead>[\s{,-]*)(?P<key>[A-Za-z_]+|[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?):(?=[^\s/])")
_DASH = re.compile(r"\s*(?P<dash>-)(?=[^\s\d-])")
_KEY_AND_TEXT = re.compile(r"\s*(?:- )*[^\s:#'\"{\[][^:]*: +(?![\"'|>])\S")
_QUOTED_KEY = re.compile(r"\s*(?:- )*[\w-]+: +(?P<quote>[\"']).*(?P=quote)")


# nobody writes longer ones; looking through them would only take time
_LONGEST_LINE = 20_000
_CLOSING = {"{": "}", "[": "]"}


class Slip(NamedTuple):
    """What went wrong, at which line and column (from 1)."""

    line: int
    column: int
    rule: str
    template: str
    hint: str
    values: dict[str, Any]


def syntax_problem(name: str, error: Any, lines: Sequence[str]) -> Problem:
    """The one fault of a file that does not parse, from PyYAML's ``error`` and the file's ``lines``."""
    slip = _recognise(error, lines)
    return Problem(name, slip.line, slip.column, slip.rule, slip.template, slip.values, hint=slip.hint)


def _recognise(error: Any, lines: Sequence[str]) -> Slip:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    row, column = (mark.line, mark.column) if mark else (0, 0)
    start = getattr(error, "context_mark", None) or mark
    problem = getattr(error, "problem", None) or ""
    context = getattr(error, "context", None) or ""
    text = _line(lines, row)
    character = text[column : column + 1]
    if "\t" in text[: column + 1] and (character == "\t" or not text[:column].strip()):
        return _tab(row, text)
    if character and character in "&*!" and not text[:column].strip().endswith(('"', "'")):
        return _begins_with(row, column, character, text)
    if "cannot start any token" in problem or "directive" in problem or "directive" in context:
        return _begins_with(row, column, character or "%", text)
    if "alphabetic or numeric" in problem and start is not None:
        first = _line(lines, start.line)[start.column : start.column + 1]
        return _begins_with(start.line, start.column, first, text)
    if ("block scalar" in context or "tag" in context) and start is not None:
        first = _line(lines, start.line)[start.column : start.column + 1]
        return _begins_with(start.line, start.column, first, text)
    if "quoted scalar" in context:
        return _quoted(error, row, column, start)
    if "mapping values are not allowed" in problem:
        return _second_colon(row, column, lines)
    if "could not find expected ':'" in problem and start is not None:
        return _no_colon(start.line, start.column, lines)
    if "flow" in context and start is not None:
        return _bracket(error, row, column, start, lines)
    if "sequence entries are not allowed" in problem:
        return _slip(
            row,
            column,
            "dash",
            "A list cannot begin behind a key on the same line.",
            "Put the first - on a line of its own below the key, or a text in quotes.",
        )
    if "expected key" in problem or "expected '-' indicator" in problem:
        return _misplaced(row, column, text, lines)
    if "document start" in problem:
        return _slip(
            row,
            column,
            "one-document",
            "A second document begins here; a file holds one.",
            "Put it into a file of its own, or remove the line ---.",
        )
    return _unreadable(row, column, error)


def _unreadable(row: int, column: int, error: Any) -> Slip:
    return _slip(
        row,
        column,
        "yaml",
        "From here on the file cannot be read as YAML ({reason}).",
        "Compare the line and the one above it with a file that works: spaces, colons, quotes.",
        reason=getattr(error, "problem", None) or str(error).splitlines()[0],
    )


def _line(lines: Sequence[str], row: int) -> str:
    return lines[row].rstrip("\r") if 0 <= row < len(lines) else ""


def _slip(row: int, column: int, rule: str, template: str, hint: str, **values: Any) -> Slip:
    return Slip(row + 1, column + 1, rule, template, hint, values)


def _tab(row: int, text: str) -> Slip:
    return _slip(
        row,
        text.index("\t"),
        "tab",
        "A tab stands here where only spaces may stand.",
        "Replace it with spaces, two for each level.",
    )


def _begins_with(row: int, column: int, character: str, text: str) -> Slip:
    if character == "\t":
        return _tab(row, text)
    return _slip(
        row,
        column,
        "text-begins-with",
        "A text that begins with {character} must stand in quotes.",
        'Write "{example}".',
        character=character,
        example=_tail(text, column),
    )


def _tail(text: str, column: int) -> str:
    """The text from ``column`` to its end or the bracket's, short."""
    tail = re.split(r"\s#|[}\],]", text[column:])[0].strip()
    return tail if len(tail) <= 40 else tail[:39] + "…"


def _quoted(error: Any, row: int, column: int, start: Any) -> Slip:
    if "escape" in (error.problem or ""):
        return _slip(
            row,
            column,
            "backslash",
            "A backslash in double quotes has a meaning of its own.",
            "Use single quotes for this text, or write \\\\.",
        )
    place = start or error.problem_mark
    return _slip(
        place.line,
        place.column,
        "quote-open",
        "The quote that opens here is never closed.",
        "Close it at the end of the text.",
    )


def _second_colon(row: int, column: int, lines: Sequence[str]) -> Slip:
    text = _line(lines, row)
    if _KEY_AND_TEXT.match(text[:column]):
        return _colon_in_text(row, column, text)
    joined = _NO_SPACE.match(text)
    if joined and joined.end() <= column:
        return _space_after_colon(row, joined, lines)
    above = _above(lines, row)
    if above is None:
        return _slip(
            row,
            column,
            "colon",
            "This colon does not stand behind a key.",
            "A key is one short word at the beginning of a line; put a text with colons in quotes.",
        )
    no_space = _NO_SPACE.match(_line(lines, above))
    if no_space:
        return _space_after_colon(above, no_space, lines)
    return _slip(
        row,
        len(text) - len(text.lstrip()),
        "indentation",
        "This line stands further in than the line above it, which already has a value.",
        "Bring it to the column of the keys it belongs with.",
    )


def _above(lines: Sequence[str], row: int) -> int | None:
    """The nearest line above ``row`` that says something."""
    for index in range(row - 1, -1, -1):
        stripped = lines[index].strip()
        if stripped and not stripped.startswith("#"):
            return index
    return None


def _colon_in_text(row: int, column: int, text: str) -> Slip:
    return _slip(
        row,
        column,
        "colon-in-text",
        "A colon with a space stands inside a text without quotes.",
        'Put the whole text in quotes: "{example}".',
        example=_whole_text(text, column),
    )


def _whole_text(text: str, column: int) -> str:
    """The unquoted text around ``column``: from behind its key to the end or the bracket's."""
    begin = max(text.rfind(": ", 0, column), text.rfind("{", 0, column), text.rfind("- ", 0, column))
    first = begin + (1 if begin >= 0 and text[begin] == "{" else 2 if begin >= 0 else 0)
    return _tail(text[first:], 0)


def _space_after_colon(row: int, match: re.Match[str], lines: Sequence[str]) -> Slip:
    text = _line(lines, row)
    return _slip(
        row,
        match.start("key"),
        "space-after-colon",
        "A space is missing after the colon of {key}.",
        "Write {example}.",
        key=match["key"],
        example=f"{match['key']}: {_tail(text, match.end())}",
    )


def _no_colon(row: int, column: int, lines: Sequence[str]) -> Slip:
    no_space = _NO_SPACE.match(_line(lines, row))
    if no_space:
        return _space_after_colon(row, no_space, lines)
    return _slip(
        row,
        column,
        "no-colon",
        "This line has no colon: it is neither a key with its value nor a list.",
        "Write key: value; a text that runs over several lines must stand in quotes.",
    )


def _bracket(error: Any, row: int, column: int, start: Any, lines: Sequence[str]) -> Slip:
    text = _line(lines, row)
    opened = _line(lines, start.line)
    hidden = re.search(r"\s#", _without_quotes(opened)[start.column :])
    if hidden is not None and row > start.line:
        at = start.column + hidden.start() + 1
        return _slip(
            start.line,
            at,
            "hash-in-text",
            "After a space, # begins a remark: the rest of the line is lost.",
            'Put the text in quotes: "{example}".',
            example=_hash_text(opened, at),
        )
    if text[column : column + 1] == ":" and row == start.line:
        return _colon_in_text(row, column, text)
    before = text[:column].rstrip()
    if (row == start.line and before.endswith(('"', "'"))) or text[column : column + 1] in ('"', "'"):
        return _quote_inside(row, column)
    place = _open_bracket(row, column, lines)
    if place is None:
        return _unreadable(row, column, error)
    bracket = _line(lines, place[0])[place[1]]
    return _slip(
        *place,
        "bracket-open",
        "The bracket {bracket} that opens here is not closed properly.",
        "Close it with {closing}; a text with commas, colons or brackets inside it must stand in quotes.",
        bracket=bracket,
        closing=_CLOSING[bracket],
    )


def _open_bracket(row: int, column: int, lines: Sequence[str]) -> tuple[int, int] | None:
    """The innermost bracket still open at row and column (from 0), looked for in the lines just above."""
    opened: list[tuple[int, int]] = []
    if column > _LONGEST_LINE:
        return None
    for number in range(max(0, row - 100), min(row + 1, len(lines))):
        text = _without_quotes(_line(lines, number))
        for at, character in enumerate(text[:column] if number == row else text):
            if character in _CLOSING:
                opened.append((number, at))
            elif character in _CLOSING.values() and opened:
                opened.pop()
    return opened[-1] if opened else None


def _hash_text(text: str, at: int) -> str:
    begin = max(text.rfind(": ", 0, at), text.rfind(", ", 0, at))
    tail = re.split(r"[}\],]", text[begin + 2 :])[0].strip()
    return tail if len(tail) <= 40 else tail[:39] + "…"


def _without_quotes(text: str) -> str:
    """``text`` with what stands in quotes blanked out, as long as before."""
    return re.sub(r"\"[^\"]*\"|'[^']*'", lambda found: "x" * len(found.group()), text)


def _quote_inside(row: int, column: int) -> Slip:
    return _slip(
        row,
        column,
        "quote-in-text",
        "The text goes on here after its closing quote.",
        "Inside a text use «», or put the whole of it in the other kind of quotes.",
    )


def _misplaced(row: int, column: int, text: str, lines: Sequence[str]) -> Slip:
    if text[:column].rstrip().endswith(("}", "]")):
        return _slip(
            row,
            column,
            "behind-bracket",
            "The line goes on here behind its closing bracket.",
            "Put what follows on a line of its own; a text with brackets wants quotes.",
        )
    quoted = _QUOTED_KEY.match(text)
    if quoted is not None or text[:column].rstrip().endswith(('"', "'")):
        return _quote_inside(row, column)
    dash = _DASH.match(text)
    if dash:
        return _slip(
            row,
            dash.start("dash"),
            "space-after-dash",
            "A space is missing behind the dash.",
            "Write {example}.",
            example=f"- {_tail(text, dash.end())}",
        )
    return _slip(
        row,
        column,
        "indentation",
        "This line begins in column {begins}; the groups above it begin in the columns {expected}.",
        "Bring it to the column of the keys it belongs with.",
        begins=column + 1,
        expected=", ".join(str(each + 1) for each in _columns_above(row, column, lines)),
    )


def _columns_above(row: int, column: int, lines: Sequence[str]) -> list[int]:
    """The columns (from 0) of the groups this line may have been meant for: next to the left and right."""
    columns: set[int] = set()
    for text in lines[max(0, row - 200) : row]:
        stripped = text.strip()
        if not stripped or stripped.startswith("#"):
            continue
        indent = len(text) - len(text.lstrip())
        columns.add(indent)
        if stripped.startswith("- "):
            columns.add(indent + len(stripped) - len(stripped[2:].lstrip()))
    left = max((each for each in columns if each < column), default=0)
    right = min((each for each in columns if each > column), default=None)
    return [left] if right is None else [left, right]
