"""Small books for the tests of notices: named clients, payments and agreed charges."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from sheets_sync.billing.accounts import keep_accounts
from sheets_sync.billing.days import EPOCH
from sheets_sync.billing.tables import (
    LOG_COLUMNS,
    PAYMENT_COLUMNS,
    PAYMENT_KINDS,
    PRICE_COLUMNS,
    Book,
    Client,
    typed,
)
from sheets_sync.billing.terms import Terms
from sheets_sync.notices.desk import NoticeDesk
from sheets_sync.notices.folder import FolderTransport
from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.issued import ONE_TWO_THREE
from sheets_sync.notices.ledger.verdicts import Answer, Verdict
from sheets_sync.notices.plan.books import Books
from sheets_sync.notices.texts.letters import LetterWriter
from sheets_sync.notices.texts.seller import Seller
from sheets_sync.state.sqlite.opening import open_sqlite
from sheets_sync.words.speaking import words_of
from tests.billing.blank_rows import LOG_ROW

MOSCOW = ZoneInfo("Europe/Moscow")
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=MOSCOW)
TODAY = (date(2026, 11, 23) - EPOCH).days
NOW = MORNING.astimezone(UTC)
LOW_DAYS = 5
AT_ONCE = Policy(settle=timedelta(0))
SELLER = Seller("Nord Studio <billing@nord.example>", text="IBAN DE02 1203 0000 0000 2020 51")


def client(name="Ромашка", **more):
    values = {
        "currency": "RUB",
        "threshold": 500_000,
        "credit_limit": 0,
        "emails": ("boss@romashka.example",),
    }
    return Client(name=name, source=0, row=2, **{**values, **more})


def books(clients, payments=(), charges=(), day=TODAY, terms=None):
    """``payments``: (day, client index, minor[, kind, reference]); ``charges``: (day, client
    index, service, minor)."""
    services = tuple(dict.fromkeys(charge[2] for charge in charges))
    pay = [(*row, *("payment", "")[len(row) - 3 :]) for row in payments]
    payment_rows = [
        {
            "source": 0,
            "row": at,
            "day": row[0],
            "client": row[1],
            "amount": row[2],
            "kind": PAYMENT_KINDS.index(row[3]),
            "reference": row[4],
        }
        for at, row in enumerate(pay, 2)
    ]
    log_rows = [
        {
            **LOG_ROW,
            "row": at,
            "day": day,
            "client": who,
            "service": services.index(service),
            "agreed": minor * 100,
        }
        for at, (day, who, service, minor) in enumerate(charges, 2)
    ]
    payment_table = table(PAYMENT_COLUMNS, payment_rows)
    payment_table["reference"] = np.array([row["reference"] for row in payment_rows], dtype=object)
    price_table = table(PRICE_COLUMNS, [])
    price_table["unit"] = np.array([], dtype=object)
    book = Book(
        clients=tuple(clients), services=services, orders=(), staff=(), channels=(), currencies=("RUB", "USD", "EUR"),
        priced_services=frozenset(), prices=price_table, payments=payment_table, log=table(LOG_COLUMNS, log_rows),
        log_rows=len(log_rows),
    )  # fmt: skip
    terms = terms or Terms()
    return Books(book, keep_accounts(book, terms, day), terms, day)


def table(columns, rows):
    return typed(columns, {name: [row[name] for row in rows] for name in columns})


class Mailbox:
    """A mail server that takes everything."""

    name = "smtp"
    archive = ""

    def __init__(self):
        self.got = []

    def accepted(self, letter):
        del letter

    @contextmanager
    def open(self):
        yield self

    def send(self, letter, to, before_end, copies=()):
        del copies
        before_end()
        self.got.append(letter.data.decode())
        return dict.fromkeys(to, Answer(Verdict.ACCEPTED, "250 ok"))


class Office:
    """A state file, a folder for letters, and the desk between them."""

    def __init__(
        self,
        folder,
        policy=AT_ONCE,
        transport=None,
        language="en",
        series=ONE_TWO_THREE,
        issuer=None,
        own=None,
        store=None,
    ):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder / "outbox"
        self.store = store or open_sqlite(folder / "state.sqlite3")
        self.database = self.store._database
        self.outbox = self.store.outbox()
        self.transport = transport or FolderTransport(self.folder)
        self.policy = policy
        self.language = language
        self.series = series
        self.issuer = issuer
        self.own = own

    def desk(self):
        writer = LetterWriter(SELLER, words_of(self.language), self.issuer, self.own)
        return NoticeDesk(self.outbox, writer, self.transport, self.policy, self.series)

    def run(self, what, now=MORNING, **more):
        """One run: what it planned and what it moved, as (kind, state, reason) by client."""
        desk = self.desk()
        desk.plan(what, now, **more)
        return desk.deliver(what, now)

    def letters(self):
        return (
            sorted(path.name for path in self.folder.glob("*.eml")) if self.folder.is_dir() else []
        )

    def close(self):
        self.store.close()
