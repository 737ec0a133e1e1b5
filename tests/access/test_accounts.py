"""Accounts, roles and invitations: who may have what, from when, until when, and what is refused in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.access.conftest import NOW, PASSWORD
from tests.small_country import ADMINISTRATOR, ROSTER, catalogue, report
from tracker.access import Actor
from tracker.access.account import actor_of, find_account, has_accounts
from tracker.access.cookie import cookie_name, is_this_machine, token_in
from tracker.access.invitation import LASTS, accept_invitation, invited_account
from tracker.access.password import check_password
from tracker.access.way_back import way_back
from tracker.errors import AccessRefused, InputError
from tracker.queries.accounts import access_log, accounts
from tracker.record import account as record
from tracker.record.account import NewRole
from tracker.record.hearing import NewHearing, check_move, record_hearing
from tracker.record.load import load_catalogue
from tracker.record.report import record_reports
from tracker.record.review import record_review
from tracker.record.workbook import record_workbook

TODAY = NOW.date()


def who(store, name, day=TODAY):
    return actor_of(store, find_account(store, name), day)


def test_an_invitation_holds_once(country, hired):
    hired("branch-akmola", password=None)
    token = record.invite_account(country, ADMINISTRATOR, "branch-akmola", now=NOW)
    assert not has_accounts(country)
    assert invited_account(country, token, NOW).name == "branch-akmola"
    assert invited_account(country, token, NOW).name == "branch-akmola"  # looking uses nothing up
    accept_invitation(country, token, PASSWORD, PASSWORD, source="", now=NOW)
    assert has_accounts(country)
    with pytest.raises(InputError, match="does not hold"):
        accept_invitation(country, token, "another four words", "another four words", source="", now=NOW)


def test_an_invitation_ends_and_is_replaced_by_a_newer_one(country, hired):
    hired("branch-akmola", password=None)
    first, second = (
        record.invite_account(country, ADMINISTRATOR, "branch-akmola", now=NOW) for _ in range(2)
    )
    assert invited_account(country, first, NOW) is None
    assert invited_account(country, second, NOW + LASTS) is None
    another = second[:-1] + ("A" if second[-1] != "A" else "B")
    assert invited_account(country, another, NOW) is None
    record.close_account(country, ADMINISTRATOR, "branch-akmola", now=NOW)
    assert invited_account(country, second, NOW) is None


def test_a_bad_password_leaves_the_invitation_unused(country, hired):
    hired("branch-akmola", password=None)
    token = record.invite_account(country, ADMINISTRATOR, "branch-akmola", now=NOW)
    for password, again in (
        ("short", "short"),
        (PASSWORD, "another one entirely"),
        ("branch-akmola-1", "branch-akmola-1"),
    ):
        with pytest.raises(InputError):
            accept_invitation(country, token, password, again, source="", now=NOW)
    assert invited_account(country, token, NOW) is not None


@pytest.mark.parametrize(
    "password", ["eleven sign", "a" * 12, "abababababab", "x" * 201, "my Seat-One is mine"]
)
def test_passwords_that_are_refused(password):
    with pytest.raises(InputError):
        check_password(password, "seat-one")


def test_a_password_in_any_letters_is_taken():
    check_password("төрт сөз жетеді", "seat-one")


@pytest.mark.parametrize("name", ["", "ab", "Имя", "a b c", "-abc", "a" * 41, "<script>", "a/b/c"])
def test_names_that_are_refused(country, name):
    with pytest.raises(InputError):
        record.make_account(country, ADMINISTRATOR, name, now=NOW)


@pytest.mark.parametrize(
    "role",
    [
        NewRole("public"),
        NewRole("king"),
        NewRole("branch"),
        NewRole("branch", territory="KZ-99"),
        NewRole("branch", territory="KZ-11", seat="bureau-1"),
        NewRole("bureau_seat", seat="council-1"),
        NewRole("council_seat", seat="bureau-1"),
        NewRole("aide", seat="nobody"),
        NewRole("executor", office="nobody"),
        NewRole("administrator", territory="KZ"),
        NewRole("branch", territory="KZ-11", from_=date(2026, 2, 1), to=date(2026, 1, 1)),
    ],
)
def test_roles_that_cannot_be(country, hired, role):
    hired("somebody", password=None)
    with pytest.raises(InputError):
        record.give_role(country, ADMINISTRATOR, "somebody", role, now=NOW)


def test_a_role_holds_from_its_first_day_to_its_last(country, hired):
    hired(
        "branch-akmola", NewRole("branch", territory="KZ-11", from_=date(2026, 11, 21), to=date(2026, 11, 30))
    )
    held = [who(country, "branch-akmola", date(2026, 11, day)).role for day in (20, 21, 30)]
    assert held == ["public", "branch", "branch"]
    assert who(country, "branch-akmola", date(2026, 12, 1)).role == "public"


def test_a_seats_role_ends_with_the_tenure_under_which_it_was_given(country, hired):
    given = NewRole("council_seat", seat="council-1", from_=date(2022, 2, 1))
    hired("seat-1", given, password=None)
    assert who(country, "seat-1", date(2022, 2, 28)).role == "council_seat"
    # the roster names another holder from 1 March 2022 on
    assert who(country, "seat-1", date(2022, 3, 1)).role == "public"
    hired("seat-1-again", NewRole("council_seat", seat="council-1"), password=None)
    actor = who(country, "seat-1-again")
    assert (actor.role, actor.seat, actor.territory) == ("council_seat", "council-1", "KZ")


def test_a_new_holder_ends_the_old_ones_role_and_the_aides(country, hired):
    hired("bureau-1", NewRole("bureau_seat", seat="bureau-1"), password=None)
    hired("aide-1", NewRole("aide", seat="bureau-1"), password=None)
    tomorrow = TODAY + timedelta(days=1)
    changed = {**ROSTER, "bodies": [dict(body) for body in ROSTER["bodies"]]}
    bureau = next(body for body in changed["bodies"] if body["body"] == "bureau")
    bureau["seats"] = [
        {
            **bureau["seats"][0],
            "holders": [{"holder": "holder 1", "to": TODAY}, {"holder": "holder 2", "from": tomorrow}],
        }
    ]
    load_catalogue(country, ADMINISTRATOR, catalogue(roster=changed), today=TODAY, now=NOW)
    assert [who(country, name).role for name in ("bureau-1", "aide-1")] == ["bureau_seat", "aide"]
    assert [who(country, name, tomorrow).role for name in ("bureau-1", "aide-1")] == ["public", "public"]


def test_one_account_may_hold_several_roles(country, hired):
    hired(
        "both",
        NewRole("branch", territory="KZ-11"),
        NewRole("executor", office="ministry-health"),
        password=None,
    )
    actor = who(country, "both")
    assert actor.roles == {"branch", "executor"} and len(actor.capacities) == 2
    assert all(one.name == "both" and one.account == actor.account for one in actor.capacities)


def test_an_office_held_makes_a_conflict_of_interest_in_every_role(country, hired):
    roles = (NewRole("party_control", territory="KZ-11"), NewRole("executor", office="akimat-11-health"))
    hired("control-11", *roles, password=None)
    told = report("akmola-2021-2025/clinics", "2026-Q3", 5.0, "2026-10-05")
    record_reports(country, ADMINISTRATOR, [told], now=NOW)
    record_review(country, who(country, "control-11"), country.head(), "verified", None, now=NOW)
    with country.cursor() as cursor:
        assert cursor.execute("select reviewer, conflict from store.review").fetchall() == [
            ("control-11", True)
        ]
    logged = access_log(country, ADMINISTRATOR)[0]
    assert (logged.kind, logged.name, logged.role) == ("recorded", "control-11", "party_control")


def test_the_last_administrator_stays(country, hired):
    hired("chief", password=None)
    given = record.give_role(country, ADMINISTRATOR, "chief", NewRole("administrator"), now=NOW)
    for refused in (
        lambda: record.take_role(country, ADMINISTRATOR, given, now=NOW),
        lambda: record.close_account(country, ADMINISTRATOR, "chief", now=NOW),
    ):
        with pytest.raises(InputError, match="last administrator"):
            refused()
    assert who(country, "chief").role == "administrator"
    hired("deputy", NewRole("administrator"), password=None)
    record.take_role(country, ADMINISTRATOR, given, now=NOW)
    assert who(country, "chief").role == "public"


def test_only_an_administrator_keeps_accounts_and_a_refusal_is_written_down(country, hired):
    hired("branch-akmola", NewRole("branch", territory="KZ-11"), password=None)
    branch = who(country, "branch-akmola")
    for refused in (
        lambda: record.make_account(country, branch, "another", now=NOW),
        lambda: record.give_role(country, branch, "branch-akmola", NewRole("administrator"), now=NOW),
        lambda: record.invite_account(country, branch, "branch-akmola", now=NOW),
        lambda: accounts(country, branch, NOW, NOW),
        lambda: access_log(country, branch),
        lambda: accounts(country, Actor.public(), NOW, NOW),
    ):
        with pytest.raises(AccessRefused):
            refused()
    assert find_account(country, "another") is None
    told = [one.what for one in access_log(country, ADMINISTRATOR) if one.kind == "refused"]
    assert len(told) == 3 and all("manage_accounts" in what for what in told)


def test_the_list_tells_the_state_and_no_secret(country, hired):
    hired("branch-akmola", NewRole("branch", territory="KZ-11"))
    listed = accounts(country, ADMINISTRATOR, NOW, NOW)
    assert [(one.name, one.has_password, one.roles[0].of) for one in listed] == [
        ("branch-akmola", True, "KZ-11")
    ]
    assert "argon2" not in str(listed)


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/report?indicator=a/b&lang=kk", "/report?indicator=a/b&lang=kk"),
        ("/", "/"),
        (None, "/"),
        ("", "/"),
        ("report", "/"),
        ("//evil.example", "/"),
        ("///evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
        ("/\tx", "/"),
        (" //evil.example", "/"),
        ("/sign-out", "/"),
        ("/sign-in?next=/sign-in", "/"),
        ("/auth/logout", "/"),
        ("/" + "x" * 3000, "/"),
    ],
)
def test_signing_in_leads_back_to_our_own_pages_alone(asked, leads):
    assert way_back(asked) == leads


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:80", "[::1]:8501", "127.0.0.1"])
def test_this_machine_needs_no_encryption(host):
    assert is_this_machine(host) and cookie_name("a", host) == "a"


@pytest.mark.parametrize(
    "host", ["tracker.example.org", "10.0.0.5:8501", "localhost.example.org", "", "127.0.0.1.nip.io"]
)
def test_anywhere_else_does(host):
    assert not is_this_machine(host) and cookie_name("a", host) == "__Host-a"


def test_a_cookie_that_is_no_text_is_none():
    assert token_in({"tracker_session": object()}, "localhost") is None
    assert token_in({"tracker_session": "t"}, object()) is None
    assert token_in({"tracker_session": "t"}, "tracker.example.org") is None
    assert token_in({"tracker_session": "t"}, "localhost") == "t"


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda s, a: record.make_account_with_role(s, a, "ghost", NewRole("administrator"), now=NOW),
         "manage_accounts ghost"),
        (lambda s, a: record_workbook(s, a, "KZ", None, "en", 1, now=NOW), "report workbook of KZ"),
        (lambda s, a: load_catalogue(s, a, catalogue(), today=TODAY, now=NOW), "load"),
        (lambda s, a: check_move(s, a, "kz-2022-04-29", "frozen", now=NOW), "freeze_hearing hearing kz-2022-04-29"),
    ],
    ids=["account", "workbook", "load", "freeze"],
)  # fmt: skip
def test_what_is_refused_before_anything_is_written_is_logged_too(country, hired, act, said):
    hired("branch-akmola", NewRole("branch", territory="KZ-11"))
    heard = NewHearing("KZ", "ministry-health", ("republic-2021-2025",), date(2022, 4, 29), date(2022, 4, 15))
    assert record_hearing(country, ADMINISTRATOR, heard, now=NOW) == "kz-2022-04-29"
    with pytest.raises(AccessRefused):
        act(country, who(country, "branch-akmola"))
    told = [one for one in access_log(country, ADMINISTRATOR) if one.kind == "refused"]
    assert [(one.name, one.what) for one in told] == [("branch-akmola", said)]
