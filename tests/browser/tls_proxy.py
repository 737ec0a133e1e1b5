"""A proxy that speaks https before the server: ends the encryption, says who asked, passes everything else on."""

from __future__ import annotations

import asyncio
import re
import ssl
import subprocess
import sys
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
_READY = b"ready\n"
ROOT = Path(__file__).resolve().parents[2]


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
    """Listen with TLS on a port of this machine and pass on to the server's, until the block ends.

    A process of its own, as a real one: what askers leave open when a test ends goes with it.
    """
    command = [sys.executable, "-m", __name__, str(port), str(server), str(pem)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout.readline() == _READY, "the proxy did not start"
            yield
        finally:
            process.terminate()


async def _listen(port: int, server: int, pem: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    listening = await asyncio.start_server(
        lambda reader, writer: _serve(reader, writer, server),
        "127.0.0.1",
        port,
        ssl=context,
        limit=_LONGEST_HEAD,
    )
    sys.stdout.buffer.write(_READY)
    sys.stdout.buffer.flush()
    await listening.serve_forever()


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
    except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        pass  # the asker or the server is gone
    finally:
        for one in opened:
            one.close()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()


if __name__ == "__main__":
    asyncio.run(_listen(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])))
