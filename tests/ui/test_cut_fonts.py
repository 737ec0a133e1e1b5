"""The platform's fonts cut down: every symbol and letter that can be asked for is left, drawn as it was."""

from __future__ import annotations

import io
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from tracker.ui.cut_fonts import FAMILY, cut_symbols, cut_texts, symbols_asked
from tracker.ui.make_lighter import cache_folder, make_lighter

ROOT = Path(__file__).resolve().parents[2]
PLATFORM = Path(find_spec("streamlit").submodule_search_locations[0])
MEDIA = PLATFORM / "static" / "static" / "media"
SCRIPTS = [file.read_text("utf-8") for file in (PLATFORM / "static").rglob("*.js")]
PAGES = [file.read_text("utf-8") for folder in ("tracker", "pages") for file in (ROOT / folder).rglob("*.py")]
CATALOGUES = [file.read_text("utf-8") for file in (ROOT / "tracker" / "text").rglob("*.po")]
KAZAKH = "АаӘәБбВвГгҒғДдЕеЁёЖжЗзИиЙйКкҚқЛлМмНнҢңОоӨөПпРрСсТтУуҰұҮүФфХхҺһЦцЧчШшЩщЪъЫыІіЬьЭэЮюЯя"


def platform_font(pattern: str) -> bytes:
    return next(MEDIA.glob(pattern)).read_bytes()


def opened(font: bytes) -> TTFont:
    return TTFont(io.BytesIO(font))


def drawn(font: TTFont, glyph: str) -> tuple:
    """A glyph's outline, its parts resolved, and its width."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(pen)
    return pen.value, font["hmtx"][glyph][0]


def named_symbols(font: TTFont) -> dict[str, str]:
    """Glyph by the name that is written for it."""
    letter = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    named = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            for first, ligatures in getattr(part, "ExtSubTable", part).ligatures.items():
                for one in ligatures:
                    named["".join(letter[glyph] for glyph in (first, *one.Component))] = one.LigGlyph
    return named


def whole_and_cut(pattern: str, least: float) -> tuple[TTFont, TTFont]:
    """A font of the platform, and as the server sends it: smaller by this factor at least."""
    file = next(MEDIA.glob(pattern))
    ((_, place),) = make_lighter(cache_folder(), {"/font": file})
    assert place.stat().st_size < file.stat().st_size / least
    return opened(file.read_bytes()), opened(place.read_bytes())


@pytest.fixture(scope="module")
def symbols() -> tuple[TTFont, TTFont]:
    return whole_and_cut("MaterialSymbols*", 10)


@pytest.fixture(scope="module")
def texts() -> tuple[TTFont, TTFont]:
    return whole_and_cut("SourceSansVF-Upright*", 2)


def test_every_symbol_that_is_written_in_full_is_drawn_as_it_was(symbols):
    whole, cut = symbols
    before, after = named_symbols(whole), named_symbols(cut)
    written = set(re.findall(r":material/(\w+):", "\n".join([*SCRIPTS, *PAGES]))) & set(before)
    assert {"download", "check", "keyboard_double_arrow_left"} <= written <= set(after)
    for name in after:
        assert drawn(cut, after[name]) == drawn(whole, before[name]), name


def test_a_name_that_a_drawing_script_holds_apart_from_its_mark_is_kept_and_a_word_of_another_is_not():
    drawing = 'l={audio:`audio_file`};r(":material/check:",theme.genericFonts.iconFont)'
    asked = symbols_asked([drawing, "e=['rocket','key']"], ['st.button(icon=":material/download:")'])
    assert {"audio_file", "check", "download"} <= asked
    assert not {"rocket", "key"} & asked


def test_no_script_and_no_page_builds_a_symbols_name_from_parts():
    built = re.compile(r":material/(?:\$?\{|[\"'`]\s*(?:\+|\.concat|%|\.format))")
    assert not [match for text in [*SCRIPTS, *PAGES] for match in built.findall(text)]


def test_every_letter_of_our_texts_is_drawn_as_it_was(texts):
    whole, cut = texts
    before, after = whole.getBestCmap(), cut.getBestCmap()
    said = set().union(KAZAKH, "0123456789 ₸№«»—–…→▾", *CATALOGUES, *PAGES)
    asked = {ord(letter) for letter in said} & set(before)
    assert {ord(letter) for letter in KAZAKH + "₸№"} <= asked <= set(after)
    for code in asked:
        assert drawn(cut, after[code]) == drawn(whole, before[code]), chr(code)
    assert ord("Ω") in before
    assert ord("α") not in after


def test_the_cut_font_of_texts_keeps_its_weights_and_lines_and_joins_accents(texts):
    whole, cut = texts
    (weight,), (kept,) = whole["fvar"].axes, cut["fvar"].axes
    assert (weight.minValue, weight.defaultValue, weight.maxValue) == (
        kept.minValue, kept.defaultValue, kept.maxValue)  # fmt: skip
    for metric in ("ascent", "descent", "lineGap"):
        assert getattr(whole["hhea"], metric) == getattr(cut["hhea"], metric)
    features = {record.FeatureTag for record in cut["GPOS"].table.FeatureList.FeatureRecord}
    assert {"kern", "mark"} <= features
    assert 0x0306 in cut.getBestCmap()


def test_a_cut_font_of_texts_is_under_its_own_name_and_the_same_licence(texts):
    whole, cut = texts
    licence = (0, 13, 14)
    for name in licence:
        assert cut["name"].getDebugName(name) == whole["name"].getDebugName(name)
    assert cut["name"].getDebugName(1) == FAMILY
    reserved = {record.nameID for record in cut["name"].names if "Source" in record.toUnicode()}
    assert reserved <= {0, 7}
    assert "Cut down" in cut["name"].getDebugName(10)


def test_the_symbols_keep_their_copyright_and_say_that_they_were_changed(symbols):
    whole, cut = symbols
    assert cut["name"].getDebugName(0) == whole["name"].getDebugName(0)
    assert "Cut down" in cut["name"].getDebugName(10)


@pytest.mark.parametrize(
    "font", [b"", b"no font at all", platform_font("SourceCodeVF-Italic*"), platform_font("KaTeX_Size1*")]
)
def test_what_is_no_font_of_symbols_is_refused(font):
    with pytest.raises(Exception, match=r".+") as refused:
        cut_symbols(font, {"check"})
    assert not isinstance(refused.value, OSError)


def test_a_font_without_any_letter_that_is_asked_for_is_refused():
    with pytest.raises(ValueError, match="no letter"):
        cut_texts(platform_font("KaTeX_Size1*"), {"ғ"})
