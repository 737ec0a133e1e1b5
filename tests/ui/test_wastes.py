"""Each of the platform's wastes that is taken away leaves what the platform says and does as it was."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent as Event

from tracker.ui import wastes


def in_a_thread(work: Coroutine) -> Any:
    """The outcome of work on a loop of its own: the browser's tests have one in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def test_only_our_own_markup_keeps_its_margin(monkeypatch):
    from streamlit.elements import markdown

    from tracker.ui.markup import Html

    monkeypatch.setattr(markdown, "clean_text", markdown.clean_text)
    wastes.leave_markup_undented()
    assert markdown.clean_text(Html("  <p>a</p>")) == "  <p>a</p>"
    assert markdown.clean_text("  a\n  b") == "a\nb"


def test_what_is_made_waits_a_millisecond_at_most(monkeypatch):
    from streamlit.runtime import runtime

    monkeypatch.setattr(runtime, "MESSAGE_FLUSH_INTERVAL_SECS", runtime.MESSAGE_FLUSH_INTERVAL_SECS)
    wastes.send_without_pause()
    assert 0 < runtime.MESSAGE_FLUSH_INTERVAL_SECS <= 0.001
    monkeypatch.setattr(
        runtime, "MESSAGE_FLUSH_INTERVAL_SECS", 0.0
    )  # a platform that needs no remedy keeps its own
    wastes.send_without_pause()
    assert runtime.MESSAGE_FLUSH_INTERVAL_SECS == 0.0


def test_a_large_message_has_the_platforms_own_hash_and_is_hashed_once(monkeypatch):
    from streamlit import util
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from streamlit.runtime.forward_msg_cache import populate_hash_if_needed

    hashed = []
    own = util.calc_hash

    def counting(said: bytes | str) -> str:
        hashed.append(said)
        return own(said)

    def hash_of(body: str) -> str:
        message = ForwardMsg()
        message.delta.new_element.markdown.body = body
        populate_hash_if_needed(message)
        return message.hash

    table, other = "<td>1</td>" * 500, "<td>1</td>" * 499 + "<td>2</td>"
    expected = [hash_of(body) for body in (table, other, "short")]
    monkeypatch.setattr(util, "calc_hash", counting)
    wastes.hash_a_large_message_once()
    for _ in range(3):
        assert [hash_of(body) for body in (table, other, "short")] == expected
    assert expected[0] != expected[1]
    assert sum(len(said) > 1_000 for said in hashed) == 2


def test_messages_of_a_millisecond_are_handed_over_together_and_in_order(monkeypatch):
    class Session:
        """As much of a session as an event goes through."""

        def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
            self._event_loop, self.woken = loop, 0

        def _call_soon_on_event_loop(self, callback) -> None:
            self.woken += 1
            self._event_loop.call_soon_threadsafe(callback)

    handled: list[tuple] = []
    ended = asyncio.Event()

    def handle(session, sender, event, forward_msg=None, **named) -> None:
        handled.append((sender, event, forward_msg))
        if event is Event.SCRIPT_STOPPED_WITH_SUCCESS and sender == "second":
            session._event_loop.call_soon(ended.set)

    monkeypatch.setattr(AppSession, "_handle_scriptrunner_event_on_event_loop", handle)
    monkeypatch.setattr(AppSession, "_on_scriptrunner_event", AppSession._on_scriptrunner_event)
    wastes.wake_the_sender_once_a_millisecond()

    def run(session: Session, sender: str) -> None:
        for number in range(500):
            AppSession._on_scriptrunner_event(session, sender, Event.ENQUEUE_FORWARD_MSG, forward_msg=number)
        AppSession._on_scriptrunner_event(session, sender, event=Event.SCRIPT_STOPPED_WITH_SUCCESS)

    async def both() -> Session:
        session = Session(asyncio.get_running_loop())
        for sender in ("first", "second"):
            await asyncio.to_thread(run, session, sender)
        await asyncio.wait_for(ended.wait(), 10)
        return session

    session = in_a_thread(both())
    expected = [
        (sender, *one)
        for sender in ("first", "second")
        for one in [
            *((Event.ENQUEUE_FORWARD_MSG, n) for n in range(500)),
            (Event.SCRIPT_STOPPED_WITH_SUCCESS, None),
        ]
    ]
    assert handled == expected
    assert session.woken < 100


def test_a_message_without_an_end_is_handed_over_as_well(monkeypatch):
    """A page that goes on working shows what it put so far."""
    shown: asyncio.Future

    class Session:
        def __init__(self) -> None:
            self._event_loop = asyncio.get_running_loop()

        def _call_soon_on_event_loop(self, callback) -> None:
            self._event_loop.call_soon_threadsafe(callback)

    monkeypatch.setattr(
        AppSession,
        "_handle_scriptrunner_event_on_event_loop",
        lambda session, sender, event, forward_msg: shown.set_result(forward_msg),
    )
    monkeypatch.setattr(AppSession, "_on_scriptrunner_event", AppSession._on_scriptrunner_event)
    wastes.wake_the_sender_once_a_millisecond()

    async def put_one() -> str:
        nonlocal shown
        shown = asyncio.get_running_loop().create_future()
        session = Session()
        put = AppSession._on_scriptrunner_event
        await asyncio.to_thread(put, session, "page", Event.ENQUEUE_FORWARD_MSG, forward_msg="a heading")
        return await asyncio.wait_for(shown, 10)

    assert in_a_thread(put_one()) == "a heading"
