"""Who may have been exchanged with whom, by what clients are known by (design §17)."""

import json

import pytest

from sheets_sync.notices.exchanged import KnownRows, as_lists, exchanged, from_lists, rows_known
from sheets_sync.notices.notice import Ledger
from tests.notices.cases import NOW, books, client


def row(name, address, details=""):
    addresses = tuple(address.split()) if address else ()
    return client(name, emails=addresses, details=details)


A, B, C = row("A", "a@x.example"), row("B", "b@x.example"), row("C", "c@x.example")


def doubts(*runs):
    """By client, whose row they seem to have, after the last of ``runs``."""
    known: KnownRows = {}
    for clients in runs:
        book = books(clients).book
        known = from_lists(json.loads(json.dumps(as_lists(rows_known(known, book, Ledger(), NOW)))))
    return {who: each.other for who, each in exchanged(known, book).items()}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        pytest.param([A, B], [row("B", "a@x.example"), row("A", "b@x.example")],
                     {"a": "B", "b": "A"}, id="two names exchanged"),
        pytest.param([A, B, C],
                     [row("C", "a@x.example"), row("A", "b@x.example"), row("B", "c@x.example")],
                     {"a": "B", "b": "C", "c": "A"}, id="one column sorted"),
        pytest.param([A, B], [row("New", "a@x.example"), row("A", "b@x.example"), row("B", "")],
                     {"new": "A", "a": "B"}, id="a cell put into the column"),
        pytest.param([A, B, C], [row("B", "a@x.example"), row("C", "b@x.example")],
                     {"b": "a", "c": "B"}, id="a cell taken out of the column"),
        pytest.param([row("A", "one@x.example", "Haus A"), row("B", "one@x.example", "Haus B")],
                     [row("A", "one@x.example", "Haus B"), row("B", "one@x.example", "Haus A")],
                     {"a": "B", "b": "A"}, id="one mailbox, details exchanged"),
        pytest.param([A, B], [row("A", "B@X.example"), row("B", "other@x.example")],
                     {"a": "B"}, id="one took the other's address"),
        pytest.param([A, B, C], [C, A, B], {}, id="rows sorted whole"),
        pytest.param([A, B], [A, row("B", "a@x.example b@x.example")], {}, id="a box shared from now on"),
        pytest.param([A, B], [A, row("B", "new@x.example")], {}, id="a new address"),
        pytest.param([A, B], [row("Renamed", "a@x.example"), B], {}, id="a new name"),
        pytest.param([A, B], [row("B", "b@x.example a@x.example")], {}, id="merged"),
        pytest.param([A], [A, row("B", "b@x.example")], {}, id="a new client"),
        pytest.param([row("A", "", "n/a"), row("B", "", "n/a"), row("C", "", "")],
                     [row("A", "", "x"), row("B", "", "n/a"), row("C", "", "n/a")],
                     {}, id="details that several have"),
    ],
)  # fmt: skip
def test_who_may_have_been_exchanged_with_whom(before, after, found):
    assert doubts(before, after) == found
    assert doubts(before, after, after) == found
    assert doubts(before, after, before) == {}


def test_mended_by_half_the_other_row_is_still_in_doubt():
    swapped = [row("B", "a@x.example"), row("A", "b@x.example")]
    assert doubts([A, B], swapped, [row("B", "a@x.example"), A]) == {"b": "A"}
    assert doubts([A, B], swapped, [row("B", "a@x.example"), row("A", "new@x.example")]) == {
        "b": "A"
    }


def test_blank_for_a_run_in_both_rows_it_is_believed():
    swapped = [row("B", "a@x.example"), row("A", "b@x.example")]
    assert doubts([A, B], swapped, [row("A", ""), row("B", "")], swapped) == {}
