"""What a reader sees in words and numbers: languages, catalogues, formats, the vocabulary.

Owns the three languages, the ``.po`` files, and how numbers, days and periods are written.
Must not know the program, the database, or a page.
"""

from tracker.text.catalogue import LANGUAGES, N_, Translator, pick, translator
from tracker.text.dates import day, day_and_month, instant, month, month_name, period, short_day
from tracker.text.numbers import MINUS, NO_BREAK, exact, number, percent, points, with_unit

tr = translator

__all__ = [
    "LANGUAGES",
    "MINUS",
    "NO_BREAK",
    "N_",
    "Translator",
    "day",
    "day_and_month",
    "exact",
    "instant",
    "month",
    "month_name",
    "number",
    "percent",
    "period",
    "pick",
    "points",
    "short_day",
    "tr",
    "translator",
    "with_unit",
]
