"""The effort index compares labour, not bookkeeping: it stays where the same work is retold (§9)."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync import reckoning, workbooks
from sheets_sync.billing.accounts import CHARGED
from sheets_sync.billing.effort import measure
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.codes import NONE
from tests.effort import oracle
from tests.effort.books import TODAY, Row, book_of, client, did, renumbered
from tests.effort.test_effort_equals_the_oracle import all_terms, books
from tests.sync.agency import Agency
from tests.sync.test_tock import CONFIG, ENGLISH, LAST, TOCK, sheets, typed

CLIENTS = ("Acme", "Bell", "Cone", "Dune", "Echo")


def indices(log: Sequence[Row], terms: Terms, names=CLIENTS, **more) -> dict[str, Any]:
    """The index and the coverage of each client by name, as ours and as the oracle has them."""
    book, accounts = book_of(log, tuple(map(client, names)), **more)
    found = [(got.index, got.coverage) for got in measure(book, accounts, terms, TODAY).clients]
    window = oracle.in_window(log, terms, TODAY)
    told = [oracle.index_and_coverage(window, code, terms) for code in range(len(names))]
    assert found == told
    return dict(zip(names, found, strict=True))


def in_parts(row: Row, cuts: Sequence[int]) -> Iterator[Row]:
    """The row as several of the same order, service, client and day, its minutes cut there."""
    edges = [0, *sorted(cuts), row.minutes]
    for start, end in pairwise(edges):
        yield replace(row, minutes=end - start, charge=0 if start else row.charge)


def a_log():
    """Three clients with a heavy one among them: every one of them has an index."""
    return [
        did(0, 0, 0, 300), did(0, 1, 0, 40),
        did(1, 0, 1, 30), did(1, 1, 2, 20),
        did(2, 0, 3, 45), did(2, 1, 4, 25),
    ]  # fmt: skip


@given(books, all_terms, st.data())
def test_splitting_rows_of_an_order_moves_no_index(log, terms, data):
    split: list[Row] = []
    for row in log:
        cuttable = row.order != NONE and row.minutes
        cuts = data.draw(st.lists(st.integers(0, row.minutes), max_size=3)) if cuttable else []
        split += in_parts(row, cuts) if cuttable else [row]
    assert indices(split, terms) == indices(log, terms)


@given(books, all_terms, st.randoms(use_true_random=False))
def test_sorting_the_log_in_any_order_moves_no_index(log, terms, chance):
    mixed = list(log)
    chance.shuffle(mixed)
    assert indices(mixed, terms) == indices(log, terms)


@given(books, all_terms, st.permutations(range(5)))
def test_renaming_clients_moves_an_index_with_its_labour_and_no_other(log, terms, places):
    """Client c takes the name of ``places[c]``: in their own row of the tab, and in another's."""
    before = list(indices(log, terms).values())
    swapped = [CLIENTS[place] for place in places]
    in_place = indices(log, terms, swapped)
    elsewhere = indices(renumbered(log, places), terms)
    assert in_place == elsewhere == dict(zip(swapped, before, strict=True))


names = st.text(min_size=1, max_size=12)


@given(
    books, all_terms,
    st.lists(names, min_size=2, max_size=2, unique_by=str.casefold),
    st.lists(names, min_size=3, max_size=3, unique_by=str.casefold),
)  # fmt: skip
def test_renaming_staff_and_channels_moves_no_index(log, terms, staff, channels):
    assert indices(log, terms, staff=staff, channels=channels) == indices(log, terms)


@given(books, all_terms, st.data())
def test_who_did_the_work_and_how_it_was_asked_for_moves_no_index(log, terms, data):
    staff, channels = st.integers(NONE, 1), st.integers(NONE, 2)
    others = [replace(row, staff=data.draw(staff), channel=data.draw(channels)) for row in log]
    assert indices(others, terms) == indices(log, terms)


@given(books, all_terms, st.integers(-10_000, 500_000))
def test_what_was_charged_moves_no_index(log, terms, charge):
    cheaper = [replace(row, charge=charge if row.state == CHARGED else 0) for row in log]
    assert indices(cheaper, terms) == indices(log, terms)


def test_a_heavy_client_stays_so_however_the_order_is_told():
    before = indices(a_log(), Terms(), CLIENTS[:3])
    assert before["Acme"][0] > 4
    in_minutes = [
        part for row in a_log() for part in in_parts(row, range(SCALE, row.minutes, SCALE))
    ]
    assert len(in_minutes) == 460
    assert indices(in_minutes[::-1], Terms(), CLIENTS[:3]) == before


def test_the_same_minutes_as_orders_of_their_own_do_move_it():
    # Proof that the properties above could fail: more orders are more work expected of others.
    acme, *others = a_log()
    split = [*in_parts(acme, [acme.minutes // 2]), *others]
    apart = [replace(row, order=code) for code, row in enumerate(split)]
    before, after = (indices(log, Terms(), CLIENTS[:3])["Acme"][0] for log in (a_log(), apart))
    assert after < before


def retold(lines: Sequence[list[Any]]) -> list[list[Any]]:
    """The log with every third row split in two, quantity and minutes each, and shuffled."""
    head, *rows = lines
    quantity, minutes = head.index("Quantity"), head.index("Minutes")
    told = []
    for number, row in enumerate(rows):
        if number % 3 or not row[minutes]:
            told.append(row)
            continue
        first, second = list(row), list(row)
        for at, digits in ((quantity, "0.01"), (minutes, "1")):
            whole = Decimal(str(row[at]))
            half = (whole / 2).quantize(Decimal(digits))
            first[at], second[at] = float(half), float(whole - half)
        told += [first, second]
    random.Random(3).shuffle(told)
    return [head, *told]


def tock_indices(folder: Path, made) -> dict[str, Any]:
    """The exact figures of each client of that workbook, read back from its .xlsx."""
    agency = Agency(folder, made, CONFIG.format(language="en"), furnished=False)
    config = agency.config
    snapshot = workbooks.read(config, workbooks.open_workbook(config))
    reckoned = reckoning.reckon(config, snapshot, LAST, flag_future=False)
    assert reckoned.rows["held"] == 0
    return {
        each.name: (got.minutes, got.orders, got.index, got.coverage)
        for each, got in zip(reckoned.book.clients, reckoned.effort.clients, strict=True)
    }


@pytest.mark.skipif(not TOCK.is_dir(), reason="the tock data are not beside the repo")
def test_a_year_of_a_real_consultancy_retold_has_the_same_indices(tmp_path):
    made = sheets(ENGLISH, typed)
    before = tock_indices(tmp_path / "before", made)
    longer = retold(made["Log"])
    assert len(longer) > len(made["Log"]) * 1.3
    assert tock_indices(tmp_path / "after", {**made, "Log": longer}) == before
    assert sum(figures[2] is not None for figures in before.values()) > 10
