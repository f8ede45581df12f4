"""What ``sync now`` prints: what became of a run, in words or as JSON (design §12)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sheets_sync.billing.currency import to_major
from sheets_sync.config import Config
from sheets_sync.use_cases.run import Run
from sheets_sync.use_cases.shared.document import dump
from sheets_sync.voice.counting import counted

if TYPE_CHECKING:
    from sheets_sync.notices.ledger.notice import Notice


def as_json(run: Run) -> str:
    """The object of ``sync now --json``."""
    document = run.found.document()
    rows = document.pop("rows")
    document["notices"] = [
        {
            "client": notice.name,
            "kind": str(notice.kind),
            "amount": to_major(notice.asked, notice.currency),
            "invoice": notice.invoice_label,
            "to": list(notice.to),
            "state": str(notice.state),
        }
        for notice in run.notices
    ]
    calls = run.calls
    document["rows"] = rows
    document["calls"] = {"read": calls.read, "write": calls.write, "retried": calls.retried}
    document["cells_written"] = run.cells_written
    return dump(document)


def lines(run: Run, config: Config) -> Iterator[str]:
    """What the run did, or, in a dry run, would do: every letter, and a line that sums it up."""
    for notice in run.notices:
        yield _letter(notice, run.reminders.get(notice.id, 0))
    yield _closing(run, config.workbook.place)


def _letter(notice: "Notice", reminder: int) -> str:
    # Most runs move no letter, and what puts it in words is slow to import.
    from sheets_sync.notices.wording import called_kind, state_text  # noqa: PLC0415
    from sheets_sync.words.speaking import ENGLISH  # noqa: PLC0415

    if notice.is_question:
        return f"Question about {notice.name}: {state_text(notice, ENGLISH)}"
    amount = ENGLISH.amount(notice.asked, notice.currency)
    asked = f", {amount} {notice.currency}" if notice.asked else ""
    to, state = ", ".join(notice.to) or "no address", state_text(notice, ENGLISH)
    return f"Letter to {notice.name} <{to}>: {called_kind(notice, reminder)}{asked}, {state}"


def _closing(run: Run, place: str) -> str:
    rows, findings = run.found.rows, run.found.findings
    verb = "would be written" if run.dry else "written"
    told = counted(findings, "finding")
    where = " (see `sheets-sync check`)." if findings else "."
    return (
        f"{place}: {counted(run.cells_written, 'cell')} {verb}; log rows {rows['log']}: "
        f"{rows['charged']} charged, {rows['unpriced']} without a price, {rows['held']} held back; "
        f"{told}{where}"
    )
