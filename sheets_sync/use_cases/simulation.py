"""Draft prices tried on a client's account: ``sync simulate`` (design §18). Reads only."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sheets_sync.billing.accounts import Account
from sheets_sync.billing.as_drafted import ties_among
from sheets_sync.billing.day_by_day import OneAccount, one_account
from sheets_sync.billing.days import serial
from sheets_sync.billing.draft_lines import DraftLine, draft_lines, overruling
from sheets_sync.billing.effort import ClientEffort
from sheets_sync.billing.findings import Finding
from sheets_sync.billing.tables import Book, Client
from sheets_sync.billing.terms import Terms
from sheets_sync.config import Config
from sheets_sync.deferred import dataclass
from sheets_sync.errors import SheetsSyncError
from sheets_sync.notices.ledger.notice import Notice
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.replay import Replay
from sheets_sync.reading.roles.drafts import Trial
from sheets_sync.reckoning import Reckoning
from sheets_sync.use_cases.drafts.reaching import Reach, reach_of
from sheets_sync.use_cases.drafts.trying_out import Question, TriedOut, try_out
from sheets_sync.use_cases.letters import mailroom
from sheets_sync.use_cases.running.figures import figures_from
from sheets_sync.use_cases.shared.letters_by_config import policy_of
from sheets_sync.use_cases.shared.office import Office, Tell, view_office
from sheets_sync.use_cases.shared.whose import find_client


@dataclass(frozen=True)
class Side:
    """A client (a ``code``) under some prices: the account day by day, the ``letters`` that would
    have gone since the drafts begin, a run at the end of each day, and those that the next run
    would plan; None where the state cannot tell. ``replayed`` and ``known`` have what went before
    these and those: all letters of the replay, and of the state."""

    reckoning: Reckoning
    code: int
    days: OneAccount
    letters: tuple[Notice, ...]
    next_run: tuple[Notice, ...] | None
    replayed: Ledger
    known: Ledger

    @property
    def client(self) -> Client:
        """The client as Clients has them."""
        return self.reckoning.book.clients[self.code]

    @property
    def account(self) -> Account:
        """Their account today."""
        return self.reckoning.accounts.accounts[self.code]

    @property
    def effort(self) -> ClientEffort:
        """Their labour in the window."""
        return self.reckoning.effort.clients[self.code]


@dataclass(frozen=True)
class Simulation:
    """Two sides of an account from the serial day ``first``, where the drafts begin, to ``last``:
    ``now`` by today's prices, ``drafted`` as if the rows of ``trial`` stood in Prices. ``lines``
    are those rows; ``overruled``, by their positions, other prices that go before them;
    ``unpriced`` the positions of those that price nothing, for what is wrong in them. ``untold``:
    why the next run's letters are not known, "" where they are. ``reach``: what would reach a
    margin, where one was asked for."""

    now: Side
    drafted: Side
    terms: Terms
    tried: TriedOut
    first: int
    last: int
    lines: tuple[DraftLine, ...]
    overruled: dict[int, list[int]]
    unpriced: frozenset[int]
    untold: str
    reach: Reach | None = None

    @property
    def trial(self) -> Trial:
        """What was tried."""
        return self.tried.trial

    @property
    def findings(self) -> list[Finding]:
        """The findings that the drafts bring."""
        return self.tried.findings

    @property
    def spoilt(self) -> list[Finding]:
        """Those of the findings that stand in the rows of ``unpriced``."""
        return self.tried.findings_at(self.unpriced)

    @property
    def days(self) -> range:
        """The days that it tells of."""
        return range(self.first, self.last + 1)

    def charged(self, side: Side) -> int:
        """The charges since the drafts begin, minor units."""
        return side.days.charged_between(self.first, self.last)

    @property
    def window_first(self) -> int:
        """The first day of the effort window."""
        return self.last - self.terms.window + 1


def simulation_of(config: Config, wanted: Question, moment: datetime, tell: Tell) -> Simulation:
    """The simulation, as of ``moment`` (aware); nothing is written and nothing mailed.

    Raises ``UsageError`` for an unknown client, where there are no drafts for them or a day lies
    ahead, and as ``reckon`` and a back end do.
    """
    tried = try_out(config, wanted, moment, tell)
    tell("Replaying letters")
    made = _compared(config, moment, tried, wanted.client)
    if not wanted.reach:
        return made
    sound = {each.position: each.position not in made.unpriced for each in made.lines}
    tell("Looking for the smallest change")
    return replace(
        made, reach=reach_of(tried.drafted, made.now.code, sound, made.terms, wanted.reach)
    )


def _compared(config: Config, moment: datetime, tried: TriedOut, name: str) -> Simulation:
    now, drafted, trial = tried.now, tried.drafted, tried.trial
    reckoned = (now, drafted)
    code = find_client(now, name)
    days = [one_account(each.book, each.accounts, code) for each in reckoned]
    window = now.day - config.effort.window + 1
    first = min(trial.days.get(row, window) for row in trial.rows)
    first = max(first, min((each.first_day or now.day for each in days), default=now.day))
    planned, known, untold = _next_letters(config, moment, reckoned)
    replayed = _replayed(config, reckoned, days)
    sides = [
        Side(each, code, account, _since(first, gone), _of(next_run, now, code), gone, known)
        for each, account, gone, next_run in zip(reckoned, days, replayed, planned, strict=True)
    ]
    upon = tried.positions
    return Simulation(
        now=sides[0],
        drafted=sides[1],
        terms=config.terms(),
        tried=tried,
        first=first,
        last=now.day,
        lines=tuple(draft_lines(now.accounts.log, drafted.accounts.log, upon, first, code)),
        overruled={
            each: overruling(drafted.book, drafted.accounts, each, code, frozenset(upon))
            for each in upon
        },
        unpriced=_unpriced(drafted.book, upon),
        untold=untold,
    )


def _unpriced(book: Book, positions: Sequence[int]) -> frozenset[int]:
    """Those of ``positions`` in Prices that price nothing: held for what is wrong in them, or one
    of two for the same."""
    tied = {(each.source, each.row) for each in ties_among(book, positions)}
    names = ("source", "row", "bad")
    columns = (book.prices[name].to_numpy()[[*positions]].tolist() for name in names)
    rows = zip(positions, *columns, strict=True)
    return frozenset(at for at, source, row, bad in rows if bad or (source, row) in tied)


def _replayed(
    config: Config, reckoned: Sequence[Reckoning], accounts: Sequence[OneAccount]
) -> list[Ledger]:
    """The letters of both, replayed from the account's first day on: once for the days in which
    both stand alike."""
    policy, zone = policy_of(config), config.workbook.zone()
    replays = [Replay(each.book, each.accounts, config.terms(), policy, zone) for each in reckoned]
    last = reckoned[0].day
    apart = accounts[0].apart(accounts[1]) or last + 1
    alike = replays[0].on(accounts[0], accounts[0].days(apart - 1))
    return [
        replay.on(account, range(max(apart, account.days(last).start), last + 1), alike)
        for replay, account in zip(replays, accounts, strict=True)
    ]


def _since(first: int, gone: Ledger) -> tuple[Notice, ...]:
    """The letters since the drafts begin."""
    return tuple(each for each in gone.notices if serial(each.moment.date()) >= first)


Planned = Sequence[Notice] | None


def _next_letters(
    config: Config, moment: datetime, reckoned: Iterable[Reckoning]
) -> tuple[list[Planned], Ledger, str]:
    """What the next run would plan by each reckoning, and what went before; nothing, and why, where
    the state is not to be read: that hides no figure of the workbook."""
    try:
        with view_office(config, moment) as office:
            planned: list[Planned] = [_planned(office, each) for each in reckoned]
            return planned, office.desk.ledger(), " ".join(mailroom.warnings(office))
    except SheetsSyncError as error:
        return [None for _ in reckoned], Ledger(), str(error)


def _planned(office: Office, reckoned: Reckoning) -> tuple[Notice, ...]:
    """All letters as the next run would leave them."""
    figures = figures_from(office, reckoned, accept_shrink=True)
    ask = mailroom.ask(office, figures.reckoning, figures.ticks)
    desk = office.desk
    desk.plan(figures.books, office.moment, ask, commit=False)  # what blocks them all is known then
    planned = () if desk.blocked else desk.outlook(figures.books, office.moment, ask)
    return tuple({each.id: each for each in (*desk.notices(), *planned)}.values())


def _of(letters: Planned, reckoned: Reckoning, code: int) -> tuple[Notice, ...] | None:
    """Those to the client that are on their way."""
    if letters is None:
        return None
    name = reckoned.book.clients[code].name
    return tuple(each for each in letters if each.name == name and each.live)
