"""Everything a demonstration roadmap may promise, theme by theme; all of it made up in its figures."""

from __future__ import annotations

from tracker.demo.promises.common_life import CULTURE, ECOLOGY, ECONOMY, OPENNESS
from tracker.demo.promises.homes import HOUSING, ROADS, UTILITIES, WATER
from tracker.demo.promises.people import EDUCATION, EMPLOYMENT, HEALTH, SOCIAL, YOUTH
from tracker.demo.promises.shape import SITES, UNITS, Promise, Site

__all__ = ["PROMISES", "SENSITIVE", "SITES", "UNITS", "Promise", "Site"]

PROMISES: dict[str, tuple[Promise, ...]] = {
    "health": HEALTH,
    "education": EDUCATION,
    "social": SOCIAL,
    "employment": EMPLOYMENT,
    "youth": YOUTH,
    "housing": HOUSING,
    "water": WATER,
    "utilities": UTILITIES,
    "roads": ROADS,
    "economy": ECONOMY,
    "culture": CULTURE,
    "ecology": ECOLOGY,
    "openness": OPENNESS,
}
SENSITIVE = frozenset({"health", "education", "social", "employment", "housing", "water"})
