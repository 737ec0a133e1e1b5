"""The actor: whom every function that reads for a person or records something is asked by."""

from __future__ import annotations

from dataclasses import dataclass

ROLES = (
    "public",
    "branch",
    "council_seat",
    "bureau_seat",
    "aide",
    "party_control",
    "executor",
    "faction",
    "administrator",
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting in a role.

    ``name`` is written into the ledger and names an office or seat, never a person. ``territory`` bounds the
    role (everything at or below it), ``seat`` is the seat held or acted for, ``office`` the executor whose office
    the actor heads, which makes a conflict of interest computable. An aide acts for ``seat``, whose body's kind is
    ``acting_as`` (``bureau`` or ``political_council``); ``on_behalf_of`` is that seat, so that both are recorded.
    """

    name: str
    role: str
    territory: str | None = None
    seat: str | None = None
    office: str | None = None
    on_behalf_of: str | None = None
    acting_as: str | None = None

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"unknown role {self.role!r}")

    @classmethod
    def administrator(cls, name: str = "administrator") -> Actor:
        """The administrator, who sees everything and imports with dates of their own."""
        return cls(name=name, role="administrator", territory="KZ")

    @classmethod
    def public(cls) -> Actor:
        """Nobody signed in."""
        return cls(name="public", role="public")
