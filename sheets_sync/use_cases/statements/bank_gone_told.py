"""What was told of rows of Bank that are gone: those of one client as one, so that one row below
the bank's own answers for all of them; what went under an older program is let go (design §20)."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap
from typing import Final, NamedTuple, TypeAlias

from sheets_sync.billing.bank_rows import RememberedRow
from sheets_sync.billing.currency import to_major
from sheets_sync.billing.days import to_date
from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.use_cases.statements.bank_standing import StandingRows

_KEY: Final = "bank.gone"
_FIRST: Final = 3
"""Rows that a finding names, of many."""

Lost: TypeAlias = tuple[RememberedRow, int]
"""A row that is gone, and whose it was: the client's code."""


class ToldAsOne(NamedTuple):
    """Rows that are gone and were told as one: the last ``day`` of theirs, their sum, and the
    fingerprints of their entries."""

    day: int
    amount: int
    marks: tuple[str, ...]


class GoneKnown(NamedTuple):
    """What the last run knew: the fingerprints of rows that went under an older program
    (``let_go``), and what was ``told``, or said to be right since."""

    let_go: frozenset[str] = frozenset()
    told: tuple[ToldAsOne, ...] = ()


def gone_known(memory: Memory) -> GoneKnown | None:
    """What the last run left; None where it was one of an older program, or that makes no sense."""
    try:
        let_go, told = json.loads(memory.recall(_KEY) or "")
        as_one = ((int(day), int(sum_), tuple(map(str, marks))) for day, sum_, marks in told)
        return GoneKnown(frozenset(map(str, let_go)), tuple(starmap(ToldAsOne, as_one)))
    except (ValueError, TypeError):
        return None


def remember_gone(memory: Memory, known: GoneKnown | None, rows: StandingRows) -> None:
    """Keep for the next run what this one knew (None: it did not look), but for the ``rows`` that
    stand by now."""
    if known is None:
        return
    back = {each.fingerprint for each in rows.standing()} if known.let_go else set[str]()
    left = known._replace(let_go=known.let_go - back)
    if left != gone_known(memory):
        memory.remember(_KEY, json.dumps([sorted(left.let_go), left.told]))


def by_client(lost: Iterable[Lost]) -> list[Sequence[Lost]]:
    """The rows that are told as one: those of a client in one currency, the oldest first."""
    found: dict[tuple[int, str], list[Lost]] = defaultdict(list)
    for row, code in lost:
        found[code, row.currency].append((row, code))
    return [sorted(each, key=lambda one: one[0].day) for each in found.values()]


def as_one(rows: Sequence[Lost]) -> ToldAsOne:
    """What is kept of rows that are told as one."""
    amount = sum(row.amount for row, _ in rows)
    return ToldAsOne(rows[-1][0].day, amount, tuple(row.code.fingerprint for row, _ in rows))


def not_said_to_be_right(
    lost: Sequence[Lost], known: Iterable[ToldAsOne], said: Counter[tuple[int, int]]
) -> tuple[list[Lost], list[ToldAsOne]]:
    """Without those that people ``said`` are right, by day and amount: of one row, or of all that
    was told as one; with the latter, which go on to be said so."""
    left = [*_by_themselves(lost, said)]
    told = {*known, *map(as_one, by_client(left))}
    spoken = [each for each in sorted(told) if len(each.marks) > 1 and _takes(said, each[:2])]
    marks = {mark for each in spoken for mark in each.marks}
    return [each for each in left if each[0].code.fingerprint not in marks], spoken


def _by_themselves(lost: Iterable[Lost], said: Counter[tuple[int, int]]) -> Iterator[Lost]:
    return (each for each in lost if not _takes(said, (each[0].day, each[0].amount)))


def _takes(said: Counter[tuple[int, int]], one: tuple[int, int]) -> bool:
    """Whether that is said, once for each row that says it."""
    there = said[one] > 0
    said[one] -= there
    return there


def finding_of(rows: Sequence[Lost], client: str, source: int) -> Finding:
    """What is told of rows of a client that are gone, the oldest first."""
    place = "payments", source, 0, "client"
    if len(rows) == 1:
        (row, _), *_ = rows
        was = f"{_day(row)} · {_money(row.amount, row)}"
        return Finding(Code.BANK_ROW_GONE, *place, client=client, near=was)
    first, last, told = rows[0][0], rows[-1][0], as_one(rows)
    near = f"{len(rows)} × {_day(first)} … {_day(last)} = {_money(told.amount, last)}"
    beginning = (f"{_day(row)} · {to_major(row.amount, row.currency)}" for row, _ in rows[:_FIRST])
    text = ", ".join(beginning)
    many = Variant.MANY
    return Finding(Code.BANK_ROW_GONE, *place, text, client=client, near=near, variant=many)


def _day(row: RememberedRow) -> str:
    return to_date(row.day).isoformat()


def _money(amount: int, row: RememberedRow) -> str:
    return f"{to_major(amount, row.currency)} {row.currency}"
