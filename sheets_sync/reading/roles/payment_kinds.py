"""What kind of payment a row is, and whether its money came at all (design §3, §15)."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.findings import Code, Variant
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import PAYMENT_KINDS
from sheets_sync.reading.beside.not_come import (
    NOT_COME,
    agrees_with_refund,
    kind_of_column,
    says_not_come,
)
from sheets_sync.reading.beside.noted import NOTED, no_money_in, notes_no_money
from sheets_sync.reading.beside.said_elsewhere import kinds_typed
from sheets_sync.reading.cells import Rows, read_aloud
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.roles.catalogue import sound
from sheets_sync.reading.roles.issues import Issues

_PAYMENT: Final = PAYMENT_KINDS.index("payment")
_REFUND: Final = PAYMENT_KINDS.index("refund")


def kinds_of(rows: Rows, beside: Mask, issues: Issues) -> tuple[NDArray[np.int8], Mask]:
    """Indexes into PAYMENT_KINDS, and where the cell is a finding: in rows of ``beside`` it stands
    in a column that is not read."""
    column = rows.columns["kind"]
    read = column.read(lambda cell: _kind(kinds_typed().get(fold(read_aloud(cell)))))
    bad = issues.from_reading("kind", read, hold=True, among=~beside)
    issues.add(Code.BAD_KIND, "kind", beside, hold=True, variant=Variant.SAID_BESIDE)
    return column.look_up(sound(read, _PAYMENT), _PAYMENT, "int8"), bad | beside


def hold_not_come(rows: Rows, issues: Issues, held: Mask, taken_off: Mask) -> None:
    """Holds rows, none of ``held``, that a column of staff's own says no money came of. That it
    went back says of a row that is ``taken_off`` what it says itself."""
    for key, column in rows.unread.items():
        kind = kind_of_column(key)
        if kind in NOT_COME:
            agrees = taken_off & agrees_with_refund(kind, column)
            where = says_not_come(kind, column) & ~held & ~agrees
            issues.add(Code.BAD_KIND, key, where, hold=True, variant=Variant.NOT_COME)
            held = held | where


def hold_noted(rows: Rows, issues: Issues, references: Sequence[str]) -> None:
    """Holds rows whose Kind is blank and whose Reference (``references`` are its cells, folded), or
    a note beside, says that their money went back or did not come."""
    notes = {"reference": no_money_in(rows.columns["reference"].codes, references)}
    for key, column in rows.unread.items():
        if kind_of_column(key) == NOTED:
            notes[key] = notes_no_money(column)
    for key, said in notes.items():
        where = rows.columns["kind"].blank & ~issues.held & said
        issues.add(Code.BAD_KIND, key, where, hold=True, variant=Variant.NOTED)


def is_taken_off(kind: NDArray[np.int8], amount: NDArray[np.int64]) -> Mask:
    """The rows that take money off an account: refunds, and what has a minus."""
    off: Mask = (kind == _REFUND) | (amount < 0)
    return off


def _kind(name: str | None) -> int | Code:
    return Code.BAD_KIND if name is None else PAYMENT_KINDS.index(name)
