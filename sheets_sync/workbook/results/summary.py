"""Summary: the tab that managers decide from, one row a client, worst first (design §9)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sheets_sync.billing.accounts import Account, Accounts
from sheets_sync.billing.effort import ClientEffort, Effort
from sheets_sync.billing.flags import Flag
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import SCALE, Book, Client, Terms
from sheets_sync.workbook.diff import Wanted
from sheets_sync.workbook.layout import Language, a1
from sheets_sync.workbook.own_tabs import SUMMARY, TOTALS, TOTALS_ROW
from sheets_sync.workbook.protocol import Formula, Tab, Value
from sheets_sync.workbook.results import encode
from sheets_sync.workbook.results.reasons import why
from sheets_sync.workbook.texts import say

_TITLE_ROW, _STAMP_ROW, _ROWS_ROW, _COST_ROW = 1, 2, 3, 4
_WORST_FIRST = (Flag.OVER, Flag.EMPTY, Flag.LOW, Flag.OK)


@dataclass(frozen=True, slots=True)
class Line:
    """One client as Summary shows him: what billing, effort, letters and findings say of him."""

    client: Client
    account: Account
    effort: ClientEffort
    findings: int
    last_notice: str
    notices_held: int

    @property
    def idle(self) -> bool:
        """A settled idle account: nothing on it and nothing happening (design §9)."""
        return self.account.balance == 0 and self.account.charged_30 == 0


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the table. ``rows``: log, charged, unpriced, held (as in the JSON)."""

    moment: datetime
    zone: str
    rows: Mapping[str, int]
    findings: int


def lines(
    book: Book,
    accounts: Accounts,
    effort: Effort,
    findings: Mapping[str, int],
    last_notices: Mapping[str, str],
    held: Mapping[str, int],
) -> list[Line]:
    """The clients, worst first. Mappings are by the client's folded name; absent is none."""
    rows = [
        Line(
            client, account, measured,
            findings.get(fold(client.name), 0),
            last_notices.get(fold(client.name), ""),
            held.get(fold(client.name), 0),
        )
        for client, account, measured in zip(
            book.clients, accounts.accounts, effort.clients, strict=True
        )
    ]  # fmt: skip
    return sorted(rows, key=_badness)


def wanted(
    tab: Tab, rows: Sequence[Line], head: Head, terms: Terms, day: int, language: Language
) -> list[Wanted]:
    """All cells of Summary: the head, the key figures of each currency, the table."""
    currencies = sorted({line.client.currency for line in rows})
    header_row = max(SUMMARY.header_row, TOTALS_ROW + len(currencies) + 2)
    above = _head_cells(head, terms, rows, day, language)
    figures: list[Sequence[Value]] = [[say(f"totals.{key}", language) for key in TOTALS]]
    figures += [
        _totals(currency, rows, header_row, at, language) for at, currency in enumerate(currencies)
    ]
    table: list[Sequence[Value]] = [
        SUMMARY.headers(language),
        *(_client_row(line, language) for line in rows),
    ]
    grid = _stack(header_row, above, figures, table)
    columns = [list(column) for column in zip(*grid, strict=True)]
    stamp, columns[0][_STAMP_ROW - 1] = columns[0][_STAMP_ROW - 1], tab_cell(tab, 0, _STAMP_ROW)
    cells = [Wanted(tab.ref, index, 1, column) for index, column in enumerate(columns)]
    return [*cells, Wanted(tab.ref, 0, _STAMP_ROW, [stamp], to_foot=False, quiet=True)]


def tab_cell(tab: Tab, column: int, row: int) -> Value:
    """The text that a cell of our own tab holds now, so that it counts as no difference."""
    cells = tab.columns[column] if column < len(tab.columns) else ()
    return str(cells[row - 1]) if row <= len(cells) and cells[row - 1] not in (None, "") else None


def _badness(line: Line) -> tuple[int, int, Fraction, str]:
    account = line.account
    rank = len(_WORST_FIRST) if line.idle else _WORST_FIRST.index(account.flag)
    days = account.days_left if account.days_left is not None else 10**9
    return rank, days, Fraction(account.balance, max(line.client.threshold, 1)), line.client.name


def _head_cells(
    head: Head, terms: Terms, rows: Sequence[Line], day: int, language: Language
) -> dict[int, str]:
    moment = f"{head.moment:%Y-%m-%d %H:%M}"
    cells = {
        _TITLE_ROW: say("summary.title", language),
        _STAMP_ROW: say(
            "summary.stamp", language, day=encode.day(day), moment=moment, zone=head.zone
        ),
        _ROWS_ROW: say("summary.rows", language, findings=head.findings, **head.rows),
    }
    if any(line.effort.margin is None and line.effort.minutes for line in rows) and not any(
        terms.cost_per_hour.values()
    ):
        cells[_COST_ROW] = say("summary.cost_unknown", language)
    return cells


def _totals(
    currency: str, rows: Sequence[Line], header_row: int, at: int, language: Language
) -> list[Value]:
    mine = [line for line in rows if line.client.currency == currency]
    row = TOTALS_ROW + 1 + at

    def amount(value: Callable[[Account], int]) -> float | None:
        return encode.major(sum(value(line.account) for line in mine), currency)

    def flagged(flag: Flag) -> float:
        return float(sum(line.account.flag == flag for line in mine))

    return [
        currency,
        _check(mine, header_row, row, language),
        float(len(mine)),
        amount(lambda account: account.balance),
        amount(lambda account: max(account.balance, 0)),
        *(flagged(flag) for flag in _WORST_FIRST),
        amount(lambda account: account.paid),
        amount(lambda account: account.charged),
        float(sum(line.account.unbilled_rows for line in mine)),
        float(sum(line.notices_held for line in mine)),
    ]


def _check(mine: Sequence[Line], header_row: int, row: int, language: Language) -> Formula:
    """The check cell: money in − charged against the balances that the table below shows."""
    keys = [column.key for column in SUMMARY.columns]
    balance, currency = keys.index("balance"), keys.index("currency")
    first, last = header_row + 1, header_row + 10_000
    ranges = [f"{a1(index, first)}:{a1(index, last)}" for index in (balance, currency)]
    good, bad = (say(f"summary.check.{word}", language) for word in ("good", "bad"))
    shown = f"SUMIFS({ranges[0]},{ranges[1]},{a1(TOTALS.index('currency'), row)})"
    money_in, charged = a1(TOTALS.index("money_in"), row), a1(TOTALS.index("charged"), row)
    adds_up = all(line.account.paid - line.account.charged == line.account.balance for line in mine)
    return Formula(
        # No decimal point: some locales of Google would read it otherwise.
        f'=IF(ROUND(1000*({money_in}-{charged}-{shown}),0)=0,"{good}","{bad}")',
        good if adds_up else bad,
    )


def _client_row(line: Line, language: Language) -> list[Value]:
    client, account, effort = line.client, line.account, line.effort
    money = client.currency
    unbilled = Fraction(effort.unbilled_minutes, effort.minutes) if effort.minutes else None
    return [
        encode.text(client.name),
        say(f"flag.{account.flag}", language),
        money,
        encode.major(account.balance, money),
        encode.major(client.threshold, money),
        encode.whole(account.days_left),
        encode.day(account.last_payment_day),
        encode.major(account.last_payment, money) if account.last_payment_day is not None else None,
        encode.major(account.charged_this_month, money),
        encode.major(account.charged_last_month, money),
        encode.ratio(Fraction(effort.minutes_this_month, 60 * SCALE)),
        encode.ratio(effort.index) if effort.index is not None else say("no_peers", language),
        encode.ratio(effort.coverage),
        encode.major(effort.yield_per_hour, money),
        encode.major(effort.margin, money),
        encode.ratio(effort.quotes_an_order),
        encode.ratio(effort.peers_quotes),
        encode.ratio(effort.off_channel, 4),
        float(account.unbilled_rows),
        encode.ratio(unbilled, 4),
        encode.text(line.last_notice),
        encode.bars(account.weeks),
        float(line.findings),
        say(f"advice.{effort.advice.kind}", language),
        encode.text(client.note),
        encode.text(why(effort.advice, money, language)),
    ]


def _stack(
    header_row: int,
    above: Mapping[int, str],
    figures: Sequence[Sequence[Value]],
    table: Sequence[Sequence[Value]],
) -> list[list[Value]]:
    """The grid of the tab, top to bottom, all rows of one width."""
    width = len(SUMMARY.columns)
    grid: list[list[Value]] = [[above.get(row)] for row in range(1, TOTALS_ROW)]
    grid += [list(row) for row in figures]
    grid += [[] for _ in range(header_row - 1 - len(grid))]
    grid += [list(row) for row in table]
    return [row + [None] * (width - len(row)) for row in grid]
