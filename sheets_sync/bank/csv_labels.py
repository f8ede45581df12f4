"""The balances that stand behind labels above and below the rows of a CSV (design §20)."""

import re
from collections.abc import Sequence
from typing import Final

from sheets_sync.bank.day_order import DAY
from sheets_sync.bank.refusing import StatementFault
from sheets_sync.billing.names import fold

_OF_A_DAY: Final = re.compile(
    r"\W+(?:[^\W\d]{1,3}\W+){0,2}[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}(?:\W*[^\W\d]{1,2})?\W*"
)
"""What some banks write behind a label: на 01.11.2026 г., as of 2026-11-01."""


def behind_label(rows: Sequence[tuple[int, list[str]]], label: str) -> tuple[int, str]:
    """The line and the next filled cell behind a label, a day aside, be it of the label itself.
    Raises ``StatementFault`` where it is not there once."""
    sought = fold(label).rstrip(":")
    placed = [
        (line, fold(cell), cells[place + 1 :])
        for line, cells in rows
        for place, cell in enumerate(cells)
    ]
    found = [(line, beside) for line, said, beside in placed if said.rstrip(":") == sought]
    if not found:
        dated = ((line, said.partition(sought), beside) for line, said, beside in placed)
        found = [
            (line, beside)
            for line, (before, _, behind), beside in dated
            if not before and _OF_A_DAY.fullmatch(behind)
        ]
    if len(found) != 1:
        raise StatementFault("labels" if found else "no_label", label=label)
    line, beside = found[0]
    return line, next((cell for cell in beside if cell and not DAY.fullmatch(cell)), "")
