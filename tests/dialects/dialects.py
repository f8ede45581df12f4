"""Dialects of .xlsx: every habit alone, habits of known programs together, then habits by chance."""

import random
from collections.abc import Iterator, Mapping
from typing import Any, Final

from tests.dialects.habits import GROUPS
from tests.dialects.packing import packed
from tests.dialects.parts import Odd, plain
from tests.sync.agency import SHEETS

TABS: Final[Mapping[str, Any]] = {
    **SHEETS,
    "Notes": [
        ["What", "Value"], ["one", 1], ["two", 2], ["a truth", Odd("b", "<v>1</v>")],
        ["no truth", Odd("b", "<v>0</v>")], ["ё & <b>", "two\nlines"], [None, -0.5], ["long", "x" * 5000],
    ],
}  # fmt: skip

PROGRAMS: Final = {
    "Excel 365": ("frozen panes", "ignorable", "narrow spans", "short rows", "relative"),
    "Excel, strict": ("ISO days", "strict", "sparse", "relative"),
    "Google": ("a thousand rows", "relative", "styled blanks", "not declared", "links"),
    "LibreOffice": ("recalculation", "sparse", "many styles", "long dates", "relative"),
    "WPS": ("properties", "sparse", "relative", "Windows lines"),
    "SheetJS": ("texts as results", "sparse", "short declaration", "stored"),
    "POI": ("inline texts", "sparse", "streamed", "no dimension"),
    "1C": ("prefix x", "no addresses", "BOM", "names with backslashes"),
    "ClosedXML": ("prefix x", "odd ids", "sparse", "relative"),
    "a report writer": ("rich inline texts", "no dimension", "no addresses", "ASCII", "zip64"),
    "a mobile app": ("no shared texts", "no styles", "sparse", "stored", "small names"),
    "Numbers": ("characters by number", "sparse", "names from the root", "dimension A1"),
}  # fmt: skip

STUMBLED: Final = (
    ("merged cells",), ("a wide header",), ("a blank tab of ours",), ("values with spaces", "rare attributes"),
    ("UTF-16", "another folder"),
)  # fmt: skip
"""What init or a run stumbled over once."""

HABITS: Final = {name: habit for habits in GROUPS.values() for name, habit in habits.items()}


def dialects(count: int) -> Iterator[tuple[str, ...]]:
    """So many dialects, each as the names of its habits: programs, single habits, mixtures."""
    known = [*PROGRAMS.values(), *STUMBLED, (), *((name,) for name in HABITS)]
    yield from known[:count]
    for seed in range(len(known), count):
        chance = random.Random(f"dialect {seed}")
        yield tuple(
            chance.choice(sorted(habits)) for habits in GROUPS.values() if chance.random() < 0.35
        )


def workbook(names: tuple[str, ...]) -> bytes:
    """The agency's workbook in that dialect."""
    book = plain(TABS)
    for name, habit in HABITS.items():  # in the groups' order, whatever the order of names
        if name in names:
            habit(book)
    return packed(book)
