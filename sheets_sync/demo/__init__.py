"""A lively example: an agency, its clients, and the one who takes more than they pay for.

``story`` says who is who, ``log`` spreads a year of work, ``tabs`` makes the other tabs,
``settings`` the config; here they become a folder with a workbook (design §12, ``sync demo``).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from sheets_sync.billing.days import to_date
from sheets_sync.config import Config, loads
from sheets_sync.demo.bank_file import NAME, from_bank, statement_file
from sheets_sync.demo.log import Row, log_rows
from sheets_sync.demo.settings import TIMEZONE, config_text
from sheets_sync.demo.tabs import client_rows, draft_rows, payment_rows, price_rows
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.reading.layout import DRAFTS, STAFF_ROLES, Role
from sheets_sync.reckoning import reckon
from sheets_sync.spreadsheet.protocol import About, ColumnEdit, Snapshot, Tab
from sheets_sync.use_cases.furnishing import furnish
from sheets_sync.words.speaking import Words
from sheets_sync.workbooks import open_workbook, read

__all__ = ["TIMEZONE", "demo_rows", "demo_snapshot", "write_demo"]

SEED: Final = 7
CONFIG_NAME: Final = "config.toml"


def demo_rows(today: date, words: Words, seed: int = SEED) -> dict[str, list[Row]]:
    """The rows of every staff tab by role; a row is a dict by column key, blank keys left out.

    The same seed tells the same story on any day: the newest row is of today or just before.
    """
    rows = {
        "clients": client_rows(words),
        "prices": price_rows(today, words),
        "payments": [],
        "log": log_rows(today, words, seed),
        "drafts": draft_rows(words),
    }
    return {**rows, "payments": payment_rows(today, words, _charges(rows, today, words))}


def demo_snapshot(rows: Mapping[str, Sequence[Row]], words: Words) -> Snapshot:
    """The rows as a workbook would be read: a tab a role, headers in row 1."""
    tabs = {role.name(words): _tab(role, rows[role.key], words) for role in _ROLES}
    return Snapshot(tabs, tuple(tabs))


def write_demo(folder: Path, today: date, words: Words) -> None:
    """Write ``config.toml``, a workbook with a year of rows, and a statement of the bank into
    ``folder``: payments of the last weeks stand in that alone.

    Raises ``UsageError`` where one of them is there already; nothing is overwritten.
    """
    path = folder / CONFIG_NAME
    text = config_text(words)
    config = loads(text, path)
    for taken in (path, config.workbook.path):
        if taken.exists():
            raise UsageError(
                f"{taken} is there already.", "Name another folder: `sheets-sync demo FOLDER`."
            )
    _make(folder)
    rows = demo_rows(today, words)
    told = from_bank(rows["payments"], today, words)
    typed = [row for row in rows["payments"] if row not in told]
    _fill(config, {**rows, "payments": typed})
    assert config.bank.folder is not None  # noqa: S101 - our own config names one
    _make(config.bank.folder)
    (config.bank.folder / NAME).write_bytes(statement_file(told, today, words))
    path.write_text(text, encoding="utf-8")


_ROLES: Final = (*STAFF_ROLES.values(), DRAFTS)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SheetsSyncError(
            f"The folder {folder} cannot be made: {error.strerror}.", "Name another one."
        ) from error


def _fill(config: Config, rows: Mapping[str, Sequence[Row]]) -> None:
    """Furnish the workbook as ``init`` does, and type the staff's rows into it."""
    furnish(config, None, lambda _: None)
    workbook = open_workbook(config)
    snapshot = read(config, workbook)
    words = config.workbook.words
    edits = [edit for role in _ROLES for edit in _typed(role, rows[role.key], words)]
    wrapped = {role.name(words): _of_several_lines(role) for role in _ROLES}
    workbook.write(edits, snapshot, About(wrapped=wrapped))


def _of_several_lines(role: Role) -> dict[int, int]:
    """The columns of texts of several lines, and how many characters a line has."""
    found = enumerate(role.columns)
    return {index: column.width for index, column in found if column.format == "lines"}


def _typed(role: Role, rows: Sequence[Row], words: Words) -> Iterator[ColumnEdit]:
    """The filled cells of each column, below the header."""
    for index, column in enumerate(role.columns):
        filled = [
            (n, row[column.key]) for n, row in enumerate(rows, 2) if _is_filled(row, column.key)
        ]
        if filled:
            numbers, values = zip(*filled, strict=True)
            yield ColumnEdit(role.name(words), index, numbers, values)


def _is_filled(row: Row, key: str) -> bool:
    return row.get(key) is not None


def _tab(role: Role, rows: Sequence[Row], words: Words) -> Tab:
    columns = [
        [column.name(words), *(row.get(column.key) for row in rows)]
        for column in role.staff_columns
    ]
    return Tab(role.name(words), columns, len(rows) + 1)


def _charges(
    rows: Mapping[str, Sequence[Row]], today: date, words: Words
) -> Iterator[tuple[str, date, int]]:
    """What the service itself charges for the log: (client, day, minor units)."""
    config = loads(config_text(words), Path(CONFIG_NAME))
    reckoned = reckon(config, demo_snapshot(rows, words), today, flag_future=False)
    log, clients = reckoned.accounts.log, reckoned.book.clients
    for client, day, charge in zip(log["client"], log["day"], log["charge"], strict=True):
        yield clients[client].name, to_date(int(day)), int(charge)
