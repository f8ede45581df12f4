"""Amounts typed into Ask of Clients: one where the last run saw a blank cell is an errand, once
(design §17). Pure.

A cell that nobody saw blank asks for nothing: a first run, a state that was lost, adopted or put
back, a column that is new or moved to another tab, the copy of another row, a renamed client. What
was asked for is asked again only after the cell was blank. Until its invoice has a number a cell
that is blanked, or mended, takes its errand back. While a client may have been exchanged with
another one, what stands in their row is not believed: all is as their own row had it, but that an
amount which asks for nothing in another's cell asks for nothing in theirs once it is.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sheets_sync.deferred import dataclass
from sheets_sync.notices.invoices.open_invoices import LATE
from sheets_sync.notices.ledger.episodes import Standing
from sheets_sync.notices.ledger.errands import UNSEEN, AskCell, Asks, Errand, next_errand
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.outbox_ledger import Ledger


def asked_in_clients(
    ledger: Ledger, standings: Sequence[Standing], column: str, now: datetime
) -> Ledger:
    """The ledger with what stands in the Ask of each client now, and the errands that are new by
    that. ``column`` names where Ask stands, "" where Clients has none."""
    if not column:
        return replace(ledger, asks=UNSEEN)
    last = _LastRun(ledger, column)
    cells = {**last.absent(standings), **{each.client: last.cell(each) for each in standings}}
    errands = dict(ledger.errands)
    for standing in believed(standings):
        cell = cells[standing.client]
        if cell.armed and cell.amount and cell.errand is None:
            number = next_errand(errands, ledger.done)
            errands[number] = Errand(
                id=number,
                kind=Kind.INVOICE,
                client=standing.client,
                currency=standing.currency,
                amount=cell.amount,
                moment=now,
                typed=True,
            )
            cells[standing.client] = replace(cell, errand=number)
    return replace(ledger, errands=errands, asks=Asks(column, cells))


def believed(standings: Iterable[Standing]) -> Iterator[Standing]:
    """Those whose row is their own."""
    return (each for each in standings if not each.exchanged)


def standing_errands(ledger: Ledger) -> Iterator[Errand]:
    """The errands that stand, done or not, by number: what was typed does while its cell says so,
    or once its invoice has a number."""
    stand = {*ledger.made_errands, *(each.errand for each in ledger.asks.cells.values())}
    return (each for id_, each in sorted(ledger.errands.items()) if not each.typed or id_ in stand)


def asked_lately(ledger: Ledger, now: datetime) -> dict[tuple[str, str, int], str]:
    """By client, currency and amount (minor units) what was typed within ``LATE`` days of ``now``
    and was asked for: the number of its invoice, as people know it. An old copy of the workbook
    that is put back types that once more."""
    labels = {
        each.ordinal: each.invoice_label
        for each in ledger.notices
        if each.kind.by_hand and each.invoice is not None
    }
    return {
        (each.client, each.currency, each.amount): labels[id_]
        for id_, each in ledger.errands.items()
        if each.typed and id_ in labels and now - each.moment < timedelta(days=LATE)
    }


@dataclass(frozen=True)
class Refused:
    """An amount (minor units) in Ask of a client (folded name) that makes no invoice: ``before``
    is what was asked for already, ``twin`` the client whose row it may be a copy of."""

    client: str
    amount: int
    before: int | None = None
    twin: str = ""


def refused(ledger: Ledger, standings: Sequence[Standing]) -> Iterator[Refused]:
    """The amounts that ask for nothing until their cells were blank, ``ledger`` being that of
    ``asked_in_clients``."""
    names = {each.client: each.name for each in standings}
    for standing in believed(standings):
        cell = ledger.asks.cells.get(standing.client)
        if cell is None or not standing.ask:
            continue
        if not cell.armed:
            twin = names.get(cell.twin) or _last_name(ledger, cell.twin)
            yield Refused(standing.client, standing.ask, twin=twin)
        elif standing.ask != cell.amount:
            yield Refused(standing.client, standing.ask, before=cell.amount)


def _last_name(ledger: Ledger, client: str) -> str:
    """The name of a client who is gone, as their last letter had it; folded where they had none."""
    own = (each.name for each in reversed(ledger.notices) if each.client == client)
    return next(own, client)


def _never_asked(cell: AskCell) -> AskCell:
    """The cell, asking for nothing until it is blank."""
    return replace(cell, errand=None, armed=False, twin="")


class _LastRun:
    """What the last run saw in Ask, where it stood in the same ``column``."""

    def __init__(self, ledger: Ledger, column: str) -> None:
        self._ledger = ledger
        self._known = ledger.asks.column == column
        self._cells: Mapping[str, AskCell] = ledger.asks.cells if self._known else {}
        old = sorted(filter(self._old, self._cells.values()), key=lambda each: not each.borrowed)
        self._twins = {each.amount: each.client for each in old}  # the owner's, where it has it

    def cell(self, standing: Standing) -> AskCell:
        """What is to be remembered of the cell of a client, before anything new is asked for."""
        before, ask = self._own(standing.client), standing.ask
        if standing.exchanged:
            own = before or AskCell(standing.client, ask, armed=ask is None)
            return self._in_doubt(own, ask)
        if ask is None:
            return AskCell(standing.client, None)
        if before is not None and not before.armed:
            return replace(before, amount=ask)
        if before is not None and self._stays(before, standing):
            return replace(before, twin="")
        if before is None or before.doubted:  # a person let a letter of another's row go
            return self._first_seen(standing.client, ask)
        return AskCell(standing.client, ask)

    def absent(self, standings: Collection[Standing]) -> dict[str, AskCell]:
        """The filled cells of clients who are not in Clients now. What was not asked for yet is
        not asked for when they are back: they may have another name meanwhile."""
        here = {each.client for each in standings}
        away = [each for each in self._cells.values() if each.client not in here and each.amount]
        return {each.client: each if self._rests(each) else _never_asked(each) for each in away}

    def _own(self, client: str) -> AskCell | None:
        """A client's cell as their own row had it."""
        cell = self._cells.get(client)
        if cell is None or not cell.borrowed:
            return cell
        own = None if cell.errand is None else self._ledger.errands[cell.errand].amount
        return replace(cell, amount=own, armed=True)

    def _in_doubt(self, own: AskCell, ask: int | None) -> AskCell:
        """The cell of a client whose row may be another's: as it was, but what asks for nothing in
        another's row, and stands there, is remembered, and so is all in a cell that nobody saw
        blank. The other's cell may be blank by the time when this row is in doubt no more."""
        if not own.armed:
            return own if ask is None else replace(own, amount=ask)
        if self._old(own) or ask not in self._twins:
            return own.in_doubt()
        return replace(own.in_doubt(), amount=ask, armed=False)

    def _first_seen(self, client: str, ask: int) -> AskCell:
        """The cell of a client who was not there, or in another's row: what was asked of another
        asks for nothing in it."""
        twin = self._twins.get(ask) if self._known else None
        told = twin if twin and twin != client else ""
        return AskCell(client, ask, armed=self._known and twin is None, twin=told)

    def _stays(self, before: AskCell, standing: Standing) -> bool:
        """Whether what was asked for is: for good once its invoice has a number."""
        if before.errand is None or before.errand in self._ledger.made_errands:
            return before.errand is not None
        errand = self._ledger.errands[before.errand]
        return (errand.amount, errand.currency) == (standing.ask, standing.currency)

    def _rests(self, cell: AskCell) -> bool:
        """Whether nothing is asked for by it: in a row with another's amount, which is old, one may
        wait that was typed before."""
        waits = cell.errand is not None and cell.errand not in self._ledger.made_errands
        return self._old(cell) and not waits

    def _old(self, cell: AskCell) -> bool:
        """Whether what stands there was asked for already, or never is."""
        return bool(cell.amount) and (not cell.armed or cell.errand in self._ledger.made_errands)
