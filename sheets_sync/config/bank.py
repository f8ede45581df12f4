"""The table about statements of a bank (design §20)."""

import codecs
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

from sheets_sync.bank.csv_settings import ENCODINGS, Delimiter
from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.names import fold
from sheets_sync.config.checks import After, Listed, OneOf, Within
from sheets_sync.config.strict_table import ConfigTable
from sheets_sync.config.values import SEVERAL, TABLE, BesideConfigOrBlank, Name, Names
from sheets_sync.deferred import dataclass

if TYPE_CHECKING:
    from sheets_sync.bank.declared import DeclaredLayout
    from sheets_sync.bank.taking import Reading

_COLUMNS: Final = (
    "day", "amount", "credit", "debit", "balance", "name", "account", "tax_number", "purpose",
    "reference", "fee", "side",
)  # fmt: skip


def _column(name: str) -> str:
    if name not in _COLUMNS:
        raise ValueError(f'"{name}" is no column of a statement: {", ".join(_COLUMNS)}')
    return name


def _encoding(name: str) -> str:
    """The encoding by its usual name."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        found = ""
    if found not in ENCODINGS:
        raise ValueError(f'"{name}" is no encoding of statements: "utf-8", "cp1251" and the like')
    return found


def _currency_or_blank(code: str) -> str:
    if code and code not in MINOR_DIGITS:
        raise ValueError(f'"{code}" is no currency code')
    return code


Encoding: TypeAlias = Annotated[str, After(_encoding)]
CsvColumn: TypeAlias = Annotated[str, After(_column)]


@dataclass(frozen=True)
class BankCsvTable(ConfigTable):
    """How a bank writes CSV; no ``columns``: it writes none. ``name`` is what people call the
    layout, ``files`` are patterns of the names of its files: by blank ones headers tell."""

    name: str = ""
    files: Names = ()
    columns: dict[CsvColumn, Name] = field(default_factory=dict)
    account: str = ""
    currency: Annotated[str, After(_currency_or_blank)] = ""
    encoding: Encoding = "utf-8"
    delimiter: Delimiter = ";"
    decimal: Literal[",", "."] = ","
    dates: Literal["d.m.y", "m/d/y", "y-m-d"] = "d.m.y"
    decimals: Annotated[int, Within(0, 6)] = 0
    begins_with: str = ""
    opening: str = ""
    closing: str = ""
    into: str = ""
    out: str = ""

    def lacks(self) -> str:
        """What the layout lacks to be one, or ""."""
        has = self.columns.keys()
        if not has:
            return ""
        if "day" not in has:
            return 'needs a column "day"'
        if ("amount" in has) == ("credit" in has or "debit" in has) or ("credit" in has) != (
            "debit" in has
        ):
            return 'needs either "amount" or both "credit" and "debit"'
        if not self._tells_sides(has):
            return 'needs "amount", a column "side", and two words for it, into and out'
        if bool(self.opening) != bool(self.closing) or bool(self.opening) == ("balance" in has):
            return (
                'needs a column "balance", or both labels, opening and closing: they prove a file'
            )
        return "" if self.account.strip() else "needs bank.csv.account, the number of yours"

    def _tells_sides(self, has: Collection[str]) -> bool:
        """Whether there is all that a side needs, or nothing of it."""
        if "side" not in has:
            return not (self.into or self.out)
        words = {fold(self.into), fold(self.out)} - {""}
        return "amount" in has and len(words) == 2

    def declared(self, currency: str) -> "DeclaredLayout":
        """As the room of statements takes it; ``currency`` is that of the house."""
        from sheets_sync.bank.csv_layout import CsvColumns, Layout  # noqa: PLC0415 - a run reads none
        from sheets_sync.bank.declared import DeclaredLayout  # noqa: PLC0415 - as above

        layout = Layout(
            CsvColumns(**self.columns),
            self.account,
            self.currency or currency,
            self.encoding,
            self.delimiter,
            self.decimal,
            self.dates,
            self.opening,
            self.closing,
            self.into,
            self.out,
            self.decimals,
            self.begins_with,
        )
        return DeclaredLayout(layout, self.name.strip(), self.files)


CsvTables: TypeAlias = Annotated[
    BankCsvTable | tuple[BankCsvTable, ...],
    OneOf(
        lambda value: SEVERAL if isinstance(value, (list, tuple)) else TABLE,
        ((TABLE, BankCsvTable), (SEVERAL, Annotated[tuple[BankCsvTable, ...], Listed()])),
    ),
]
"""``[bank.csv]``, or several ``[[bank.csv]]``."""


@dataclass(frozen=True)
class BankTable(ConfigTable):
    """Where statements are looked for, and how files are read that do not tell it themselves."""

    folder: BesideConfigOrBlank = None
    mt940_encoding: Encoding = "utf-8"
    csv: CsvTables = field(default_factory=BankCsvTable)

    @property
    def layouts(self) -> tuple[BankCsvTable, ...]:
        """All that are declared."""
        several = self.csv if isinstance(self.csv, tuple) else (self.csv,)
        return several if len(several) > 1 else tuple(each for each in several if each.columns)

    def lacking(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """What layouts lack to be such, each with the place of its key."""
        several = isinstance(self.csv, tuple)
        names: set[str] = set()
        for number, table in enumerate(self.layouts):
            place = ("bank", "csv", *((number,) if several else ()))
            if lacks := table.lacks():
                yield lacks, (*place, "columns")
            if several and not table.columns:
                yield "needs columns, as each of several layouts does", (*place, "columns")
            name = fold(table.name)
            if name and name in names:
                yield f'"{table.name}" is the name of a layout before it', (*place, "name")
            names.add(name)

    def reading(self, currency: str, own: Mapping[str, str]) -> "Reading":
        """As the room of statements takes it; ``currency`` is that of the house, ``own`` those of
        its accounts, by their compact numbers."""
        from sheets_sync.bank.taking import Reading  # noqa: PLC0415 - a run reads none

        layouts = tuple(each.declared(currency) for each in self.layouts)
        return Reading(self.mt940_encoding, layouts, currencies=own)
