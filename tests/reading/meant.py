"""What a row of log means to a person, by an oracle of its own: slow, plain, in fractions.

``None`` is a cell, or a row, that means nothing that is sure. What reading takes must be what the
oracle says; what it holds back with a finding is not judged here.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from tests.reading.sheets import TODAY

PIECES: Final = (
    "pcs pc pieces piece ea штуки штука штук шт stück stücke stk sztuka sztuki sztuk szt"
)
HOURS: Final = "h hr hrs hour hours ч час часа часов часы std stunde stunden godz heures saat"
MINUTES: Final = "m min mins minute minutes м мин минута минуты минут хв dk minut minuten '"
HOURS_BEFORE: Final = ("u", "год")
SECONDS: Final = "sek s sec secs second seconds с сек секунда секунды секунд ''"
SIZES: Final = {
    **dict.fromkeys(HOURS.split(), Fraction(60)),
    **dict.fromkeys(MINUTES.split(), Fraction(1)),
    **dict.fromkeys(SECONDS.split(), Fraction(1, 60)),
}
ROUBLES: Final = frozenset(
    ["₽", "rub", "руб", "руб.", "р", "р.", "рубль", "рубля", "рублей", "рубли", "rur"]
)
YES: Final = frozenset(["yes", "y", "true", "да", "д", "1", "истина"])
NO: Final = frozenset(["no", "n", "false", "нет", "н", "0", "ложь"])
LONG_DASHES: Final = ("—", "–")
"""Nothing, said, in Agreed price: as formats of money show 0."""
MONTHS: Final = {
    word: number
    for words in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sept oct nov dec",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    )
    for number, word in enumerate(words.split(), 1)
}
UNSEEN: Final = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def name(cell: Any) -> str | None:
    """A name as two people would agree that it is the same."""
    if cell is None:
        return None
    said = str(cell).upper() if isinstance(cell, bool) else str(cell)
    seen = "".join(c for c in unicodedata.normalize("NFKC", said).casefold() if c not in UNSEEN)
    return " ".join(seen.replace("ё", "е").split()).rstrip(". ") or None


def spaced(text: str) -> str:
    """Every kind of space as one, every minus as one; nothing that nobody sees, and no apostrophe in
    front."""
    plain = "".join(" " if unicodedata.category(c) == "Zs" else c for c in text if c not in UNSEEN)
    return plain.replace("−", "-").strip().removeprefix("'").lstrip()


def number(cell: Any, mark: str, decimals: int = 4) -> Fraction | None:
    """A number with ``mark`` before its decimals, rounded half up where it was computed."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return None
    if not isinstance(cell, str):
        exact = Decimal(repr(cell))
        if not exact.is_finite() or abs(exact) >= 10**15:
            return None
        return Fraction(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
    text = spaced(cell).lower()
    if text.endswith("₽."):
        text = text[:-1]
    for money in sorted(ROUBLES, key=len, reverse=True):
        if text.endswith(money) and text != money:
            text = text[: -len(money)].rstrip()
            break
        if text.lstrip("+-").startswith(money):
            text = text.replace(money, "", 1).replace("- ", "-").replace("+ ", "+")
            break
    return _signed(text, mark, decimals)


def _signed(text: str, mark: str, decimals: int) -> Fraction | None:
    sign = -1 if text[:1] == "-" else 1
    whole, _, rest = text[text[:1] in ("-", "+") :].partition(mark)
    if mark in text and not rest:
        return None
    groups = " ," if mark == "." else " "
    by = next((c for c in groups if c in whole), "")
    parts = whole.split(by) if by else [whole]
    grouped = len(parts) > 1
    if grouped and (len(parts[0]) > 3 or parts[0][:1] == "0" or {*map(len, parts[1:])} != {3}):
        return None
    if not all(digits(part) for part in parts) or (rest and not digits(rest)):
        return None
    if len(rest) > decimals:
        return None
    if len(rest) == 3 and not grouped and len(whole) <= 3 and whole[0] != "0":
        return None  # "1.500": a thousand and a half to some
    return sign * (Fraction(int("".join(parts))) + Fraction(int(rest or 0), 10 ** len(rest)))


def digits(text: str) -> bool:
    return bool(text) and all(c in "0123456789" for c in text)


def duration(cell: Any, mark: str) -> Fraction | None:
    """Minutes of what a clock or units say."""
    if isinstance(cell, timedelta):
        return Fraction(cell // timedelta(microseconds=1), 60_000_000)
    if isinstance(cell, time):
        return Fraction(cell.hour * 60 + cell.minute) + Fraction(cell.second, 60) + Fraction(cell.microsecond, 60_000_000)  # fmt: skip
    if not isinstance(cell, str):
        return None
    text = " ".join(spaced(cell).casefold().split())
    for quote, plain in (("’", "'"), ("′", "'"), ('"', "''"), ("″", "''")):
        text = text.replace(quote, plain)
    sign = -1 if text[:1] == "-" else 1
    text = text[text[:1] in ("-", "+") :]
    found = _clock(text) if ":" in text else _units(text, mark)
    return None if found is None else sign * found


def _clock(text: str) -> Fraction | None:
    head = text.rstrip(". ")
    for word in sorted(HOURS.split(), key=len, reverse=True):
        if head.endswith(word):
            text = head[: -len(word)].rstrip()
            break
    parts = text.split(":")
    if len(parts) not in (2, 3) or not all(map(digits, parts)) or len(parts[0]) > 5:
        return None
    if any(len(part) != 2 or int(part) > 59 for part in parts[1:]):
        return None
    return sum((Fraction(int(part), 60**at) * 60 for at, part in enumerate(parts)), Fraction(0))


def _units(text: str, mark: str) -> Fraction | None:
    """Numbers and words one after the other: "1h 30m"."""
    runs = ["".join(group) for _, group in groupby(text, lambda c: c in "0123456789.,  ")]
    if len(runs) < 2:
        return None
    total, last = Fraction(0), Fraction(10**9)
    for at in range(0, len(runs), 2):
        amount = runs[at].strip()
        if at:  # a dot behind a unit, and spaces
            amount = amount.removeprefix(".").strip()
        if at + 1 == len(runs):
            return _left(amount, total, last)
        size = SIZES.get(runs[at + 1])
        if at == 0 and runs[1] in HOURS_BEFORE and any(map(digits, "".join(runs[2:]).strip(". "))):
            size = Fraction(60)  # "1u30", not "8u"
        many = _amount(amount, mark)
        if size is None or many is None or size >= last or many * size >= last:
            return None
        if last < 10**9 and total % last:
            return None  # "1.5h 30m"
        total, last = total + many * size, size
    return total


def _left(rest: str, total: Fraction, last: Fraction) -> Fraction | None:
    """What stands behind the last unit: nothing, or two digits of minutes behind hours."""
    if not rest:
        return total
    minutes = digits(rest) and len(rest) == 2 and int(rest) < 60 and last == 60 and not total % 60
    return total + int(rest) if minutes else None


def _amount(text: str, mark: str) -> Fraction | None:
    for each in ".,":
        whole, _, rest = text.partition(each)
        if digits(whole) and digits(rest) and len(rest) <= 2:
            return Fraction(int(whole)) + Fraction(int(rest), 10 ** len(rest))
    if len(text.partition(mark)[2]) == 3:
        return _signed(f"{text}0", mark, 4)  # with a unit the locale decides
    return _signed(text, mark, 4)


def day(cell: Any, language: str) -> date | None:
    """The day of a cell."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float):
        sure = 36526 <= cell < 73415
        return date(1899, 12, 30) + timedelta(int(cell)) if sure else None
    return _written_day(cell, language) if isinstance(cell, str) else None


def _written_day(text: str, language: str) -> date | None:
    text = spaced(text).casefold()
    for dash in "‐‑‒–—―":
        text = text.replace(dash, "-")
    said = text.replace("t", " t") if "-" in text else text.replace(". ", ".")
    first = next(iter(said.split()), "")
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%Y.%m.%d", *(["%d.%m.%y"] if language == "ru" else [])):  # fmt: skip
        try:
            return datetime.strptime(first, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    words = text.casefold().replace(",", " ").replace("-", " ").split()
    numbers = [int(w) for w in words if digits(w)]
    months = [MONTHS[w] for w in words if w in MONTHS]
    if len(words) == 3 and len(numbers) == 2 and len(months) == 1:
        try:
            return date(numbers[1], months[0], numbers[0])
        except ValueError:
            return None
    return None


@dataclass(frozen=True)
class Price:
    """``per`` is the minutes of the unit, 0 of pieces; terms in minutes or pieces."""

    unit: str
    per: int
    price: Fraction
    later: Fraction
    minimum: Fraction = Fraction(0)
    step: Fraction = Fraction(0)


PRICES: Final = {
    "call": Price("min", 1, Fraction(10), Fraction(12)),
    "visit": Price("h", 60, Fraction(60), Fraction(66), Fraction(30), Fraction(15)),
    "banner": Price("pc", 0, Fraction(50), Fraction(55)),
}
CLIENTS: Final = ("acme", "рога и копыта")
RAISED: Final = date(2026, 6, 1)
"""The day from which the later price is in force."""


def charge(  # noqa: PLR0911 - one step of the reckoning after another
    row: dict[str, Any], language: str
) -> tuple[str, int] | None:
    """Whose row it is and its charge in kopecks; None of a row whose meaning is not sure."""
    mark = "," if language == "ru" else "."
    when, client, service = day(row["date"], language), name(row["client"]), name(row["service"])
    if when is None or when > TODAY or client not in CLIENTS or service is None:
        return None
    billable = name(row["billable"]) or "yes"
    if isinstance(row["billable"], float) and row["billable"].is_integer():
        billable = str(int(row["billable"]))
    if billable not in YES | NO:
        return None
    price = PRICES.get(service)
    many = _billed(row, price, mark)
    if many is None:
        return (client, 0) if billable in NO else None
    none_agreed = blank(row["agreed"]) or str(row["agreed"]).strip() in LONG_DASHES
    agreed = None if none_agreed else number(row["agreed"], mark)
    if not none_agreed and (agreed is None or agreed < 0):
        return None
    if billable in NO:
        return client, 0
    if agreed is None and price is None:
        return None
    each = agreed if agreed is not None else (price.later if when >= RAISED else price.price)
    amount = each * many * 100
    kopecks = int(abs(amount) + Fraction(1, 2))
    return client, -kopecks if amount < 0 else kopecks


def _billed(row: dict[str, Any], price: Price | None, mark: str) -> Fraction | None:
    """How much is charged, in the price's unit."""
    price = price or Price("pc", 0, Fraction(0), Fraction(0))
    typed = row["quantity"] if price.per else _without_pieces(row["quantity"])
    if blank(typed):
        if not price.per:
            return Fraction(1)
        minutes = labour(row["minutes"], mark)
        many = None if minutes is None else minutes
    elif (time_ := duration(typed, mark)) is not None:
        many = ten_thousandths(time_) if price.per else None
    else:
        plain = None if _has_money(typed) else number(typed, mark)
        many = None if plain is None else plain * (price.per or 1)
        if (
            many is not None
            and price.per == 60
            and plain
            and plain > 24
            and not _borne_out(row, plain, mark)
        ):
            return None  # 90 of hours may be minutes
    if many is None:
        return None
    if many > 0:
        many = max(many, price.minimum)
        if price.step:
            many = -(-many // price.step) * price.step
    return many / (price.per or 1)


def _without_pieces(cell: Any) -> Any:
    """A quantity of things without the word for pieces behind its number."""
    if not isinstance(cell, str):
        return cell
    text = spaced(cell).casefold().removesuffix(".")
    word = next((word for word in PIECES.split() if text.endswith(word)), "")
    head = text.removesuffix(word).strip()
    return head if word and head[-1:].isdigit() else cell


def _borne_out(row: dict[str, Any], hours: Fraction, mark: str) -> bool:
    """Whether Minutes say something else than the same number."""
    minutes = None if blank(row["minutes"]) else labour(row["minutes"], mark)
    return minutes is not None and minutes != hours


def labour(cell: Any, mark: str) -> Fraction | None:
    minutes = duration(cell, mark)
    if minutes is None and not _has_money(cell):
        minutes = number(cell, mark)
        if minutes is not None and 1 < minutes < 24 and minutes * 2 % 1 and not minutes * 100 % 1:
            return None  # 1.25 of minutes may be hours
        if minutes is not None and 0 < minutes < 1:
            return None  # and so may 0.5, or a time of day
    if minutes is None or minutes < 0:
        return None
    return ten_thousandths(minutes)


def ten_thousandths(minutes: Fraction) -> Fraction:
    size = abs(minutes) * 10_000 + Fraction(1, 2)
    return Fraction(size // 1, 10_000) * (-1 if minutes < 0 else 1)


def _has_money(cell: Any) -> bool:
    return isinstance(cell, str) and any(
        cell.strip().lower().endswith(each) or "₽" in cell for each in ROUBLES
    )


def blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
