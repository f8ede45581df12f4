"""What ``explain --effort`` tells, and how its text is set: lines of 80 cells, aligned columns."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from textwrap import wrap
from typing import Final

from rich.cells import cell_len, set_cell_size

from sheets_sync.billing.accounts import Account
from sheets_sync.billing.effort import ClientEffort
from sheets_sync.billing.effort_case import EffortCase
from sheets_sync.billing.tables import Client
from sheets_sync.billing.terms import Terms
from sheets_sync.deferred import dataclass
from sheets_sync.notices.cleaning import clean
from sheets_sync.showing.funnel import Point
from sheets_sync.words.speaking import Words

_WIDTH: Final = 80
_GAP: Final = 2
_BLANKS: Final = re.compile(r"[ \t\n\r\f\v]+")
_HELD: Final = re.compile("([\u00a0\u202f])")


@dataclass(frozen=True)
class Argument:
    """A client's case and what Summary says of them, in the words of a language."""

    client: Client
    account: Account
    effort: ClientEffort
    case: EffortCase
    terms: Terms
    words: Words
    places: tuple[str, ...]
    """The cell of each order of the case, "Log!A41"."""
    orders: Sequence[str]
    """The names of orders, by code."""
    code: int
    funnel: Sequence[Point]
    """This client, ``code``, and those others of all ``compared`` who surely take the most."""
    compared: int

    def hours(self, minutes: Fraction | int) -> str:
        """Minutes (exact) as hours with one decimal, their thousands apart."""
        return self.words.apart(Fraction(minutes) / 60, 1, least=1)

    def money(self, minor: int) -> str:
        """An amount in the client's currency."""
        return self.words.amount(minor, self.client.currency)

    def say(self, key: str, **values: object) -> str:
        """Words of ours."""
        return self.words.say(f"case.{key}", **values)


def table(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, flexible: int, right: range
) -> Iterator[str]:
    """Aligned columns; the flexible one gives way where lines would be too long."""
    lines = [header, *rows]
    if _width_of(lines) > _WIDTH:
        lines = [*_heads(header, rows), *rows]
    widths = [max(cell_len(line[at]) for line in lines) for at in range(len(header))]
    excess = _width_of(lines) - _WIDTH
    if excess > 0:
        least = min(cell_len(header[flexible]), widths[flexible])
        widths[flexible] = max(widths[flexible] - excess, least)
    for line in lines:
        cells = (
            _fitted(cell, width, right=at in right)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        yield (" " * _GAP).join(cells).rstrip()


def _width_of(lines: Sequence[Sequence[str]]) -> int:
    """How wide a table is, in cells."""
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    return sum(widths) + _GAP * (len(widths) - 1)


def _heads(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The header in as many lines as its columns are narrow, words unbroken."""
    parts = [
        wrap(head, max(map(cell_len, (*column, *_BLANKS.split(head), " "))), break_long_words=False)
        for head, *column in zip(header, *rows, strict=True)
    ]
    height = max(map(len, parts))
    columns = [[""] * (height - len(part)) + part for part in parts]
    return [[*line] for line in zip(*columns, strict=True)]


def wrapped(sentence: str) -> list[str]:
    """A sentence as lines; what no-break spaces hold together, numbers above all, stays so."""
    line = " ".join("".join(map(_seen, _HELD.split(word))) for word in _BLANKS.split(sentence))
    return wrap(line, _WIDTH, break_on_hyphens=False)


def _seen(part: str) -> str:
    return part if _HELD.fullmatch(part) else clean(part)


def _fitted(text: str, width: int, *, right: bool) -> str:
    if cell_len(text) > width:
        text = set_cell_size(text, width - 1) + "…"
    blank = " " * (width - cell_len(text))
    return blank + text if right else text + blank
