"""How much may be sent to the server: counted as it comes, whatever its length was said to be.

Pure ASGI. Routes that take less say so themselves; this is the most that anybody may send anywhere.
"""

from __future__ import annotations

from starlette.responses import PlainTextResponse

from tracker.text import N_, tr
from tracker.ui.gate import language_of

MEGABYTE = 2**20
MOST_ANYWHERE = 1 * MEGABYTE
#: where files are sent to: the pages' own upload, light reports with photographs, files of reports over HTTP
MOST_OF_FILES = 26 * MEGABYTE
THROWN_AWAY = 16 * MEGABYTE
FILES_GO_TO = ("/_stcore/upload_file/", "/light/", "/api/v1/reports", "/api/v1/reports/check")


class BodyLimit:
    """Answer 413 in words where more than the limit comes; what reads the body is told that nobody is there.

    A body that goes beyond the limit by little is read to its end and thrown away: a browser that is cut off in the
    middle of sending shows no answer at all.
    """

    def __init__(self, app, files: int = MOST_OF_FILES, anywhere: int = MOST_ANYWHERE) -> None:
        self.app, self.files, self.anywhere = app, files, anywhere

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self.files if scope["path"].startswith(FILES_GO_TO) else self.anywhere
        told = dict(scope["headers"]).get(b"content-length", b"")
        if told.isdigit() and int(told) > limit:
            if int(told) <= limit + THROWN_AWAY:
                await _throw_away(receive)
            await _refuse(scope, receive, send, limit)
            return
        total, answered, over = 0, False, False

        async def counting():
            nonlocal total, over
            if over:
                return {"type": "http.disconnect"}
            message = await receive()
            total += len(message.get("body", b""))
            if total <= limit:
                return message
            over = True
            if message.get("more_body"):
                await _throw_away(receive)
            if not answered:
                await _refuse(scope, receive, send, limit)
            return {"type": "http.disconnect"}

        async def sending(message) -> None:
            nonlocal answered
            if over:
                return
            answered = True
            await send(message)

        try:
            await self.app(scope, counting, sending)
        except Exception:
            if not over:  # a reader cut off in the middle may say what it likes
                raise


async def _throw_away(receive) -> None:
    thrown, more = 0, True
    while more and thrown <= THROWN_AWAY:
        message = await receive()
        thrown += len(message.get("body", b""))
        more = message["type"] == "http.request" and message.get("more_body", False)


async def _refuse(scope, receive, send, limit: int) -> None:
    words = tr(language_of(scope))(_TOO_MUCH, most=limit // MEGABYTE)
    headers = {"Connection": "close"}
    await PlainTextResponse(words + "\n", 413, headers)(scope, receive, send)


_TOO_MUCH = N_("This is larger than {most} MB, which is the most that can be sent here.")
