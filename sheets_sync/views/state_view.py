"""``sync status`` and ``sync history``: what the state file remembers (design §12)."""

from collections.abc import Iterator
from datetime import datetime

from sheets_sync.billing.changes import Change, Posted
from sheets_sync.billing.rounding import plain as plain_number
from sheets_sync.config import Config
from sheets_sync.notices.ledger import listing
from sheets_sync.notices.ledger.notice import Notice
from sheets_sync.notices.wording import state_text
from sheets_sync.state.due import Due, recall_due
from sheets_sync.state.opening import holder_of, view_state
from sheets_sync.state.port import Store
from sheets_sync.state.runs import PastRun
from sheets_sync.use_cases.letters.blocked import blocked_text, standing_block
from sheets_sync.use_cases.shared.document import dump
from sheets_sync.voice.counting import counted
from sheets_sync.words.speaking import ENGLISH


def status(config: Config, *, as_json: bool) -> str:
    """The last good run, the last run of all, what is due, and the letters, in words or JSON."""
    with view_state(config) as store:
        good, runs = store.runs.last_good(), store.runs.recent(1)
        outbox = store.outbox()
        due = recall_due(store.memories)
        notices, trouble, block = outbox.ledger().notices, outbox.trouble, standing_block(store)
        unadopted = outbox.unadopted
        blocked = blocked_text(block, config, store, ENGLISH) if block is not None else ""
    last = runs[0] if runs else None
    letters = listing.counts(notices)
    if as_json:
        return dump(
            {
                "last_good": _as_dict(good),
                "last_run": _as_dict(last),
                "next_run": due.run.isoformat() if due.run else None,
                "next_digest": due.digest.isoformat() if due.digest else None,
                "letters": letters,
                "waiting": [_waiting(each) for each in notices if each.number and each.waits],
                "mail_trouble": trouble.message if trouble else None,
                "unadopted": unadopted,
                "mail_blocked": block,
            }
        )
    lines = [*_in_words(config, good, last, letters), *_due_in_words(config, due)]
    lines += [
        f"  No {each.number} to {each.name}: {state_text(each, config.workbook.words)}"
        for each in notices
        if each.number and each.waits
    ]
    if trouble:
        lines.append(
            f"Mail does not go: {trouble.message} Tried again {_when(config, trouble.due)}."
        )
    if blocked:
        lines.append(blocked)
    return "\n".join(lines)


def _due_in_words(config: Config, due: Due) -> Iterator[str]:
    if due.run is None:
        yield "Next run: none is scheduled (`sheets-sync run` schedules them)."
    else:
        yield f"Next run: {_when(config, due.run)}."
    if due.digest is not None and config.schedule.digest_to:
        yield f"Next digest: {_when(config, due.digest)}."


def _waiting(notice: Notice) -> dict[str, object]:
    return {
        "number": notice.number,
        "client": notice.name,
        "state": str(notice.state),
        "reason": notice.reason,
    }


def history(config: Config, limit: int) -> Iterator[str]:
    """What changed in each of the last good runs, newest first."""
    with view_state(config) as store:
        runs = store.runs.recent(limit)
        if not runs:
            yield "There was no run yet: start one with `sheets-sync now`."
        for run in runs:
            yield from _run_lines(config, store, run)


def _in_words(
    config: Config, good: PastRun | None, last: PastRun | None, letters: dict[str, int]
) -> Iterator[str]:
    if good is None:
        yield "There was no good run yet: start one with `sheets-sync now`."
    else:
        yield f"Last good run: {_when(config, good.ended or good.started)}, {_did(good)}."
    if last is not None and (good is None or last.id != good.id):
        holder = holder_of(config) if last.status == "running" else None
        by = f" by {holder}" if holder else ""
        yield f"Last run: {_when(config, last.started)}, {last.status}{by}. {last.message}".strip()
    told = ", ".join(f"{count} {state}" for state, count in sorted(letters.items()))
    yield f"Letters: {told or 'none'}."


def _run_lines(config: Config, store: Store, run: PastRun) -> Iterator[str]:
    what = _did(run) if run.status == "good" else f"{run.status}. {run.message}"
    yield f"Run {run.id}, {_when(config, run.started)}: {what}"
    changes = store.runs.changes(run.id)
    for change in changes:
        yield f"  {_change(change)}"
    more = run.counts.added + run.counts.gone + run.counts.changed - len(changes)
    if more > 0:
        yield f"  … and {more} more"


def _did(run: PastRun) -> str:
    counts = run.counts
    return (
        f"{counted(counts.log, 'log row')}, {counted(counts.findings, 'finding')}, "
        f"{counted(counts.cells_written, 'cell')} written, {counted(counts.notices, 'letter')}; "
        f"rows added {counts.added}, gone {counts.gone}, changed {counts.changed}"
    )


def _change(change: Change) -> str:
    row = f"row {change.row}"
    if change.old is None:
        return f"added    {row}: {_posted(change.new)}"
    if change.new is None:
        return f"gone     {row}: {_posted(change.old)}"
    return f"changed  {row}: {_posted(change.old)} → {_posted(change.new)}"


def _posted(row: Posted | None) -> str:
    if row is None:
        return ""
    minutes = "" if row.minutes is None else f", {plain_number(row.minutes)} min"
    charge = "not charged"
    if row.charge is not None:
        charge = f"charge {ENGLISH.coded(row.charge, row.currency)}"
    return f"{ENGLISH.day(row.day)} {row.client}, {row.service}{minutes}, {charge}"


def _when(config: Config, moment: datetime) -> str:
    return f"{moment.astimezone(config.workbook.zone()):%Y-%m-%d %H:%M}"


def _as_dict(run: PastRun | None) -> dict[str, object] | None:
    if run is None:
        return None
    return {
        "run": run.id,
        "started": run.started.isoformat(),
        "ended": run.ended.isoformat() if run.ended else None,
        "status": run.status,
        "message": run.message,
        "log_rows": run.counts.log,
        "findings": run.counts.findings,
        "cells_written": run.counts.cells_written,
    }
