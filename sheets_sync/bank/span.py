"""One statement as it is remembered: what it told, and its balances (design §20). Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Final

from sheets_sync.bank.entries import BankStatement
from sheets_sync.bank.payers import are_others

CSV: Final = "CSV"
"""The form that names no account: the config does."""

_NUMBERED: Final = "n"


@dataclass(frozen=True)
class Span:
    """A statement as it is remembered. ``steps``: each day with an entry, and the balance behind
    it; ``told``: by fingerprint what tells a client's entry from all but equal ones (``kin_of``);
    ``made`` when, in nanoseconds: the later of two knows better; ``file`` its name; ``layout`` by
    what it was read, where the config says how, and ``order`` that of the digits of its days;
    ``levels``: by kin without a number the balances before its entries, in their order, on the
    first day with an entry and on the last; ``moved``: by these days all amounts of a CSV, with
    their signs, where its rows stand as they came; ``same``: by the fingerprint of an entry that of
    its row, which a file of another form made, and what tells its order here."""

    account: str
    currency: str
    form: str
    opening: int
    first: int
    last: int
    steps: tuple[tuple[int, int], ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    made: int = 0
    file: str = ""
    layout: str = ""
    order: str = ""
    levels: Mapping[str, Sequence[int]] = field(default_factory=dict)
    moved: Mapping[int, Sequence[int]] = field(default_factory=dict)
    same: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, statement: BankStatement, form: str, told: Mapping[str, str]) -> "Span":
        """That of a statement."""
        moved: dict[int, int] = defaultdict(int)
        for each in statement.entries:
            moved[each.day] += each.signed
        balance, steps = statement.opening, []
        for day in sorted(moved):
            balance += moved[day]
            steps.append((day, balance))
        days = statement.first, statement.last
        whose = statement.account, statement.currency, form, statement.opening
        made, file, read = statement.made, statement.file, (statement.layout, statement.order)
        return cls(*whose, *days, tuple(steps), told, made, file, *read)

    @cached_property
    def key(self) -> str:
        """What is the same where a statement comes again, under whatever name."""
        whose = self.account, self.currency, self.form
        kins = sorted(self.told.values())
        levels = sorted((kin, [*met]) for kin, met in self.levels.items())
        facts = (*whose, self.opening, self.first, self.last, self.steps, kins, levels)
        return sha256(repr(facts).encode()).hexdigest()

    @cached_property
    def tells(self) -> frozenset[str]:
        """The fingerprints of a client's entries that it tells, by its own name or their rows'."""
        return frozenset((*self.told, *(row for row, _ in self.same.values())))

    @property
    def begins(self) -> int:
        """The first day of which it tells something; that of its opening may be the day before."""
        return self.steps[0][0] if self.steps else self.first

    @property
    def ends(self) -> int:
        """The last day of which it tells something."""
        return self.steps[-1][0] if self.steps else self.last

    @property
    def closing(self) -> int:
        """The balance behind all its entries."""
        return self.steps[-1][1] if self.steps else self.opening

    def before(self, day: int) -> int:
        """The balance before that day's first entry."""
        return next((after for on, after in reversed(self.steps) if on < day), self.opening)

    def around(self) -> Iterator[tuple[int, int, int]]:
        """Each day with the balances before and behind it."""
        before = self.opening
        for day, after in self.steps:
            yield day, before, after
            before = after

    def has_all_of(self, day: int) -> bool:
        """Whether it tells all of a day, as far as that had come. Its first one may be that of the
        balance before it."""
        if day == self.first:
            return self.first in (self.last, self.begins)
        return self.first < day <= self.last

    def is_of_account(self, other: "Span") -> bool:
        """Whether both are of one account, as one form calls it."""
        ours = self.account, self.currency, self.form
        return ours == (other.account, other.currency, other.form)

    def is_of_another(self, other: "Span") -> bool:
        """Whether both are surely of two accounts, by their numbers or currencies as the bank tells
        them."""
        told = CSV not in {self.form, other.form}
        two = self.currency != other.currency or are_others(self.account, other.account)
        return told and two

    def stands_at(self, other: "Span", kin: str, at: int) -> bool:
        """Whether the entry of a kin at a place (from 0) met the very balance that one of the
        ``other`` met, on one day: it may be that one, whatever else the balances say."""
        own = self.levels.get(kin, ())
        return at < len(own) and own[at] in other.levels.get(kin, ())

    def times(self, kin: str) -> int:
        """How many entries of a kin it tells."""
        return self._times.get(kin, 0)

    @cached_property
    def _times(self) -> Mapping[str, int]:
        found: dict[str, int] = defaultdict(int)
        for kin in self.told.values():
            found[kin] += 1
        return found


def kin_of(digest: str, *, numbered: bool) -> str:
    """What equal entries share: a ``digest`` of all that tells one, and whether a number does."""
    return f"{_NUMBERED if numbered else 'w'}{digest}"


def is_numbered_kin(kin: str) -> bool:
    """Whether a number tells that kin."""
    return kin.startswith(_NUMBERED)
