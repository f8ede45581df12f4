"""Money whose rows an opening balance took the place of: it was paid all the same
(design §17). Pure.

When a year changes, staff delete old rows and type an opening in their place. What came in towards
an invoice does not vanish with them. A row is carried over where it went as an opening of its day
or later came, and as long as such a one stands.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import PAYMENT_KINDS, Book
from sheets_sync.notices.invoices.money_in import MONEY, NEVER, Row, money_in
from sheets_sync.notices.invoices.open_invoices import LATE
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.outbox_ledger import Ledger

_OPENING: Final = PAYMENT_KINDS.index("opening")

_MEANWHILE: Final = timedelta(hours=4)
"""So long rows may be gone before their opening is typed; what was struck out earlier was not for
that."""


class OwnMoney(NamedTuple):
    """What an account with invoices was paid, as the last run had it that missed none: what rows
    dated before the ``first`` day, long before its latest invoice, come to (``early``, minor
    units), the ``rows`` since, and its ``openings``; beside them the rows that were ``carried``
    over. ``since``: from when on some are missing, or an opening came that the ``former`` openings
    do not have: rows and opening change places by and by."""

    first: int
    early: int
    rows: tuple[Row, ...] = ()
    openings: tuple[Row, ...] = ()
    former: tuple[Row, ...] = ()
    carried: tuple[Row, ...] = ()
    since: datetime | None = None

    @property
    def counted(self) -> tuple[Row, ...]:
        """The rows that are carried over by what stands now, or stood a moment ago."""
        return self.carried if self.since is not None else self._covered

    @property
    def _covered(self) -> tuple[Row, ...]:
        last = max((day for day, _ in self.openings), default=0)
        return tuple(row for row in self.carried if row[0] <= last)

    @property
    def paid(self) -> int:
        """All that was paid; minor units."""
        return self.early + _sum(self.rows) + _sum(self.counted)

    def at_rest(self, stands: "OwnMoney") -> "OwnMoney":
        """The same, where nothing changes places any more, and it ``stands`` so now."""
        rows = Counter(self.rows) & Counter(stands.rows)
        known = self._replace(early=min(self.early, stands.early), rows=(*rows.elements(),))
        return known._replace(former=self.openings, carried=self._covered, since=None)

    def told_from(self, first: int) -> "OwnMoney":
        """The same, told from another ``first`` day on."""
        if first == self.first:
            return self
        early = self.early + _sum(row for row in self.rows if row[0] < first)
        rows = tuple(row for row in self.rows if row[0] >= first)
        return self._replace(first=first, early=early, rows=rows)


AccountsMoney: TypeAlias = Mapping[int, OwnMoney]
"""By the number of the latest invoice of each account: a name may change."""


def accounts_money(
    before: AccountsMoney, book: Book, ledger: Ledger, now: datetime
) -> dict[int, OwnMoney]:
    """What is known after a run at ``now``, ``before`` being what the last one left. Of who is not
    in the book it stays as it was."""
    found = dict[int, OwnMoney]()
    known = {who: _known(before, own) for who, own in ledger.accounts.items()}
    stand = _as_it_stands(book, ledger, known)
    for who, own in ledger.accounts.items():
        latest, was, stands = own[-1], known[who], stand.get(who)
        if was is None or stands is None:
            after = was or stands
        else:
            after = _after(was, stands, own[-1], now)
        if after is not None:
            found[latest.number] = after.told_from(max(after.first, latest.day - LATE))
    return found


def carried_over(known: AccountsMoney, ledger: Ledger) -> dict[str, tuple[Row, ...]]:
    """By client (folded name) the rows that count though they are gone, by what is ``known``."""
    return {
        who: known[own[-1].number].counted
        for (who, _), own in ledger.accounts.items()
        if own[-1].number in known and known[own[-1].number].counted
    }


def _known(before: AccountsMoney, own: Iterable[Invoice]) -> OwnMoney | None:
    numbers = (each.number for each in reversed([*own]))
    return next((before[number] for number in numbers if number in before), None)


def _after(was: OwnMoney, stands: OwnMoney, invoice: Invoice, now: datetime) -> OwnMoney:
    """What is known of an account that ``was`` so at the last run, and ``stands`` so now."""
    if was.since is None and was[:4] == stands[:4]:
        return was
    if was.since is not None and now - was.since >= _MEANWHILE:
        was = was.at_rest(stands)
    gone = Counter(was.rows) - Counter(stands.rows)
    came = Counter(stands.rows) - Counter(was.rows)
    opened = Counter(stands.openings) - Counter(was.former)
    less, since = was.early - stands.early, was.since or now
    carried, came = _not_back(was, came, less), came - Counter(was.carried)
    stands = stands._replace(carried=carried, former=stands.openings)
    if opened:
        if was.paid > (invoice.paid_before or 0):
            gone -= opened  # a payment that is called an opening now: nobody knows which it was
        through = max(day for day, _ in opened)
        back = Counter({(day, -amount): nth for (day, amount), nth in came.items()})
        rows = [row for row in (gone + back).elements() if row[0] <= through]
        early = [(was.first - 1, less)] if less else []
        more = (*early, *rows) if less + _sum(rows) > 0 else ()
        return stands._replace(carried=carried + more, former=was.former, since=since)
    if less + _sum(gone.elements()) > _sum(came.elements()):
        return was._replace(since=since)
    lapses = len(stands.counted) < len(carried)
    return stands._replace(former=was.former, since=since) if lapses else stands


def _not_back(was: OwnMoney, came: Counter[Row], less: int) -> tuple[Row, ...]:
    """The rows that were carried over, but for those that stand by themselves again."""
    left = Counter(row for row in was.carried if less >= 0 or row[0] >= was.first)
    return (*(left - came).elements(),)


def _as_it_stands(
    book: Book, ledger: Ledger, known: Mapping[tuple[str, str], OwnMoney | None]
) -> dict[tuple[str, str], OwnMoney]:
    """What the book has of each account with invoices, from the day on that is ``known`` of it."""
    names = [(fold(each.name), each.currency) for each in book.clients]
    days = {who: own[-1].day - LATE for who, own in ledger.accounts.items()}
    days |= {who: each.first for who, each in known.items() if each is not None}
    first = np.array([days.get(who, NEVER) for who in names], np.int64)
    whole, since = money_in(book), money_in(book, first)
    rows, openings = _rows(book, first)
    return {
        who: OwnMoney(
            days[who], whole[at] - since[at], (*rows[at],), (*openings[at],), (*openings[at],)
        )
        for at, who in enumerate(names)
        if who in days
    }


def _rows(
    book: Book, first: NDArray[np.int64]
) -> tuple[Mapping[int, list[Row]], Mapping[int, list[Row]]]:
    """By client code the money since their ``first`` day, and openings of those who have one."""
    rows, openings = defaultdict[int, list[Row]](list), defaultdict[int, list[Row]](list)
    table = {name: book.payments[name].to_numpy() for name in ("client", "kind", "day", "amount")}
    since, kind = first[table["client"]], table["kind"]
    money = np.isin(kind, MONEY) & (table["day"] >= since)
    for at, those in ((money, rows), ((kind == _OPENING) & (since < NEVER), openings)):
        columns = (table[name][at].tolist() for name in ("client", "day", "amount"))
        for code, day, amount in zip(*columns, strict=True):
            those[code].append((day, amount))
    return rows, openings


def _sum(rows: Iterable[Row]) -> int:
    return sum(amount for _, amount in rows)


def money_as_lists(known: AccountsMoney) -> dict[str, list[object]]:
    """What is known, as JSON takes it."""
    return {
        str(number): [*each[:-1], each.since and each.since.isoformat()]
        for number, each in known.items()
    }


def money_from_lists(told: Mapping[str, Iterable[Any]]) -> dict[int, OwnMoney]:
    """What ``money_as_lists`` told; raises ``ValueError`` or ``TypeError`` where it makes no
    sense."""
    return {int(number): _own_money(*each) for number, each in told.items()}


def _own_money(
    first: int,
    early: int,
    rows: Iterable[Row],
    openings: Iterable[Row],
    former: Iterable[Row],
    carried: Iterable[Row],
    since: str | None,
) -> OwnMoney:
    stood = _rows_told(rows), _rows_told(openings), _rows_told(former), _rows_told(carried)
    return OwnMoney(
        int(first), int(early), *stood, datetime.fromisoformat(since) if since else None
    )


def _rows_told(told: Iterable[Row]) -> tuple[Row, ...]:
    return tuple((int(day), int(amount)) for day, amount in told)
