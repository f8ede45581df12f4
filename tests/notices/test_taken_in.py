"""Whose rows became whose, by what rows say (design §17)."""

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest

from sheets_sync.billing.changes import compare
from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.seen import no_rows, seen_rows
from sheets_sync.notices.plan.youth import Sightings
from sheets_sync.notices.whose.belongings import belongings, moved_rows
from sheets_sync.notices.whose.strays import lacked, strays_of
from sheets_sync.notices.whose.taken_in import merged, money_of_others, taken_in
from tests.notices.cases import NOW, TODAY, books, client

DAY = timedelta(days=1)
BOTH = ("Dune", "Elm")
PAID = [(TODAY - 60, 0, 4_000_000), (TODAY - 60, 1, 4_000_000)]
USED = [(TODAY - 50, 0, "Big", 3_600_000), (TODAY - 50, 1, "Big", 3_600_000)]


class Runs:
    """What runs know of each other."""

    def __init__(self):
        self.rows, self.known, self.at = no_rows(), Sightings(), NOW

    def sees(self, names, payments, charges, left=(), closed=(), strays=()):
        """Books of these; ``left``: (tab, name) that rows bear and no client has, ``strays`` are
        payments (day, name, amount) of such."""
        states = {name: "closed" if name in closed else "active" for name in names}
        made = books([client(name, state=states[name]) for name in names], payments, charges)
        found = tuple(Finding(Code.UNKNOWN_CLIENT, tab, 0, 2, "client", text=n) for tab, n in left)
        rows = [[0, 9, day, 0, amount * 100, name] for day, name, amount in strays]
        table = pd.DataFrame(rows, columns=["source", "row", "day", "kind", "amount", "name"])
        book = replace(made.book, findings=found, strays={"payments": table})
        now = seen_rows(book, made.accounts, made.day)
        changes, before = compare(self.rows, now), self.known
        lacking = lacked(strays_of(before.owned, book, changes))
        moved = list(moved_rows(before.owned, changes, book, before.prints, lacking))
        took = taken_in(before.took, moved, before.prints, book, self.at)
        owned = belongings(before.owned, changes, book, lacking)
        self.rows, self.at = now, self.at + DAY
        self.known = Sightings(took=took, owned=owned, prints={n.lower(): "" for n in names})
        self.known = Sightings.from_text(self.known.as_text())
        return merged(self.known.took, book)


@pytest.fixture
def runs():
    made = Runs()
    assert merged(made.known.took, books([client()]).book) == made.sees(BOTH, PAID, USED)
    return made


def test_of_equal_payments_each_counts(runs):
    one = runs.sees(
        ("Elm",), [(TODAY - 60, 0, 4_000_000)] * 2, [(*each[:1], 0, *each[2:]) for each in USED]
    )
    assert [amount for _, amount in one.joined["elm"]["dune"].money] == [4_000_000]
    assert (one.heirs, one.half) == ({"dune": "elm"}, {})


@pytest.mark.parametrize(
    ("whose", "later", "others"),
    [("elm", 0, 3_000_000), ("dune", 0, 0), ("elm", 2, 0), ("dune", 2, 0)],
)
def test_what_others_paid_hangs_on_whose_invoice_it_was(runs, whose, later, others):
    """Of Elm's invoice Dune's money is others'; of Dune's, which is Elm's by now, it is theirs; of
    one that was made since then, none is."""
    paid = [(TODAY - 60, 0, 4_000_000), (TODAY - 60, 1, 3_000_000)]
    runs.sees(("Elm", "Dune"), paid, USED)
    made = runs.at - timedelta(hours=1)
    paid = [*[(day, 0, money) for day, _, money in paid], (TODAY, 0, 100_000)]
    one = runs.sees(("Elm",), paid, [(*each[:1], 0, *each[2:]) for each in USED])
    assert money_of_others(one.joined["elm"], whose, made + later * DAY) == others


def test_who_left_first_is_known_by_their_rows_once_these_are_moved(runs):
    left = [("log", "Dune"), ("payments", "Dune")]
    assert (
        runs.sees(
            ("Elm",), [(TODAY - 60, 0, 4_000_000)], [(TODAY - 50, 0, "Big", 3_600_000)], left
        ).heirs
        == {}
    )
    one = runs.sees(
        ("Elm",), [(TODAY - 60, 0, 4_000_000)], [(TODAY - 50, 0, "Big", 3_600_000)] * 2, left[1:]
    )
    assert (one.heirs, one.half["elm"][0]) == ({"dune": "elm"}, "dune")


@pytest.mark.parametrize("role", ["payments", "bank"])
def test_money_of_either_tab_left_behind_is_a_half(runs, role):
    charges = [(TODAY - 50, 0, "Big", 3_600_000)] * 2
    one = runs.sees(("Elm",), [(TODAY - 60, 0, 4_000_000)], charges, [(role, "dune")])
    assert one.half["elm"][0] == "dune"


def test_a_payment_is_theirs_still_while_it_stands_under_a_name_of_nobody(runs):
    """A slip of the pen on its way from one to the other, for two runs."""
    for _ in range(2):
        runs.sees(BOTH, PAID[1:], USED, strays=[(TODAY - 60, "elmm", 4_000_000)])
    paid = [(TODAY - 60, 0, 4_000_000)] * 2
    one = runs.sees(("Elm",), paid, [(*each[:1], 0, *each[2:]) for each in USED])
    assert [amount for _, amount in one.joined["elm"]["dune"].money] == [4_000_000]


def test_a_price_of_theirs_is_none(runs):
    charges = [(TODAY - 50, 0, "Big", 3_600_000)] * 2
    one = runs.sees(("Elm",), [(TODAY - 60, 0, 4_000_000)] * 2, charges, [("prices", "Dune")])
    assert one.half == {}


def test_a_row_typed_on_the_wrong_client_is_forgotten_in_ten_days(runs):
    more = [*USED, (TODAY, 0, "Big", 100_000)]
    runs.sees(BOTH, PAID, more)
    assert runs.sees(BOTH, PAID, [*USED, (TODAY, 1, "Big", 100_000)]).half == {}
    assert runs.known.took["elm"].keys() == {"dune"}
    for _ in range(10):
        runs.sees(BOTH, PAID, [*USED, (TODAY, 1, "Big", 100_000)])
    assert runs.known.took == {}


@pytest.mark.parametrize(("closed", "ones"), [((), 0), (("Dune",), 1)], ids=["active", "closed"])
def test_who_has_no_row_any_more_is_a_client_until_they_are_closed(runs, closed, ones):
    """Their one row was moved, and they never paid: they may be new."""
    runs.sees((*BOTH, "Fir"), PAID, [*USED, (TODAY, 2, "Big", 100_000)])
    names = (*BOTH, "Fir")
    one = runs.sees(
        names, PAID, [*USED, (TODAY, 1, "Big", 100_000)], closed=("Fir",) if closed else ()
    )
    assert len(one.joined) == ones


def test_what_a_program_before_kept_is_read():
    kept = (
        Sightings(prints={"elm": ""})
        .as_text()
        .replace('"took": {}', f'"took": {{"elm": {{"dune": "{NOW.isoformat()}"}}}}')
    )
    (taken,) = Sightings.from_text(kept).took["elm"].values()
    assert (taken.at, taken.tabs, taken.money) == (NOW, frozenset({"log"}), ())


def test_rows_that_are_put_back_are_taken_of_nobody():
    """Elm have none of their own in Log: put back, Dune's are not a half of Elm's."""
    runs = Runs()
    runs.sees(BOTH, PAID, USED[:1])
    assert runs.sees(BOTH, PAID, [(TODAY - 50, 1, "Big", 3_600_000)]).half.keys() == {"elm"}
    assert runs.sees(BOTH, PAID, USED[:1]).half == {}


def test_money_that_is_put_back_is_joined_no_more():
    runs = Runs()
    runs.sees(BOTH, PAID, USED)
    runs.sees(("Elm",), [(TODAY - 60, 0, 4_000_000)] * 2, [(TODAY - 50, 0, "Big", 3_600_000)] * 2)
    runs.sees(BOTH, PAID, USED)
    one = runs.sees(("Elm",), [(TODAY - 60, 0, 4_000_000)], [(TODAY - 50, 0, "Big", 3_600_000)])
    assert money_of_others(one.joined["elm"], "elm", NOW - DAY) == 0
