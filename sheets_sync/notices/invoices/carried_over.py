"""Money whose rows an opening balance took the place of: it was paid all the same
(design §17). Pure.

When a year changes, staff delete old rows and type an opening in their place. What came in towards
an invoice does not vanish with them. A row is carried over where it went as an opening of its day
or later came, with all that was older; not where it came again, of another day or under another
name. It counts as long as such an opening stands; what is older than the latest invoice, and was
paid before that was made, until it is back.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import PAYMENT_KINDS, Book
from sheets_sync.notices.invoices.money_in import EVER, MONEY, NEVER, Row, money_in
from sheets_sync.notices.invoices.open_invoices import LATE
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.outbox_ledger import Ledger

_OPENING: Final = PAYMENT_KINDS.index("opening")

_MEANWHILE: Final = timedelta(hours=4)
"""So long rows may be gone before their opening is typed; what was struck out earlier was not for
that. Where all that was paid before them went, too, it may take as long as it will."""


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
        return self.early + _sum(self.rows) + _sum(self.counted)

    @property
    def left(self) -> "OwnMoney":
        """The same as the last run had it, where some of it is missing."""
        if not self.stood:
            return self
        early = _sum(row for row in self.stood if row[0] < self.first)
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
    came = _came(known, stand)
    for who, own in ledger.accounts.items():
        latest, was, stands = own[-1], known[who], stand.get(who)
        if was is None or stands is None:
            after = was or stands
        else:
            after = _after(was, stands, own[-1], now, came)
        if after is not None:
            after = after.told_from(max(after.first, latest.day - LATE))
            asked_since = was is not None and latest.number not in before
            found[latest.number] = after.at_rest() if asked_since else after
    return found


def carried_over(known: AccountsMoney, ledger: Ledger) -> dict[tuple[str, str], tuple[Row, ...]]:
    """By account the rows that count though they are gone, by what is ``known``."""
    return {
        who: known[own[-1].number].counted
        for who, own in ledger.accounts.items()
        if own[-1].number in known and known[own[-1].number].counted
    }


_Known: TypeAlias = Mapping[tuple[str, str], OwnMoney | None]
"""By account."""


def _known(before: AccountsMoney, own: Iterable[Invoice]) -> OwnMoney | None:
    numbers = (each.number for each in reversed([*own]))
    return next((before[number] for number in numbers if number in before), None)


def _came(known: _Known, stand: Mapping[tuple[str, str], OwnMoney]) -> Counter[Row]:
    """The rows that stand by now and did not at the last run, of all accounts."""
    found = Counter[Row]()
    for who, stands in stand.items():
        was = known[who]
        if was is not None and was.rows != stands.rows:
            found.update(Counter(stands.rows) - Counter(was.rows))
    return found


def _after(
    was: OwnMoney, stands: OwnMoney, invoice: Invoice, now: datetime, everybodys: Counter[Row]
) -> OwnMoney:
    """What is known of an account that ``was`` so at the last run, and ``stands`` so now;
    ``everybodys`` rows came since."""
    if was.since is None and was[:4] == stands[:4]:
        return was
    if was.since is not None and now - was.since >= _MEANWHILE:
        was = was._replace(since=None) if _past_went(was, was.left) else was.at_rest()
    gone = Counter(was.rows) - Counter(stands.rows)
    came = Counter(stands.rows) - Counter(was.rows)
    gone -= _of(gone, everybodys)  # its own came not: what did is another's now
    opened = Counter(stands.openings) - Counter(was.former)
    less, since = was.early - stands.early, was.since or now
    carried, came = _not_back(was, stands, came, everybodys)
    stands = stands._replace(carried=carried, former=stands.openings)
    more = _taken_over(was, stands, gone, came, opened, invoice) if opened else None
    if more is not None:
        return stands._replace(carried=carried + more, former=was.former, since=since)
    missing = less + _paid(gone) > _paid(came) or any(amount < 0 for _, amount in gone)
    if missing or _past_went(was, stands):
        stood = (was.first - 1, stands.early), *stands.rows
        former = (*(Counter(was.former) & Counter(stands.openings)).elements(),)
        return was._replace(stood=stood, former=former, since=since)
    lapses = len(stands.counted) < len(carried)
    return stands._replace(former=was.former, since=since) if lapses or opened else stands


def _past_went(was: OwnMoney, left: OwnMoney) -> bool:
    """Whether nothing is ``left`` of all that was paid up to the last row that is missing, as where
    a year is folded; of one row alone nobody knows what it was for."""
    gone = Counter(was.rows) - Counter(left.rows)
    last = max((day for day, _ in gone), default=EVER)
    stay = left.early or any(day <= last for day, _ in Counter(was.rows) & Counter(left.rows))
    openings = Counter(was.openings) - Counter(left.openings)
    return not stay and (was.early > 0 or (bool(gone) and (gone + openings).total() > 1))


def _taken_over(
    was: OwnMoney,
    stands: OwnMoney,
    gone: Counter[Row],
    came: Counter[Row],
    opened: Counter[Row],
    invoice: Invoice,
) -> tuple[Row, ...] | None:
    """The rows that those ``opened`` take the place of: of the ``gone`` ones, less what ``came``
    again. None where older rows than those stand: an opening takes the place of all before it."""
    gone, came = _unpaired(gone, came, LATE)
    less = was.early - stands.early
    if was.paid > (invoice.paid_before or 0):  # a payment that is called an opening now, or what?
        gone -= opened
        if not less and _amounts(gone) == _amounts(opened):
            return ()
    through = max(day for day, _ in opened)
    taken = [row for row in gone.elements() if row[0] <= through]
    back = [(day, -amount) for day, amount in came.elements() if day <= through and amount > 0]
    rows = [*taken, *back]
    stay = Counter(was.rows) & Counter(stands.rows)
    first = min((day for day, amount in rows if amount > 0), default=EVER)
    if less <= 0 and rows and (stands.early or any(day < first for day, _ in stay)):
        return None
    early = [(was.first - 1, less)] if less else []
    return (*early, *rows) if less + _sum(rows) > 0 or (taken and not back) else ()


def _not_back(
    was: OwnMoney, stands: OwnMoney, came: Counter[Row], everybodys: Counter[Row]
) -> tuple[tuple[Row, ...], Counter[Row]]:
    """The rows that were carried over, but for those that stand by themselves again, and what
    ``came`` beside these. Older ones are back once as much stands there; while rows and opening
    change places, one near that day is it, too, and so is one under another name."""
    early = _sum(row for row in was.carried if row[0] < was.first)
    back = was.early < stands.early and early <= stands.early
    left = Counter(row for row in was.carried if not back or row[0] >= was.first)
    left, came = _unpaired(left, came, 0 if was.since is None else LATE)
    if was.since is not None:
        left -= _of(left, everybodys)
    return (*left.elements(),), came


def _of(rows: Iterable[Row], those: Counter[Row]) -> Counter[Row]:
    return Counter({row: those[row] for row in rows if row in those})


def _amounts(rows: Counter[Row]) -> list[int]:
    return sorted(amount for _, amount in rows.elements())


def _unpaired(
    gone: Counter[Row], came: Counter[Row], near: int
) -> tuple[Counter[Row], Counter[Row]]:
    """The rows of both, but for pairs of one amount whose days are so ``near``."""
    left, stay = defaultdict[int, list[int]](list), Counter[Row]()
    for day, amount in came.elements():
        left[amount].append(day)
    for day, amount in gone.elements():
        days = left[amount]
        again = min(days, key=lambda each, day=day: abs(each - day), default=None)  # type: ignore[misc]
        if again is not None and abs(again - day) <= near:
            days.remove(again)
        else:
            stay[day, amount] += 1
    return stay, Counter((day, amount) for amount, days in left.items() for day in days)


def _as_it_stands(book: Book, ledger: Ledger, known: _Known) -> dict[tuple[str, str], OwnMoney]:
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


def _paid(rows: Counter[Row]) -> int:
    """What came in by rows, refunds left aside."""
    return _sum(row for row in rows.elements() if row[1] > 0)


def _sum(rows: Iterable[Row]) -> int:
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
