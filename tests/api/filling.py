"""A browser without script: keeps cookies, finds forms on a page, fills them in and sends them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import uuid4

from tests.api.serving import Answer


@dataclass(slots=True)
class Form:
    """A form of a page: where it leads, its fields as they stand, the buttons that may be pressed."""

    action: str
    fields: dict[str, str]
    buttons: list[str]
    text: str


@dataclass(slots=True)
class Browser:
    """One browser of one person."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    address: str = ""

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(
        self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None, **headers: str
    ) -> Answer:
        """Send fields, and a file as the browser would; follows the way on."""
        if file is None:
            return self._ask("POST", path, urlencode(fields).encode(),
                             {"Content-Type": "application/x-www-form-urlencoded", **headers})  # fmt: skip
        edge = uuid4().hex
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{said}\r\n'.encode()
                 for name, said in fields.items()]  # fmt: skip
        parts.append(
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\n'
            f"Content-Type: application/octet-stream\r\n\r\n".encode()
            + file[1]
            + f"\r\n--{edge}--\r\n".encode()
        )
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        return self._ask("POST", path, b"".join(parts), {**kind, **headers})

    def _ask(
        self, verb: str, path: str, body: bytes | None, headers: dict[str, str], hops: int = 3
    ) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            if self.cookies:
                headers = {**headers, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
            connection.request(verb, path, body, headers)
            got = connection.getresponse()
            answer = Answer(got.status, got.headers, got.read())
        finally:
            connection.close()
        for line in answer.headers.get_all("set-cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
                if morsel["max-age"] == "0":
                    del self.cookies[name]
        self.address = path
        if answer.status == 303 and hops:
            return self._ask("GET", answer.headers["location"], None, {}, hops - 1)
        return answer


def forms_of(answer: Answer) -> list[Form]:
    """Every form of a page."""
    found = []
    for attributes, inner in re.findall(r"<form ([^>]*)>(.*?)</form>", answer.text, re.S):
        action = re.search(r'action="([^"]*)"', attributes)
        inputs = re.findall(r"<input ([^>]*)>", inner)
        fields = {
            name[1]: unescape((re.search(r' value="([^"]*)"', " " + one) or ["", ""])[1])
            for one in inputs
            if (name := re.search(r'name="([^"]*)"', one)) and 'type="file"' not in one
        }
        buttons = [unescape(value) for value in re.findall(r'<button[^>]*name="tap" value="([^"]*)"', inner)]
        found.append(Form(unescape(action[1]) if action else "", fields, buttons, unescape(inner)))
    return found
