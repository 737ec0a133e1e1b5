"""Accounts on the small country: each test has a store, a clock and some people who may sign in."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.small_country import ADMINISTRATOR
from tracker.access.invitation import accept_invitation
from tracker.record.account import NewRole, give_role, invite_account, make_account
from tracker.store import Store

NOW = datetime(2026, 11, 20, 6, 0)
PASSWORD = "four words make it"


@pytest.fixture
def hired(country: Store):
    """Make an account with roles and a password; gives its name back."""

    def hire(name: str, *roles: NewRole, password: str | None = PASSWORD) -> str:
        make_account(country, ADMINISTRATOR, name, now=NOW)
        for role in roles:
            give_role(country, ADMINISTRATOR, name, role, now=NOW)
        if password is not None:
            token = invite_account(country, ADMINISTRATOR, name, now=NOW)
            accept_invitation(country, token, password, password, source="10.0.0.1", now=NOW)
        return name

    return hire
