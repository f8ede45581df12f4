"""What becomes of each entry of a statement (design §20): once, and only where it is a client's."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sheets_sync.bank.entries import BankEntry, BankStatement
from sheets_sync.bank.identities import StandingEntry
from sheets_sync.bank.matcher import Matcher
from sheets_sync.bank.met_before import Lot, Meeting, TakenBefore
from sheets_sync.bank.notation import compact
from sheets_sync.bank.paying import NOBODY, Whose
from sheets_sync.bank.span import Span
from sheets_sync.bank.spans import Spans


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry of the account ``account``, in ``currency``, that a file of a ``form`` told, and
    what becomes of it. ``fingerprint`` tells it from all others, equal ones of its file among
    them; ``undone`` is that of the credit that it takes back, or "", ``instead`` that of the one
    which the bank told before, most likely (``order`` is what tells both); ``chosen`` what staff
    said of it in a row that is gone. ``file`` is the place of its file among those judged;
    ``untold`` the later statement that tells it no more; ``typed_since``: of a row that is gone,
    what its code says of what people typed, as ``typed_as`` does."""

    entry: BankEntry
    account: str
    currency: str
    form: str
    lot: Lot
    whose: Whose = NOBODY
    fingerprint: str = ""
    undone: str = ""
    chosen: str = ""
    order: str = ""
    instead: str = ""
    file: int = 0
    untold: Span | None = None
    typed_since: int | None = None
    typed_as: int | None = None


def judge(
    files: Iterable[tuple[str, Sequence[BankStatement]]],
    matcher: Matcher,
    own_accounts: Iterable[str] = (),
    standing: Sequence[StandingEntry] = (),
    taken: frozenset[str] = frozenset(),
    spans: Spans | None = None,
    returning: Iterable[StandingEntry] = (),
) -> list[Judged]:
    """What becomes of all entries of files (form and statements), in their order. ``standing`` is
    what earlier runs took, ``taken`` the fingerprints of entries that are payments elsewhere,
    ``spans`` the statements of earlier runs, to which those of the files are added, ``returning``
    entries whose rows are gone, and come back."""
    before = TakenBefore(taken | {each.fingerprint for each in standing}, spans or Spans())
    for each in standing:
        before.stands(each)
    for each in returning:
        before.comes_back(each)
    found = [
        (number, form, each, meetings)
        for number, (form, made) in enumerate(files)
        for each, meetings in zip(made, before.meet(made, form), strict=True)
    ]
    judges = _Judges(matcher, [each for *_, each, _ in found], own_accounts, standing)
    judged = [
        judges.judged(replace(_unjudged(entry, each, form, meeting), file=number), meeting.lot)
        for number, form, each, meetings in found
        for entry, meeting in zip(each.entries, meetings, strict=True)
    ]
    both = told_together(judged)
    return [
        replace(each, instead="") if both(each.fingerprint, each.instead) else each
        for each in judged
    ]


def told_together(judged: Iterable[Judged]) -> Callable[[str, str], bool]:
    """Whether a file tells entries of both fingerprints: then neither was told instead of the
    other."""
    files: dict[int, set[str]] = defaultdict(set)
    for each in judged:
        files[each.file].add(each.fingerprint)
    return lambda one, other: any({one, other} <= marks for marks in files.values())


def _unjudged(entry: BankEntry, statement: BankStatement, form: str, met: Meeting) -> Judged:
    account, currency, mark = statement.account, statement.currency, met.fingerprint
    made = Judged(entry, account, currency, form, Lot.IGNORED, NOBODY, met.row or mark)
    return replace(made, order=met.order, instead=met.instead)


class _Judges:
    """What the entries judged so far, and those that stand, left to be undone."""

    def __init__(
        self,
        matcher: Matcher,
        statements: Sequence[BankStatement],
        own_accounts: Iterable[str],
        standing: Sequence[StandingEntry],
    ) -> None:
        self._matcher = matcher
        self._own = {*map(compact, own_accounts), *(each.account for each in statements)} - {""}
        self._undoable: list[Judged] = []
        self._met: set[str] = set()
        self._taking_back = {each.fingerprint: each.undone for each in standing if each.undone}
        self._undone = {*self._taking_back.values()}
        self._credits = sorted((each for each in standing if each.amount > 0), key=_day)

    def judged(self, made: Judged, lot: Lot | None) -> Judged:
        """An entry with what becomes of it; ``lot`` where it is not new."""
        entry, first_met = made.entry, made.fingerprint not in self._met
        self._met.add(made.fingerprint)
        if entry.party.account in self._own:
            return replace(made, lot=Lot.KNOWN if lot is Lot.KNOWN else Lot.OWN)
        if not entry.credit or entry.returned:
            undone = self._taken_back(made) if entry.takes_back and first_met else made
            return replace(undone, lot=lot or undone.lot)
        whose = self._matcher.whose(entry, made.currency)
        made = replace(made, whose=whose, lot=lot or (Lot.MATCHED if whose.client else Lot.OFFERED))
        if first_met:
            self._undoable.append(made)
        return made

    def _taken_back(self, back: Judged) -> Judged:
        """A payment that the bank took back: whose the latest credit was which it can undo."""
        if back.fingerprint in self._taking_back:
            return back  # it stands, and so does what it undid
        first = next(filter(partial(self._can_undo, back), reversed(self._undoable)), None)
        if first is not None:
            self._undone.add(first.fingerprint)
            lot = Lot.RETURNED if first.whose.client else Lot.OFFERED
            return replace(back, lot=lot, whose=first.whose, undone=first.fingerprint)
        whose = self._matcher.offers(back.entry, back.currency)
        earlier = next(
            filter(partial(self._can_undo_standing, back), reversed(self._credits)), None
        )
        undone = earlier.fingerprint if earlier else ""
        self._undone.add(undone)
        return replace(back, lot=Lot.OFFERED, whose=whose, undone=undone)

    def _can_undo(self, back: Judged, first: Judged) -> bool:
        undone = first.fingerprint in self._undone
        return not undone and first.account == back.account and _undoes(back.entry, first.entry)

    def _can_undo_standing(self, back: Judged, first: StandingEntry) -> bool:
        """Of what an earlier run took neither our account is known nor the bank's reference."""
        entry = back.entry
        if first.fingerprint in self._undone or first.day > entry.day:
            return False
        same_payer = bool(first.payer) and first.payer == entry.party.account
        return same_payer and (first.amount, first.currency) == (entry.amount, back.currency)


def _day(entry: StandingEntry) -> int:
    return entry.day


def _undoes(entry: BankEntry, first: BankEntry) -> bool:
    same_payer = bool(first.party.account) and entry.party.account == first.party.account
    same_reference = bool(first.reference) and entry.reference == first.reference
    return (
        entry.amount == first.amount and first.day <= entry.day and (same_payer or same_reference)
    )
