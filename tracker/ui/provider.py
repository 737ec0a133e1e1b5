"""The organisation's identity provider, as the environment names it: what the platform's own sign-in is told.

``TRACKER_OIDC_METADATA_URL``, ``TRACKER_OIDC_CLIENT_ID`` and ``TRACKER_OIDC_CLIENT_SECRET`` come from the provider,
``TRACKER_URL`` is the address under which browsers reach the tracker. The secret that signs the platform's cookie is
made anew at every start unless ``TRACKER_OIDC_COOKIE_SECRET`` names one: the cookie lives for seconds.
"""

from __future__ import annotations

import os
import secrets

_NAMES = ("TRACKER_OIDC_METADATA_URL", "TRACKER_OIDC_CLIENT_ID", "TRACKER_OIDC_CLIENT_SECRET", "TRACKER_URL")
_COOKIE = "TRACKER_OIDC_COOKIE_SECRET"


def is_set_up() -> bool:
    """Whether the environment names a provider."""
    return all(os.environ.get(name) for name in _NAMES)


def platform_secrets() -> dict[str, dict[str, str]] | None:
    """The platform's ``[auth]`` settings, None where no provider is named."""
    if not is_set_up():
        os.environ.pop(_COOKIE, None)
        return None
    metadata, client, password, address = (os.environ[name] for name in _NAMES)
    cookie = os.environ.setdefault(_COOKIE, secrets.token_urlsafe(32))
    return {
        "auth": {
            "redirect_uri": f"{address.rstrip('/')}/oauth2callback",
            "cookie_secret": cookie,
            "client_id": client,
            "client_secret": password,
            "server_metadata_url": metadata,
        }
    }


class ReturnFromProvider:
    """Lead back from the provider to our own route, which makes a session of its word: the platform would lead to the
    first page and leave its cookie for thirty days.
    """

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http" or scope["path"] != "/oauth2callback":
            await self.app(scope, receive, send)
            return

        async def sending(message) -> None:
            if message["type"] == "http.response.start":
                headers = [
                    (name, b"/sign-in/return" if name.lower() == b"location" else value)
                    for name, value in message["headers"]
                ]
                message = {**message, "headers": headers}
            await send(message)

        await self.app(scope, receive, sending)
