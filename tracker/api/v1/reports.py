"""Reports and verdicts: out by parts in the ledger's order, in whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from decimal import Decimal

from tracker.access.log import entry_of, note
from tracker.api.v1.calling import Call, Reply, known_indicator
from tracker.api.v1.problems import Trouble, trouble_of, warnings_of
from tracker.commands.figures import said
from tracker.commands.output import plain
from tracker.errors import InputError, Problem, ProblemsError, TrackerError
from tracker.intake import check_file, take_in
from tracker.intake.headings import KNOWN
from tracker.intake.merging import take_workbook
from tracker.intake.workbook_answers import is_workbook_of_ours
from tracker.queries.ask import Ask, Scope
from tracker.queries.ledger_rows import KnownReport, KnownReview, known_reports, known_reviews
from tracker.record.review import VERDICTS, record_review
from tracker.text import N_

MOST_ROWS = 10_000
JSON, CSV = "application/json", "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def reports_out(call: Call) -> Reply:
    """Reports known on the day."""
    return _rows(call, known_reports, KnownReport)


def reviews_out(call: Call) -> Reply:
    """Verdicts on what the reader sees fully."""
    return _rows(call, known_reviews, KnownReview)


def _rows(call: Call, query, kind) -> Reply:
    ask = call.ask()
    scope = _scope(call, ask)
    part = call.part
    found = query(call.store, call.reader, ask, scope, after=part.after, most=part.limit + 1)
    number = kind.__slots__[0]
    shown = [
        {name: said(plain(getattr(one, name)), call.language) for name in kind.__slots__}
        for one in found[: part.limit]
    ]
    more = len(found) > part.limit
    return Reply(shown, next_after=shown[-1][number] if more else None, columns=tuple(kind.__slots__))


def _scope(call: Call, ask: Ask) -> Scope:
    indicator = call.given["indicator"]
    if indicator is None:
        return call.scope(ask)
    known_indicator(call.store, str(indicator))
    return Scope(indicator=str(indicator))


def reports_in(call: Call) -> Reply:
    """Check every row, then record all of them; or none, with every fault."""
    name, data, names = _sheet(call)
    dry = bool(call.given["dry_run"])
    try:
        if call.media == XLSX and is_workbook_of_ours(data):
            done, warnings = _merged(call, name, data, dry)
        else:
            done, warnings = _checked(call, name, data) if dry else _taken(call, name, data)
    except TrackerError as fault:
        raise trouble_of(fault, call.language, names) from None
    told = warnings_of(warnings, call.language, names)
    recorded = not dry and (done["added"] or done["verdicts"])
    if recorded:
        what = f"reports over HTTP: {done['added']}"
        note(call.store, entry_of(call.actor, "recorded", call.now, what, call.source))
    body = {"dry_run": dry, **_NOTHING, "head": call.store.head(), **done, "warnings": told}
    return Reply(body, status=201 if recorded else 200)


_NOTHING = {"added": 0, "unchanged": 0, "verdicts": 0, "skipped": 0, "conflicts": []}


def _checked(call: Call, name: str, data: bytes) -> tuple[dict, Sequence[Problem]]:
    checked = check_file(call.store, call.actor, name, data, now=call.now)
    if checked.problems:
        raise ProblemsError(checked.problems.faults)
    return {**_NOTHING, "skipped": checked.skipped}, checked.problems.warnings


def _taken(call: Call, name: str, data: bytes) -> tuple[dict, Sequence[Problem]]:
    taken = take_in(call.store, call.actor, name, data, now=call.now)
    names = ("added", "unchanged", "verdicts", "skipped", "head")
    return {**_NOTHING, **{one: getattr(taken, one) for one in names}}, taken.warnings


def _merged(call: Call, name: str, data: bytes, dry: bool) -> tuple[dict, Sequence[Problem]]:
    """A branch's own workbook, merged cell by cell; what else was said meanwhile is left and named."""
    merged = take_workbook(call.store, call.actor, name, data, now=call.now, write=not dry)
    conflicts = [
        {
            "indicator": one.answer.indicator,
            "period": one.answer.period,
            "value": one.value,
            "held": one.held.value,
            "held_by": one.held.author,
        }
        for one in merged.conflicts
    ]
    done = {"added": merged.added, "unchanged": merged.equal, "head": merged.head, "conflicts": conflicts}
    return {**_NOTHING, **done}, merged.warnings


def _sheet(call: Call) -> tuple[str, bytes, tuple[str, ...]]:
    """Name and bytes of the table sent, and for JSON the fields its columns stand for."""
    if call.media in (CSV, XLSX):
        return ("reports.csv" if call.media == CSV else "reports.xlsx"), call.body, ()
    told = json_of(call)
    listed = told.pop("reports", None)
    if told or not isinstance(listed, list):
        raise _no_list(next(iter(told), None))
    if not 1 <= len(listed) <= MOST_ROWS:
        raise Trouble(422, N_("Send from 1 to {most} reports at a time."), most=MOST_ROWS)
    names = tuple(name for name in KNOWN if any(isinstance(one, dict) and name in one for one in listed))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    for n, one in enumerate(listed):
        writer.writerow(_row(n, one, names))
    return "reports.json", text.getvalue().encode(), names


def _no_list(unknown: str | None) -> Trouble:
    if unknown is not None:
        return Trouble(422, N_("There is no field {name}."), name=str(unknown)[:80])
    return Trouble(422, N_("A list of reports is missing: send {example}."), example='{"reports": [{…}]}')


def _row(n: int, one: object, names: tuple[str, ...]) -> list[str]:
    if not isinstance(one, dict):
        raise _at(n, None, N_("A report is an object with the fields {known}."), known=", ".join(KNOWN))
    for name in one:
        if name not in KNOWN:
            raise _at(n, None, N_("There is no field {name}; there are {known}."),
                      name=str(name)[:80], known=", ".join(KNOWN))  # fmt: skip
    return [_cell(n, name, one.get(name)) for name in names]


def _cell(n: int, name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _at(n, name, N_("{name} is a text or a number."), name=name)
    if isinstance(value, float) and "e" in repr(value):
        return format(Decimal(repr(value)), "f")
    return " ".join(clean(str(value), f"/reports/{n}/{name}").split())


def _at(n: int, field: str | None, template: str, **values: object) -> Trouble:
    pointer = f"/reports/{n}" + (f"/{field}" if field else "")
    return Trouble(422, template, errors=[{"pointer": pointer}], **values)


def clean(text: str, pointer: str) -> str:
    """A text a person may have written. Raises Trouble (422) for control characters and broken letters."""
    broken = any(0xD800 <= ord(letter) <= 0xDFFF for letter in text)
    if broken or any(ord(letter) < 32 and letter not in "\t\n\r" for letter in text):
        raise Trouble(
            422, N_("The text holds characters that nobody can see or read."), errors=[{"pointer": pointer}]
        )
    return text


def json_of(call: Call) -> dict:
    """The object sent. Raises Trouble (400) for what is no JSON, (422) for what is no object."""

    def refuse(name: str) -> None:
        raise ValueError(name)

    try:
        told = json.loads(call.body.decode("utf-8"), parse_constant=refuse)
    except (ValueError, RecursionError):
        raise Trouble(400, N_("What was sent is no JSON in UTF-8.")) from None
    if not isinstance(told, dict):
        raise Trouble(422, N_("What was sent is no JSON object."))
    return told


def review_in(call: Call) -> Reply:
    """Record a verdict on one report."""
    told = json_of(call)
    number, verdict, reason = (told.pop(name, None) for name in ("report", "verdict", "reason"))
    if told:
        raise Trouble(422, N_("There is no field {name}."), name=str(next(iter(told)))[:80])
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 2**53:
        raise Trouble(422, N_("report is the number of a report."), errors=[{"pointer": "/report"}])
    if verdict not in VERDICTS:
        raise Trouble(
            422,
            N_("verdict is one of {choices}."),
            errors=[{"pointer": "/verdict"}],
            choices=", ".join(VERDICTS),
        )
    if reason is not None and not isinstance(reason, str):
        raise Trouble(422, N_("reason is a text."), errors=[{"pointer": "/reason"}])
    reason = clean(reason, "/reason").strip() or None if reason is not None else None
    try:
        head = record_review(call.store, call.actor, number, verdict, reason, now=call.now)
    except InputError as fault:
        missing = fault.template == "There is no report number {number}."
        raise Trouble(404 if missing else 422, fault.template, **fault.values) from None
    note(call.store, entry_of(call.actor, "recorded", call.now, f"verdict over HTTP: {number}", call.source))
    return Reply({"report": number, "verdict": verdict, "head": head}, status=201)
