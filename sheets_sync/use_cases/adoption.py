"""`sync state adopt`: a lost or older state takes over what the tab Notices knows (design §8).

What the tab calls sent counts as sent, what it calls uncertain stays so, and whatever else it
lists was never sent for all that anybody knows: it is planned afresh where its cause still
stands. Numbers of letters and of invoices go on from the highest in the tab.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from sheets_sync.billing.days import EPOCH
from sheets_sync.billing.names import fold
from sheets_sync.config import Config
from sheets_sync.notices.episodes import Episode, Level, Standing
from sheets_sync.notices.errands import NO_EPISODE
from sheets_sync.notices.issued import Invoice
from sheets_sync.notices.letter_kinds import Kind
from sheets_sync.notices.line_codes import NOTHING_OF_IT, InvoiceCode, read_code
from sheets_sync.notices.notice import Notice, State
from sheets_sync.notices.outbox import Adopted, Outbox
from sheets_sync.notices.outbox_ledger import Ledger
from sheets_sync.notices.wishes import wish_key
from sheets_sync.showing import notices_tab
from sheets_sync.showing.notices_tab import NoticeLine
from sheets_sync.state.clock import go_on_from
from sheets_sync.use_cases import mailroom
from sheets_sync.use_cases.installation import RightToMail, mailed_elsewhere
from sheets_sync.use_cases.office import open_office
from sheets_sync.voice.counting import counted

Key = tuple[Kind, int]

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
            tuple(self._episodes), (*self._overtaken(went), *went), tuple(self._invoices(lines))
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
        """A notice that waits in the state, or failed there, though its letter went."""
        state = _state(line)
        over = notice.state in (State.SENT, State.WRITTEN, State.CANCELLED)
        if over or state in (State.CANCELLED, notice.state):
            return None
        ticked = line.number in self.ticked
        return replace(notice, state=state, reason="", moment=self._moment(line), ticked=ticked)

    def _taken(self, client: str, lines: Sequence[NoticeLine]) -> Iterator[Notice]:
        """A client's lines as notices, those of the episode that is open in the state first."""
        alone = [line for line in lines if not _key(line)[0].of_episode]
        yield from (self._notice(client, line, NO_EPISODE, Level.OK) for line in alone)
        known = self.ledger.episodes.get(client)
        groups = self._by_episode([each for each in lines if each not in alone], known)
        for place, group in enumerate(groups):
            last = place == len(groups) - 1
            episode = self._episode(client, group, None if place else known, last=last)
            level = Level.OK
            for line in group:
                level = Level.__members__.get(_key(line)[0].name, level)
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
            if went and _key(line) in met:
                groups.append([])
                met = set()
            groups[-1].append(line)
            met |= {_key(line)} if went else set()
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
        went = [_key(each)[0] for each in lines]
        over = not any(kind.warns for kind in went) or Kind.RECEIPT in went
        return Level.OK if over else max(Level.__members__.get(kind, Level.LOW) for kind in went)

    def _notice(self, client: str, line: NoticeLine, episode: int, level: Level) -> Notice:
        kind, ordinal = _key(line)
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

    def _invoices(self, lines: Sequence[NoticeLine]) -> Iterator[Invoice]:
        """The invoices and credit notes that the state does not know, each as its first line has
        it, and of the client whom the last one asked. Where the code of a program before does not
        tell which invoice a credit note withdraws, it is the client's latest one before it."""
        last = max(self.ledger.issued, default=0)
        own: dict[int, list[NoticeLine]] = {}
        for line in lines:
            number = line.invoice_number
            if number is not None and number > last and (line.asked > 0 or _key(line)[0].withdraws):
                own.setdefault(number, []).append(line)
        made = dict(self.ledger.issued)
        for number, about in sorted(own.items()):
            made[number] = self._invoice(number, about, made)
            yield made[number]

    def _invoice(
        self, number: int, lines: Sequence[NoticeLine], made: Mapping[int, Invoice]
    ) -> Invoice:
        first, client = lines[0], fold(lines[-1].client)
        told = _of_its_invoice(first)
        withdrawn = told.credits if told.credits in made else None
        if _key(first)[0].withdraws and withdrawn is None:
            withdrawn = _latest(client, made)
        return Invoice(
            number=number,
            client=client,
            currency=first.currency,
            amount=made[withdrawn].amount if withdrawn else first.asked,
            day=(first.when.date() - EPOCH).days,
            paid_before=told.paid,
            replaces=told.replaces if told.replaces in made else None,
            credits=withdrawn,
            prefix=first.invoice_prefix,
        )

    def _moment(self, line: NoticeLine) -> datetime:
        return line.when.replace(tzinfo=self.now.tzinfo)


def _latest(client: str, made: Mapping[int, Invoice]) -> int | None:
    """The number of a client's latest invoice that no credit note withdrew."""
    noted = {each.credits for each in made.values()}
    own = (each for each in made.values() if each.client == client and each.credits is None)
    return max((each.number for each in own if each.number not in noted), default=None)


def _state(line: NoticeLine) -> State:
    code = read_code(line.code)
    return code.state if code and code.state in _ADOPTED else State.CANCELLED


def _key(line: NoticeLine) -> Key:
    """The kind of a line; one whose code is gone is a reminder of its own."""
    code = read_code(line.code)
    return (code.kind, code.ordinal) if code else (Kind.REMINDER, line.number)


def _of_its_invoice(line: NoticeLine) -> InvoiceCode:
    code = read_code(line.code)
    return code.invoice if code else NOTHING_OF_IT
