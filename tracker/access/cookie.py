"""The cookies of signing in: their names, and whether they may travel without encryption.

On this machine there is no encryption and none is needed. Anywhere else a cookie is Secure and its name begins with
``__Host-``, which a browser takes from this very host over encryption only: no neighbour can put one there.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address

SESSION, DEVICE, NEXT = "tracker_session", "tracker_device", "tracker_next"
_SAFE_PREFIX = "__Host-"


def is_this_machine(host: str) -> bool:
    """Whether a host, as a browser names it, is this machine; ``host`` may carry a port."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    name = name.strip("[]")
    if name == "localhost":
        return True
    try:
        parsed = ip_address(name)
    except ValueError:
        return False
    return (getattr(parsed, "ipv4_mapped", None) or parsed).is_loopback


def cookie_name(name: str, host: str) -> str:
    """The name a cookie has at a host."""
    return name if is_this_machine(host) else _SAFE_PREFIX + name


def token_in(cookies: Mapping[str, object], host: object, name: str = SESSION) -> str | None:
    """The token a browser sent, None where it sent none. Anything but texts is none."""
    if not isinstance(host, str):
        return None
    found = cookies.get(cookie_name(name, host))
    return found if isinstance(found, str) and found else None
