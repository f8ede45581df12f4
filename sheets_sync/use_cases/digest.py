"""The digest to managers: what stands in Summary, and what changed since the last one (§12).

Composed once for the moment it was due, a letter for each manager, frozen before the first goes:
whoever has it gets it once, however often the rest is tried again. They go the way that notices
go: through the same outbox, by the same rounds.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sheets_sync.billing.effort import ClientEffort
from sheets_sync.billing.names import fold
from sheets_sync.config import Config
from sheets_sync.errors import SheetsSyncError
from sheets_sync.notices.addresses import bare
from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.ledger.listing import listed
from sheets_sync.notices.ledger.notice import FROZEN, STUCK, Digest, Notice, State
from sheets_sync.notices.post import MailTrouble
from sheets_sync.notices.rounds import Round, after_a_death
from sheets_sync.notices.texts.digest_letter import DigestText, Row, write_digest
from sheets_sync.notices.wording import state_text
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing.client_lines import ClientLine, worst_first
from sheets_sync.showing.labour_said import range_said, verdict_said
from sheets_sync.showing.summary_head import money_waiting
from sheets_sync.state.moments import moment, utc
from sheets_sync.use_cases.letters.blocked import blocked_text, standing_block
from sheets_sync.use_cases.shared import letters_by_config
from sheets_sync.use_cases.shared.installation import RightToMail
from sheets_sync.use_cases.shared.office import Office, open_office
from sheets_sync.words.speaking import Words


def send_digest(config: Config, due: datetime, now: datetime) -> str:
    """Send the digest that is ``due``; a sentence on what became of it.

    Raises ``SheetsSyncError`` where some of it is to be tried again.
    """
    with open_office(config, "digest", now) as (office, _):
        if not office.outbox.digests(due):
            office.on_sound_memory(lambda: _compose(office, due))
        _deliver(office, due)
        counts = Counter(each.state for each in office.outbox.digests(due))
    said = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
    if any(counts[state] for state in FROZEN):
        raise SheetsSyncError(f"Not every digest went: {said}.", "The rest is tried again.")
    return said


def _deliver(office: Office, due: datetime) -> None:
    """Find out what a run that died did with them, and let those go that wait.

    Raises ``MailTrouble`` where the way out is shut.
    """
    outbox, now, transport = (
        office.outbox,
        office.moment,
        letters_by_config.open_transport(office.config),
    )
    for digest in outbox.digests(due):
        found = after_a_death(digest, outbox, transport, now)
        if found != digest:
            outbox.record(found)
    ready = [each for each in outbox.digests(due) if each.may_go(now)]
    if ready and (block := RightToMail(office, office.read()).take()) is not None:
        words = office.config.workbook.words
        raise MailTrouble(blocked_text(block, office.config, office.store, words))
    round_ = Round(outbox, transport, office.config.mail.give_up_after, now)
    trouble = round_.go(ready, office.tell)
    if trouble is not None:
        raise trouble


def _compose(office: Office, due: datetime) -> None:
    """Read the workbook, and freeze a letter for each manager."""
    config, outbox, now = office.config, office.outbox, office.moment
    reckoned, notices = office.read_and_reckon(), listed(outbox.ledger().notices)
    before = _said_last(outbox.last_said)
    digest = DigestText(
        words=config.workbook.words,
        day=config.workbook.words.day_in_letter(reckoned.day),
        place=clean(config.workbook.place),
        rows=[_row(line, config.workbook.words) for line in _lines(reckoned)],
        changes=list(_changes(office, reckoned, notices, before)),
        low=sum(line.account.flag != "OK" for line in _lines(reckoned)),
    )
    first = outbox.ledger().last_notice + 1
    managers = dict.fromkeys(map(bare, config.schedule.digest_to))
    made = {
        Digest(
            id=id_, to=(to,), cc=(), created=now, moment=now, state=State.RENDERED, occasion=due
        ): write_digest(digest, letters_by_config.seller(config), to, due, now)
        for id_, to in enumerate(managers, first)
    }
    outbox.freeze_digests(made, json.dumps(_said(reckoned, now), ensure_ascii=False))


def _lines(reckoned: Reckoning) -> list[ClientLine]:
    everyone = worst_first(reckoned.book, reckoned.accounts, reckoned.effort)
    return [line for line in everyone if line.client.state != "closed" and not line.idle]


def _row(line: ClientLine, words: Words) -> Row:
    account = line.account
    return Row(
        client=clean(line.client.name),
        balance=words.money(account.balance, line.client.currency),
        flag=str(account.flag),
        shown_flag=words.say(f"flag.{account.flag}"),
        days_left="" if account.days_left is None else str(account.days_left),
        effort=_effort(line.effort, words),
        advice=words.say(f"advice.{line.effort.advice.kind}"),
    )


def _effort(effort: ClientEffort, words: Words) -> str:
    """The index, never alone: its range and verdict beside it."""
    if effort.index is None or effort.evidence is None:
        return ""
    index, proof = words.number(effort.index, 2, least=2), effort.evidence
    return f"× {index} ({range_said(proof, words)}), {verdict_said(proof, words)}"


def _said(reckoned: Reckoning, now: datetime) -> dict[str, Any]:
    """What the next digest is held against."""
    flags = {fold(line.client.name): str(line.account.flag) for line in _lines(reckoned)}
    return {"moment": utc(now), "flags": flags}


def _said_last(text: str) -> Mapping[str, Any]:
    """What the last digest said, by ``_said``; nothing where that makes no sense."""
    try:
        said = json.loads(text or "{}")
        return {"moment": utc(moment(said["moment"])), "flags": dict(said["flags"])} if said else {}
    except (ValueError, TypeError, LookupError, AttributeError):
        return {}


def _changes(
    office: Office,
    reckoned: Reckoning,
    notices: Sequence[Notice],
    before: Mapping[str, Any],
) -> Iterator[str]:
    """What a manager should know: flags that moved, letters, rows, what waits for a person."""
    words = office.config.workbook.words
    if (block := standing_block(office.store)) is not None:
        yield blocked_text(block, office.config, office.store, words)
    since = moment(before["moment"]) if before else None
    for line in _lines(reckoned):
        name, flag = line.client.name, str(line.account.flag)
        old = before.get("flags", {}).get(fold(name), "OK") if before else flag
        if old != flag:
            was, now = words.say(f"flag.{old}"), words.say(f"flag.{flag}")
            yield f"{clean(name)}: {was} → {now}"
    recent = [each for each in notices if since is None or each.moment > since]
    for state, key in ((State.SENT, "digest.sent"), (State.WRITTEN, "digest.written")):
        if gone := sum(each.state == state for each in recent):
            yield words.say(key, count=gone)
    yield from _last_reminders(office, recent)
    if waiting := money_waiting(reckoned.book.bank, words):
        yield waiting
    yield from _waiting(notices, words)
    if since is not None:
        yield from _rows_changed(office, since)


def _waiting(notices: Sequence[Notice], words: Words) -> Iterator[str]:
    """How many letters wait for a person, and what helps those that failed."""
    held = sum(each.state == State.HELD for each in notices)
    stuck = [each for each in notices if each.state in STUCK]
    for key, count in (("digest.held", held), ("digest.stuck", len(stuck))):
        if count:
            yield words.say(key, count=count)
    for each in stuck[:_NAMED]:
        yield f"{clean(each.name)}: {clean(state_text(each, words))}"


def _last_reminders(office: Office, recent: Sequence[Notice]) -> Iterator[str]:
    """Whose invoice nobody will be reminded of any more: from now on it is the manager's."""
    config, ledger = office.config, office.desk.ledger()
    for each in recent:
        if each.is_last_reminder(config.notices.remind_times):
            which = ledger.reminder(each)
            yield config.workbook.words.say(
                "digest.last_reminder" if which else "digest.last_letter",
                client=clean(each.name),
                ordinal=which,
                invoice=each.invoice_label,
            )


def _rows_changed(office: Office, since: datetime) -> Iterator[str]:
    past = [run.counts for run in office.store.runs.recent(10_000) if run.started > since]
    added, gone, changed = (sum(getattr(each, name) for each in past) for name in _ROWS)
    if added or gone or changed:
        words = office.config.workbook.words
        yield words.say("digest.rows", added=added, gone=gone, changed=changed)


_NAMED: Final = 5
"""Letters that wait for a person, told one by one at most; Notices has them all."""
_ROWS: Final = ("added", "gone", "changed")
