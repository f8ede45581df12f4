"""What becomes of each entry of a statement (design §20): once, and only where it is a client's."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from sheets_sync.bank.entries import BankEntry, BankStatement
from sheets_sync.bank.matcher import NOBODY, Matcher, Whose
from sheets_sync.bank.notation import compact
from sheets_sync.billing.names import fold

_NEAR: Final = 3
"""Days between a payment at the bank and the same one typed into Payments."""


class Lot(StrEnum):
    """What becomes of an entry. MATCHED: a payment of a client. OFFERED: a client's, perhaps; a
    person says whose. POSSIBLE_DUPLICATE: a client's, but a row of Payments is equal to it.
    RETURNED: it undoes a payment of a client. KNOWN: taken before. ELSEWHERE: another file, of
    another form, has one like it of the same day. IGNORED: a debit, or one undone; OWN: between
    accounts of ours."""

    MATCHED = "matched"
    OFFERED = "offered"
    POSSIBLE_DUPLICATE = "possible_duplicate"
    RETURNED = "returned"
    KNOWN = "known"
    ELSEWHERE = "elsewhere"
    IGNORED = "ignored"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry of the account ``account``, in ``currency``, and what becomes of it."""

    entry: BankEntry
    account: str
    currency: str
    lot: Lot
    whose: Whose = NOBODY


@dataclass(frozen=True, slots=True)
class TypedPayment:
    """A row of Payments, of Kind payment: minor units of ``currency``, a serial day."""

    client: str
    currency: str
    day: int
    amount: int


EntryKey = tuple[str, int, int, bool, str, str, str]
"""What makes an entry the same in another file: account, day, amount, direction, and the bank's own
reference, or else the payer's account and the purpose (with the number of their order)."""


def identity_of(account: str, entry: BankEntry) -> EntryKey:
    """What tells an entry of ``account`` from all others, except from one equal to it."""
    told = (entry.reference, "", "")
    if not entry.reference:
        told = ("", entry.party.account, f"{entry.document} {fold(entry.purpose)}")
    return (account, entry.day, entry.amount, entry.credit, *told)


@dataclass(slots=True)
class TakenBefore:
    """Entries taken so far, with the form of the file that each came from. Two equal ones of one
    file are two payments: they are counted, not only met. ``forms`` are by day, amount and
    direction alone: one format names our account by its IBAN, another by number and bank."""

    times: Counter[EntryKey] = field(default_factory=Counter)
    forms: dict[tuple[int, int, bool], set[str]] = field(default_factory=lambda: defaultdict(set))

    def lots(self, statement: BankStatement, form: str) -> list[Lot | None]:
        """For each entry KNOWN or ELSEWHERE, or None where it is new; all count as seen then."""
        within: Counter[EntryKey] = Counter()
        found = [self._lot(statement.account, each, form, within) for each in statement.entries]
        for identity, times in within.items():
            self.times[identity] = max(self.times[identity], times)
            self.forms[identity[1:4]].add(form)
        return found

    def _lot(
        self, account: str, entry: BankEntry, form: str, within: Counter[EntryKey]
    ) -> Lot | None:
        identity = identity_of(account, entry)
        within[identity] += 1
        if within[identity] <= self.times[identity]:
            return Lot.KNOWN
        if self.forms[identity[1:4]] - {form}:
            return Lot.ELSEWHERE
        return None


def judge(
    files: Iterable[tuple[str, Sequence[BankStatement]]],
    matcher: Matcher,
    own_accounts: Iterable[str] = (),
    typed: Iterable[TypedPayment] = (),
) -> list[Judged]:
    """What becomes of all entries of files (form and statements), in their order."""
    files = list(files)
    judges = _Judges(matcher, [each for _, made in files for each in made], own_accounts, typed)
    seen = TakenBefore()
    judged: list[Judged] = []
    for form, statements in files:
        for statement in statements:
            lots = seen.lots(statement, form)
            for entry, lot in zip(statement.entries, lots, strict=True):
                judged.append(judges.judged(statement, entry, lot))
    return judged


class _Judges:
    """What the entries judged so far left to be undone, and what was typed."""

    def __init__(
        self,
        matcher: Matcher,
        statements: Sequence[BankStatement],
        own_accounts: Iterable[str],
        typed: Iterable[TypedPayment],
    ) -> None:
        self._matcher = matcher
        self._own = {*map(compact, own_accounts), *(each.account for each in statements)} - {""}
        self._undoable: list[Judged] = []
        self._typed: dict[tuple[str, str, int], list[int]] = defaultdict(list)
        for each in typed:
            self._typed[fold(each.client), each.currency, each.amount].append(each.day)

    def judged(self, statement: BankStatement, entry: BankEntry, lot: Lot | None) -> Judged:
        """An entry; ``lot`` where it is not new."""
        account, currency = statement.account, statement.currency
        if entry.party.account in self._own and lot is None:
            lot = Lot.OWN
        if not entry.credit and entry.returned and lot is None:
            return self._returned(statement, entry)
        if not entry.credit or entry.returned or lot is Lot.OWN:
            return Judged(entry, account, currency, lot or Lot.IGNORED)
        whose = self._matcher.whose(entry, currency)
        made = Judged(entry, account, currency, lot or self._lot(entry, currency, whose), whose)
        if lot is None:
            self._undoable.append(made)
        return made

    def _lot(self, entry: BankEntry, currency: str, whose: Whose) -> Lot:
        if not whose.client:
            return Lot.OFFERED
        days = self._typed[fold(whose.client), currency, entry.amount]
        near = min(days, key=lambda day: abs(day - entry.day), default=None)
        if near is None or abs(near - entry.day) > _NEAR:
            return Lot.MATCHED
        days.remove(near)  # a row is equal to one payment
        return Lot.POSSIBLE_DUPLICATE

    def _returned(self, statement: BankStatement, entry: BankEntry) -> Judged:
        """A payment that the bank took back: that of the latest credit which it can undo."""
        account, currency = statement.account, statement.currency
        for place in range(len(self._undoable) - 1, -1, -1):
            first = self._undoable[place]
            if first.account == account and _undoes(entry, first.entry):
                del self._undoable[place]
                lot = Lot.RETURNED if first.whose.client else Lot.OFFERED
                return Judged(entry, account, currency, lot, first.whose)
        return Judged(entry, account, currency, Lot.OFFERED, self._matcher.offers(entry, currency))


def _undoes(entry: BankEntry, first: BankEntry) -> bool:
    same_payer = bool(first.party.account) and entry.party.account == first.party.account
    same_reference = bool(first.reference) and entry.reference == first.reference
    return (
        entry.amount == first.amount and first.day <= entry.day and (same_payer or same_reference)
    )
