"""A hearing's matter for a page: everything its papers and steps are made of, kept until the ledger moves."""

from __future__ import annotations

from tracker.access import Actor
from tracker.hearing.gathering import matter_of
from tracker.hearing.matter import HearingMatter
from tracker.queries.ask import Ask
from tracker.queries.hearings import Hearing
from tracker.store import Store
from tracker.ui.page import Here


def matter(here: Here, of: Hearing, language: str | None = None) -> HearingMatter:
    """The matter in the reader's language, or another one."""
    return here.of(_matter, of.hearing, language or here.language)


def _matter(store: Store, actor: Actor, ask: Ask, hearing: str, language: str) -> HearingMatter:
    return matter_of(store, actor, hearing, language)
