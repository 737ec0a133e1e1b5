"""Receipts on the light page: for every value sent, how far it has come, in words.

Owns the words of a receipt; the pages say them too.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tracker.queries.receipt import Receipt
from tracker.text import N_, Translator, instant, pick, short_day
from tracker.text.values import value


def receipt_state(t: Translator, one: Receipt) -> str:
    """How far a value has come, in words: received, then what control said, then whether the public figure uses it."""
    said = [t(_RECEIVED_AT, at=instant(one.received_at, t.language))]
    if one.verdict == "verified":
        said.append(t(_VERIFIED_AT, at=instant(one.reviewed_at, t.language)))
    elif one.verdict == "disputed":
        said.append(
            t(_DISPUTED_AT, at=instant(one.reviewed_at, t.language), reason=one.reason or t(_NO_REASON))
        )
    else:
        said.append(t(_NOT_REVIEWED))
    if one.superseded:
        said.append(t(_SUPERSEDED))
    elif one.used:
        said.append(t(_USED))
    else:
        said.append(t(_NOT_USED))
    return " ".join(said)


def receipt_box(t: Translator, said: str | None, one: Receipt | None) -> str:
    """What is shown right after sending: the receipt's number and what happens next."""
    lines = [f"<p><b>{_text(said)}</b></p>"] if said else []
    if one is not None:
        what = t(
            _RECEIVED, title=pick(one.title, t.language), value=value(one.value, one.kind, one.unit, t.language),
            period=t(_UNTIL, day=short_day(one.period_end, t.language)),
        )  # fmt: skip
        lines.append(
            f"<p>{_text(what)}</p><p class=q>{_text(t(_NUMBER, number=one.seq))} {_text(receipt_state(t, one))}</p>"
        )
    return "".join(lines)


def receipt_list(t: Translator, found: Sequence[Receipt]) -> str:
    """Every value sent, the newest first, with how far it has come."""
    if not found:
        return f"<p>{_text(t(_NO_RECEIPTS))}</p>"
    rows = "".join(
        f"<li><b>{_text(pick(one.title, t.language))}</b>: {_text(value(one.value, one.kind, one.unit, t.language))} "
        f"<small>{_text(t(_UNTIL, day=short_day(one.period_end, t.language)))} · "
        f"{_text(receipt_state(t, one))}</small></li>"
        for one in found
    )
    return f"<h2>{_text(t(MY_RECEIPTS))}</h2><ul class=s2>{rows}</ul>"


def _text(said: str | None) -> str:
    return escape(said or "", quote=False)


MY_RECEIPTS = N_("What became of what was sent")
_UNTIL = N_("until {day}")
_NO_REASON = N_("no reason given")
_RECEIVED_AT = N_("Received {at}.")
_VERIFIED_AT = N_("Verified {at}.")
_DISPUTED_AT = N_("Disputed {at}: {reason}.")
_NOT_REVIEWED = N_("Party control has not looked at it yet.")
_SUPERSEDED = N_("Replaced by a later word on the same period.")
_USED = N_("The published figure stands on it.")
_NOT_USED = N_("The published figure does not stand on it.")
_NO_RECEIPTS = N_("Nothing was sent yet.")
_RECEIVED = N_("{title}: {value}, {period}.")
_NUMBER = N_("Receipt number {number}.")
