"""The light report page as HTML: what a branch owes, a form for each indicator, receipts; no script, under 40 KB.

Owns markup. A page holds few indicators, so that it comes over a poor line; which ones is said by whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from tracker.api.light_receipts import MY_RECEIPTS, receipt_box, receipt_list
from tracker.documents.light_page import bare_page
from tracker.queries.owed import Owed, SectionOwed
from tracker.queries.receipt import Receipt
from tracker.text import N_, Translator, number, pick, short_day
from tracker.text import period as period_words
from tracker.text.values import rounded, value
from tracker.text.vocab import word, words

PAGE = 6  # indicators on a page: in Kazakh, with every field, they come to about 30 KB
STYLE = (
    "form.i{display:block;max-width:none;border-top:1px solid var(--rule);padding:12px 0}form h2{margin:0 0 2px}"
    "label{display:block;margin:6px 0 2px;font-size:.875rem;color:var(--quiet)}"
    "input,select,textarea{font:inherit;width:100%;max-width:26rem;padding:8px;border:1px solid var(--quiet);"
    "border-radius:4px;background:var(--ground);color:var(--text)}"
    "button{font:inherit;min-height:44px;padding:8px 14px;margin:8px 8px 0 0;border:1px solid var(--accent);"
    "border-radius:4px;background:var(--ground);color:var(--accent);cursor:pointer}"
    "button.go{background:var(--accent);color:var(--ground);font-weight:600}"
    ".bad{border-left:4px solid var(--off-track-mark);padding:6px 12px;margin:6px 0;background:var(--panel)}"
    ".ok{border-left:4px solid var(--on-track-mark);padding:6px 12px;margin:6px 0;background:var(--panel)}"
    "summary{cursor:pointer;min-height:32px;padding:6px 0;color:var(--accent)}.s2 li{padding:6px 0}"
    ".made{margin:20px 0 0}nav a{line-height:1.8}"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent and not taken, to be shown again: the indicator, each field's text, what is at fault by field."""

    indicator: str
    fields: Mapping[str, str]
    faults: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows. ``items`` are this page's; ``address(**changes)`` gives an address with its state kept."""

    t: Translator
    title: str
    action: str
    hidden: str
    items: Sequence[Owed]
    sections: Sequence[SectionOwed]
    section: tuple[str, str] | None
    page: int
    pages: int
    waiting: int
    overdue: int
    address: Callable[..., str]
    languages: Sequence[tuple[str, str | None]]
    workbook: str
    notice: str | None = None
    done: Receipt | None = None
    said: str | None = None
    receipts: Sequence[Receipt] | None = None
    typed: Typed | None = None
    leave: str | None = None
    conflicts: Sequence[str] = field(default=())


def report_page(view: View) -> str:
    """The whole page."""
    t = view.t
    body = [_languages(view), f"<h1>{_text(view.title)}</h1>", f'<p class="q">{_text(_sentence(view))}</p>']
    if view.done is not None or view.said:
        body.append(f'<div class="ok" role="status">{receipt_box(view.t, view.said, view.done)}</div>')
    if view.typed is not None and not any(one.item.indicator == view.typed.indicator for one in view.items):
        body.append(_faults(view.typed, None))
    body += [f'<p class="bad">{_text(line)}</p>' for line in view.conflicts]
    if view.receipts is not None:
        body.append(receipt_list(view.t, view.receipts))
    else:
        body.append(_sections(view))
        body += [_form(view, one) for one in view.items]
        if not view.items:
            body.append(f"<p>{_text(t(_NOTHING))}</p>")
        body.append(_pager(view))
    body.append(
        "<nav>"
        + " · ".join(
            f'<a href="{escape(to)}">{_text(name)}</a>'
            for name, to in (
                (t(_ALL), view.address(section=None, program=None, page=None, receipts=None)),
                (t(MY_RECEIPTS), view.address(receipts="1", page=None)),
                (t(_WORKBOOK), view.workbook),
            )
        )
        + "</nav>"
    )
    if view.leave:
        body.append(
            f'<form method="post" action="{escape(view.leave)}">{view.hidden}<button>{_text(t(_LEAVE))}</button></form>'
        )
    if view.notice:
        body.append(f'<p class="q made">{_text(view.notice)}</p>')
    return bare_page(view.title, t.language, f"<style>{STYLE}</style>" + "".join(body))


def _sentence(view: View) -> str:
    if not view.waiting:
        return view.t(_NONE_AWAITED)
    return view.t(_HOW_MANY, due=view.waiting, overdue=view.overdue)


def _languages(view: View) -> str:
    row = " ".join(
        f'<a href="{escape(to)}">{_text(name)}</a>' if to else f'<b aria-current="true">{_text(name)}</b>'
        for name, to in view.languages
    )
    return f'<nav class="top"><span>{row}</span></nav>'


def _sections(view: View) -> str:
    """All sections where the most important stand first; inside a section its name and the way back."""
    if view.section is not None:
        name = next((pick(one.title, view.t.language) for one in view.sections
                     if (one.program, one.section) == view.section), "")  # fmt: skip
        return f"<h2>{_text(name)}</h2>"
    lines = "".join(
        f'<li><a href="{escape(view.address(program=one.program, section=one.section, page=None))}">'
        f"{_text(pick(one.title, view.t.language))}</a> <small>{_text(_counts(view.t, one))}</small></li>"
        for one in view.sections
    )
    named = _text(view.t(_SECTIONS, n=len(view.sections)))
    opened = f"<details><summary>{named}</summary><ul class=s2>{lines}</ul></details>"
    return opened + f"<h2>{_text(view.t(_FIRST))}</h2>"


def _counts(t: Translator, one: SectionOwed) -> str:
    return t(_COUNTS, waiting=one.waiting, overdue=one.overdue, all=one.indicators)


def _form(view: View, one: Owed) -> str:
    t, item, language = view.t, one.item, view.t.language
    typed = view.typed if view.typed is not None and view.typed.indicator == item.indicator else None
    unit = pick(item.unit, language)
    name = f"f{item.no}"
    late = f" · <b>{_text(t(_OVERDUE))}</b>" if one.due.overdue and one.waiting else ""
    done = "" if one.waiting else f" · {_text(t(_REPORTED))}"
    parts = [
        f'<form class="i" id="{name}" method="post" enctype="multipart/form-data" action="{escape(view.action)}">',
        view.hidden,
        _hidden("indicator", item.indicator),
        _hidden("period", str(one.due.period)),
        f"<h2>{_text(pick(item.title, language))}</h2>",
        f'<p class="q">{_text(period_words(one.due.period, language))}{late}{done}</p>',
        _faults(typed, name) if typed else "",
        _facts(t, one),
        _value_field(t, one, name, unit, typed),
        f'<button class="go" name="tap" value="">{_text(t(_SEND))}</button>',
        _taps(t, one),
        _more(t, name, typed),
        _blocked(t, name, typed),
        "</form>",
    ]
    return "".join(parts)


def _facts(t: Translator, one: Owed) -> str:
    item, language = one.item, t.language

    def said(amount: float | None, missing: str) -> str:
        return _text(value(rounded(amount), item.kind, item.unit, language, missing))

    last = said(item.observed, "not_reported")
    if item.period_end is not None and item.observed is not None:
        last += f" <small>{_text(t(_UNTIL, day=short_day(item.period_end, language)))}</small>"
    facts = [(t(_LAST), last)]
    if item.kind != "milestone":
        facts.append((t(_PLAN), said(one.due.planned, "no_plan")))
    if one.refused is not None:
        facts.append((t(_DISPUTED), _text(one.refused or t(_NO_REASON))))
    if one.blocked is not None:
        facts.append(
            (t(_HELD_UP), _text(_blocked_words(t, one.blocked.cause, one.blocked.office, one.blocked.since)))
        )
    return "<dl>" + "".join(f"<dt>{_text(name)}</dt><dd>{what}</dd>" for name, what in facts) + "</dl>"


def _blocked_words(t: Translator, cause: str, office: str | None, since) -> str:
    return t(
        _BLOCKED_BY, cause=word("cause", cause, t.language), office=office or "",
        since=short_day(since, t.language) if since else "",
    )  # fmt: skip


def _value_field(t: Translator, one: Owed, name: str, unit: str, typed: Typed | None) -> str:
    given = typed.fields.get("value", "") if typed else ""
    if one.item.kind == "milestone":
        chosen = "".join(
            f'<option value="{code}"{" selected" if given == code else ""}>{_text(name_)}</option>'
            for code, name_ in words("done", t.language).items()
        )
        return f'<label for="{name}v">{_text(t(_DONE))}</label><select id="{name}v" name="value">{chosen}</select> '
    label = t(_VALUE, unit=unit) if unit else t(_VALUE_BARE)
    return (
        f'<label for="{name}v">{_text(label)} <small>{_text(t(_HELP[one.item.kind]))}</small></label>'
        f'<input id="{name}v" name="value" inputmode="decimal" autocomplete="off" maxlength="40" '
        f'value="{escape(given)}"{_invalid(typed, "value")}> '
    )


def _taps(t: Translator, one: Owed) -> str:
    item, language = one.item, t.language
    offered = [
        (kind, amount, t(label, value=value(rounded(amount), item.kind, item.unit, language), **more))
        for kind, amount, label, more in offers(one)
    ]
    return "".join(
        f'<button name="tap" value="{kind}:{amount!r}">{_text(label)}</button>'
        for kind, amount, label in offered
    )


def offers(one: Owed) -> list[tuple[str, float, str, dict[str, int]]]:
    """What may be sent by one tap: its kind, the value it stands for, the words, and what they name beside."""
    item, found = one.item, []
    same_year = item.period_end is not None and item.period_end.year == one.due.period.end.year
    if one.waiting and item.observed is not None and (item.kind != "annual" or same_year):
        found.append(("no_change", item.observed, _NO_CHANGE, {}))
    planned = one.due.planned
    falls = item.kind == "cumulative" and planned is not None and planned < (item.observed or 0.0)
    if one.waiting and planned and not falls and item.kind != "milestone":
        found.append(("as_planned", round(planned, 2), _AS_PLANNED, {}))
    below = one.from_below
    if below is not None and below.value != item.observed:
        found.append(("from_below", below.value, _FROM_BELOW, {"spoke": below.spoke, "parts": below.parts}))
    return found


def _more(t: Translator, name: str, typed: Typed | None) -> str:
    note = typed.fields.get("note", "") if typed else ""
    link = typed.fields.get("evidence", "") if typed else ""
    opened = " open" if typed else ""
    return (
        f"<details{opened}><summary>{_text(t(_MORE))}</summary>"
        f'<label for="{name}n">{_text(t(_NOTE))}</label>'
        f'<input id="{name}n" name="note" maxlength="1000" value="{escape(note)}"{_invalid(typed, "note")}>'
        f'<label for="{name}e">{_text(t(_LINK))}</label>'
        f'<input id="{name}e" name="evidence" maxlength="500" value="{escape(link)}"{_invalid(typed, "evidence")}>'
        f'<label for="{name}p">{_text(t(_PHOTO))}</label>'
        f'<input id="{name}p" name="file" type="file" accept="image/jpeg,image/png,image/webp,application/pdf">'
        "</details>"
    )


def _blocked(t: Translator, name: str, typed: Typed | None) -> str:
    def given(field_: str) -> str:
        return escape(typed.fields.get(field_, "")) if typed else ""

    chosen = typed.fields.get("cause") if typed else None
    causes = "".join(
        f'<option value="{code}"{" selected" if code == chosen else ""}>{_text(name_)}</option>'
        for code, name_ in words("cause", t.language).items()
    )
    wrong = typed is not None and {place for place, _ in typed.faults} & {"cause", "office", "since"}
    return (
        f"<details{' open' if wrong else ''}><summary>{_text(t(_BLOCKED))}</summary>"
        f'<label for="{name}c">{_text(t(_CAUSE))}</label><select id="{name}c" name="cause">{causes}</select>'
        f'<label for="{name}o">{_text(t(_OFFICE))}</label>'
        f'<input id="{name}o" name="office" maxlength="300" value="{given("office")}"{_invalid(typed, "office")}>'
        f'<label for="{name}s">{_text(t(_SINCE))}</label>'
        f'<input id="{name}s" name="since" type="date" placeholder="2022-04-15" value="{given("since")}"'
        f"{_invalid(typed, 'since')}>"
        f'<button name="tap" value="blocked">{_text(t(_SEND_BLOCKED))}</button></details>'
    )


def _invalid(typed: Typed | None, field_: str) -> str:
    return ' aria-invalid="true"' if typed and any(place == field_ for place, _ in typed.faults) else ""


def _faults(typed: Typed, name: str | None) -> str:
    lines = "".join(f"<p>{_text(line)}</p>" for _, line in typed.faults)
    return f'<div class="bad" role="alert">{lines}</div>'


def _pager(view: View) -> str:
    if view.pages < 2:
        return ""
    t, links = view.t, []
    if view.page > 1:
        links.append(
            f'<a rel="prev" href="{escape(view.address(page=str(view.page - 1)))}">{_text(t(_BACK))}</a>'
        )
    links.append(_text(t(_PAGE_OF, page=view.page, pages=number(view.pages, t.language))))
    if view.page < view.pages:
        links.append(
            f'<a rel="next" href="{escape(view.address(page=str(view.page + 1)))}">{_text(t(_ON))}</a>'
        )
    return f"<p>{' · '.join(links)}</p>"


def _hidden(name: str, said: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(said)}">'


def _text(said: str | None) -> str:
    return escape(said or "", quote=False)


_NONE_AWAITED = N_("No report is awaited here")
_HOW_MANY = N_("{due} reports are awaited here; {overdue} of them are overdue")
_OVERDUE = N_("overdue")
_REPORTED = N_("reported for this period")
_NOTHING = N_("Nothing is open here: every indicator is closed or has not begun.")
_SECTIONS = N_("By section ({n})")
_COUNTS = N_("awaited {waiting}, overdue {overdue}, of {all}")
_FIRST = N_("First of all")
_LAST = N_("Last value")
_PLAN = N_("By plan at the period's end")
_UNTIL = N_("until {day}")
_DISPUTED = N_("Disputed")
_NO_REASON = N_("no reason given")
_HELD_UP = N_("Held up")
_BLOCKED_BY = N_("{cause}; {office}; since {since}")
_VALUE = N_("Value to date, {unit}")
_VALUE_BARE = N_("Value to date")
_HELP = {
    "cumulative": N_("The running total since the program began, not the increment."),
    "level": N_("The state at the end of the period."),
    "annual": N_("The total of this calendar year to date."),
}
_DONE = N_("Is it done?")
_SEND = N_("Send")
_NO_CHANGE = N_("No change: {value}")
_AS_PLANNED = N_("As planned: {value}")
_FROM_BELOW = N_("From below: {value} ({spoke} of {parts} reported)")
_MORE = N_("Note, evidence")
_NOTE = N_("Note: what the figure does not say by itself; where it is doubtful, the reason")
_LINK = N_("Evidence: a link, or number and date of an act")
_PHOTO = N_("or a photograph or PDF, up to 8 MB")
_BLOCKED = N_("Blocked")
_CAUSE = N_("By what")
_OFFICE = N_("At which office (no names of persons)")
_SINCE = N_("Since which day")
_SEND_BLOCKED = N_("Send: blocked")
_ALL = N_("All that is awaited")
_WORKBOOK = N_("Workbook to fill in (XLSX)")
_LEAVE = N_("Leave: forget the personal link in this browser")
_BACK = N_("Back")
_ON = N_("Further")
_PAGE_OF = N_("page {page} of {pages}")
