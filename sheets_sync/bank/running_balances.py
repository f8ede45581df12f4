"""Entries by the balances behind them, as CSV tells them row by row, or once a day (design §20).
Pure."""

from collections.abc import Callable, Collection, Sequence

from sheets_sync.bank.entries import BankEntry
from sheets_sync.bank.refusing import FIRST_DAY_OPEN, StatementFault
from sheets_sync.billing.days import to_date

_Told = tuple[Sequence[BankEntry], Sequence[int | None]]
"""Entries, and the balance behind each, None where the file does not tell it."""

BalancesBefore = Callable[[int], Collection[int]]
"""What the account may have had before a day, as far as others than the file tell."""


def _nobody_knows(_: int) -> Collection[int]:
    return ()


def in_order(
    entries: Sequence[BankEntry],
    balances: Sequence[int | None],
    currency: str,
    column: str,
    dashes: Collection[int] = (),
    before: BalancesBefore = _nobody_knows,
) -> tuple[list[BankEntry], int, int]:
    """Entries from the oldest on, with the balances before the first and after the last. A balance
    may be blank (None) but behind the last entry of its day; where it is so behind the first of
    all, too, that day has to go on from a balance that the account had ``before`` it. ``dashes``
    are the lines with a dash for a balance. Raises ``StatementFault`` where that is not so
    (``column``: what its header is), or a balance is not the one before it and the entries. Where
    balances fit both ways (what came goes again), days tell which are the oldest."""
    told = entries, balances
    for turn in (-1, 1) if entries and entries[0].day > entries[-1].day else (1, -1):
        oldest_first, said = _read_from(told, turn, dashes)
        made = _whole(oldest_first, said)
        if made is not None and _breaks(oldest_first, made) is None:
            opening = made[0] - oldest_first[0].signed
            if said[0] is not None or opening in before(oldest_first[0].day):
                return [*oldest_first], opening, made[-1]
    turn = -1 if _is_backwards(*told) else 1
    raise _fault(_read_from(told, turn, dashes), currency, column)


def _read_from(told: _Told, turn: int, dashes: Collection[int]) -> _Told:
    """All of it from the first row on (``turn`` 1) or from the last (-1). A dash is a balance of 0
    where what is before it comes to that; it is none behind the first that moved anything, which
    was not booked, most likely, nor where more of its day follows, whose balance tells that."""
    entries, balances = told[0][::turn], [*told[1][::turn]]
    for at, each in enumerate(entries):
        follows = at + 1 < len(entries) and entries[at + 1].day == each.day
        if each.line in dashes and each.signed and (follows or not at):
            balances[at] = None
    return entries, balances


def _whole(entries: Sequence[BankEntry], balances: Sequence[int | None]) -> list[int] | None:
    """The balances behind all entries, those that are blank by what follows that day; None where
    there is nothing."""
    if balances[-1] is None:
        return None
    made = [balances[-1]]
    for at in range(len(entries) - 2, -1, -1):
        told, after = balances[at], entries[at + 1]
        if told is None and entries[at].day != after.day:
            return None
        made.append(made[-1] - after.signed if told is None else told)
    return made[::-1]


def _fault(told: _Told, currency: str, column: str) -> StatementFault:
    """Why entries, from the oldest on, are not proven."""
    entries, balances = told
    made = _whole(entries, balances)
    if made is None:
        blank = next(at for at, each in enumerate(balances) if each is None)
        return StatementFault("blank_balance", entries[blank].line, text=column)
    broken = _breaks(entries, made)
    if broken is None:
        day = f"{to_date(entries[0].day):%Y-%m-%d}"
        return StatementFault(FIRST_DAY_OPEN, entries[0].line, text=column, day=day)
    comes, said = made[broken - 1] + entries[broken].signed, made[broken]
    amounts = {"comes": comes, "said": said, "off": said - comes}
    sums = {name: (minor, currency) for name, minor in amounts.items()}
    return StatementFault("balance_breaks", entries[broken].line, currency=currency, **sums)


def _is_backwards(entries: Sequence[BankEntry], balances: Sequence[int | None]) -> bool:
    """Whether the oldest are at the end: by their days, of one day by where its balance is."""
    first, last = entries[0].day, entries[-1].day
    return first > last or (first == last and balances[-1] is None)


def _breaks(entries: Sequence[BankEntry], balances: Sequence[int]) -> int | None:
    """The first entry whose balance does not follow from the one before it."""
    return next(
        (
            number
            for number in range(1, len(entries))
            if balances[number] != balances[number - 1] + entries[number].signed
        ),
        None,
    )
