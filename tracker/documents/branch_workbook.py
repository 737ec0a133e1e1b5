"""A branch's workbook: a sheet a section, locked but for the answers, with what is known filled in.

Owns the form of the file that goes out; :mod:`tracker.intake.workbook_answers` reads it back. The hidden sheet
carries what the reader needs (ids, the ledger head, the codes behind the words), so that a file is read alike in
whatever language it was made.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.documents.tables import harmless
from tracker.queries.owed import Owed
from tracker.text import N_, Translator, day, pick, short_day, translator
from tracker.text import period as period_words
from tracker.text.values import rounded, value
from tracker.text.vocab import target_words, words

HIDDEN = "_tracker"
MARK, VERSION = "program-tracker workbook", 1
HEADING_ROW = 3  # counted from 0: title, what to do, empty, headings
#: the visible columns behind the hidden key, in their order; those with a name are answers
COLUMNS = ("title", "counting", "unit", "target", "last", "plan", "period", "due", "value", "tap", "evidence", "note",
           "cause", "office", "since")  # fmt: skip
_WIDTHS = dict(zip(COLUMNS, (46, 30, 12, 14, 22, 14, 16, 14, 14, 16, 26, 30, 20, 26, 14), strict=True))
_ANSWERS = frozenset(("value", "tap", "evidence", "note", "cause", "office", "since"))
TAPS = ("no_change", "as_planned", "blocked")


@dataclass(frozen=True, slots=True)
class Made:
    """What a workbook is made for: its id, the territory (and the executor) by code and in words, the ledger head."""

    workbook: str
    territory: str
    place: str
    executor: str | None
    executor_title: str | None
    head: int
    made_at: datetime


def branch_workbook(made: Made, found: Sequence[Owed], language: str) -> bytes:
    """The workbook for what is owed, in the reader's language."""
    import xlsxwriter  # late: the command line starts without it

    t, out = translator(language), io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": t(_TITLE, place=made.place), "created": made.made_at})
    writer = _Writer(book, t, made)
    sections: dict[tuple[str, str], list[Owed]] = {}
    for one in found:
        sections.setdefault((one.item.program, one.item.section), []).append(one)
    for listed in sections.values():
        writer.section(listed)
    if not sections:
        writer.nothing()
    writer.hidden()
    book.close()
    return out.getvalue()


class _Writer:
    """Writes sheet after sheet, and keeps what the hidden one has to hold."""

    def __init__(self, book, t: Translator, made: Made) -> None:
        self.book, self.t, self.made = book, t, made
        self.names: set[str] = {HIDDEN.casefold()}
        self.keys: list[tuple[str, str, float | None, float | None, float | None]] = []
        add = book.add_format
        self.plain = add({"text_wrap": True, "valign": "top"})
        self.number = add({"num_format": "#,##0.######", "valign": "top"})
        self.head = add(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF0"}
        )
        self.name = add({"bold": True, "font_size": 14})
        answer = {
            "locked": False,
            "bg_color": "#FFF8DC",
            "border": 1,
            "border_color": "#B0A060",
            "valign": "top",
        }
        self.answer = {
            "value": add({**answer, "num_format": "#,##0.######"}),
            "since": add({**answer, "num_format": "yyyy-mm-dd"}),
        }
        self.text_answer = add({**answer, "text_wrap": True, "num_format": "@"})
        self.lists = {
            "tap": [(code, t(word)) for code, word in _TAP_WORDS.items()],
            "cause": list(words("cause", t.language).items()),
            "done": list(words("done", t.language).items()),
        }

    def section(self, listed: Sequence[Owed]) -> None:
        """One sheet: the section's indicators, each with what is known and its answer cells."""
        t, language, first = self.t, self.t.language, listed[0].item
        page = self.book.add_worksheet(self._sheet_name(pick(first.section_title, language)))
        self._begin(page, pick(first.program_title, language), pick(first.section_title, language))
        for n, one in enumerate(listed):
            row, item = HEADING_ROW + 1 + n, one.item
            filled = item.observed if one.due.reported and item.period_end == one.due.period.end else None
            self.keys.append((item.indicator, str(one.due.period), item.observed, _planned(one), filled))
            page.write_string(row, 0, f"{item.indicator} {one.due.period}")
            last = value(rounded(item.observed), item.kind, item.unit, language)
            if item.observed is not None and item.period_end is not None:
                last += " " + t(_UNTIL, day=short_day(item.period_end, language))
            told = {
                "title": pick(item.title, language),
                "counting": t(_COUNTING[item.kind]),
                "unit": pick(item.unit, language) or t(_NO_UNIT),
                "target": target_words(
                    item.bound, value(item.target, item.kind, item.unit, language), language
                ),
                "last": last,
                "plan": value(rounded(one.due.planned), item.kind, item.unit, language, "no_plan"),
                "period": period_words(one.due.period, language),
                "due": day(one.due.period.end + timedelta(days=item.grace_days), language),
            }
            lines = max(-(-len(said) // (_WIDTHS[name] - 1)) for name, said in told.items())
            page.set_row(
                row, 15.5 * max(lines, 1)
            )  # not every spreadsheet fits a row to its wrapped text by itself
            for place, name in enumerate(COLUMNS, 1):
                if name not in _ANSWERS:
                    page.write_string(row, place, harmless(told[name]), self.plain)
                elif name == "value" and filled is not None and item.kind == "milestone":
                    said = dict(self.lists["done"])[str(int(filled))]
                    page.write_string(row, place, said, self.answer["value"])
                elif name == "value" and filled is not None:
                    page.write_number(row, place, filled, self.answer["value"])
                else:
                    page.write_blank(row, place, None, self.answer.get(name, self.text_answer))
            self._validate(page, row, one)

    def nothing(self) -> None:
        """A workbook for a branch that owes nothing says so."""
        page = self.book.add_worksheet(self._sheet_name(self.made.place))
        page.write_string(0, 1, self.t(_NOTHING))

    def hidden(self) -> None:
        """Ids, the head and the codes behind the words; very hidden, so that no menu offers to show it."""
        page = self.book.add_worksheet(HIDDEN)
        made = self.made
        facts = (
            MARK,
            VERSION,
            made.workbook,
            made.head,
            made.territory,
            made.executor or "",
            self.t.language,
        )
        for place, said in enumerate(facts):
            page.write_string(0, place, str(said))
        for n, (indicator, period, last, planned, filled) in enumerate(self.keys, 1):
            page.write_string(n, 0, indicator)
            page.write_string(n, 1, period)
            for place, amount in ((2, last), (3, planned), (4, filled)):
                page.write_string(n, place, "" if amount is None else repr(float(amount)))
        for place, name in enumerate(_LISTS):
            for n, (code, said) in enumerate(self.lists[name], 1):
                page.write_string(n, 5 + 2 * place, code)
                page.write_string(n, 6 + 2 * place, said)
        page.protect()
        page.very_hidden()

    def _begin(self, page, program: str, section: str) -> None:
        t = self.t
        who = (
            f"{self.made.place} · {self.made.executor_title}" if self.made.executor_title else self.made.place
        )
        page.write_string(0, 1, harmless(f"{who}. {section}"), self.name)
        page.write_string(1, 1, harmless(program))
        page.write_string(2, 1, t(_HOW))
        page.write_string(HEADING_ROW, 0, "indicator")
        page.set_row(HEADING_ROW, 31)
        for place, name in enumerate(COLUMNS, 1):
            page.write_string(HEADING_ROW, place, t(_HEADINGS[name]), self.head)
            page.set_column(place, place, _WIDTHS[name])
        page.set_column(0, 0, None, None, {"hidden": True})
        page.freeze_panes(HEADING_ROW + 1, 2)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEADING_ROW)
        page.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})

    def _validate(self, page, row: int, one: Owed) -> None:
        t, item = self.t, one.item
        title = t(_NOT_SO)
        if item.kind == "milestone":
            rule = {"validate": "list", "source": self._range("done"), "error_message": t(_CHOOSE)}
        else:
            rule = {
                "validate": "decimal",
                **({"criteria": ">=", "value": 0} if item.kind in ("cumulative", "annual")
                   else {"criteria": "between", "minimum": -1e15, "maximum": 1e15}),
                "error_message": t(_A_NUMBER),
            }  # fmt: skip
        page.data_validation(row, 1 + COLUMNS.index("value"), row, 1 + COLUMNS.index("value"),
                             {**rule, "error_title": title})  # fmt: skip
        for name in ("tap", "cause"):
            place = 1 + COLUMNS.index(name)
            page.data_validation(row, place, row, place, {
                "validate": "list", "source": self._range(name), "error_title": title, "error_message": t(_CHOOSE),
            })  # fmt: skip

    def _range(self, name: str) -> str:
        column = chr(ord("G") + 2 * _LISTS.index(name))
        return f"='{HIDDEN}'!${column}$2:${column}${1 + len(self.lists[name])}"

    def _sheet_name(self, wanted: str) -> str:
        bare = "".join(" " if letter in "[]:*?/\\'" else letter for letter in wanted).strip()[:28] or "1"
        name, n = bare, 1
        while name.casefold() in self.names:
            n += 1
            name = f"{bare[:26]} {n}"
        self.names.add(name.casefold())
        return name


def _planned(one: Owed) -> float | None:
    return round(one.due.planned, 2) if one.due.planned is not None and one.item.kind != "milestone" else None


_LISTS = ("tap", "cause", "done")
_TAP_WORDS = {"no_change": N_("no change"), "as_planned": N_("as planned"), "blocked": N_("blocked")}
_COUNTING = {
    "cumulative": N_("The running total since the program began, not the increment."),
    "level": N_("The state at the end of the period."),
    "annual": N_("The total of this calendar year to date."),
    "milestone": N_("A milestone is either done (1) or not done (0)."),
}
_HEADINGS = {
    "title": N_("Indicator"),
    "counting": N_("What is counted"),
    "unit": N_("Unit"),
    "target": N_("Target"),
    "last": N_("Last value"),
    "plan": N_("By plan at the period's end"),
    "period": N_("Period"),
    "due": N_("Send by"),
    "value": N_("VALUE"),
    "tap": N_("or one word"),
    "evidence": N_("Evidence"),
    "note": N_("Note"),
    "cause": N_("Blocked by what"),
    "office": N_("at which office"),
    "since": N_("since which day"),
}
_TITLE = N_("{place}: reports")
_HOW = N_(
    "Fill in the yellow cells alone: a value, or one word from the list. What stays empty is not sent. Where a value "
    "is doubtful, say in the note why it is right."
)
_UNTIL = N_("until {day}")
_NO_UNIT = N_("no unit")
_NOTHING = N_("Nothing is open here: every indicator is closed or has not begun.")
_NOT_SO = N_("This cannot be")
_CHOOSE = N_("Choose one from the list.")
_A_NUMBER = N_("A bare number belongs here, without its unit.")

__all__ = ["COLUMNS", "HEADING_ROW", "HIDDEN", "MARK", "VERSION", "Made", "branch_workbook"]
