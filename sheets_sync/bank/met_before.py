"""Which entries were met before: the same money in another file counts once (design §20)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from sheets_sync.bank.entries import BankEntry, BankStatement
from sheets_sync.billing.names import fold


class Lot(StrEnum):
    """What becomes of an entry. MATCHED: a payment of a client. OFFERED: a client's, perhaps; a
    person says whose. RETURNED: it undoes a payment of a client. KNOWN: it stands already.
    ELSEWHERE: another file, of another form, has one like it of the same day. IGNORED: a debit, or
    one undone; OWN: between accounts of ours."""

    MATCHED = "matched"
    OFFERED = "offered"
    RETURNED = "returned"
    KNOWN = "known"
    ELSEWHERE = "elsewhere"
    IGNORED = "ignored"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class StandingEntry:
    """An entry that stands in the tab already: ``payer`` is the payer's account, ``amount`` signed,
    minor units of ``currency``; ``form`` that of the file that told it, ``undone`` the fingerprint
    of the credit that it takes back, or ""; ``purpose`` as the tab shows it."""

    fingerprint: str
    form: str
    day: int
    amount: int
    currency: str
    payer: str = ""
    undone: str = ""
    purpose: str = ""


EntryKey = tuple[str, int, int, bool, str, str, str]
"""What makes an entry the same in another file: account, day, amount, direction, and the bank's own
reference, or else the payer's account and the purpose (with the number of their order)."""


def identity_of(account: str, entry: BankEntry) -> EntryKey:
    """What tells an entry of ``account`` from all others, except from one equal to it."""
    told = (entry.reference, "", "")
    if not entry.reference:
        told = ("", entry.party.account, f"{entry.document} {fold(entry.purpose)}")
    return (account, entry.day, entry.amount, entry.credit, *told)


def fingerprint_of(identity: EntryKey, nth: int) -> str:
    """A short text that the ``nth`` entry of an identity (from 1) has, and practically no other."""
    return f"bank-{sha256(repr((*identity, nth)).encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class _Met:
    """An entry, which of equal ones of its statement it is (from 1), and its fingerprint."""

    entry: BankEntry
    identity: EntryKey
    nth: int
    fingerprint: str

    @property
    def moved(self) -> tuple[int, int, bool]:
        """Day, amount and direction."""
        return self.identity[1:4]

    @property
    def is_a_clients(self) -> bool:
        """Whether a client may have paid it, or got it back."""
        return self.entry.credit != self.entry.returned


@dataclass(slots=True)
class TakenBefore:
    """Entries met so far, with the form of the file that each came from, and those ``taken`` by an
    earlier run. Two equal ones of one file are two payments: they are counted, not only met.
    ``forms`` are by day, amount and direction alone: one format names our account by its IBAN,
    another by number and bank. ``paid`` are by these and the payer's account the fingerprints, each
    with its purpose: a statement that the bank corrected has other words of the same payment."""

    taken: frozenset[str] = frozenset()
    times: Counter[EntryKey] = field(default_factory=Counter)
    forms: dict[tuple[int, int, bool], set[str]] = field(default_factory=lambda: defaultdict(set))
    paid: dict[tuple[int, int, bool, str], dict[str, str]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def stands(self, entry: StandingEntry) -> None:
        """Meet an entry that an earlier run took."""
        moved = (entry.day, abs(entry.amount), entry.amount > 0)
        self.paid[*moved, entry.payer][entry.fingerprint] = fold(entry.purpose)
        if entry.form:
            self.forms[moved].add(entry.form)

    def lots(
        self, statements: Sequence[BankStatement], form: str
    ) -> list[list[tuple[str, Lot | None]]]:
        """For each statement of a file and each of its entries the fingerprint, and KNOWN or
        ELSEWHERE, or None where it is new; all count as met then."""
        met = [[*_met(each)] for each in statements]
        told = {each.fingerprint for entries in met for each in entries}
        found = [[(one.fingerprint, self._lot(one, form, told)) for one in each] for each in met]
        for each in (one for entries in met for one in entries):
            self.times[each.identity] = max(self.times[each.identity], each.nth)
            self.forms[each.moved].add(form)
            words = fold(each.entry.purpose)
            self.paid[*each.moved, each.entry.party.account][each.fingerprint] = words
        return found

    def _lot(self, met: _Met, form: str, told: set[str]) -> Lot | None:
        if met.nth <= self.times[met.identity] or met.fingerprint in self.taken:
            return Lot.KNOWN
        if not met.is_a_clients:
            return None
        corrected = self._is_corrected(met, told)
        return Lot.ELSEWHERE if corrected or self.forms[met.moved] - {form} else None

    def _is_corrected(self, met: _Met, told: set[str]) -> bool:
        """Whether another file has it in other words, which the one that tells it has not."""
        payer, purpose = met.entry.party.account, fold(met.entry.purpose)
        others = self.paid[*met.moved, payer].items() if payer else ()
        return any(mark not in told and words != purpose for mark, words in others)


def _met(statement: BankStatement) -> Iterator[_Met]:
    times: Counter[EntryKey] = Counter()
    for entry in statement.entries:
        identity = identity_of(statement.account, entry)
        times[identity] += 1
        nth = times[identity]
        yield _Met(entry, identity, nth, fingerprint_of(identity, nth))
