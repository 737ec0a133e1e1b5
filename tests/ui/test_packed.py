"""The platform's files leave packed as the browser takes them, unharmed, and with the headers of every answer."""

from __future__ import annotations

import gzip
from importlib.util import find_spec
from pathlib import Path

import brotli
import pytest
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from tests.api.serving import serving
from tracker.ui import lighter
from tracker.ui.armour import Armour
from tracker.ui.make_lighter import cache_folder, make_lighter
from tracker.ui.packed import PackedFiles, platform_files

FOLDER = Path(find_spec("streamlit").submodule_search_locations[0]) / "static" / "static"


SCRIPT = next(file for file in sorted((FOLDER / "js").glob("*.js")) if 50_000 < file.stat().st_size < 200_000)
ADDRESS = f"/static/js/{SCRIPT.name}"
SYMBOLS = f"/static/media/{next((FOLDER / 'media').glob('MaterialSymbols*')).name}"


async def page(request: Request) -> Response:
    return PlainTextResponse("a page " * 500)


@pytest.fixture(scope="module")
def client():
    routes = [Route("/static/page.js", page), Mount("/static", StaticFiles(directory=FOLDER))]
    with serving(routes, [Middleware(Armour), Middleware(PackedFiles)]) as running:
        yield running


@pytest.mark.parametrize(
    ("takes", "form"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br; q=1.0, *;q=0.1", "br"),
    ],
)
def test_a_script_comes_in_the_best_form_the_browser_takes(client, takes, form):
    answer = client.get(ADDRESS, Accept_Encoding=takes)
    assert answer.status == 200
    assert answer.headers["content-encoding"] == form
    unpacked = brotli.decompress(answer.content) if form == "br" else gzip.decompress(answer.content)
    assert unpacked == SCRIPT.read_bytes()
    assert len(answer.content) < len(unpacked) / 2
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].split(";")[0] in ("application/javascript", "text/javascript")


def test_a_packed_file_carries_the_headers_of_every_answer(client):
    headers = client.get(ADDRESS, Accept_Encoding="br").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize("takes", ["", "identity", "gzip;q=0", "br; q=0, gzip; q=0.0"])
def test_a_browser_that_takes_no_form_gets_the_file_as_it_is(client, takes):
    answer = client.get(ADDRESS, Accept_Encoding=takes)
    assert "content-encoding" not in answer.headers
    assert answer.content == SCRIPT.read_bytes()


def test_a_part_of_a_file_is_a_part_of_the_file_as_it_is(client):
    answer = client.get(ADDRESS, Accept_Encoding="br", Range="bytes=10-19")
    assert answer.status == 206
    assert answer.content == SCRIPT.read_bytes()[10:20]


def test_the_head_alone_says_how_long_the_packed_file_is(client):
    whole = client.get(ADDRESS, Accept_Encoding="gzip")
    head = client.ask("HEAD", ADDRESS, Accept_Encoding="gzip")
    assert head.content == b""
    assert head.headers["content-length"] == whole.headers["content-length"]


@pytest.mark.parametrize(
    "path", ["/static/page.js", "/static/js/../../index.html", "/static/js/none.js", "//static/js/x.js"]
)
def test_what_is_no_file_of_the_platform_passes_by(client, path):
    assert "content-encoding" not in client.get(path, Accept_Encoding="br").headers


def test_fonts_that_nobody_cut_and_pictures_pass_by(client):
    font = next(FOLDER.rglob("*.woff2"))
    answer = client.get(f"/static/{font.relative_to(FOLDER).as_posix()}", Accept_Encoding="br")
    assert "content-encoding" not in answer.headers
    assert answer.content == font.read_bytes()


@pytest.fixture
def made(monkeypatch) -> None:
    """The font of symbols was cut, as the process beside a server cuts it."""
    cut = dict(make_lighter(cache_folder(), {SYMBOLS: platform_files()[SYMBOLS]}))
    monkeypatch.setattr(lighter, "_places", cut)


def test_a_font_that_was_cut_goes_out_cut_and_a_part_of_it_is_one_of_the_whole(client, made):
    whole = (FOLDER / "media" / Path(SYMBOLS).name).read_bytes()
    answer = client.get(SYMBOLS)
    assert answer.headers["content-type"] == "font/woff2"
    assert answer.content[:4] == b"wOF2"
    assert len(answer.content) < len(whole) / 10
    assert int(client.ask("HEAD", SYMBOLS).headers["content-length"]) == len(answer.content)
    assert client.get(SYMBOLS, Range="bytes=10-19").content == whole[10:20]


def test_a_browser_that_holds_the_cut_font_asks_whether_it_is_the_newest_and_gets_no_second_one(client, made):
    first = client.get(SYMBOLS)
    assert "no-cache" in first.headers["cache-control"]
    again = client.get(SYMBOLS, If_None_Match=first.headers["etag"])
    assert (again.status, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get(SYMBOLS, If_None_Match='"another"').content == first.content


def test_a_lighter_form_that_is_gone_from_the_disk_leaves_the_platforms_own(client, tmp_path, monkeypatch):
    monkeypatch.setitem(lighter._places, SYMBOLS, tmp_path / "gone")
    assert client.get(SYMBOLS).content == (FOLDER / "media" / Path(SYMBOLS).name).read_bytes()
