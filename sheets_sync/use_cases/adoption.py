"""`sync state adopt`: a lost or older state takes over what the tab Notices knows (design §8).

What the tab calls sent counts as sent, what it calls uncertain stays so, and whatever else it
lists was never sent for all that anybody knows: it is planned afresh where its cause still
stands. Numbers of letters and of invoices go on from the highest in the tab.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.config import Config
from sheets_sync.notices.invoices.open_invoices import asked_in
from sheets_sync.notices.ledger.episodes import Episode, Level, Standing
from sheets_sync.notices.ledger.errands import NO_EPISODE
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import Notice, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.outbox import Adopted, Outbox
from sheets_sync.notices.plan.wishes import wish_key
from sheets_sync.showing import notices_tab
from sheets_sync.showing.notices_tab import NoticeLine
from sheets_sync.state.clock import go_on_from
from sheets_sync.state.last_block import remember_block
from sheets_sync.use_cases.letters import mailroom
from sheets_sync.use_cases.letters.about_to_go import about_to_go
from sheets_sync.use_cases.letters.invoices_of_lines import invoices_in, key_of
from sheets_sync.use_cases.letters.older_letters import (
    ADOPTED,
    StoodInSend,
    as_told,
    line_addresses,
    line_state,
    unheard,
)
from sheets_sync.use_cases.shared.installation import RightToMail, mailed_elsewhere
from sheets_sync.use_cases.shared.office import open_office
from sheets_sync.voice.counting import counted

_SAY_ANEW: Final = (
    " What stands in Send of letters that wait was said before, and lets none go: clear it, and "
    "answer after the next run."
)
_TAKEN_OVER: Final = (
    "This state mails from the workbook from now on, the other one no more. {next_run}"
)


def adopt(config: Config, moment: datetime, tell: Callable[[str], None]) -> list[str]:
    """Take over what the Notices tab knows; sentences on what that was.

    Raises as a run does, where the workbook cannot be read or another run is under way.
    """
    with open_office(config, "state adopt", moment, tell) as (office, _):
        reckoned, outbox = office.read_and_reckon(), office.outbox
        behind = office.desk.behind(mailroom.tab_says(reckoned.snapshot))
        if not (behind or mailed_elsewhere(office, reckoned.snapshot)):
            return ["Nothing to adopt: the state knows all that the tab Notices does."]
        RightToMail(office, reckoned.snapshot).seize()
        tab = notices_tab.notices_as_made(reckoned.snapshot)
        said = StoodInSend(notices_tab.ticked(tab), notices_tab.answered_no(tab))
        standings = mailroom.books(config, reckoned).standings
        adoption = Adoption(outbox.ledger(), standings, office.moment, said)
        lines = notices_tab.read_lines(tab, config.billing.currency)
        adopted = adoption.of(lines) if behind else adoption.of_nothing()
        outbox.adopt(adopted)
        remember_block(office.store.memories, None)
        if not behind:
            told = [_TAKEN_OVER.format(next_run=_next_run(config)) + _to_say(outbox)]
        else:
            go_on_from(office.store, office.moment)
            told = _told(adopted, outbox, _next_run(config))
        return [*told, *about_to_go(office, reckoned)]


def _next_run(config: Config) -> str:
    """What to do before it; a fleet has it at once."""
    if config.state.of_fleet:
        return "The next run, which is due at once, may mail again."
    return "The next run may mail again: look first with `sheets-sync now --dry-run`."


def _to_say(outbox: Outbox) -> str:
    """What is to be said once more; "" where nothing stands in Send of what waits."""
    waits = (each for each in outbox.ledger().notices if each.live)
    return _SAY_ANEW if any(each.ticked for each in waits) else ""


def _told(adopted: Adopted, outbox: Outbox, next_run: str) -> list[str]:
    states = [notice.state for notice in adopted.notices]
    sent, written, doubtful = (states.count(each) for each in ADOPTED)
    rest = states.count(State.CANCELLED) + sum(each.live for each in outbox.ledger().notices)
    only_written = f"{written} written and not mailed, " if written else ""
    taken = (
        f"Taken over from the tab Notices: {counted(sent, 'letter')} sent, {only_written}"
        f"{doubtful} in doubt, "
        f"{rest} that had not gone (planned afresh where their cause still stands)."
        f"{_to_say(outbox)}"
    )
    goes_on = (
        f"The next letter will be No {outbox.last_number + 1}, the next invoice "
        f"No {outbox.last_invoice + 1}. {next_run}"
    )
    return [taken, goes_on]


@dataclass
class Adoption:
    """The lines of a tab on their way into the outbox of ``ledger``. ``said``: what stood in Send
    already, which is no answer to anything that comes now."""

    ledger: Ledger
    standings: Sequence[Standing]
    now: datetime
    said: StoodInSend = field(default_factory=StoodInSend)
    _episodes: list[Episode] = field(default_factory=list)
    _asked_last: dict[int | None, str] = field(default_factory=dict)

    def of_nothing(self) -> Adopted:
        """The notices to write where the state knows all that the tab does: nobody has said
        anything of them yet."""
        after = {each: unheard(each, self.said, self.now) for each in self.ledger.notices}
        return Adopted((), tuple(to for each, to in after.items() if to != each), ())

    def of(self, lines: Sequence[NoticeLine]) -> Adopted:
        """All rows to write: episodes, notices and invoices that the state does not know."""
        lines = sorted(lines, key=lambda each: each.number)  # however managers sorted the tab
        before = {each.id: each for each in self.ledger.notices}
        after = {each.id: each for each in self._as_told(lines)}
        self.ledger = replace(self.ledger, notices=tuple(after.values()))
        self._asked_last = {line.invoice_number: fold(line.client) for line in lines}
        self._hand_over()
        taken = self._numbered(self._new(lines))
        told = [each for id_, each in after.items() if each != before[id_]]
        after |= {each.id: each for each in self._overtaken((*told, *taken))}
        changed = [each for id_, each in after.items() if each != before[id_]]
        changed.sort(key=lambda each: each.state != State.CANCELLED)  # these make room for others
        return Adopted(
            tuple(self._episodes), (*changed, *taken), tuple(invoices_in(lines, self.ledger.issued))
        )

    def _hand_over(self) -> None:
        """The open episodes of who left Clients, whose invoice the tab's last letter about it asked
        under another name, are that one's: a person had said so, or it would not have gone."""
        here = {each.client for each in self.standings}
        asked = asked_in(self.ledger.notices)
        last = {asked[number]: self._asked_last.get(number, "") for number in sorted(asked)}
        episodes = dict(self.ledger.episodes)
        for who, each in self.ledger.episodes.items():
            heir = last.get(each.id, "")
            if who not in here and heir not in ("", who):
                if (own := episodes.pop(heir, None)) is not None:
                    self._episodes.append(replace(own, level=Level.OK))
                episodes[heir] = replace(episodes.pop(who), client=heir)
                self._episodes.append(episodes[heir])
        self.ledger = replace(self.ledger, episodes=episodes)

    def _as_told(self, lines: Sequence[NoticeLine]) -> Iterator[Notice]:
        """The notices that the state knows, as the tab has them."""
        by_number = {line.number: line for line in lines}
        for each in self.ledger.notices:
            line = by_number.get(each.number or 0)
            if line is None:
                yield unheard(each, self.said, self.now)
            else:
                yield as_told(each, line, self._moment(line), self.said)

    def _new(self, lines: Sequence[NoticeLine]) -> list[Notice]:
        """Notices of the lines that the state does not know, in the order of their numbers."""
        known = {each.number for each in self.ledger.notices}
        by_client: dict[str, list[NoticeLine]] = {}
        for line in lines:
            if line.number not in known:
                by_client.setdefault(fold(line.client), []).append(line)
        taken = [notice for client, own in by_client.items() for notice in self._taken(client, own)]
        return sorted(taken, key=lambda notice: notice.number or 0)

    def _numbered(self, taken: Sequence[Notice]) -> list[Notice]:
        """New notices with the ids that come next."""
        first = self.ledger.last_notice + 1
        return [replace(each, id=id_) for id_, each in enumerate(taken, start=first)]

    def _overtaken(self, told: Sequence[Notice]) -> Iterator[Notice]:
        """What waits in the state and the tab does not list, or what of it is ``told`` has gone by
        another number: it is planned afresh where its cause still stands."""
        keys = {wish_key(each) for each in told if each.state in ADOPTED}
        for each in self.ledger.notices:
            waits = each.state not in (*ADOPTED, State.CANCELLED)
            if waits and (each.number is None or wish_key(each) in keys):
                yield replace(each, state=State.CANCELLED, reason="", moment=self.now)

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
            if known is not None and each.episode == known.id and each.state in ADOPTED
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
            to=line_addresses(line),
            cc=(),
            created=moment,
            moment=moment,
            number=line.number,
            invoice=line.invoice_number,
            prefix=line.invoice_prefix,
            state=_state(line),
            ticked=line.number in self.said.ticked,
        )

    def _moment(self, line: NoticeLine) -> datetime:
        return line.when.replace(tzinfo=self.now.tzinfo)


def _state(line: NoticeLine) -> State:
    state = line_state(line)
    return state if state in ADOPTED else State.CANCELLED
