"""What the platform does on every run and need not: each waste is taken away by one function that says why.

They reach into the platform; where a later one has no such place any more, a remedy does nothing.
"""

from __future__ import annotations

import gc
import os
import socket
import stat
from collections import deque
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from streamlit import string_util, util
from streamlit.elements import markdown
from streamlit.runtime import runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

from tracker.ui.markup import Html

_PAUSE = 0.001
# Messages that are sent by name alone where a browser holds them are this large (.streamlit/config.toml) and larger.
_LARGE, _REMEMBERED = 1_000, 200
_DESCRIPTORS = Path("/proc/self/fd" if Path("/proc/self/fd").is_dir() else "/dev/fd")


@dataclass(slots=True)
class _Waiting:
    """What a session's scripts told and the event loop was not yet told; whether it is due to be."""

    told: deque[tuple[tuple, dict]] = field(default_factory=deque)
    due: bool = False


def listen_without_delay() -> None:
    """Set TCP_NODELAY on every listening socket of the process, which the connections it accepts inherit.

    The platform binds its listener without a protocol number, so that the event loop leaves Nagle's algorithm
    on: each answer then waits about 40 ms for the acknowledgement of the one before (the same cause:
    https://github.com/Kludex/uvicorn/issues/3149). Where a later platform sets it, setting it again changes nothing.
    """
    for listener in _listeners():
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.close()


def freeze_what_start_made() -> None:
    """Take all that start-up made out of the garbage collector's sight.

    A full collection walks every live object; the modules and catalogues never die, so walking them (38 ms with
    an empty page, 176 ms with a country's models) finds nothing. The one after every run is an option of the
    platform's (``runner.postScriptGC``, off in ``.streamlit/config.toml``: why it came is told in
    https://github.com/streamlit/streamlit/issues/3099, what it costs in
    https://github.com/streamlit/streamlit/issues/8977); this helps the collector's own full turns as well, and does
    no harm where the option goes.
    """
    gc.collect()
    gc.freeze()


def send_without_pause() -> None:
    """Wait a millisecond, not five, between two looks at what is to be sent to browsers.

    The end of a page came up to five milliseconds after it was made (``MESSAGE_FLUSH_INTERVAL_SECS`` in
    https://github.com/streamlit/streamlit/blob/develop/lib/streamlit/runtime/runtime_util.py), a seventh of the
    overview; nothing is looked at while nothing is made, so that the processor has no more to do.
    """
    if getattr(runtime, "MESSAGE_FLUSH_INTERVAL_SECS", 0) > _PAUSE:
        runtime.MESSAGE_FLUSH_INTERVAL_SECS = _PAUSE


def leave_markup_undented() -> None:
    """Put our markup on a page as it is: it stands on one line, and has no margin that could be taken away.

    The platform looks for one with two regular expressions over every character
    (https://github.com/streamlit/streamlit/blob/develop/lib/streamlit/string_util.py, ``clean_text``): a fifth of a
    run of the overview.
    """
    clean = getattr(markdown, "clean_text", None)
    if clean is not None:
        markdown.clean_text = lambda text: text if isinstance(text, Html) else clean(text)


def find_no_icon_before_a_letter() -> None:
    """Look for a picture at the start of a choice's words only where no letter stands there.

    The platform searches every choice for all pictures there are, with one expression so long that the hash which
    ``re.search`` takes of it is most of the work
    (https://github.com/streamlit/streamlit/blob/develop/lib/streamlit/string_util.py, ``extract_leading_emoji``): a
    fifth of the script of a page with eight verdicts to choose among five.
    """
    extract = getattr(string_util, "extract_leading_emoji", None)
    if extract is not None:
        string_util.extract_leading_emoji = (
            lambda text: ("", text) if text[:1].isalpha() else extract(text)
        )  # fmt: skip


def hash_a_large_message_once() -> None:
    """Remember the hashes of large messages: the parts of a page that stood there before are the same bytes again.

    The platform takes a hash of every message of every run, to send by name what the browser holds
    (https://github.com/streamlit/streamlit/blob/develop/lib/streamlit/runtime/forward_msg_cache.py,
    ``populate_hash_if_needed``): a tenth of a run's script. Finding the same bytes takes a quarter of that.
    """
    calculate = getattr(util, "calc_hash", None)
    if calculate is not None:
        remembered = lru_cache(_REMEMBERED)(calculate)
        util.calc_hash = lambda said: (remembered if len(said) >= _LARGE else calculate)(said)


def wake_the_sender_once_a_millisecond() -> None:
    """Hand the messages of a run over to the event loop together: those of a millisecond, the last with its end.

    The platform wakes the loop's thread for each of them (``_on_scriptrunner_event`` in
    https://github.com/streamlit/streamlit/blob/develop/lib/streamlit/runtime/app_session.py), and each time that
    thread takes the interpreter from the script: a fifteenth of a rerun.
    """
    handle = getattr(AppSession, "_handle_scriptrunner_event_on_event_loop", None)
    if handle is None or not hasattr(AppSession, "_on_scriptrunner_event"):
        return
    sessions: WeakKeyDictionary[AppSession, _Waiting] = WeakKeyDictionary()

    def hand_over(session: AppSession) -> None:
        waiting = sessions[session]
        waiting.due = False  # first: what is told from here on sees to its own being handed over
        while waiting.told:
            of, named = waiting.told.popleft()
            handle(session, *of, **named)

    def gathered(session: AppSession, sender: Any, event: ScriptRunnerEvent, *of: Any, **named: Any) -> None:
        waiting = sessions.setdefault(session, _Waiting())
        waiting.told.append(((sender, event, *of), named))
        if event is not ScriptRunnerEvent.ENQUEUE_FORWARD_MSG:
            session._call_soon_on_event_loop(partial(hand_over, session))
        elif not waiting.due:
            waiting.due = True
            later = partial(session._event_loop.call_later, _PAUSE, hand_over, session)
            session._call_soon_on_event_loop(later)

    AppSession._on_scriptrunner_event = gathered


def _listeners() -> list[socket.socket]:
    found = []
    for name in os.listdir(_DESCRIPTORS):  # noqa: PTH208 - descriptors, not files
        copy = _socket_at(int(name))
        if copy is None:
            continue
        if copy.family in (socket.AF_INET, socket.AF_INET6) and _is_listening(copy):
            found.append(copy)
        else:
            copy.close()
    return found


def _socket_at(descriptor: int) -> socket.socket | None:
    """A copy of the socket at a descriptor; None for what is no socket, or the listing's own descriptor.

    Asked before it is copied: a copy of a pipe that nobody closes keeps its other end from ever seeing the end.
    """
    try:
        if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            return None
        copy = os.dup(descriptor)
    except OSError:
        return None
    try:
        return socket.socket(fileno=copy)
    except OSError:
        os.close(copy)
        return None


def _is_listening(candidate: socket.socket) -> bool:
    try:
        return candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1
    except (OSError, AttributeError):
        return False
