"""The outbox as rows, every operation one transaction (design §8)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Final

from sheets_sync.notices.ledger.errands import UNSEEN, Asks, Errand
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.notice import FROZEN, Digest, Letter, Mailing, Notice, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.outbox import Adopted, Trouble
from sheets_sync.notices.plan.planning import Plan
from sheets_sync.state import rows
from sheets_sync.state.damage import letters_of
from sheets_sync.state.moments import utc
from sheets_sync.state.row import Row
from sheets_sync.state.tables import Tables, WantedRows
from sheets_sync.state.unadopted import UNADOPTED

_TROUBLE: Final = "mail.trouble"
_SAID: Final = "digest.last"
_ASK_COLUMN: Final = "asks.column"
_HANDED_ON: Final = "notices.handed_on"


class TableOutbox:
    """See ``notices.outbox.Outbox``, over the tables of any store. What is the same is not
    written; the ledger is read anew where anything was written since, here or elsewhere."""

    def __init__(self, tables: Tables, run: int | None = None) -> None:
        self._tables = tables
        self._run = run
        self._known: tuple[object, Ledger] | None = None
        self._notices: dict[int, tuple[Row, Notice]] = {}

    def ledger(self) -> Ledger:
        """See ``Outbox``."""
        with letters_of("notices"):
            version = self._tables.version()
            if self._known is None or self._known[0] != version:
                self._known = version, self._read()
            return self._known[1]

    def check(self) -> None:
        """See ``Outbox``."""
        ledger = self.ledger()
        with letters_of("what stops mail"):
            _ = self.unadopted, self.trouble
        _ = self.last_invoice, self._last("last letter")
        for notice in ledger.notices:
            if notice.state in (*FROZEN, State.ATTEMPTING):
                with letters_of(f"letter {notice.id}"):
                    self.letter(notice)

    @property
    def last_number(self) -> int:
        """See ``Outbox``."""
        return self._last("last number")

    @property
    def last_invoice(self) -> int:
        """See ``Outbox``."""
        return self._last("last invoice")

    def commit(self, plan: Plan, now: datetime) -> None:
        """See ``Outbox``."""
        closed = [{**rows.episode_row(each), "closed": utc(now)} for each in plan.closed]
        opened = [{**rows.episode_row(each), "closed": None} for each in plan.episodes]
        notices = [rows.notice_row(each) for each in plan.notices]
        errands = [rows.errand_row(each) for each in plan.errands]
        changes = {"errands": errands, "episodes": [*closed, *opened], "mailings": notices}
        self._tables.in_order()  # else nothing is planned
        if plan.asks is None and not any(changes.values()):
            return
        with self._writing():
            self._put_all(changes)
            if plan.asks is not None:
                self._see(plan.asks)

    def freeze(self, notice: Notice, letter: Letter, new_invoice: Invoice | None) -> None:
        """See ``Outbox``."""
        with self._writing():
            if new_invoice:
                self._tables.number(rows.invoice_row(new_invoice))
            self._tables.put("mailings", rows.notice_row(notice))
            self._tables.put("letters", rows.letter_row(notice, letter))

    def digests(self, occasion: datetime) -> tuple[Digest, ...]:
        """See ``Outbox``."""
        with letters_of("digests"):
            return tuple(map(rows.digest, self._tables.found("digests", utc(occasion))))

    def freeze_digests(self, made: Mapping[Digest, Letter], said: str) -> None:
        """See ``Outbox``."""
        with self._writing():
            for digest, letter in made.items():
                self._tables.put("mailings", rows.digest_row(digest))
                self._tables.put("letters", rows.letter_row(digest, letter))
            self._tables.set_fact(_SAID, said)

    @property
    def last_said(self) -> str:
        """See ``Outbox``."""
        return self._fact(_SAID)

    def ask(self, errand: Errand) -> None:
        """See ``Outbox``."""
        with self._writing():
            self._tables.put("errands", rows.errand_row(errand))

    def record(self, mailing: Mailing) -> None:
        """See ``Outbox``."""
        with self._writing():
            self._tables.put("mailings", rows.mailing_row(mailing))

    def letter(self, mailing: Mailing) -> Letter:
        """See ``Outbox``."""
        if (letter := self.frozen(mailing)) is None:
            raise LookupError(f"letter {mailing.id} was not frozen")
        return letter

    def frozen(self, mailing: Mailing) -> Letter | None:
        """See ``Outbox``."""
        with letters_of(f"letter {mailing.id}"):
            found = self._tables.found("letter", mailing.id)
            return rows.letter(found[0]) if found else None

    def bearer(self, message_id: str) -> Notice | None:
        """See ``Outbox``."""
        found = [row["mailing"] for row in self._tables.found("bearer", message_id)]
        return next((each for each in self.ledger().notices if each.id in found), None)

    @property
    def unadopted(self) -> bool:
        """See ``Outbox``."""
        return bool(self._fact(UNADOPTED))

    def mark_unadopted(self, now: datetime) -> None:
        """See ``Outbox``."""
        self._remember(UNADOPTED, utc(now))

    def adopt(self, adopted: Adopted) -> None:
        """See ``Outbox``. Invoices taken over may leave gaps among themselves."""
        known = {*(each.number for each in adopted.invoices), *self.ledger().issued}
        notices = [
            replace(each, invoice=each.invoice if each.invoice in known else None)
            for each in adopted.notices
        ]
        with self._tables.transaction():
            for episode in adopted.episodes:
                closed = {} if episode.level else {"closed": utc(episode.opened)}
                self._tables.put("episodes", {**rows.episode_row(episode), **closed})
            self._tables.take_over([rows.invoice_row(each) for each in adopted.invoices])
            for notice in notices:
                self._tables.put("mailings", rows.notice_row(notice))
            self._tables.set_fact(UNADOPTED, "")
            self._see(UNSEEN)
        self._tables.in_order()

    def say_of_written(self, notice: Notice, *, handed_on: bool) -> None:
        """See ``Outbox``."""
        said = {**self._handed_on(), notice.id: handed_on}
        self._remember(_HANDED_ON, rows.handed_on_text(said))

    def _handed_on(self) -> dict[int, bool]:
        with letters_of("what was handed on"):
            return rows.handed_on(self._fact(_HANDED_ON))

    @property
    def trouble(self) -> Trouble | None:
        """See ``Outbox``."""
        with letters_of("what shut the way out"):
            return rows.trouble(self._fact(_TROUBLE))

    def remember_trouble(self, trouble: Trouble | None) -> None:
        """See ``Outbox``."""
        self._remember(_TROUBLE, rows.trouble_text(trouble) if trouble else "")

    def _read(self) -> Ledger:
        found = self._tables.found
        with self._tables.snapshot():
            asks = {row["client"]: rows.ask_cell(row) for row in found("asks")}
            return Ledger(
                episodes={row["client"]: rows.episode(row) for row in found("open episodes")},
                notices=tuple(map(self._notice, found("notices"))),
                issued={row["number"]: rows.invoice(row) for row in found("invoices")},
                errands={row["id"]: rows.errand(row) for row in found("errands")},
                asks=Asks(self._fact(_ASK_COLUMN), asks),
                ended=rows.ended(found("ended episodes")),
                owners={row["id"]: row["client"] for row in found("owners")},
                last_episode=self._last("last episode"),
                last_notice=self._last("last mailing"),
                last_number=self.last_number,
                handed_on=self._handed_on(),
            )

    def _notice(self, row: Row) -> Notice:
        """The notice of a row, as it was made of it before where the row is the same."""
        known = self._notices.get(row["id"])
        if known is None or known[0] != row:
            known = self._notices[row["id"]] = row, rows.notice(row)
        return known[1]

    def _last(self, what: WantedRows) -> int:
        """The highest in use, 0 where there is none."""
        with letters_of(what):
            return next((row["top"] for row in self._tables.found(what)), None) or 0

    def _fact(self, key: str) -> str:
        with letters_of("what stops mail"):
            value = next((row["value"] for row in self._tables.found("fact", key)), "")
            if not isinstance(value, str):
                raise TypeError(f"{key} is no text")
            return value

    def _remember(self, key: str, value: str) -> None:
        if self._fact(key) != value:
            with self._writing():
                self._tables.set_fact(key, value)

    def _put_all(self, changes: Mapping[str, Sequence[Row]]) -> None:
        for table, changed in changes.items():
            for row in changed:
                self._tables.put(table, row)

    def _see(self, asks: Asks) -> None:
        """Remember what stands in Ask, and nothing else of it."""
        known = {row["client"]: row for row in self._tables.found("asks")}
        for client in known.keys() - asks.cells.keys():
            self._tables.drop("asks", client)
        for client, cell in asks.cells.items():
            if (row := rows.ask_cell_row(cell)) != known.get(client):
                self._tables.put("asks", row)
        self._tables.set_fact(_ASK_COLUMN, asks.column)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction of the run under way."""
        with self._tables.transaction(self._run):
            yield
