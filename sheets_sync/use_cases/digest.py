"""The digest to managers: what stands in Summary, and what changed since the last one (§12).

Composed once for the moment it was due, a letter for each manager, frozen before the first goes:
whoever has it gets it once, however often the rest is tried again.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sheets_sync import reckoning, workbooks
from sheets_sync.billing.names import fold
from sheets_sync.config import Config
from sheets_sync.errors import SheetsSyncError
from sheets_sync.notices.addresses import bare
from sheets_sync.notices.answers import Verdict
from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.digest import Digest, Row, write_digest
from sheets_sync.notices.listing import listed
from sheets_sync.notices.money import day_text, money
from sheets_sync.notices.notice import STUCK, Letter, Notice, State
from sheets_sync.notices.transport import Transport
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing import encode
from sheets_sync.showing.client_lines import Line, lines
from sheets_sync.showing.texts import say
from sheets_sync.state.lock import run_lock
from sheets_sync.state.moments import moment, utc
from sheets_sync.state.opening import open_state
from sheets_sync.state.port import Store
from sheets_sync.state.sqlite.digests import DigestStore
from sheets_sync.use_cases import letters

_STATES: Final = {
    Verdict.ACCEPTED: "sent",
    Verdict.DEFERRED: "retry",
    Verdict.REFUSED: "refused",
    Verdict.UNCERTAIN: "uncertain",
}
_WAITING: Final = ("rendered", "retry")
_POINT: Final = {"en": ".", "ru": ","}


def send_digest(config: Config, due: datetime, now: datetime) -> str:
    """Send the digest that is ``due``; a sentence on what became of it.

    Raises ``SheetsSyncError`` where some of it is to be tried again.
    """
    now = now.astimezone(config.workbook.zone())
    with run_lock(config.state.path, "digest", now), open_state(config) as store:
        digests = store.digests
        if not digests.of(due):
            _compose(config, store, digests, due, now)
        transport = letters.open_transport(config)
        _find_out(digests, transport, due, now)
        _send(digests, transport, due, now)
        counts = Counter(row["state"] for row in digests.of(due))
    said = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
    if any(counts[state] for state in _WAITING):
        raise SheetsSyncError(f"Not every digest went: {said}.", "The rest is tried again.")
    return said


def _find_out(digests: DigestStore, transport: Transport, due: datetime, now: datetime) -> None:
    """A run that died over a digest may have sent it."""
    for row in digests.of(due):
        if row["state"] == "attempting":
            taken = transport.accepted(_letter(row)) if row["via"] == transport.name else None
            state = {True: "sent", False: "rendered", None: "uncertain"}[taken]
            digests.record(row["id"], state, now, via=row["via"])


def _send(digests: DigestStore, transport: Transport, due: datetime, now: datetime) -> None:
    waiting = [row for row in digests.of(due) if row["state"] in _WAITING]
    if not waiting:
        return
    with transport.open() as post:
        for row in waiting:
            to, name = bare(row["recipient"]), transport.name

            def going(row: Mapping[str, Any] = row, name: str = name) -> None:
                digests.record(row["id"], "attempting", now, via=name)

            answer = post.send(_letter(row), [to], going)[to]
            digests.record(row["id"], _STATES[answer.verdict], now, via=name, reason=answer.reply)


def _letter(row: Mapping[str, Any]) -> Letter:
    return Letter(row["file"], row["message_id"], row["data"])


def _compose(
    config: Config, store: Store, digests: DigestStore, due: datetime, now: datetime
) -> None:
    """Read the workbook, and freeze a letter for each manager."""
    snapshot = workbooks.read(config, workbooks.open_workbook(config))
    reckoned = reckoning.reckon(config, snapshot, workbooks.today(config, now), flag_future=True)
    notices = listed(letters.open_desk(config, store).notices())
    before = json.loads(digests.last_said() or "{}")
    digest = Digest(
        language=config.workbook.language,
        day=day_text(reckoned.day, config.workbook.language),
        place=clean(config.workbook.place),
        rows=[_row(line, config) for line in _lines(reckoned)],
        changes=list(_changes(config, store, reckoned, notices, before)),
        low=sum(line.account.flag != "OK" for line in _lines(reckoned)),
    )
    made = [
        (to, write_digest(digest, letters.seller(config), to, due, now))
        for to in dict.fromkeys(config.schedule.digest_to)
    ]
    frozen = [(to, each.file, each.message_id, each.data) for to, each in made]
    digests.add(due, frozen, json.dumps(_said(reckoned, now), ensure_ascii=False), now)


def _lines(reckoned: Reckoning) -> list[Line]:
    everyone = lines(reckoned.book, reckoned.accounts, reckoned.effort)
    return [line for line in everyone if line.client.state != "closed" and not line.idle]


def _row(line: Line, config: Config) -> Row:
    language, account = config.workbook.language, line.account
    index = encode.ratio(line.effort.index)
    return Row(
        client=clean(line.client.name),
        balance=money(account.balance, line.client.currency, language),
        flag=str(account.flag),
        shown_flag=say(f"flag.{account.flag}", language),
        days_left="" if account.days_left is None else str(account.days_left),
        effort="" if index is None else f"× {index:.2f}".replace(".", _POINT[language]),
        advice=say(f"advice.{line.effort.advice.kind}", language),
    )


def _said(reckoned: Reckoning, now: datetime) -> dict[str, Any]:
    """What the next digest is held against."""
    flags = {fold(line.client.name): str(line.account.flag) for line in _lines(reckoned)}
    return {"moment": utc(now), "flags": flags}


def _changes(
    config: Config,
    store: Store,
    reckoned: Reckoning,
    notices: Sequence[Notice],
    before: Mapping[str, Any],
) -> Iterator[str]:
    """What a manager should know: flags that moved, letters, rows, what waits for a person."""
    language = config.workbook.language
    since = moment(before["moment"]) if before else None
    for line in _lines(reckoned):
        name, flag = line.client.name, str(line.account.flag)
        old = before.get("flags", {}).get(fold(name), "OK") if before else flag
        if old != flag:
            was, now = say(f"flag.{old}", language), say(f"flag.{flag}", language)
            yield f"{clean(name)}: {was} → {now}"
    recent = [each for each in notices if since is None or each.moment > since]
    if sent := [each for each in recent if each.state == State.SENT]:
        yield say("digest.sent", language, count=len(sent))
    held = sum(each.state == State.HELD for each in notices)
    stuck = sum(each.state in STUCK for each in notices)
    for key, count in (("digest.held", held), ("digest.stuck", stuck)):
        if count:
            yield say(key, language, count=count)
    if since is not None:
        yield from _rows_changed(config, store, since)


def _rows_changed(config: Config, store: Store, since: datetime) -> Iterator[str]:
    past = [run.counts for run in store.runs.recent(10_000) if run.started > since]
    added, gone, changed = (sum(getattr(each, name) for each in past) for name in _ROWS)
    if added or gone or changed:
        language = config.workbook.language
        yield say("digest.rows", language, added=added, gone=gone, changed=changed)


_ROWS: Final = ("added", "gone", "changed")
