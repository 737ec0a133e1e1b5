"""The tracker beside pandas and PostgreSQL: answers checked equal, then timed by turns."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Callable, Iterator

from bench.build import Built
from bench.peers import answers
from bench.peers.answers import PRESENT, PROGRAM, check_equal, past_day
from bench.peers.data import exported
from bench.peers.with_pandas import Pandas
from bench.peers.with_postgres import Postgres, postgres
from bench.peers.with_script import script_rows
from bench.timing import Row, medians
from tracker.store import Store, open_store

TURNS = 11


def peer_rows(made: Built) -> list[Row]:
    """Four questions to the tracker and to each peer."""
    with open_store(made.database) as store:
        files = exported(made, store)
        # a day that was asked for beside one peer is kept, and would be no new one beside the next
        days = itertools.count(1)
        rows = _against("pandas", Pandas(files), store, days)
        with postgres(made.database.parent / "postgres", files) as server:
            rows += _against("PostgreSQL", server, store, days)
    return rows + script_rows(made)


def _against(name: str, peer: Pandas | Postgres, store: Store, mine: Iterator[int]) -> list[Row]:
    peer.keep(PRESENT)
    check_equal(name, peer.standing(), answers.standing(store, PRESENT))
    check_equal(name, peer.standing(past_day(0)), answers.standing(store, past_day(0)))
    check_equal(name, peer.values(PROGRAM), answers.values(store, PRESENT))
    check_equal(name, peer.lines(PROGRAM), answers.lines(store, PRESENT))
    theirs = itertools.count(1)
    asked: dict[str, tuple[Callable, Callable]] = {
        "every territory on the present day": (lambda: answers.standing(store, PRESENT), peer.standing),
        "every territory on a day not asked before": (
            lambda: answers.standing(store, past_day(next(mine))),
            lambda: peer.standing(past_day(next(theirs))),
        ),
        "one program's indicators and values": (
            lambda: answers.values(store, PRESENT),
            lambda: peer.values(PROGRAM),
        ),
        "one program's list as a page shows it": (
            lambda: answers.lines(store, PRESENT),
            lambda: peer.lines(PROGRAM),
        ),
    }
    # as a server does with what its start made: what never dies is not walked before every question
    gc.collect()
    gc.freeze()
    return [Row(question, name, *medians(*both, turns=TURNS)) for question, both in asked.items()]
