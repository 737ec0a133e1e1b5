"""Sending a file of reports to a running server: the same checks, the same words, nothing of it written in part.

Owns the way over the network: the token, what the server says back, what to do when it does not answer.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from tracker.commands.call import Call
from tracker.errors import AccessRefused, EnvironmentFault, InputError, UsageError

PATH = "/api/v1/reports"
TOKEN = "TRACKER_TOKEN"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TRIES = 3
_LONGEST_WAIT = 60
_SECONDS = 120


def send(call: Call, file: str, data: bytes, server: str, *, dry_run: bool) -> int:
    """Send the file and say what became of it; returns the exit code.

    Raises UsageError, InputError (no token), AccessRefused, EnvironmentFault where the server does not answer.
    """
    address, token = _address(server), _token(call)
    query = f"?lang={call.language}" + ("&dry_run=true" if dry_run else "")
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": _XLSX if data.startswith(b"PK") else "text/csv",
        # a try repeated after the line broke is the same request, and counts once
        "Idempotency-Key": secrets.token_hex(16),
        "User-Agent": "tracker import",
    }
    status, told = _answered(address, query, data, headers)
    if status in (200, 201):
        return _said(call, told, dry_run=dry_run)
    if status == 422:
        return _faults(call, file, told)
    detail = str(told.get("detail", status))
    if status in (401, 403):
        raise AccessRefused("The server refused: {reason}", reason=detail)
    if status in (400, 404, 413, 415):
        raise InputError("The server refused: {reason}", reason=detail)
    raise EnvironmentFault("The server could not take it: {reason}", reason=detail)


def _address(server: str) -> SplitResult:
    address = urlsplit(server)
    if address.scheme not in ("http", "https") or not address.hostname or address.query or address.username:
        raise UsageError("--server {url}: name the server as https://tracker.example.org.", url=server)
    if address.scheme == "http" and not _is_this_machine(address.hostname):
        raise UsageError(
            "--server {url}: a token goes over https only, or to this machine itself.", url=server
        )
    return address


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _token(call: Call) -> str:
    if call.args.token_file:
        path = call.path(call.args.token_file)
        try:
            text = path.read_text("ascii").strip()
        except (OSError, UnicodeError):
            raise InputError("There is no token in {path}.", path=str(path)) from None
    else:
        text = os.environ.get(TOKEN, "").strip()
    if not text or not text.isascii() or not text.isprintable():
        raise InputError(
            "A server asks for a token: name the file it stands in with --token-file, or set TRACKER_TOKEN."
        )
    return text


def _answered(address: SplitResult, query: str, data: bytes, headers: dict[str, str]) -> tuple[int, dict]:
    reason = ""
    for attempt in range(_TRIES):
        try:
            status, wait, told = _ask(address, query, data, headers)
        except (OSError, HTTPException) as error:
            reason = str(error) or type(error).__name__
            continue
        if status == 429 and wait <= _LONGEST_WAIT and attempt + 1 < _TRIES:
            time.sleep(wait)
            continue
        return status, told
    raise EnvironmentFault("{url} does not answer: {reason}", url=address.geturl(), reason=reason)


def _ask(address: SplitResult, query: str, data: bytes, headers: dict[str, str]) -> tuple[int, int, dict]:
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = kind(address.hostname, address.port, timeout=_SECONDS)
    try:
        connection.request("POST", address.path.rstrip("/") + PATH + query, data, headers)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    wait = answer.headers.get("Retry-After", "")
    try:
        told = json.loads(body)
    except ValueError:
        told = {}
    if not isinstance(told, dict) or not answer.headers.get("Content-Type", "").startswith("application/"):
        told = {"detail": f"{answer.status} {answer.reason}"}
    return answer.status, int(wait) if wait.isdigit() else 1, told


def _said(call: Call, told: dict, *, dry_run: bool) -> int:
    for warning in told.get("warnings", []):
        call.err.write(call.tr("warning: {message}", message=warning.get("detail", "")) + "\n")
    for one in told.get("conflicts", []):
        call.warn(
            "{indicator} {period}: the workbook says {value}, but {who} reported {held} meanwhile. Nothing was "
            "overwritten; the branch decides on its page.",
            indicator=one["indicator"], period=one["period"], value=one["value"], who=one["held_by"],
            held=one["held"],
        )  # fmt: skip
    if dry_run:
        call.say("The server found no fault; nothing was written.")
    elif not told.get("added") and not told.get("verdicts"):
        call.say("Nothing is new: {unchanged} rows were held already, {skipped} were empty. Ledger head {head}.",
                 unchanged=told["unchanged"], skipped=told["skipped"], head=told["head"])  # fmt: skip
    else:
        if told.get("verdicts"):
            call.say("Verdicts recorded on reports held already: {count}.", count=told["verdicts"])
        call.say("{added} rows added, {unchanged} held already, {skipped} empty. Ledger head {head}.",
                 added=told["added"], unchanged=told["unchanged"], skipped=told["skipped"],
                 head=told["head"])  # fmt: skip
    return 0


def _faults(call: Call, file: str, told: dict) -> int:
    faults = told.get("errors") or [{"detail": told.get("detail", "")}]
    for fault in faults:
        place = ":".join(
            str(part) for part in (file, fault.get("row"), fault.get("column")) if part is not None
        )
        call.out.write(f"{place}: {fault.get('detail', '')}\n")
    call.out.write(call.plural("{n} fault; nothing was written.", "{n} faults; nothing was written.",
                               len(faults)) + "\n")  # fmt: skip
    return 1
