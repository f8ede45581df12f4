"""The statements of a run: who is to have one, and which one each follows on (design §17). Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sheets_sync.billing.accounts import Accounts
from sheets_sync.billing.days import month_number_of, month_start
from sheets_sync.billing.tables import Book
from sheets_sync.deferred import dataclass
from sheets_sync.notices.account_lines import AccountMonth, moved_between
from sheets_sync.notices.following_on import (
    gaps_since,
    moved_since,
    statement_month,
    with_sums_told,
)
from sheets_sync.notices.ledger.episodes import Standing
from sheets_sync.notices.ledger.notice import Notice
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.ledger.told_statements import statement_before
from sheets_sync.notices.whose.telling_apart import told_apart_in, told_same


@dataclass(frozen=True)
class Statements:
    """Those that a run on a serial ``day`` may send; the ``standings`` are by client code."""

    book: Book
    accounts: Accounts
    day: int
    standings: Sequence[Standing]

    def moved(self, ledger: Ledger) -> frozenset[str]:
        """The clients (folded names) whose account moved in the month before, and who have no
        statement of it; of whom has one of before in hand, since that."""
        first, last = month_start(self.day, back=1), month_start(self.day) - 1
        month = month_number_of(first)
        told = self._told_to_all(ledger)
        known = {code: each[-1] for code, each in told.items() if each[-1].ordinal < month}
        late = moved_since(self.book, self.accounts, known, last)
        codes = (moved_between(self.accounts, first, last) - told.keys()) | {*late}
        return frozenset(self.standings[code].client for code in codes)

    def may_have(self, ledger: Ledger, moved: Collection[str]) -> dict[str, str]:
        """Of those who ``moved`` the clients who may have the statement of the month before under
        the name (folded) of one who had gone when they came: their account is more than half the
        one that was told, and nothing else tells; who bears the rows of one is nobody else,
        and of whom a person said who they are by now is nobody asked. The likest of several."""
        came = {
            code: each
            for code, each in enumerate(self.standings)
            if each.client in moved and each.came_after
        }
        month = month_number_of(month_start(self.day, back=1))
        taken = {former for _, former in told_same(ledger.notices)}
        maybe = [
            (code, gone, theirs[-1])
            for code, each in zip(came, told_apart_in(ledger, [*came.values()]), strict=True)
            for gone, theirs in _formers(each, ledger)
            if theirs[-1].ordinal == month and (not each.bears or gone in each.bears)
            if gone not in taken
        ]
        gaps = gaps_since(self.book, self.accounts, [(code, told) for code, _, told in maybe])
        near = [
            (gap, came[code].client, gone)
            for (code, gone, _), (gap, whole) in zip(maybe, gaps, strict=True)
            if 2 * gap < whole
        ]
        return {who: gone for _, who, gone in sorted(near, reverse=True)}

    def told(self, code: int, notice: Notice, ledger: Ledger) -> AccountMonth:
        """What a statement tells, after the last one that its client has in hand."""
        standing = self.standings[code]
        if any(_formers(standing, ledger)):
            (standing,) = told_apart_in(ledger, [standing])
        told = self._told_to({code: standing}, ledger).get(code, ())
        before = statement_before(notice.ordinal, told)
        return statement_month(self.book, self.accounts, code, notice, before)

    def with_sums_told(self, notice: Notice, code: int) -> Notice:
        """A statement with the sums that it tells; any other notice as it is."""
        if not notice.kind.tells_a_month:
            return notice
        return with_sums_told(notice, self.book, self.accounts, code)

    def _told_to_all(self, ledger: Ledger) -> dict[int, Sequence[Notice]]:
        if not ledger.statements:
            return {}
        return self._told_to(dict(enumerate(told_apart_in(ledger, self.standings))), ledger)

    def _told_to(
        self, standings: Mapping[int, Standing], ledger: Ledger
    ) -> dict[int, Sequence[Notice]]:
        """The statements that clients have in hand, by month. Under a former name, too, where
        nobody was asked whose new name theirs is, and the account is the one that was told: all of
        it, or, of who came with the address or the details, most."""
        found = {code: [*_own(each, ledger)] for code, each in standings.items()}
        maybe = [
            (code, gone, theirs)
            for code, standing in standings.items()
            for gone, theirs in _formers(standing, ledger)
        ]
        those = [(code, theirs[-1]) for code, _, theirs in maybe]
        gaps = gaps_since(self.book, self.accounts, those)
        for (code, gone, theirs), (gap, whole) in zip(maybe, gaps, strict=True):
            if 2 * gap < whole if gone in standings[code].heir_of else gap == 0:
                found[code] += theirs
        return {code: sorted(each, key=_month) for code, each in found.items() if each}


def _own(standing: Standing, ledger: Ledger) -> Sequence[Notice]:
    return ledger.statements.get((standing.client, standing.currency), ())


def _formers(standing: Standing, ledger: Ledger) -> Iterator[tuple[str, Sequence[Notice]]]:
    """Those who had gone when a client came, and were told a later month than these, with their
    statements."""
    last = max(map(_month, _own(standing, ledger)), default=0)
    for gone in standing.came_after:
        theirs = ledger.statements.get((gone, standing.currency), ())
        if theirs and _month(theirs[-1]) > last:
            yield gone, theirs


def _month(statement: Notice) -> int:
    return statement.ordinal
