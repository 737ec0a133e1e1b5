"""Proxies in front of the server: whom they speak for, believed of those alone that the administrator named.

A proxy writes into ``X-Forwarded-For`` who asked it, after whatever it was sent; so the list is read from its right
end, and the first address that is no named proxy is who asks. What stands further left anybody could have written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from tracker.errors import UsageError

Network = IPv4Network | IPv6Network


def read_proxies(text: str) -> tuple[Network, ...]:
    """Addresses and networks with commas between them. Raises UsageError for what is neither, or is everybody."""
    found = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        try:
            network = ip_network(part)
        except ValueError:
            raise UsageError("--proxies {text}: {part} is no address and no network, such as 10.0.0.5 or 10.0.0.0/24.",
                             text=text, part=part) from None  # fmt: skip
        if network.prefixlen == 0:
            raise UsageError("--proxies {text}: {part} is everybody, and anybody could then pass for anybody.",
                             text=text, part=part)  # fmt: skip
        found.append(network)
    return tuple(found)


def is_proxy(address: str, proxies: Iterable[Network]) -> bool:
    """Whether an address is a named proxy's."""
    parsed = _parsed(address)
    return parsed is not None and any(parsed in one for one in proxies)


def who_asks(peer: str, forwarded: Sequence[str], proxies: Sequence[Network]) -> str:
    """The address of whoever asks: the peer, or whom the named proxies say they speak for.

    ``forwarded`` are the values of ``X-Forwarded-For`` in the order they came. An entry that is no address ends the
    reading: what a named proxy wrote before it holds.
    """
    if not is_proxy(peer, proxies):
        return peer
    known = peer
    for hop in reversed(",".join(forwarded).split(",")):
        parsed = _parsed(hop)
        if parsed is None:
            return known
        known = str(parsed)
        if not is_proxy(known, proxies):
            return known
    return known


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    """An address, also with a port behind it; an IPv4 one written as IPv6 is that IPv4 one."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
