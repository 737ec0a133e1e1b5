"""A table's file: written as it is sent, for whom it was drawn, as long as the page that shows it stands."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
import streamlit as st
from starlette.applications import Starlette

from tracker.access import Actor
from tracker.documents import tables
from tracker.errors import InputError
from tracker.ui import table_files

HEADS = [tables.Column("Words"), tables.Column("Number", "whole")]
VALUES = [lambda row: f"=row {row}", lambda row: row]


@pytest.fixture(autouse=True)
def session(monkeypatch):
    monkeypatch.setattr(st, "session_state", {})


def get(path: str, accepts: str = "ru") -> SimpleNamespace:
    """What the route answers to a request: status, headers, body."""
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    async def receive() -> dict:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "asgi": {"spec_version": "2.4"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": f"/{path}",
        "root_path": "",
        "query_string": b"",
        "headers": [(b"accept-language", accepts.encode())],
    }
    asyncio.run(Starlette(routes=table_files.ROUTES)(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    body = b"".join(one.get("body", b"") for one in sent)
    return SimpleNamespace(
        status_code=sent[0]["status"], headers=headers, content=body, text=body.decode("utf-8", "replace")
    )


def page(key: str = "indicator", actor: Actor | None = None):
    selection = SimpleNamespace(as_of="2022-04-15", basis="current", state=dict, choices={})
    return SimpleNamespace(key=key, selection=selection, actor=actor or Actor.public(), language="ru")


def test_csv_and_workbook_hold_every_row_and_no_formula():
    address = table_files.offer(page(), "rows", HEADS, VALUES, range(2500))
    told = get(f"{address}.csv")
    lines = told.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Words,Number" and lines[-1] == "'=row 2499,2499" and len(lines) == 2501
    assert told.headers["content-disposition"] == 'attachment; filename="rows-2022-04-15-current.csv"'
    assert get(f"{address}.xlsx").content.startswith(b"PK")


def test_no_more_is_read_than_was_sent():
    read = []

    class Rows:
        def __iter__(self):
            for number in range(10 * tables.AT_ONCE):
                read.append(number)
                yield number

    offered = table_files.Offered(page(), Actor.public(), HEADS, VALUES, Rows())
    next(table_files._begun(offered, "csv"))
    assert len(read) == tables.AT_ONCE


def test_an_address_is_good_while_its_page_stands_and_the_same_at_every_look():
    first = table_files.offer(page(), "rows", HEADS, VALUES, range(3))
    assert table_files.offer(page(), "rows", HEADS, VALUES, range(4)) == first
    assert get(f"{first}.csv").text.count("\n") == 5
    table_files.offer(page("member"), "other", HEADS, VALUES, range(3))
    gone = get(f"{first}.csv", "en")
    assert gone.status_code == 404 and "no file for you" in gone.text
    assert get("table/nobody/rows.csv").status_code == 404
    assert get(f"{first}.exe").status_code == 404


def test_whoever_lost_a_role_since_is_told_so():
    here = page()
    address = table_files.offer(here, "rows", HEADS, VALUES, range(3))
    here.actor = Actor("public", "branch", territory="KZ")
    refused = get(f"{address}.csv")
    assert refused.status_code == 403 and "Words" not in refused.text


def test_a_fault_at_the_beginning_is_said_in_words():
    def refuse(row):
        raise InputError("There is no indicator {indicator}.", indicator="panic")

    address = table_files.offer(page(), "rows", HEADS, [refuse, refuse], range(3))
    told = get(f"{address}.csv")
    assert told.status_code == 422 and "panic" in told.text
