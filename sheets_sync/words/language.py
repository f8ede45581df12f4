"""What a language is made of: its texts, and the few marks that every run needs."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from sheets_sync.deferred import dataclass
from sheets_sync.words.typed import Typed

Text: TypeAlias = str | Mapping[str, str]
"""A text with ``{names}``; where it goes with a count, its plural forms by the name that Unicode
CLDR has for each: ``one``, ``few``, ``many``, ``other``."""

Table: TypeAlias = Mapping[str, Text]
"""Table by key; the keys are the same in every language."""


@dataclass(frozen=True)
class Language:
    """A language. A test holds the marks that stand here equal to what CLDR says.

    ``name`` is its own, ``also_called`` what speakers of other languages call it, as staff may
    type it. ``cldr`` is the locale that Babel draws money and months by, ``decimal`` and
    ``group`` the marks in a number; ``day`` how a day stands in a text of ours (as ``strftime``
    takes it), ``day_in_cells`` the same as spreadsheets take it, ``day_in_letters`` as Babel does.
    ``per_cent`` goes behind a share; ``ticks`` are what a spreadsheet calls true and false.
    ``typed`` is what people type, beside these texts.

    ``plural`` names the form that goes with a count from 0 up: our own function, so that a run
    need not load CLDR for the one plural that it writes.

    ``currencies`` are those whose names num2words bends rightly, ``before_cents`` what it is to
    set before the hundredths; of others it gets some wrong ("одна миллион гривен"), so an amount
    in words keeps their code. A language without any writes no amount in words.
    """

    name: str
    also_called: tuple[str, ...]
    cldr: str
    decimal: str
    group: str
    day: str
    day_in_cells: str
    day_in_letters: str
    per_cent: str
    ticks: tuple[str, str]
    plural: Callable[[int], str]
    typed: Typed
    texts: Table
    currencies: tuple[str, ...] = ()
    before_cents: str = ""


def one_or_other(count: int) -> str:
    """The plural of English, German and most of their neighbours."""
    return "one" if count == 1 else "other"
