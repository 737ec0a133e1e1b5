"""A table that a branch keeps for itself: its own columns in any order, its own titles, pasted or uploaded.

    bytes or pasted text --> Sheet --propose--> columns and titles with what they probably are --a person confirms-->
    entries, judged like every other way in; the confirmed matching is remembered (:mod:`tracker.record.matching`)

Nothing is guessed in silence: what is proposed is shown, and a row with a value that is matched to nothing is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from tracker.errors import InputError
from tracker.intake.content import kind_of
from tracker.intake.entries import Entry
from tracker.intake.numbers import parse_number
from tracker.intake.separated import read_separated
from tracker.intake.sheet import Sheet
from tracker.intake.workbook import read_workbook
from tracker.record.matching import Matching
from tracker.store import Store

ROLES = ("title", "value", "note", "evidence")
LIKELY = 0.55  # a title at least so alike is proposed; below it a person chooses
MOST_ROWS = 5_000
# Beginnings of words that headings of the three languages use; the first role that fits takes the column.
_HEADED = {
    "value": ("факт", "значен", "исполн", "нақты", "мән", "орында", "value", "actual", "fact"),
    "note": ("примеч", "коммент", "ескерт", "note", "comment", "причин", "себеб"),
    "evidence": ("подтв", "ссылк", "документ", "акт", "раста", "сілтем", "evidence", "link"),
    "title": ("наимен", "индикатор", "показат", "мероприят", "атау", "indicator", "title", "name"),
}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a table probably says. ``columns``: each role's column by number from 0 (None: none found); ``titles``:
    for each row its title and the indicator it looks like with how alike (0..1), None where nothing is alike;
    ``known``: whether it is read as remembered.
    """

    sheet: Sheet
    columns: Mapping[str, int | None]
    titles: tuple[tuple[int, str, str | None, float], ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """The entries of a confirmed table with each one's row from 0, and rows with a value that are no indicator's."""

    entries: tuple[Entry, ...]
    rows: tuple[int, ...]
    unmatched: tuple[tuple[int, str], ...]


def read_table(file: str, data: bytes) -> Sheet:
    """The table in a CSV or XLSX file, or in text pasted from a spreadsheet. Raises ContentRefused in words."""
    sheet = read_workbook(file, data) if kind_of(data) == "xlsx" else read_separated(file, data, ())
    if sheet.rows > MOST_ROWS:
        raise InputError("The table has more than {most} rows; send it in parts.", most=MOST_ROWS)
    if sheet.rows == 0:
        raise InputError("The table has headings and no row below them.")
    return sheet


def propose(
    store: Store, sheet: Sheet, indicators: Mapping[str, Sequence[str]], remembered: Matching | None
) -> Proposal:
    """Match columns and titles. ``indicators`` gives each full id its titles in every language."""
    columns = _columns(sheet, indicators, remembered)
    place = columns["title"]
    titles = [(n, cell) for n, cell in enumerate(sheet.columns[place]) if cell] if place is not None else []
    held = dict(remembered.titles) if remembered else {}
    alike = _alike(store, {title for _, title in titles if _key(title) not in held}, indicators)
    found = []
    for n, title in titles:
        known = held.get(_key(title))
        if known is not None:
            found.append((n, title, known if known in indicators else None, 1.0))
        else:
            found.append((n, title, *alike.get(title, (None, 0.0))))
    complete = remembered is not None and all(_key(title) in held for _, title in titles)
    return Proposal(sheet, columns, tuple(found), complete)


def read_entries(
    sheet: Sheet, columns: Mapping[str, int | None], titles: Mapping[int, str], periods: Mapping[str, str]
) -> Reading:
    """The rows as entries: ``titles`` gives a row its indicator, ``periods`` an indicator its period to report.

    A row with neither value, note nor evidence says nothing. One with a value and no indicator is named.
    """
    entries, rows, unmatched = [], [], []
    for n in range(sheet.rows):
        said = {role: _cell(sheet, columns.get(role), n) for role in ROLES}
        if not (said["value"] or said["note"] or said["evidence"]):
            continue
        indicator = titles.get(n)
        if not indicator or indicator not in periods:
            unmatched.append((n, said["title"] or said["value"] or ""))
            continue
        entries.append(Entry(indicator, periods[indicator], said["value"], said["evidence"], said["note"]))
        rows.append(n)
    return Reading(tuple(entries), tuple(rows), tuple(unmatched))


def matching_of(
    sheet: Sheet, columns: Mapping[str, int | None], titles: Mapping[int, str | None]
) -> Matching:
    """What a person confirmed, to be remembered; a row that belongs to nothing is remembered as such."""
    place = columns.get("title")
    return Matching(
        {role: sheet.headings[number] for role, number in columns.items() if number is not None},
        {
            _key(_cell(sheet, place, n)): indicator or ""
            for n, indicator in titles.items()
            if _cell(sheet, place, n)
        },
    )


def _cell(sheet: Sheet, place: int | None, n: int) -> str:
    return (sheet.columns[place][n] or "") if place is not None else ""


def _columns(
    sheet: Sheet, indicators: Mapping[str, Sequence[str]], remembered: Matching | None
) -> dict[str, int | None]:
    found: dict[str, int | None] = dict.fromkeys(ROLES)
    if remembered is not None:
        headings = {_key(heading): n for n, heading in enumerate(sheet.headings)}
        for role, heading in remembered.columns.items():
            if role in found:
                found[role] = headings.get(_key(heading))
        return found
    free = [n for n, column in enumerate(sheet.columns) if any(column)]
    for role in ("value", "note", "evidence"):
        fits = [
            n
            for n in free
            if _is_headed(sheet.headings[n], role) and (role != "value" or _numeric(sheet, n) > 0)
        ]
        if fits:
            found[role] = fits[-1] if role == "value" else fits[0]
            free.remove(found[role])
    if found["value"] is None:
        numeric = [n for n in free if _numeric(sheet, n) >= 0.6]
        if numeric:
            found["value"] = numeric[-1]
            free.remove(numeric[-1])
    known = {_key(title) for titles in indicators.values() for title in titles}
    stems = set().union(*map(_stems, known)) if known else set()
    if free:
        found["title"] = max(
            free, key=lambda n: (_is_headed(sheet.headings[n], "title"), _familiar(sheet, n, stems), -n)
        )
    return found


def _is_headed(heading: str, role: str) -> bool:
    words = _WORD.findall(heading.casefold())
    return any(word.startswith(beginning) for word in words for beginning in _HEADED[role])


def _numeric(sheet: Sheet, place: int) -> float:
    cells = [cell for cell in sheet.columns[place] if cell]
    return sum(_is_number(cell) for cell in cells) / len(cells) if cells else 0.0


def _is_number(text: str) -> bool:
    try:
        parse_number(text)
    except InputError:
        return False
    return True


def _familiar(sheet: Sheet, place: int, stems: set[str]) -> float:
    cells = [cell for cell in sheet.columns[place] if cell][:200]
    return sum(len(_stems(_key(cell)) & stems) for cell in cells) / max(1, len(cells))


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold().replace("ё", "е")))


def _stems(key: str) -> set[str]:
    """Beginnings of the words: endings change with the case, and a table shortens them."""
    return {word[:5] for word in key.split() if len(word) > 2 or word.isdigit()}


_ALIKE = """
with scored as (
    select t.title, i.id, 0.5 * jaro_winkler_similarity(t.key, i.key)
        + 0.5 * len(list_intersect(t.stems, i.stems)) / greatest(1, len(list_distinct(list_concat(t.stems, i.stems))))
        as score
    from offered t cross join candidates i
)
select title, arg_max(id, score), max(score) from scored group by title
"""


def _alike(
    store: Store, titles: set[str], indicators: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str | None, float]]:
    names = [(one, _key(title)) for one, named in indicators.items() for title in named if title]
    if not titles or not names:
        return {}
    listed = sorted(titles)
    offered = pa.table({
        "title": listed, "key": [_key(title) for title in listed],
        "stems": pa.array([sorted(_stems(_key(title))) for title in listed], pa.list_(pa.string())),
    })  # fmt: skip
    candidates = pa.table({
        "id": [one for one, _ in names], "key": [key for _, key in names],
        "stems": pa.array([sorted(_stems(key)) for _, key in names], pa.list_(pa.string())),
    })  # fmt: skip
    with store.cursor() as cursor:
        cursor.register("offered", offered)
        cursor.register("candidates", candidates)
        found = cursor.execute(_ALIKE).fetchall()
    return {title: (one if score >= LIKELY else None, score) for title, one, score in found}
