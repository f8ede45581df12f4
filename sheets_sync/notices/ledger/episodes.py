"""Episodes: one stay of an account below its threshold, and what it asks for (design §8). Pure.

An episode opens when the flag of an active client leaves OK, and closes when it is OK again and the
balance at or above ``re_arm``. Within it every level causes one notice at most, a jump only the
worst one, and then come reminders.

A threshold that is lowered and put back re-mails nobody: an episode whose flag is OK only
because the bar sank sleeps (``dormant``), and wakes where the bar is as high again; a fall below
the lower bar is a new episode.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date, datetime, timedelta
from enum import IntEnum

from sheets_sync.billing.accounts import Account, Flag
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Client
from sheets_sync.billing.terms import Terms
from sheets_sync.billing.topups import amount_asked
from sheets_sync.deferred import dataclass
from sheets_sync.notices.addresses import usable
from sheets_sync.notices.ledger.amounts import about
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.scale import Scale


class Level(IntEnum):
    """The flag of an account, as a number: worse is larger."""

    OK = 0
    LOW = 1
    EMPTY = 2
    OVER = 3


@dataclass(frozen=True)
class Policy:
    """``[notices]`` of the config, and what of ``[mail]`` is no matter of a server (design §13).

    ``remind_every`` days; 0 or less: no reminders. ``scale``: an amount over so many times what
    the account is used to is held; 0: none is. ``receipt``: thank for the top-up that ended
    an episode. ``statement``: "monthly", or "" for never. ``due_days`` to pay an invoice; 0: no
    day is named.
    """

    settle: timedelta = timedelta(minutes=15)
    approve: bool = False
    remind_every: int = 7
    remind_times: int = 3
    first_run_limit: int = 20
    receipt: bool = False
    daily_cap: int = 200
    give_up_after: timedelta = timedelta(days=2)
    scale: int = 5
    statement: str = ""
    due_days: int = 0


@dataclass(frozen=True)
class Standing:
    """How a client stands, as far as notices care. Amounts are minor units of ``currency``.

    ``client`` is the folded name, ``name`` the one to show. ``asked`` is what a new top-up would
    ask for. ``letters_held``: columns whose findings hold their letters. ``young``: the figures
    rest on what is younger than ``settle``. ``calm``: how they would stand without young charges,
    where letters go by that (``at_rest``). ``scale``: what the account is used to (None: nobody
    asked). ``ask``: what stands in their Ask, 0 where that is no amount, None where it is blank.
    ``paid``: what they paid, less refunds, ``others`` what of it came with rows of others, now one
    with them. ``by_days``: low by the runway alone; ``far``: that lasts for twice ``low_days``.
    ``was_in``: the currency that they are known to have, if another, ``was_called`` whose new name
    theirs may be, ``exchanged`` whose address or details stand in their row, found at
    ``exchanged_since``. ``heir_of``: gone names with whose address or details theirs, a new one,
    came; ``bears``: names whose rows they have now; ``came_after``: these, and all that had gone by
    then, asked to pay, and the last invoice that each had paid (None: not known), but whom they
    ``met`` before they left and came back; ``began``: a new name's oldest day. ``copied``: they
    have no rows; who has an address or details of theirs, and came when; ``emptied``: since when
    they have none any more. ``ahead``: what of their money is dated ahead (``Book.ahead``).
    """

    client: str
    name: str
    active: bool
    level: Level
    currency: str
    balance: int
    asked: int
    re_arm: int
    funded: bool
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    letters_held: tuple[str, ...] = ()
    young: bool = False
    at_rest: bool = False
    calm: "Standing | None" = None
    scale: Scale | None = None
    paid: int = 0
    others: Mapping[str, int] = field(default_factory=dict)
    by_days: bool = False
    far: bool = True
    was_in: str = ""
    was_called: str = ""
    exchanged: str = ""
    exchanged_since: datetime | None = None
    heir_of: frozenset[str] = frozenset()
    bears: frozenset[str] = frozenset()
    came_after: Mapping[str, int | None] = field(default_factory=dict)
    met: frozenset[str] = frozenset()
    began: int | None = None
    ask: int | None = None
    copied: Mapping[str, datetime] = field(default_factory=dict)
    emptied: datetime | None = None
    ahead: tuple[int, int] | None = None

    @property
    def told(self) -> "Standing":
        """The figures that letters go by."""
        if self.calm is None or self.calm.level == Level.OK:
            return self
        return replace(self.calm, was_called=self.was_called)


@dataclass(frozen=True)
class Episode:
    """An open episode: its ``level`` now and ``since`` when the flag has stood there.

    ``bar`` is ``re_arm`` as it was when the episode opened, in minor units. ``asked`` is what a
    new top-up would ask for, and has been about that since ``asked_since`` (None: not known).
    ``by_days``: only the runway was ever short; ``paid`` is what they had paid when it opened.
    One that rests while it is asked whose it is (``resting``) is ``dormant`` at the level that it
    had, ``since`` that moment.
    """

    id: int
    client: str
    opened: datetime
    level: Level
    since: datetime
    bar: int
    dormant: bool = False
    asked: int = 0
    asked_since: datetime | None = None
    by_days: bool = False
    paid: int = 0

    @property
    def settled_since(self) -> datetime:
        """Since when flag and amount have both stood."""
        return max(self.since, self.asked_since or self.since)

    def resting(self, now: datetime) -> "Episode":
        """It is asked whose it is, and whoever it may be is found at ease ``now``."""
        return replace(self, dormant=True, since=now)

    def awake(self, re_arm: int) -> "Episode":
        """It is known whose it is, and rests no more; what sleeps below a bar that sank to
        ``re_arm`` goes on sleeping."""
        return replace(self, dormant=self.dormant and re_arm < self.bar)

    def rested_by(self, moment: datetime) -> bool:
        """Whether it rests so, and did at that moment already."""
        return self.dormant and self.level != Level.OK and self.since <= moment


@dataclass(frozen=True)
class Past:
    """What has gone out in an episode: the worst level, the reminders, and the last day."""

    worst: Level = Level.OK
    reminders: int = 0
    last: date | None = None


@dataclass(frozen=True)
class WantedNotice:
    """A notice that an episode calls for; ``ordinal`` numbers reminders from 1, else 0."""

    kind: Kind
    ordinal: int = 0


def standing(client: Client, account: Account, terms: Terms, paid: int) -> Standing:
    """How ``client`` stands by their account; ``paid`` as ``Standing`` has it."""
    left = account.days_left
    return Standing(
        client=fold(client.name),
        name=client.name,
        active=client.state == "active",
        level=Level[account.flag.value],
        currency=client.currency,
        balance=account.balance,
        asked=amount_asked(client, account, terms),
        re_arm=terms.re_arm.get(client.currency, client.threshold),
        funded=account.funded,
        to=tuple(filter(usable, client.emails)),
        cc=tuple(filter(usable, client.managers)),
        letters_held=client.letters_held,
        paid=paid,
        ask=client.ask,
        by_days=account.flag == Flag.LOW and account.balance >= client.threshold,
        far=left is None or left >= 2 * terms.low_days,
    )


def follow(
    episode: Episode | None, standing: Standing, now: datetime, new_id: int
) -> Episode | None:
    """The client's episode after this run, None where none is open.

    A new one has the id ``new_id``; the one given, if it is not returned, is over.
    """
    if not standing.active:
        return None
    if standing.level == Level.OK:
        return _recovering(episode, standing, now)
    if episode is None or (episode.dormant and standing.re_arm < episode.bar):
        episode = Episode(
            new_id, standing.client, now, standing.level, now, standing.re_arm,
            by_days=standing.by_days, paid=standing.paid,
        )  # fmt: skip
    by_days = episode.by_days and standing.by_days
    return _at(replace(episode, dormant=False, by_days=by_days), standing, now)


def called_for(
    past: Past, standing: Standing, policy: Policy, today: date, *, due: bool = False
) -> WantedNotice | None:
    """What the account calls for on the day ``today``, settled or not; None: nothing. ``due``: a
    further letter is, whatever the policy says."""
    if standing.level == Level.OK or not standing.funded or standing.asked <= 0:
        return None
    if standing.level > past.worst:
        return WantedNotice(Kind[standing.level.name])
    again = past.last is not None and (due or _reminder_due(past, past.last, policy, today))
    return WantedNotice(Kind.REMINDER, past.reminders + 1) if again else None


def _recovering(episode: Episode | None, standing: Standing, now: datetime) -> Episode | None:
    if episode is None:
        return None
    if episode.by_days and not standing.far and standing.paid <= episode.paid:
        return _at(episode, standing, now)  # a runway that creeps about low_days ends nothing
    # A finding may be all that changed the flag: nothing ends, or rests, until it is mended.
    at_ease = standing.balance >= standing.re_arm and not standing.letters_held
    if at_ease and standing.balance >= episode.bar:
        return None
    return _at(replace(episode, dormant=episode.dormant or at_ease), standing, now)


def _at(episode: Episode, standing: Standing, now: datetime) -> Episode:
    """The episode as it stands ``now``, and since when flag and amount have done so."""
    # A clock that was set back must not hold a letter for as long as it had been ahead.
    since = min(episode.since, now) if standing.level == episode.level else now
    asked, asked_since = episode.asked, episode.asked_since
    if asked_since is None or not about(standing.asked, asked):
        asked, asked_since = standing.asked, now
    asked_since = min(asked_since, now)
    level = standing.level
    return replace(episode, level=level, since=since, asked=asked, asked_since=asked_since)


def _reminder_due(past: Past, last: date, policy: Policy, today: date) -> bool:
    due = policy.remind_every > 0 and past.reminders < policy.remind_times
    return due and today >= last + timedelta(days=policy.remind_every)
