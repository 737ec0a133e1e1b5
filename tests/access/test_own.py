"""One's own account: password, sessions, second step and tokens; nobody else's, and not without the password."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.access.conftest import NOW, PASSWORD
from tests.small_country import ADMINISTRATOR
from tracker.access import own, totp
from tracker.access.api_token import bearer_of
from tracker.access.session import signed_in
from tracker.access.sign_in import sign_in
from tracker.access.throttle import FREE_FAILURES
from tracker.errors import AccessRefused, InputError
from tracker.queries.accounts import access_log, own_roles
from tracker.record.account import NewRole, bind_provider, close_account

BRANCH = NewRole("branch", territory="KZ-11")
ANOTHER = "five other words than before"


@pytest.fixture
def entered(country, hired):
    """Sign in anew; gives the session's token and its actor."""
    for name in ("branch-own", "branch-other"):
        hired(name, BRANCH)

    def enter(name: str = "branch-own", password: str = PASSWORD, source: str = "10.0.0.1"):
        token = sign_in(country, name, password, source=source, now=NOW).token
        return token, signed_in(country, token, NOW).actor

    return enter


def test_another_password_ends_every_session_but_this_one(country, entered):
    token, actor = entered()
    elsewhere, _ = entered(source="10.0.0.2")
    foreign, _ = entered("branch-other")
    assert own.change_password(country, actor, token, PASSWORD, ANOTHER, ANOTHER, now=NOW) == 1
    assert signed_in(country, token, NOW) and signed_in(country, foreign, NOW)
    assert signed_in(country, elsewhere, NOW) is None
    assert sign_in(country, "branch-own", PASSWORD, source="", now=NOW).step == "refused"
    assert sign_in(country, "branch-own", ANOTHER, source="", now=NOW).step == "open"
    assert PASSWORD not in str(access_log(country, ADMINISTRATOR)) and ANOTHER not in str(
        access_log(country, ADMINISTRATOR)
    )


@pytest.mark.parametrize(
    ("present", "new", "again", "why"),
    [
        ("not the right one", ANOTHER, ANOTHER, "present password is wrong"),
        (PASSWORD, ANOTHER, ANOTHER + "!", "differ"),
        (PASSWORD, "short", "short", "too short"),
        (PASSWORD, PASSWORD, PASSWORD, "choose another"),
        (PASSWORD, "branch-own is my name", "branch-own is my name", "easy to guess"),
    ],
)
def test_a_password_is_not_changed_where_something_is_wrong(country, entered, present, new, again, why):
    token, actor = entered()
    with pytest.raises(InputError, match=why):
        own.change_password(country, actor, token, present, new, again, now=NOW)
    assert sign_in(country, "branch-own", PASSWORD, source="", now=NOW).step == "open"


def test_guessing_the_present_password_is_held_back_here_and_not_at_the_sign_in(country, entered):
    token, actor = entered()
    for _ in range(FREE_FAILURES):
        with pytest.raises(InputError, match="wrong"):
            own.change_password(country, actor, token, "guess", ANOTHER, ANOTHER, now=NOW)
    with pytest.raises(InputError, match="Too many tries"):
        own.change_password(country, actor, token, PASSWORD, ANOTHER, ANOTHER, now=NOW)
    assert sign_in(country, "branch-own", PASSWORD, source="10.0.0.1", now=NOW).step == "open"
    _, other = entered("branch-other")
    own.make_own_token(country, other, PASSWORD, "read", 1, now=NOW)
    later = NOW + timedelta(minutes=1)
    assert own.change_password(country, actor, token, PASSWORD, ANOTHER, ANOTHER, now=later) == 1


def test_own_sessions_are_listed_and_ended_and_nobody_else_s(country, entered):
    token, actor = entered()
    elsewhere, _ = entered(source="10.0.0.2")
    foreign, other = entered("branch-other")
    listed = own.own_sessions(country, actor, token, now=NOW)
    assert {(one.source, one.is_this) for one in listed} == {("10.0.0.1", True), ("10.0.0.2", False)}
    [theirs] = own.own_sessions(country, other, foreign, now=NOW)
    with pytest.raises(InputError, match="over already"):
        own.end_own_session(country, actor, theirs.session, now=NOW)
    assert signed_in(country, foreign, NOW)
    [apart] = [one for one in listed if not one.is_this]
    own.end_own_session(country, actor, apart.session, now=NOW)
    assert signed_in(country, elsewhere, NOW) is None and signed_in(country, token, NOW)


def test_own_tokens_take_the_password_and_open_what_the_account_may(country, entered):
    _, actor = entered()
    with pytest.raises(InputError, match="wrong"):
        own.make_own_token(country, actor, "guess", "report", 30, now=NOW)
    text, kept = own.make_own_token(country, actor, PASSWORD, "report", 30, now=NOW)
    held = bearer_of(country, text, NOW)
    assert held.account.name == "branch-own" and held.token.scopes == ("read", "report")
    _, other = entered("branch-other")
    assert own.own_tokens(country, other) == []
    with pytest.raises(InputError, match="no token"):
        own.revoke_own_token(country, other, kept.id, now=NOW)
    assert bearer_of(country, text, NOW)
    own.revoke_own_token(country, actor, kept.id, now=NOW)
    assert bearer_of(country, text, NOW) is None
    with pytest.raises(InputError, match="no scope"):
        own.make_own_token(country, actor, PASSWORD, "administer", 30, now=NOW)


def test_so_many_tokens_and_no_more(country, entered):
    _, actor = entered()
    for _ in range(own.MOST_TOKENS):
        own.make_own_token(country, actor, PASSWORD, "read", 1, now=NOW)
    with pytest.raises(InputError, match="already"):
        own.make_own_token(country, actor, PASSWORD, "read", 1, now=NOW)


def test_a_second_step_is_set_up_with_password_and_code_and_asked_for_from_then_on(country, entered):
    _, actor = entered()
    secret = own.begin_second_step(country, actor, now=NOW)
    assert own.begin_second_step(country, actor, now=NOW) == secret
    code = totp.code_at(secret, totp.step_of(NOW))
    for present, typed, why in (("guess", code, "password is wrong"), (PASSWORD, "12", "code is wrong")):
        with pytest.raises(InputError, match=why):
            own.confirm_second_step(country, actor, present, typed, now=NOW)
    assert not own.standing(country, actor, NOW).has_second_step
    own.confirm_second_step(country, actor, PASSWORD, code, now=NOW)
    assert own.standing(country, actor, NOW).has_second_step
    assert sign_in(country, "branch-own", PASSWORD, source="", now=NOW).step == "second_factor"
    with pytest.raises(InputError, match="set up already"):
        own.begin_second_step(country, actor, now=NOW)


def test_without_an_account_there_is_nothing_of_one_s_own(country, entered):
    _, actor = entered()
    close_account(country, ADMINISTRATOR, "branch-own", now=NOW)
    for nobody in (ADMINISTRATOR, actor):
        with pytest.raises(AccessRefused):
            own.own_sessions(country, nobody, None, now=NOW)
    assert own_roles(country, ADMINISTRATOR) == []


def test_whom_a_provider_signs_in_has_no_password_to_change(country, hired):
    from tracker.access.account import actor_of, find_account

    hired("branch-provider", BRANCH, password=None)
    bind_provider(country, ADMINISTRATOR, "branch-provider", "https://id.example.org", "17", now=NOW)
    actor = actor_of(country, find_account(country, "branch-provider"), NOW.date())
    with pytest.raises(InputError, match="no password"):
        own.change_password(country, actor, None, "", ANOTHER, ANOTHER, now=NOW)
    assert own.standing(country, actor, NOW) == own.Standing(False, False)
    assert [one.of for one in own_roles(country, actor)] == ["KZ-11"]
