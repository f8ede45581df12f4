"""`sync fleet status`: on 80 columns, the worst first; and the same for machines."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from sheets_sync.fleet.standing import BookHealth, BookStanding, FleetStanding
from sheets_sync.voice.counting import counted

WIDTH: Final = 80
_SHOWN: Final = 12
_NAME: Final = 20
_ENOUGH: Final = timedelta(hours=48)

SAID: Final = {
    BookHealth.FAILING: "failing", BookHealth.UNCERTAIN: "letters", BookHealth.LATE: "late",
    BookHealth.HELD: "held", BookHealth.NEW: "new", BookHealth.WELL: "well",
    BookHealth.PAUSED: "paused",
}  # fmt: skip
"""How a workbook fares, in a word."""


def status_lines(fleet: FleetStanding, *, everything: bool) -> Iterator[str]:
    """The fleet on one screen; ``everything``: a line for each workbook."""
    yield from _heading(fleet)
    shown = fleet.books if everything else _worth_showing(fleet)
    if shown:
        yield ""
        yield _line("WORKBOOK", "STATE", "LATE", "GOOD", "NEXT", "LAST RUN")
    for each in shown:
        yield _book_line(each, fleet.now)
    if left := len(fleet.books) - len(shown):
        yield f"… and {left:,} more: --all shows each; `sheets-sync fleet why WORKBOOK` tells one."


def _worth_showing(fleet: FleetStanding) -> list[BookStanding]:
    ill = [each for each in fleet.books if each.health < BookHealth.NEW]
    return (ill or [*fleet.books])[:_SHOWN]


def _heading(fleet: FleetStanding) -> Iterator[str]:
    standing = [
        f"{fleet.count(health):,} {word}" for health, word in SAID.items() if fleet.count(health)
    ]
    yield _cut(f"{counted(len(fleet.books), 'workbook')}: {', '.join(standing) or 'none yet'}.")
    alive = [f"{each.name} ({each.processes})" for each in fleet.at_work]
    yield _cut(f"Machines: {', '.join(alive) or 'none at work'}.")
    dead = [f"{each.name}, {span(each.silent)} ago" for each in fleet.machines if each.dead]
    if dead:
        theirs = "its workbooks are others' now" if alive else "nobody is there to take over"
        yield _cut(f"Dead ({theirs}): {'; '.join(dead)}.")
    if fleet.draining:
        yield "Draining: no run begins. `sheets-sync fleet resume` ends that."
    typical, nearly_all = fleet.began_late(0.5), fleet.began_late(0.99)
    yield f"Last runs began late by {span(typical)} (half), {span(nearly_all)} (99 of 100)."
    for each in fleet.buckets:
        if each.account.email and each.free < each.granted // 2:
            yield _cut(
                f"Quota: {each.account.email} has {each.free} of {each.granted} {each.kind}s."
            )
    letters = ", ".join(f"{count:,} {state}" for state, count in fleet.letters().items())
    yield _cut(f"Letters: {letters or 'none'}.")
    if (since := fleet.oldest_uncertain()) is not None:
        yield f"The oldest uncertain letter has been so for {span(fleet.now - since)}."


def _book_line(each: BookStanding, now: datetime) -> str:
    state = SAID[each.health] + (f" {each.failing}" if each.failing else "")
    good = span(now - each.good) if each.good else "never"
    coming = "now" if each.running else span(max(each.due - now, timedelta(0)))
    if each.health == BookHealth.PAUSED:
        coming = "-"
    return _line(each.name, state, span(each.late), good, coming, each.said)


def _line(name: str, state: str, late: str, good: str, coming: str, said: str) -> str:
    name = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
    return _cut(f"{name:<{_NAME}} {state:<11} {late:>5} {good:>5} {coming:>5}  {said}".rstrip())


def _cut(text: str) -> str:
    text = " ".join(text.split("\n"))
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"


def span(length: timedelta) -> str:
    """A length of time, short: 42s, 17m, 5h, 3d."""
    seconds = max(int(length.total_seconds()), 0)
    if seconds < 120:
        return f"{seconds}s"
    if seconds < 7_200:
        return f"{seconds // 60}m"
    return f"{seconds // 3_600}h" if length < _ENOUGH else f"{seconds // 86_400}d"


def as_document(fleet: FleetStanding) -> dict[str, Any]:
    """The fleet as one JSON object: moments in ISO 8601, lengths in seconds."""
    return {
        "now": fleet.now.isoformat(),
        "draining": fleet.draining,
        "machines": [
            {
                "name": each.name, "processes": each.processes,
                "silent": each.silent.total_seconds(), "dead": each.dead,
            }
            for each in fleet.machines
        ],
        "quota": [
            {
                "project": each.account.project, "account": each.account.email,
                "kind": each.kind, "granted": each.granted, "free": each.free,
            }
            for each in fleet.buckets
        ],
        "letters": fleet.letters(),
        "workbooks": [_as_document(each) for each in fleet.books],
    }  # fmt: skip


def _as_document(each: BookStanding) -> dict[str, object]:
    return {
        "name": each.name, "tenant": each.tenant, "place": each.place,
        "state": SAID[each.health], "running_by": each.running, "lost_by": each.lost,
        "late": each.late.total_seconds(), "began_late": each.began_late.total_seconds(),
        "due": each.due.isoformat(), "period": each.period.total_seconds(),
        "ended": each.ended and each.ended.isoformat(), "good": each.good and each.good.isoformat(),
        "seconds": round(each.seconds, 3), "failing": each.failing, "result": each.result,
        "message": each.said, "exit_code": each.exit_code, "findings": each.findings,
        "rows": each.rows, "letters": dict(each.letters),
        "uncertain": each.uncertain and each.uncertain.isoformat(),
    }  # fmt: skip
