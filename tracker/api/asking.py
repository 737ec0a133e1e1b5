"""Who asks, and for what: an address read into store, actor, day and language, or a refusal in words."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request

from tracker.access import Actor
from tracker.access.cookie import token_in
from tracker.documents.light_page import DayForm
from tracker.documents.model import Place
from tracker.queries.ask import Ask
from tracker.store import Store
from tracker.text import LANGUAGES, N_, Translator, translator
from tracker.text.vocab import OWN_NAMES, word
from tracker.ui import installation
from tracker.ui.installation import Installation
from tracker.ui.selection import BASES, FIRST_DAY, LAST_DAY, Defaults, Selection, read_selection
from tracker.ui.viewer import Viewer, chosen_viewer

#: an address under which a document stands, by the kind of place
_PATHS = {
    "member": "light/member/{id}",
    "handover": "light/handover/{id}",
    "indicator": "light/indicator/{id}",
    "seats": "light/",
}


class Refused(Exception):
    """What cannot be answered: a status, and the sentences that say why and what to do."""

    def __init__(self, status: int, lines: list[str], language: str) -> None:
        super().__init__(lines[0])
        self.status, self.lines, self.language = status, lines, language


@dataclass(frozen=True, slots=True)
class Asking:
    """A request that can be answered. ``root`` is the path under which the server is reached."""

    present: Installation
    store: Store
    viewer: Viewer
    selection: Selection
    root: str
    host: str

    @property
    def actor(self) -> Actor:
        return self.viewer.actor

    @property
    def language(self) -> str:
        return self.selection.language

    @property
    def t(self) -> Translator:
        return translator(self.language)

    @property
    def ask(self) -> Ask:
        return Ask(self.selection.as_of, self.selection.basis, self.store.head())

    def address(self, place: Place, form: str = "", **changes: str) -> str:
        """The address of a place, with the state every link carries; ``form`` is an ending (``.pdf``)."""
        state = {**self.selection.state(), **changes}
        if place.kind == "seats" and place.id:
            state["territory"] = place.id
        path = _PATHS[place.kind].format(id=quote(place.id))
        return f"{self.root}/{path}{form}?{urlencode(state)}"

    def whole(self, place: Place) -> str | None:
        """The full page, where every row of a document stands."""
        named = {"member": "seat", "handover": "seat", "indicator": "indicator"}.get(place.kind)
        if named is None:
            return None
        page = "indicator" if place.kind == "indicator" else "member"
        return f"{self.root}/{page}?{urlencode({**self.selection.state(), named: place.id})}"

    def languages(self, place: Place) -> tuple[tuple[str, str | None], ...]:
        return tuple(
            (OWN_NAMES[one], None if one == self.language else self.address(place, lang=one))
            for one in LANGUAGES
        )

    def form(self, place: Place) -> DayForm:
        """Another day and other terms of the same place."""
        action, _, state = self.address(place).partition("?")
        return DayForm(
            action=action,
            day=self.selection.as_of,
            first=FIRST_DAY,
            last=LAST_DAY,
            bases=tuple(
                (one, word("basis", one, self.language), one == self.selection.basis) for one in BASES
            ),
            kept=tuple((name, value) for name, value in parse_qsl(state) if name not in ("as_of", "basis")),
        )

    def notice(self) -> str | None:
        """In a demonstration: that progress is made up, and as whom one looks."""
        if not self.present.demonstration:
            return None
        return f"{self.t(_MADE_UP)} {self.t('You look as: {name}.', name=self.viewer.name(self.t))}"


def read(request: Request) -> Asking:
    """Read a request. Raises Refused: 503 while there is no database, 400 for an address that says nothing possible."""
    present = installation.current()
    defaults = present.defaults() if present is not None else Defaults(installation.EVE)
    names = dict.fromkeys(request.query_params.keys())
    selection = read_selection({name: request.query_params.getlist(name) for name in names}, defaults)
    t = translator(selection.language)
    if present is None or present.store is None:
        reason = (
            t(present.fault.template, **present.fault.values) if present and present.fault else t(_STARTING)
        )
        raise Refused(503, [t("The figures cannot be shown now"), reason], selection.language)
    if selection.faults:
        lines = [t(fault.template, **fault.values) for fault in selection.faults]
        raise Refused(
            400, [t("The address asks for something that does not exist"), *lines], selection.language
        )
    token = token_in(request.cookies, request.headers.get("host"))
    viewer = chosen_viewer(present, selection, token)
    if viewer is None:
        lines = [t("“{viewer}” is nobody the viewer of this demonstration can be.", viewer=selection.viewer)]
        raise Refused(
            400, [t("The address asks for something that does not exist"), *lines], selection.language
        )
    root = request.scope.get("root_path", "").rstrip("/")
    return Asking(present, present.store, viewer, selection, root, str(request.base_url).rstrip("/"))


_MADE_UP = N_("Demonstration: the progress shown is made up.")
_STARTING = N_("The server is still starting; try again in a moment.")
