"""What a still run left tells its workbook by a column that is another one here: ``workbook`` says
whose a row is in every table."""

from typing import Final

from sheets_sync.state.row import Row

_KNOWN: Final = "workbook"
_KEPT: Final = "fingerprint"


def quiet_as_kept(row: Row) -> Row:
    """A row of ``run_rows.quiet_row`` as the table here has it."""
    return _renamed(row, _KNOWN, _KEPT)


def quiet_as_known(row: Row) -> Row:
    """That row again, of one that was kept, which may say whose it is."""
    return _renamed({name: row[name] for name in row if name != _KNOWN}, _KEPT, _KNOWN)


def _renamed(row: Row, before: str, after: str) -> Row:
    return {(after if name == before else name): each for name, each in row.items()}
