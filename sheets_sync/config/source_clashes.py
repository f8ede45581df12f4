"""What no single key of a source can tell: its keys held against each other (design §13)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sheets_sync.config.complaints import KeyPath
from sheets_sync.config.contradiction import Contradiction
from sheets_sync.config.models import Config
from sheets_sync.config.sources import SourceTable
from sheets_sync.reading.layout import STAFF_ROLES

_BOOK: Final = re.compile(r"\.xls[xm]\s*$", re.IGNORECASE)
_WORKBOOK: Final = re.compile(r"\.(xls[xmb]|ods|numbers)\s*$", re.IGNORECASE)
"""Not .xls: many a program calls its CSV so, that Excel may open it."""


def of_sources(config: Config) -> Iterator[Contradiction]:
    """Sources that name no one place, and constants that their role has no column for."""
    for role in STAFF_ROLES:
        tables: Sequence[SourceTable] = getattr(config.tabs, role)
        for number, table in enumerate(tables):
            place: KeyPath = ("tabs", role, number) if len(tables) > 1 else ("tabs", role)
            sentences = (
                *_of_place(table, remote=config.workbook.kind.remote),
                *_of_rows(table, role),
            )
            yield from (Contradiction(sentence, (place,)) for sentence in sentences)


def _of_place(table: SourceTable, *, remote: bool) -> Iterator[str]:
    """Where the source is; ``remote``: its book has a URL."""
    if table.book and not (table.tab or table.file):
        yield f'needs the tab, too: {{ book = "{table.book}", tab = "…" }}'
    elif bool(table.tab) == bool(table.file):
        yield "needs a tab or a file, and one of them alone"
    elif table.book and table.file:
        yield "has a book: a file is in none"
    if _WORKBOOK.search(table.file):
        yield (
            "its file must be a CSV file; a tab of another workbook is "
            f'{{ book = "{table.file}", tab = "…" }}, that of an .xlsx or .xlsm'
        )
    if table.book and not (remote or _BOOK.search(table.book)):
        yield "its book must be an .xlsx or .xlsm file; a CSV file is named by file"
    if table.without and not table.sought().is_pattern:
        yield "leaves tabs out (without), but names one tab, no pattern of them"


def _of_rows(table: SourceTable, role: str) -> Iterator[str]:
    """What the source says of its rows."""
    if table.preset and role != "log":
        yield "has a preset: only sources of log have one"
    if table.dates and role not in ("log", "payments"):
        yield "has dates: sources of log and payments have"
    for key in (key for key, text in table.constants.items() if text in ("...", "…")):
        yield (
            f'has {key} = "...": write the one name there that all its rows are for, or '
            f"name the column that says it, in columns.{role}.{key}"
        )
    for key in table.constants.keys() - {each.key for each in STAFF_ROLES[role].staff_columns}:
        yield f"has {key}, but {role} has no such column"
