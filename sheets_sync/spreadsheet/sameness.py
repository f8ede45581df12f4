"""What a cell shows, and whether it shows what is wanted."""

from datetime import date, datetime, time

from sheets_sync.columns.cell import Cell
from sheets_sync.spreadsheet.cell_value import Amount, Formula, Link, Value

_EPOCH = date(1899, 12, 30).toordinal()


def same_cell(actual: Cell, wanted: Value) -> bool:
    """Whether a cell already shows what we want; blank is None or ""."""
    if actual is None or actual == "":
        return wanted is None or shown(wanted) == ""
    goal = shown(wanted)
    if isinstance(wanted, Formula) and wanted.follows and type(actual) in (int, float):
        return True
    if isinstance(goal, bool) or isinstance(actual, bool):
        return actual is goal
    dated = isinstance(actual, (date, time)) and not isinstance(goal, str)
    if isinstance(goal, date) or dated:
        # Staff may have given our numbers the look of dates, or our dates that of numbers.
        return _serial(actual) == _serial(goal)
    return type(actual) in (int, float, str) and actual == goal


def shown(value: Value) -> str | float | int | bool | date | None:
    """What a cell shows: a link its text, a formula its result, an amount its number."""
    if isinstance(value, Link):
        return value.text
    if isinstance(value, Amount):
        return value.number
    if isinstance(value, Formula):
        return value.result
    return value


def _serial(value: object) -> float | None:
    if isinstance(value, datetime):
        midnight = datetime(value.year, value.month, value.day, tzinfo=value.tzinfo)
        day = value.toordinal() - _EPOCH
        return day + (value - midnight).total_seconds() / 86_400
    if isinstance(value, date):
        return float(value.toordinal() - _EPOCH)
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return None
