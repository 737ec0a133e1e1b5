"""The HTTP interface on the small country: accounts with tokens, a clock for the limits, a plain client."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from tests import small_country
from tests.api.serving import Answer, Client, serving
from tests.small_country import ADMINISTRATOR
from tracker.access.api_token import make_token
from tracker.access.moment import now
from tracker.api.v1 import serving as v1
from tracker.api.v1.limits import Buckets
from tracker.api.v1.routes import ROUTES
from tracker.record.account import NewRole, make_account_with_role
from tracker.store import Store, open_store
from tracker.ui import cache, installation
from tracker.ui.installation import Installation

DAY = "as_of=2022-04-15"
ROLES = {
    "branch-kz": NewRole("branch", territory="KZ"),
    "branch-11": NewRole("branch", territory="KZ-11"),
    "control-kz": NewRole("party_control", territory="KZ"),
    "control-11": NewRole("party_control", territory="KZ-11"),
    "office-kz": NewRole("administrator"),
}


@dataclass(frozen=True, slots=True)
class Interface:
    """The interface being served, and how it is asked."""

    client: Client
    store: Store

    def token(self, account: str, *scopes: str, days: int = 30) -> str:
        """A token of an account."""
        return make_token(self.store, ADMINISTRATOR, account, {"read", *scopes}, days, now=now())[0]

    def get(self, path: str, token: str | None = None, **headers: str) -> Answer:
        return self.client.get(f"/api/v1{path}", **_bearing(token), **headers)

    def send(self, path: str, body: object, token: str | None = None, **headers: str) -> Answer:
        """Post an object as JSON, or bytes as they are."""
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
        told = {"content_type": "application/json", **_bearing(token), **headers}
        return self.client.post(f"/api/v1{path}", body, **told)


def _bearing(token: str | None) -> dict[str, str]:
    return {} if token is None else {"authorization": f"Bearer {token}"}


def told(answer: Answer):
    """What an answer says, checked to be what it calls itself."""
    kind = answer.headers["content-type"]
    assert kind == ("application/json" if answer.status < 300 else "application/problem+json"), answer.text
    found = json.loads(answer.content)
    if answer.status >= 400:
        assert found["status"] == answer.status and found["title"] and found["detail"] and found["type"]
    return found


@pytest.fixture
def time_goes() -> list[float]:
    """The limits' clock, in seconds."""
    return [0.0]


@contextmanager
def served(store: Store) -> Iterator[Interface]:
    """Reports, verdicts and accounts in a store, served."""
    reviewed = {"verdict": "verified", "reviewer": "control-kz", "reviewed_at": datetime(2022, 1, 12)}
    small_country.record(
        store,
        small_country.report("clinics", "2021", 14, "2022-01-10T06:00:00", note="inside words", **reviewed),
        small_country.report("clinics", "2022-Q1", 12, "2022-04-05T06:00:00", note="inside words"),
        small_country.report(
            "akmola-2021-2025/clinics", "2022-Q1", 3, "2022-04-06T06:00:00", author="branch-11"
        ),
        small_country.report("villages", "2022-Q1", 11, "2022-04-06T06:00:00"),
    )
    for name, role in ROLES.items():
        make_account_with_role(store, ADMINISTRATOR, name, role, now=now())
    with serving(ROUTES) as client:
        yield Interface(client, store)


@pytest.fixture
def generous(monkeypatch: pytest.MonkeyPatch, time_goes: list[float]) -> None:
    """Limits that no test meets unasked."""

    def buckets() -> Buckets:
        return Buckets(1e6, 1e6, lambda: time_goes[0])

    monkeypatch.setattr(v1, "LIMITS", v1.Limits(buckets(), buckets(), buckets()))


@pytest.fixture
def interface(country: Store, tmp_path: Path, generous: None) -> Iterator[Interface]:
    """An interface of the test's own, which it may write to."""
    installation.use(Installation(tmp_path, store=country))
    with served(country) as running:
        yield running
    installation.use(None)
    cache.forget()


@pytest.fixture(scope="module")
def shared() -> Iterator[Interface]:
    """One for the tests of a module that write nothing."""
    with open_store() as store:
        small_country.load(store)
        with served(store) as running:
            yield running


@pytest.fixture
def reading(shared: Interface, tmp_path: Path, generous: None) -> Iterator[Interface]:
    """An interface that is only read."""
    installation.use(Installation(tmp_path, store=shared.store))
    yield shared
    installation.use(None)
    cache.forget()
