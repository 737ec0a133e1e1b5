"""Whom a proxy speaks for: believed of named ones alone, and only what they wrote themselves."""

from __future__ import annotations

import pytest

from tracker.access.proxy import read_proxies, who_asks
from tracker.errors import UsageError

NAMED = read_proxies("10.0.0.5, 10.1.0.0/24,2001:db8::5")


@pytest.mark.parametrize(
    ("peer", "forwarded", "asker"),
    [
        ("10.0.0.5", ["203.0.113.7"], "203.0.113.7"),
        ("10.0.0.5", ["198.51.100.9, 203.0.113.7"], "203.0.113.7"),  # the left end anybody could have sent
        ("10.0.0.5", ["127.0.0.1", "203.0.113.7"], "203.0.113.7"),
        ("10.0.0.5", ["203.0.113.7, 10.1.0.9"], "203.0.113.7"),  # through a second named one
        ("10.0.0.5", ["203.0.113.7:4711"], "203.0.113.7"),
        ("10.0.0.5", ["[2001:db8::7]:4711"], "2001:db8::7"),
        ("::ffff:10.0.0.5", ["203.0.113.7"], "203.0.113.7"),
        ("2001:db8::5", ["203.0.113.7"], "203.0.113.7"),
        ("10.0.0.5", [], "10.0.0.5"),
        ("10.0.0.5", ["unknown"], "10.0.0.5"),
        ("10.0.0.5", ["203.0.113.7, <script>"], "10.0.0.5"),
        ("10.0.0.5", ["10.1.0.9"], "10.1.0.9"),
        ("10.0.0.6", ["203.0.113.7"], "10.0.0.6"),  # not named: whatever it writes is nothing
        ("127.0.0.1", ["203.0.113.7"], "127.0.0.1"),
        ("", ["203.0.113.7"], ""),
    ],
)
def test_who_asks(peer, forwarded, asker):
    assert who_asks(peer, forwarded, NAMED) == asker


def test_without_named_proxies_nobody_is_believed():
    assert who_asks("127.0.0.1", ["203.0.113.7"], read_proxies("")) == "127.0.0.1"


@pytest.mark.parametrize(
    "text", ["proxy.example.org", "10.0.0.0/8/8", "10.0.0.5/24", "0.0.0.0/0", "::/0", "*"]
)
def test_what_is_no_proxy_is_refused_in_words(text):
    with pytest.raises(UsageError):
        read_proxies(text)
