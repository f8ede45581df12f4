"""What becomes of each entry of a statement (design §20): once, and only where it is a client's."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256

from sheets_sync.bank.entries import BankEntry, BankStatement
from sheets_sync.bank.matcher import NOBODY, Matcher, Whose
from sheets_sync.bank.notation import compact
from sheets_sync.bank.unread_rows import NEAR, UnreadRow
from sheets_sync.billing.names import fold


class Lot(StrEnum):
    """What becomes of an entry. MATCHED: a payment of a client. OFFERED: a client's, perhaps; a
    person says whose. POSSIBLE_DUPLICATE: a client's, but a row of Payments is equal to it.
    UNREAD: a client's, but a row of Payments that could not be read may be it.
    BEFORE_OPENING: a client's, up to the day of their opening balance, which has it already.
    RETURNED: it undoes a payment of a client. KNOWN: taken before. ELSEWHERE: another file, of
    another form, has one like it of the same day. IGNORED: a debit, or one undone; OWN: between
    accounts of ours."""

    MATCHED = "matched"
    OFFERED = "offered"
    POSSIBLE_DUPLICATE = "possible_duplicate"
    UNREAD = "unread"
    BEFORE_OPENING = "before_opening"
    RETURNED = "returned"
    KNOWN = "known"
    ELSEWHERE = "elsewhere"
    IGNORED = "ignored"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry of the account ``account``, in ``currency``, and what becomes of it.
    ``fingerprint`` tells it from all others, equal ones of its file among them. ``unread`` are the
    places of rows that could not be read and may be it."""

    entry: BankEntry
    account: str
    currency: str
    lot: Lot
    whose: Whose = NOBODY
    fingerprint: str = ""
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InPayments:
    """What stands in Payments already: ``rows`` of Kind payment, by client (folded) the day of
    their latest opening balance, and the rows that findings hold."""

    rows: Sequence["TypedPayment"] = ()
    openings: Mapping[str, int] = field(default_factory=dict)
    unread: Sequence[UnreadRow] = ()


@dataclass(frozen=True, slots=True)
class TypedPayment:
    """A row of Payments, of Kind payment: minor units of ``currency``, a serial day.
    ``fingerprint`` is that of the entry that it was taken from, "" where staff typed it."""

    client: str
    currency: str
    day: int
    amount: int
    fingerprint: str = ""


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


@dataclass(slots=True)
class TakenBefore:
    """Entries met so far, with the form of the file that each came from, and those ``taken`` by an
    earlier command. Two equal ones of one file are two payments: they are counted, not only met.
    ``forms`` are by day, amount and direction alone: one format names our account by its IBAN,
    another by number and bank."""

    taken: frozenset[str] = frozenset()
    times: Counter[EntryKey] = field(default_factory=Counter)
    forms: dict[tuple[int, int, bool], set[str]] = field(default_factory=lambda: defaultdict(set))
    met: set[str] = field(default_factory=set)

    def lots(self, statement: BankStatement, form: str) -> list[tuple[str, Lot | None]]:
        """For each entry its fingerprint, and KNOWN or ELSEWHERE, or None where it is new; all
        count as met then."""
        within: Counter[EntryKey] = Counter()
        found = [self._lot(statement.account, each, form, within) for each in statement.entries]
        for identity, times in within.items():
            self.times[identity] = max(self.times[identity], times)
            self.forms[identity[1:4]].add(form)
        self.met.update(fingerprint for fingerprint, _ in found)
        return found

    def _lot(
        self, account: str, entry: BankEntry, form: str, within: Counter[EntryKey]
    ) -> tuple[str, Lot | None]:
        identity = identity_of(account, entry)
        within[identity] += 1
        fingerprint = fingerprint_of(identity, within[identity])
        if within[identity] <= self.times[identity] or fingerprint in self.taken:
            return fingerprint, Lot.KNOWN
        return fingerprint, Lot.ELSEWHERE if self.forms[identity[1:4]] - {form} else None


def judge(
    files: Iterable[tuple[str, Sequence[BankStatement]]],
    matcher: Matcher,
    own_accounts: Iterable[str] = (),
    typed: InPayments | None = None,
    taken: frozenset[str] = frozenset(),
) -> list[Judged]:
    """What becomes of all entries of files (form and statements), in their order; ``taken`` are
    the fingerprints of entries that became payments before."""
    before = TakenBefore(taken)
    found = [(each, before.lots(each, form)) for form, made in files for each in made]
    # A payment that was taken of an entry of these files is that entry; any other may be one of
    # them as another format told it.
    typed = typed or InPayments()
    others = [each for each in typed.rows if each.fingerprint not in before.met]
    there = replace(typed, rows=others)
    judges = _Judges(matcher, [statement for statement, _ in found], own_accounts, there)
    return [
        judges.judged(statement, entry, fingerprint, lot)
        for statement, lots in found
        for entry, (fingerprint, lot) in zip(statement.entries, lots, strict=True)
    ]


class _Judges:
    """What the entries judged so far left to be undone, and what was typed."""

    def __init__(
        self,
        matcher: Matcher,
        statements: Sequence[BankStatement],
        own_accounts: Iterable[str],
        typed: InPayments,
    ) -> None:
        self._matcher = matcher
        self._own = {*map(compact, own_accounts), *(each.account for each in statements)} - {""}
        self._undoable: list[Judged] = []
        self._met: set[str] = set()
        self._typed: dict[tuple[str, str, int], list[TypedPayment]] = defaultdict(list)
        self._openings = typed.openings
        self._unread = typed.unread
        for each in typed.rows:
            self._typed[fold(each.client), each.currency, each.amount].append(each)

    def judged(
        self, statement: BankStatement, entry: BankEntry, fingerprint: str, lot: Lot | None
    ) -> Judged:
        """An entry; ``lot`` where it is not new."""
        first_met = fingerprint not in self._met
        self._met.add(fingerprint)
        made = Judged(
            entry, statement.account, statement.currency, Lot.IGNORED, NOBODY, fingerprint
        )
        if entry.party.account in self._own:
            return replace(made, lot=lot or Lot.OWN)
        if not entry.credit or entry.returned:
            undone = self._undone(made) if entry.takes_back and first_met else made
            return self._unless_unread(replace(undone, lot=lot or undone.lot))
        whose = self._matcher.whose(entry, statement.currency)
        made = replace(made, whose=whose, lot=lot or self._lot(entry, statement.currency, whose))
        made = self._unless_unread(made)
        if first_met:
            self._undoable.append(made)
        return made

    def _lot(self, entry: BankEntry, currency: str, whose: Whose) -> Lot:
        if not whose.client:
            return Lot.OFFERED
        if self._is_before(entry, whose):
            return Lot.BEFORE_OPENING
        rows = self._typed[fold(whose.client), currency, entry.amount]
        near = [each for each in rows if abs(each.day - entry.day) <= _nearness(each)]
        if not near:
            return Lot.MATCHED
        rows.remove(min(near, key=lambda row: abs(row.day - entry.day)))  # it equals one payment
        return Lot.POSSIBLE_DUPLICATE

    def _unless_unread(self, made: Judged) -> Judged:
        """The same, held where a row of Payments that could not be read may be it: both would
        count once that row is mended."""
        if made.lot not in {Lot.MATCHED, Lot.RETURNED}:
            return made
        whose, entry = made.whose, made.entry
        may = [
            each.place
            for each in self._unread
            if each.may_be(whose.client, entry.day, entry.amount, made.currency)
        ]
        return replace(made, lot=Lot.UNREAD, unread=tuple(may)) if may else made

    def _is_before(self, entry: BankEntry, whose: Whose) -> bool:
        """Whether the client's opening balance has an entry already."""
        opening = self._openings.get(fold(whose.client))
        return opening is not None and entry.day <= opening

    def _undone(self, back: Judged) -> Judged:
        """A payment that the bank took back: whose the latest credit was which it can undo."""
        for place in range(len(self._undoable) - 1, -1, -1):
            first = self._undoable[place]
            if first.account == back.account and _undoes(back.entry, first.entry):
                del self._undoable[place]
                lot = Lot.RETURNED if first.whose.client else Lot.OFFERED
                lot = Lot.BEFORE_OPENING if self._is_before(back.entry, first.whose) else lot
                lot = first.lot if first.lot is Lot.UNREAD else lot  # written both, or neither
                return replace(back, lot=lot, whose=first.whose, unread=first.unread)
        whose = self._matcher.offers(back.entry, back.currency)
        return replace(back, lot=Lot.OFFERED, whose=whose)


def _nearness(row: TypedPayment) -> int:
    """How many days a row may be from its entry: a person types the day as they know it."""
    return 0 if row.fingerprint else NEAR


def _undoes(entry: BankEntry, first: BankEntry) -> bool:
    same_payer = bool(first.party.account) and entry.party.account == first.party.account
    same_reference = bool(first.reference) and entry.reference == first.reference
    return (
        entry.amount == first.amount and first.day <= entry.day and (same_payer or same_reference)
    )
