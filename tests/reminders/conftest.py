"""A real SMTP server on a free port of this machine, with a thread of its own, that keeps what it was given."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller

from tests import small_country
from tracker.reminders.post_office import PostOffice
from tracker.reminders.recipients import take_addresses
from tracker.store import Store

ADDRESSES = """recipient,address,language
branch:KZ,branch@example.kz,kk
council_seat:council-1,council@example.kz,ru
branch:KZ-11,refused@example.kz,en
party_control:KZ,control@example.kz,kk
"""


@dataclass
class Mailbox:
    """What arrived, and the addresses that are refused."""

    refused: set[str] = field(default_factory=set)
    letters: list[EmailMessage] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.commands.append(f"RCPT {address}")
        if address in self.refused:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        return "250 Message accepted"


@dataclass(frozen=True)
class Post:
    """The running server."""

    mailbox: Mailbox
    office: PostOffice


@pytest.fixture
def serve() -> Iterator[Callable[..., Post]]:
    """Start a server with the controller's options; all of them are stopped after the test."""
    running: list[Controller] = []

    def begin(mailbox: Mailbox | None = None, /, **options) -> Post:
        mailbox = mailbox or Mailbox()
        with socket.socket() as free:  # the controller knocks at the port it was given, so 0 will not do
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        running.append(Controller(mailbox, hostname="127.0.0.1", port=port, **options))
        running[-1].start()
        return Post(mailbox, PostOffice("127.0.0.1", port, "tracker@example.kz"))

    yield begin
    for controller in running:
        controller.stop()


@pytest.fixture
def post(serve) -> Post:
    """A server that takes everything."""
    return serve()


@pytest.fixture
def told(country: Store) -> Store:
    """The small country with a disputed report and silence, and the addresses of its people."""
    small_country.record(
        country,
        small_country.report("clinics", "2022-Q1", 12, "2022-04-05T06:00:00", verdict="disputed",
                             reviewer="control-kz", reviewed_at=small_country.NOW.replace(2022, 4, 7),
                             reason="two of them are shut"),
    )  # fmt: skip
    take_addresses(
        country, small_country.ADMINISTRATOR, "addresses.csv", ADDRESSES.encode(), now=small_country.NOW
    )
    return country
