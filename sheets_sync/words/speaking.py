"""A language bound once: texts, counts, numbers, amounts and days as its people write them."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from typing import Final

from sheets_sync.billing.currency import MINOR_DIGITS, to_major
from sheets_sync.billing.days import to_date
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.rounding import half_up
from sheets_sync.deferred import dataclass
from sheets_sync.words import language_of, typed_everywhere
from sheets_sync.words.language import Language

_HALF_A_PER_CENT: Final = Fraction(1, 200)


@dataclass(frozen=True)
class Words:
    """What one language says. ``code`` is that of the config: "en"."""

    code: str
    language: Language

    def say(self, key: str, **values: object) -> str:
        """The text of ``key``, its ``{names}`` filled from ``values``."""
        text = self.language.texts[key]
        assert isinstance(text, str)  # noqa: S101 - one with plural forms is counted, not said
        return text.format(**values)

    def count(self, key: str, count: int, **values: object) -> str:
        """The text of ``key`` in the form that goes with ``count``, which it may name."""
        forms = self.language.texts[key]
        assert not isinstance(forms, str)  # noqa: S101 - see above
        return forms[self.language.plural(abs(count))].format(count=count, **values)

    def amount(self, minor: int | None, currency: str) -> str:
        """An amount of minor units without its currency: "-1,234.50"; "" for None."""
        return "" if minor is None else self._grouped(to_major(minor, currency))

    def coded(self, minor: int, currency: str) -> str:
        """An amount with the code of its currency: "-1,234.50 RUB"."""
        return f"{self.amount(minor, currency)} {currency}"

    def money(self, minor: int, currency: str) -> str:
        """An amount with its currency, as CLDR sets it: "$1,234.50", "1 234,50 ₽"."""
        from sheets_sync.words.cldr import money  # noqa: PLC0415 - Babel is for letters alone

        return money(minor, currency, self.language.cldr)

    def number(self, value: Fraction, most: int = 4, least: int = 0) -> str:
        """An exact number, rounded half up to at most so many decimals, zeros cut off but the
        ``least``: "1.5"."""
        rounded = half_up(value.numerator * 10**most, value.denominator)
        whole, rest = divmod(abs(rounded), 10**most)
        tail = f"{rest:0{most}d}".rstrip("0") if most else ""
        tail = tail.ljust(least, "0")
        sign = "-" if rounded < 0 else ""
        return f"{sign}{whole}{self.language.decimal}{tail}" if tail else f"{sign}{whole}"

    def price(self, fixed: int, currency: str = "") -> str:
        """A price of 4 decimals, with those of its currency at least (two, where none is named),
        its thousands apart: "1,525.00", in JPY "1,525"."""
        return self.apart(Fraction(fixed, SCALE), least=MINOR_DIGITS.get(currency, 2))

    def apart(self, value: Fraction, most: int = 4, least: int = 0) -> str:
        """A ``number`` as people read it, its thousands apart: "1,500.5"."""
        whole, mark, rest = self.number(value, most, least).partition(self.language.decimal)
        return self._grouped(whole) + mark + rest

    def unit(self, text: str) -> str:
        """A unit as staff typed it; one of hours or minutes, of any language, as this one
        writes it: "h"."""
        return _units(self.code).get(text.casefold().strip(" ."), text)

    def per_cent(self, share: Fraction) -> str:
        """A share in whole per cents, its thousands apart: "12%"; "0.4%" where that would be 0."""
        digits = 1 if 0 < abs(share) < _HALF_A_PER_CENT else 0
        return self.apart(share * 100, digits) + self.language.per_cent

    def day(self, value: date | int | None) -> str:
        """A day, or the serial number of one, within a text: "2026-11-23"; "" for None."""
        if value is None:
            return ""
        return format(to_date(value) if isinstance(value, int) else value, self.language.day)

    def moment(self, value: datetime) -> str:
        """A moment in its own time zone, to the minute: "2026-11-23 14:30"."""
        return f"{self.day(value)} {value:%H:%M}"

    def day_in_letter(self, value: date | int) -> str:
        """A day, or the serial number of one, as letters and invoices say it: "3 Nov 2026"."""
        from sheets_sync.words.cldr import day  # noqa: PLC0415 - as above

        on = to_date(value) if isinstance(value, int) else value
        return day(on, self.language.day_in_letters, self.language.cldr)

    def month(self, day: int) -> str:
        """The month of a serial day by its name: "November 2026"."""
        from sheets_sync.words.cldr import day as dated  # noqa: PLC0415 - as above

        return dated(to_date(day), "LLLL y", self.language.cldr)

    def _grouped(self, major: str) -> str:
        """A number with a point, its thousands apart and its decimals behind our own mark."""
        whole, _, rest = major.removeprefix("-").partition(".")
        grouped = f"{int(whole):,}".replace(",", self.language.group)
        sign = "-" if major.startswith("-") else ""
        return f"{sign}{grouped}{self.language.decimal}{rest}" if rest else f"{sign}{grouped}"


@cache
def _units(code: str) -> Mapping[str, str]:
    """How the language writes each unit of hours and minutes, by what any language types."""
    ours = language_of(code).typed
    pairs = (
        (theirs, own.partition("|")[0])
        for typed in typed_everywhere()
        for theirs, own in ((typed.hours, ours.hours), (typed.minutes, ours.minutes))
    )
    return {word: own for theirs, own in pairs if theirs and own for word in theirs.split("|")}


@cache
def words_of(code: str) -> Words:
    """The words of a language; raises ``KeyError`` for one that we do not speak."""
    return Words(code, language_of(code))


ENGLISH: Final = words_of("en")
"""For the administrator's terminal, and for files that programs read."""
