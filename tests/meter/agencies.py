"""Random agencies, each client's own matters marked so that they are known wherever they turn up;
and an office that publishes their pages, without the rest of a run."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from sheets_sync import reckoning, workbooks
from sheets_sync.billing.names import fold
from sheets_sync.config.parsing import parse
from sheets_sync.notices.invoices.open_invoices import OpenInvoice
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.reading.layout import STAFF_ROLES
from sheets_sync.spreadsheet.memory import MemoryWorkbook
from sheets_sync.state.published import pages_in_force
from sheets_sync.state.sqlite.opening import open_sqlite
from sheets_sync.use_cases.letters import mailroom
from sheets_sync.use_cases.pages.publishing import publish
from tests.sync.agency import NOW, TODAY, day

UNITS = [None, "min", "h", "pc", "ч"]
SHARED = ["Call", "Layout", "Banner"]
HEADERS = {
    "clients": ["Client", "Currency", "Language", "Threshold", "Details", "Contract"],
    "prices": ["Client", "Service", "Unit", "Price", "Minimum", "Step", "Included a month", "Valid from", "Currency"],
    "payments": ["Date", "Client", "Amount", "Kind", "Reference"],
    "log": ["Date", "Client", "Service", "Order", "Quantity", "Minutes", "Staff", "Agreed price", "Note"],
}  # fmt: skip


def marker(code: int) -> str:
    """What stands in each text that concerns one client alone."""
    return f"Zq{code:03d}q"


def tabs_of(chance, clients=4, rows=25) -> dict[str, list[list[Any]]]:
    """The staff's tabs of an agency, by role."""

    def some(*values):
        return chance.choice(values)

    def amount(most):
        return some(chance.randrange(most), chance.randrange(most * 100) / 100)

    found: dict[str, list[list[Any]]] = {role: [list(header)] for role, header in HEADERS.items()}
    for service in SHARED:
        for currency in ("RUB", "EUR"):
            terms = [some(None, 5), some(None, 5, 15), some(None, None, 30)]
            price = [some(*UNITS), amount(3000), *terms, None, currency]
            found["prices"].append([some(None, "*"), service, *price])
    for code in range(clients):
        mark = marker(code)
        name, currency = f"Client {mark}", some("RUB", "RUB", "EUR", "JPY")
        language, threshold = some(None, "en", "ru"), amount(5000)
        found["clients"].append([name, currency, language, threshold, f"Details {mark}", mark])
        for service in (f"Own {mark}", some(*SHARED)):
            terms = [some(None, 10), some(None, 5), some(None, 20), some(None, day(30))]
            found["prices"].append([name, service, some(*UNITS), amount(3000), *terms, currency])
        for _ in range(chance.randrange(4)):
            kind = some(None, None, "bonus", "opening")
            reference = f"Reference {mark}"
            days = day(chance.randrange(200))
            found["payments"].append([days, name, amount(90_000), kind, reference])
    for _ in range(rows):
        code = chance.randrange(clients)
        mark = marker(code)
        service = some(*SHARED, f"Own {mark}", f"Unknown {mark}")
        found["log"].append([
            day(chance.randrange(120)), f"Client {mark}", service, some(None, f"Order {mark}"),
            some(None, None, 1, 2.5, -1), some(None, chance.randrange(1, 200)), "Anna",
            some(None, None, None, 0, amount(500)), f"Note {mark}",
        ])  # fmt: skip
    return found


class Pages:
    """Pages of agencies, published one after the other into the same folder."""

    def __init__(self, folder, minutes=True):
        self.folder = folder / "www"
        table = {"folder": str(self.folder), "minutes": minutes}
        self.config = parse(
            {"workbook": {"timezone": "UTC"}, "publish": table}, folder / "config.toml"
        )
        folder.mkdir(parents=True, exist_ok=True)
        self.store = open_sqlite(folder / "state.sqlite3")

    def reckon(self, tabs, on=TODAY):
        named = {STAFF_ROLES[role].names[0]: rows for role, rows in tabs.items()}
        snapshot = workbooks.read(self.config, MemoryWorkbook(named))
        return reckoning.reckon(self.config, snapshot, on, flag_future=True)

    def publish(self, reckoned, asked=(), **more):
        books = mailroom.books(self.config, reckoned)
        office: Any = SimpleNamespace(
            config=self.config,
            store=self.store,
            run=None,
            moment=NOW + timedelta(days=reckoned.day),
            tell=lambda _: None,
            desk=SimpleNamespace(blocked=None, ledger=Ledger, unpaid=lambda *_: dict(asked)),
        )
        return publish(office, books, **more)

    def of(self, client):
        """The files of a client's page, by name; none where it was just being taken away."""
        page = pages_in_force(self.store.pages().all())[fold(client)]
        folder = self.folder / page.token
        there = folder.iterdir() if folder.is_dir() else ()
        return {each.name: each.read_bytes() for each in there}

    def all(self):
        """The files of all, by client and name."""
        held = pages_in_force(self.store.pages().all())
        return {client: self.of(client) for client, page in held.items() if page.shown}


def invoice(reckoned, code, left=12_345):
    """An open invoice of a client, by their folded name."""
    client = reckoned.book.clients[code]
    name = fold(client.name)
    made = Invoice(7, name, client.currency, left + 100, reckoned.day - 3, paid_before=0)
    return {name: OpenInvoice(made, left, 1)}
