"""An export whose column of what is to be paid for has a header that nobody knows (design §15)."""

from collections.abc import Collection

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.whole import coded
from sheets_sync.errors import UsageError
from sheets_sync.reading.meaning.vocabulary import yes_or_no
from sheets_sync.spreadsheet.protocol import Tab


def refuse_unread_billable(tab: Tab, row: int, known: Collection[int]) -> None:
    """Raises ``UsageError`` where an export has no Billable, and a column, none of ``known``, of
    yes and no: what is not billable would be charged."""
    for at, column in enumerate(tab.columns):
        cells = coded(column, row).cells if at not in known else ()
        said = [_says(cell) for cell in cells]
        if False in said and None not in said:
            header = " ".join(str(column[row - 1] or "").split())
            raise UsageError(
                f'{tab.ref} has no column "Billable", but one of yes and no, "{header}": what is '
                "not billable would be charged.",
                f"Where it says what is billable, name it in the config: [columns] log.billable = "
                f'"{header}"; else delete it from the export.',
            )


def _says(cell: Cell) -> bool | None:
    return yes_or_no().get(fold(cell)) if isinstance(cell, str) and cell.isalpha() else None
