"""Plain HTML forms: one hidden field against forged posts, a key against double ones, bytes counted as they come.

A page asks :func:`open_form` for the field and puts the form's cookie on its answer; the route that takes the post
asks :func:`parse_form`. The field is signed, bound to the browser's cookie, to the form's purpose and to whatever else
the page names (a session, a link), and ends after some hours. A page with a form answers with ``FORM_HEADERS``: under
the stricter referrer policy a browser would not say where its post comes from.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlsplit

from starlette.datastructures import UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from tracker import clock
from tracker.errors import InputError

FIELD = "form_token"
COOKIE = "tracker_form"
FORM_HEADERS = {"Referrer-Policy": "same-origin", "Cache-Control": "no-store"}
MOST_TEXT = 64 * 2**10  # bytes of a form without files
HOURS = 12
_MOST_FIELDS = 500
_THROWN_AWAY = 16 * 2**20
# forms opened before a restart are refused in words, unless the installation names a secret of its own
_SECRET = hashlib.sha256(os.environ.get("TRACKER_SECRET", "").encode() or secrets.token_bytes(32)).digest()


class FormRefused(InputError):
    """A post that is not taken, with its HTTP status; ``typed`` is what it held, to be shown again with a new field."""

    def __init__(self, template: str, /, *, status: int, typed: Posted | None = None, **values) -> None:
        super().__init__(template, **values)
        self.status, self.typed = status, typed


@dataclass(frozen=True, slots=True)
class Form:
    """A form about to be shown: its hidden field as HTML, and the cookie the field is bound to."""

    hidden: str
    browser: str
    fresh: bool

    def put_cookie(self, response: Response) -> None:
        """Set the browser's cookie where it has none yet; Secure is added by the server's armour over https."""
        if self.fresh:
            response.set_cookie(COOKIE, self.browser, path="/", httponly=True, samesite="lax")


@dataclass(frozen=True, slots=True)
class Posted:
    """What a form sent. ``key`` is the same for the same showing of the form: the key of whatever is recorded."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    key: str = ""

    def text(self, name: str) -> str:
        """The field's last value, empty where it was not sent."""
        return self.fields.get(name, [""])[-1]


def open_form(request: Request, purpose: str, *, bound_to: str = "", now: datetime | None = None) -> Form:
    """The hidden field of a form that is about to be shown."""
    known = request.cookies.get(COOKIE, "")
    browser = known if 20 <= len(known) <= 64 and known.isascii() else secrets.token_urlsafe(24)
    ends = str(_seconds(now or clock.now()) + HOURS * 3600)
    nonce = secrets.token_urlsafe(12)
    token = f"{ends}.{nonce}.{_signed(purpose, bound_to, browser, ends, nonce)}"
    hidden = f'<input type="hidden" name="{FIELD}" value="{escape(token, quote=True)}">'
    return Form(hidden, browser, browser != known)


async def parse_form(
    request: Request,
    purpose: str,
    limit: int = MOST_TEXT,
    *,
    bound_to: str = "",
    most_files: int = 0,
    now: datetime | None = None,
) -> Posted:
    """Read a post of the form opened for this purpose, at most ``limit`` bytes of it, files included.

    Raises FormRefused: 403 for one that comes from elsewhere or whose field is missing, forged or too old, 413 for
    one too large, 400 for one that cannot be read, 415 for what is no form.
    """
    if not _comes_from_here(request):
        raise FormRefused(
            "This was sent from a page that is not the tracker's, so nothing was done.", status=403
        )
    posted = await read_post(request, limit, most_files)
    token = posted.text(FIELD)
    posted.fields.pop(FIELD, None)
    ends, _, rest = token.partition(".")
    nonce, _, signature = rest.partition(".")
    right = _signed(purpose, bound_to, request.cookies.get(COOKIE, ""), ends, nonce)
    if not hmac.compare_digest(right.encode(), signature.encode()):
        raise FormRefused(
            "This form does not belong to this browser, or the server was started anew since it was opened. "
            "Nothing was done; send it once more from the page shown now.",
            status=403,
            typed=posted,
        )
    if int(ends) <= _seconds(now or clock.now()):
        raise FormRefused(
            "This form was opened more than {hours} hours ago. Nothing was done; send it once more from the page "
            "shown now.",
            status=403,
            typed=posted,
            hours=HOURS,
        )
    return Posted(posted.fields, posted.files, f"form-{nonce}")


async def counted(request: Request, limit: int) -> AsyncIterator[bytes]:
    """The body as it comes, also where its length was not said before. Raises FormRefused (413) beyond the limit.

    What goes beyond it by little is still read, and thrown away: a browser that is cut off in the middle of sending
    shows no answer at all.
    """
    told = request.headers.get("content-length", "")
    length = int(told) if told.isdigit() else 0
    if length > limit + _THROWN_AWAY:
        raise _too_large(limit)
    total = 0
    async for chunk in request.stream():
        total += len(chunk)
        if total > limit + _THROWN_AWAY:
            break
        if max(total, length) <= limit:
            yield chunk
    if max(total, length) > limit:
        raise _too_large(limit)


def _too_large(limit: int) -> FormRefused:
    return FormRefused(
        "This is larger than {most} KB, which is the most that can be sent here.",
        status=413,
        most=limit // 1024,
    )


async def read_post(request: Request, limit: int = MOST_TEXT, most_files: int = 0) -> Posted:
    """The fields of a post from anywhere, for an address that is its own permission. Raises FormRefused (413, 400,
    415) as :func:`parse_form` does.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = counted(request, limit)
    try:
        if kind == "application/x-www-form-urlencoded":
            parsed = await FormParser(
                request.headers, body, max_fields=_MOST_FIELDS, max_part_size=limit
            ).parse()
        elif kind == "multipart/form-data":
            parsed = await MultiPartParser(
                request.headers, body, max_files=most_files, max_fields=_MOST_FIELDS, max_part_size=limit
            ).parse()
        else:
            raise FormRefused("This is no form; nothing was done.", status=415)
    except (MultiPartException, ClientDisconnect, KeyError, UnicodeError):
        raise FormRefused("The form arrived damaged; send it once more.", status=400) from None
    posted = Posted()
    for name, value in parsed.multi_items():
        if isinstance(value, UploadFile):
            posted.files[name] = (value.filename or "", await value.read())
        else:
            posted.fields.setdefault(name, []).append(value)
    await parsed.close()
    return posted


def _comes_from_here(request: Request) -> bool:
    """What the browser says of where the post comes from; one that says nothing must show the signed field alone."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")


def _seconds(instant: datetime) -> int:
    return int(instant.replace(tzinfo=UTC).timestamp())


def _signed(*parts: str) -> str:
    told = "\x1f".join(f"{len(part)}:{part}" for part in parts)
    return hmac.new(_SECRET, told.encode(), hashlib.sha256).hexdigest()
