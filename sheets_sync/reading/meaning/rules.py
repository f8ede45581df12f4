"""How cells are read and what a blank one means (design §4, §7, §13, §15)."""

from collections.abc import Mapping
from typing import Final, TypeAlias

from sheets_sync.deferred import dataclass

Locale: TypeAlias = str
"""How numbers and days typed as text are read: by the marks of a language that we speak, its code;
or, where it is ``OTHER``, as far as they can be but one number (design §15)."""

OTHER: Final = "other"
"""The spreadsheet's own locale where we do not know its marks."""


@dataclass(frozen=True)
class Rules:
    """What reading goes by beside the cells.

    ``thresholds`` and ``credit_limits`` are minor units by currency, 0 elsewhere. ``day`` is the
    serial of the day of the run; ``fractional_minutes`` says that parts of a minute are meant so,
    ``rows_over_a_day`` that bare numbers of over 24 hours are. ``epochs`` are where the workbooks
    count their days from, in days after the usual one.
    """

    locale: Locale
    currency: str
    thresholds: Mapping[str, int]
    credit_limits: Mapping[str, int]
    day: int
    fractional_minutes: bool = False
    rows_over_a_day: bool = False
    epochs: tuple[int, ...] = (0,)
