"""The tab Bank as one more source of Payments: each credit counts once, for whoever it is (§20).

Whose it is says staff's Client, or, where that is blank, our Matched; a dash says nobody's. What
staff chose overrules all; what was only matched waits beside its like in Payments.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.bank_rows import BankRows, BankState
from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.fingerprints import EntryCode, read_entry_code
from sheets_sync.columns.codes import NONE
from sheets_sync.reading.bank_tab.bank_beside import Pairs, ToldBeside
from sheets_sync.reading.bank_tab.bank_cells import bank_column, effective
from sheets_sync.reading.bank_tab.bank_money import (
    BankFacts,
    amounts_of,
    changed,
    copied_rows,
    currencies_of,
    with_typed_ones,
)
from sheets_sync.reading.bank_tab.bank_payments import (
    BankRead,
    all_typed,
    credits_of,
    strays_of_bank,
    those_that_count,
)
from sheets_sync.reading.bank_tab.bank_twins import (
    TypedPlace,
    corrected,
    taken_back,
    typed_perhaps,
    whose_it_was,
)
from sheets_sync.reading.bank_tab.bank_typed import equal_to_typed, waiting_ones
from sheets_sync.reading.cells import Rows, read_aloud
from sheets_sync.reading.layout import BANK
from sheets_sync.reading.meaning.cell_column import CellColumn, Mask
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.roles.catalogue import sound
from sheets_sync.reading.roles.clients import Clients
from sheets_sync.reading.roles.issues import Issues, names_by_row
from sheets_sync.reading.roles.payments import latest_openings, months_of, read_days
from sheets_sync.reading.sources.places import Places, bank_place
from sheets_sync.spreadsheet.protocol import Snapshot

_Found = TypeVar("_Found")

_UNSETTLED: Final = (BankState.COUNTED, BankState.WAITING, BankState.DUPLICATE)


def with_bank(
    snapshot: Snapshot,
    places: Places,
    clients: Clients,
    rules: Rules,
    day: int,
    typed_in: pd.DataFrame,
) -> BankRead:
    """The tab up to ``day``; ``typed_in`` are the sound rows of Payments, with ``reference``."""
    return _Reader(snapshot, places, clients, rules, day).read(typed_in)


class _Reader:
    """The rows of one tab on their way to payments."""

    def __init__(
        self, snapshot: Snapshot, places: Places, clients: Clients, rules: Rules, day: int
    ) -> None:
        source = bank_place(places)
        assert source is not None  # noqa: S101 - the caller looked
        tab = snapshot.tabs[source.ref]
        self._source, self._clients, self._rules, self._today = source, clients, rules, day
        self._called = places.payment
        cells = {
            key: bank_column(tab, source, key)
            for key in ("day", "client", "matched", "amount", "currency", "code")
        }
        typed_in = ~cells["amount"].blank & ~cells["client"].blank
        entry = ~cells["day"].blank | ~cells["code"].blank | typed_in
        self._cells = {key: column.where(entry) for key, column in cells.items()}
        rows = np.flatnonzero(entry).astype(np.int32) + source.header_row + 1
        chosen = ~self._cells["client"].blank
        whose, dashed = effective(self._cells["client"], self._cells["matched"])
        columns = {
            "date": self._cells["day"], "client": whose, "amount": self._cells["amount"],
            "kind": CellColumn(np.full(len(rows), NONE), []), "reference": self._cells["code"],
        }  # fmt: skip
        sources = np.full(len(rows), source.index, np.int16)
        self._rows = Rows("payments", sources, rows, columns)
        self._issues = Issues(self._rows)
        self._chosen, self._nobodys, self._waiting = chosen, dashed, whose.blank
        self._client_column = tab.marks.get(f"{BANK}.client", 0)

    def read(self, typed_in: pd.DataFrame) -> BankRead:
        """All of it."""
        told = self._told()
        opened = latest_openings(typed_in, len(self._clients.clients))[told.client]
        states = self._alone(told, opened)
        aside = taken_back(self._codes, states, self._chosen)
        states[[*aside]] = BankState.WAITING
        every = credits_of(self._rows, told.days, told.client, told.amount)
        like = all_typed(typed_in, every, states, self._by_bank)
        twins = self._equal(told, like, states)
        untold = self._untold(states)
        before = self._told_before(states, twins)
        aside = {at: first for at, first in aside.items() if states[at] == BankState.WAITING}
        self._tell_open(states, [*aside])
        beside = self._beside(told, like, states, Pairs(twins, before, aside))
        near = beside.typed_near(like, self._pays_in, told)
        read = BankRows(
            self._rows.row, states, told.client, told.days, told.amount, told.currency,
            self._by_row(beside.named(self._places(before))), self._by_row(untold),
            self._by_row(near), frozenset(self._by_row(beside.typed_before())),
        )  # fmt: skip
        counted = those_that_count(every, states)
        payments = pd.concat([typed_in, counted], ignore_index=True) if len(counted) else typed_in
        whose = whose_it_was(aside, beside.theirs(), told.client, like)
        strays = strays_of_bank(self._rows, self._clients, told, self._nobodys, self._rules)
        return BankRead(read, payments, strays, self._findings(told, whose))

    def _equal(
        self, told: BankFacts, like: pd.DataFrame, states: NDArray[np.int8]
    ) -> dict[int, TypedPlace]:
        """The typed rows that the bank's are equal to, which wait (``states``)."""
        banks = np.where(self._by_bank, states, BankState.WAITING)
        twins = equal_to_typed(self._codes, banks, told, like, self._pays_in)
        self._hold_equal(twins, states)
        return twins

    def _told_before(
        self, states: NDArray[np.int8], twins: Mapping[int, TypedPlace]
    ) -> dict[int, int]:
        """By position the row that each was told as before; such rows wait (``states``)."""
        before = dict(corrected(self._codes, states, frozenset(twins)))
        states[[*before]] = BankState.CORRECTED
        self._told_otherwise(before)
        return before

    def _beside(
        self, told: BankFacts, like: pd.DataFrame, states: NDArray[np.int8], pairs: Pairs
    ) -> ToldBeside:
        """What stands beside the rows; what took back a credit that nobody typed is RETURNED."""
        waiting = waiting_ones(told, states, self._by_bank, pairs.taken_back())
        perhaps = typed_perhaps(like, {*pairs.twins.values()}, self._pays_in, waiting)
        went_back = self._went_back(pairs.aside, {**pairs.twins, **perhaps})
        states[[at for at in pairs.aside if at not in perhaps]] = BankState.RETURNED
        return ToldBeside(pairs, perhaps, went_back, states)

    def _findings(self, told: BankFacts, whose: NDArray[np.int32]) -> list[Finding]:
        """All that is wrong, the clients ``whose`` the rows are named."""
        names = names_by_row(whose, [each.name for each in self._clients.clients])
        months = months_of(told.days, self._issues.positions())
        return self._issues.findings(client=names, months=months)

    @cached_property
    def _by_bank(self) -> Mask:
        """The rows that the bank told; others people typed below them."""
        return ~self._cells["code"].blank

    @cached_property
    def _pays_in(self) -> list[str]:
        """The currency of each client."""
        return [each.currency for each in self._clients.clients]

    def _told(self) -> BankFacts:
        """What each row says, with what is wrong in it."""
        rows, issues = self._rows, self._issues
        issues.missing(["date", "amount"])
        days = read_days(rows, issues, self._rules)
        told = currencies_of(self._cells["currency"], self._codes, issues)
        client = self._client_of(told)
        currency = with_typed_ones(told, self._codes, client, self._clients, self._rules)
        amount = amounts_of(rows, currency, issues, self._rules)
        differ = changed(self._codes, days, amount, currency) & ~issues.held
        issues.add(Code.BANK_ROW_CHANGED, "amount", differ, hold=True)
        copied = Variant.COPIED
        issues.add(
            Code.POSSIBLE_DUPLICATE,
            "reference",
            copied_rows(self._cells["code"]),
            hold=True,
            variant=copied,
        )
        return BankFacts(days, currency, client, amount)

    def _tell_open(self, states: NDArray[np.int8], aside: Sequence[int]) -> None:
        """A finding at each row that waits, but for those that are told otherwise (``aside``)."""
        equal, waits = states == BankState.DUPLICATE, states == BankState.WAITING
        waits[aside] = False
        self._issues.add(Code.POSSIBLE_DUPLICATE, "client", equal, variant=Variant.BANK)
        self._issues.add(Code.UNMATCHED_PAYMENT, "client", waits)

    def _hold_equal(self, pairs: Mapping[int, TypedPlace], states: NDArray[np.int8]) -> None:
        """Rows beside which people typed an equal one wait, with a finding where staff chose a
        client and did not speak of it by that. Where they did, both came."""
        for at, pair in pairs.items():
            if states[at] == BankState.COUNTED:
                states[at] = BankState.DUPLICATE
            elif states[at] == BankState.CHOSEN:
                states[at] = BankState.TYPED_SINCE
                where, near = np.arange(len(states)) == at, self._called(*pair)
                since = Variant.CHOSEN
                self._issues.add(Code.POSSIBLE_DUPLICATE, "client", where, near=near, variant=since)

    def _went_back(
        self, aside: Mapping[int, int], typed: Mapping[int, TypedPlace]
    ) -> dict[int, TypedPlace]:
        """By position what a row takes back that staff put aside (``aside``, by position its
        position): the row that people typed for it, where that is known, else itself. A finding at
        each."""
        own = self._places(aside)
        found = {at: typed.get(first, own[at]) for at, first in aside.items()}
        for at, place in found.items():
            where, near = np.arange(len(self._rows)) == at, self._called(*place)
            back = Variant.RETURNED
            self._issues.add(Code.UNMATCHED_PAYMENT, "client", where, near=near, variant=back)
        return found

    def _places(self, before: Mapping[int, int]) -> dict[int, tuple[int, int]]:
        """By position where the row stands that was told otherwise before."""
        source, row = self._source.index, self._rows.row
        return {at: (source, int(row[first])) for at, first in before.items()}

    def _by_row(self, found: Mapping[int, _Found]) -> dict[int, _Found]:
        """By sheet row what was found by position."""
        return {int(self._rows.row[at]): each for at, each in found.items()}

    def _alone(self, told: BankFacts, opened: NDArray[np.int32]) -> NDArray[np.int8]:
        """What each row comes to by itself, one of no money that people typed to nobody's;
        ``opened``: the day of the opening of its client's account."""
        days, any_money = told.days, self._by_bank | (told.amount != 0)
        states = np.where(self._chosen, BankState.CHOSEN, BankState.COUNTED).astype(np.int8)
        states[self._nobodys | self._waiting] = BankState.NOBODYS
        states[self._waiting & any_money] = BankState.WAITING
        states[self._issues.held], states[days > self._today] = BankState.FAULTY, BankState.LATER
        counts = np.isin(states, (BankState.COUNTED, BankState.CHOSEN))
        states[counts & (days <= opened)] = BankState.IN_OPENING
        return states

    def _client_of(self, currency: Sequence[str]) -> NDArray[np.int32]:
        """The client of each row; NONE, and a finding where one is named who is not known, or pays
        in another currency."""
        column, issues = self._rows.columns["client"], self._issues
        read = column.read(self._clients.read)
        among = ~self._nobodys
        issues.from_reading("client", read, hold=True, among=among, offer=self._clients.nearest)
        client = column.look_up(sound(read), NONE, "int32")
        pays = names_by_row(client, [each.currency for each in self._clients.clients])
        other = np.array(
            [bool(a and b and a != b) for a, b in zip(pays, currency, strict=True)], bool
        )
        issues.add(Code.BAD_CURRENCY, "client", other & among, hold=True)
        matched = self._cells["matched"]
        may_be = matched.look_up(sound(matched.read(self._clients.read)), NONE, "int32")
        return np.where(among, client, may_be).astype(np.int32)

    @cached_property
    def _codes(self) -> list[EntryCode | None]:
        """What the code of each row says."""
        column = self._cells["code"]
        codes = [*map(read_entry_code, map(read_aloud, column.cells)), None]
        return [codes[code] for code in column.codes.tolist()]

    def _told_otherwise(self, before: Mapping[int, int]) -> None:
        """A finding at each row that waits beside what the bank told before it, with the place of
        that."""
        source, rows = self._source, self._rows
        for at, first in before.items():
            cell = source.cell(self._client_column, int(rows.row[first]))
            where = np.arange(len(rows)) == at
            self._issues.add(Code.TOLD_OTHERWISE, "client", where, near=source.place(cell))

    def _untold(self, states: NDArray[np.int8]) -> dict[int, str]:
        """By position the statement that tells an entry no more: such a row waits (``states``),
        unless staff choose the client for it. One that they had chosen for before is told."""
        found = {}
        for at, code in enumerate(self._codes):
            by = code.untold if code else None
            if by is None:
                continue
            where = np.arange(len(states)) == at
            if states[at] in _UNSETTLED:
                found[at], states[at] = by.file, BankState.UNTOLD
                self._issues.add(Code.NO_LONGER_TOLD, "client", where, near=by.file)
            elif by.chosen and states[at] == BankState.CHOSEN:
                chosen = Variant.CHOSEN
                self._issues.add(Code.NO_LONGER_TOLD, "client", where, near=by.file, variant=chosen)
        return found
