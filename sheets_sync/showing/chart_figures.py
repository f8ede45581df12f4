"""The figures behind Summary's charts: columns of the tab itself, right of the definitions."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.flags import Flag
from sheets_sync.billing.monthly import Month
from sheets_sync.billing.names import fold
from sheets_sync.billing.nearest import meant
from sheets_sync.billing.terms import Terms
from sheets_sync.deferred import dataclass
from sheets_sync.showing import encode
from sheets_sync.showing.client_lines import ClientLine
from sheets_sync.showing.short_names import short_names
from sheets_sync.showing.summary_layout import layout_of
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.protocol import Tab
from sheets_sync.words.speaking import Words

CLIENTS_DRAWN: Final = 12
"""So many clients at most are in a chart, the worst of them."""

_USUALLY_DRAWN: Final = 8
"""Where fewer are in trouble, the next ones fill a chart of balances up to this many."""

MONTHS_DRAWN: Final = 12

Months = Callable[[Sequence[ClientLine], Sequence[ClientLine]], Sequence[Month]]
"""Hours of the first lines and charges of the second ones, by month."""


@dataclass(frozen=True)
class ChartFigures:
    """``rows`` begin with the header row; ``remark`` says what is wrong with the choice, or is
    ""."""

    rows: list[list[Value]]
    remark: str


def chart_figures(
    tab: Tab, lines: Sequence[ClientLine], months: Months, terms: Terms, words: Words
) -> ChartFigures:
    """The three blocks: balances of the commonest currency, effort, months of those chosen."""
    chosen, unknown = _chosen(tab, lines)
    paying = [line for line in chosen if line.client.currency == chosen[0].client.currency]
    short = short_names(line.client.name for line in lines)
    blocks = (
        _balances(lines, short, words),
        _effort(lines, short, terms, words),
        _months(chosen, paying, short, months, words),
    )
    widths = [len(block[0]) for block in blocks]
    rows = [
        [cell for part, width in zip(parts, widths, strict=True) for cell in part or [None] * width]
        for parts in zip_longest(*blocks)
    ]
    return ChartFigures(rows, _remark(unknown, [c for c in chosen if c not in paying], words))


def _chosen(tab: Tab, lines: Sequence[ClientLine]) -> tuple[list[ClientLine], list[str]]:
    """Whom managers chose, and what they typed that is no client; nobody: the range decides."""
    layout = layout_of(tab.header)
    column, row = layout.choice_at, layout.choice
    cells = tab.columns[column] if column < len(tab.columns) else ()
    typed = str(cells[row - 1] or "") if len(cells) >= row else ""
    known = {line.client.name: line for line in lines}
    # A name may hold the separator itself.
    names = [typed] if meant(typed, known) else [each for each in typed.split(";") if fold(each)]
    called = {name: meant(name, known) for name in names}
    chosen = {client: known[client] for client in called.values() if client}
    unknown = [name.strip() for name, client in called.items() if not client]
    return [*chosen.values()] or _takers(lines)[:1] or [*lines[:1]], unknown


def _remark(unknown: Sequence[str], others: Sequence[ClientLine], words: Words) -> str:
    if unknown:
        return words.say("summary.choice_unknown", names=_quoted(unknown))
    if others:
        names = [line.client.name for line in others]
        return words.say("summary.choice_others", names=_quoted(names))
    return ""


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _balances(
    lines: Sequence[ClientLine], short: Mapping[str, str], words: Words
) -> list[list[Value]]:
    """Balance and threshold of the worst clients of the commonest currency."""
    counted = Counter(line.client.currency for line in lines if not line.idle)
    currency = max(counted, key=lambda each: (counted[each], each), default="")
    mine = [line for line in lines if line.client.currency == currency and not line.idle]
    # A rich client's bar would dwarf those who matter here.
    bad = sum(line.account.flag != Flag.OK for line in mine)
    header: list[Value] = [
        words.say("summary.chart_client"),
        *(_of(f"summary.chart_{key}", currency, words) for key in ("balance", "threshold")),
    ]
    return [header] + [
        [
            encode.text(short[line.client.name]),
            encode.money_cell(line.account.balance, currency),
            encode.money_cell(line.client.threshold, currency),
        ]
        for line in mine[: min(max(bad, _USUALLY_DRAWN), CLIENTS_DRAWN)]
    ]


def _takers(lines: Sequence[ClientLine]) -> list[ClientLine]:
    """The clients whose labour is compared, first those who surely take the most."""
    compared = [(proof, line) for line in lines if (proof := line.effort.evidence) is not None]
    by_range = sorted(compared, key=lambda each: (each[0].low, each[0].high), reverse=True)
    return [line for _, line in by_range]


def _effort(
    lines: Sequence[ClientLine], short: Mapping[str, str], terms: Terms, words: Words
) -> list[list[Value]]:
    header: list[Value] = [
        words.say("summary.chart_taker"),
        words.say("summary.chart_index"),
        *(
            f"{limit}× {words.say(f'summary.chart_{key}')}"
            for key, limit in (("same", 1), ("heavy", terms.heavy))
        ),
        *(words.say(f"summary.chart_{key}") for key in ("low", "high")),
    ]
    drawn = ((line.client.name, line.effort.evidence) for line in _takers(lines)[:CLIENTS_DRAWN])
    return [header] + [
        [
            encode.text(short[name]),
            encode.ratio(proof.middle),
            1.0,
            float(terms.heavy),
            encode.ratio(proof.low),
            encode.ratio(proof.high),
        ]
        for name, proof in drawn
        if proof is not None
    ]


def _months(
    chosen: Sequence[ClientLine],
    paying: Sequence[ClientLine],
    short: Mapping[str, str],
    months: Months,
    words: Words,
) -> list[list[Value]]:
    names = ", ".join(short[line.client.name] for line in chosen)
    currency = paying[0].client.currency if paying else ""
    header: list[Value] = [
        words.say("summary.chart_month"),
        encode.text(_of("summary.chart_hours", names, words)),
        _of("summary.chart_charged", currency, words),
    ]
    return [header] + [
        [
            month.name,
            encode.hours(month.minutes),
            encode.money_cell(month.charged, currency) if currency in MINOR_DIGITS else None,
        ]
        for month in months(chosen, paying)
    ]


def _of(key: str, what: str, words: Words) -> str:
    return ": ".join(filter(None, (words.say(key), what)))
