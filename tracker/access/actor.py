"""The actor: whom every function that reads for a person or records something is asked by."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
SEAT_ROLES = {"bureau": "bureau_seat", "political_council": "council_seat"}


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting in a role.

    ``name`` is written into the ledger and names an office or seat, never a person. ``territory`` bounds the
    role (everything at or below it), ``seat`` is the seat held or acted for, ``office`` the executor whose office
    the actor heads, which makes a conflict of interest computable. An aide acts for ``seat``, whose body's kind is
    ``acting_as`` (``bureau`` or ``political_council``); ``on_behalf_of`` is that seat, so that both are recorded.
    ``account`` is the account signed in with (None: the command line, a demonstration's viewer, nobody), ``also``
    what else the same account may act as.
    """

    name: str
    role: str
    territory: str | None = None
    seat: str | None = None
    office: str | None = None
    on_behalf_of: str | None = None
    acting_as: str | None = None
    account: str | None = None
    also: tuple[Actor, ...] = ()

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"unknown role {self.role!r}")

    @property
    def capacities(self) -> tuple[Actor, ...]:
        """Everything this actor may act as, one role each, the first first."""
        return (replace(self, also=()), *self.also)

    @property
    def roles(self) -> frozenset[str]:
        """Every role held; an aide's are ``aide`` and that of the seat it acts for."""
        return frozenset(role for one in (self, *self.also) for role in (one.role, one.powers))

    @property
    def powers(self) -> str:
        """The role whose permissions count: an aide's is that of the seat it acts for."""
        if self.role == "aide" and self.acting_as:
            return SEAT_ROLES[self.acting_as]
        return self.role

    def reader(self) -> Actor:
        """The same for reading alone: who it is taken out, so that an answer cannot depend on it."""
        return replace(self, name=self.role, account=None, also=tuple(one.reader() for one in self.also))

    @classmethod
    def administrator(cls, name: str = "administrator") -> Actor:
        """The administrator, who sees everything and imports with dates of their own."""
        return cls(name=name, role="administrator", territory="KZ")

    @classmethod
    def public(cls) -> Actor:
        """Nobody signed in."""
        return cls(name="public", role="public")
