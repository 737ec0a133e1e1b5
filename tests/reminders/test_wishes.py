"""An account's own wish of letters: confirmed by a letter before any figure goes out, stopped by a link in each."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.api.serving import serving
from tests.reminders.test_sending import NOW, outcomes, send, to
from tests.small_country import ADMINISTRATOR
from tracker.access import Actor
from tracker.access.account import actor_of, find_account
from tracker.api.letters import ROUTES
from tracker.errors import AccessRefused, InputError
from tracker.record.account import NewRole, close_account, give_role, make_account
from tracker.reminders.wishes import ask_for_letter, choose_letters, own_wish
from tracker.ui import cache, installation
from tracker.ui.installation import Installation

NAME, MAIL, WHO = "branch-kz", "own@example.kz", "account:branch-kz"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def person(told) -> Actor:
    """Somebody with an account in two roles."""
    make_account(told, ADMINISTRATOR, NAME, now=NOW)
    for role in ("branch", "party_control"):
        give_role(told, ADMINISTRATOR, NAME, NewRole(role, "KZ", from_=date(2022, 1, 1)), now=NOW)
    return actor_of(told, find_account(told, NAME), NOW.date())


@pytest.fixture
def pages(told, tmp_path):
    """The page behind a letter's link, served."""
    installation.use(Installation(tmp_path, store=told))
    with serving(ROUTES) as client:
        yield client
    installation.use(None)
    cache.forget()


def link_in(letter) -> str:
    """The path of the letter's own link."""
    return re.search(r"https://tracker\.example\.kz(/letters/\S+)", letter.get_content())[1]


def confirmed(told, post, pages, person) -> None:
    choose_letters(told, person, MAIL, "ru", "weekly", now=NOW)
    send(told, post.office)
    assert pages.post(link_in(to(post.mailbox, MAIL)), b"act=confirm", **FORM).status == 200
    post.mailbox.letters.clear()


def test_no_figure_goes_to_an_address_before_its_reader_confirmed_it(told, post, pages, person):
    choose_letters(told, person, MAIL, "ru", "weekly", now=NOW)
    assert outcomes(send(told, post.office))[WHO] == "question"
    asked = to(post.mailbox, MAIL)
    words = asked.get_content()
    assert "это ваш адрес" in asked["Subject"] and NAME in words
    assert "Поликлиники" not in words and "12" not in re.sub(r"https://\S+", "", words)
    path = link_in(asked)
    assert "Он ваш?" in pages.get(path).text
    assert own_wish(told, person).confirmed_at is None  # looking is not acting
    assert "подтверждён" in pages.post(path, b"act=confirm", **FORM).text
    post.mailbox.letters.clear()
    assert outcomes(send(told, post.office, NOW + timedelta(days=1)))[WHO] == "sent"  # the same week
    letter = to(post.mailbox, MAIL).get_content()
    assert "Поликлиники" in letter and "филиал: Kazakhstan" in letter
    # a new address starts anew
    choose_letters(told, person, "other@example.kz", "ru", "weekly", now=NOW)
    assert own_wish(told, person).confirmed_at is None


def test_the_link_stops_letters_by_a_button_and_by_the_mail_programs_one(told, post, pages, person):
    confirmed(told, post, pages, person)
    send(told, post.office, NOW + timedelta(days=8))
    letter = to(post.mailbox, MAIL)
    path = link_in(letter)
    assert letter["List-Unsubscribe"] == f"<https://tracker.example.kz{path}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Прекратить?" in pages.get(path).text and own_wish(told, person).often == "weekly"
    answer = pages.post(path, b"List-Unsubscribe=One-Click", Origin="https://mail.example.org", **FORM)
    assert answer.status == 200 and "больше не приходят" in answer.text and "set-cookie" not in answer.headers
    assert own_wish(told, person).often == "never"
    assert outcomes(send(told, post.office, NOW + timedelta(days=30)))[WHO] == "stopped"
    assert outcomes(send(told, post.office, NOW + timedelta(days=30), asked=[WHO]))[WHO] == "stopped"
    assert "больше не приходят" in pages.post(path, b"act=stop", **FORM).text  # twice is once
    choose_letters(
        told, person, MAIL, "kk", "weekly", now=NOW + timedelta(days=31)
    )  # the person alone turns it on
    assert outcomes(send(told, post.office, NOW + timedelta(days=31)))[WHO] == "sent"


def test_an_offices_letters_are_stopped_in_the_same_way(told, post, pages):
    send(told, post.office)
    path = link_in(to(post.mailbox, "branch@example.kz"))
    assert pages.post(path, b"act=stop", **FORM).status == 200
    found = outcomes(send(told, post.office, NOW + timedelta(days=8)))
    assert found["branch:KZ"] == "stopped" and found["council_seat:council-1"] == "sent"


@pytest.mark.parametrize("body", [b"", b"act=delete", b"List-Unsubscribe=Two-Clicks"])
def test_another_post_stops_nothing(told, post, pages, body):
    send(told, post.office)
    path = link_in(to(post.mailbox, "branch@example.kz"))
    pages.post(path, body, **FORM)
    assert outcomes(send(told, post.office, NOW + timedelta(days=8)))["branch:KZ"] == "sent"


def test_a_guessed_link_and_one_of_an_address_given_up_do_nothing(told, post, pages, person):
    confirmed(told, post, pages, person)
    send(told, post.office, NOW + timedelta(days=8))
    path = link_in(to(post.mailbox, MAIL))
    choose_letters(told, person, "other@example.kz", "ru", "weekly", now=NOW)
    for stale in (path, "/letters/" + "x" * 43, "/letters/..%2f..%2fx"):
        for answer in (pages.get(stale), pages.post(stale, b"act=stop", **FORM)):
            assert answer.status == 404
    assert own_wish(told, person).often == "weekly"
    assert pages.post(path, b"x" * 200_000, **FORM).status == 413


def test_only_when_asked_is_written_to_only_then(told, post, pages, person):
    confirmed(told, post, pages, person)
    choose_letters(told, person, MAIL, "ru", "asked", now=NOW)
    week = NOW + timedelta(days=8)
    assert outcomes(send(told, post.office, week))[WHO] == "stopped"
    ask_for_letter(told, person, now=week + timedelta(minutes=1))
    assert outcomes(send(told, post.office, week + timedelta(hours=1)))[WHO] == "sent"
    assert outcomes(send(told, post.office, week + timedelta(hours=2)))[WHO] == "stopped"


def test_a_closed_account_gets_nothing_and_an_office_of_the_same_address_is_written_to_once(
    told, post, pages, person
):
    confirmed(told, post, pages, person)
    choose_letters(told, person, "Branch@example.kz", "ru", "weekly", now=NOW)
    found = outcomes(send(told, post.office, NOW + timedelta(days=8)))
    assert WHO in found and "branch:KZ" not in found
    close_account(told, ADMINISTRATOR, NAME, now=NOW)
    found = outcomes(send(told, post.office, NOW + timedelta(days=16)))
    assert WHO not in found and "branch:KZ" in found


def test_an_address_is_chosen_and_read_by_its_own_account_alone(told, person):
    choose_letters(told, person, MAIL, "kk", "weekly", now=NOW)
    other = Actor("branch-kz-11", "branch", territory="KZ-11", account="another")
    assert own_wish(told, other) is None
    for nobody in (Actor.public(), Actor("branch-kz", "branch", territory="KZ")):
        with pytest.raises(AccessRefused):
            choose_letters(told, nobody, MAIL, "kk", "weekly", now=NOW)
        with pytest.raises(AccessRefused):
            own_wish(told, nobody)
    for wrong in ("nobody", "a@b", "a@example.kz\nBcc: b@example.kz", "a" * 250 + "@example.kz"):
        with pytest.raises(InputError, match="no e-mail address"):
            choose_letters(told, person, wrong, "kk", "weekly", now=NOW)
    choose_letters(told, person, "", "kk", "weekly", now=NOW)
    assert own_wish(told, person) is None
    with told.cursor() as cursor:
        kept = cursor.execute("select what from store.access_entry where kind = 'letters_chosen'").fetchall()
    assert kept and not any("@" in what for (what,) in kept)
