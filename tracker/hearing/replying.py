"""An executor's right of reply: what it is asked before a freeze, and its answers taken, one by one or as a workbook.

An executor sees its own items alone; whoever may see the hearing's papers sees any executor's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.access import Actor, permits, require
from tracker.access.permission import Place
from tracker.errors import InputError
from tracker.hearing.gathering import READER, matter_of
from tracker.hearing.matter import HearingMatter, ItemMatter
from tracker.queries.ask import Ask
from tracker.queries.decisions import fate_of
from tracker.queries.hearings import hearing, may_see
from tracker.record.hearing_agenda import record_hearing_answer
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer on one item as it was given; empty words leave what was answered before."""

    indicator: str
    words: str
    evidence: str = ""


def may_answer(actor: Actor, executor: str) -> bool:
    """Whether the actor may answer for an executor."""
    return permits(actor, "answer_hearing", Place(executor=executor))


def reply_matter(
    store: Store, actor: Actor, ask: Ask, hearing_id: str, executor: str, language: str
) -> HearingMatter:
    """The hearing's matter with one executor's items alone.

    Raises InputError for a hearing there is not or that is still a draft, AccessRefused for a foreign executor.
    """
    found = hearing(store, READER, ask, hearing_id)
    if not may_see(store, actor, ask, found.territory):
        require(actor, "answer_hearing", Place(executor=executor))
        if found.state == "draft":
            raise InputError("There is no hearing {hearing}.", hearing=hearing_id)
    matter = matter_of(store, READER, hearing_id, language)
    items = tuple(one for one in matter.items if one.assessed.executor == executor)
    if may_see(store, actor, ask, found.territory):
        return replace(matter, items=items)
    nothing = fate_of([])
    return replace(
        matter, items=tuple(_asked(one, executor) for one in items), dropped=(), changes=(), by_executor=(), notes=(),
        previous=None, earlier=nothing, decisions=nothing, parts_differences=(),
    )  # fmt: skip


def _asked(one: ItemMatter, executor: str) -> ItemMatter:
    """An item as its executor is asked about it: questions, but not what the staff noted for the meeting."""
    demanded = tuple(decision for decision in one.decisions if decision.executor == executor)
    return replace(one, annotation=None, decisions=demanded, notes=())


def take_replies(
    store: Store,
    actor: Actor,
    matter: HearingMatter,
    executor: str,
    replies: Iterable[Reply],
    *,
    now: datetime,
    key: str | None = None,
) -> int:
    """Record the answers that say something new; returns how many.

    Raises InputError for an item that is not this executor's on this hearing's agenda, and once the hearing is no
    longer with the executors; AccessRefused for anybody but the executor.
    """
    known = {one.assessed.indicator: one.answer for one in matter.items if one.assessed.executor == executor}
    told = [one for one in replies if one.words.strip()]
    for one in told:
        if one.indicator not in known:
            raise InputError(
                "{indicator} is no item of this hearing that {executor} answers for.",
                indicator=one.indicator, executor=executor,
            )  # fmt: skip
    new = [one for one in told if _says_new(one, known[one.indicator])]
    for one in new:
        record_hearing_answer(
            store, actor, matter.hearing.hearing, one.indicator, one.words, now=now, evidence=one.evidence or None,
            key=f"{key}:{one.indicator}" if key else None,
        )  # fmt: skip
    return len(new)


def _says_new(one: Reply, before) -> bool:
    if before is None:
        return True
    return (one.words.strip(), one.evidence.strip()) != (before.words, before.evidence or "")
