"""What a cell that we write may hold."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that shows ``text`` and leads to a cell of the same workbook."""

    text: str
    tab: str
    cell: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours, in English with ``,`` separators, and the result that it has now.

    ``text`` starts with "=". It never holds anything that staff typed (design §10.9). What
    ``follows`` a filter, or the clock, may show another number than ``result`` and be right.
    """

    text: str
    result: "str | float"
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A number whose cell gets a number format of its own: ``pattern``, as spreadsheets have it
    ("#,##0.00 [$₽]")."""

    number: float
    pattern: str


Value: TypeAlias = str | float | int | bool | date | Link | Formula | Amount | None
"""A cell that we want. Text stays text whatever it starts with; None clears the cell."""
