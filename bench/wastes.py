"""The platform's wastes, each put back alone and all at once: what our remedies are worth.

Ours and the other server run side by side and are asked by turns, so that a busy moment meets both.
"""

from __future__ import annotations

import statistics
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.build import Built
from bench.serving import Served, served
from bench.timing import Row, quick
from bench.visitor import Visitor

HERE = Path(__file__).resolve().parent
OURS = HERE.parent / "dashboard.py"
STOCK = "bench.stock"
OVERVIEW = ("", "as_of=2025-06-20&lang=ru")
#: name for bench/stock.py, and in words; the cause of each stands at the function that removes it
WASTES = {
    "collector": "a full collection after every run",
    "delay": "a listener that waits for acknowledgements",
    "altair": "charts through Altair",
    "pause": "five milliseconds between two looks at what is to be sent",
    "margins": "a search of all markup for a margin to take away",
    "wakes": "the sender woken for each message",
    "hashes": "a hash of every large message taken anew",
    "apart": "an element for each piece of markup",
}
# Most wastes are a tenth of a millisecond: of few looks the median says nothing of them.
TURNS, TURNS_QUICK = 101, 11


def waste_rows(made: Built) -> list[Row]:
    """The overview's rerun under stock settings, and the cost of each waste by itself."""
    seconds = {}
    with ours(made) as plain:
        alone = () if quick() else WASTES
        for put_back in (tuple(WASTES), *((name,) for name in alone)):
            with under_stock_settings(made, put_back) as other:
                seconds[put_back] = by_turns(plain, other, *OVERVIEW)
    (mine, all_of_them), *each = seconds.values()
    return [
        Row("overview page, rerun", "the same app under stock settings", mine, all_of_them, 1 / 4),
        *(
            Row(f"overview with {words}", "overview as it is", with_it, without)
            for words, (without, with_it) in zip((WASTES[name] for name in alone), each, strict=True)
        ),
    ]


@contextmanager
def ours(made: Built) -> Iterator[Served]:
    """A server of the app as it is. Raises RuntimeError where it says that it cannot show the country."""
    with served(OURS, **made.environment) as server:
        try:
            urllib.request.urlopen(f"http://localhost:{server.port}/healthz", timeout=60).close()
        except urllib.error.HTTPError as fault:
            raise RuntimeError(fault.read().decode()) from fault
        yield server


def under_stock_settings(made: Built, put_back: tuple[str, ...] = tuple(WASTES)):
    """A server of the app with some of the wastes put back, on a database of its own."""
    options = ("--runner.postScriptGC", "true") if "collector" in put_back else ()
    return served(OURS, *options, through=STOCK, STOCK=",".join(put_back), **made.copy("stock").environment)


def by_turns(one: Served, other: Served, page: str, query: str) -> tuple[float, float]:
    """Median seconds of a page seen again on both servers."""
    return seen_again((one, page, query), (other, page, query))


def seen_again(*pages: tuple[Served, str, str]) -> tuple[float, ...]:
    """Median seconds of pages seen again, each on a server by its path and query."""
    visitors = [Visitor(at.port) for at, _, _ in pages]
    taken: list[list[float]] = [[] for _ in pages]
    for turn in range((TURNS_QUICK if quick() else TURNS) + 2):
        for (_, page, query), visitor, times in zip(pages, visitors, taken, strict=True):
            seconds = visitor.see(page, query)
            if turn >= 2:
                times.append(seconds)
    for visitor in visitors:
        visitor.leave()
    return tuple(map(statistics.median, taken))
