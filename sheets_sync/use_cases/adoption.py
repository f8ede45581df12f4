"""`sync state adopt`: a lost or older state takes over what the tab Notices knows (design §8).

What the tab calls sent counts as sent, what it calls uncertain stays so, and whatever else it
lists was never sent for all that anybody knows: it is planned afresh where its cause still
stands. Numbers of letters and of invoices go on from the highest in the tab.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.config import Config
from sheets_sync.notices.episodes import Episode, Level, Standing
from sheets_sync.notices.errands import NO_EPISODE
from sheets_sync.notices.letter_kinds import Kind
from sheets_sync.notices.line_codes import read_code
from sheets_sync.notices.notice import Notice, State
from sheets_sync.notices.outbox import Adopted, Outbox
from sheets_sync.notices.outbox_ledger import Ledger
from sheets_sync.notices.wishes import wish_key
from sheets_sync.showing import notices_tab
from sheets_sync.showing.notices_tab import NoticeLine
from sheets_sync.state.clock import go_on_from
from sheets_sync.use_cases import mailroom
from sheets_sync.use_cases.installation import RightToMail, mailed_elsewhere
from sheets_sync.use_cases.invoices_of_lines import invoices_in, key_of
from sheets_sync.use_cases.office import open_office
from sheets_sync.voice.counting import counted

_TAKEN_OVER: Final = (
    "This state mails from the workbook from now on, the other one no more. {next_run}"
)
_ADOPTED: Final = (State.SENT, State.WRITTEN, State.UNCERTAIN)
"""What is taken over as it stands; all else had not gone."""


def adopt(config: Config, moment: datetime, tell: Callable[[str], None]) -> list[str]:
    """Take over what the Notices tab knows; sentences on what that was.

    Raises as a run does, where the workbook cannot be read or another run is under way.
    """
    with open_office(config, "state adopt", moment, tell) as (office, _):
        reckoned, outbox = office.read_and_reckon(), office.outbox
        behind = office.desk.behind(mailroom.tab_says(reckoned))
        if not (behind or mailed_elsewhere(office, reckoned.snapshot)):
            return ["Nothing to adopt: the state knows all that the tab Notices does."]
        RightToMail(office, reckoned.snapshot).seize()
        if not behind:
            outbox.forget_asks()
            return [_TAKEN_OVER.format(next_run=_next_run(config))]
        tab = notices_tab.notices_as_made(reckoned.snapshot)
        lines = notices_tab.read_lines(tab, config.billing.currency)
        standings = mailroom.books(config, reckoned).standings
        ticked = notices_tab.ticked(tab)
        adopted = Adoption(outbox.ledger(), standings, office.moment, ticked).of(lines)
        outbox.adopt(adopted)
        go_on_from(office.store, office.moment)
        return _told(adopted, outbox, _next_run(config))


def _next_run(config: Config) -> str:
    """What to do before it; a fleet has it at once."""
    if config.state.of_fleet:
        return "The next run, which is due at once, may mail again."
    return "The next run may mail again: look first with `sheets-sync now --dry-run`."


def _told(adopted: Adopted, outbox: Outbox, next_run: str) -> list[str]:
    states = [notice.state for notice in adopted.notices]
    sent, written, doubtful = (states.count(each) for each in _ADOPTED)
    rest = len(states) - sent - written - doubtful
    only_written = f"{written} written and not mailed, " if written else ""
    taken = (
        f"Taken over from the tab Notices: {counted(sent, 'letter')} sent, {only_written}"
        f"{doubtful} in doubt, "
        f"{rest} that had not gone (planned afresh where their cause still stands)."
    )
    goes_on = (
        f"The next letter will be No {outbox.last_number + 1}, the next invoice "
        f"No {outbox.last_invoice + 1}. {next_run}"
    )
    return [taken, goes_on]


@dataclass
class Adoption:
    """The lines of a tab on their way into the outbox of ``ledger``. ``ticked`` are the numbers
    beside which Send stood ticked already: no answer to anything that comes now."""

    ledger: Ledger
    standings: Sequence[Standing]
    now: datetime
    ticked: Collection[int] = ()
    _episodes: list[Episode] = field(default_factory=list)
    _asked_last: dict[int | None, str] = field(default_factory=dict)

    def of(self, lines: Sequence[NoticeLine]) -> Adopted:
        """All rows to write: episodes, notices and invoices that the state does not know."""
        known = {notice.number: notice for notice in self.ledger.notices}
        mended = [self._mended(known[each.number], each) for each in lines if each.number in known]
        new = [line for line in lines if line.number not in known]
        self._asked_last = {line.invoice_number: fold(line.client) for line in lines}
        by_client: dict[str, list[NoticeLine]] = {}
        for line in sorted(new, key=lambda each: each.number):
            by_client.setdefault(fold(line.client), []).append(line)
        taken = [notice for client, own in by_client.items() for notice in self._taken(client, own)]
        ids = range(self.ledger.last_notice + 1, self.ledger.last_notice + 1 + len(taken))
        taken.sort(key=lambda notice: notice.number or 0)
        numbered = [replace(notice, id=id_) for notice, id_ in zip(taken, ids, strict=True)]
        went = (*(each for each in mended if each is not None), *numbered)
        return Adopted(
            tuple(self._episodes),
            (*self._overtaken(went), *went),
            tuple(invoices_in(lines, self.ledger.issued)),
        )

    def _overtaken(self, went: Collection[Notice]) -> Iterator[Notice]:
        """What waits in the state and the tab does not list, or knows by another number: it is
        planned afresh where its cause still stands."""
        mended = {each.id for each in went}
        keys = {wish_key(each) for each in went if each.state != State.CANCELLED}
        for each in self.ledger.notices:
            waits = each.state not in (*_ADOPTED, State.CANCELLED)
            if waits and each.id not in mended and (each.number is None or wish_key(each) in keys):
                yield replace(each, state=State.CANCELLED, reason="", moment=self.now)

    def _mended(self, notice: Notice, line: NoticeLine) -> Notice | None:
        """A notice that waits in the state, or failed there, though its letter went: as that went,
        with whatever had changed by then."""
        state = _state(line)
        over = notice.state in (State.SENT, State.WRITTEN, State.CANCELLED)
        if over or state in (State.CANCELLED, notice.state):
            return None
        went = self._notice(notice.client, line, notice.episode, notice.level)
        return replace(
            notice,
            name=went.name,
            currency=went.currency,
            balance=went.balance,
            asked=went.asked,
            to=went.to or notice.to,
            invoice=went.invoice or notice.invoice,
            prefix=went.prefix if went.invoice else notice.prefix,
            state=state,
            reason="",
            moment=went.moment,
            ticked=went.ticked,
        )

    def _taken(self, client: str, lines: Sequence[NoticeLine]) -> Iterator[Notice]:
        """A client's lines as notices, those of the episode that is open in the state first."""
        alone = [line for line in lines if not key_of(line)[0].of_episode]
        yield from (self._notice(client, line, NO_EPISODE, Level.OK) for line in alone)
        known = self.ledger.episodes.get(client)
        groups = self._by_episode([each for each in lines if each not in alone], known)
        for place, group in enumerate(groups):
            last = place == len(groups) - 1
            episode = self._episode(client, group, None if place else known, last=last)
            level = Level.OK
            for line in group:
                level = Level.__members__.get(key_of(line)[0].name, level)
                yield self._notice(client, line, episode.id, level)

    def _by_episode(
        self, lines: Sequence[NoticeLine], known: Episode | None
    ) -> Sequence[Sequence[NoticeLine]]:
        """The lines by the episode that caused them, () where there are none: a kind that went, of
        that which is ``known`` too, and comes again began a new one."""
        met = {
            (each.kind, each.ordinal)
            for each in self.ledger.notices
            if known is not None and each.episode == known.id and each.state in _ADOPTED
        }
        groups: list[list[NoticeLine]] = [[]]
        for line in lines:
            went = _state(line) != State.CANCELLED
            if went and key_of(line) in met:
                groups.append([])
                met = set()
            groups[-1].append(line)
            met |= {key_of(line)} if went else set()
        return groups if lines else ()

    def _episode(
        self, client: str, lines: Sequence[NoticeLine], known: Episode | None, *, last: bool
    ) -> Episode:
        """The episode of some lines, that which is ``known`` or a new one: open where it is the
        last one and the client stands low now, or is not in Clients: then they may stand there by
        another name."""
        standing = next((each for each in self.standings if each.client == client), None)
        level = self._level_now(client, standing, lines) if last else Level.OK
        if known is not None:
            self._episodes += [] if level else [replace(known, level=Level.OK)]
            return known
        opened = self._moment(lines[0])
        episode = Episode(
            id=self.ledger.last_episode + 1 + len(self._episodes),
            client=client,
            opened=opened,
            level=level,
            since=self.now if level and standing else opened,
            bar=standing.re_arm if level and standing else 0,
        )
        self._episodes.append(episode)
        return episode

    def _level_now(
        self, client: str, standing: Standing | None, lines: Sequence[NoticeLine]
    ) -> Level:
        """How low the account of an open episode is; OK where it is over, or went over to a new
        name, whom a later line asks for the same invoice."""
        if standing is not None:
            return standing.level if standing.active else Level.OK
        lines = [each for each in lines if _state(each) != State.CANCELLED]
        asked = {each.invoice_number for each in lines} - {None}
        if any(self._asked_last[number] != client for number in asked):
            return Level.OK
        went = [key_of(each)[0] for each in lines]
        over = not any(kind.warns for kind in went) or Kind.RECEIPT in went
        return Level.OK if over else max(Level.__members__.get(kind, Level.LOW) for kind in went)

    def _notice(self, client: str, line: NoticeLine, episode: int, level: Level) -> Notice:
        kind, ordinal = key_of(line)
        addresses = tuple(part.strip() for part in line.to.split(",") if part.strip())
        moment = self._moment(line)
        return Notice(
            id=0,
            client=client,
            name=line.client,
            episode=episode,
            kind=kind,
            ordinal=ordinal,
            level=level,
            currency=line.currency,
            balance=line.balance,
            asked=line.asked,
            to=addresses,
            cc=(),
            created=moment,
            moment=moment,
            number=line.number,
            invoice=line.invoice_number,
            prefix=line.invoice_prefix,
            state=_state(line),
            ticked=line.number in self.ticked,
        )

    def _moment(self, line: NoticeLine) -> datetime:
        return line.when.replace(tzinfo=self.now.tzinfo)


def _state(line: NoticeLine) -> State:
    code = read_code(line.code)
    return code.state if code and code.state in _ADOPTED else State.CANCELLED
