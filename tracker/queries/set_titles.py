"""Titles of the sets that indicators are rolled up into, read once for each state of the programs."""

from __future__ import annotations

from tracker.assess.unmoved import state_of_loads, unmoved
from tracker.queries.ask import in_languages
from tracker.store import Store

_TITLES = {
    "program": "select program as key, title_kk, title_ru, title_en from store.program",
    "section": "select program || '/' || section as key, title_kk, title_ru, title_en from store.section",
    "theme": "select theme as key, title_kk, title_ru, title_en from store.theme",
    "executor": "select executor as key, title_kk, title_ru, title_en from store.executor",
    "territory": "select code as key, title_kk, title_ru, title_en from store.territory",
    "seat": "select seat as key, title_kk, title_ru, title_en from store.seat",
}
_SQL = "with loads as (from loads_at($head::bigint)) {titles} semi join loads using (load)"

Titles = dict[str, dict[str, str] | None]


def set_titles(store: Store, by: str, head: int) -> Titles:
    """The title of every set of a grouping as of a ledger head, by key; none where sets have no titles.

    Only a load changes a title, so what was read at the last load asked for is kept and shared by answers.
    """
    if by not in _TITLES:
        return {}

    def find() -> Titles:
        with store.cursor() as cursor:
            found = cursor.execute(_SQL.format(titles=_TITLES[by]), {"head": head}).fetchall()
        return {key: in_languages(*texts) for key, *texts in found}

    return unmoved(store, state_of_loads(store, head), ("titles", by), find)
