"""The Summary in the terminal: a table that fits the window, and its CSV (design §12)."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from sheets_sync.billing.flags import Flag
from sheets_sync.reckoning import Reckoning
from sheets_sync.views import as_json, plain
from sheets_sync.views.statement import safe
from sheets_sync.workbook.layout import Language
from sheets_sync.workbook.results import encode
from sheets_sync.workbook.results.client_lines import Line
from sheets_sync.workbook.texts import say

_STYLES: Final = {Flag.OVER: "bold red", Flag.EMPTY: "red", Flag.LOW: "yellow", Flag.OK: "green"}
_CSV_COLUMNS: Final = (
    "client", "currency", "flag", "balance", "threshold", "days_left", "paid", "charged",
    "minutes", "orders", "effort_index", "effort_coverage", "yield_per_hour", "margin",
    "unbilled_rows", "advice",
)  # fmt: skip
_FIRST_TO_GO: Final = ("unbilled", "trend", "threshold", "yield", "margin")
"""The columns that a narrow window leaves out, in this order: names and money stay whole."""

_GAP: Final = 3
_EDGES: Final = 2
_NARROWEST: Final = 12


def show(reckoning: Reckoning, console: Console, language: Language) -> None:
    """Print the clients, worst first; fewer columns where the window is narrow."""
    lines = [_cells(line, language) for line in as_json.client_lines(reckoning)]
    headers = {key: say(f"summary.{key}", language) for key, _ in _columns()}
    widths = _fitting(_widths(headers, lines), console.width)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for key, justify in _columns():
        if key in widths:
            table.add_column(headers[key], justify=justify, overflow="fold", width=widths[key])
    for cells in lines:
        table.add_row(*(cells[key] for key in widths))
    console.print(table)
    rows = reckoning.rows
    console.print(say("summary.rows", language, findings=len(reckoning.findings), **rows))


def as_csv(reckoning: Reckoning, backend: str, language: Language) -> str:
    """The ``clients`` of the JSON as CSV; a null is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_CSV_COLUMNS)
    for client in as_json.report(reckoning, backend, language)["clients"]:
        cells = ["" if client[key] is None else client[key] for key in _CSV_COLUMNS]
        writer.writerow([safe(cells[0]), *cells[1:]])
    return out.getvalue()


def _widths(headers: Mapping[str, str], lines: Sequence[Mapping[str, Text]]) -> dict[str, int]:
    """The width of each column: its widest cell, or the longest word of its header."""
    return {
        key: max(
            *(cell_len(word) for word in header.split()), *(line[key].cell_len for line in lines), 1
        )
        for key, header in headers.items()
    }


def _fitting(widths: Mapping[str, int], room: int) -> dict[str, int]:
    """The columns that fit into ``room``; only where none can be spared is a name wrapped."""
    kept = dict(widths)
    for key in _FIRST_TO_GO:
        if _total(kept) > room:
            del kept[key]
    excess = _total(kept) - room
    if excess > 0:
        kept["client"] = max(kept["client"] - excess, min(kept["client"], _NARROWEST))
    return kept


def _total(widths: Mapping[str, int]) -> int:
    return sum(widths.values()) + _GAP * (len(widths) - 1) + _EDGES


def _columns() -> Sequence[tuple[str, JustifyMethod]]:
    return (
        ("client", "left"),
        ("flag", "left"),
        ("balance", "right"),
        ("currency", "left"),
        ("threshold", "right"),
        ("days_left", "right"),
        ("index", "right"),
        ("yield", "right"),
        ("margin", "right"),
        ("unbilled", "right"),
        ("advice", "left"),
        ("trend", "left"),
    )


def _cells(line: Line, language: Language) -> dict[str, Text]:
    client, account, effort = line.client, line.account, line.effort
    currency = client.currency
    index = encode.ratio(effort.index)
    texts = {
        "client": client.name,
        "flag": say(f"flag.{account.flag}", language),
        "balance": plain.money(account.balance, currency, language),
        "currency": currency,
        "threshold": plain.money(client.threshold, currency, language),
        "days_left": "" if account.days_left is None else str(account.days_left),
        "index": say("no_peers", language) if index is None else f"{index:.2f}",
        "yield": plain.money(effort.yield_per_hour, currency, language),
        "margin": plain.money(effort.margin, currency, language),
        "unbilled": str(account.unbilled_rows or ""),
        "advice": say(f"advice.{effort.advice.kind}", language),
        "trend": encode.bars(account.weeks) or "",
    }
    styles = {
        "flag": _STYLES[account.flag],
        "balance": "red" if account.balance < 0 else "",
        "advice": "" if effort.advice.kind == "keep" else "bold magenta",
    }
    return {key: Text(value, style=styles.get(key, "")) for key, value in texts.items()}
