"""``sync invoices``: the register, for the accountant (design §17)."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from sheets_sync.billing.currency import to_major
from sheets_sync.harmless import csv_cell
from sheets_sync.notices.invoices.register import Registered, RegisterSums, register_sums
from sheets_sync.use_cases.shared.document import Document
from sheets_sync.words.speaking import ENGLISH, Words

SCHEMA: Final = 1
_COLUMNS: Final = (
    "number", "day", "client", "amount", "currency", "state", "paid", "paid_on", "left", "dropped",
    "by",
)  # fmt: skip
_NUMBERS: Final = ("amount", "paid", "left", "dropped")
_WIDE: Final = 120
"""Cells across from which on there is room for what is no longer asked; the totals tell it."""
_LEAST: Final = {"client": 8, "state": 9}
"""Cells that a column keeps however narrow the terminal is."""
_NAMED: Final = 5
"""Numbers of invoices that one sentence names at most."""


def as_csv(lines: Sequence[Registered], words: Words) -> str:
    """The register as CSV: dates ISO, amounts in major units with a point, credit notes below 0.

    In each line, and so in all of one currency, the amount is what is paid, left and dropped.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([words.say(f"register.{name}") for name in (*_COLUMNS, "early")])
    for line in lines:
        sums = _sums(line)
        writer.writerow(
            [
                csv_cell(line.invoice.label),
                ENGLISH.day(line.invoice.day),
                csv_cell(line.name),
                sums["amount"],
                line.invoice.currency,
                words.say(f"register.state.{line.fate}"),
                sums["paid"],
                ENGLISH.day(line.paid_day),
                sums["left"],
                sums["dropped"],
                csv_cell(line.by),
                sums["early"],
            ]
        )
    return out.getvalue()


def register_json(lines: Sequence[Registered]) -> Document:
    """The register as one object: its lines as in CSV, and the totals of each currency."""
    return {
        "schema": SCHEMA,
        "invoices": [_as_object(line) for line in lines],
        "totals": [_total_object(each) for each in register_sums(lines)],
    }


def _as_object(line: Registered) -> Document:
    return {
        "number": line.invoice.label,
        "date": ENGLISH.day(line.invoice.day),
        "client": line.name,
        "currency": line.invoice.currency,
        "state": str(line.fate),
        **_sums(line),
        "paid_on": ENGLISH.day(line.paid_day) or None,
        "by": line.by or None,
    }


def _sums(line: Registered) -> Document:
    """The amounts of a line in major units, with a point."""
    names = (*_NUMBERS, "early")
    return {name: to_major(getattr(line, name), line.invoice.currency) for name in names}


def _total_object(total: RegisterSums) -> Document:
    names = (*_NUMBERS, "credited")
    return {
        "currency": total.currency,
        **{name: to_major(getattr(total, name), total.currency) for name in names},
        "may_be_replaced": total.ended,
    }


def show_register(lines: Sequence[Registered], words: Words, console: Console) -> None:
    """Print the register as a table, as wide as there is room, and below it the totals of each
    currency."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    shown = _shown(lines, console.width)
    for name in shown:
        justify: JustifyMethod = "right" if name in _NUMBERS else "left"
        table.add_column(
            words.say(f"register.{name}"),
            justify=justify,
            no_wrap=name not in ("client", "state", "by"),
            min_width=_LEAST.get(name),
        )
    for line in lines:
        cells = dict(zip(_COLUMNS, _cells(line, words), strict=True))
        table.add_row(*(Text(cells[name]) for name in shown))
    console.print(table)
    for sentence in (*register_totals(lines, words), *paid_early(lines, words)):
        console.print(Text(sentence), soft_wrap=True)


def _shown(lines: Sequence[Registered], width: int) -> list[str]:
    """The columns that a terminal so wide has room for, and that say anything."""
    blank = set() if any(line.paid for line in lines) else {"paid", "paid_on"}
    blank |= set() if any(line.by for line in lines) else {"by"}
    blank |= set() if width >= _WIDE else {"dropped"}
    return [name for name in _COLUMNS if name not in blank]


def register_totals(lines: Sequence[Registered], words: Words) -> list[str]:
    """A sentence on each currency: what was invoiced, and what of it is paid, open and dropped; and
    one more where some may have been replaced, for all we know."""
    said = []
    for total in register_sums(lines):
        key = "register.totals_credited" if total.credited else "register.totals"
        minor = {name: getattr(total, name) for name in (*_NUMBERS, "credited")}
        sums = {name: words.coded(each, total.currency) for name, each in minor.items()}
        said.append(words.say(key, **sums))
        if total.ended:
            said.append(words.count("register.ended", total.ended))
    return said


def paid_early(lines: Sequence[Registered], words: Words) -> list[str]:
    """A sentence on what counts as paid by rows that are older than the invoice; none where
    nothing does."""
    labels = [line.invoice.label for line in lines if line.early]
    if not labels:
        return []
    named = ", ".join(labels[:_NAMED]) + (" …" if len(labels) > _NAMED else "")
    return [words.say("register.paid_early", invoices=named)]


def _cells(line: Registered, words: Words) -> tuple[str, ...]:
    currency = line.invoice.currency
    sums = {
        name: words.amount(getattr(line, name), currency)
        for name in _NUMBERS
        if getattr(line, name)
    }
    return (
        line.invoice.label,
        words.day(line.invoice.day),
        line.name,
        words.amount(line.amount, currency),
        currency,
        words.say(f"register.state.{line.fate}"),
        sums.get("paid", ""),
        words.day(line.paid_day),
        sums.get("left", ""),
        sums.get("dropped", ""),
        line.by,
    )
