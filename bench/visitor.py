"""Somebody at a page, without a browser: speaks the platform's own protocol, so that only the server is timed."""

from __future__ import annotations

import time
from contextlib import suppress

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tracker.access.cookie import SESSION

#: the platform's ``global.maxCachedMessageAge``: a browser forgets what that many runs did not use
KEPT_FOR_RUNS = 2


class Visitor:
    """One session at a server, signed in where a token is given; :meth:`see` runs a page once.

    As a browser does, it keeps the large messages of the last runs and says so, and the server sends them again by
    name alone.

    ``carried`` is how many bytes the last run sent to the browser, in ``messages`` messages.
    """

    def __init__(self, port: int, token: str | None = None) -> None:
        self.carried, self.messages = 0, 0
        self._kept: dict[str, int] = {}
        self._runs = 0
        address = f"ws://localhost:{port}/_stcore/stream"
        headers = {"Cookie": f"{SESSION}={token}"} if token else None
        self._line: ClientConnection = connect(
            address, subprotocols=["streamlit"], max_size=None, additional_headers=headers
        )

    def see(self, page: str, query: str) -> float:
        """Seconds from asking for a page (its path, its query string) to the end of its script.

        Raises AssertionError where the page ended with an exception shown.
        """
        return self.see_parts(page, query)[-1]

    def see_parts(self, page: str, query: str, *parts: bytes) -> list[float]:
        """Seconds until a message that holds each of the parts arrives, and to the end of the script, as :meth:`see`.

        Raises AssertionError where no message holds one.
        """
        arrived: dict[bytes, float] = {}
        self.carried, self.messages = 0, 0
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        asked.rerun_script.cached_message_hashes.extend(self._kept)
        begun = time.perf_counter()
        self._line.send(asked.SerializeToString())
        while True:
            received = self._line.recv(timeout=600)
            for part in parts:
                if part in received:
                    arrived.setdefault(part, time.perf_counter() - begun)
            self.carried += len(received)
            self.messages += 1
            told = ForwardMsg()
            told.ParseFromString(received)
            kind = told.WhichOneof("type")
            self._keep(told)
            assert told.delta.new_element.WhichOneof("type") != "exception", (
                told.delta.new_element.exception.message
            )
            if kind == "script_finished":
                taken = time.perf_counter() - begun
                self._runs += 1
                self._kept = {one: at for one, at in self._kept.items() if self._runs - at <= KEPT_FOR_RUNS}
                missing = [part for part in parts if part not in arrived]
                assert not missing, f"the page never showed {missing}"
                return [*(arrived[part] for part in parts), taken]

    def _keep(self, told: ForwardMsg) -> None:
        """Remember a message that may be sent by name the next time, and one that was."""
        if told.WhichOneof("type") == "ref_hash":
            assert told.ref_hash in self._kept, "the server named a message that was never sent"
            self._kept[told.ref_hash] = self._runs
        elif told.metadata.cacheable:
            self._kept[told.hash] = self._runs

    def leave(self) -> None:
        """Close the session."""
        with suppress(OSError):
            self._line.close()
