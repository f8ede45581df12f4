"""Which statements were taken, remembered beside the workbook; and what that says of rows of Bank
that a later one tells again, or no more (design §20)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sheets_sync.bank.entries import BankStatement
from sheets_sync.bank.judging import Judged
from sheets_sync.bank.notation import compact
from sheets_sync.bank.span import Span
from sheets_sync.bank.spans import Spans
from sheets_sync.bank.taking import Reading
from sheets_sync.bank.untold import told_by_none, told_no_more
from sheets_sync.billing.days import serial
from sheets_sync.billing.fingerprints import EntryCode, UntoldBy
from sheets_sync.config import Config
from sheets_sync.deferred import dataclass
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.use_cases.statements.bank_standing import StandingRows

_KEY: Final = "bank.spans"


def remembered_spans(memory: Memory) -> list[Span]:
    """The statements of earlier runs; none where what was kept makes no sense."""
    try:
        return [_span_of(*each) for each in json.loads(memory.recall(_KEY) or "[]")]
    except (ValueError, TypeError, AttributeError):
        return []


def reading_of(config: Config, memory: Memory, today: date) -> Reading:
    """How a command reads statement files on that day."""
    reading = _reading(config)
    return replace(reading, today=serial(today), known=remembered_spans(memory))


def reading_rules(config: Config) -> frozenset[str]:
    """What tells by what files are read now, of all that the config says of it."""
    return _reading(config).rules


def _reading(config: Config) -> Reading:
    own = {
        compact(number): currency
        for currency, each in config.bank_accounts().items()
        for number in (each.account, each.iban)
        if number
    }
    return config.bank.reading(config.billing.currency, own)


def remember_spans(memory: Memory, spans: Spans) -> None:
    """Keep all that are known."""
    text = json.dumps([_told(each) for each in spans.all()])
    if text != memory.recall(_KEY):
        memory.remember(_KEY, text)


def _told(span: Span) -> list[object]:
    whose = span.account, span.currency, span.form, span.opening, span.first, span.last
    read = span.layout, span.order
    within = dict(span.levels), dict(span.moved)
    told = span.steps, dict(span.told), span.made, span.file
    return [*whose, *told, *read, *within, dict(span.same)]


def _span_of(  # noqa: PLR0913, PLR0917 - as it is kept
    account: str, currency: str, form: str, opening: int, first: int, last: int,
    steps: Sequence[tuple[int, int]], told: Mapping[str, str], made: int, file: str,
    layout: str = "", order: str = "", levels: Mapping[str, Sequence[int]] | None = None,
    moved: Mapping[str, Sequence[int]] | None = None,
    same: Mapping[str, tuple[str, str]] | None = None,
) -> Span:  # fmt: skip
    kept = tuple((int(day), int(balance)) for day, balance in steps)
    marks = {str(mark): str(kin) for mark, kin in told.items()}
    days = int(opening), int(first), int(last)
    span = Span(str(account), str(currency), str(form), *days, kept, marks, int(made), str(file))
    met = {str(kin): [*map(int, balances)] for kin, balances in (levels or {}).items()}
    amounts = {int(day): [*map(int, those)] for day, those in (moved or {}).items()}
    rows = {str(mark): (str(row), str(order)) for mark, (row, order) in (same or {}).items()}
    span = replace(span, layout=str(layout), order=str(order))
    return replace(span, levels=met, moved=amounts, same=rows)


@dataclass(frozen=True)
class Retold:
    """What statements say of entries that stand, by fingerprint: the ``orders`` of those that they
    tell again; the newest that tells one no more (``no_more``), None where the newest tells it."""

    orders: Mapping[str, str]
    no_more: Mapping[str, Span | None]

    def recoded(self, code: EntryCode, client: str) -> EntryCode:
        """A code with that; rows of earlier versions have no order. What is told no more stays so
        until it is told again: whether staff had chosen a ``client`` is of the first time."""
        mark = code.fingerprint
        code = replace(code, order=code.order or self.orders.get(mark, ""))
        if mark not in self.no_more:
            return code
        by = self.no_more[mark]
        if by is None:
            return replace(code, untold=None)
        return replace(code, untold=code.untold or UntoldBy(by.file, bool(client)))

    def marked(self, judged: Judged) -> Judged:
        """A new entry, which an older statement of the same folder tells."""
        by = self.no_more.get(judged.fingerprint)
        return replace(judged, untold=by) if by is not None else judged


def _as_corrected(
    no_more: Mapping[str, Span | None], corrected: Mapping[str, str]
) -> dict[str, Span | None]:
    """The same; what was told otherwise since is told no more where that is not, either."""
    told = {mark for mark in corrected if no_more.get(mark) is None}
    while more := {corrected[mark] for mark in told & corrected.keys()} - told:
        told |= more
    return {mark: None if mark in told else by for mark, by in no_more.items()}


def retold(
    spans: Spans,
    files: Iterable[Sequence[BankStatement]],
    rows: StandingRows,
    judged: Sequence[Judged],
    accounts: Iterable[str],
) -> Retold:
    """What statements of files, and all before them, say of rows that stand and of entries;
    ``accounts`` are ours."""
    covered = {day for made in files for each in made for day in range(each.first, each.last + 1)}
    days = {each.fingerprint: each.entry.day for each in judged} | rows.days()
    looked = {mark: day for mark, day in days.items() if day in covered}
    orders = {each.fingerprint: each.order for each in judged}
    corrected = {each.fingerprint: each.instead for each in judged if each.instead}
    no_more = _as_corrected(told_no_more(spans, looked), rows.corrected() | corrected)
    if len({*map(compact, accounts)}) == 1:  # so each row is of that
        old = (each for each in rows.standing() if not each.order and each.fingerprint in looked)
        no_more |= told_by_none(spans, old)
    return Retold(orders, no_more)
