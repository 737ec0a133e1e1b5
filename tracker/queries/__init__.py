"""One module a question: SQL text, the frozen dataclass it fills, and the function that asks.

Every function takes the store, the actor and what is asked (:class:`tracker.queries.ask.Ask`,
:class:`tracker.queries.ask.Scope`). No query reads today's date.
"""

from tracker.queries.ask import Ask, Scope

__all__ = ["Ask", "Scope"]
