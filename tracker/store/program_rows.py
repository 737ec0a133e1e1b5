"""Compiling a checked file into the store's rows: one function a kind of file, model in, columns by table out.

Owns the shape of the compiled tables. Must not decide whether a load is allowed (record.load does) nor compute
progress: what stands here is the promise laid out so that SQL can.
"""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from tracker.program.model import Executor, Program, Roster, Territory, Text, Theme
from tracker.program.terms import Terms, measure_history, terms_history

ALWAYS = date(1, 1, 1)
STILL = date(9999, 12, 31)
LANGUAGES = ("kk", "ru", "en")
COMPILED_TABLES = (
    "subject",
    "program",
    "section",
    "indicator",
    "terms",
    "segment",
    "ownership",
    "amendment",
    "measure",
    "measure_terms",
    "territory",
    "theme",
    "executor",
    "body",
    "seat",
    "holder",
)

Row = dict[str, object]
Tables = dict[str, list[Row]]
Numbering = Callable[[str], int]


def _text(prefix: str, text: Text | None) -> Row:
    filled = text.filled() if text is not None else {}
    return {f"{prefix}_{language}": filled.get(language) for language in LANGUAGES}


def _span(from_: date | None, to: date | None) -> Row:
    """A span of days as the tables keep it: the last day named is still inside, so the end moves on by one."""
    return {"from_on": from_ or ALWAYS, "until_on": date.fromordinal(to.toordinal() + 1) if to else STILL}


def _versions(history: Iterable) -> Iterable[tuple[int, date, date, object]]:
    history = list(history)
    for n, terms in enumerate(history):
        until = history[n + 1].valid_from if n + 1 < len(history) else STILL
        yield n, terms.valid_from or ALWAYS, until, terms


def compile_program(program: Program, number: Numbering) -> Tables:
    """Rows of one program; ``number`` gives an indicator's number for its full id."""
    tables: Tables = defaultdict(list)
    tables["program"].append(
        {
            "program": program.program,
            "kind": program.kind,
            "territory": program.territory,
            "start_on": program.start,
            "end_on": program.end,
            "demonstration": program.demonstration,
            **_text("title", program.title),
        }
    )
    _amendments(tables, program.amendments, program=program.program)
    place = 0
    for section_place, section in enumerate(program.sections):
        tables["section"].append(
            {
                "program": program.program,
                "section": section.section,
                "place": section_place,
                "theme": section.theme,
                "sensitive": section.socially_sensitive,
                **_text("title", section.title),
            }
        )
        _amendments(tables, section.amendments, program=program.program, section=section.section)
        _owners(tables, section.owner, program.program, section.section, None)
        for indicator in section.indicators:
            place += 1
            full_id = f"{program.program}/{indicator.indicator}"
            no = number(full_id)
            source = indicator.source
            tables["indicator"].append(
                {
                    "no": no,
                    "id": full_id,
                    "program": program.program,
                    "section": section.section,
                    "name": indicator.indicator,
                    "place": place,
                    "since_on": indicator.since,
                    "part_of": indicator.part_of,
                    "executor": indicator.executor,
                    "source_url": source.url if source else None,
                    "source_on": source.date if source else None,
                    **_text("source_note", source.note if source else None),
                }
            )
            for version, from_on, until_on, terms in _versions(terms_history(program, section, indicator)):
                tables["terms"].append(
                    {"no": no, "version": version, "from_on": from_on, "until_on": until_on, **_terms(terms)}
                )
                tables["segment"] += [{"no": no, "version": version, **piece} for piece in segments(terms)]
            _owners(tables, indicator.owner, program.program, section.section, no)
            _amendments(tables, indicator.amendments, program=program.program, section=section.section, no=no)
            for measure_place, measure in enumerate(indicator.measures):
                tables["measure"].append(
                    {
                        "no": no,
                        "measure": measure.measure,
                        "place": measure_place,
                        "executor": measure.executor or indicator.executor,
                    }
                )
                for version, from_on, until_on, terms in _versions(
                    measure_history(program, section, indicator, measure)
                ):
                    tables["measure_terms"].append(
                        {
                            "no": no,
                            "measure": measure.measure,
                            "version": version,
                            "from_on": from_on,
                            "until_on": until_on,
                            "present": terms.present,
                            "action": terms.action,
                            "due_on": terms.due,
                            "budget_mln_kzt": terms.budget_mln_kzt,
                            **_text("title", terms.title),
                        }
                    )
                _amendments(
                    tables,
                    measure.amendments,
                    program=program.program,
                    section=section.section,
                    no=no,
                    measure=measure.measure,
                )
    return tables


def _terms(terms: Terms) -> Row:
    return {
        "present": terms.present,
        "kind": terms.kind,
        "baseline": terms.baseline,
        "target": terms.target,
        "bound": terms.bound,
        "start_on": terms.start,
        "due_on": terms.due,
        "profile": terms.profile,
        "direction": terms.direction,
        "frequency": terms.frequency,
        "grace_days": terms.grace_days,
        "weight": terms.weight * terms.section_weight,
        "program_weight": terms.program_weight,
        "on_track": terms.on_track,
        "at_risk": terms.at_risk,
        "has_plan": bool(terms.plan),
        **_text("title", terms.title),
        **_text("unit", terms.unit),
    }


def segments(terms: Terms) -> list[Row]:
    """The trajectory as pieces (domain.md, Planned value); for ``annual`` one piece a calendar year touching S..E."""
    if terms.kind == "milestone":
        return []
    if terms.kind == "annual":
        targets = {day.year: value for day, value in terms.plan}
        return [
            {
                "from_on": max(terms.start, date(year - 1, 12, 31)),
                "to_on": min(terms.due, date(year, 12, 31)),
                "from_value": None,
                "to_value": targets.get(year, terms.target),
            }
            for year in range(terms.start.year, terms.due.year + 1)
        ]
    points = [(terms.start, terms.baseline), *terms.plan]
    if points[-1][0] != terms.due:
        points.append((terms.due, terms.target))
    return [
        {"from_on": day, "to_on": next_day, "from_value": value, "to_value": next_value}
        for (day, value), (next_day, next_value) in itertools.pairwise(points)
    ]


def _owners(tables: Tables, owner, program: str, section: str, no: int | None) -> None:
    for span in owner or ():
        tables["ownership"].append(
            {
                "program": program,
                "section": section,
                "no": no,
                "seat": span.seat,
                **_span(span.from_, span.to),
            }
        )


def _amendments(
    tables: Tables,
    amendments,
    *,
    program: str,
    section: str | None = None,
    no: int | None = None,
    measure: str | None = None,
) -> None:
    for place, amendment in enumerate(amendments or ()):
        was = (
            amendment.was.model_dump(mode="json", by_alias=True, exclude_unset=True) if amendment.was else {}
        )
        tables["amendment"].append(
            {
                "program": program,
                "section": section,
                "no": no,
                "measure": measure,
                "place": place,
                "dated": amendment.date,
                "action": amendment.action,
                "cause": amendment.cause,
                "successor": amendment.successor,
                **_text("by", amendment.by),
                **_text("note", amendment.note),
                "was": json.dumps(was, ensure_ascii=False, sort_keys=True),
            }
        )


def compile_roster(roster: Roster) -> Tables:
    """Rows of one roster: bodies, seats and their holders by dates."""
    tables: Tables = defaultdict(list)
    for place, body in enumerate(roster.bodies):
        tables["body"].append(
            {
                "body": body.body,
                "place": place,
                "kind": body.kind,
                "territory": body.territory,
                **_text("title", body.title),
            }
        )
        for seat_place, seat in enumerate(body.seats):
            tables["seat"].append(
                {
                    "seat": seat.seat,
                    "body": body.body,
                    "place": seat_place,
                    "office_of": seat.office_of,
                    **_text("title", seat.title),
                }
            )
            for span in seat.holders or ():
                tables["holder"].append(
                    {"seat": seat.seat, **_span(span.from_, span.to), **_text("name", span.holder)}
                )
    return tables


def compile_territories(territories: Iterable[Territory]) -> Tables:
    """Rows of the territories' file."""
    return {
        "territory": [
            {
                "code": t.code,
                "place": n,
                "level": t.level,
                "parent": t.parent,
                "from_on": t.from_,
                "split_from": t.split_from,
                **_text("title", t.title),
            }
            for n, t in enumerate(territories)
        ]
    }


def compile_themes(themes: Iterable[Theme]) -> Tables:
    """Rows of the themes' file."""
    return {
        "theme": [{"theme": t.theme, "place": n, **_text("title", t.title)} for n, t in enumerate(themes)]
    }


def compile_executors(executors: Iterable[Executor]) -> Tables:
    """Rows of the executors' file."""
    return {
        "executor": [
            {
                "executor": e.executor,
                "place": n,
                "territory": e.territory,
                "part_of": e.part_of,
                **_text("contact", e.contact),
                **_text("title", e.title),
            }
            for n, e in enumerate(executors)
        ]
    }
