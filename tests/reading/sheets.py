"""Sheets as a back end would read them, and what decoding makes of them."""

from dataclasses import dataclass
from datetime import date

from sheets_sync.billing.accounts import Accounts, keep_accounts
from sheets_sync.billing.days import EPOCH
from sheets_sync.billing.tables import Book
from sheets_sync.billing.terms import Terms
from sheets_sync.reading.decode import Rules, decode
from sheets_sync.reading.headers import locate
from sheets_sync.reading.sources.places import Places
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.showing.wording import describe
from sheets_sync.spreadsheet.protocol import Snapshot, Tab
from sheets_sync.words.speaking import words_of

TODAY = date(2026, 11, 23)
HEADERS = {
    "Clients": ["Client", "Email", "Language", "Currency", "Threshold", "Credit limit", "Top-up",
                "Manager", "State", "Details", "Contract", "Note"],
    "Prices": ["Client", "Service", "Unit", "Price", "Minimum", "Step", "Included a month",
               "Valid from", "Currency", "Note"],
    "Payments": ["Date", "Client", "Amount", "Kind", "Reference"],
    "Log": ["Date", "Client", "Service", "Order", "Quantity", "Minutes", "Staff", "Channel",
            "Agreed price", "Note"],
}  # fmt: skip


def serial(day: date) -> int:
    return (day - EPOCH).days


def tab(name, rows, *, marks=None, own=""):
    width = max(map(len, rows), default=0)
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    return Tab(
        name, [list(column) for column in zip(*padded, strict=True)], len(rows), marks or {}, own
    )


def snapshot(**sheets):
    """Tabs by name; ``rows`` without a header get the full English one."""
    tabs = {name: tab(name, [HEADERS[name], *sheets.get(name, [])]) for name in HEADERS}
    return Snapshot(tabs, tuple(tabs))


@dataclass
class Decoded:
    book: Book
    places: Places
    accounts: Accounts

    @property
    def findings(self):
        return (*self.places.findings, *self.book.findings, *self.accounts.findings)

    def found(self):
        """Each finding as (code, cell)."""
        return [
            (str(f.code), f"{w.tab}!{w.cell}")
            for f in self.findings
            for w in [describe(f, self.places, self.book, words_of("en"))]
        ]

    def codes(self):
        return [str(finding.code) for finding in self.findings]

    def states(self):
        """charged, unpriced and held rows."""
        state = self.accounts.log["state"].tolist()
        return state.count(0), state.count(1), self.book.log_rows - state.count(0) - state.count(1)

    def charges(self):
        return self.accounts.log["charge"].tolist()


def decoded(snap, *, locale="en", future=True, on=TODAY, currency="RUB", **sources):
    """``sources``: how tabs of a role are sought, if not by their names alone."""
    roles = {name.lower(): (Sought(name),) for name in HEADERS} | sources
    places = locate(snap, roles, {})
    rules = Rules(locale, currency, {"RUB": 100_00}, {}, serial(on))
    book = decode(snap, places, rules, serial(on), flag_future=future)
    return Decoded(book, places, keep_accounts(book, Terms(currency=currency), serial(on)))


CLIENTS = [["Acme"], ["Bell", None, None, "EUR"]]
PRICES = [
    [None, "Call", "min", 10],
    [None, "Banner", "pc", 50],
    [None, "Call", "min", 1, *[None] * 4, "EUR"],
]


def log(*rows, **more):
    """Log rows for Acme unless they say otherwise, with sound clients and prices."""
    return snapshot(**{"Clients": CLIENTS, "Prices": PRICES, "Log": list(rows), **more})


def row(date_=date(2026, 11, 20), client="Acme", service="Call", order=None, quantity=None,
        minutes=5, staff="Anna", channel="mail", agreed=None, note=None):  # fmt: skip
    return [date_, client, service, order, quantity, minutes, staff, channel, agreed, note]
