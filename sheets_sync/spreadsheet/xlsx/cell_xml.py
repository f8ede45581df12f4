"""Values of ours as the XML of a cell (ECMA-376, 18.3.1.4).

Text becomes an inline string, whatever it starts with; what would read as an escape
(``_x0041_``) is escaped. Values are ``storable`` ones.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Final, TypeAlias

from sheets_sync.spreadsheet.cell_value import Amount, Formula, Link, Value
from sheets_sync.spreadsheet.xlsx.structure import LATER_EPOCH

LinkTarget: TypeAlias = Callable[[Link], str]
"""Where a link leads, as HYPERLINK takes it: ``#'Log'!B41``."""

_LONGEST_LITERAL: Final = 255
_LONGEST_FORMULA: Final = 8_000
_ESCAPE_LIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_EPOCH: Final = date(1899, 12, 30).toordinal()


class CellWriter:
    """Writes cells of one sheet: ``prefix`` of its tags (b"x:"), its epoch, its links."""

    def __init__(self, prefix: bytes, link_target: LinkTarget, *, date1904: bool = False) -> None:
        self._prefix = prefix.decode()
        self._link_target = link_target
        self._epoch = _EPOCH + (LATER_EPOCH if date1904 else 0)

    def cell(self, attributes: bytes, value: Value) -> bytes:
        """The cell's XML; ``attributes`` (from a space on) are all but the type."""
        kind, content = self._content(value)
        name = f"{self._prefix}c"
        head = f"<{name}{attributes.decode()}{kind}"
        return f"{head}>{content}</{name}>".encode() if content else f"{head}/>".encode()

    def _content(self, value: Value) -> tuple[str, str]:
        value = value.number if isinstance(value, Amount) else value
        if value is None:
            return "", ""
        if isinstance(value, str):
            return ' t="inlineStr"', self._tag("is", self._tag("t", _escaped(value), value))
        if isinstance(value, bool):
            return ' t="b"', self._tag("v", str(int(value)))
        if isinstance(value, (int, float)):
            return "", self._tag("v", number(value))
        if isinstance(value, date):
            return "", self._tag("v", number(self._serial(value)))
        return self._formula(value)

    def _formula(self, value: Link | Formula) -> tuple[str, str]:
        if isinstance(value, Link):
            text: str | float = value.text
            formula = f"HYPERLINK({_literal(self._link_target(value))},{_literal(value.text)})"
            if len(formula) > _LONGEST_FORMULA:
                return self._content(value.text)
        else:
            text, formula = value.result, value.text.removeprefix("=")
        result = text if isinstance(text, str) else number(text)
        shown = self._tag("v", _escaped(result))
        kind = ' t="str"' if isinstance(text, str) else ""
        return kind, self._tag("f", _entities(formula)) + shown

    def _serial(self, value: date) -> float:
        days = value.toordinal() - self._epoch
        if isinstance(value, datetime):
            return days + (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
        return days

    def _tag(self, name: str, content: str, text: str = "") -> str:
        keep = ' xml:space="preserve"' if text and (text[0].isspace() or text[-1].isspace()) else ""
        return f"<{self._prefix}{name}{keep}>{content}</{self._prefix}{name}>"


def number(value: float) -> str:
    """The shortest text that reads back as the same number."""
    return str(value) if isinstance(value, int) else repr(float(value)).removesuffix(".0")


def _escaped(text: str) -> str:
    text = _ESCAPE_LIKE.sub("_x005F_", text) if "_x" in text else text
    return _entities(text).replace("\r", "_x000D_")


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _literal(text: str) -> str:
    """Text inside a formula: quotes doubled, in parts of at most 255 characters."""
    parts = [text[i : i + _LONGEST_LITERAL] for i in range(0, len(text), _LONGEST_LITERAL)] or [""]
    return "&".join('"' + part.replace('"', '""') + '"' for part in parts)
