"""Loading checked program files into the store, and refusing a load that would change a promise in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from tracker import clock
from tracker.access import Actor
from tracker.errors import Problem, ProblemsError
from tracker.program.catalogue import Catalogue, SourceFile
from tracker.program.compare import refusals
from tracker.program.model import Program, Roster
from tracker.record.acting import asked_first
from tracker.store import Store, program_rows
from tracker.store.connection import Writing
from tracker.store.ledger import append, digest_of_rows, insert

# The files that are one list for the country are one thing to load, under one name.
_COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: the kind and id of everything new or changed, how many files said nothing new, the head."""

    changed: tuple[tuple[str, str], ...]
    unchanged: int
    head: int


class _Held(NamedTuple):
    """The newest load of a thing: its number, when it was, from which file."""

    seq: int
    recorded_at: datetime
    file: str | None


@dataclass(frozen=True, slots=True)
class _Arriving:
    kind: str
    id: str
    file: str
    sha256: str
    body: str
    model: object
    source: SourceFile | None = None


def load_catalogue(
    store: Store,
    actor: Actor,
    catalogue: Catalogue,
    *,
    today: date,
    correct_history: str | None = None,
    now: datetime | None = None,
) -> Loaded:
    """Load everything that is new or changed, all of it or nothing.

    Raises ProblemsError with every refusal of contracts.md (a promise changed without an amendment, a past day
    rewritten without ``correct_history``), AccessRefused for anybody but the administrator.
    """
    asked_first(store, actor, "load", now=now or clock.now())
    with store.writing() as writing:
        held = _held(writing)
        arriving = list(_arriving(catalogue))
        changed, problems = _compared(writing, catalogue, arriving, held, today, bool(correct_history))
        if problems:
            raise ProblemsError(problems)
        if changed:
            writing.cursor.execute("delete from store.judged")  # of the files in force before
        for item in changed:
            _append(writing, actor, item, correct_history, now or clock.now())
        things = held.keys() | {(item.kind, item.id) for item in arriving}
        return Loaded(
            tuple((item.kind, item.id) for item in changed), len(things) - len(changed), writing.head
        )


def compare_catalogue(store: Store, catalogue: Catalogue, *, today: date) -> list[Problem]:
    """What a load of this catalogue would be refused for, without loading it."""
    with store.cursor() as cursor:
        writing = Writing(cursor, 0, "")
        arriving = list(_arriving(catalogue))
        return _compared(writing, catalogue, arriving, _held(writing), today, False)[1]


def _compared(
    writing: Writing,
    catalogue: Catalogue,
    arriving: list[_Arriving],
    held: Mapping[tuple[str, str], _Held],
    today: date,
    correcting: bool,
) -> tuple[list[_Arriving], list[Problem]]:
    """What differs from what the store holds, and why it may not be loaded."""
    changed: list[_Arriving] = []
    problems = _dropped({(item.kind, item.id) for item in arriving} | catalogue.standing, held)
    for item in arriving:
        newest = held.get((item.kind, item.id))
        if newest is None:
            changed.append(item)
            continue
        [[body]] = writing.cursor.execute(
            "select body from store.load where seq = $1", [newest.seq]
        ).fetchall()
        if body != item.body:
            changed.append(item)
            problems += _refusals(item, body, newest, today, correcting)
    return changed, problems


def _held(writing: Writing) -> dict[tuple[str, str], _Held]:
    """The newest load of everything the store holds, by kind and id."""
    found = writing.cursor.execute(
        "select kind, id, max(seq), arg_max((recorded_at, file), seq) from store.load group by kind, id"
    ).fetchall()
    return {(kind, name): _Held(seq, *newest) for kind, name, seq, newest in found}


def _arriving(catalogue: Catalogue) -> Iterable[_Arriving]:
    def one(kind: str, name: str, model) -> _Arriving:
        source = catalogue.sources[(kind, name)]
        return _Arriving(kind, name, source.path, source.sha256, _body(model), model, source)

    for kind, single, models in (
        ("territories", "territory", catalogue.territories),
        ("themes", "theme", catalogue.themes),
        ("executors", "executor", catalogue.executors),
    ):
        if models:
            listed = tuple(models.values())
            yield _Arriving(kind, _COUNTRY, *_files_of(catalogue, single), _list_body(listed), listed)
    for name, roster in catalogue.rosters.items():
        yield one("roster", name, roster)
    for name, program in catalogue.programs.items():
        yield one("program", name, program)


def _files_of(catalogue: Catalogue, kind: str) -> tuple[str, str]:
    files = sorted({(s.path, s.sha256) for (k, _), s in catalogue.sources.items() if k == kind})
    return ", ".join(path for path, _ in files), ", ".join(digest for _, digest in files)


def _body(model) -> str:
    return model.model_dump_json(by_alias=True, exclude_defaults=True)


def _list_body(models) -> str:
    return "[" + ",".join(_body(model) for model in models) + "]"


def _dropped(names: Collection[tuple[str, str]], held: Mapping[tuple[str, str], _Held]) -> list[Problem]:
    """Files that are gone. No load leaves force by vanishing, a correction of history or not."""
    return [
        Problem(
            file=newest.file or "",
            line=None,
            column=None,
            rule=f"{kind}-dropped",
            template="The program {id} is loaded and no longer in the files."
            if kind == "program"
            else "The roster {id} is loaded and no longer in the files.",
            values={"id": name},
            hint="Put its file back; to end a promise, amend it with action: removed."
            if kind == "program"
            else "Put its file back; for a seat that nobody holds any more, give its last holder a last day (to).",
        )
        for (kind, name), newest in held.items()
        if kind in ("program", "roster") and (kind, name) not in names
    ]


def _refusals(item: _Arriving, body: str, newest: _Held, today: date, correcting: bool) -> list[Problem]:
    if item.kind not in ("program", "roster"):
        return []
    model = Program if item.kind == "program" else Roster
    return refusals(
        model.model_validate_json(body),
        item.model,
        last_loaded_on=clock.day_of(newest.recorded_at),
        today=today,
        correcting_history=correcting,
        source=item.source,
    )


def _append(writing: Writing, actor: Actor, item: _Arriving, correction: str | None, now: datetime) -> None:
    load = writing.head + 1
    fresh: list[tuple[int, str]] = []
    for table, rows in _compile(writing, item, fresh).items():
        if rows:
            insert(
                writing.cursor,
                table,
                {"load": [load] * len(rows), **{c: [r[c] for r in rows] for c in rows[0]}},
            )
    append(
        writing,
        "load",
        {
            "recorded_at": [now],
            "actor": [actor.name],
            "on_behalf_of": [actor.on_behalf_of],
            "key": [None],
            "kind": [item.kind],
            "id": [item.id],
            "file": [item.file],
            "sha256": [item.sha256],
            "body": [item.body],
            "rows_digest": [digest_of_rows(writing.cursor, load)],
            "correction": [correction],
        },
    )


def _compile(writing: Writing, item: _Arriving, fresh: list[tuple[int, str]]) -> program_rows.Tables:
    if item.kind == "program":
        known = dict(
            writing.cursor.execute(
                "select id, no from store.subject where starts_with(id, $1)", [f"{item.id}/"]
            ).fetchall()
        )
        [[last]] = writing.cursor.execute("select coalesce(max(no), 0) from store.subject").fetchall()

        def number(full_id: str) -> int:
            if full_id not in known:
                known[full_id] = last + len(fresh) + 1
                fresh.append((known[full_id], full_id))
            return known[full_id]

        tables = program_rows.compile_program(item.model, number)
        return {"subject": [{"no": no, "id": full_id} for no, full_id in fresh], **tables}
    if item.kind == "roster":
        return program_rows.compile_roster(item.model)
    compile_list = {
        "territories": program_rows.compile_territories,
        "themes": program_rows.compile_themes,
        "executors": program_rows.compile_executors,
    }[item.kind]
    return compile_list(item.model)
