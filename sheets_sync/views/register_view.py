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
from sheets_sync.notices.register import Fate, Registered
from sheets_sync.words.speaking import ENGLISH, Words

_COLUMNS: Final = (
    "number", "day", "client", "amount", "currency", "state", "paid", "paid_on", "left", "by",
)  # fmt: skip
_NUMBERS: Final = ("amount", "paid", "left")


def as_csv(lines: Sequence[Registered], words: Words) -> str:
    """The register as CSV: dates ISO, amounts in major units with a point, credit notes below 0."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([words.say(f"register.{name}") for name in _COLUMNS])
    for line in lines:
        currency = line.invoice.currency
        amounts = (to_major(each, currency) for each in (line.amount, line.paid, line.left))
        amount, paid, left = amounts
        writer.writerow(
            [
                csv_cell(line.invoice.label),
                ENGLISH.day(line.invoice.day),
                csv_cell(line.name),
                amount,
                currency,
                words.say(f"register.state.{line.fate}"),
                paid,
                ENGLISH.day(line.paid_day),
                left,
                csv_cell(line.by),
            ]
        )
    return out.getvalue()


def show_register(lines: Sequence[Registered], words: Words, console: Console) -> None:
    """Print the register as a table, and below it the totals of each currency."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in _COLUMNS:
        justify: JustifyMethod = "right" if name in _NUMBERS else "left"
        wraps = name in ("client", "state")
        table.add_column(words.say(f"register.{name}"), justify=justify, no_wrap=not wraps)
    for line in lines:
        table.add_row(*(Text(cell) for cell in _cells(line, words)))
    console.print(table)
    for sentence in register_totals(lines, words):
        console.print(Text(sentence), soft_wrap=True)


def register_totals(lines: Sequence[Registered], words: Words) -> list[str]:
    """A sentence on each currency: what was invoiced, replaced ones and credit notes off, what
    was paid, and what is open; and one more where some may have been replaced, for all we know."""
    said = []
    for currency in sorted({line.invoice.currency for line in lines}):
        own = [line for line in lines if line.invoice.currency == currency]
        sums = {
            "amount": sum(line.amount for line in own if line.fate != Fate.REPLACED),
            "paid": sum(line.paid for line in own),
            "left": sum(line.left for line in own),
        }
        shown = {
            name: f"{words.amount(minor, currency)} {currency}" for name, minor in sums.items()
        }
        ended = sum(line.fate == Fate.ENDED for line in own)
        said.append(words.say("register.totals_at_most" if ended else "register.totals", **shown))
        if ended:
            said.append(words.count("register.ended", ended))
    return said


def _cells(line: Registered, words: Words) -> tuple[str, ...]:
    currency = line.invoice.currency
    return (
        line.invoice.label,
        words.day(line.invoice.day),
        line.name,
        words.amount(line.amount, currency),
        currency,
        words.say(f"register.state.{line.fate}"),
        words.amount(line.paid, currency) if line.paid else "",
        words.day(line.paid_day),
        words.amount(line.left, currency) if line.left else "",
        line.by,
    )
