"""A row of a table, in whatever store that keeps tables. Light to import."""

from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]
"""Its values by the names of columns: texts, whole numbers, bytes, None."""
