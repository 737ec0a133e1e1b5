"""Titles of the sets that indicators are rolled up into, read once for each state of the programs."""

from __future__ import annotations

from tracker.store import Store
from tracker.store.connection import first_row

_TITLES = {
    "program": "select program as key, title_kk, title_ru, title_en from store.program",
    "section": "select program || '/' || section as key, title_kk, title_ru, title_en from store.section",
    "theme": "select theme as key, title_kk, title_ru, title_en from store.theme",
    "executor": "select executor as key, title_kk, title_ru, title_en from store.executor",
    "territory": "select code as key, title_kk, title_ru, title_en from store.territory",
    "seat": "select seat as key, title_kk, title_ru, title_en from store.seat",
}
_SQL = "with loads as (from loads_at($load::bigint)) {titles} semi join loads using (load)"
_NEWEST = "select max(seq) from store.load where seq <= $head::bigint"

Titles = dict[str, dict[str, str] | None]


def set_titles(store: Store, by: str, head: int) -> Titles:
    """The title of every set of a grouping as of a ledger head, by key; none where sets have no titles.

    Only a load changes a title, so what was read at the last load asked for is kept and shared by answers.
    """
    if by not in _TITLES:
        return {}
    with store.cursor() as cursor:
        (load,) = first_row(cursor, _NEWEST, {"head": head}) or (None,)
        kept = store.titles.get(by)
        if kept is None or kept[0] != load:
            found = cursor.execute(_SQL.format(titles=_TITLES[by]), {"load": load}).fetchall()
            kept = store.titles[by] = (load, {key: _title(*texts) for key, *texts in found})
    return kept[1]


def _title(kk: str | None, ru: str | None, en: str | None) -> dict[str, str] | None:
    return None if kk is None and ru is None and en is None else {"kk": kk, "ru": ru, "en": en}
