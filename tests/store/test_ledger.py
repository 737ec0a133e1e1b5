"""The chain finds any changed, missing or reordered row, and any change to the rows a load was compiled into."""

from __future__ import annotations

import threading

import pytest

from tests.small_country import load, record, report
from tracker.errors import UsageError
from tracker.store import open_store
from tracker.store.ledger import verify


@pytest.fixture
def store():
    with open_store() as opened:
        load(opened)
        record(
            opened,
            report("clinics", "2021-Q4", 12.0, "2022-01-10", verdict="verified", reviewer="control-1"),
            report("villages", "2021-Q4", 12.5, "2022-01-11"),
            report("clinics", "2022-Q1", 15.0, "2022-04-10"),
        )
        yield opened


def tamper(store, statement: str) -> str | None:
    with store.cursor() as cursor:
        cursor.execute(statement)
    return verify(store).first_bad


def test_an_untouched_ledger_holds_and_names_its_head(store):
    verdict = verify(store)
    assert verdict.first_bad is None
    assert verdict.head == f"{store.head()}:{store.head_hash()}"
    assert verdict.rows == store.head()


@pytest.mark.parametrize(
    "column, value",
    [
        ("value", "99"),
        ("author", "'x'"),
        ("evidence", "'y'"),
        ("note", "''"),
        ("reported_at", "'2022-01-11 00:00:01'"),
        ("recorded_at", "'2026-11-20 06:00:01'"),
        ("again", "true"),
        ("period_end", "'2022-06-30'"),
    ],
)
def test_a_changed_report_is_found_at_its_row(store, column, value):
    with store.cursor() as cursor:
        seq = cursor.execute("select seq from store.report where value = 12.5").fetchone()[0]
    assert (
        tamper(store, f"update store.report set {column} = {value} where seq = {seq}")
        == f"{seq}: report row was changed"
    )


def test_a_missing_row_is_found(store):
    with store.cursor() as cursor:
        seq = cursor.execute("select min(seq) from store.report").fetchone()[0]
    found = tamper(store, f"delete from store.report where seq = {seq}")
    assert found == f"{seq}: row missing or out of order"


def test_two_rows_exchanged_are_found(store):
    with store.cursor() as cursor:
        first, second = (
            r[0] for r in cursor.execute("select seq from store.report order by seq limit 2").fetchall()
        )
    found = tamper(
        store,
        f"update store.report set seq = case seq when {first} then {second} else {first} end "
        f"where seq in ({first}, {second})",
    )
    assert found == f"{first}: report row was changed"


def test_a_changed_target_of_a_loaded_program_is_found(store):
    found = tamper(store, "update store.terms set target = 20 where target = 27")
    assert found is not None and found.endswith("the rows of program republic-2021-2025 were changed")


def test_rows_cut_off_the_end_are_found_by_an_earlier_head(store):
    head = verify(store).head
    with store.cursor() as cursor:
        cursor.execute("delete from store.review")
    last = int(head.split(":")[0])
    assert (
        verify(store).first_bad == f"{last}: row missing or out of order"
    )  # the running store knows its head
    store._head, store._head_hash = store._read_head()  # as after a restart: nothing after the cut shows it
    assert verify(store).first_bad is None
    assert verify(store, head).first_bad == f"{last}: the ledger no longer holds this head"


def test_a_null_a_text_and_a_shifted_text_are_three_things():
    from tracker.store.chain import hashes_of

    hashes = [
        hashes_of("t", [[a], [b]], "")
        for a, b in (("a\x1fb", "c"), ("a", "b\x1fc"), (None, ""), ("", None), ("", ""))
    ]
    assert len({digest for [digest] in hashes}) == 5


def test_a_walk_beside_a_writer_raises_no_alarm(store):
    done, found = threading.Event(), []

    def write() -> None:
        n = 0
        while not done.is_set():
            n += 1
            made = f"2022-01-10T00:{n // 60 % 60:02d}:{n % 60:02d}"
            record(
                store, report("clinics", "2021-Q4", float(n), made, verdict="verified", reviewer="control-1")
            )

    writer = threading.Thread(target=write)
    writer.start()
    for _ in range(15):
        found.append(verify(store).first_bad)
    done.set()
    writer.join()
    assert set(found) == {None}


def test_since_a_head_only_later_rows_are_walked(store):
    head = verify(store).head
    record(store, report("villages", "2022-Q1", 14.0, "2022-04-12"))
    assert verify(store, head).rows == 1
    assert verify(store, head).first_bad is None


@pytest.mark.parametrize("head", ["12", "x:y", "12:" + "a" * 63])
def test_what_is_no_head_is_said_in_words(store, head):
    with pytest.raises(UsageError, match="is no ledger head"):
        verify(store, head)
