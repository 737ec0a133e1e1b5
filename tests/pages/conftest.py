"""The pages in the states of the world they meet, on a real store; each fixture is one state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache as cache_of
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.components.v2.manifest_scanner import scan_component_manifests
from streamlit.testing.v1 import AppTest

from tests import small_country
from tracker.access import Actor
from tracker.record.report import record_reports
from tracker.store import Store
from tracker.ui import cache, installation
from tracker.ui.installation import Installation, Reading
from tracker.ui.menu import BY_KEY

FRAME = Path(installation.__file__).with_name("frame.py")
Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def _looked_through_once() -> Iterator[None]:
    """What is installed is the same for every page; the platform's test would look through it at each visit."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(manifest_scanner, "scan_component_manifests", cache_of(scan_component_manifests))
        yield


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Installation], None]]:
    """Make an installation the process's own for the test; where people sign in, its administrator has done so."""
    monkeypatch.setattr(
        "tracker.ui.signed_in.signed_in", lambda *_: SimpleNamespace(actor=small_country.ADMINISTRATOR)
    )
    yield installation.use
    installation.use(None)
    cache.forget()


@pytest.fixture
def empty(country: Store, opened, tmp_path: Path) -> Installation:
    """Programs are loaded, nothing is reported."""
    return _install(Unread(tmp_path, store=country), opened)


@pytest.fixture
def partial(country: Store, opened, tmp_path: Path) -> Installation:
    """Some have reported, most have not."""
    small_country.record(country, small_country.report("clinics", "2022-Q1", 12, "2022-04-05T06:00:00"))
    return _install(Unread(tmp_path, store=country), opened)


@pytest.fixture
def demonstration(country: Store, opened, tmp_path: Path) -> Installation:
    """A demonstration: made-up progress, verified, disputed and silent."""
    told = [
        small_country.report(
            "clinics", "2022-Q1", 12, "2022-04-05T06:00:00", evidence="https://example.org/act", verdict="verified",
            reviewer="control-kz", reviewed_at=small_country.NOW.replace(2022, 4, 7),
        ),
        small_country.report(
            "villages", "2022-Q1", 11, "2022-04-06T06:00:00", note="<b>bold</b> & $x$", verdict="disputed",
            reviewer="control-kz", reviewed_at=small_country.NOW.replace(2022, 4, 8), reason="not found on the spot",
        ),
        small_country.report("akmola-2021-2025/clinics", "2021-Q4", 1, "2022-01-06T06:00:00"),
    ]  # fmt: skip
    record_reports(country, small_country.ADMINISTRATOR, told, now=small_country.NOW, origin="demonstration")
    return _install(Unread(tmp_path, store=country, demonstration=True), opened)


def unfold(test: AppTest, label: str, *, opened: bool = True) -> AppTest:
    """Open the first folded part of this name, as a press on it does; or fold it again."""
    folded = next(one for one in test.expander if one.label == label)
    test.session_state[folded.proto.id.split("-", 2)[2]] = opened
    return test.run()


class Unread(Installation):
    """The small country is made of models: there is no folder to read."""

    def read_programs(self, actor: Actor) -> Reading:
        return self.reading


def _install(made: Installation, opened) -> Installation:
    opened(made)
    return made


@pytest.fixture
def visit() -> Open:
    """Open a page by its key with an address's parameters, in English unless told."""

    def go(page: str = "overview", /, **parameters: str) -> AppTest:
        test = AppTest.from_file(str(FRAME), default_timeout=30)
        for name, value in {"lang": "en", **parameters}.items():
            test.query_params[name] = value
        if BY_KEY[page].path:
            test.switch_page(str(BY_KEY[page].file))
        test.run()
        assert not test.exception, (page, parameters, test.exception)
        return test

    return go


@pytest.fixture
def said() -> Callable[[AppTest], str]:
    """What a page's body says, its markup left as it is and its entities read."""
    return lambda test: unescape("\n".join(block.value for block in test.main.markdown))
