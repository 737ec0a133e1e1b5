"""Accounts from the command line: the first administrator, the others, what is refused, and what a restore ends."""

from __future__ import annotations

import re

from tests.commands.typing_commands import Desk
from tracker.access import moment
from tracker.access.account import actor_of, find_account
from tracker.access.change import changing
from tracker.access.invitation import invited_account
from tracker.access.session import open_session, signed_in
from tracker.store import open_store


def test_the_first_administrator_is_invited(desk: Desk):
    assert desk.type("load").code == 0
    said = desk.type(
        "account", "invite", "Head-Office", "--role", "administrator", "--server", "https://t.example.org/"
    )
    assert said.code == 0 and "head-office" in said.out
    token = re.search(r"https://t\.example\.org/invitation/([\w-]{43})\n", said.out)[1]
    with open_store(desk.folder / "tracker.duckdb") as store:
        assert invited_account(store, token, moment.now()).name == "head-office"
        assert actor_of(store, find_account(store, "head-office"), moment.today()).role == "administrator"
    assert "head-office\tadministrator" in desk.type("account", "list").out


def test_roles_are_given_and_taken(desk: Desk):
    desk.type("load")
    given = ("account", "invite", "branch-akmola", "--role", "branch", "--territory")
    assert desk.type(*given, "KZ-11", "--to", "31.12.2030").code == 0
    refused = desk.type(*given, "KZ-99")
    assert refused.code == 1 and "There is no territory KZ-99." in refused.err
    assert desk.type("account", "take", "branch-akmola").code == 2
    assert desk.type("account", "take", "branch-akmola", "--role", "branch").code == 0
    assert "branch KZ-11" not in desk.type("account", "list").out
    assert desk.type("account", "close", "nobody-here").code == 1
    assert desk.type("account", "close").code == 2


def test_a_restore_ends_every_session(desk: Desk):
    desk.type("load")
    desk.type("account", "invite", "branch-akmola")
    with open_store(desk.folder / "tracker.duckdb") as store, changing(store) as writing:
        token = open_session(writing, find_account(store, "branch-akmola"), "password", moment.now())
    assert desk.type("backup", "b.duckdb").code == 0
    assert desk.type("restore", "b.duckdb", "--overwrite").code == 0
    with open_store(desk.folder / "tracker.duckdb") as store:
        assert signed_in(store, token, moment.now()) is None


def test_a_changed_log_is_found_by_the_walk(desk: Desk):
    desk.type("load")
    desk.type("account", "invite", "branch-akmola")
    assert desk.type("verify-ledger").code == 0
    with open_store(desk.folder / "tracker.duckdb") as store, store.cursor() as cursor:
        cursor.execute("update store.access_entry set what = 'another' where seq = 1")
    said = desk.type("verify-ledger")
    assert said.code == 1 and "The log of who did what" in said.out


def test_nobody_is_served_elsewhere_before_somebody_can_sign_in(desk: Desk):
    desk.type("load")
    said = desk.type("serve", "--address", "0.0.0.0", "--port", "8659")
    assert said.code == 2 and "once somebody can sign in" in said.err
