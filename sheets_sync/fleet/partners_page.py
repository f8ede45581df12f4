"""`sync fleet status --html`: the firm's workbooks on one page, for its partners (design §21)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sheets_sync.deferred import dataclass
from sheets_sync.fleet.standing import LETTERS_WAIT, BookHealth, BookStanding, FleetStanding
from sheets_sync.views.html import render
from sheets_sync.words.speaking import Words

_ILL: Final = (BookHealth.FAILING, BookHealth.UNCERTAIN, BookHealth.LATE)
_WAITING: Final = (
    "planned", "held", "rendered", "attempting", "retry", "refused", "uncertain",
)  # fmt: skip
"""States of letters that have not come to an end."""


@dataclass(frozen=True)
class PageLine:
    """One workbook, as it is written; ``ill``: it needs somebody."""

    name: str
    state: str
    good: str
    findings: str
    letters: str
    said: str
    ill: bool


def as_html(fleet: FleetStanding, words: Words, zone: ZoneInfo) -> str:
    """The page: self-contained, without scripts, moments in ``zone``."""
    lines = [_line(each, words, zone) for each in fleet.books]
    return render(
        "fleet.html.j2",
        words=words,
        moment=_when(fleet.now, words, zone),
        verdict=[*_verdict(fleet, words)],
        ill=any(each.ill for each in lines) or not _at_work(fleet),
        lines=lines,
    )


def _verdict(fleet: FleetStanding, words: Words) -> Iterator[str]:
    yield words.count("fleet.counted", len(fleet.books))
    if not _at_work(fleet):
        yield words.say("fleet.draining" if fleet.draining else "fleet.nobody_works")
    if ill := sum(each.health in _ILL for each in fleet.books):
        yield words.count("fleet.need_somebody", ill)
    elif _at_work(fleet):
        yield words.say("fleet.all_well")
    if waiting := _letters(fleet.letters(), words):
        yield f"{words.say('fleet.letters')}: {waiting}."


def _line(each: BookStanding, words: Words, zone: ZoneInfo) -> PageLine:
    ill = each.health in _ILL
    return PageLine(
        name=each.name,
        state=words.say(f"fleet.state.{each.health.name.lower()}"),
        good=_when(each.good, words, zone) if each.good else words.say("fleet.never"),
        findings=str(each.findings or ""),
        letters=_letters(each.letters, words),
        said=_said(each),
        ill=ill,
    )


def _said(each: BookStanding) -> str:
    """What is wrong: of one whose letters are all kept back the first line says why."""
    if each.failing:
        return each.said
    kept_back = each.health == BookHealth.HELD and each.exit_code == LETTERS_WAIT
    return each.said.partition("\n")[0] if kept_back else ""


def _letters(counts: Mapping[str, int], words: Words) -> str:
    return ", ".join(
        words.say("fleet.waiting", count=counts[state], state=words.say(f"fleet.letter.{state}"))
        for state in _WAITING
        if counts.get(state)
    )


def _at_work(fleet: FleetStanding) -> bool:
    return bool(fleet.at_work) and not fleet.draining


def _when(moment: datetime, words: Words, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{words.day(local.date())} {local:%H:%M}"
