"""How cells are read and what a blank one means (design §4, §7, §13, §15)."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from sheets_sync.deferred import dataclass

Locale: TypeAlias = Literal["en", "ru"]
"""How numbers typed as text are read: with a decimal point, or with a comma. A workbook in another
language goes by its decimal mark."""


@dataclass(frozen=True)
class Rules:
    """What reading goes by beside the cells.

    ``thresholds`` and ``credit_limits`` are minor units by currency, 0 elsewhere. ``day`` is the
    serial of the day of the run; ``fractional_minutes`` says that parts of a minute are meant so.
    """

    locale: Locale
    currency: str
    thresholds: Mapping[str, int]
    credit_limits: Mapping[str, int]
    day: int
    fractional_minutes: bool = False
