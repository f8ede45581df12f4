"""A year of log rows for the demo: orders spread over the year, each a handful of rows.

Everything hangs on the seed and on days counted back from today, so that the story is the same
on every day it is told.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import TypeAlias, cast

from sheets_sync.deferred import dataclass
from sheets_sync.demo.story import (
    AGREED,
    CUSTOMERS,
    FAVOUR,
    PERSONAL,
    REMARKS,
    SERVICES,
    SPECIALS,
    STAFF,
    TAKER,
    Both,
    Customer,
    Service,
)
from sheets_sync.words.speaking import Words

YEAR = 364
FAVOURS_A_YEAR = 44
TYPO_DAYS_AGO = 5

Row: TypeAlias = dict[str, str | float | date | None]
"""A row of a tab: what staff typed, by column key of ``layout``."""


@dataclass(frozen=True)
class _Diary:
    """Writes log rows: a row is a dict by column key of ``layout.LOG``."""

    today: date
    words: Words
    random: Random
    seen: set[tuple[object, ...]]

    def day(self, ago: int) -> date:
        """A working day so many days ago: weekends are Fridays."""
        day = self.today - timedelta(days=ago)
        return day - timedelta(days=max(day.weekday() - 4, 0))

    def row(
        self,
        customer: Customer,
        service: Both,
        ago: int,
        minutes: int,
        **more: str | float | date | None,
    ) -> Row:
        """One row; never the double of another, which would look like a slip."""
        row: Row = {
            "date": self.day(ago),
            "client": customer.name.to(self.words),
            "service": service.to(self.words),
            "staff": self.random.choice(STAFF).to(self.words),
            "channel": self._channel(customer).to(self.words),
            **more,
        }
        but_note = tuple(cell for key, cell in row.items() if key != "note")
        while (*but_note, minutes) in self.seen:
            minutes += 1
        self.seen.add((*but_note, minutes))
        return {**row, "minutes": minutes}

    def remark(self, kind: str) -> str:
        """What staff noted beside such a row."""
        return self.random.choice(REMARKS[kind]).to(self.words)

    def _channel(self, customer: Customer) -> Both:
        off = self.random.random() < customer.appetite.off_channel
        return self.random.choice(PERSONAL if off else AGREED)


def log_rows(today: date, words: Words, seed: int) -> list[Row]:
    """The rows of Log, oldest first, none after ``today``."""
    diary = _Diary(today, words, Random(seed), set())
    dated = [
        (ago, row)
        for number, customer in enumerate(CUSTOMERS, start=1)
        for ago, row in _year_of(customer, number, diary)
        if ago >= customer.paused_since
    ]
    dated += _specials(diary)
    dated.sort(key=lambda item: -item[0])
    rows = [row for _, row in dated]
    _mistype_one(rows, today, words)
    return rows


def _year_of(customer: Customer, number: int, diary: _Diary) -> Iterator[tuple[int, Row]]:
    gap = YEAR / customer.orders
    for index in range(customer.orders):
        begun = round(YEAR - gap * (index + diary.random.uniform(0.0, 0.5)))
        yield from _order(customer, f"{number}{index + 1:02}", begun, round(gap), diary)
    if customer is TAKER:
        yield from _favours(diary)


def _order(
    customer: Customer, order: str, begun: int, length: int, diary: _Diary
) -> Iterator[tuple[int, Row]]:
    for service in SERVICES:
        always = customer is TAKER
        if not always and diary.random.random() >= service.share:
            continue
        for nth in range(
            diary.random.randint(*customer.appetite.rows.get(service.key, service.rows))
        ):
            ago = begun - diary.random.randint(0, length)
            if ago >= 0:
                yield ago, _row(customer, service, order, ago, nth, diary)


def _row(
    customer: Customer, service: Service, order: str, ago: int, nth: int, diary: _Diary
) -> Row:
    usual = service.minutes * customer.appetite.factor(service.key)
    minutes = max(5, round(usual * diary.random.uniform(0.75, 1.25) / 5) * 5)
    more: Row = {"order": order}
    if service.key == "banner":
        more["quantity"] = diary.random.choice((1, 1, 2))
    if customer is TAKER and service.key in REMARKS and nth and diary.random.random() < 0.4:
        more["note"] = diary.remark(service.key)
    return diary.row(customer, service.name, ago, minutes, **more)


def _specials(diary: _Diary) -> Iterator[tuple[int, Row]]:
    """A reversal, a price agreed for once, a service for free."""
    for special in SPECIALS:
        cells: Row = {"quantity": special.quantity, "agreed": special.agreed}
        filled = {key: cell for key, cell in cells.items() if cell is not None}
        yield special.days_ago, diary.row(
            special.customer, special.service.name, special.days_ago, special.minutes,
            note=special.note.to(diary.words), **filled,
        )  # fmt: skip


def _favours(diary: _Diary) -> Iterator[tuple[int, Row]]:
    """What no price list knows, on somebody's own phone: unbilled."""
    for index in range(FAVOURS_A_YEAR):
        ago = round(index * YEAR / FAVOURS_A_YEAR) + diary.random.randint(1, 6)
        minutes = diary.random.randint(2, 9) * 5
        channel = diary.random.choice(PERSONAL).to(diary.words)
        note = diary.remark("favour")
        yield ago, diary.row(TAKER, FAVOUR, ago, minutes, channel=channel, note=note)


def _mistype_one(rows: list[Row], today: date, words: Words) -> None:
    """One client's name is misspelt in a recent row: a finding, and never a guess."""
    name = CUSTOMERS[4].name.to(words)
    since = today - timedelta(days=TYPO_DAYS_AGO)
    theirs = [row for row in rows if row["client"] == name and cast("date", row["date"]) <= since]
    theirs[-1]["client"] = name.replace("l", "", 1).replace("сте", "се", 1)
