"""The platform's fonts, cut down to what can be asked of them: a tenth of the symbols, the letters our readers write.

The font of symbols holds four thousand, each drawn where its name is written; which names can be asked for is read
from the platform's scripts and from our own pages, so that a later version of either is cut rightly. The fonts of
texts keep whole alphabets: what people enter may hold any letter of theirs. A letter left out is drawn in the
browser's own font.

Licences: both fonts of texts are Adobe's under the SIL Open Font License 1.1 with the reserved name "Source", which a
modified font must not carry, so the cut ones have another name within (pages go on naming the family as the
platform's style sheet does); the symbols are Google's under Apache 2.0, which asks that a changed file says so.
Copyright and licence stay in both.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

from fontTools import subset
from fontTools.ttLib import TTFont

#: what the cut fonts of texts are called within
FAMILY = "Tracker Text"
#: Unicode's blocks that are kept whole, as far as the font has them
_ALPHABETS = (
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x017F),  # Latin of Europe and of Kazakh
    (0x02C6, 0x02DD),  # accents that stand alone
    (0x0300, 0x030C),  # accents that join the letter before: й and ё as some machines write them
    (0x0400, 0x045F),  # Cyrillic
    (0x048A, 0x052F),  # Cyrillic of Kazakh and its neighbours
    (0x2000, 0x206F),  # punctuation, spaces
    (0x2070, 0x209F),  # raised and lowered digits
    (0x20A0, 0x20CF),  # currencies
    (0x2100, 0x218F),  # №, ™, fractions
    (0x2190, 0x23FF),  # arrows, mathematics, technical signs
    (0x2500, 0x27BF),  # lines, boxes, shapes, dingbats
    (0xFB00, 0xFB06),  # ff, fi, fl
    (0xFEFF, 0xFFFD),
)
#: what a browser does by itself; no style asks for more (digits are of one width as the fonts are)
_BY_ITSELF = ["ccmp", "liga", "clig", "calt", "rlig", "rclt", "kern", "mark", "mkmk", "frac", "numr", "dnom"]
_RESERVED = re.compile(r"\bSource\w*")
#: copyright, trademark, licence and where it lies: as they are
_LEGAL = {0, 7, 13, 14}
_CHANGED = "Cut down by the program tracker; what was left out stands in the original."
#: a script that draws symbols speaks of their font or of one by its full name
_DRAWS = (":material/", "iconFont", "materialIcons", "Material Symbols")
_NAMED = re.compile(r":material/(\w+)")
_QUOTED = re.compile(r"""(?<=["'`])[a-z0-9_]+(?=["'`])""")


def symbols_asked(scripts: Iterable[str], sources: Iterable[str]) -> set[str]:
    """Every name that can be asked of the symbols: by the platform's scripts, and by Python of the platform or ours.

    A script that draws symbols may hold a name apart from its mark, so all of its quoted words count.
    """
    asked: set[str] = set()
    for script in scripts:
        asked.update(_NAMED.findall(script))
        if any(mark in script for mark in _DRAWS):
            asked.update(_QUOTED.findall(script))
    for source in sources:
        asked.update(_NAMED.findall(source))
    return asked


def letters_asked(sources: Iterable[str]) -> set[str]:
    """The alphabets that are kept whole, and every letter of our own texts."""
    return {chr(code) for first, last in _ALPHABETS for code in range(first, last + 1)}.union(*sources)


def cut_symbols(font: bytes, names: Iterable[str]) -> bytes:
    """The font with the symbols of these names (others are not in it and are passed over), as WOFF2.

    Raises KeyError or ValueError where it holds none: then it is no font of symbols, or another kind of one.
    """
    opened, names = TTFont(io.BytesIO(font)), set(names)
    letter_of = {glyph: chr(code) for code, glyph in opened.getBestCmap().items()}
    kept = [name for ligatures in _ligatures(opened) for name in _keep(ligatures, names, letter_of)]
    if not kept:
        raise ValueError("no symbol that is asked for is in the font")
    return _cut(opened, {ord(letter) for name in kept for letter in name}, ["*"])


def cut_texts(font: bytes, letters: Iterable[str]) -> bytes:
    """The font with these letters (others are not in it and are passed over), under a name of ours, as WOFF2.

    Raises ValueError where it holds none of them.
    """
    opened = TTFont(io.BytesIO(font))
    codes = {ord(letter) for letter in letters} & set(opened.getBestCmap())
    if not codes:
        raise ValueError("no letter that is asked for is in the font")
    for record in opened["name"].names:
        if record.nameID not in _LEGAL:
            said = FAMILY if record.nameID in (1, 16) else FAMILY.replace(" ", "")
            record.string = _RESERVED.sub(said, record.toUnicode())
    return _cut(opened, codes, _BY_ITSELF)


def _ligatures(font: TTFont) -> Iterator[dict[str, list]]:
    """By first glyph, the substitutions of several glyphs by one. Raises KeyError where the font has none."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            ligatures = getattr(getattr(part, "ExtSubTable", part), "ligatures", None)
            if ligatures is not None:
                yield ligatures


def _keep(ligatures: dict[str, list], names: set[str], letter_of: dict[str, str]) -> Iterator[str]:
    """Leave only the symbols of these names in one table; their names."""
    for first, those in list(ligatures.items()):
        left = []
        for one in those:
            name = "".join(letter_of.get(glyph, "\0") for glyph in (first, *one.Component))
            if name in names:
                left.append(one)
                yield name
        ligatures[first] = left
        if not left:
            del ligatures[first]


def _cut(font: TTFont, codes: set[int], features: list[str]) -> bytes:
    font["name"].setName(_CHANGED, 10, 3, 1, 0x409)
    options = subset.Options(
        layout_features=features,
        name_IDs=["*"],
        name_languages=[0x409],
        notdef_outline=True,
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    font.flavor = "woff2"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()
