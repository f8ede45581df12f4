"""The balances that stand behind labels above and below the rows of a CSV (design §20)."""

import re
from collections.abc import Sequence
from typing import Final

from sheets_sync.bank.refusing import StatementFault
from sheets_sync.bank.written_days import DAY
from sheets_sync.billing.names import fold

_OF_A_DAY: Final = re.compile(
    r"\W+(?:[^\W\d]{1,3}\W+){0,2}[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}(?:\W*[^\W\d]{1,2})?\W*"
)
"""What some banks write behind a label: на 01.11.2026 г., as of 2026-11-01."""


def behind_label(rows: Sequence[tuple[int, list[str]]], label: str) -> tuple[int, str]:
    """The line and the next filled cell behind a label, a day aside, be it of the label itself, or
    what stands behind its colon. Raises ``StatementFault`` where it is not there once."""
    sought = fold(label).rstrip(":")
    told = [
        (line, fold(cell).removeprefix(sought), cell, cells[place + 1 :])
        for line, cells in rows
        for place, cell in enumerate(cells)
        if fold(cell).startswith(sought)
    ]
    found = next(filter(None, ([each for each in told if fits(each[1])] for fits in _FITS)), [])
    if len(found) != 1:
        raise StatementFault("labels" if found else "no_label", label=label)
    line, behind, cell, beside = found[0]
    cells = [_in_the_cell(cell)] if _has_amount(behind) else beside
    return line, next((cell for cell in cells if cell and not DAY.fullmatch(cell)), "")


def _ends(behind: str) -> bool:
    return not behind.strip(":")


def _tells_day(behind: str) -> bool:
    return _OF_A_DAY.fullmatch(behind) is not None


def _has_amount(behind: str) -> bool:
    """Whether an amount follows in the cell of the label: "Balance on 1.11.2026: 1 000,00 CZK"."""
    before, _, amount = behind.rpartition(":")
    digits = any(map(str.isdecimal, amount)) and not DAY.fullmatch(amount.strip())
    return ":" in behind and digits and (_ends(before) or _tells_day(before))


_FITS: Final = (_ends, _tells_day, _has_amount)
"""What may stand behind a label in its cell, what is surest first."""


def _in_the_cell(cell: str) -> str:
    return cell.rpartition(":")[2].strip()
