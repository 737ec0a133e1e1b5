"""Readers lent to one test after another: what a browser fetched and compiled once is kept, everything else is not.

The platform's scripts cost a fresh reader four seconds of a processor, and one who has them a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page

#: what a server leaves with a reader, beside the cache of its files
LEFT = "cookies,file_systems,indexeddb,local_storage,service_workers,cache_storage,websql"

#: milliseconds for one wait: a busy machine is no fault of a page
PATIENCE = 60_000


class Readers:
    """Contexts of one browser by their arrangement (locale, screen, theme), and the pages that keep them warm."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._kept: dict[str, BrowserContext] = {}
        self._warm: dict[tuple[BrowserContext, str], Page] = {}

    @contextmanager
    def lend(self, **arrangement: object) -> Iterator[BrowserContext]:
        """A context of the arrangement, without pages; cookies and stored things go when it is given back."""
        key = repr(sorted(arrangement.items()))
        if key not in self._kept:
            self._kept[key] = self._browser.new_context(**arrangement)
            self._kept[key].set_default_timeout(PATIENCE)
        reader = self._kept[key]
        try:
            yield reader
        finally:
            self._take_back(reader)

    def close(self) -> None:
        for reader in self._kept.values():
            reader.close()

    def _take_back(self, reader: BrowserContext) -> None:
        warm = {page for (owner, _), page in self._warm.items() if owner is reader}
        used = [page for page in reader.pages if page not in warm]
        origins = {_origin(page.url) for page in used if page.url.startswith("http")}
        for origin in origins:
            # with --process-per-site an open page keeps the process, and with it what it compiled
            if (reader, origin) not in self._warm:
                self._warm[reader, origin] = reader.new_page()
                with suppress(Error):  # a stranger's server beside ours may have no such page
                    self._warm[reader, origin].goto(f"{origin}/healthz")
        for page in used:
            page.close()
        for origin in origins:
            cleaner = reader.new_cdp_session(self._warm[reader, origin])
            cleaner.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": LEFT})
            cleaner.detach()
        reader.clear_cookies()


def _origin(address: str) -> str:
    found = urlsplit(address)
    return f"{found.scheme}://{found.netloc}"
