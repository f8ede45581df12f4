"""What an account with invoices was paid, kept from run to run (design §17). Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from sheets_sync.notices.invoices.money_in import Row
from sheets_sync.notices.invoices.open_invoices import LATE


class OwnMoney(NamedTuple):
    """What an account with invoices was paid, as the last run had it that missed none: what rows
    dated before the ``first`` day, long before its latest invoice, come to (``early``, minor
    units), the ``rows`` since, and its ``openings``; beside them the rows that were ``carried``
    over. ``since``: from when on some are missing, or an opening came that the ``former`` openings
    do not have: rows and opening change places by and by; ``stood``: what the last run had, where
    some are."""

    first: int
    early: int
    rows: tuple[Row, ...] = ()
    openings: tuple[Row, ...] = ()
    former: tuple[Row, ...] = ()
    carried: tuple[Row, ...] = ()
    stood: tuple[Row, ...] = ()
    since: datetime | None = None

    @property
    def counted(self) -> tuple[Row, ...]:
        """The rows that are carried over by what stands now, or stood a moment ago."""
        return self.carried if self.since is not None else self._covered

    @property
    def _covered(self) -> tuple[Row, ...]:
        last = max((day for day, _ in self.openings), default=0)
        through = max(last, self.first + LATE - 1)  # what is older than the invoice
        return tuple(row for row in self.carried if row[0] <= through)

    @property
    def paid(self) -> int:
        """All that was paid; minor units."""
        return self.early + total_of(self.rows) + total_of(self.counted)

    @property
    def left(self) -> "OwnMoney":
        """The same as the last run had it, where some of it is missing."""
        if not self.stood:
            return self
        early = total_of(row for row in self.stood if row[0] < self.first)
        rows = tuple(row for row in self.stood if row[0] >= self.first)
        return self._replace(early=early, rows=rows, openings=self.former, stood=())

    def at_rest(self) -> "OwnMoney":
        """The same, where nothing changes places any more: what is missing was struck out."""
        known = self.left
        return known._replace(former=known.openings, carried=self._covered, since=None)

    def told_from(self, first: int) -> "OwnMoney":
        """The same, told from another ``first`` day on."""
        if first == self.first:
            return self
        early = self.early + total_of(row for row in self.rows if row[0] < first)
        rows = tuple(row for row in self.rows if row[0] >= first)
        return self._replace(first=first, early=early, rows=rows)


AccountsMoney: TypeAlias = Mapping[int, OwnMoney]
"""By the number of the latest invoice of each account: a name may change."""


def total_of(rows: Iterable[Row]) -> int:
    """What came in by some rows, refunds taken off; minor units."""
    return sum(amount for _, amount in rows)


def money_as_lists(known: AccountsMoney) -> dict[str, list[object]]:
    """What is known, as JSON takes it."""
    return {
        str(number): [*each[:-1], each.since and each.since.isoformat()]
        for number, each in known.items()
    }


def money_from_lists(told: Mapping[str, Iterable[Any]]) -> dict[int, OwnMoney]:
    """What ``money_as_lists`` told; raises ``ValueError``, ``TypeError``, ``AttributeError`` or
    ``OverflowError`` where it makes no sense."""
    return {int(number): _own_money(each) for number, each in told.items()}


def _own_money(told: Iterable[Any]) -> OwnMoney:
    first, early, *those, at = told
    rows, openings, former, carried, stood = map(_rows_told, those)
    since = datetime.fromisoformat(at) if at else None
    return OwnMoney(int(first), int(early), rows, openings, former, carried, stood, since)


def _rows_told(told: Iterable[Row]) -> tuple[Row, ...]:
    return tuple((int(day), int(amount)) for day, amount in told)
