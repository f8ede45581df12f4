"""The rows that pages show, in the words of a language: texts that templates read by name, which is
four times as quick as looking into mappings."""

from collections.abc import Sequence
from typing import NamedTuple


class PostingSaid(NamedTuple):
    """A posting: ``what`` it was, small texts ``under`` that, and whether it is money in."""

    what: str
    under: Sequence[str]
    day: str
    amount: str
    balance: str
    money_in: bool


class UsageSaid(NamedTuple):
    """What a service took; ``labour`` is "" where nobody knows, ``bar`` a length of 100."""

    service: str
    charged: str
    labour: str
    bar: int


class MonthSaid(NamedTuple):
    """A month and the ``file`` of its page; ``money_in`` is "" where none came in."""

    name: str
    file: str
    charged: str
    money_in: str
    closing: str
    bar: int


class PriceSaid(NamedTuple):
    """A price with its terms, and what ten minutes cost by it, "" where it is not by time."""

    service: str
    price: str
    terms: str
    ten_minutes: str
