"""Who acts is asked anew each time: what runs without the frame (callbacks, fragments, dialogs) has no older actor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.small_country import ADMINISTRATOR, record, report
from tracker.access import Actor, moment
from tracker.access.account import find_account
from tracker.access.change import changing
from tracker.access.session import open_session
from tracker.errors import AccessRefused
from tracker.periods import parse
from tracker.queries.accounts import access_log
from tracker.queries.ask import Scope
from tracker.queries.indicators import assessed
from tracker.record.account import NewRole, end_account_sessions, give_role, make_account, take_role
from tracker.record.report import NewReport, record_reports
from tracker.store import Store
from tracker.ui import cache, installation
from tracker.ui.installation import Installation
from tracker.ui.own_files import own_file
from tracker.ui.page import Here
from tracker.ui.selection import Selection
from tracker.ui.viewer import chosen_viewer

AKMOLA = "akmola-2021-2025/clinics"
SELECTION = Selection(date(2022, 4, 15), "current", "en")


@pytest.fixture
def opened(country: Store, tmp_path: Path) -> Iterator[Callable[[], Here]]:
    """A page as the frame made it for a branch that is signed in."""
    record(country, report(AKMOLA, "2022-Q1", 6.5, "2022-04-05"))
    now = moment.now()
    make_account(country, ADMINISTRATOR, "branch-akmola", now=now)
    give_role(country, ADMINISTRATOR, "branch-akmola", NewRole("branch", territory="KZ-11"), now=now)
    with changing(country) as writing:
        token = open_session(writing, find_account(country, "branch-akmola"), "password", now)

    def make() -> Here:
        present = Installation(tmp_path, store=country)
        viewer = chosen_viewer(present, SELECTION, token)
        return Here("report", SELECTION, present, country, viewer.actor, "light", token)

    yield make
    cache.forget()


def observed(here: Here) -> float | None:
    return here.of(assessed, Scope(indicator=AKMOLA))[0].observed


def test_a_callback_of_an_ended_session_writes_nothing_and_reads_what_everybody_reads(country, opened):
    here = opened()
    assert here.actor.role == "branch" and observed(here) == 6.5
    end_account_sessions(country, ADMINISTRATOR, "branch-akmola", now=moment.now())
    assert here.actor.role == "public" and observed(here) is None
    with pytest.raises(AccessRefused):
        record_reports(country, here.actor, [NewReport(AKMOLA, parse("2022-Q1"), 7.0)], now=moment.now())


def test_a_role_taken_away_is_taken_from_the_page_that_stands_open(country, opened):
    here = opened()
    with country.cursor() as cursor:
        [(given,)] = cursor.execute("select id from store.account_role").fetchall()
    take_role(country, ADMINISTRATOR, given, now=moment.now())
    assert here.actor.roles == {"public"} and observed(here) is None


def test_an_answer_does_not_depend_on_who_of_a_scope_asks(country, opened):
    asked = []

    def query(store, actor, ask):
        asked.append(actor)
        return actor.name

    here = opened()
    assert here.of(query) == "branch"  # the role's name, not the account's
    assert all(one.account is None for one in asked)


def test_strangers_of_an_installation_are_the_public(country, tmp_path):
    present = Installation(tmp_path, store=country)
    for token in (None, "x" * 43):
        assert chosen_viewer(present, SELECTION, token).actor.role == "public"


def test_an_address_picks_nobody_outside_a_demonstration(country, tmp_path):
    present = Installation(tmp_path, store=country)
    asking = Selection(date(2022, 4, 15), "current", "en", viewer="administrator")
    assert chosen_viewer(present, asking, None).actor.role == "public"


@pytest.fixture
def logged(country, opened) -> Iterator[Callable[[str], list]]:
    """The entries of a kind in the log of the installation that is served."""
    installation.use(opened().installation)
    yield lambda kind: [one for one in access_log(country, ADMINISTRATOR) if one.kind == kind]
    installation.use(None)


def test_a_file_made_for_an_account_is_written_down(country, opened, logged):
    own_file(opened(), lambda: b"figures")()
    own_file(
        Here("report", SELECTION, installation.current(), country, Actor.public(), "light"), lambda: b"-"
    )()
    told = [(one.name, one.role, one.what.split(",")[0]) for one in logged("exported")]
    assert told == [("branch-akmola", "branch", "7 bytes")]


@pytest.mark.parametrize("lost", ["role", "session"])
def test_a_file_asked_for_after_the_right_to_it_was_lost_is_not_made(country, opened, logged, lost):
    made = []
    ask_for = own_file(opened(), lambda: made.append("figures"))
    if lost == "role":
        with country.cursor() as cursor:
            [(given,)] = cursor.execute("select id from store.account_role").fetchall()
        take_role(country, ADMINISTRATOR, given, now=moment.now())
    else:
        end_account_sessions(country, ADMINISTRATOR, "branch-akmola", now=moment.now())
    with pytest.raises(AccessRefused, match="load the page anew"):
        ask_for()
    assert made == [] and logged("exported") == []
    assert [(one.name, one.role) for one in logged("refused")] == [("branch-akmola", "branch")]
