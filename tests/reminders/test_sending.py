"""Letters that remind, through a real SMTP server: whom, how often, in which words, and what stays unsaid."""

from __future__ import annotations

import logging
import ssl
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from tests.reminders.conftest import Mailbox
from tests.small_country import ADMINISTRATOR
from tracker.access import Actor
from tracker.errors import AccessRefused, EnvironmentFault, InputError, ProblemsError, UsageError
from tracker.reminders.post_office import PostOffice, post_office
from tracker.reminders.recipients import take_addresses
from tracker.reminders.sending import remind
from tracker.text import NO_BREAK

EVE = date(2022, 4, 15)
NOW = datetime(2022, 4, 15, 6)
SECRET = "a-secret-that-nobody-reads"


def outcomes(told) -> dict[str, str]:
    return {one.recipient: one.outcome for one in told}


def send(store, office, now=NOW, **further):
    return remind(store, ADMINISTRATOR, office, now=now, address="https://tracker.example.kz/", **further)


def to(mailbox: Mailbox, address: str):
    return next(letter for letter in mailbox.letters if letter["To"] == address)


def test_the_branchs_letter_comes_in_kazakh_with_what_it_owes_and_what_came_back(told, post):
    assert outcomes(send(told, post.office))["branch:KZ"] == "sent"
    letter = to(post.mailbox, "branch@example.kz")
    words = letter.get_content().replace(NO_BREAK, " ")
    assert "күтіп тұрған мәселе" in letter["Subject"]
    assert letter["Content-Language"] == "kk" and letter["Auto-Submitted"] == "auto-generated"
    assert letter["From"] == "tracker@example.kz" and letter["Message-ID"].endswith("@example.kz>")
    assert parsedate_to_datetime(letter["Date"]).tzinfo is not None
    assert letter.get_content_charset() == "utf-8" and letter.get_content_type() == "text/plain"
    assert "Емхана: 12 нысан; control-kz: two of them are shut" in words
    assert "Сіз тапсыруға тиіс есептер" in words


def test_the_link_names_a_page_and_a_language_and_signs_nobody_in(told, post):
    send(told, post.office)
    words = to(post.mailbox, "council@example.kz").get_content()
    links = [line.split()[-1] for line in words.splitlines() if "https://" in line]
    assert links[0] == "https://tracker.example.kz/digest?lang=ru"
    assert links[1].startswith("https://tracker.example.kz/letters/") and len(links) == 2


def test_a_second_run_within_a_week_sends_nothing_and_one_after_a_week_does(told, post):
    first = len([one for one in send(told, post.office) if one.outcome == "sent"])
    assert first and "sent" not in outcomes(send(told, post.office, NOW + timedelta(days=6))).values()
    assert len(post.mailbox.letters) == first
    send(told, post.office, NOW + timedelta(days=7))
    assert len(post.mailbox.letters) == 2 * first


def test_who_asks_gets_one_at_once_and_nobody_else_does(told, post):
    send(told, post.office)
    before = len(post.mailbox.letters)
    assert outcomes(send(told, post.office, asked=["branch:KZ"])) == {"branch:KZ": "sent"}
    assert len(post.mailbox.letters) == before + 1


def test_a_refused_recipient_is_kept_in_mind_and_does_not_stop_the_others(told, serve):
    post = serve(Mailbox(refused={"branch@example.kz"}))
    told_of = {one.recipient: one for one in send(told, post.office)}
    assert (told_of["branch:KZ"].outcome, told_of["branch:KZ"].code) == ("refused", 550)
    assert told_of["council_seat:council-1"].outcome == "sent"
    with told.cursor() as cursor:
        kept = cursor.execute(
            "select outcome, code from store.digest_sent where recipient = 'branch:KZ'"
        ).fetchall()
    assert kept == [("refused", 550)]
    assert outcomes(send(told, post.office, NOW + timedelta(days=1)))["branch:KZ"] == "too_soon"


def test_a_dry_run_says_whom_and_sends_and_keeps_nothing(told, post):
    assert outcomes(send(told, post.office, dry_run=True))["branch:KZ"] == "would_send"
    assert not post.mailbox.letters and not post.mailbox.commands
    assert outcomes(send(told, post.office))["branch:KZ"] == "sent"


def test_who_wants_none_and_who_owes_nothing_gets_none(told, post):
    stop = "recipient,address,language,weekly\nbranch:KZ,b@example.kz,kk,no\nexecutor:akimat-11,a@example.kz,kk,yes\n"
    take_addresses(told, ADMINISTRATOR, "addresses.csv", stop.encode(), now=NOW)
    found = outcomes(send(told, post.office))
    assert (found["branch:KZ"], found["executor:akimat-11"]) == ("stopped", "nothing")


def test_sending_does_not_move_the_ledger(told, post):
    head = told.head()
    send(told, post.office)
    assert told.head() == head


def test_a_password_is_never_spoken_without_encryption(told, serve, caplog):
    post = serve(auth_require_tls=False)
    caplog.set_level(logging.DEBUG)
    office = PostOffice(post.office.host, post.office.port, "tracker@example.kz", "tracker", SECRET)
    with pytest.raises(EnvironmentFault, match="no encryption") as refused:
        send(told, office)
    assert SECRET not in str(refused.value) and SECRET not in repr(office) and SECRET not in caplog.text
    assert not post.mailbox.letters


@pytest.fixture
def encrypted(tmp_path, serve, monkeypatch):
    """A server that asks for STARTTLS and a password, with a certificate this process trusts."""
    certificate, key = _certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    spoken: list[tuple[bytes, bytes]] = []

    def check(server, session, envelope, mechanism, data):
        from aiosmtpd.smtp import AuthResult

        spoken.append((data.login, data.password))
        return AuthResult(success=data.password == SECRET.encode(), handled=False)

    post = serve(tls_context=context, require_starttls=True, auth_required=True, authenticator=check)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return post, spoken


def _environment(post, tmp_path, password: str) -> dict[str, str]:
    (tmp_path / "password").write_text(password + "\n")
    return {
        "TRACKER_SMTP_HOST": post.office.host,
        "TRACKER_SMTP_PORT": str(post.office.port),
        "TRACKER_SMTP_USER": "tracker",
        "TRACKER_SMTP_PASSWORD_FILE": str(tmp_path / "password"),
        "TRACKER_SMTP_FROM": "tracker@example.kz",
    }


def test_with_encryption_the_password_of_the_file_opens_the_server(told, encrypted, tmp_path):
    post, spoken = encrypted
    send(told, post_office(_environment(post, tmp_path, SECRET)))
    assert to(post.mailbox, "branch@example.kz") and spoken[0] == (b"tracker", SECRET.encode())


def test_a_wrong_password_is_said_without_saying_it(told, encrypted, tmp_path, caplog):
    post, _ = encrypted
    caplog.set_level(logging.DEBUG)
    with pytest.raises(EnvironmentFault, match="does not accept the password") as refused:
        send(told, post_office(_environment(post, tmp_path, "wrong-and-secret")))
    assert "wrong-and-secret" not in str(refused.value) + caplog.text and not post.mailbox.letters


def test_a_certificate_nobody_trusts_gets_nothing(told, encrypted, tmp_path, monkeypatch):
    post, spoken = encrypted
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(EnvironmentFault, match="does not trust"):
        send(told, post_office(_environment(post, tmp_path, SECRET)))
    assert not spoken


def test_a_server_that_is_not_there_is_said(told):
    with pytest.raises(EnvironmentFault, match="cannot be reached"):
        send(told, PostOffice("127.0.0.1", 9, "tracker@example.kz"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"TRACKER_SMTP_HOST": "mail"}, "TRACKER_SMTP_FROM is not set"),
        (
            {"TRACKER_SMTP_HOST": "mail", "TRACKER_SMTP_FROM": "a@b.kz", "TRACKER_SMTP_PORT": "smtp"},
            "no number",
        ),
        (
            {"TRACKER_SMTP_HOST": "mail", "TRACKER_SMTP_FROM": "a@b.kz", "TRACKER_SMTP_USER": "u"},
            "PASSWORD_FILE",
        ),
    ],
)
def test_half_a_setting_is_said(given, words):
    with pytest.raises(UsageError, match=words):
        post_office(given)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("branch:KZ-99,a@example.kz,kk", "no recipient branch:KZ-99"),
        ("branch:KZ,nobody,kk", "no e-mail address"),
        ('branch:KZ,"a@example.kz\nBcc: b@example.kz",kk', "no e-mail address"),
        ("branch:KZ,a@example.kz,de", "no language"),
        ("account:nobody,a@example.kz,kk", "no recipient account:nobody"),
        ("branch:KZ,a@example.kz,kk,daily", "not how often letters come"),
    ],
)
def test_a_bad_address_is_named_with_its_line_and_nothing_is_kept(country, line, words):
    with pytest.raises(ProblemsError, match=words):
        take_addresses(
            country, ADMINISTRATOR, "a.csv", f"recipient,address,language,weekly\n{line}\n".encode(), now=NOW
        )
    with country.cursor() as cursor:
        assert cursor.execute("select count(*) from store.letter_wish").fetchall() == [(0,)]


def test_only_the_administrator_handles_addresses(told, post):
    branch = Actor("branch-kz", "branch", territory="KZ")
    with pytest.raises(AccessRefused):
        remind(told, branch, post.office, now=NOW)
    with pytest.raises(AccessRefused):
        take_addresses(told, branch, "a.csv", b"recipient,address,language\n", now=NOW)


def test_nobody_of_that_name_is_said(told, post):
    with pytest.raises(InputError, match="No address is kept for branch:KZ-77"):
        send(told, post.office, asked=["branch:KZ-77"])


def _certificate(folder):
    """A certificate for 127.0.0.1 that signs itself."""
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(today - timedelta(days=2)).not_valid_after(today + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    certificate, private = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate, private
