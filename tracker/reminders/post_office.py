"""Handing letters to an SMTP server: one connection, encrypted before a password is spoken, each letter on its own.

Owns the settings (environment variables ``TRACKER_SMTP_*``) and the letter's headers. No password, address or text of
a letter ever stands in an error or a log.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from pathlib import Path

from tracker.errors import EnvironmentFault, UsageError

VARIABLES = ("HOST", "PORT", "USER", "PASSWORD_FILE", "FROM")
SUBMISSION = 587
SECONDS = 30
# an address longer than a line would otherwise be written as an encoded word, which nobody can follow
_UNBROKEN = SMTP.clone(max_line_length=900)
_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class PostOffice:
    """An SMTP server and how to speak to it; without ``user`` it asks for no password."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a letter: ``sent``, ``refused`` (this recipient, with the server's code) or ``failed``."""

    recipient: str
    outcome: str
    code: int | None = None


def post_office(environment: Mapping[str, str]) -> PostOffice | None:
    """The server that the environment names, None where it names none. Raises UsageError, EnvironmentFault."""
    given = {name: environment.get(f"TRACKER_SMTP_{name}", "").strip() for name in VARIABLES}
    if not given["HOST"]:
        return None
    if not given["FROM"]:
        raise UsageError("TRACKER_SMTP_FROM is not set: say which address the letters come from.")
    if given["PORT"] and not given["PORT"].isdecimal():
        raise UsageError("TRACKER_SMTP_PORT is no number of a port.")
    password = None
    if given["USER"]:
        if not given["PASSWORD_FILE"]:
            raise UsageError("TRACKER_SMTP_PASSWORD_FILE is not set: name the file that holds the password.")
        try:
            password = Path(given["PASSWORD_FILE"]).read_text("utf-8").strip()
        except OSError as error:
            raise EnvironmentFault(
                "The file of the mail password cannot be read: {reason}.", reason=error.strerror
            ) from None
    port = int(given["PORT"] or SUBMISSION)
    return PostOffice(given["HOST"], port, given["FROM"], given["USER"] or None, password)


def letter(
    sender: str, address: str, subject: str, text: str, language: str, stop: str | None = None
) -> EmailMessage:
    """A letter as it travels: plain text in its language, marked as made by a program. ``stop`` is the address that
    stops such letters, also by the mail program's own button (RFC 2369; over https RFC 8058: one click, by a POST).
    """
    made = EmailMessage(policy=_UNBROKEN)
    made["From"] = sender
    made["To"] = address
    made["Subject"] = subject
    made["Date"] = formatdate(usegmt=True)
    made["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or "localhost")
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    if stop is not None:
        made["List-Unsubscribe"] = f"<{stop}>"
        if stop.startswith("https://"):
            made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(text, charset="utf-8", cte="base64")
    made["Content-Language"] = language  # after the content, which takes such headers away
    return made


def deliver(office: PostOffice, letters: Iterable[tuple[str, EmailMessage]]) -> Iterator[Delivery]:
    """Hand over letters (recipient's id, letter) one after another; a refused one does not stop the others.

    Raises EnvironmentFault where the server cannot be reached, does not encrypt, or refuses the password.
    """
    connection: smtplib.SMTP | None = None
    try:
        for recipient, made in letters:
            if connection is None:
                connection = _connect(office)
            try:
                connection.send_message(made)
                yield Delivery(recipient, "sent")
            except smtplib.SMTPRecipientsRefused as refused:
                code = next(iter(refused.recipients.values()))[0]
                yield Delivery(recipient, "refused" if code >= 500 else "failed", code)
            except smtplib.SMTPResponseException as error:
                yield Delivery(recipient, "failed", error.smtp_code)
            except (smtplib.SMTPException, OSError):
                connection = None  # gone: the next letter tries again
                yield Delivery(recipient, "failed")
    finally:
        if connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()


def _connect(office: PostOffice) -> smtplib.SMTP:
    where = {"host": office.host, "port": office.port}
    try:
        connection = smtplib.SMTP(office.host, office.port, timeout=SECONDS)
    except (smtplib.SMTPException, OSError):
        raise EnvironmentFault("The mail server {host}:{port} cannot be reached.", **where) from None
    try:
        _sign_in(connection, office, where)
    except BaseException:
        connection.close()
        raise
    return connection


def _sign_in(connection: smtplib.SMTP, office: PostOffice, where: dict[str, object]) -> None:
    try:
        connection.ehlo()
        if connection.has_extn("starttls"):
            connection.starttls(context=ssl.create_default_context())
            connection.ehlo()
        elif office.user is not None or office.host not in _HERE:
            raise EnvironmentFault(
                "The mail server {host}:{port} offers no encryption (STARTTLS); nothing was sent.", **where
            )
        if office.user is not None:
            connection.login(office.user, office.password or "")
    except smtplib.SMTPAuthenticationError:
        raise EnvironmentFault(
            "The mail server {host}:{port} does not accept the password.", **where
        ) from None
    except ssl.SSLError:
        raise EnvironmentFault(
            "The mail server {host}:{port} shows a certificate that this machine does not trust.", **where
        ) from None
    except (smtplib.SMTPException, OSError):
        raise EnvironmentFault("The mail server {host}:{port} cannot be reached.", **where) from None
