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
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import PAYMENT_KINDS, Book
from sheets_sync.notices.invoices.money_in import EVER, MONEY, NEVER, Row, money_in
from sheets_sync.notices.invoices.open_invoices import LATE
from sheets_sync.notices.invoices.own_money import AccountsMoney, OwnMoney, total_of
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.outbox_ledger import Ledger

_OPENING: Final = PAYMENT_KINDS.index("opening")

_MEANWHILE: Final = timedelta(hours=4)
"""So long rows may be gone before their opening is typed; what was struck out earlier was not for
that. Where all that was paid before them went, too, it may take as long as it will, in either
order."""


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
    began = was.since or now
    if was.since is not None and now - was.since >= _MEANWHILE:
        was = was._replace(since=None) if _past_went(was, was.left) else was.at_rest()
    was = was._replace(rows=_own_still(was, stands, everybodys))
    gone = Counter(was.rows) - Counter(stands.rows)
    came = Counter(stands.rows) - Counter(was.rows)
    opened = _opened(was, stands)
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
        return was._replace(stood=stood, former=former, since=began if was.stood else since)
    lapses = len(stands.counted) < len(carried)
    return stands._replace(former=was.former, since=since) if lapses or opened else stands


def _own_still(was: OwnMoney, stands: OwnMoney, everybodys: Counter[Row]) -> tuple[Row, ...]:
    """The rows that were there, but for those that are another's now: their own came not."""
    gone = Counter(was.rows) - Counter(stands.rows)
    return (*(Counter(was.rows) - _of(gone, everybodys)).elements(),)


def _opened(was: OwnMoney, stands: OwnMoney) -> Counter[Row]:
    """The openings that came; or those that stood by then, where all that was paid up to their day
    went: whoever types the opening first may delete the rows on another day."""
    came = Counter(stands.openings) - Counter(was.former)
    if came or not _past_went(was, stands):
        return came
    gone = Counter(was.rows) - Counter(stands.rows)
    last = max((day for day, _ in gone), default=was.first - 1)
    return Counter(each for each in stands.openings if each[0] >= last)


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
    return (*early, *rows) if less + total_of(rows) > 0 or (taken and not back) else ()


def _not_back(
    was: OwnMoney, stands: OwnMoney, came: Counter[Row], everybodys: Counter[Row]
) -> tuple[tuple[Row, ...], Counter[Row]]:
    """The rows that were carried over, but for those that stand by themselves again, and what
    ``came`` beside these. Older ones are back once as much stands there; while rows and opening
    change places, one near that day is it, too, and so is one under another name."""
    early = total_of(row for row in was.carried if row[0] < was.first)
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
    """The rows of both, but for pairs of one amount whose days are so ``near``, and nearer than two
    payments of it are to each other."""
    left, stay = defaultdict[int, list[int]](list), Counter[Row]()
    for day, amount in came.elements():
        left[amount].append(day)
    apart = _apart(gone)
    for day, amount in gone.elements():
        days = left[amount]
        again = min(days, key=lambda each, day=day: abs(each - day), default=None)  # type: ignore[misc]
        if again is not None and abs(again - day) <= min(near, apart.get(amount, near)):
            days.remove(again)
        else:
            stay[day, amount] += 1
    return stay, Counter((day, amount) for amount, days in left.items() for day in days)


def _apart(rows: Iterable[Row]) -> dict[int, int]:
    """By amount that was paid on several days how far a day may be from the nearest of them, and be
    that one rather than the next: who pays the same each week is known by it."""
    days = defaultdict[int, list[int]](list)
    for day, amount in sorted(rows):
        days[amount].append(day)
    return {
        amount: (min(later - day for day, later in pairwise(own)) - 1) // 2
        for amount, own in days.items()
        if len(own) > 1
    }


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
    return total_of(row for row in rows.elements() if row[1] > 0)
