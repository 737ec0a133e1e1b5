"""Signing in: what is right, what is refused, what is held back and for how long; nothing tells accounts apart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.access.conftest import NOW, PASSWORD
from tests.small_country import ADMINISTRATOR
from tracker.access import totp
from tracker.access.account import actor_of, find_account
from tracker.access.log import verify_log
from tracker.access.session import (
    IDLE,
    LONGEST,
    SECOND_STEP,
    awaiting_second_factor,
    signed_in,
)
from tracker.access.sign_in import (
    pass_second_factor,
    secret_to_set_up,
    sign_in,
    sign_in_from_provider,
    sign_out,
    sign_out_everywhere,
)
from tracker.access.throttle import FREE_FAILURES, LONGEST_WAIT
from tracker.queries.accounts import access_log
from tracker.record.account import (
    NewRole,
    bind_provider,
    close_account,
    end_account_sessions,
    forget_second_factor,
    give_role,
    take_role,
)

BRANCH = NewRole("branch", territory="KZ-11")
HOME, ELSEWHERE = "10.0.0.1", "203.0.113.7"


def enter(store, name="branch-akmola", password=PASSWORD, *, source=HOME, now=NOW, **further):
    return sign_in(store, name, password, source=source, now=now, **further)


def fail(store, times, **where):
    for _ in range(times):
        outcome = enter(store, password="not the right one", **where)
    return outcome


def test_name_and_password_open_a_session(country, hired):
    hired("branch-akmola", BRANCH)
    outcome = enter(country, " Branch-Akmola ")
    known = signed_in(country, outcome.token, NOW)
    assert (known.actor.name, known.actor.role, known.actor.territory) == ("branch-akmola", "branch", "KZ-11")


def test_nothing_tells_an_unknown_name_from_a_wrong_password(country, hired):
    hired("branch-akmola", BRANCH)
    wrong, unknown = enter(country, password="not the right one"), enter(country, "nobody-here")
    assert wrong == unknown and wrong.step == "refused"
    held = [fail(country, FREE_FAILURES, source="10.1.1.1"), None]
    for _ in range(FREE_FAILURES + 1):
        held[1] = enter(country, "nobody-here", source="10.2.2.2")
    assert enter(country, source="10.1.1.1").step == held[1].step == "held_back"


def test_an_unknown_name_is_verified_like_a_known_one(country, hired, monkeypatch):
    from argon2 import PasswordHasher

    hired("branch-akmola", BRANCH)
    seen = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(
        PasswordHasher, "verify", lambda self, kept, given: seen.append(kept) or verify(self, kept, given)
    )
    enter(country, password="not the right one")
    enter(country, "nobody-here")
    assert len(seen) == 2 and all(kept.startswith("$argon2id$") for kept in seen)


def test_guessing_is_held_back_longer_each_time_and_the_wait_ends_by_itself(country, hired):
    hired("branch-akmola", BRANCH)
    fail(country, FREE_FAILURES)
    held = enter(country)
    assert held.step == "held_back" and held.free_at == NOW + timedelta(minutes=1)
    assert enter(country, now=held.free_at).step == "open"
    now, waits = NOW, []
    for _ in range(12):
        fail(country, 1, now=now, source=ELSEWHERE)
        held = enter(country, now=now, source=ELSEWHERE)
        waits.append(timedelta(0) if held.free_at is None else held.free_at - now)
        if held.step == "open":
            break
        now = held.free_at
    assert waits == sorted(waits) and waits[-1] <= LONGEST_WAIT


def test_guessing_from_elsewhere_holds_nobody_back_who_has_signed_in_here(country, hired):
    hired("branch-akmola", BRANCH)
    device = enter(country).device
    fail(country, 3 * FREE_FAILURES, source=ELSEWHERE)
    assert enter(country, source=ELSEWHERE).step == "held_back"
    assert enter(country, source=HOME).step == "open"
    # even where the guesses come from the very same place
    fail(country, 3 * FREE_FAILURES, source=HOME)
    assert enter(country, source=HOME).step == "held_back"
    assert enter(country, source=HOME, device=device).step == "open"


def test_a_browser_known_to_one_account_is_not_known_to_another(country, hired):
    hired("branch-akmola", BRANCH)
    hired("branch-other", BRANCH)
    device = enter(country, "branch-other").device
    fail(country, FREE_FAILURES, source=ELSEWHERE)
    assert enter(country, source=ELSEWHERE, device=device).step == "held_back"


def test_a_token_from_before_signing_in_is_worth_nothing_after(country, hired):
    hired("branch-akmola", BRANCH)
    planted = "planted-by-somebody-else-" + "x" * 20
    outcome = enter(country, held=planted)
    assert outcome.token != planted and signed_in(country, planted, NOW) is None
    again = enter(country, held=outcome.token)
    assert signed_in(country, outcome.token, NOW) is None
    assert signed_in(country, again.token, NOW) is not None


@pytest.mark.parametrize("forged", ["", "x", "x" * 43, None, 5, b"bytes", "a" * 5000, "\udc00" * 30])
def test_what_is_no_token_opens_nothing(country, hired, forged):
    hired("branch-akmola", BRANCH)
    enter(country)
    assert signed_in(country, forged, NOW) is None


def test_the_database_holds_no_token(country, hired):
    hired("branch-akmola", BRANCH)
    outcome = enter(country)
    with country.cursor() as cursor:
        held = " ".join(
            str(cursor.execute(f"from store.{table}").fetchall())
            for table in ("session", "known_device", "invitation", "account", "access_entry")
        )
    assert outcome.token not in held and outcome.device not in held and PASSWORD not in held


def test_a_session_ends_unused_and_at_its_end_in_any_case(country, hired):
    hired("branch-akmola", BRANCH)
    token = enter(country).token
    assert signed_in(country, token, NOW + IDLE + timedelta(seconds=1)) is None
    now = NOW
    while now - NOW < LONGEST - IDLE / 2:
        now += IDLE / 2
        assert signed_in(country, token, now) is not None
    assert signed_in(country, token, NOW + LONGEST) is None


def test_ending_acts_at_once(country, hired):
    hired("branch-akmola", BRANCH)
    first, second = enter(country).token, enter(country).token
    sign_out(country, first, source=HOME, now=NOW)
    assert signed_in(country, first, NOW) is None and signed_in(country, second, NOW) is not None
    assert end_account_sessions(country, ADMINISTRATOR, "branch-akmola", now=NOW) == 1
    assert signed_in(country, second, NOW) is None
    third = enter(country).token
    assert sign_out_everywhere(country, signed_in(country, third, NOW).actor, now=NOW) == 1
    fourth = enter(country).token
    close_account(country, ADMINISTRATOR, "branch-akmola", now=NOW)
    assert signed_in(country, fourth, NOW) is None and enter(country).step == "refused"


def test_a_role_taken_away_is_gone_at_the_next_look(country, hired):
    hired("branch-akmola")
    given = give_role(country, ADMINISTRATOR, "branch-akmola", BRANCH, now=NOW)
    token = enter(country).token
    assert signed_in(country, token, NOW).actor.role == "branch"
    take_role(country, ADMINISTRATOR, given, now=NOW)
    assert signed_in(country, token, NOW).actor.role == "public"


def test_an_administrator_takes_a_second_step_and_no_code_twice(country, hired):
    hired("chief", NewRole("administrator"))
    outcome = enter(country, "chief")
    assert outcome.step == "second_factor" and signed_in(country, outcome.token, NOW) is None
    account = awaiting_second_factor(country, outcome.token, NOW)
    secret = secret_to_set_up(country, account, NOW)
    assert secret_to_set_up(country, account, NOW) == secret
    code = totp.code_at(secret, totp.step_of(NOW))
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    assert pass_second_factor(country, outcome.token, wrong, source=HOME, now=NOW).step == "second_factor"
    passed = pass_second_factor(country, outcome.token, code, source=HOME, now=NOW)
    assert signed_in(country, passed.token, NOW).actor.role == "administrator"
    assert awaiting_second_factor(country, outcome.token, NOW) is None
    replayed = enter(country, "chief")
    assert pass_second_factor(country, replayed.token, code, source=HOME, now=NOW).step == "second_factor"
    later = NOW + timedelta(seconds=totp.STEP)
    following = totp.code_at(secret, totp.step_of(later))
    assert pass_second_factor(country, replayed.token, following, source=HOME, now=later).step == "open"


def test_the_second_step_is_held_back_and_does_not_last(country, hired):
    hired("chief", NewRole("administrator"))
    token = enter(country, "chief").token
    secret_to_set_up(country, find_account(country, "chief"), NOW)
    for _ in range(FREE_FAILURES):
        pass_second_factor(country, token, "000000", source=HOME, now=NOW)
    assert pass_second_factor(country, token, "000000", source=HOME, now=NOW).step == "held_back"
    assert awaiting_second_factor(country, token, NOW + SECOND_STEP) is None


def test_a_lost_telephone_can_be_forgotten(country, hired):
    hired("chief", NewRole("administrator"))
    token = enter(country, "chief").token
    secret = secret_to_set_up(country, find_account(country, "chief"), NOW)
    assert (
        pass_second_factor(country, token, totp.code_at(secret, totp.step_of(NOW)), source=HOME, now=NOW).step
        == "open"
    )
    forget_second_factor(country, ADMINISTRATOR, "chief", now=NOW)
    enter(country, "chief")
    assert secret_to_set_up(country, find_account(country, "chief"), NOW) != secret


def test_codes_are_those_of_the_standard():
    # RFC 6238, appendix B, the last six digits of the SHA-1 column
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for seconds, code in (
        (59, "287082"),
        (1111111109, "081804"),
        (1234567890, "005924"),
        (20000000000, "353130"),
    ):
        assert totp.code_at(secret, seconds // totp.STEP) == code


def test_a_provider_signs_in_only_whom_an_account_is_bound_to(country, hired):
    hired("branch-akmola", BRANCH, password=None)
    issuer = "https://sign-in.example.org"
    bind_provider(country, ADMINISTRATOR, "branch-akmola", issuer, "17", now=NOW)
    known = sign_in_from_provider(country, issuer, "17", source=HOME, now=NOW)
    assert signed_in(country, known.token, NOW).actor.territory == "KZ-11"
    for other in ((issuer, "18"), ("https://other.example.org", "17"), (issuer, "17 "), ("", "")):
        assert sign_in_from_provider(country, *other, source=HOME, now=NOW).step == "refused"
    assert enter(country, password="").step == "refused"  # no password was ever set


def test_everything_is_written_down_without_a_secret(country, hired):
    hired("branch-akmola", BRANCH)
    enter(country, "my-password-typed-as-a-name", "x")
    fail(country, 1)
    sign_out(country, enter(country).token, source=HOME, now=NOW)
    told = access_log(country, ADMINISTRATOR)
    assert [one.kind for one in told[:4]] == ["signed_out", "signed_in", "sign_in_failed", "sign_in_failed"]
    assert "my-password-typed-as-a-name" not in str(told) and PASSWORD not in str(told)
    assert verify_log(country) is None


@pytest.mark.parametrize(
    "change",
    [
        "update store.access_entry set name = 'somebody' where seq = 2",
        "delete from store.access_entry where seq = 2",
        "delete from store.access_entry where seq = 1",
    ],
)
def test_a_changed_log_is_found(country, hired, change):
    hired("branch-akmola", BRANCH)
    with country.cursor() as cursor:
        cursor.execute(change)
    assert verify_log(country) in (1, 2)


def test_an_actor_of_an_account_is_recorded_by_its_name(country, hired):
    hired("aide-bureau", NewRole("aide", seat="bureau-1"))
    actor = actor_of(country, find_account(country, "aide-bureau"), NOW.date())
    assert (actor.name, actor.on_behalf_of, actor.powers) == ("aide-bureau", "bureau-1", "bureau_seat")
