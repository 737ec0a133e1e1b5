"""Where the regions stand in the tile grid, and the short names that fit a tile.

Owns the arrangement: six columns, four rows, neighbours as near as squares allow. A region keeps its place
on every day; before it was formed its place is empty.
"""

from __future__ import annotations

COLUMNS, ROWS = 6, 4

#: ISO 3166-2 code -> (column, row)
PLACES: dict[str, tuple[int, int]] = {
    "KZ-39": (2, 0),
    "KZ-59": (3, 0),
    "KZ-55": (4, 0),
    "KZ-27": (0, 1),
    "KZ-15": (1, 1),
    "KZ-11": (2, 1),
    "KZ-71": (3, 1),
    "KZ-10": (4, 1),
    "KZ-63": (5, 1),
    "KZ-23": (0, 2),
    "KZ-43": (1, 2),
    "KZ-62": (2, 2),
    "KZ-35": (3, 2),
    "KZ-33": (4, 2),
    "KZ-47": (0, 3),
    "KZ-61": (1, 3),
    "KZ-79": (2, 3),
    "KZ-31": (3, 3),
    "KZ-19": (4, 3),
    "KZ-75": (5, 3),
}

#: code -> (kk, ru, en)
_SHORT: dict[str, tuple[str, str, str]] = {
    "KZ-10": ("Абай", "Абай", "Abai"),
    "KZ-11": ("Ақмола", "Акмола", "Akmola"),
    "KZ-15": ("Ақтөбе", "Актобе", "Aktobe"),
    "KZ-19": ("Алм. обл.", "Алм. обл.", "Almaty reg."),
    "KZ-23": ("Атырау", "Атырау", "Atyrau"),
    "KZ-27": ("БҚО", "ЗКО", "West KZ"),
    "KZ-31": ("Жамбыл", "Жамбыл", "Zhambyl"),
    "KZ-33": ("Жетісу", "Жетісу", "Zhetisu"),
    "KZ-35": ("Қарағанды", "Караганда", "Karaganda"),
    "KZ-39": ("Қостанай", "Костанай", "Kostanay"),
    "KZ-43": ("Қызылорда", "Кызылорда", "Kyzylorda"),
    "KZ-47": ("Маңғыстау", "Мангистау", "Mangystau"),
    "KZ-55": ("Павлодар", "Павлодар", "Pavlodar"),
    "KZ-59": ("СҚО", "СКО", "North KZ"),
    "KZ-61": ("Түркістан", "Туркестан", "Turkistan"),
    "KZ-62": ("Ұлытау", "Ұлытау", "Ulytau"),
    "KZ-63": ("ШҚО", "ВКО", "East KZ"),
    "KZ-71": ("Астана", "Астана", "Astana"),
    "KZ-75": ("Алматы", "Алматы", "Almaty"),
    "KZ-79": ("Шымкент", "Шымкент", "Shymkent"),
}


def short_name(code: str, language: str) -> str | None:
    """The name of a region that fits a tile; None for a code that is no region."""
    names = _SHORT.get(code)
    return names[("kk", "ru", "en").index(language)] if names else None
