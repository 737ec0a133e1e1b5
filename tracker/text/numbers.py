"""How shares, percentage points and values are written (contracts.md, "Shown figures").

Owns the number formats of the three languages. A share is a plain fraction: 0.534 is written 53,4 %.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from babel import Locale

from tracker.text.catalogue import pick, translator

NO_BREAK = "\u00a0"
#: between thousands in Kazakh and Russian: a thin space that does not break
THIN = "\u202f"
MINUS = "\u2212"

#: a share this near to a whole is that whole: the noise of adding floats, not a fact
_NOISE = 1e-12
#: room for every digit of the largest float: somebody may send it, and must be told so
_WIDE = Context(prec=700, rounding=ROUND_HALF_UP)


@cache
def _decimal_mark(language: str) -> str:
    return Locale.parse(language).number_symbols["latn"]["decimal"]


@cache
def thousands_mark(language: str) -> str:
    """What stands between thousands: a thin no-break space, in English a comma."""
    mark = Locale.parse(language).number_symbols["latn"]["group"]
    return THIN if mark.isspace() else mark


def _written(amount: Decimal, language: str, signed: bool = False) -> str:
    """Digits in groups of three with the language's marks; minus is a true minus sign."""
    sign = MINUS if amount < 0 else "+" if signed and amount > 0 else ""
    text = f"{abs(amount):,f}".replace(",", "\0").replace(".", _decimal_mark(language))
    return sign + text.replace("\0", thousands_mark(language))


def _bounded(share: float, language: str, signed: bool) -> str:
    """A share times a hundred with one decimal; what is not exactly 0 or 1 never reads 0 or 100."""
    share = float(share)
    for whole in (0.0, 1.0, -1.0):
        if abs(share - whole) <= _NOISE:
            return _written(Decimal(int(whole) * 100).quantize(Decimal("0.1")), language, signed)
    # twelve digits: 7.7 / 40 is 0.1925 on any calculator, and 0.19249999999999998 only in floats
    rounded = (Decimal(f"{share:.12g}") * 100).quantize(Decimal("0.1"), context=_WIDE)
    if rounded == 0:
        return (
            "<" + _written(Decimal("0.1"), language, signed)
            if share > 0
            else (">" + _written(Decimal("-0.1"), language, signed))
        )
    if abs(rounded) == 100:
        if share > 0:
            edge = Decimal("99.9") if share < 1 else Decimal("100.0")
            return ">" + _written(edge, language, signed)
        edge = Decimal("-99.9") if share > -1 else Decimal("-100.0")
        return "<" + _written(edge, language, signed)
    return _written(rounded, language, signed)


def percent(share: float, language: str, signed: bool = False) -> str:
    """A share in percent, one decimal place: ``53,4 %`` in kk and ru, ``53.4%`` in en.

    ``share`` is a fraction, raw (negative or above 1 is written as it is). 0.0004 is ``<0,1 %`` and 0.9996
    ``>99,9 %``. ``signed`` puts a plus before what is positive.
    """
    mark = "%" if language == "en" else NO_BREAK + "%"
    return _bounded(share, language, signed) + mark


def points(difference: float, language: str, signed: bool = True) -> str:
    """A difference of two shares in percentage points: -0.074 is ``−7,4 п. п.``"""
    return _bounded(difference, language, signed) + NO_BREAK + translator(language)("pp")


def number(value: float, language: str, decimals: int | None = None, signed: bool = False) -> str:
    """A value with the language's marks, thousands apart.

    ``decimals`` fixes the places; without it as many as the value needs, at most three (a value that would
    then read 0 keeps two significant digits). The trailing zeros of a float are not shown.
    """
    exact = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    if decimals is not None:
        return _written(_plain(exact.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)), language, signed)
    rounded = exact.quantize(Decimal("0.001"), context=_WIDE)
    if rounded == 0 and exact != 0:
        rounded = exact.quantize(Decimal(1).scaleb(exact.adjusted() - 1), context=_WIDE)
    rounded = rounded.normalize(_WIDE)
    if rounded.as_tuple().exponent > 0:
        rounded = rounded.quantize(Decimal(1), context=_WIDE)
    return _written(_plain(rounded), language, signed)


def exact(value: float, language: str) -> str:
    """A value with every digit a pocket calculator needs: up to ten significant ones, no noise of floats."""
    amount = Decimal(f"{value:.10g}")
    if amount.as_tuple().exponent > 0:
        amount = amount.quantize(Decimal(1), context=_WIDE)
    return _written(_plain(amount), language)


def _plain(amount: Decimal) -> Decimal:
    """No minus before zero."""
    return abs(amount) if amount == 0 else amount


def with_unit(
    value: float, unit: str | Mapping[str, str | None] | None, language: str, decimals: int | None = None
) -> str:
    """A value and its unit, kept on one line: ``1 234 км``; a percent sign as :func:`percent` writes it."""
    written, name = number(value, language, decimals), pick(unit, language)
    if not name:
        return written
    return written + ("" if name == "%" and language == "en" else NO_BREAK) + name
