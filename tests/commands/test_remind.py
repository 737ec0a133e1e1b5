"""``tracker remind``: addresses in, who would get a letter, and what is missing, in words and exit codes."""

from __future__ import annotations

import pytest

HEAD = "recipient,address,language,weekly\n"


@pytest.fixture
def written(reported):
    reported.write(
        "addresses.csv", f"{HEAD}branch:KZ-11,branch@example.kz,kk,yes\nbranch:KZ,center@example.kz,ru,no\n"
    )
    said = reported.type("remind", "--addresses", "addresses.csv")
    assert (said.code, said.out) == (0, "Addresses kept: 2.\n")
    return reported


def test_a_dry_run_names_offices_and_no_address(written):
    said = written.type("remind", "--dry-run", "--as-of", "2022-04-15")
    assert said.code == 0 and "branch:KZ-11: would get a letter" in said.out
    assert "branch:KZ: wants no letters." in said.out and "example.kz" not in said.out + said.err


def test_without_a_mail_server_it_says_what_to_set(written):
    said = written.type("remind")
    assert said.code == 2 and "set TRACKER_SMTP_HOST, or say --dry-run" in said.err


def test_a_server_that_is_not_there_is_another_fault(written):
    said = written.type("remind", "--as-of", "2022-04-15", TRACKER_SMTP_HOST="127.0.0.1", TRACKER_SMTP_PORT="9",
                        TRACKER_SMTP_FROM="tracker@example.kz")  # fmt: skip
    assert said.code == 3 and "The mail server 127.0.0.1:9 cannot be reached." in said.err


def test_without_addresses_it_says_how_to_give_them(reported):
    assert "give a file of them with --addresses" in reported.type("remind", "--dry-run").out


def test_a_bad_file_of_addresses_is_refused_whole_with_its_lines(reported):
    reported.write("addresses.csv", f"{HEAD}branch:KZ-11,branch@example.kz,kk,yes\nbranch:KZ,nobody,ru,no\n")
    said = reported.type("remind", "--addresses", "addresses.csv")
    assert said.code == 1 and said.out.startswith("addresses.csv:3:2: This is no e-mail address.")
    assert "No address is kept" in reported.type("remind", "--dry-run").out
