"""Functions on dates. Results are serials; ``shows`` is the format they bring to the cell."""

import calendar
import math

from .entry_dates import typed_date, typed_time
from .formula_values import Value, failed, number, text, tidy
from .functions import Calc, function
from .serials import FIRST, LAST, date_of, moment_of, rolled, serial_of


@function("NOW", shows="DATE_TIME")
def _now(calc: Calc) -> float:
    return calc.now()


@function("TODAY", shows="DATE")
def _today(calc: Calc) -> float:
    return math.floor(calc.now())


@function("DATE", 3, shows="DATE")
def _date(calc: Calc, year: Value, month: Value, day: Value) -> float:
    parts = [int(number(part, calc.locale)) for part in (year, month, day)]
    if 0 <= parts[0] < 1900:
        parts[0] += 1900
    if not 1900 <= parts[0] + (parts[1] - 1) // 12 <= 9999:
        raise failed("NUM", "Function DATE parameter 1 is out of range.")
    return rolled(*parts)


@function("TIME", 3, shows="TIME")
def _time(calc: Calc, hour: Value, minute: Value, second: Value) -> float:
    hours, minutes, seconds = (int(number(part, calc.locale)) for part in (hour, minute, second))
    return tidy((hours * 3600 + minutes * 60 + seconds) / 86_400 % 1)


@function("DATEVALUE", 1)
def _date_value(calc: Calc, value: Value) -> float:
    moment = typed_date(text(value, calc.locale).strip(), calc.locale)
    if moment is None:
        raise failed("VALUE", "DATEVALUE parameter 1 cannot be parsed to date/time.")
    return moment.serial


@function("TIMEVALUE", 1)
def _time_value(calc: Calc, value: Value) -> float:
    moment = typed_time(text(value, calc.locale).strip())
    if moment is None:
        raise failed("VALUE", "TIMEVALUE parameter 1 cannot be parsed to date/time.")
    return moment.serial % 1


def _day_of(calc: Calc, value: Value):
    serial = number(value, calc.locale)
    if not FIRST <= serial < LAST:
        raise failed("NUM", "The date is out of range.")
    return date_of(serial)


@function("YEAR", 1)
def _year(calc: Calc, value: Value) -> int:
    return _day_of(calc, value).year


@function("MONTH", 1)
def _month(calc: Calc, value: Value) -> int:
    return _day_of(calc, value).month


@function("DAY", 1)
def _day(calc: Calc, value: Value) -> int:
    return _day_of(calc, value).day


@function("WEEKDAY", 1, 2)
def _weekday(calc: Calc, value: Value, kind: Value = 1) -> int:
    monday_first = _day_of(calc, value).isoweekday()
    way = number(kind, calc.locale)
    return monday_first % 7 + 1 if way == 1 else monday_first if way == 2 else monday_first - 1


@function("HOUR", 1)
def _hour(calc: Calc, value: Value) -> int:
    return moment_of(number(value, calc.locale))[1] // 3_600_000


@function("MINUTE", 1)
def _minute(calc: Calc, value: Value) -> int:
    return moment_of(number(value, calc.locale))[1] // 60_000 % 60


@function("SECOND", 1)
def _second(calc: Calc, value: Value) -> int:
    return moment_of(number(value, calc.locale))[1] // 1000 % 60


def _shifted(calc: Calc, value: Value, months: Value) -> tuple[int, int, int]:
    """The year and month so many months on, and the day of the start."""
    start = _day_of(calc, value)
    at = start.year * 12 + start.month - 1 + int(number(months, calc.locale))
    if not 12 <= at < 120_000:
        raise failed("NUM", "The date is out of range.")
    return at // 12, at % 12 + 1, start.day


@function("EDATE", 2, shows="DATE")
def _edate(calc: Calc, value: Value, months: Value) -> int | None:
    year, month, day = _shifted(calc, value, months)
    return serial_of(year, month, min(day, calendar.monthrange(year, month)[1]))


@function("EOMONTH", 2, shows="DATE")
def _eomonth(calc: Calc, value: Value, months: Value) -> int | None:
    year, month, _ = _shifted(calc, value, months)
    return serial_of(year, month, calendar.monthrange(year, month)[1])


@function("DAYS", 2)
def _days(calc: Calc, end: Value, start: Value) -> float:
    return math.floor(number(end, calc.locale)) - math.floor(number(start, calc.locale))
