"""The clients as Summary, the terminal and the digest show them: a line each, worst first (§9)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sheets_sync.billing.accounts import Account, Accounts
from sheets_sync.billing.effort import ClientEffort, Effort
from sheets_sync.billing.flags import Flag
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Book, Client
from sheets_sync.deferred import dataclass

WORST_FIRST = (Flag.OVER, Flag.EMPTY, Flag.LOW, Flag.OK)


@dataclass(frozen=True)
class Unpaid:
    """An invoice that was asked for and is not paid: the ``label`` that people know it by, what is
    ``left`` of it in minor units, and its ``day`` (a serial)."""

    label: str
    left: int
    day: int


@dataclass(frozen=True)
class ClientLine:
    """One client as Summary shows them: what billing, effort, letters and findings say.

    ``findings_at`` is where Findings tells of them (tab, cell), None where it does not;
    ``unpaid`` the open invoice, None where there is none.
    """

    client: Client
    account: Account
    effort: ClientEffort
    findings: int
    last_notice: str
    notices_held: int
    findings_at: tuple[str, str] | None = None
    unpaid: Unpaid | None = None

    @property
    def idle(self) -> bool:
        """A settled idle account: nothing on it and nothing happening (design §9)."""
        return self.account.balance == 0 and self.account.charged_30 == 0


@dataclass(frozen=True)
class Beside:
    """What other parts know of the clients, by folded name; absent is none: the number of
    findings and where these are (tab, cell), the last notice, the number of notices held, the
    invoice that is asked and unpaid."""

    findings: Mapping[str, int]
    places: Mapping[str, tuple[str, str]]
    last_notices: Mapping[str, str]
    held: Mapping[str, int]
    unpaid: Mapping[str, Unpaid]


NOTHING = Beside({}, {}, {}, {}, {})


def worst_first(
    book: Book, accounts: Accounts, effort: Effort, beside: Beside = NOTHING
) -> list[ClientLine]:
    """The clients, worst first."""
    rows = []
    for client, account, measured in zip(
        book.clients, accounts.accounts, effort.clients, strict=True
    ):
        name = fold(client.name)
        rows.append(
            ClientLine(
                client,
                account,
                measured,
                beside.findings.get(name, 0),
                beside.last_notices.get(name, ""),
                beside.held.get(name, 0),
                beside.places.get(name),
                beside.unpaid.get(name),
            )
        )
    scales = _scales(rows)
    return sorted(rows, key=lambda line: _badness(line, scales[line.client.currency]))


def without_margin(lines: Sequence[ClientLine]) -> frozenset[str]:
    """The currencies in which there are hours, and no client has a margin: what an hour costs is
    set nowhere."""
    known = {line.client.currency for line in _worked(lines) if line.effort.margin is not None}
    return frozenset(line.client.currency for line in _worked(lines)) - known


def without_hours(lines: Sequence[ClientLine]) -> frozenset[str]:
    """The currencies in which nobody worked: what an hour would cost says nothing there."""
    worked = {line.client.currency for line in _worked(lines)}
    return frozenset(line.client.currency for line in lines) - worked


def _worked(lines: Sequence[ClientLine]) -> list[ClientLine]:
    return [line for line in lines if line.effort.minutes]


def _scales(lines: Sequence[ClientLine]) -> dict[str, int]:
    """The middle threshold of each currency, at least 1 (minor): by it debts in several
    currencies can be held against each other."""
    thresholds: dict[str, list[int]] = {}
    for line in lines:
        thresholds.setdefault(line.client.currency, []).append(line.client.threshold)
    return {name: max(sorted(each)[len(each) // 2], 1) for name, each in thresholds.items()}


def _badness(line: ClientLine, scale: int) -> tuple[int, Fraction, int, Fraction, str]:
    """Worst first: by flag; among those who owe, who owes the most; then who runs out first."""
    account = line.account
    owed = Fraction(min(account.balance, 0), scale)
    rank = len(WORST_FIRST) if line.idle else WORST_FIRST.index(account.flag)
    days = account.days_left if account.days_left is not None else 10**9
    return (
        rank,
        owed,
        days,
        Fraction(account.balance, max(line.client.threshold, 1)),
        line.client.name,
    )
