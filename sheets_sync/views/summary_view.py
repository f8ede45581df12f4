"""The Summary in the terminal: a table that fits the window, and its CSV (design §12)."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from textwrap import wrap
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from sheets_sync.billing.accounts import adds_up
from sheets_sync.billing.advice import GroundKind
from sheets_sync.billing.evidence import EffortVerdict
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.flags import Flag
from sheets_sync.harmless import csv_cell
from sheets_sync.notices.cleaning import clean
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing import encode
from sheets_sync.showing.client_lines import ClientLine, without_hours, without_margin
from sheets_sync.showing.labour_said import dependence_said, labour_said, range_said, verdict_said
from sheets_sync.showing.reasons import why
from sheets_sync.use_cases import report as documents
from sheets_sync.words.speaking import Words

_STYLES: Final = {
    Flag.OVER: "bold white on red", Flag.EMPTY: "bold red", Flag.LOW: "yellow", Flag.OK: "green",
}  # fmt: skip
_ADVICE_STYLES: Final = {
    "keep": "", "collect": "bold red", "reprice": "bold magenta", "part": "bold white on magenta",
}  # fmt: skip
_VERDICT_STYLES: Final = {
    EffortVerdict.UNCLEAR: "dim", EffortVerdict.HEAVY: "bold magenta",
    EffortVerdict.EXTREME: "bold white on magenta",
}  # fmt: skip
_CSV_COLUMNS: Final = (
    "client", "currency", "flag", "balance", "threshold", "days_left", "paid", "charged",
    "minutes", "orders", "effort_index", "effort_coverage", "yield_per_hour", "margin",
    "unbilled_rows", "advice", "effort_low", "effort_high", "effort_orders", "effort_verdict",
    "given_away_minutes",
)  # fmt: skip
_COLUMNS: Final[dict[str, JustifyMethod]] = {
    "client": "left", "flag": "left", "since": "left", "balance": "right", "currency": "left",
    "threshold": "right", "days_left": "right", "last_paid_on": "left", "charged_month": "right",
    "hours": "right", "index": "right", "range": "left", "verdict": "left",
    "bar": "left", "yield": "right", "margin": "right", "unbilled": "right",
    "advice": "left", "trend": "left",
}  # fmt: skip
_FIRST_TO_GO: Final = (
    "last_paid_on", "unbilled", "hours", "charged_month", "since", "trend", "threshold", "bar",
    "yield", "margin", "range", "index",
)  # fmt: skip
"""The columns that a narrow window leaves out, those first if they help: names, balances stay."""

_GAP: Final = 2
_EDGES: Final = 2
_NARROWEST: Final = {"client": 12, "advice": 9, "verdict": 9}
"""What texts may be cut to, the first of all before the next: numbers never are."""
_LAST_TO_GO: Final = ("verdict", "advice", "days_left")
"""What a window leaves out that is too narrow even for cut texts, those first."""


def show(reckoning: Reckoning, console: Console, words: Words, findings: int | None = None) -> None:
    """Print the clients, worst first, why whom to reprice or to part with, and key figures, with
    how many ``findings`` a run has; None where it is its reckoning."""
    lines = documents.client_lines(reckoning)
    cells = [_cells(line, words) for line in lines]
    headers = {key: words.say(f"report.{key}") for key in _COLUMNS}
    widths = _fitting(_widths(headers, cells), console.width)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True, header_style="bold")
    for key, width in widths.items():
        header = "\n".join(wrap(headers[key], width, break_long_words=False))
        table.add_column(
            header, justify=_COLUMNS[key], no_wrap=True, overflow="ellipsis", width=width
        )
    for each in cells:
        table.add_row(*(each[key] for key in widths))
    console.print(table)
    labour = filter(None, [labour_said(lines, words), dependence_said(lines, words)])
    for sentence in (*labour, *_reasons(lines, words), *_key_figures(lines, words)):
        console.print(sentence, markup=False, soft_wrap=not console.is_terminal)
    count = len(reckoning.findings) if findings is None else findings
    rows = words.say("summary.rows", findings=count, **reckoning.rows)
    console.print(rows, soft_wrap=not console.is_terminal)


def as_csv(reckoning: Reckoning) -> str:
    """The ``clients`` of the JSON as CSV; a null is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_CSV_COLUMNS)
    for client in documents.client_documents(reckoning):
        cells = ["" if client[key] is None else client[key] for key in _CSV_COLUMNS]
        writer.writerow([csv_cell(cells[0]), *cells[1:]])
    return out.getvalue()


def _widths(headers: Mapping[str, str], lines: Sequence[Mapping[str, Text]]) -> dict[str, int]:
    """The width of each column: its widest cell, or the longest word of its header."""
    return {
        key: max([1, *map(cell_len, header.split()), *(line[key].cell_len for line in lines)])
        for key, header in headers.items()
    }


def _fitting(widths: Mapping[str, int], room: int) -> dict[str, int]:
    """The columns that fit into ``room``; only where none can be spared is a text cut."""
    kept = {key: width for key, width in widths.items() if key not in _FIRST_TO_GO}
    for key in _LAST_TO_GO:
        cut = {each: min(width, _NARROWEST.get(each, width)) for each, width in kept.items()}
        if _total(cut) > room:
            del kept[key]
    for key in reversed(_FIRST_TO_GO):
        more = kept | {key: widths[key]}
        kept = more if _total(more) <= room else kept
    for key in filter(kept.__contains__, _NARROWEST):
        excess = max(_total(kept) - room, 0)
        kept[key] = max(kept[key] - excess, min(kept[key], _NARROWEST[key]))
    return {key: kept[key] for key in widths if key in kept}


def _total(widths: Mapping[str, int]) -> int:
    return sum(widths.values()) + _GAP * (len(widths) - 1) + _EDGES


def _reasons(lines: Sequence[ClientLine], words: Words) -> Iterator[str]:
    """Why whom to reprice or to part with, a line each; where a currency has no cost of an hour,
    its key figures say so once, and where nobody worked nobody has to."""
    missed = without_margin(lines) | without_hours(lines)
    for line in lines:
        advice = line.effort.advice
        if advice.kind != "keep":
            name, said = clean(line.client.name), words.say(f"advice.{advice.kind}")
            above = (GroundKind.COST_UNKNOWN,) if line.client.currency in missed else ()
            yield f"{name}: {said}. {why(advice, line.client.currency, words, without=above)}"


def _key_figures(lines: Sequence[ClientLine], words: Words) -> Iterator[str]:
    """For each currency: clients by flag, prepaid money, unbilled rows, whether it adds up, and
    what is missing for a margin."""
    missed = without_margin(lines)
    for currency in sorted({line.client.currency for line in lines}):
        mine = [line for line in lines if line.client.currency == currency]
        accounts = [line.account for line in mine]
        flags = (
            f"{words.say(f'flag.{flag}')} {count}"
            for flag in Flag
            if (count := sum(account.flag == flag for account in accounts))
        )
        verdict = "good" if adds_up(accounts) else "bad"
        prepaid = sum(max(account.balance, 0) for account in accounts)
        yield ", ".join(
            [
                f"{currency}: {' · '.join(flags)}",
                f"{words.say('totals.prepaid')} {words.amount(prepaid, currency)}",
                f"{words.say('totals.unbilled')} {sum(a.unbilled_rows for a in accounts)}",
                words.say(f"summary.check.{verdict}"),
                *([words.say("report.cost_unknown")] if currency in missed else []),
            ]
        )


def _cells(line: ClientLine, words: Words) -> dict[str, Text]:
    client, account, effort = line.client, line.account, line.effort
    currency, proof = client.currency, effort.evidence
    texts = {
        "client": clean(client.name),
        "flag": words.say(f"flag.{account.flag}"),
        "since": words.day(account.flag_since),
        "balance": words.amount(account.balance, currency),
        "currency": currency,
        "threshold": words.amount(client.threshold, currency),
        "days_left": "" if account.days_left is None else str(account.days_left),
        "last_paid_on": words.day(account.last_payment_day),
        "charged_month": words.amount(account.charged_this_month, currency),
        "hours": words.number(Fraction(effort.minutes_this_month, 60 * SCALE), 1),
        "index": _index(effort.index, words),
        "range": range_said(proof, words),
        "verdict": verdict_said(proof, words),
        "bar": encode.bar(proof.middle if proof else None) or "",
        "yield": words.amount(effort.yield_per_hour, currency),
        "margin": words.amount(effort.margin, currency),
        "unbilled": str(account.unbilled_rows or ""),
        "advice": words.say(f"advice.{effort.advice.kind}"),
        "trend": encode.bars(account.weeks) or "",
    }
    styles = {
        "flag": _STYLES[account.flag],
        "balance": "red" if account.balance < 0 else "",
        "advice": _ADVICE_STYLES[effort.advice.kind],
        **dict.fromkeys(
            ("index", "verdict"), _VERDICT_STYLES.get(proof.verdict, "") if proof else ""
        ),
    }
    return {key: Text(value, style=styles.get(key, "")) for key, value in texts.items()}


def _index(index: Fraction | None, words: Words) -> str:
    if index is None:
        return words.say("no_peers")
    return words.number(index, 2, least=2)
