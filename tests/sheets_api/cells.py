"""What a cell of the emulator holds. Plain values stand for themselves, to keep big tabs small."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value: ``type`` as the API names it (DIVIDE_BY_ZERO), ``text`` as a cell shows it."""

    type: str
    text: str
    message: str = ""

    @property
    def told(self) -> str:
        """As UNFORMATTED_VALUE gives it: with its reason, where it has one."""
        return f"{self.text} ({self.message})" if self.message else self.text


Scalar: TypeAlias = "str | int | float | bool | None"
Result: TypeAlias = "Scalar | CellError"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as entered ("=1+1") and its result."""

    text: str
    result: Result = field(default=None)


Cell: TypeAlias = "Scalar | CellError | Formula"
"""A typed cell: text, number, boolean, nothing, an error, a formula. Dates are numbers (serials)
with a number format."""


@dataclass(slots=True)
class Extra:
    """What else a cell has, kept only where there is something. ``format`` is userEnteredFormat,
    the others are the CellData fields of the same name, as JSON."""

    format: dict[str, Any] | None = None
    note: str | None = None
    validation: dict[str, Any] | None = None
    runs: list[dict[str, Any]] | None = None


SERIAL_EPOCH = "1899-12-30"
