"""The description as a page that needs nothing from elsewhere and runs no script."""

from __future__ import annotations

from html import escape

from tracker.api.v1.description import description
from tracker.api.v1.operations import BASE, OPERATIONS, Operation
from tracker.api.v1.params import Param
from tracker.api.v1.problems import TITLES
from tracker.documents.light_page import bare_page
from tracker.text import LANGUAGES, N_, Translator
from tracker.text.vocab import OWN_NAMES


def page(t: Translator, host: str) -> str:
    """The page in the reader's language; ``host`` stands in the example."""
    told = description(t)["info"]
    assert isinstance(told, dict)
    languages = " · ".join(
        f"<b>{escape(OWN_NAMES[one])}</b>" if one == t.language
        else f'<a href="{BASE}/docs?lang={one}">{escape(OWN_NAMES[one])}</a>'
        for one in LANGUAGES
    )  # fmt: skip
    body = [
        f"<p>{languages}</p><h1>{escape(told['title'])}</h1><p>{escape(told['description'])}</p>",
        f'<p><a href="{BASE}/openapi.json?lang={t.language}">{escape(t(_WHOLE))}</a></p>',
        f"{_STYLE}<pre>curl -H 'Authorization: Bearer trk_…' '{escape(host)}{BASE}/assessments?{_EXAMPLE}'</pre>",
        *(_operation(one, t) for one in OPERATIONS),
        f"<h2>{escape(t(_ERRORS))}</h2><dl>",
        *(_error(status, kind, t(title)) for status, (kind, title) in TITLES.items()),
        "</dl>",
    ]  # fmt: skip
    return bare_page(told["title"], t.language, "".join(body))


def _operation(of: Operation, t: Translator) -> str:
    needs = t(_NEEDS, scope=of.scope) if of.scope else t(_OPEN)
    rows = "".join(_param(one, t) for one in of.params)
    sent = f"<p>{escape(t(_SEND, kinds=', '.join(of.takes)))}</p>" if of.takes else ""
    return (
        f'<h2 id="{of.id}">{of.verb} {BASE}{escape(of.path)}</h2><p>{escape(t(of.says))}. {escape(needs)}</p>{sent}'
        f"<dl>{rows}</dl>"
    )


def _param(of: Param, t: Translator) -> str:
    what = {"text": _TEXT, "day": _DAY, "whole": _NUMBER, "flag": _FLAG}.get(of.kind)
    form = t(what) if what else " | ".join(of.choices)
    further = f", {t(_REQUIRED)}" if of.required else ""
    return f"<dt><code>{of.name}</code> <small>({escape(form + further)})</small></dt><dd>{escape(t(of.says))}</dd>"


def _error(status: int, kind: str, title: str) -> str:
    return f'<dt id="{kind}">{status} {kind}</dt><dd>{escape(title)}</dd>'


# an address is one long word, and telephones are narrow
_STYLE = (
    "<style>pre,h2,p{white-space:pre-wrap;overflow-wrap:anywhere}dl{display:block;margin:.5rem 0}"
    "dt{font-weight:600;overflow-wrap:anywhere}dd{margin:0 0 .5rem 1rem}</style>"
)
_EXAMPLE = "as_of=2022-04-15&amp;by=section"
_WHOLE = N_("The whole description as OpenAPI 3.1")
_NEEDS = N_("Needs a token with the scope {scope}.")
_OPEN = N_("Open to everybody; with a token one sees what its account sees.")
_SEND = N_("What is sent is one of: {kinds}.")
_ERRORS = N_("What can go wrong")
_TEXT, _DAY, _NUMBER, _FLAG = N_("text"), N_("day"), N_("whole number"), N_("true or false")
_REQUIRED = N_("required")
