"""Random messy books, the whole chain: balances agree everywhere, a rerun writes nothing."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync import reckoning, workbooks
from sheets_sync.columns.cell import Fault
from sheets_sync.config.parsing import parse
from sheets_sync.reading.layout import STAFF_ROLES
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.showing.furnish_plan import plan_own_tabs, plan_staff_tabs
from sheets_sync.showing.new_columns import Furniture
from sheets_sync.showing.pages import Letters, Results
from sheets_sync.spreadsheet.diff import differing
from sheets_sync.spreadsheet.memory import MemoryWorkbook
from sheets_sync.use_cases import report as documents
from sheets_sync.views import statement
from sheets_sync.words.speaking import words_of
from tests.sync.agency import NOW, TODAY, day

NAMES = [
    "Acme",
    "acme ",
    "Bell",
    "BELL",
    "Ёлка",
    "елка",
    "Acmee",
    "Итого:",
    "",
    None,
    7,
    True,
    "#REF!",
]
DATES = [day(n) for n in (0, 1, 40, 400)] + [
    day(-3),
    "2026-11-02",
    "02.11.2026",
    "31.02.2026",
    46000,
    "soon",
    None,
]
NUMBERS = [
    None, 0, 1, 2.5, 0.1 + 0.2, 1 / 3, -1, 100, 33.3333, "1 234,50", "1,234.50", "5 ₽", "7 €",
    "1e5", "NaN", "12-05", True, "#N/A", Fault.NO_CACHED_VALUE, date(2026, 5, 1), 10**11, 1e300,
]  # fmt: skip
UNITS = [None, "min", "ч", "h", "day", "pc", "huor", "#REF!"]
SERVICES = ["Call", "call", "Layout", "Banner", "Favour", None, "#VALUE!"]
KINDS = [None, None, "bonus", "refund", "correction", "начальный остаток", "gift"]
CURRENCIES = [None, None, "RUB", "EUR", "JPY", "KWD", "roubles"]
ANY = st.sampled_from


def rows(*columns, most):
    return st.lists(st.tuples(*columns).map(list), max_size=most)


BOOKS = st.fixed_dictionaries({
    "clients": rows(ANY(NAMES), ANY(CURRENCIES), ANY(NUMBERS), ANY(NUMBERS), most=5),
    "prices": rows(ANY(NAMES), ANY(SERVICES), ANY(UNITS), ANY(NUMBERS), ANY(NUMBERS), ANY(NUMBERS),
                   ANY(NUMBERS), ANY(DATES), ANY(CURRENCIES), most=8),
    "payments": rows(ANY(DATES), ANY(NAMES), ANY(NUMBERS), ANY(KINDS), most=8),
    "log": rows(ANY(DATES), ANY(NAMES), ANY(SERVICES), ANY(["A", 7, None]), ANY(NUMBERS),
                ANY(NUMBERS), ANY(["Anna", None]), ANY(["mail", "mobile"]), ANY(NUMBERS), most=14),
})  # fmt: skip
HEADERS: dict[str, list[Any]] = {
    "clients": ["Client", "Currency", "Threshold", "Credit limit"],
    "prices": ["Client", "Service", "Unit", "Price", "Minimum", "Step", "Included a month",
               "Valid from", "Currency"],
    "payments": ["Date", "Client", "Amount", "Kind"],
    "log": ["Date", "Client", "Service", "Order", "Quantity", "Minutes", "Staff", "Channel",
            "Agreed price"],
}  # fmt: skip
SOUND: dict[str, list[list[Any]]] = {
    "clients": [["Acme", "RUB", 100, None], ["Bell", "EUR", None, 5]],
    "prices": [[None, "Call", "min", 1.25, 5, 5, None, None, None], [None, "Banner", None, 99.99, *[None] * 5]],
    "payments": [[day(90), "Acme", 500, None], [day(90), "Bell", 20, None]],
    "log": [[day(2), "Acme", "Call", "A", None, 7, "Anna", "mail", None]],
}  # fmt: skip


def furnished(book, locale, tmp):
    tabs = {
        STAFF_ROLES[role].names[0]: [
            list(row) for row in (HEADERS[role], *SOUND[role], *book[role])
        ]
        for role in STAFF_ROLES
    }
    config = parse({"workbook": {"locale": locale, "timezone": "UTC"}}, tmp / "config.toml")
    workbook = MemoryWorkbook(tabs)
    refs = {role: STAFF_ROLES[role].names[:1] for role in STAFF_ROLES}
    snapshot = workbook.read([name for names in refs.values() for name in names])
    furniture = Furniture(
        words_of("en"), {role: tuple(map(Sought, names)) for role, names in refs.items()}, {}
    )
    workbook.furnish(
        [*plan_staff_tabs(snapshot, furniture), *plan_own_tabs(snapshot, words_of("en"))], snapshot
    )
    return config, workbook


def reckoned(config, workbook):
    snapshot = workbooks.read(config, workbook)
    found = reckoning.reckon(config, snapshot, TODAY, flag_future=True)
    wanted = Results(config, found, Letters(), datetime(2026, 11, 23, 9)).wanted()  # noqa: DTZ001
    return found, differing(wanted, snapshot)


@given(book=BOOKS, locale=ANY(["en", "ru"]))
def test_balances_agree_everywhere_and_a_rerun_writes_nothing(tmp_path_factory, book, locale):
    config, workbook = furnished(book, locale, tmp_path_factory.getbasetemp())
    found, edits = reckoned(config, workbook)
    staff = {tab: [list(row) for row in cells] for tab, cells in workbook.tabs.items()}
    workbook.write(edits, found.snapshot)

    document = documents.report(found, "memory", words_of("en"))
    rows_ = document["rows"]
    assert rows_["log"] == rows_["charged"] + rows_["unpriced"] + rows_["held"]
    _check_money(found, document, workbook)
    _check_staff_cells(staff, workbook)
    again, more = reckoned(config, workbook)
    assert more == []
    assert documents.report(again, "memory", words_of("en")) == document
    assert NOW.date() == TODAY


def _check_money(found, document, workbook):
    postings = found.accounts.postings
    sums: Counter[int] = Counter()
    for client, amount in zip(
        postings["client"].tolist(), postings["amount"].tolist(), strict=True
    ):
        sums[client] += amount
    header, *clients = workbook.tabs["Clients"]
    at = header.index("Balance")
    by_name = {client["client"]: client for client in document["clients"]}
    assert len(by_name) == len(found.book.clients)
    for code, client in enumerate(found.book.clients):
        shown = by_name[client.name]
        balance = Decimal(shown["balance"])
        assert balance == Decimal(shown["paid"]) - Decimal(shown["charged"])
        assert found.accounts.accounts[code].balance == sums[code]
        cell = clients[client.row - 2][at]
        assert Decimal(repr(cell)) == balance
        made = statement.make(found, client.name, None, None, words_of("en"))
        assert made.closing == made.opening + made.paid - made.charged == sums[code]


def _check_staff_cells(before, workbook):
    for tab, width in zip(
        ("Clients", "Prices", "Payments", "Log"), map(len, HEADERS.values()), strict=True
    ):
        old = [row[:width] for row in before[tab]]
        new = [row[:width] for row in workbook.tabs[tab]][: len(old)]
        assert [[repr(cell) for cell in row] for row in new] == [
            [repr(cell) for cell in row] for row in old
        ]
