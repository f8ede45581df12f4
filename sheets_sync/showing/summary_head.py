"""What stands above Summary's table: the stamp, how old it is, key figures by currency (§9)."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from sheets_sync.billing.accounts import adds_up
from sheets_sync.billing.bank_rows import BankRows
from sheets_sync.billing.flags import Flag
from sheets_sync.deferred import dataclass
from sheets_sync.showing import encode
from sheets_sync.showing.client_lines import ClientLine, without_margin
from sheets_sync.showing.head_sentences import SaidAbove, sentences_above
from sheets_sync.showing.own_tabs import SUMMARY
from sheets_sync.showing.summary_layout import HeadLayout, layout_of
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.cell_value import Formula, Value
from sheets_sync.words.speaking import Words

_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - NOW() of a spreadsheet knows no zone
_LONGEST_TABLE: Final = 10_000


@dataclass(frozen=True)
class Head:
    """What stands above the table. ``rows``: log, charged, unpriced, held (as in the JSON).

    ``moment`` is that of the run, in the zone; ``day`` a serial; ``stale_after`` tells for how
    long what stands here may be trusted; ``blocked`` what keeps all letters back, ``waiting`` what
    money of the bank waits for a choice ("": nothing).
    """

    moment: datetime
    zone: str
    day: int
    rows: Mapping[str, int]
    findings: int
    stale_after: timedelta
    blocked: str = ""
    waiting: str = ""


def stamp(head: Head, layout: HeadLayout, words: Words) -> dict[int, Value]:
    """The cells of the first column that tell when this was written, by sheet row."""
    moment, until = (
        _moment_text(each, words) for each in (head.moment, head.moment + head.stale_after)
    )
    day = words.day(encode.day_cell(head.day))
    values = {"day": day, "moment": moment, "zone": head.zone, "until": until}
    if not layout.stamp:
        return {layout.fresh: _fresh(head, words.say("summary.current", **values), words)}
    said = words.say("summary.stamp", **values)
    return {
        layout.stamp: said,
        layout.fresh: _fresh(head, words.say("summary.fresh", **values), words),
    }


def _moment_text(moment: datetime, words: Words) -> str:
    return f"{words.day(moment)} {moment:%H:%M}"


def above_table(
    head: Head,
    rows: Sequence[ClientLine],
    currencies: Sequence[str],
    header_row: int,
    remark: str,
    words: Words,
) -> list[list[Value]]:
    """The rows from the title down to the one above the table's header."""
    layout = layout_of(header_row)
    missed = costs_missed(rows, currencies, layout)
    grid: list[list[Value]] = [[None] * len(SUMMARY.columns) for _ in range(header_row - 1)]
    if layout.title:
        grid[layout.title - 1][0] = words.say("summary.title")
    said = _rows_said(head, words)
    for cells, texts in zip(grid, sentences_above(rows, said, layout, words), strict=False):
        for column, text in texts.items():
            cells[column] = text or None
    if layout.stamp:
        unknown = words.say("summary.cost_unknown") if missed else ""
        grid[layout.rows - 1][0] = ". ".join(filter(None, (said.whole, unknown)))
    choice = grid[layout.choice - 1]
    choice[SUMMARY.at(layout.choice_label)] = words.say("summary.choice")
    choice[SUMMARY.at(layout.choice_remark)] = remark or words.say("summary.choice_hint")
    for key in layout.figures:
        grid[layout.totals - 1][layout.column(key)] = words.say(f"totals.{key}")
    everything = {line.client.currency for line in rows}
    if more := sorted(everything - set(currencies)):
        grid[header_row - 2][0] = words.say("totals.more", names=", ".join(more))
    for row, currency in enumerate(currencies, start=layout.totals + 1):
        figures = _totals(currency, rows, words)
        if currency in missed and not layout.stamp:
            figures["margin_share"] = words.say("totals.cost_unknown")
        figures["check"] = _check(currency, rows, layout, (header_row, row), words)
        for key in layout.figures:
            grid[row - 1][layout.column(key)] = figures[key]
    return grid


def key_currencies(rows: Sequence[ClientLine], room: int) -> list[str]:
    """The currencies that have their key figures in so many rows: all, or the commonest, where
    one row less is left to name the others."""
    counted = Counter(line.client.currency for line in rows)
    if len(counted) <= room:
        return sorted(counted)
    commonest = sorted(counted, key=lambda each: (-counted[each], each))
    return sorted(commonest[: room - 1])


def _rows_said(head: Head, words: Words) -> SaidAbove:
    read = words.say("summary.rows", findings=head.findings, **head.rows)
    urgent = " ".join(filter(None, (head.blocked, head.waiting)))
    return SaidAbove(urgent, read, blocked=bool(head.blocked))


def money_waiting(bank: BankRows | None, words: Words) -> str:
    """What says how much money of the bank waits for a choice; "" where none does."""
    waiting = bank.waiting() if bank is not None else {}
    if not waiting:
        return ""
    sums = (words.coded(total, currency) for currency, (_, total) in sorted(waiting.items()))
    count = sum(rows for rows, _ in waiting.values())
    return words.count("bank.money_waiting", count, sums=", ".join(sums))


def costs_missed(
    rows: Sequence[ClientLine], currencies: Collection[str], layout: HeadLayout
) -> frozenset[str]:
    """The currencies of which the head says that no cost of an hour is set, so that no row has to:
    of those with key figures each, in a tab of before all or none."""
    unknown = without_margin(rows)
    if not layout.stamp:
        return unknown & frozenset(currencies)
    worked = (line for line in rows if line.effort.minutes)
    return unknown if all(line.effort.margin is None for line in worked) else frozenset()


def _fresh(head: Head, fresh: str, words: Words) -> Formula:
    """Says what is ``fresh`` and by itself, when nobody wrote for long, that it is out of date.

    It counts whole minutes: no decimal point, which some locales of Google would misread.
    """
    until = head.moment.replace(tzinfo=None, second=0, microsecond=0) + head.stale_after
    minutes = (until - _EPOCH) // timedelta(minutes=1)
    stale = words.say("summary.stale", until=_moment_text(until, words))
    return Formula(f'=IF(NOW()*1440>{minutes},"{stale}","{fresh}")', fresh)


def _totals(currency: str, rows: Sequence[ClientLine], words: Words) -> dict[str, Value]:
    """The key figures of a currency by key, those of every layout; the check is none of them."""
    mine = [line for line in rows if line.client.currency == currency]
    asked = [line.unpaid for line in mine if line.unpaid is not None]

    def amount(value: Callable[[ClientLine], int]) -> Value:
        return encode.money_cell(sum(map(value, mine)), currency)

    flags = {flag: float(sum(line.account.flag == flag for line in mine)) for flag in Flag}
    return {
        "currency": currency,
        "clients": float(len(mine)),
        "prepaid": amount(lambda line: max(line.account.balance, 0)),
        "balance": amount(lambda line: line.account.balance),
        **{flag.lower(): count for flag, count in flags.items()},
        "flags": flags_said(mine, words),
        "invoices": float(len(asked)) if asked else None,
        "unpaid": encode.money_cell(sum(each.left for each in asked), currency),
        "unpaid_since": encode.day_cell(min((each.day for each in asked), default=None)),
        "owed": amount(lambda line: max(-line.account.balance, 0)),
        **_margin(mine, currency),
        "unbilled": float(sum(line.account.unbilled_rows for line in mine)),
        "held": float(sum(line.notices_held for line in mine)),
        "money_in": amount(lambda line: line.account.paid),
        "charged": amount(lambda line: line.account.charged),
    }


def _margin(mine: Sequence[ClientLine], currency: str) -> dict[str, Value]:
    """The margin of the window in all, and its share of what was charged; blank while the cost
    of anybody's hour is unknown."""
    margins = [line.effort.margin for line in mine]
    known = [each for each in margins if each is not None]
    if len(known) < len(margins):
        return {"margin": None, "margin_share": None}
    charged = sum(line.effort.shares.charged for line in mine)
    share = Fraction(sum(known), charged) if charged > 0 else None
    return {
        "margin": encode.money_cell(sum(known), currency),
        "margin_share": encode.ratio(share, 4),
    }


def flags_said(mine: Iterable[ClientLine], words: Words) -> str:
    """How many clients have which flag, by its symbol: "✖ 1 · ✓ 7"."""
    counted = Counter(line.account.flag for line in mine)
    found = (flag for flag in Flag if counted[flag])
    return " · ".join(f"{words.say(f'flag.{flag}')[0]} {counted[flag]}" for flag in found)


def _check(
    currency: str,
    rows: Sequence[ClientLine],
    layout: HeadLayout,
    at: tuple[int, int],
    words: Words,
) -> Formula:
    """The check cell: money in − charged against the balances that the table shows below; ``at``
    are the rows of its header and of the key figures."""
    header_row, row = at
    first, last = header_row + 1, header_row + _LONGEST_TABLE
    balances, currencies = (
        f"{a1(SUMMARY.at(key), first)}:{a1(SUMMARY.at(key), last)}"
        for key in ("balance", "currency")
    )
    good, bad = (words.say(f"summary.check.{word}") for word in ("good", "bad"))
    money_in, charged, named = (
        a1(layout.column(key), row) for key in ("money_in", "charged", "currency")
    )
    shown = f"SUMIFS({balances},{currencies},{named})"
    return Formula(
        # No decimal point: some locales of Google would read it otherwise.
        f'=IF(ROUND(1000*({money_in}-{charged}-{shown}),0)=0,"{good}","{bad}")',
        good if adds_up(each.account for each in rows if each.client.currency == currency) else bad,
    )
