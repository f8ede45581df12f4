"""Who may have been exchanged with whom, by what clients are known by (design §17)."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.whose.exchanged import exchanged, rows_known
from sheets_sync.notices.whose.known_rows import (
    KnownRows,
    as_lists,
    came_as_left,
    came_with,
    copied,
    from_lists,
)
from tests.notices.cases import NOW, TODAY, books, client
from tests.notices.test_planning import World, stands

MINUTES = timedelta(minutes=5)


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


def letter(who, address, at, number=1, *, approved=True):
    """One that went, on a person's word or not."""
    world = World()
    world.run(stands(client=who, to=(address,)))
    (notice,) = world.ledger.notices
    return replace(notice, id=number, state=State.SENT, moment=at, began=at, approved=approved)


def doubted_after(letters, *runs, owners=()):
    """As ``doubts`` after ``runs`` five minutes apart, with ``letters`` gone before the last, and
    episodes that are ``owners``' by now."""
    known: KnownRows = {}
    for nth, clients in enumerate(runs):
        gone = letters if nth == len(runs) - 1 else ()
        ledger = Ledger(notices=tuple(gone), owners=dict(owners))
        book = books(clients).book
        known = rows_known(known, book, ledger, NOW + nth * MINUTES)
    return {who: each.other for who, each in exchanged(known, book).items()}


SWAPPED = [row("B", "a@x.example", "Haus B"), row("A", "b@x.example", "Haus A")]
OWN = [row("A", "a@x.example", "Haus A"), row("B", "b@x.example", "Haus B")]


def test_a_word_is_for_the_row_as_it_stood_then():
    went = [letter("b", "a@x.example", NOW + MINUTES)]
    assert doubted_after(went, OWN, SWAPPED, SWAPPED) == {"a": "B"}
    later = [row("B", "a@x.example", "Haus A"), row("A", "b@x.example", "Haus B")]
    assert doubted_after(went, OWN, SWAPPED, later) == {"b": "A", "a": "B"}


def test_a_word_for_a_former_name_is_none_for_the_row_of_this_one():
    """Found by histories (4007): the former's episode had gone over, and its word with it."""
    old = letter("old", "a@x.example", NOW + MINUTES)
    of = {old.episode: "b"}
    assert doubted_after([old], OWN, SWAPPED, SWAPPED, owners=of) == {"a": "B", "b": "A"}


def test_the_last_letter_is_the_one_that_went_last_whichever_was_planned_first():
    went = [
        letter("b", "a@x.example", NOW + MINUTES, number=1),
        letter("b", "b@x.example", NOW, number=2, approved=False),
    ]
    assert doubted_after(went, OWN, SWAPPED, SWAPPED) == {"a": "B"}


def test_a_word_of_before_the_doubt_says_nothing_of_it():
    went = [letter("b", "a@x.example", NOW)]
    assert doubted_after(went, OWN, SWAPPED, SWAPPED) == {"a": "B", "b": "A"}


def test_who_came_by_a_new_name_with_what_is_of_one_who_is_gone():
    shared, known = row("B", "a@x.example"), rows_known({}, books([A]).book, Ledger(), NOW)
    for clients, found in (
        ([A, shared], {}),
        ([shared], {}),
        ([shared, row("New", "a@x.example")], {"new": frozenset({"a"})}),
        ([shared, row("New", "a@x.example")], {"new": frozenset({"a"})}),
        ([shared, A], {}),
    ):
        known = rows_known(known, books(clients).book, Ledger(), NOW)
        assert came_with(from_lists(json.loads(json.dumps(as_lists(known))))) == found


@pytest.mark.parametrize(
    ("new", "left", "paid_to", "found"),
    [
        ("a@x.example", "other@x.example", [0], True),
        ("a@x.example", "a@x.example", [0], True),
        ("new@x.example", "a@x.example", [0], False),
        ("a@x.example", "a@x.example", [0, 1], False),
        ("a@x.example", "other@x.example", [1], False),
    ],
)
def test_a_row_left_without_an_account_is_known_by_what_stood_in_it_as_well(
    new, left, paid_to, found
):
    """Found by histories (2000): its address was exchanged in the very run in which its client had a
    new name, and what a person had asked for before went to the row that was left there."""
    known = rows_known({}, books([A], [(TODAY - 9, 0, 500)]).book, Ledger(), NOW)
    paid = [(TODAY - 9, at, 500) for at in paid_to]
    after = books([row("New", new), row("A", left)], paid).book
    known = rows_known(known, after, Ledger(), NOW + MINUTES)
    assert copied(known) == ({"a": {"new": NOW + MINUTES}} if found else {})


@pytest.mark.parametrize(
    ("beside", "found"),
    [
        ({"A": "a@x.example", "A 2": "a@x.example"}, {"a 2": {"a": NOW + 2 * MINUTES}}),
        ({"A": "new@x.example", "A 2": "a@x.example"}, {}),
        ({"A": "a@x.example"}, {}),
        ({"A": "a@x.example", "B": "b@x.example"}, {}),
    ],
    ids=["back", "another address", "no row left", "nobody's"],
)
def test_a_row_is_left_by_one_who_gives_the_name_of_before_back_too(beside, found):
    """Found by histories (9011): "A" was called "A 2", an invoice was asked for, and "A" again, with
    both rows of Clients there all the time: the invoice went to the row without an account."""
    known: KnownRows = {}
    paid = [(TODAY - 9, 0, 500)]
    first = [A], [row("A 2", "a@x.example"), A]
    for at, clients in enumerate(first):
        known = rows_known(known, books(clients, paid).book, Ledger(), NOW + at * MINUTES)
    now = books([row(name, address) for name, address in beside.items()], paid).book
    known = rows_known(known, now, Ledger(), NOW + 2 * MINUTES)
    assert copied(known) == found


def test_what_was_anothers_in_a_row_that_is_left_tells_whose_it_was():
    """Found by histories (10024): the client had B's address, which a person had let stand."""
    paid = [(TODAY - 9, at, 500) for at in (0, 1)]
    known = rows_known({}, books([A, B], paid).book, Ledger(), NOW)
    took = books([row("A", "b@x.example"), row("B", "new@x.example")], paid).book
    known = rows_known(known, took, Ledger(), NOW + MINUTES)
    assert copied(known) == {}
    renamed = [row("A 2", "b@x.example"), row("B", "new@x.example"), row("A", "b@x.example")]
    known = rows_known(known, books(renamed, paid).book, Ledger(), NOW + 2 * MINUTES)
    assert copied(known) == {"a": {"a 2": NOW + 2 * MINUTES}}


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ([row("A", "new@x.example"), B], {"a"}),
        ([row("A", "other@x.example"), B], set()),
        ([row("A 2", "new@x.example"), B], set()),
        ([row("A", "other@x.example"), row("B", "b@x.example new@x.example")], set()),
    ],
    ids=["back", "nothing of it", "still there", "another took it"],
)
def test_who_gives_a_name_back_comes_with_what_they_had_under_the_other_one(last, found):
    """Found by histories (10081, 8023): "A" was called "A 2" and moved, and "A" again, tab by tab:
    nothing waited for the charges that stood under "A 2" still, and the figures were of half."""
    known: KnownRows = {}
    runs = [A, B], [row("A 2", "a@x.example"), B], [row("A 2", "new@x.example"), B], last
    for at, clients in enumerate(runs):
        known = rows_known(known, books(clients).book, Ledger(), NOW + at * MINUTES)
    assert came_as_left(known, "a 2") == found
