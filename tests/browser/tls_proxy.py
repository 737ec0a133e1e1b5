"""A proxy that speaks https before the server: ends the encryption, says who asked, passes everything else on."""

from __future__ import annotations

import asyncio
import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_CONNECTION = re.compile(rb"^connection:.*\r\n", re.IGNORECASE | re.MULTILINE)
_UPGRADE = re.compile(rb"^upgrade:\s*websocket", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEAD = 64 * 2**10


def certificate(folder: Path, name: str) -> Path:
    """A self-made certificate with its key, for a host's name."""
    key = ec.generate_private_key(ec.SECP256R1())
    of = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(of).issuer_name(of).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    place = folder / "proxy.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    place.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return place


@contextmanager
def tls_proxy(port: int, server: int, pem: Path) -> Iterator[None]:
    """Listen with TLS on a port of this machine and pass on to the server's, until the block ends."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)

    async def listen():
        return await asyncio.start_server(
            lambda reader, writer: _serve(reader, writer, server),
            "127.0.0.1",
            port,
            ssl=context,
            limit=_LONGEST_HEAD,
        )

    listening = asyncio.run_coroutine_threadsafe(listen(), loop).result(30)
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        loop.close()


async def _end(listening: asyncio.Server) -> None:
    listening.close()
    await asyncio.sleep(0)  # what was just accepted gets its transport: without one nobody closes its socket
    waiting = [one for one in asyncio.all_tasks() if one is not asyncio.current_task()]
    for one in waiting:
        one.cancel()
    # without a farewell: whoever is asked for one may never answer, and what a browser connected ahead of need and
    # has not shaken hands yet has no task, so that its socket would stay open
    for transport in list(asyncio.get_running_loop()._transports.values()):
        transport.abort()
    await asyncio.gather(*waiting, return_exceptions=True)
    await asyncio.sleep(0)  # sockets are closed in the loop's next round


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, server: int) -> None:
    """One request, or one WebSocket: what was sent as X-Forwarded-For is kept, and the asker put behind it."""
    opened = [writer]
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        asker = writer.get_extra_info("peername")[0].encode()
        added = b"X-Forwarded-For: " + asker + b"\r\nX-Forwarded-Proto: https\r\n"
        if not _UPGRADE.search(head):
            head, added = _CONNECTION.sub(b"", head), added + b"Connection: close\r\n"
        onward, sending = await asyncio.open_connection("127.0.0.1", server)
        opened.append(sending)
        sending.write(head[:-2] + added + b"\r\n")
        there = asyncio.ensure_future(_pass(reader, sending))
        # the asker may be gone first, which is no fault
        there.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        await _pass(onward, writer)
        there.cancel()
    except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
        pass  # the asker or the server is gone, or the test has ended
    finally:
        # nobody waits until they are: what an asker that is gone does not answer is aborted at the end
        for one in opened:
            one.close()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
