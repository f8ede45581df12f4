"""Notices: append-only, every letter that was held or sent (design §3).

A line stays in the row where its number stands, wherever managers moved it, so that their tick
in Send stays beside it; new lines go to the foot.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Final, TypeAlias

from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.days import EPOCH
from sheets_sync.columns.cell import Cell
from sheets_sync.notices.ledger.before_codes import code_before
from sheets_sync.reading.cells import read_aloud
from sheets_sync.reading.meaning.vocabulary import go_or_halt, says_no
from sheets_sync.showing import encode
from sheets_sync.showing.encode import as_it_is
from sheets_sync.showing.own_places import as_made, own_places
from sheets_sync.showing.own_tabs import NOTICES
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.diff import Wanted
from sheets_sync.spreadsheet.protocol import Snapshot, Tab

Row: TypeAlias = Sequence[Value]

_TICKS: Final = ("✓", "✔", "☑", "+")
"""What people draw where a checkbox would be."""
_CROSSES: Final = ("☐", "-", "–", "—")
"""And where it would be clear. An x is a tick to some and a no to others."""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A line of Notices: amounts in minor units of ``currency``; ``code`` says what ``kind`` and
    ``state`` say, to a machine (``notices.codes``)."""

    number: int
    when: datetime
    client: str
    kind: str
    balance: int
    asked: int
    currency: str
    invoice: str
    to: str
    state: str
    code: str

    @property
    def invoice_prefix(self) -> str:
        """What stands before the invoice's number: no digit ends it."""
        return self.invoice.rstrip("0123456789")

    @property
    def invoice_number(self) -> int | None:
        """The number alone; None of a line without an invoice."""
        digits = self.invoice[len(self.invoice_prefix) :]
        return int(digits) if digits else None


def notices_as_made(snapshot: Snapshot) -> Tab | None:
    """The tab as made, each line with its code; None where there is none."""
    tab = snapshot.own(NOTICES.role)
    return with_codes(as_made(tab, own_places(tab, NOTICES))) if tab is not None else None


def with_codes(tab: Tab) -> Tab:
    """The tab with codes beside the lines of a time when there were none."""
    if tab.marks:
        return tab
    columns = list(tab.columns)
    kinds, states = columns[NOTICES.at("kind")], columns[NOTICES.at("state")]
    codes: list[Cell] = [None] * tab.height
    for number, row in _rows_of_numbers(tab).items():
        kind, state = str(kinds[row - 1] or ""), str(states[row - 1] or "")
        codes[row - 1] = str(code_before(kind, state, number))
    columns[NOTICES.at("code")] = codes
    return replace(tab, columns=columns)


def notice_columns(tab: Tab, header: Sequence[str], lines: Sequence[NoticeLine]) -> list[Wanted]:
    """Notices: each line in the row where its number already stands, new ones at the foot.

    The Send column is the staff's and not among them.
    """
    rows = _rows_of_numbers(tab)
    # A row ticked in advance is passed over: a tick is for the letter that stands beside it.
    foot = max([1, *rows.values(), *_ticked_rows(tab)])
    for line in lines:
        if line.number not in rows:
            foot += 1
            rows[line.number] = foot
    at = {rows[line.number]: _notice_row(line) for line in lines}
    staff = {i for i, column in enumerate(NOTICES.columns) if column.staff}
    return [
        Wanted(
            tab.ref, index, 1,
            [name] if index in staff else [name, *_cells(tab, index, at, foot)],
            to_foot=False,
        )
        for index, name in enumerate(header)
    ]  # fmt: skip


def read_lines(tab: Tab | None, currency: str) -> list[NoticeLine]:
    """The lines of the tab as they stand there; ``currency`` where a cell names none we know.

    A line whose time is no time is as old as can be.
    """
    if tab is None:
        return []
    keys = [column.key for column in NOTICES.columns]
    return [
        _read_line({key: tab.columns[at][row - 1] for at, key in enumerate(keys)}, number, currency)
        for number, row in _rows_of_numbers(tab).items()
    ]


def _read_line(cells: Mapping[str, Cell], number: int, currency: str) -> NoticeLine:
    code = _currency(cells["currency"], currency)
    return NoticeLine(
        number=number,
        when=_when(cells["when"]),
        client=str(cells["client"] or ""),
        kind=str(cells["kind"] or ""),
        balance=_minor(cells["balance"], code),
        asked=_minor(cells["asked"], code),
        currency=code,
        invoice=_text(cells["invoice"]),
        to=str(cells["to"] or ""),
        state=str(cells["state"] or ""),
        code=str(cells["code"] or ""),
    )


def _currency(cell: Cell, currency: str) -> str:
    own = str(cell or "")
    return own if own in MINOR_DIGITS else currency


def _when(cell: Cell) -> datetime:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return datetime.combine(EPOCH, time()) + timedelta(seconds=round(cell * 86_400))
    return datetime.combine(EPOCH, time())


def _minor(cell: Cell, currency: str) -> int:
    """An amount that we wrote ourselves, back in minor units."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return 0
    return round(Decimal(str(cell)).scaleb(MINOR_DIGITS[currency]))


def _text(cell: Cell) -> str:
    """Digits that a spreadsheet took for a number are text again."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "")


def last_number(tab: Tab | None) -> int:
    """The highest number in the tab; 0 where there is none."""
    return max(_rows_of_numbers(tab), default=0) if tab is not None else 0


def codes(tab: Tab | None) -> dict[int, str]:
    """The code beside each number."""
    if tab is None:
        return {}
    cells = tab.columns[NOTICES.at("code")]
    return {number: str(cells[row - 1] or "") for number, row in _rows_of_numbers(tab).items()}


def ticked(tab: Tab | None) -> set[int]:
    """The numbers of the notices whose Send is ticked."""
    if tab is None:
        return set()
    send = tab.columns[NOTICES.at("send")]
    return {number for number, row in _rows_of_numbers(tab).items() if _is_ticked(send[row - 1])}


def ticked_amounts(tab: Tab | None, currency: str) -> dict[int, int | None]:
    """The numbers whose Send is ticked, with the amounts that people see beside them, ours or typed
    over, in minor units: 0 where that is none, None where it is blank. ``currency`` as in
    ``read_lines``."""
    if tab is None:
        return {}
    send, asked, money = (tab.columns[NOTICES.at(key)] for key in ("send", "asked", "currency"))
    return {
        number: _minor(asked[row - 1], _currency(money[row - 1], currency))
        if asked[row - 1] not in (None, "")
        else None
        for number, row in _rows_of_numbers(tab).items()
        if _is_ticked(send[row - 1])
    }


def answered_no(tab: Tab | None) -> set[int]:
    """The numbers beside which Send says no, in a word: what is blank or drawn says nothing."""
    if tab is None:
        return set()
    send = tab.columns[NOTICES.at("send")]
    return {number for number, row in _rows_of_numbers(tab).items() if _is_no(send[row - 1])}


def sends(tab: Tab) -> dict[int, tuple[int, int]]:
    """Where the Send of each number stands: column (from 0) and sheet row, as the tab is."""
    places = own_places(tab, NOTICES)
    rows = _rows_of_numbers(as_made(tab, places))
    return {number: places.moved(NOTICES.at("send"), row) for number, row in rows.items()}


def unclear_sends(tab: Tab) -> dict[int, tuple[int, int, str]]:
    """The numbers of the lines, whatever became of their letters, whose Send says neither yes nor
    no: the cell's column (from 0) and sheet row, as the tab stands, and what it says."""
    places, made = own_places(tab, NOTICES), with_codes(as_made(tab, own_places(tab, NOTICES)))
    send = made.columns[NOTICES.at("send")]
    return {
        number: (*places.moved(NOTICES.at("send"), row), read_aloud(send[row - 1]))
        for number, row in _rows_of_numbers(made).items()
        if _says(send[row - 1]) is None
    }


def _says(cell: Cell) -> bool | None:
    """A checkbox is a boolean; in .xlsx, which has none, people choose or type the word, or 1, or
    draw the tick. None where it is neither yes nor no; a blank is no."""
    if cell is None or isinstance(cell, bool):
        return bool(cell)
    if cell in (0, 1):
        return cell == 1
    text = cell.strip() if isinstance(cell, str) else "?"
    if not text or text in _TICKS or text in _CROSSES:
        return text in _TICKS
    return go_or_halt(text)


def _is_no(cell: Cell) -> bool:
    return isinstance(cell, str) and says_no(cell)


def _is_ticked(cell: Cell) -> bool:
    return _says(cell) is True


def _ticked_rows(tab: Tab) -> list[int]:
    """The rows with a tick or a no, be there a line beside it or not."""
    send = tab.columns[NOTICES.at("send")]
    return [row for row, cell in enumerate(send, start=1) if _is_ticked(cell) or _is_no(cell)]


def _cells(tab: Tab, index: int, at: Mapping[int, Row], foot: int) -> list[Value]:
    """A column from row 2 to ``foot``; rows that hold no line of ours stay as they are."""
    there = tab.columns[index]
    return [
        at[row][index] if row in at else as_it_is(there[row - 1]) if row <= len(there) else None
        for row in range(2, foot + 1)
    ]


def _rows_of_numbers(tab: Tab) -> dict[int, int]:
    """The sheet row of each notice number in the tab."""
    numbers: Sequence[Cell] = tab.columns[0] if tab.columns else ()
    return {
        int(cell): row
        for row, cell in enumerate(numbers, start=1)
        if isinstance(cell, (int, float)) and not isinstance(cell, bool)
    }


def _notice_row(line: NoticeLine) -> Row:
    return (
        float(line.number),
        line.when,
        encode.text(line.client),
        line.kind,
        encode.major(line.balance, line.currency),
        encode.major(line.asked, line.currency),
        line.currency,
        line.invoice or None,
        encode.text(line.to),
        encode.text(line.state),
        None,
        line.code,
    )
