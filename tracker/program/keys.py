"""Which keys stand under which noun: what the wording of faults looks up.

Read off the models once; must not validate anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, get_args

from tracker.program.fields import Frozen
from tracker.program.model import Amendment, Indicator, Measure, Program, Seat, Section


@cache
def _nested(model: type[Frozen]) -> dict[str, type[Frozen] | None]:
    return {field.alias or name: _find_model(field.annotation) for name, field in model.model_fields.items()}


def _find_model(annotation: Any) -> type[Frozen] | None:
    if isinstance(annotation, type) and issubclass(annotation, Frozen):
        return annotation
    return next((found for part in get_args(annotation) if (found := _find_model(part))), None)


def keys(model: type[Frozen]) -> list[str]:
    """The keys that may stand under a noun, as the YAML writes them."""
    return list(_nested(model))


def model_at(top: type[Frozen], way: Sequence[Any]) -> type[Frozen] | None:
    """The noun whose keys stand at ``way``; None for a plan."""
    model: type[Frozen] | None = top
    for step in way:
        if model is not None and isinstance(step, str):
            model = _nested(model).get(step)
    return model


@cache
def homes() -> dict[str, list[str]]:
    """For each key the nouns that have it, as the YAML names them."""
    found: dict[str, list[str]] = {}
    for noun in (Program, Section, Indicator, Measure, Amendment, Seat):
        for key in keys(noun):
            found.setdefault(key, []).append(noun.__name__.lower())
    return found
