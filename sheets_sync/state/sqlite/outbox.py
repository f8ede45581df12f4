"""The outbox as rows, every operation one transaction (design §8)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Final

from sheets_sync.notices.errands import UNSEEN, Asks, Errand
from sheets_sync.notices.issued import Invoice
from sheets_sync.notices.notice import FROZEN, Digest, Ledger, Letter, Mailing, Notice, State
from sheets_sync.notices.outbox import Adopted, Trouble
from sheets_sync.notices.planning import Plan
from sheets_sync.state import rows
from sheets_sync.state.damage import letters_of
from sheets_sync.state.moments import utc
from sheets_sync.state.rows import Row
from sheets_sync.state.sqlite.database import Database
from sheets_sync.state.sqlite.fence import hold_the_fence
from sheets_sync.state.sqlite.mending import UNADOPTED

_KEYS: Final = {
    "asks": "client",
    "episodes": "id",
    "errands": "id",
    "invoices": "number",
    "mailings": "id",
    "letters": "mailing",
    "facts": "key",
}
_TOPS: Final = {
    "episodes": "SELECT MAX(id) AS top FROM episodes",
    "invoices": "SELECT MAX("
    "COALESCE((SELECT MAX(number) FROM invoices), 0),"
    " COALESCE((SELECT CAST(value AS INTEGER) FROM facts WHERE key = 'invoices.base'), 0)) AS top",
    "mailings": "SELECT MAX(id) AS top FROM mailings",
    "letters": "SELECT MAX(mailing) AS top FROM letters",
    "numbers": "SELECT MAX(number) AS top FROM mailings",
}
_TROUBLE: Final = "mail.trouble"
_BASE: Final = "invoices.base"
_SAID: Final = "digest.last"
_ASK_COLUMN: Final = "asks.column"


class SqliteOutbox:
    """See ``notices.outbox.Outbox``. What is the same is not written; the ledger is read anew
    where anything was written since, here or elsewhere."""

    def __init__(self, database: Database, run: int | None = None) -> None:
        self._database = database
        self._run = run
        self._known: tuple[object, Ledger] | None = None
        self._notices: dict[int, tuple[Row, Notice]] = {}

    def ledger(self) -> Ledger:
        """See ``Outbox``."""
        with letters_of("notices"):
            version = self._database.version()
            if self._known is None or self._known[0] != version:
                self._known = version, self._read()
            return self._known[1]

    def check(self) -> None:
        """See ``Outbox``."""
        ledger = self.ledger()
        with letters_of("what stops mail"):
            _ = self.unadopted, self.trouble, int(self._fact(_BASE) or "0")
        with letters_of("invoices and letters"):
            _ = self.last_invoice, self._last("letters")
        for notice in ledger.notices:
            if notice.state in (*FROZEN, State.ATTEMPTING):
                with letters_of(f"letter {notice.id}"):
                    self.letter(notice)

    @property
    def last_number(self) -> int:
        """See ``Outbox``."""
        return self._last("numbers")

    @property
    def last_invoice(self) -> int:
        """See ``Outbox``."""
        return self._last("invoices")

    def commit(self, plan: Plan, now: datetime) -> None:
        """See ``Outbox``."""
        closed = [{**rows.episode_row(each), "closed": utc(now)} for each in plan.closed]
        opened = [rows.episode_row(each) for each in plan.episodes]
        notices = [rows.notice_row(each) for each in plan.notices]
        errands = [rows.errand_row(each) for each in plan.errands]
        changes = {"errands": errands, "episodes": [*closed, *opened], "mailings": notices}
        if plan.asks is None:
            self._write(changes)
            return
        with self._writing():
            self._put_all(changes)
            self._see(plan.asks)

    def freeze(self, notice: Notice, letter: Letter, new_invoice: Invoice | None) -> None:
        """See ``Outbox``."""
        new = [new_invoice] if new_invoice else []
        first = [] if self.last_invoice else new  # a series may begin anywhere
        self._write(
            {
                "facts": [{"key": _BASE, "value": str(each.number - 1)} for each in first],
                "invoices": [rows.invoice_row(each) for each in new],
                "mailings": [rows.notice_row(notice)],
                "letters": [rows.letter_row(notice, letter)],
            }
        )

    def digests(self, occasion: datetime) -> tuple[Digest, ...]:
        """See ``Outbox``."""
        with letters_of("digests"):
            found = self._database.rows(
                "SELECT * FROM mailings WHERE kind = 'DIGEST' AND occasion = ? ORDER BY id",
                (utc(occasion),),
            )
            return tuple(map(rows.digest, found))

    def freeze_digests(self, made: Mapping[Digest, Letter], said: str) -> None:
        """See ``Outbox``."""
        self._write(
            {
                "mailings": [rows.digest_row(each) for each in made],
                "letters": [rows.letter_row(each, letter) for each, letter in made.items()],
                "facts": [{"key": _SAID, "value": said}],
            }
        )

    @property
    def last_said(self) -> str:
        """See ``Outbox``."""
        return self._fact(_SAID)

    def ask(self, errand: Errand) -> None:
        """See ``Outbox``."""
        self._write({"errands": [rows.errand_row(errand)]})

    def record(self, mailing: Mailing) -> None:
        """See ``Outbox``."""
        self._write({"mailings": [rows.mailing_row(mailing)]})

    def letter(self, mailing: Mailing) -> Letter:
        """See ``Outbox``."""
        if (letter := self.frozen(mailing)) is None:
            raise LookupError(f"letter {mailing.id} was not frozen")
        return letter

    def frozen(self, mailing: Mailing) -> Letter | None:
        """See ``Outbox``."""
        with letters_of(f"letter {mailing.id}"):
            row = self._database.row("SELECT * FROM letters WHERE mailing = ?", (mailing.id,))
            return rows.letter(row) if row else None

    def bearer(self, message_id: str) -> Notice | None:
        """See ``Outbox``."""
        found = self._database.row(
            "SELECT mailing FROM letters WHERE message_id = ?", (message_id,)
        )
        here = (each for each in self.ledger().notices if found and each.id == found["mailing"])
        return next(here, None)

    @property
    def unadopted(self) -> bool:
        """See ``Outbox``."""
        return bool(self._fact(UNADOPTED))

    def mark_unadopted(self, now: datetime) -> None:
        """See ``Outbox``."""
        self._remember(UNADOPTED, utc(now))

    def adopt(self, adopted: Adopted) -> None:
        """See ``Outbox``. Invoices taken over may leave gaps among themselves."""
        base = max((each.number for each in adopted.invoices), default=self.last_invoice)
        known = {*(each.number for each in adopted.invoices), *self.ledger().issued}
        notices = [
            replace(each, invoice=each.invoice if each.invoice in known else None)
            for each in adopted.notices
        ]
        with self._database.transaction():
            for episode in adopted.episodes:
                closed = {} if episode.level else {"closed": utc(episode.opened)}
                self._put("episodes", {**rows.episode_row(episode), **closed})
            for invoice in adopted.invoices:
                self._set(_BASE, str(invoice.number - 1))
                self._put("invoices", rows.invoice_row(invoice))
            for notice in notices:
                self._put("mailings", rows.notice_row(notice))
            self._set(_BASE, str(base))
            self._set(UNADOPTED, "")
            self._see(UNSEEN)

    def forget_asks(self) -> None:
        """See ``Outbox``."""
        with self._writing():
            self._see(UNSEEN)

    @property
    def trouble(self) -> Trouble | None:
        """See ``Outbox``."""
        with letters_of("what shut the way out"):
            return rows.trouble(self._fact(_TROUBLE))

    def remember_trouble(self, trouble: Trouble | None) -> None:
        """See ``Outbox``."""
        self._remember(_TROUBLE, rows.trouble_text(trouble) if trouble else "")

    def _read(self) -> Ledger:
        found = self._database.rows
        episodes = found("SELECT * FROM episodes WHERE closed IS NULL ORDER BY id")
        owners = found("SELECT id, client FROM episodes WHERE id <> 0")
        invoices = found("SELECT * FROM invoices ORDER BY number")
        errands = found("SELECT * FROM errands ORDER BY id")
        asks = found("SELECT * FROM asks ORDER BY client")
        notices = found("SELECT * FROM mailings WHERE kind <> 'DIGEST' ORDER BY id")
        return Ledger(
            episodes={row["client"]: rows.episode(row) for row in episodes},
            notices=tuple(map(self._notice, notices)),
            issued={row["number"]: rows.invoice(row) for row in invoices},
            errands={row["id"]: rows.errand(row) for row in errands},
            asks=Asks(self._fact(_ASK_COLUMN), {row["client"]: rows.ask_cell(row) for row in asks}),
            owners={row["id"]: row["client"] for row in owners},
            last_episode=self._last("episodes"),
            last_notice=self._last("mailings"),
            last_number=self.last_number,
        )

    def _notice(self, row: Row) -> Notice:
        """The notice of a row, as it was made of it before where the row is the same."""
        known = self._notices.get(row["id"])
        if known is None or known[0] != row:
            known = self._notices[row["id"]] = row, rows.notice(row)
        return known[1]

    def _last(self, what: str) -> int:
        """The highest in use, 0 where there is none; ``what`` is a key of _TOPS."""
        row = self._database.row(_TOPS[what])
        return (row and row["top"]) or 0

    def _fact(self, key: str) -> str:
        with letters_of("what stops mail"):
            row = self._database.row("SELECT value FROM facts WHERE key = ?", (key,))
            if row is not None and not isinstance(row["value"], str):
                raise TypeError(f"{key} is no text")
            return row["value"] if row else ""

    def _remember(self, key: str, value: str) -> None:
        if self._fact(key) == value:
            return
        with self._database.transaction():
            self._hold_the_fence()
            self._set(key, value)

    def _write(self, changes: Mapping[str, Sequence[Row]]) -> None:
        """Write rows by table, new or changed, all in one transaction, tables in that order."""
        if any(changes.values()):
            with self._writing():
                self._put_all(changes)

    def _put_all(self, changes: Mapping[str, Sequence[Row]]) -> None:
        for table, changed in changes.items():
            for row in changed:
                self._put(table, row)

    def _see(self, asks: Asks) -> None:
        """Remember what stands in Ask, and nothing else of it."""
        known = {row["client"]: row for row in self._database.rows("SELECT * FROM asks")}
        for client in known.keys() - asks.cells.keys():
            self._database.execute("DELETE FROM asks WHERE client = ?", (client,))
        for client, cell in asks.cells.items():
            if (row := rows.ask_cell_row(cell)) != known.get(client):
                self._put("asks", row)
        self._set(_ASK_COLUMN, asks.column)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction of the run under way."""
        with self._database.transaction():
            self._hold_the_fence()
            yield

    def _set(self, key: str, value: str) -> None:
        self._database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (key, value))

    def _hold_the_fence(self) -> None:
        if self._run is not None:
            hold_the_fence(self._database, self._run)

    def _put(self, table: str, row: Row) -> None:
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        key = _KEYS[table]
        values = ", ".join(f"{name} = excluded.{name}" for name in row if name != key)
        final = table in ("errands", "invoices", "letters")  # these only ever come new
        update = "" if final else f" ON CONFLICT ({key}) DO UPDATE SET {values}"
        # Names of tables and columns are the program's own, never data.
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks}){update}"  # noqa: S608
        self._database.execute(sql, tuple(row.values()))
