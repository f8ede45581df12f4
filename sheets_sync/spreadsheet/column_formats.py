"""How a column looks, and what its cells should hold, for every back end (design §3)."""

from typing import Final, Literal, TypeAlias

Format: TypeAlias = Literal[
    "text", "lines", "plain", "money", "price", "number", "integer", "ratio", "tenths", "times",
    "percent", "date", "datetime", "check",
]  # fmt: skip
"""How a column looks; "lines": texts of several lines."""

TEXTS: Final[frozenset[Format]] = frozenset({"text", "lines", "check"})
"""What stands at the left."""

Expected: TypeAlias = Literal["number", "duration", "date", "name"]
"""What a cell should hold; a "name": one of the drop-down's."""
