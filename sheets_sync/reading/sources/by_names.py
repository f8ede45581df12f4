"""Names that Clients and Prices have, and the columns elsewhere that are filled with them (§15)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, TypeAlias

from sheets_sync.billing.names import alike
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.layout import CLIENTS, HEADER_ROWS, PRICES
from sheets_sync.reading.sources.header_hints import labour_in
from sheets_sync.reading.sources.labour_headers import is_in_one_unit
from sheets_sync.reading.sources.matching import Aliases, matches, texts_in
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.spreadsheet.protocol import Snapshot, Tab

NamesByColumn: TypeAlias = Mapping[str, frozenset[str]]
"""The names of clients and of services, as they are looked for, by "client" and "service"."""
_ROLES: Final = ((CLIENTS, "client"), (PRICES, "service"))


def names_known(
    snapshot: Snapshot, sources: Mapping[str, tuple[Sought, ...]], aliases: Aliases
) -> NamesByColumn:
    """The names in the tabs of Clients and Prices that are there."""
    names: dict[str, frozenset[str]] = {}
    for role, key in _ROLES:
        refs = [each.ref for each in sources[role.key]] or role.names
        tabs = filter(None, map(snapshot.tabs.get, refs))
        columns = [column for tab in tabs for column in _columns(tab, role.key, key, aliases)]
        names[key] = frozenset(alike(name) for name in columns)
    return names


def _columns(tab: Tab, role: str, key: str, aliases: Aliases) -> Iterator[str]:
    of = CLIENTS if role == CLIENTS.key else PRICES
    for row in range(1, min(HEADER_ROWS, tab.height) + 1):
        found = matches(tab, row, of, aliases, {*tab.marks.values()}, "")
        if key in found and (of is CLIENTS or "price" in found):
            yield from _texts(tab.columns[found[key][0]][row:])
            return


def filled_with_names(tab: Tab, row: int, known: NamesByColumn) -> dict[str, int]:
    """By "client" and "service" the first column below a header in ``row`` more than half of whose
    cells are such names."""
    found: dict[str, int] = {}
    for key, names in known.items():
        for at in _headed(tab, row):
            texts = list(_texts(tab.columns[at][row:]))
            if 2 * sum(alike(text) in names for text in texts) > len(texts):
                found.setdefault(key, at)
    return found


def days_and_labour(tab: Tab, row: int) -> dict[str, int]:
    """The first column of days alone, and the only one of labour by the unit in its header, of a
    tab that tells of work by its names: of several nobody can say whether they add up."""
    days = (at for at in _headed(tab, row) if _are_days(_cells(tab, at, row)))
    labour = [
        at
        for at in _headed(tab, row)
        if is_in_one_unit(str(tab.columns[at][row - 1])) and labour_in(_cells(tab, at, row))
    ]
    found = {"date": next(days, None), "minutes": labour[0] if len(labour) == 1 else None}
    return {key: at for key, at in found.items() if at is not None}


def _are_days(cells: list[Cell]) -> bool:
    return bool(cells) and all(isinstance(cell, date) for cell in cells)


def _headed(tab: Tab, row: int) -> Iterator[int]:
    return (at for at, _ in texts_in(tab, row))


def _cells(tab: Tab, at: int, row: int) -> list[Cell]:
    return [cell for cell in tab.columns[at][row:] if cell is not None and cell != ""]


def _texts(cells: Iterable[Cell]) -> Iterator[str]:
    return (cell for cell in cells if isinstance(cell, str) and cell.strip())
