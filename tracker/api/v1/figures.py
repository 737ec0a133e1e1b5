"""What is read: assessments, programs, one indicator opened, what changed; the command line's keys, row for row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tracker import clock
from tracker.api.v1.calling import Call, Reply, known_indicator
from tracker.api.v1.problems import Trouble
from tracker.commands import figures
from tracker.commands.changes import split
from tracker.commands.explain import explanation
from tracker.commands.output import plain
from tracker.errors import InputError
from tracker.queries.ask import Ask, Scope
from tracker.queries.changes import changed
from tracker.queries.directory import ProgramEntry, programs
from tracker.queries.explain import explained
from tracker.queries.listed import listed
from tracker.queries.promised import indicators
from tracker.queries.rollups import rolled_up
from tracker.text import N_, pick
from tracker.ui.cache import answer


def assessments(call: Call) -> Reply:
    """Indicators or sets of them on a day."""
    ask = call.ask()
    scope, by = call.scope(ask), str(call.given["by"])
    if by == "indicator":
        found = answer(listed, call.store, call.reader, ask, scope)
        names = (*figures.INDICATOR_KEYS, *figures.FURTHER_INDICATOR_KEYS)
        return _part(call, found, lambda one: figures.indicator_row(one, call.language), names)
    found = answer(rolled_up, call.store, call.reader, ask, scope, by)
    names = figures.rollup_names(by)
    return _part(call, found, lambda one: figures.rollup_row(one, by, call.language), names)


def _part(call: Call, found: Sequence[Any], row, columns: tuple[str, ...] = ()) -> Reply:
    end = call.part.after + call.part.limit
    rows = [plain(row(one)) for one in found[call.part.after : end]]
    return Reply(rows, next_after=end if end < len(found) else None, columns=columns)


def program_list(call: Call) -> Reply:
    """Every program loaded."""
    found = answer(programs, call.store, call.reader, _now(call))
    return _part(call, found, lambda one: _program(one, call.language))


def program(call: Call) -> Reply:
    """One program with its indicators in force on the day."""
    ask, wanted = call.ask(), call.path["program"]
    found = next(
        (one for one in answer(programs, call.store, call.reader, ask) if one.program == wanted), None
    )
    if found is None:
        raise Trouble(404, N_("There is no program {id}."), id=wanted)
    listed = [
        {
            "indicator": one.indicator,
            "section": one.section,
            "title": pick(one.title, call.language),
            "kind": one.kind,
            "unit": pick(one.unit, call.language) if one.unit else None,
            "frequency": one.frequency,
            "due": one.due,
            "measures": list(one.measures),
        }
        for one in answer(indicators, call.store, call.reader, ask)
        if one.program == wanted
    ]
    return Reply(plain({**_program(found, call.language), "indicators_in_force": listed}))


def _now(call: Call) -> Ask:
    return Ask(clock.day_of(call.now), head=call.part.head)


def _program(of: ProgramEntry, language: str) -> dict[str, object]:
    names = ("program", "kind", "territory", "start", "end", "demonstration", "indicators")
    return {**{name: plain(getattr(of, name)) for name in names}, "title": pick(of.title, language)}


def explain(call: Call) -> Reply:
    """One indicator's status opened into its arithmetic."""
    wanted = f"{call.path['program']}/{call.path['indicator']}"
    known_indicator(call.store, wanted)
    try:
        found = answer(explained, call.store, call.reader, call.ask(), wanted)
    except InputError as fault:
        raise Trouble(404, fault.template, **fault.values) from None
    return Reply(plain(explanation(found, call.language)))


def changes(call: Call) -> Reply:
    """What changed between two days, split into its causes."""
    first, second = call.ask("from"), call.ask("to")
    if second.as_of < first.as_of:
        raise Trouble(400, N_("to {to} lies before from {from_}."), to=second.as_of, from_=first.as_of)
    one = call.given["indicator"]
    if sum(call.given[name] is not None for name in ("program", "territory", "seat", "indicator")) > 1:
        raise Trouble(400, N_("Name one of program, territory, seat and indicator, not several."))
    if one is not None:
        known_indicator(call.store, str(one))
        scope = Scope(indicator=str(one))
    else:
        scope = call.scope(second)
    found = answer(changed, call.store, call.reader, first, second, scope)
    return Reply(plain(split(found)))


def me(call: Call) -> Reply:
    """Who the token speaks for."""
    assert call.bearer is not None
    token, actor = call.bearer.token, call.actor
    return Reply(
        {
            "account": actor.name,
            "roles": [
                {"role": one.role, "territory": one.territory, "seat": one.seat} for one in actor.capacities
            ],
            "scopes": list(token.scopes),
            "expires_at": plain(token.expires_at),
        }
    )
