"""Where the rows of a role come from: names of tabs, patterns, tables of sources (design §15)."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Final, Literal, TypeAlias

from sheets_sync.config.checks import Before, Listed
from sheets_sync.config.strict_table import BESIDE, ConfigTable
from sheets_sync.config.values import Names, PathText
from sheets_sync.deferred import dataclass
from sheets_sync.reading.sources.sought import DayOrder, Sought
from sheets_sync.spreadsheet.patterns import is_pattern

CONSTANTS: Final = ("client", "service", "order", "staff", "channel", "unit", "currency")
"""Columns that a source may get from the config."""


@dataclass(frozen=True)
class SourceTable(ConfigTable):
    """One source: a tab of the workbook or of another ``book``, or CSV files; what it lacks."""

    tab: str = ""
    without: Names = ()
    """Tabs, or files, that the pattern leaves out: names and patterns."""
    book: PathText = ""
    file: PathText = ""
    preset: Literal["", "toggl", "clockify", "harvest", "kimai", "solidtime"] = ""
    dates: DayOrder = ""
    client: str = ""
    service: str = ""
    order: str = ""
    staff: str = ""
    channel: str = ""
    unit: str = ""
    currency: str = ""
    by_name: bool = field(default=False, metadata=BESIDE)
    """Named by a text, no table: an ordinary tab, unless that is a pattern."""

    @property
    def constants(self) -> dict[str, str]:
        """What stands in every row, by column."""
        return {key: text for key in CONSTANTS if (text := getattr(self, key).strip())}

    def sought(self) -> Sought:
        """The source as it is looked for in the workbook."""
        ref = self.file or (f"{self.book}#{self.tab}" if self.book else self.tab)
        book, mark, _ = ref.rpartition("#")
        kept = not self.by_name or is_pattern(ref)
        return Sought(
            ref, self.constants, self.preset, self.dates, as_kept=kept, is_file=bool(self.file),
            without=tuple(each if "#" in each else f"{book}{mark}{each}" for each in self.without),
        )  # fmt: skip


def _as_source(value: object) -> object:
    if isinstance(value, str):
        if not value.strip():
            raise ValueError("must not be empty")
        return SourceTable(value, by_name=True)
    if not isinstance(value, Mapping):
        raise ValueError(f"must be text, in quotes, or a table, but is {value}")  # noqa: TRY004 - pydantic collects ValueError alone
    return value


Sources: TypeAlias = Annotated[
    tuple[Annotated[SourceTable, Before(_as_source)], ...], Listed((str, Mapping))
]
"""One source or a list of them."""
