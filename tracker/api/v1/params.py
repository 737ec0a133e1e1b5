"""The parameters of an operation: one table says what there is, checks what came, and is shown in the description."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.api.v1.problems import Trouble
from tracker.periods import FIRST_YEAR, LAST_YEAR
from tracker.text import N_

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHOLE = re.compile(r"\d{1,15}", re.ASCII)
LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: ``kind`` is text, day, whole, flag or choice; ``default`` is told where it is a fixed one."""

    name: str
    says: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    default: str | int | bool | None = None
    required: bool = False
    least: int = 0
    most: int | None = None

    def schema(self) -> dict[str, object]:
        """Its JSON Schema."""
        told: dict[str, object] = {
            "text": {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
            "day": {"type": "string", "format": "date", "pattern": r"^(19|20)\d\d-\d\d-\d\d$"},
            "whole": {"type": "integer", "minimum": self.least},
            "flag": {"type": "boolean"},
            "choice": {"type": "string", "enum": list(self.choices)},
        }[self.kind]
        if self.most is not None:
            told["maximum"] = self.most
        if self.default is not None:
            told["default"] = self.default
        return told

    def read(self, text: str) -> object:
        """The value of what came. Raises Trouble (400)."""
        if self.kind == "day":
            return self._day(text)
        if self.kind == "whole":
            highest = 10**15 if self.most is None else self.most
            if not _WHOLE.fullmatch(text) or not self.least <= int(text) <= highest:
                raise self._wrong(
                    N_("{name} {text}: write a whole number from {least} to {most}."),
                    text, least=self.least, most=highest,
                )  # fmt: skip
            return int(text)
        if self.kind == "flag":
            if text not in ("true", "false"):
                raise self._wrong(N_("{name} {text}: write true or false."), text)
            return text == "true"
        if self.kind == "choice":
            if text not in self.choices:
                raise self._wrong(
                    N_("{name} {text}: it is one of {choices}."), text, choices=", ".join(self.choices)
                )
            return text
        if not text or len(text) > LONGEST_TEXT:
            raise self._wrong(N_("{name} must have from 1 to {most} letters."), text, most=LONGEST_TEXT)
        return text

    def _day(self, text: str) -> date:
        try:
            found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
        except ValueError:
            found = None
        if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise self._wrong(N_("{name} {text}: write a day of the calendar as 2022-04-15."), text)
        return found

    def _wrong(self, template: str, text: str, **values: object) -> Trouble:
        error = {"parameter": self.name}
        return Trouble(400, template, errors=[error], name=self.name, text=text[:80], **values)


def read_params(params: Sequence[Param], sent: Sequence[tuple[str, str]]) -> Mapping[str, object]:
    """Every parameter's value, its default where it was not sent. Raises Trouble (400) for what is not there, too."""
    known = {param.name: param for param in params}
    given: dict[str, object] = {param.name: param.default for param in params}
    seen: set[str] = set()
    for name, text in sent:
        if name not in known:
            raise _unknown(name, known)
        if name in seen:
            raise Trouble(400, N_("{name} stands there twice."), errors=[{"parameter": name}], name=name)
        seen.add(name)
        given[name] = known[name].read(text)
    for param in params:
        if param.required and param.name not in seen:
            raise Trouble(400, N_("{name} is missing."), errors=[{"parameter": param.name}], name=param.name)
    return given


def _unknown(name: str, known: Mapping[str, Param]) -> Trouble:
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return Trouble(
            400, N_("There is no parameter {name}; did you mean {near}?"), name=name[:80], near=near[0]
        )
    return Trouble(
        400,
        N_("There is no parameter {name}; there are {known}."),
        name=name[:80],
        known=", ".join(known) or "none",
    )
