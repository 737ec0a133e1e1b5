"""An executor's page before a hearing as HTML: its items with their figures, a field for the answer; no script.

Owns markup alone; what is answered and who may is :mod:`tracker.api.hearing_reply`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tracker.documents.light_page import bare_page
from tracker.hearing.matter import HearingMatter, ItemMatter
from tracker.text import N_, Translator, day, instant, percent, pick, short_day
from tracker.text.values import missing_of, rounded, value
from tracker.text.vocab import target_words, word

_STYLE = (
    "form.i section{border-top:1px solid var(--rule);padding:12px 0}form h2{margin:0 0 2px}"
    "label{display:block;margin:6px 0 2px;font-size:.875rem;color:var(--quiet)}"
    "input,textarea{font:inherit;width:100%;max-width:40rem;padding:8px;border:1px solid var(--quiet);"
    "border-radius:4px;background:var(--ground);color:var(--text)}"
    "button{font:inherit;min-height:44px;padding:8px 14px;margin:8px 0;border:1px solid var(--accent);"
    "border-radius:4px;background:var(--accent);color:var(--ground);font-weight:600;cursor:pointer}"
    ".bad{border-left:4px solid var(--off-track-mark);padding:6px 12px;margin:6px 0;background:var(--panel)}"
    ".ok{border-left:4px solid var(--on-track-mark);padding:6px 12px;margin:6px 0;background:var(--panel)}"
    ".said{border-left:3px solid var(--accent);padding-left:8px;overflow-wrap:anywhere}"
)


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows. ``typed`` is what was sent and not taken, by field name; ``open`` whether it may be sent."""

    t: Translator
    matter: HearingMatter
    who: str
    action: str
    hidden: str
    languages: Sequence[tuple[str, str | None]]
    workbook: str
    open: bool
    closed_words: str
    said: str | None
    fault: str | None
    typed: Mapping[str, str]
    notice: str | None


def reply_page(view: View) -> str:
    """The whole page."""
    t, language = view.t, view.t.language
    of = view.matter.hearing
    title = t(_TITLE, who=view.who)
    held = t(
        _HELD, territory=pick(of.territory_title, language), day=day(of.held_on, language),
        as_of=short_day(of.as_of, language),
    )  # fmt: skip
    answered = sum(one.answer is not None for one in view.matter.items)
    body = [
        _languages(view),
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(held)}</p>",
        f"<p><b>{escape(_until(view))}</b></p>",
        f'<p class="q">{escape(t(_COUNT, items=len(view.matter.items), answered=answered))}</p>',
    ]
    if view.said:
        body.append(f'<p class="ok" role="status">{escape(view.said)}</p>')
    if view.fault:
        body.append(f'<p class="bad" role="alert">{escape(view.fault)}</p>')
    if not view.open:
        body.append(f'<p class="note">{escape(view.closed_words)}</p>')
    if not view.matter.items:
        body.append(f"<p>{escape(t(_NOTHING))}</p>")
    items = "".join(_item(view, one) for one in view.matter.items)
    if view.open and view.matter.items:
        send = f"<button>{escape(t(_SEND))}</button>"
        items = (
            f'<form class="i" method="post" action="{escape(view.action)}">{view.hidden}{items}{send}</form>'
        )
    body.append(items)
    if view.matter.items:
        body.append(f'<p><a href="{escape(view.workbook)}">{escape(t(_WORKBOOK))}</a></p>')
    if view.notice:
        body.append(f'<p class="q made">{escape(view.notice)}</p>')
    return bare_page(title, language, f"<style>{_STYLE}</style>" + "".join(body))


def _until(view: View) -> str:
    until = view.matter.hearing.answer_by
    return view.t(_NO_DAY) if until is None else view.t(_UNTIL, day=day(until, view.t.language))


def _languages(view: View) -> str:
    links = "".join(
        f"<b>{escape(name)}</b>" if to is None else f'<a href="{escape(to)}">{escape(name)}</a>'
        for name, to in view.languages
    )
    return f'<nav class="top"><span>{links}</span></nav>'


def _item(view: View, one: ItemMatter) -> str:
    t, language, item = view.t, view.t.language, one.assessed
    observed = value(rounded(item.observed), item.kind, item.unit, language, missing_of(item.status))
    if item.period_end is not None and item.observed is not None:
        observed = t(_UNTIL_DAY, value=observed, day=short_day(item.period_end, language))
    planned = percent(item.planned_progress, language) if item.planned_progress is not None else t(_NO_PLAN)
    if item.planned is not None:
        planned = value(rounded(item.planned), item.kind, item.unit, language)
    target = value(rounded(one.explained.terms.target), item.kind, item.unit, language)
    promised = t(
        _BY,
        target=target_words(one.explained.terms.bound, target, language),
        day=short_day(item.due, language),
    )
    facts = (
        (t(_PROMISED), promised),
        (t(_REPORTED), observed),
        (t(_PLANNED), planned),
        (t(_STATUS), word("status", item.status, language)),
    )
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in facts)
    # that no answer came is for the meeting to ask, not for the page the answer is written on
    asked_of_all = [question for question in one.questions if question.question != "no_answer"]
    questions = "".join(f"<li>{escape(question.said)}</li>" for question in asked_of_all)
    asked = f'<p class="q">{escape(t(_QUESTIONS))}</p><ul>{questions}</ul>' if questions else ""
    return (
        f"<section><h2>{one.place}. {escape(pick(item.title, language))}</h2>"
        f'<p class="q">{escape(pick(item.territory_title, language))} · {escape(one.reason_said)}</p>'
        f"<dl>{listed}</dl>{asked}{_answered(view, one)}{_fields(view, one) if view.open else ''}</section>"
    )


def _answered(view: View, one: ItemMatter) -> str:
    if one.answer is None:
        return "" if view.open else f'<p class="q">{escape(one.answer_missing)}</p>'
    t, answer = view.t, one.answer
    when = t(_ANSWERED, at=instant(answer.said_at, t.language), who=answer.author)
    shown = f"<br>{escape(answer.evidence)}" if answer.evidence else ""
    late = f" · {escape(t(_LATE))}" if answer.late else ""
    return f'<p class="said">{escape(answer.words)}{shown}<br><small>{escape(when)}{late}</small></p>'


def _fields(view: View, one: ItemMatter) -> str:
    t, name = view.t, one.assessed.indicator
    before = one.answer
    words = view.typed.get(f"words:{name}", before.words if before else "")
    shown = view.typed.get(f"evidence:{name}", (before.evidence or "") if before else "")
    place = one.place
    return (
        f'<label for="w{place}">{escape(t(_WORDS if before is None else _CHANGE))}</label>'
        f'<textarea id="w{place}" name="words:{escape(name)}" rows="3" maxlength="2000">{escape(words)}</textarea>'
        f'<label for="e{place}">{escape(t(_EVIDENCE))}</label>'
        f'<input id="e{place}" name="evidence:{escape(name)}" maxlength="1000" value="{escape(shown)}">'
    )


_TITLE = N_("{who}: answers before the hearing")
_HELD = N_("{territory}; the hearing is on {day}, figures as of {as_of}.")
_NO_DAY = N_("No day to answer by is set yet.")
_UNTIL = N_(
    "Answer by {day}. The answer is printed beside the figure; without one it is printed that none came."
)
_COUNT = N_("Your items: {items}; answered: {answered}.")
_NOTHING = N_("No item of this hearing is this executor's.")
_SEND = N_("Send the answers")
_WORKBOOK = N_("The same list as a workbook (XLSX)")
_UNTIL_DAY = N_("{value}, for the period until {day}")
_NO_PLAN = N_("no plan is set")
_BY = N_("{target} by {day}")
_PROMISED = N_("Promised")
_REPORTED = N_("Reported")
_PLANNED = N_("By plan on that day")
_STATUS = N_("Status")
_QUESTIONS = N_("The hearing will ask:")
_ANSWERED = N_("Answered {at}, {who}")
_LATE = N_("late")
_WORDS = N_("Your answer")
_CHANGE = N_("Your answer; a new one takes the place of the one above, which is kept")
_EVIDENCE = N_("Evidence: a link or the name of a document")
