"""The register adds up, to the kopeck: against a bookkeeper who books event by event."""

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.notices.invoices.register import Fate, register, register_sums
from sheets_sync.notices.ledger.episodes import Episode, Level
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.views.register_view import as_csv, register_json, register_totals
from sheets_sync.words.speaking import words_of
from tests.notices.cases import NOW, TODAY
from tests.notices.test_register import asked

CURRENCIES = ("EUR", "JPY", "KWD", "RUB")
KINDS = ("invoice", "replace", "pay", "refund", "withdraw", "recover")


@dataclass
class Booked:
    """What the bookkeeper has on one invoice: what came in while it was asked for, and what of that
    ``went`` back since and may come in again."""

    amount: int
    came: int = 0
    state: str = "open"
    went: int = 0


@dataclass
class Account:
    """One account as it is walked: what the program is given, and the bookkeeper's own book."""

    paid: int = 0
    inflow: list = field(default_factory=list)
    asked: int | None = None
    book: dict = field(default_factory=dict)
    heap: list = field(default_factory=lambda: [Booked(0)])  # what is paid on what, the last on top

    def begins(self, booked):
        """What comes in from now on is for another one; what went back by now is gone for good."""
        for each in self.heap:
            each.came, each.went = max(0, each.came), 0
        self.heap.append(booked)

    def moves(self, money):
        """Money that goes back is taken from the top; what comes in fills up what is missing."""
        top = self.heap[-1]
        if money < 0:
            for each in reversed(self.heap):
                back = min(max(0, each.came), -money)
                each.came, each.went, money = each.came - back, each.went + back, money + back
            top.came += money
            return
        debt = min(max(0, -top.came), money)
        top.came, money = top.came + debt, money - debt
        for each in self.heap[:-1]:
            again = min(each.went, money)
            each.came, each.went, money = each.came + again, each.went - again, money - again
        top.came += money


@st.composite
def histories(draw):
    """Steps of several accounts, and the day that each row bears: any, payments come late."""
    accounts = draw(st.lists(st.sampled_from(CURRENCIES), min_size=1, max_size=4))
    step = st.tuples(
        st.integers(0, len(accounts) - 1),
        st.sampled_from(KINDS),
        st.integers(1, 10**9),
        st.integers(-60, 3),
    )
    return accounts, draw(st.lists(step, max_size=40))


def walked(currencies, steps):
    """The ledger and the money that the program reads, and the book of each account."""
    accounts = [Account() for _ in currencies]
    issued: dict[int, Invoice] = {}
    episodes: dict[str, Episode] = {}
    notices: list = []
    for who, kind, amount, off in steps:
        own, currency, client = accounts[who], currencies[who], f"c{who}"
        number = len(issued) + 1
        if kind in ("invoice", "replace"):
            replaces = own.asked if kind == "replace" else None
            if own.asked is not None:
                own.book[own.asked].state = "replaced" if replaces else "closed"
            issued[number] = Invoice(number, client, currency, amount, TODAY, own.paid, replaces)
            notices.append(asked(number, episode=number))
            episodes[client] = Episode(number, client, NOW, Level.LOW, NOW, 5)
            own.asked, own.book[number] = number, Booked(amount)
            own.begins(own.book[number])
        elif kind in ("pay", "refund"):
            money = amount if kind == "pay" else -amount
            own.paid += money
            own.inflow.append((TODAY + off, money))
            own.moves(money)
        elif own.asked is not None and kind == "withdraw":
            issued[number] = Invoice(
                number, client, currency, own.book[own.asked].amount, TODAY, own.paid, credits=own.asked
            )  # fmt: skip
            own.book[own.asked].state, own.asked = "withdrawn", None
            own.begins(Booked(0))
        elif own.asked is not None and kind == "recover":
            episodes.pop(client, None)
    walks = enumerate(zip(currencies, accounts, strict=True))
    money = {(f"c{n}", currency): sorted(own.inflow) for n, (currency, own) in walks}
    return Ledger(episodes, tuple(notices), issued), money, accounts


@given(histories())
def test_of_what_was_invoiced_all_is_paid_or_open_or_dropped(history):
    currencies, steps = history
    ledger, money, accounts = walked(currencies, steps)
    lines = register(ledger, money)
    invoiced: Counter[str] = Counter()
    paid: Counter[str] = Counter()
    for currency, account in zip(currencies, accounts, strict=True):
        for booked in account.book.values():
            invoiced[currency] += booked.amount
            paid[currency] += min(booked.amount, max(0, booked.came))
    for total in register_sums(lines):
        assert total.amount == invoiced[total.currency]
        assert total.paid == paid[total.currency]
        assert total.amount == total.paid + total.left + total.dropped
    books = {number: each for account in accounts for number, each in account.book.items()}
    for line in lines:
        if line.fate == Fate.NOTE:
            assert line.dropped == line.amount == -books[line.invoice.credits].amount
            continue
        booked = books[line.invoice.number]
        gone = {Fate.REPLACED: "replaced", Fate.CREDITED: "withdrawn"}.get(line.fate)
        assert gone in (None, booked.state)
        assert 0 <= line.early <= line.paid == min(booked.amount, max(0, booked.came))
        assert line.left in (0, booked.amount - line.paid)
        assert not line.left or booked.state == "open"


@given(histories())
def test_the_columns_of_the_csv_add_up_and_the_json_has_the_same_figures(history):
    ledger, money, _ = walked(*history)
    lines = register(ledger, money)
    rows = list(csv.DictReader(io.StringIO(as_csv(lines, words_of("en")))))
    document = register_json(lines)
    columns = ("Amount", "Paid", "Left", "No longer asked")
    for total in document["totals"]:
        own = [row for row in rows if row["Currency"] == total["currency"]]
        invoiced, paid, left, dropped = (sum(Decimal(row[name]) for row in own) for name in columns)
        assert invoiced == paid + left + dropped
        assert invoiced == Decimal(total["amount"]) - Decimal(total["credited"])
        assert paid == Decimal(total["paid"])
        assert left == Decimal(total["left"])
        own = [row for row in own if row["State"] != "credit note"]
        assert sum(Decimal(row["Amount"]) for row in own) == Decimal(total["amount"])
        assert sum(Decimal(row["No longer asked"]) for row in own) == Decimal(total["dropped"])
    assert [row["No"] for row in rows] == [each["number"] for each in document["invoices"]]
    assert [row["Left"] for row in rows] == [each["left"] for each in document["invoices"]]
    assert len(register_totals(lines, words_of("ru"))) == len(document["totals"])


def test_what_went_back_is_paid_on_nothing_whatever_became_of_its_invoice():
    """Found: a refund lowered what was paid on an open invoice, and not on a withdrawn one."""
    steps = [
        (0, "invoice", 700, 0),
        (0, "pay", 700, 0),
        (0, "withdraw", 1, 0),
        (0, "refund", 500, 0),
    ]
    ledger, money, _ = walked(["RUB"], steps)
    (invoice, note) = register(ledger, money)
    assert (invoice.fate, invoice.paid, invoice.dropped) == (Fate.CREDITED, 200, 500)
    assert (note.amount, note.dropped) == (-700, -700)
