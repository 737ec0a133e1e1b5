"""The kinds of value a program file holds: ids, texts, numbers, days, plans.

Values are taken as the reader resolved them and never converted in silence: a number in quotes is a
text, a whole number may stand for a decimal one, a text in one string is that text in every language.
"""

from __future__ import annotations

import datetime as dt
import re
from contextvars import ContextVar
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AllowInfNan,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    Strict,
    StringConstraints,
    WithJsonSchema,
    model_serializer,
)
from pydantic_core import CoreSchema, PydanticCustomError

LANGUAGES = ("kk", "ru", "en")
FALLBACK = ("ru", "kk", "en")

# sums of products of weights must stay within what the database adds up exactly
LEAST_WEIGHT = 1e-6
MOST_WEIGHT = 1e6
# up to here a double holds every whole number
MOST = 1e15

#: no text holds these, neither as they are nor written as \x1F: the ledger's hash parts its fields by them
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


#: Set while values are judged that cannot hold such a letter: the parser takes none as it is, and nothing is written
#: with a backslash. Looking for them in every text of a country takes a sixth of checking the model.
WITHOUT_CONTROL: ContextVar[bool] = ContextVar("without control characters", default=False)


class Frozen(BaseModel):
    """Base of every noun: unchangeable, unknown keys refused, keys as in the YAML."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class Text(Frozen):
    """What a reader sees, in up to three languages; one string stands for all three."""

    kk: Annotated[str, Strict()] | None = Field(None, description="In Kazakh")
    ru: Annotated[str, Strict()] | None = Field(None, description="In Russian")
    en: Annotated[str, Strict()] | None = Field(None, description="In English")

    def filled(self) -> dict[str, str]:
        """All three languages; a missing one falls back to Russian, Kazakh, English in that order."""
        spare = self.ru or self.kk or self.en or ""
        return {"kk": self.kk or spare, "ru": self.ru or spare, "en": self.en or spare}

    def missing(self) -> tuple[str, ...]:
        """The languages that are not given."""
        return tuple(language for language in LANGUAGES if not getattr(self, language))

    @model_serializer(mode="plain")
    def _plain(self) -> str | dict[str, str]:
        if self.kk is not None and self.kk == self.ru == self.en:
            return self.kk
        return {name: text for name in LANGUAGES if (text := getattr(self, name)) is not None}


def _printable(text: str) -> str:
    # a text of letters and spaces alone is told apart much faster than searched
    found = None if text.isprintable() else CONTROL.search(text)
    if found is not None:
        raise PydanticCustomError("control_character", "control character", {"at": found.start()})
    return text


def _text(value: Any) -> Any:
    """One string is the text in every language; a map needs at least one language with something in it."""
    kind = type(value)
    if kind is str:
        if not value.strip():
            raise PydanticCustomError("text_empty", "empty text")
        if not WITHOUT_CONTROL.get():
            _printable(value)
        return {"kk": value, "ru": value, "en": value}
    if kind is dict:
        if not (value.get("ru") or value.get("kk") or value.get("en")) and not set(value) - set(LANGUAGES):
            raise PydanticCustomError("text_empty", "empty text")
        if not WITHOUT_CONTROL.get():
            for text in value.values():
                if type(text) is str:
                    _printable(text)
        return value
    if kind is Text:
        return value
    raise PydanticCustomError("text_type", "not a text")


def _day(value: Any) -> dt.date:
    """A day; a text that is one (in quotes, or from stored JSON) too."""
    if type(value) is dt.date:
        return value
    if type(value) is str and len(value) == 10:
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("date", "not a date")


def _plan_key(value: Any) -> int | dt.date:
    """A year or a day; from stored JSON, where every key is a string, the same two."""
    if type(value) is int and 1900 <= value <= 2200:
        return value
    if type(value) is dt.date:
        return value
    if type(value) is str:
        try:
            return int(value) if len(value) == 4 else dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("plan_key", "neither a year nor a date")


def _plan_json(plan: Any) -> Any:
    return plan if plan is None else {str(key): value for key, value in plan.items()}


def _baseline(value: Any) -> Any:
    """A number, or the word ``unknown``: a baseline is never invented."""
    if value is None or value == "unknown":
        return value
    if type(value) in (int, float):
        number = float(value)
        if abs(number) <= MOST:
            return number
        if number - number == 0.0:
            kind, limit = (
                ("less_than_equal", {"le": MOST}) if number > 0 else ("greater_than_equal", {"ge": -MOST})
            )
            raise PydanticCustomError(kind, "beyond measure", limit)
        raise PydanticCustomError("finite_number", "not finite")
    raise PydanticCustomError("baseline", "neither a number nor unknown")


def _one_or_many(value: Any) -> Any:
    """A bare seat id is a history of one entry without days; a single entry may stand without a list."""
    if type(value) is str:
        return ({"seat": value},)
    if type(value) is dict:
        return (value,)
    return value


class Or:
    """In the JSON Schema: a value may stand in this short form instead."""

    def __init__(self, **short: Any) -> None:
        self._short = short

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [self._short, handler(core)]}


Slug = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=120)]
FullId = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$", max_length=240)]
Successor = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$", max_length=240)]
Code = Annotated[str, Strict(), StringConstraints(pattern=r"^[A-Za-z0-9-]+$", max_length=40)]
Line = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=2000), AfterValidator(_printable)]
Flag = Annotated[bool, Strict()]
Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Number = Annotated[float, Strict(), AllowInfNan(False), Field(ge=-MOST, le=MOST)]
Weight = Annotated[float, Strict(), AllowInfNan(False), Field(ge=LEAST_WEIGHT, le=MOST_WEIGHT)]
NotNegative = Annotated[float, Strict(), AllowInfNan(False), Field(ge=0, le=MOST)]
Share = Annotated[float, Strict(), AllowInfNan(False), Field(gt=0, le=1)]
Days = Annotated[int, Strict(), Field(ge=0, le=366)]
Baseline = Annotated[
    float | Literal["unknown"] | None,
    BeforeValidator(_baseline),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": -MOST, "maximum": MOST}, {"const": "unknown"}]}),
]
Plan = Annotated[
    dict[
        Annotated[int | dt.date, BeforeValidator(_plan_key)],
        Number,
    ],
    PlainSerializer(_plan_json, return_type=dict, when_used="json"),
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"pattern": r"^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$"},
            "additionalProperties": {"type": "number", "minimum": -MOST, "maximum": MOST},
        }
    ),
]
Words = Annotated[Text, BeforeValidator(_text), Or(type="string", minLength=1)]
