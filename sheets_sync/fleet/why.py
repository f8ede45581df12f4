"""`sync fleet why`: all that is known of one workbook, each trouble with its cure (design §21)."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from sheets_sync.config import Config
from sheets_sync.config.fleet import FleetConfig
from sheets_sync.errors import SheetsSyncError, TryAgainLater
from sheets_sync.fleet.carried import as_carried
from sheets_sync.fleet.standing import BookHealth, BookStanding, FleetStanding
from sheets_sync.fleet.status_lines import SAID, span
from sheets_sync.notices.ledger.listing import listed
from sheets_sync.notices.ledger.notice import LIVE, STUCK, Notice, State
from sheets_sync.notices.outbox import Outbox, Trouble
from sheets_sync.notices.wording import kind_text, state_text
from sheets_sync.state.opening import view_state
from sheets_sync.state.port import Store
from sheets_sync.use_cases.letters.blocked import blocked_text, standing_block
from sheets_sync.words.speaking import ENGLISH

_LETTERS: Final = 12
"""Letters that are told one by one."""
_DEATHS: Final = 3
_CURES: Final[Mapping[State, str]] = {
    State.RETRY: "once that is mended, `notices retry {number}` tries again with the next run",
    State.REFUSED: "once its address is mended, `notices retry {number}` sends it again",
    State.UNCERTAIN: "`notices resolve {number} --arrived`, or `--again`, says what you found out",
}
"""What settles a letter by hand, beside `sheets-sync --config FILE`."""


def why_lines(each: BookStanding, fleet: FleetStanding) -> Iterator[str]:
    """All that is known of one workbook by its row: what its last run said, with the cure."""
    yield f"{each.name}: {SAID[each.health]}; {each.place}"
    if each.tenant != each.name:
        yield f"Tenant: {each.tenant}."
    if each.running:
        yield f"{each.running} runs it now."
    yield from _last_run(each)
    if each.letters:
        told = ", ".join(f"{count:,} {state}" for state, count in sorted(each.letters.items()))
        yield f"Letters: {told}."
    if each.uncertain is not None:
        yield (
            f"A letter has been uncertain for {span(fleet.now - each.uncertain)}: find out whether "
            "it arrived, and say so with `sheets-sync --config FILE notices resolve NUMBER "
            "--arrived`."
        )
    if each.health == BookHealth.PAUSED:
        yield f"Paused: `sheets-sync fleet resume {each.name}` ends that."
    else:
        yield f"Next run: {_when(each.due)}, every {span(each.period)} as things are."
        yield from _waits_for(each, fleet)


def _last_run(each: BookStanding) -> Iterator[str]:
    if each.ended is None:
        yield f"No run ended yet; it has been due for {span(each.late)}."
    else:
        yield f"Last run: {_when(each.ended)}, {each.result}, {each.seconds:.1f} s:"
        yield from (f"  {line}" for line in each.said.splitlines())
    if each.failing:
        times = "once" if each.failing == 1 else f"{each.failing} times in a row"
        good = f"the last good run ended {_when(each.good)}" if each.good else "no run was good yet"
        yield f"It failed {times}; {good}."
    if _wants_a_person(each):
        yield (
            f"Once it is mended: `sheets-sync fleet run {each.name}`. Another config, key or "
            f"password comes to the machines by `sheets-sync fleet add {each.name} CONFIG --seal`."
        )
    if each.result == "died" and each.failing >= _DEATHS:
        yield (
            "Whoever runs it dies: look into the logs of the machines, and whether they have "
            f"memory enough. `sheets-sync fleet pause {each.name}` spares them."
        )


def _wants_a_person(each: BookStanding) -> bool:
    """Whether what it waits for may be what it is run with: time alone mends the rest."""
    if each.result == "failed":
        return each.exit_code != TryAgainLater.exit_code or State.RETRY in each.letters
    return State.RETRY in each.letters


def _waits_for(each: BookStanding, fleet: FleetStanding) -> Iterator[str]:
    """Why one that is due, or will be, does not begin."""
    if fleet.draining:
        yield "Draining: no run begins. `sheets-sync fleet resume` ends that."
    if not fleet.at_work:
        yield "No machine is at work: start `sheets-sync fleet work`, or its service."
    elif each.files and not any(machine.files for machine in fleet.at_work):
        yield "It is a file, and no machine at work has the shared folder (fleet.shared = true)."
    if each.lost:
        yield f"{each.lost} had it in hand and died: whoever is at work takes over."
    if not each.late or each.running:
        return
    if others := [one.name for one in fleet.books if one.running and one.tenant == each.tenant]:
        yield f"Its tenant has one run at a time while others wait: {', '.join(others)}."
    spent = [one for one in fleet.buckets if one.account.email == each.account and not one.free]
    if each.account and spent:
        yield f"The quota of {each.account} at Google is used up; some of it is free in a minute."


def letter_lines(fleet: FleetConfig, row: Mapping[str, Any], now: datetime) -> Iterator[str]:
    """What keeps letters of a workbook back, as its state knows it: all of them, and each that is
    not through, with the cure. ``row`` is that of the roster."""
    try:
        config = as_carried(fleet, row["name"], row["seller"], row["config"])
        with view_state(config) as store:
            yield from _blocked(config, store, row["said"])
            yield from _troubles(store.outbox(), now)
    except SheetsSyncError as error:
        yield f"Its letters cannot be told: {error}"


def _blocked(config: Config, store: Store, said: str) -> Iterator[str]:
    """What keeps all letters back, unless the last run ``said`` so."""
    if (block := standing_block(store)) is None:
        return
    if (text := blocked_text(block, config, store, ENGLISH)) not in said:
        yield f"No letter of it goes: {text}"


def _troubles(outbox: Outbox, now: datetime) -> Iterator[str]:
    """Those that wait for a person first."""
    ledger, shut = outbox.ledger(), outbox.trouble
    waiting = [each for each in listed(ledger.notices) if each.troubled or each.live]
    waiting.sort(key=lambda each: (each.state not in STUCK, each.state in LIVE, each.number))
    for each in waiting[:_LETTERS]:
        told = f"No {each.number}, {each.name}, {kind_text(each, ENGLISH, ledger)}"
        said = state_text(each, ENGLISH).rstrip(".")
        yield f"{told}: {said}{_again(each, shut, now)}{_cure(each)}."
    if (left := len(waiting) - _LETTERS) > 0:
        yield f"… and {left:,} more: `sheets-sync --config FILE notices list`."


def _again(each: Notice, shut: Trouble | None, now: datetime) -> str:
    """When it is tried again; while the mail server is known to be ``shut`` none is."""
    if each.state != State.RETRY:
        return ""
    due = max((one for one in (each.due, shut and shut.due) if one), default=now)
    return f"; not before {_when(due)}" if due > now else "; with the next run"


def _cure(each: Notice) -> str:
    cure = _CURES.get(each.state)
    return f"; {cure.format(number=each.number)}" if cure else ""


def _when(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M UTC}"
