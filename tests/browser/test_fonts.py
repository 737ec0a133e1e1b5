"""The fonts as our server sends them, in a real browser: symbols are drawn as symbols, letters in their own font."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Page

from tests.ui.test_cut_fonts import KAZAKH, MEDIA, PAGES, SCRIPTS, named_symbols, opened, platform_font
from tracker.ui.cut_fonts import symbols_asked

SYMBOLS, TEXTS = (
    f"/static/media/{next(MEDIA.glob(pattern)).name}"
    for pattern in ("MaterialSymbols*", "SourceSansVF-Upright*")
)
#: seconds for a server without a cache to cut its fonts at a low priority beside all other tests
PATIENCE = 150

#: what a browser says of a font that it cannot read
FAULT = re.compile(r"decode downloaded font|OTS parsing")

#: of the names, those that are not drawn one em wide; of the letters, those that the font lacks
LACKING = """async ([symbols, texts, names, letters]) => {
  const load = (name, address) => new FontFace(name, `url(${address})`).load().then(face => document.fonts.add(face));
  await Promise.all([load('cut symbols', symbols), load('cut texts', texts)]);
  const pen = document.createElement('canvas').getContext('2d');
  const wide = (font, text) => (pen.font = `20px ${font}`, pen.measureText(text).width);
  return [
    names.filter(name => Math.abs(wide('"cut symbols"', name) - 20) > 0.1),
    letters.filter(one => wide('"cut texts", monospace', one) !== wide('"cut texts", cursive', one)
                       || wide('"cut texts", monospace', one) === wide('monospace', one)),
  ];
}"""


def until_cut(page: Page, address: str) -> None:
    until = time.monotonic() + PATIENCE
    while "no-cache" not in page.request.get(address).headers.get("cache-control", ""):
        assert time.monotonic() < until, f"{address} was not cut"
        time.sleep(0.1)  # nothing tells of it but the answer


def test_every_symbol_and_letter_is_drawn_from_the_fonts_that_the_server_cut(
    page: Page, demonstration, visit
):
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if FAULT.search(said.text) else None)
    for address in (SYMBOLS, TEXTS):
        until_cut(page, demonstration.address + address)
    visit("?lang=kk&as_of=2022-04-15")
    in_full = [text for text in SCRIPTS if ":material/" in text]
    asked = symbols_asked(in_full, PAGES) & set(named_symbols(opened(platform_font("MaterialSymbols*"))))
    assert len(asked) > 50
    # what a server before this one sent under the same address may lie in the browser's cache
    fresh = [f"{demonstration.address}{address}?fresh" for address in (SYMBOLS, TEXTS)]
    lacking = page.evaluate(LACKING, [*fresh, sorted(asked), list(KAZAKH + "₸№«»—")])
    assert lacking == [[], []]
    shown = page.locator("[data-testid=stIconMaterial]")
    assert shown.count() > 0
    assert shown.evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth).length") == 0
    assert page.evaluate("[...document.fonts].filter(face => face.status === 'error').length") == 0
    assert faults == []
