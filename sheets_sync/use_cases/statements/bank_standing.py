"""The rows that stand in the tab Bank, as entries of the bank again (design §20)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

import numpy as np

from sheets_sync.bank.entries import BankEntry, Party
from sheets_sync.bank.identities import StandingEntry
from sheets_sync.bank.judging import Judged
from sheets_sync.bank.matcher import Matcher
from sheets_sync.bank.met_before import Lot
from sheets_sync.bank.payers import Identifiers, identifiers_of
from sheets_sync.bank.paying import Whose
from sheets_sync.billing.bank_rows import MOST_NAMED, BankRows, BankState, RememberedRow
from sheets_sync.billing.fingerprints import (
    ALIKE,
    ELSEWHERE,
    LEARNT,
    EntryCode,
    read_entry_code,
)
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Client
from sheets_sync.columns.codes import NONE
from sheets_sync.reading.bank_tab.bank_cells import is_dash
from sheets_sync.spreadsheet.protocol import Tab
from sheets_sync.use_cases.statements.bank_questions import GoneRow, RowBesideTyped
from sheets_sync.use_cases.statements.bank_tab_texts import EntryFacts, bank_texts, facts_of

_BESIDE: Final = {ELSEWHERE: Lot.ELSEWHERE, ALIKE: Lot.ALIKE}
_CHOSEN: Final = (BankState.CHOSEN, BankState.TYPED_SINCE)
_READ: Final = ("payer", "purpose", "account", "tax_number", "matched", "client")


class StandingRows:
    """The rows of a ``tab``, read as ``rows``; ``clients`` by their codes. Positions are those of
    ``rows``."""

    def __init__(self, tab: Tab, rows: BankRows, clients: Sequence[Client]) -> None:
        self._rows, self._clients = rows, clients
        at = rows.rows - 1
        self._texts = {key: bank_texts(tab, key, at.tolist()) for key in _READ}
        self._codes = [read_entry_code(text) for text in bank_texts(tab, "code", at.tolist())]

    @property
    def is_any(self) -> bool:
        """Whether the tab has a row at all."""
        return len(self._codes) > 0

    def standing(self, but: Collection[str] = ()) -> list[StandingEntry]:
        """All that have a code, those with some fingerprints left out."""
        coded = ((at, code) for at, code in self._coded() if code.fingerprint not in but)
        return [self._standing(at, code) for at, code in coded]

    def row_of(self, fingerprint: str, amount: int) -> int | None:
        """The sheet row of an entry of that signed amount; None where none stands."""
        at = self._places.get(fingerprint)
        return None if at is None or self._rows.amount[at] != amount else self._row(at)

    def learnt(self) -> list[tuple[str, Identifiers]]:
        """What told apart the payers of rows that staff settled, by client."""
        chosen = np.flatnonzero(np.isin(self._rows.states, _CHOSEN)).tolist()
        return [(self._client(at), identifiers_of(self._party(at))) for at in chosen]

    def settled(self) -> list[tuple[str, str]]:
        """What the payers of these are called, by client."""
        chosen = np.flatnonzero(np.isin(self._rows.states, _CHOSEN)).tolist()
        return [(self._client(at), self._party(at).name) for at in chosen]

    def waiting(self) -> list[tuple[int, BankEntry, str]]:
        """The rows that nobody chose a client for and nobody is matched to: sheet row, the entry,
        its currency. What waits beside another entry is not looked at again."""
        beside = [*self._of_state(BankState.CORRECTED), *self._of_state(BankState.UNTOLD)]
        nobodys = [at for at in beside if not self._client(at)]
        return self._alone([*self._of_state(BankState.WAITING), *nobodys])

    def of_nobody_now(self) -> list[tuple[int, BankEntry, str]]:
        """The same of rows that were matched to a client who is not called so any more."""
        found = self._of_state(BankState.FAULTY)
        ours = (at for at in found if not self._texts["client"][at])
        return self._alone(at for at in ours if not self._client(at))

    def of_the_gone(self) -> list[GoneRow]:
        """The rows of clients who are not called so any more."""
        found = self._of_state(BankState.FAULTY)
        return [self._gone(at) for at in found if not self._client(at) and self._named(at)]

    def _gone(self, at: int) -> GoneRow:
        named, chosen = self._named(at), bool(self._texts["client"][at])
        return GoneRow(self._row(at), named, self._rows.currency[at], chosen)

    def _named(self, at: int) -> str:
        return self._texts["client"][at] or self._texts["matched"][at]

    def alike(self) -> Iterator[tuple[BankEntry, str, str]]:
        """The same as ``wrongly_chosen`` of rows that may be another statement's, too, or take back
        what staff put aside."""
        waiting = self._of_state(BankState.WAITING)
        may_be = [at for at in waiting if self._beside(at) in _BESIDE]
        for at in (*may_be, *self._of_state(BankState.RETURNED)):
            yield self._entry(at), self._rows.currency[at], ""

    def wrongly_chosen(self) -> Iterator[tuple[BankEntry, str, str]]:
        """The entries, their currency, and whose they were matched to, of rows beside which staff
        chose nobody who is known, or whom such money can be of."""
        for at in self._of_state(BankState.FAULTY):
            if self._texts["client"][at] and not self._may_be_theirs(at):
                yield self._entry(at), self._rows.currency[at], self._texts["matched"][at]

    def to_come(self) -> Iterator[tuple[BankEntry, str, str]]:
        """The same of rows of nobody whose day is still to come."""
        for at in self._of_state(BankState.LATER):
            if not self._named(at):
                yield self._entry(at), self._rows.currency[at], ""

    def paying_later(self) -> frozenset[str]:
        """The folded names of those whose rows these are."""
        names = map(self._named, self._of_state(BankState.LATER))
        return frozenset(fold(name) for name in names if name and not is_dash(name))

    def _may_be_theirs(self, at: int) -> bool:
        code = int(self._rows.client[at])
        return code != NONE and self._clients[code].currency == self._rows.currency[at]

    def by_learning(self, owns: Callable[[Party, str], bool]) -> list[tuple[int, BankEntry, str]]:
        """The same of rows that are matched by what choices taught, and that ``owns`` does not say
        of payer and client any more."""
        matched = (at for at, code in self._coded() if code.beside == LEARNT)
        ours = (at for at in matched if not self._texts["client"][at])
        return self._alone(at for at in ours if not owns(self._party(at), self._client(at)))

    def judged_again(self, matcher: Matcher) -> Iterator[tuple[int, Judged]]:
        """The rows that do not wait, by sheet row, as they were judged once, most likely: to say
        again how, in another language."""
        unlearnt = replace(matcher, learnt=())
        for at, code in self._coded():
            if self._rows.states[at] != BankState.WAITING:
                yield self._row(at), self._judged_again(at, code, matcher, unlearnt)

    def _judged_again(
        self, at: int, code: EntryCode, matcher: Matcher, unlearnt: Matcher
    ) -> Judged:
        entry, currency = self._entry(at), self._rows.currency[at]
        matched = self._texts["matched"][at]
        whose = matcher.whose(entry, currency)
        if fold(whose.client) != fold(matched):
            # A choice of theirs is no evidence for itself.
            whose = Whose(matched) if matched else unlearnt.offers(entry, currency)
        lot = Lot.MATCHED if entry.credit else Lot.RETURNED
        lot = _BESIDE.get(code.beside, lot)
        entry = replace(entry, returned=not entry.credit)
        return Judged(entry, "", currency, code.form, lot, whose, code.fingerprint)

    def recoded(
        self,
        anew: Mapping[int, Whose],
        both: Callable[[str, str], bool],
        again: Callable[[EntryCode, str], EntryCode],
        since: Mapping[int, EntryCode],
    ) -> Iterator[tuple[int, EntryCode]]:
        """The codes, by sheet row, of rows of which learning decides now, or does not any more, of
        those told instead of another where ``both`` came, of those that statements tell again
        (``again``, told whom staff chose), or no more; and what else they are now, ``since``."""
        for at, code in self._coded():
            row = self._row(at)
            wanted, whose = since.get(row, code), anew.get(row)
            if whose is not None:
                wanted = replace(wanted, beside=LEARNT if whose.learnt else "")
            if code.instead and both(code.fingerprint, code.instead):
                wanted = replace(wanted, instead="")
            wanted = again(wanted, self._chosen(at))
            if wanted != code:
                yield row, wanted

    def _chosen(self, at: int) -> str:
        """The client whom staff chose for a row that counts by that; "" for any other."""
        return self._client(at) if self._rows.states[at] in _CHOSEN else ""

    def beside_typed(self) -> Iterator[RowBesideTyped]:
        """All that have a code, with what people typed near them."""
        rows = self._rows
        for at, code in self._coded():
            row, state = self._row(at), BankState(rows.states[at])
            typed = rows.typed.get(row, ())
            facts = [(fold(self._clients[each.client].name), each.day) for each in typed]
            day, named = int(rows.day[at]), rows.named(row, state)[:MOST_NAMED]
            matched = bool(self._client(at))
            yield RowBesideTyped(row, code, state, day, named, matched, typed, facts)

    def names(self) -> frozenset[str]:
        """The folded names of all clients."""
        return frozenset(fold(each.name) for each in self._clients)

    def days(self) -> dict[str, int]:
        """The days of all that have a code, by fingerprint."""
        return {code.fingerprint: int(self._rows.day[at]) for at, code in self._coded()}

    def corrected(self) -> dict[str, str]:
        """The fingerprints of those that the bank told instead of others, each with that of the
        other."""
        return {code.fingerprint: code.instead for _, code in self._coded() if code.instead}

    def without_code(self) -> dict[EntryFacts, list[int]]:
        """The sheet rows of entries whose code is gone, by what they say."""
        lost: dict[EntryFacts, list[int]] = {}
        for at, code in enumerate(self._codes):
            if code is None:
                facts = facts_of(self._entry(at), self._rows.currency[at])
                lost.setdefault(facts, []).append(self._row(at))
        return lost

    def following(self, anew: Mapping[int, Whose]) -> Iterator[tuple[int, str]]:
        """What Matched is to say beside each refund that staff chose nobody for, where that is
        something else: whose the credit is which it takes back, ``anew`` being whose some are."""
        places = self._places
        for at, code in self._coded():
            first = places.get(code.beside)
            if first is not None and not self._texts["client"][at]:
                wanted = self._counted_as(first, anew)
                if wanted != self._texts["matched"][at]:
                    yield self._row(at), wanted

    def remembered(self) -> dict[str, RememberedRow | None]:
        """What is to be remembered of each row that is sound, by fingerprint; None where it is
        nobody's yet."""
        states = self._rows.states
        sound = ((at, code) for at, code in self._coded() if states[at] != BankState.FAULTY)
        return {code.fingerprint: self._remembered(at, code) for at, code in sound}

    def choices(self) -> list[tuple[int, str, str, str]]:
        """Sheet row, fingerprint, payer and what stands in Client, of all that have a code."""
        payer, said = self._texts["payer"], self._texts["client"]
        return [
            (self._row(at), code.fingerprint, payer[at], said[at]) for at, code in self._coded()
        ]

    def _remembered(self, at: int, code: EntryCode) -> RememberedRow | None:
        matched, client = self._texts["matched"][at], self._texts["client"][at]
        if not (matched or client):
            return None
        rows = self._rows
        party = self._party(at) if client or code.beside == LEARNT else Party()
        facts = int(rows.day[at]), int(rows.amount[at]), rows.currency[at]
        return RememberedRow(code, *facts, matched, client, party.account, party.tax_number)

    def client_of(self, fingerprint: str) -> str | None:
        """What Matched says, or staff chose, of the entry; None where it does not stand."""
        at = self._places.get(fingerprint)
        return None if at is None else self._counted_as(at, {})

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {code.fingerprint: at for at, code in self._coded()}

    def _counted_as(self, at: int, anew: Mapping[int, Whose]) -> str:
        if self._rows.states[at] == BankState.NOBODYS:
            return ""  # that the money went back asks anew: Payments may have it
        now = anew.get(self._row(at))
        return now.client if now else self._client(at)

    def _alone(self, positions: Iterable[int]) -> list[tuple[int, BankEntry, str]]:
        found = (at for at in positions if self._beside(at) in ("", LEARNT))
        return [(self._row(at), self._entry(at), self._rows.currency[at]) for at in found]

    def _coded(self) -> Iterator[tuple[int, EntryCode]]:
        return ((at, code) for at, code in enumerate(self._codes) if code is not None)

    def _of_state(self, state: BankState) -> list[int]:
        found: list[int] = np.flatnonzero(self._rows.states == state).tolist()
        return found

    def _beside(self, at: int) -> str:
        code = self._codes[at]
        return code.beside if code else ""

    def _row(self, at: int) -> int:
        return int(self._rows.rows[at])

    def _client(self, at: int) -> str:
        code = int(self._rows.client[at])
        return self._clients[code].name if code != NONE else ""

    def _party(self, at: int) -> Party:
        return Party(*(self._texts[key][at] for key in ("payer", "account", "tax_number")))

    def _entry(self, at: int) -> BankEntry:
        day, amount = int(self._rows.day[at]), int(self._rows.amount[at])
        credit = amount >= 0  # one that cannot be read is 0, and no refund by that
        return BankEntry(day, abs(amount), credit, self._party(at), self._texts["purpose"][at])

    def _standing(self, at: int, code: EntryCode) -> StandingEntry:
        rows, payer = self._rows, self._texts["account"][at]
        day, amount = int(rows.day[at]), int(rows.amount[at])
        undone = "" if code.beside in (ELSEWHERE, LEARNT, ALIKE) else code.beside
        facts = code.fingerprint, code.form, day, amount, rows.currency[at]
        return StandingEntry(*facts, payer, undone, self._texts["purpose"][at], code.order)
