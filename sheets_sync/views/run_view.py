"""What ``sync now`` prints: the cells and letters of a run, in words or as JSON (design §12)."""

from collections.abc import Iterator
from typing import Any, Final

from rich.console import Console

from sheets_sync.billing.currency import to_major
from sheets_sync.columns.cell import Fault
from sheets_sync.config import Config
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.diff import shown
from sheets_sync.spreadsheet.protocol import Value
from sheets_sync.use_cases import report as documents
from sheets_sync.use_cases.sync import Run

_LONGEST: Final = 60


def as_json(run: Run) -> str:
    """The object of ``sync now --json``."""
    document = run.found.document()
    rows = document.pop("rows")
    document["notices"] = [
        {
            "client": notice.name,
            "kind": str(notice.kind),
            "amount": to_major(notice.asked, notice.currency),
            "invoice": "" if notice.invoice is None else str(notice.invoice),
            "to": list(notice.to),
            "state": str(notice.state),
        }
        for notice in run.notices
    ]
    calls = run.calls
    document["rows"] = rows
    document["calls"] = {"read": calls.read, "write": calls.write, "retried": calls.retried}
    document["cells_written"] = run.cells_written
    return documents.dump(document)


def show(run: Run, config: Config, console: Console) -> None:
    """Print what the run did, or, in a dry run, every cell old → new and every letter."""
    if run.dry:
        for line in _planned_cells(run):
            console.print(line, markup=False, soft_wrap=True)
    for notice in run.notices:
        amount = f"{to_major(notice.asked, notice.currency)} {notice.currency}"
        to = ", ".join(notice.to) or "no address"
        console.print(
            f"Letter to {notice.name} <{to}>: {notice.kind}, {amount}, {notice.state}"
            + (f" ({notice.reason})" if notice.reason else ""),
            markup=False,
            soft_wrap=True,
        )
    console.print(_closing(run, config), markup=False, soft_wrap=True)


def _closing(run: Run, config: Config) -> str:
    rows, findings = run.found.rows, run.found.findings
    verb = "would be written" if run.dry else "written"
    return (
        f"{config.workbook.place}: {run.cells_written} cells {verb}; log rows {rows['log']}: "
        f"{rows['charged']} charged, {rows['unpriced']} without a price, {rows['held']} held back; "
        f"{findings} findings" + (" (see `sync check`)." if findings else ".")
    )


def _planned_cells(run: Run) -> Iterator[str]:
    if run.reckoning is None:
        return
    for edit in run.edits:
        column = run.reckoning.snapshot.tabs[edit.ref].columns
        for row, value in zip(edit.rows, edit.values, strict=True):
            old = column[edit.column][row - 1] if _is_there(column, edit.column, row) else None
            yield f"{edit.ref}!{a1(edit.column, row)}: {_cell(old)} → {_cell(shown(value))}"


def _is_there(columns: Any, column: int, row: int) -> bool:  # noqa: ANN401 - ragged columns
    return column < len(columns) and row <= len(columns[column])


def _cell(value: Value | object) -> str:
    if value is None or value == "" or isinstance(value, Fault):
        return "(blank)"
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
