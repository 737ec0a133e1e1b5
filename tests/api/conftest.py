"""The light pages' routes on the small country, as a demonstration and as an installation of somebody's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import small_country
from tests.api.serving import Client, serving
from tracker.api.light import ROUTES
from tracker.record.report import record_reports
from tracker.store import Store
from tracker.ui import cache, installation
from tracker.ui.installation import Installation

Opened = Callable[..., Client]


@pytest.fixture
def opened(country: Store, tmp_path: Path) -> Iterator[Opened]:
    """Serve the small country; ``demonstration`` makes its progress made up."""

    def serve(*, demonstration: bool = False) -> Client:
        told = [
            small_country.report("clinics", "2022-Q1", 12, "2022-04-05T06:00:00"),
            small_country.report("villages", "2022-Q1", 11, "2022-04-06T06:00:00", note="<b>bold</b>"),
        ]
        origin = {"origin": "demonstration"} if demonstration else {}
        record_reports(country, small_country.ADMINISTRATOR, told, now=small_country.NOW, **origin)
        installation.use(Installation(tmp_path, store=country, demonstration=demonstration))
        return client

    with serving(ROUTES) as client:
        yield serve
    installation.use(None)
    cache.forget()


@pytest.fixture
def nobody_home(tmp_path: Path) -> Iterator[Client]:
    """A server whose database could not be opened."""
    from tracker.errors import DatabaseHeld

    installation.use(Installation(tmp_path, fault=DatabaseHeld("{path} is in use.", path="x.duckdb")))
    with serving(ROUTES) as client:
        yield client
    installation.use(None)
