"""What a cell of any back end can keep of a value."""

import math
import re
from dataclasses import replace
from typing import Final

from sheets_sync.spreadsheet.cell_value import Amount, Link, Value
from sheets_sync.spreadsheet.protocol import ColumnEdit

LONGEST_TEXT: Final = 32_767
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML, and with it a spreadsheet, cannot hold."""


def storable(edit: ColumnEdit) -> ColumnEdit:
    """The edit as cells keep it: text without illegal characters, at most 32,767 of them.

    Raises ``ValueError`` for a number that is none (NaN, infinity).
    """
    return replace(edit, values=[_storable(value) for value in edit.values])


def _storable(value: Value) -> Value:
    if isinstance(value, str):
        return _text(value) or None
    if isinstance(value, Link):
        return replace(value, text=_text(value.text))
    if isinstance(value, Amount):
        _storable(value.number)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is no number that a cell can hold")
    return value


def _text(text: str) -> str:
    return _ILLEGAL.sub("", text)[:LONGEST_TEXT]
