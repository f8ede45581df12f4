"""Changes between runs, and postings that changed after they were seen."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.billing.accounts import Accounts
from sheets_sync.billing.amendments import amend, posted_changed
from sheets_sync.billing.changes import compare
from sheets_sync.billing.seen import name_hashes, seen_rows
from sheets_sync.billing.tables import BLANK
from tests.notices.cases import books, client
from tests.state.rows import DAY, log, rows_of


def renumbered(rows):
    return [{**row, "row": at} for at, row in enumerate(rows, 2)]


def kinds(changes):
    return [(each.kind, each.row) for each in changes.details(100)]


class Runs:
    """Runs one after the other, each on the memory of the last."""

    def __init__(self):
        self.memory = None

    def see(self, rows, day):
        now = rows_of([{**row, "first_seen": day} for row in rows])
        changes = compare(self.memory.rows if self.memory else None, now)
        self.memory = amend(self.memory, changes, day, 35)
        return [
            (each.row, each.field, each.text, each.near) for each in posted_changed(self.memory)
        ]


def test_the_first_run_changes_nothing():
    assert kinds(compare(None, rows_of(log()))) == []


def test_sorting_and_inserting_above_are_no_changes_but_the_new_row():
    new = {**log()[0], "rest": 77}
    moved = renumbered([new, *reversed(log())])
    assert kinds(compare(rows_of(log()), rows_of(moved))) == [("added", 2)]


def test_other_codes_for_the_same_names_are_no_change():
    recoded = [{**row, "client": 2, "service": 2 - row["service"]} for row in log()]
    now = rows_of(recoded, clients=("x", "y", "РОМАШКА "), services=("Quote", "design", "Call"))
    assert kinds(compare(rows_of(log()), now)) == []


@pytest.mark.parametrize(
    "edit",
    [
        {"charge": 101},
        {"day": DAY - 9},
        {"client": 1},
        {"service": 2},
        {"rest": 9, "minutes": 60},
        {"charge": BLANK},
    ],
)
def test_an_edited_row_is_changed_even_when_it_moved(edit):
    rows = [{**log()[0], "rest": 5}, {**log()[1], "rest": 6}, {**log()[2], "rest": 7}]
    edited = [{**rows[0], **edit}, rows[1], rows[2]]
    assert kinds(compare(rows_of(rows), rows_of(edited))) == [("changed", 2)]
    moved = renumbered(
        [{**rows[2], "rest": 70, "client": 1}, {**rows[1], "rest": 60, "client": 2}, *edited]
    )
    assert ("changed", 4) in kinds(compare(rows_of(rows), rows_of(moved)))


def test_a_row_that_is_plainly_another_is_gone_and_added():
    other = {**log()[0], "day": DAY - 90, "client": 2, "service": 1, "rest": 9}
    found = compare(rows_of(log()), rows_of([other, *log()[1:]]))
    assert kinds(found) == [("gone", 2), ("added", 2)]


def test_one_of_two_equal_rows_taken_away_is_one_row_gone():
    rows = renumbered([log()[0], log()[0], log()[1]])
    assert [kind for kind, _ in kinds(compare(rows_of(rows), rows_of(renumbered(rows[1:]))))] == [
        "gone"
    ]


row_strategy = st.fixed_dictionaries(
    {
        "source": st.just(0),
        "day": st.integers(DAY - 3, DAY),
        "client": st.integers(0, 2),
        "service": st.integers(0, 2),
        "minutes": st.just(BLANK),
        "charge": st.sampled_from([100, 200, BLANK]),
        "first_seen": st.just(DAY),
        "rest": st.integers(0, 2),
    }
)
CONTENT = ("day", "client", "service", "rest", "charge")


@given(st.lists(row_strategy, max_size=12), st.lists(row_strategy, max_size=12), st.randoms())
def test_what_is_left_alone_added_gone_and_changed_always_adds_up(old, new, shuffler):
    old, new = renumbered(old), renumbered(new)
    found = compare(rows_of(old), rows_of(new))
    alone = (
        Counter(tuple(row[name] for name in CONTENT) for row in old)
        & Counter(tuple(row[name] for name in CONTENT) for row in new)
    ).total()
    assert len(old) == alone + len(found.gone) + len(found.changed)
    assert len(new) == alone + len(found.added) + len(found.changed)
    partners = found.partner[found.partner >= 0]
    assert len(set(partners.tolist())) == len(partners)
    assert not set(partners.tolist()) & set(found.added.tolist())
    assert [each.kind for each in compare(rows_of(new), rows_of(new)).details(99)] == []
    shuffled = list(new)
    shuffler.shuffle(shuffled)
    assert len(compare(rows_of(new), rows_of(renumbered(shuffled))).details(99)) == 0


def test_a_posting_edited_on_a_later_day_is_a_finding_on_every_rerun():
    runs = Runs()
    assert runs.see(log(), DAY) == []
    edited = [{**log()[0], "charge": 150}, *log()[1:]]
    expected = [(2, "service", "1.50", "2026-11-20 · Call · 1.00")]
    assert runs.see(edited, DAY + 1) == expected
    assert runs.see(edited, DAY + 1) == expected
    assert runs.see(edited, DAY + 2) == expected


def test_an_edit_on_the_day_on_which_a_row_was_first_seen_is_no_finding():
    runs = Runs()
    runs.see(log(), DAY)
    assert runs.see([{**log()[0], "charge": 150}, *log()[1:]], DAY) == []


def test_a_finding_follows_its_row():
    runs = Runs()
    runs.see(log(), DAY)
    edited = [{**log()[0], "charge": 150}, *log()[1:]]
    runs.see(edited, DAY + 1)
    moved = renumbered([{**log()[0], "rest": 55}, *reversed(edited)])
    assert [row for row, *_ in runs.see(moved, DAY + 2)] == [5]


def test_a_row_changed_back_is_no_finding_any_more():
    runs = Runs()
    runs.see(log(), DAY)
    runs.see([{**log()[0], "charge": 150}, *log()[1:]], DAY + 1)
    runs.see([{**log()[0], "charge": 170}, *log()[1:]], DAY + 2)
    assert runs.see(log(), DAY + 3) == []
    assert runs.see(log(), DAY + 3) == []


def test_a_posting_gone_is_a_finding_until_it_is_back():
    runs = Runs()
    runs.see(log(), DAY)
    gone = [(0, "date", "", "2026-11-20 · Call · 1.00")]
    assert runs.see(renumbered(log()[1:]), DAY + 1) == gone
    assert runs.see(renumbered(log()[1:]), DAY + 1) == gone
    assert runs.see(log(), DAY + 2) == []
    assert runs.see([{**log()[0], "charge": 150}, *log()[1:]], DAY + 2) == [
        (2, "service", "1.50", "2026-11-20 · Call · 1.00")
    ]


def test_the_finding_stands_at_the_cell_that_changed():
    for edit, field in (
        ({"day": DAY - 2}, "date"),
        ({"client": 1}, "client"),
        ({"charge": BLANK}, "service"),
    ):
        runs = Runs()
        runs.see(log(), DAY)
        assert [found[1] for found in runs.see([{**log()[0], **edit}, *log()[1:]], DAY + 1)] == [
            field
        ]


def test_what_was_never_charged_or_only_changed_its_service_is_no_finding():
    runs = Runs()
    runs.see(log(), DAY)
    edited = [{**log()[0], "service": 2}, log()[1], {**log()[2], "charge": 500}]
    assert runs.see(edited, DAY + 1) == []


def test_findings_are_forgotten_after_history_days():
    runs = Runs()
    runs.see(log(), DAY)
    edited = [{**log()[0], "charge": 150}, *log()[1:]]
    runs.see(edited, DAY + 1)
    assert len(runs.see(edited, DAY + 35)) == 1
    assert runs.see(edited, DAY + 36) == []


@given(
    st.lists(st.lists(row_strategy, max_size=8), min_size=2, max_size=6),
    st.randoms(use_true_random=False),
)
def test_a_rerun_finds_the_same_and_moving_rows_finds_no_more(sheets, shuffler):
    runs = Runs()
    for day, sheet in enumerate(sheets, DAY):
        first = runs.see(renumbered(sheet), day)
        assert runs.see(renumbered(sheet), day) == first
        moved = list(sheet)
        shuffler.shuffle(moved)
        assert len(runs.see(renumbered(moved), day)) == len(first)


def test_seen_rows_are_the_charged_and_the_unpriced_ones_of_a_book():
    what = books([client(), client("Acme")], [], [(DAY, 0, "Call", 100), (DAY, 1, "Design", 200)])
    accounts = what.accounts
    state = accounts.log.assign(state=np.array([1, 0], np.int8))
    rows = seen_rows(what.book, Accounts(state, accounts.postings, accounts.accounts, ()), DAY)
    assert rows.charge.tolist() == [BLANK, 200]
    assert rows.first_seen.tolist() == [DAY, DAY]
    held = accounts.log.assign(state=np.array([2, 0], np.int8))
    rows = seen_rows(what.book, Accounts(held, accounts.postings, accounts.accounts, ()), DAY)
    assert [rows.clients[code] for code in rows.client] == ["Acme"]


def test_hashes_of_names_never_change():
    assert name_hashes(["Ромашка"]).tolist() == name_hashes([" РОМАШКА "]).tolist()
    assert name_hashes(["Call"]).tolist() == [15876353464232609862, 0]
