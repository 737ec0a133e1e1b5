"""Who acts, and whether they may: one table for pages, commands and the HTTP interface alike."""

from tracker.access.actor import Actor
from tracker.access.permission import capacity, permits, require

__all__ = ["Actor", "capacity", "permits", "require"]
