"""How a number shows without any format ("Automatic").

Measured [R]: 1/1024 as 0.0009765625; 42.01, 1.45 and 0.4 as they are; 42 without a fraction.
Assumed: 10 significant digits where there is a fraction, whole numbers in full up to 15 digits,
then and below 1e-9 the form 1.23457E+15 with 6 digits."""

from .locales import Locale

_LARGE, _SMALL = 10**15, 1e-9


def general(number: float, locale: Locale) -> str:
    """The number as an unformatted cell shows it."""
    size = abs(number)
    if size >= _LARGE or (size and size < _SMALL):
        text = _scientific(number)
    elif isinstance(number, int) or number.is_integer():
        return str(int(number))
    else:
        text = _fixed(number)
    return text.replace(".", locale.decimal)


def _fixed(number: float) -> str:
    text = f"{number:.10g}"
    if "e" not in text:
        return text
    power = int(f"{number:.9e}".partition("e")[2])
    text = f"{number:.{max(0, 9 - power)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scientific(number: float) -> str:
    digits, _, power = f"{number:.5e}".partition("e")
    return f"{digits.rstrip('0').rstrip('.')}E{power[0]}{power[1:].lstrip('0').zfill(2)}"
