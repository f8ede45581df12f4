"""How cells are read and what a blank one means (design §4, §7, §13, §15)."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from sheets_sync.deferred import dataclass

Locale: TypeAlias = Literal["en", "ru", "other"]
"""How numbers typed as text are read: with a decimal point, with a comma, or, where the marks of
the spreadsheet's own locale are not known, as far as they can be but one number (design §15). A
workbook in another language that we speak goes by its decimal mark."""


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
