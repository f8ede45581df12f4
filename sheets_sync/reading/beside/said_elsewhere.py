"""Columns that we do not read and whose cells say what a column of ours would: kinds of payments,
whatever the header, currencies of accounts. Rows that they would change wait (design §15)."""

from collections.abc import Callable, Collection, Mapping
from functools import cache, partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import PAYMENT_KINDS
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.whole import coded
from sheets_sync.deferred import dataclass
from sheets_sync.reading.beside.not_come import NOT_COME, is_headed, says_not_come
from sheets_sync.reading.beside.noted import NOTED, is_of_notes, notes_no_money
from sheets_sync.reading.beside.states_beside import is_of_states, not_active
from sheets_sync.reading.beside.sums_beside import SUMS_BESIDE, is_sum_beside, may_say_sum
from sheets_sync.reading.beside.units_beside import is_called, is_currency
from sheets_sync.reading.layout import CLIENTS, PAYMENTS
from sheets_sync.reading.meaning.cell_column import Coded, Mask, are_most, rows_where
from sheets_sync.reading.meaning.dates import month_named
from sheets_sync.reading.meaning.vocabulary import meanings, words_by, words_for
from sheets_sync.reading.sources.matching import texts_in
from sheets_sync.spreadsheet.protocol import Tab

_LONGEST: Final = 60
"""No longer text is a kind of payment: a column may have very many."""
_FEW: Final = 3
"""So many words of kinds make a column one of kinds; so many words in a cell are a remark."""
_NOTHING, _PAYMENT, _IN, _OUT, _KIND = range(5)
"""What a cell says of a payment; ``_OUT`` only in a column of nothing but ways, ``_IN`` among them,
for a D or an "out" may be anything: a letter's way, a debit card."""


def said_elsewhere(tab: Tab, role: str, row: int, columns: Mapping[str, int]) -> dict[str, int]:
    """By the column that it may be the one, none of ``columns``, below whose header, in ``row``,
    stands what would change a row; of whether money came each one."""
    taken = {*columns.values(), *tab.marks.values()}
    texts = dict(texts_in(tab, row)) if role in _SAYS else {}
    return {
        f"{key} {at}" if each.several else key: at
        for key, each in _SAYS.get(role, {}).items()
        for at in set(range(len(tab.columns))) - taken
        if each.is_headed(texts.get(at), texts.values())
        if each.says(coded(tab.columns[at], row)).any()
    }


def no_payments(column: Coded) -> Mask:
    """The rows in which a column says a kind of payment other than plain money in."""
    said = np.array([*map(_kind_in, column.cells), _NOTHING])[column.codes]
    filled = said[column.codes != NONE]
    of_ways = np.isin(filled, (_IN, _OUT)).all() and (filled == _IN).any()
    elsewhere: Mask = (said == _KIND) | ((said == _OUT) & of_ways)
    return elsewhere | _unknown(said, column)


def _unknown(said: NDArray[np.int64], column: Coded) -> Mask:
    """The rows whose word nobody knows, in a column most of which are kinds of payments, one of
    which is no plain money in: "write-off" below Type, beside "refund"."""
    known = int((said != _NOTHING).sum())
    of_kinds = known >= _FEW and known * 3 >= int((column.codes != NONE).sum()) * 2
    if not of_kinds or not (said == _KIND).any():
        return np.zeros(len(said), bool)
    words: Mask = rows_where(column, _is_short) & (said == _NOTHING)
    return words


def _is_short(cell: Cell) -> bool:
    """Whether a cell is a word or two, without a figure: "write-off", no "wire to our account"."""
    words = cell.split() if isinstance(cell, str) and len(cell) <= _LONGEST else []
    return 0 < len(words) <= _FEW - 1 and not any(map(str.isdigit, "".join(words)))


def currencies(column: Coded) -> Mask:
    """The rows in which a column names a currency, where at least half of it does."""
    said = rows_where(column, is_currency)
    return said if are_most(said, column) else np.zeros(len(said), bool)


def _is_headed(key: str, header: str | None, _: Collection[str]) -> bool:
    return is_headed(key, header)


@dataclass(frozen=True)
class _Elsewhere:
    """What a column may say: whether it may below a folded header, among all of its tab, and in
    which rows it does; of some there may be ``several`` columns, and each is heard."""

    is_headed: Callable[[str | None, Collection[str]], bool]
    says: Callable[[Coded], Mask]
    several: bool = False


_SAYS: Final[Mapping[str, Mapping[str, _Elsewhere]]] = {
    PAYMENTS.key: {
        "kind": _Elsewhere(lambda _header, _headers: True, no_payments),
        NOTED: _Elsewhere(lambda header, _: is_of_notes(header), notes_no_money, several=True),
        **{
            key: _Elsewhere(
                partial(_is_headed, key),
                partial(says_not_come, key),
                several=True,
            )
            for key in NOT_COME
        },
        **{
            key: _Elsewhere(partial(is_sum_beside, key), partial(may_say_sum, key), several=True)
            for key in SUMS_BESIDE
        },
    },
    CLIENTS.key: {
        "currency": _Elsewhere(lambda header, _: is_called(header, "currency"), currencies),
        "state": _Elsewhere(lambda header, _: is_of_states(header), not_active),
    },
}


def _kind_in(cell: Cell) -> int:
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return _NOTHING
    said = fold(cell)
    return _kinds().get(said, _KIND if _is_refund(said) else _NOTHING)


def _is_refund(said: str) -> bool:
    """Whether a text is a refund, and besides how or for when something was paid: "card refund",
    "возврат за октябрь"; "refund expected" may be of another one."""
    words = [word for word in said.split() if word not in _beside() and month_named(word) is None]
    return " ".join(words) in _refunds()


@cache
def _refunds() -> frozenset[str]:
    kinds = {word for word, kind in _words().items() if kind == "refund"}
    return frozenset(map(fold, kinds | {*words_by(lambda typed: typed.kinds)["refund"]}))


@cache
def _beside() -> frozenset[str]:
    joining = words_for(lambda typed: typed.totals_of)
    paid = " ".join(words_by(lambda typed: typed.kinds)["paid"])
    return frozenset(map(fold, (*joining, *paid.split())))


@cache
def _kinds() -> Mapping[str, int]:
    """What each folded word for a kind of payment, or for the way that money goes, says."""
    by_way = words_by(lambda typed: typed.kinds)
    kinds = {w: _IN if kind == "payment" else _KIND for w, kind in _words().items()}
    ways = {"in": _IN, "side": _IN, "paid": _PAYMENT, "out": _OUT, "refund": _KIND}
    return {fold(word): ways[way] for way, words in by_way.items() for word in words} | kinds


@cache
def kinds_typed() -> Mapping[str, str]:
    """The kind of payment that each folded word in Kind is; what says but that money came, or how
    (advance, card, приход), is a payment. A credit may be none."""
    by_way = words_by(lambda typed: typed.kinds)
    paid = (*by_way["paid"], *by_way["in"])
    return {**{fold(word): "payment" for word in paid}, **_words()}


def _words() -> Mapping[str, str]:
    return meanings("kind", PAYMENT_KINDS)
