"""An object of the Sheets API, as JSON has it."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
