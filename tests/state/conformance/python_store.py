"""A store in plain dictionaries: all that a store promises, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Self

from sheets_sync.billing.amendments import LogMemory
from sheets_sync.billing.changes import Change, Changes
from sheets_sync.errors import SheetsSyncError
from sheets_sync.notices.ledger.episodes import Episode
from sheets_sync.notices.ledger.errands import NO_EPISODE, UNSEEN, Asks, Errand
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.notice import Digest, Letter, Mailing, Notice, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.outbox import Adopted, Trouble
from sheets_sync.notices.plan.planning import Plan
from sheets_sync.state.broken_rules import BrokenRuleError
from sheets_sync.state.lock import Holder
from sheets_sync.state.published import PublishedPage
from sheets_sync.state.quiet import Quiet, fingerprint
from sheets_sync.state.runs import (
    DETAIL_LIMIT,
    Counts,
    PastRun,
    still,
    taken_over,
    with_changes,
)


@dataclass
class Everything:
    """All that is kept. A transaction puts a changed copy of it in its place."""

    runs: dict[int, PastRun] = field(default_factory=dict)
    changes: dict[int, list[Change]] = field(default_factory=dict)
    memory: LogMemory | None = None
    quiet: Quiet | None = None
    facts: dict[str, str] = field(default_factory=dict)
    episodes: dict[int, Episode] = field(default_factory=dict)
    closed: dict[int, datetime] = field(default_factory=dict)
    mailings: dict[int, Mailing] = field(default_factory=dict)
    letters: dict[int, Letter] = field(default_factory=dict)
    invoices: dict[int, Invoice] = field(default_factory=dict)
    errands: dict[int, Errand] = field(default_factory=dict)
    pages: dict[str, PublishedPage] = field(default_factory=dict)
    asks: Asks = UNSEEN
    handed_on: dict[int, bool] = field(default_factory=dict)
    base: int = 0
    trouble: Trouble | None = None
    unadopted: datetime | None = None
    said: str = ""

    @property
    def notices(self) -> list[Notice]:
        found = (self.mailings[id_] for id_ in sorted(self.mailings))
        return [each for each in found if isinstance(each, Notice)]

    @property
    def last_invoice(self) -> int:
        return max(self.invoices, default=self.base)

    def put(self, mailing: Mailing) -> None:
        before = self.mailings.get(mailing.id)
        gone = before is not None and before.state in (State.SENT, State.WRITTEN)
        require(not gone or mailing.came_back, "what was sent is never changed")
        self.mailings[mailing.id] = mailing
        never = (State.CANCELLED, State.WRITTEN)
        live = [each for each in self.notices if each.state not in never]
        once([(each.client, each.episode, each.kind, each.ordinal) for each in live])
        once([each.number for each in self.notices if each.number is not None])
        known = {NO_EPISODE, *self.episodes}
        require(all(each.episode in known for each in self.notices), "no such episode")
        digests = [each for each in self.mailings.values() if isinstance(each, Digest)]
        once([(each.occasion, each.to) for each in digests])

    def open_episode(self, episode: Episode) -> None:
        self.episodes[episode.id] = episode
        once([each.client for id_, each in self.episodes.items() if id_ not in self.closed])

    def freeze(self, mailing: Mailing, letter: Letter) -> None:
        require(mailing.id not in self.letters, "a frozen letter is never changed")
        self.letters[mailing.id] = letter
        once([each.message_id for each in self.letters.values()])
        self.put(mailing)

    def send_on(self, errand: Errand) -> None:
        require(errand.id not in self.errands, "an errand only ever comes new")
        self.errands[errand.id] = errand
        once([each.invoice for each in self.errands.values() if each.invoice is not None])

    def number(self, invoice: Invoice) -> None:
        last = self.last_invoice
        require(not last or invoice.number == last + 1, "invoice numbers have no gaps")
        self.invoices[invoice.number] = invoice
        once([each.credits for each in self.invoices.values() if each.credits is not None])


def require(holds: bool, rule: str) -> None:
    if not holds:
        raise BrokenRuleError(rule)


def once(values: list) -> None:
    require(len(set(values)) == len(values), f"twice the same: {values}")


class PythonStore:
    def __init__(self, kept: list[Everything], *, may_write: bool = True) -> None:
        self._kept, self._may_write = kept, may_write
        self.runs = PythonRuns(self)
        self.memories = PythonMemories(self)

    @property
    def now(self) -> Everything:
        return self._kept[0]

    @contextmanager
    def transaction(self, run: int | None = None) -> Iterator[Everything]:
        if not self._may_write:
            raise SheetsSyncError("This is only a view.", "Open it for writing.")
        if run is not None and self.now.runs[run].status != "running":
            raise taken_over()
        changed = deepcopy(self.now)
        yield changed
        self._kept[0] = changed

    def outbox(self, run: int | None = None) -> "PythonOutbox":
        return PythonOutbox(self, run)

    def pages(self, run: int | None = None) -> "PythonPages":
        return PythonPages(self, run)

    def letters_fingerprint(self) -> str:
        kept = self.now
        return fingerprint(
            kept.episodes,
            kept.closed,
            kept.notices,
            kept.invoices,
            kept.errands,
            kept.unadopted,
            kept.asks.column,
            kept.handed_on,
        )

    def faults(self) -> list[str]:
        return []

    def holdings(self) -> Mapping[str, int]:
        kept = self.now
        return {
            "runs": len(kept.runs), "notices": len(kept.notices), "letters": len(kept.letters),
            "invoices": len(kept.invoices),
            "pages": len([each for each in kept.pages.values() if not each.revoked]),
        }  # fmt: skip

    def copy_into(self, path: Path) -> None:
        raise NotImplementedError(f"nothing lies in files here: {path}")

    def close(self) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class PythonRuns:
    def __init__(self, store: PythonStore) -> None:
        self._store = store

    def begin(self, holder: Holder, as_of: int, now: datetime) -> int:
        with self._store.transaction() as kept:
            for id_, run in kept.runs.items():
                if run.status == "running":
                    kept.runs[id_] = replace(run, status="aborted", ended=now, message="It died.")
            id_ = max(kept.runs, default=0) + 1
            kept.runs[id_] = PastRun(
                id_,
                holder.command,
                holder.pid,
                holder.host,
                now,
                None,
                as_of,
                "running",
                "",
                Counts(),
            )
            return id_

    def fail(self, run: int, message: str, now: datetime) -> None:
        with self._store.transaction() as kept:
            if kept.runs[run].status == "running":
                kept.runs[run] = replace(
                    kept.runs[run], status="failed", ended=now, message=message
                )

    def finish(
        self, run: int, counts: Counts, now: datetime, memory: LogMemory, changes: Changes
    ) -> None:
        with self._store.transaction(run) as kept:
            self._end(kept, run, with_changes(counts, changes), now)
            kept.memory, kept.changes[run] = memory, list(changes.details(DETAIL_LIMIT))

    def finish_still(self, run: int, before: Counts, now: datetime) -> None:
        with self._store.transaction(run) as kept:
            self._end(kept, run, still(before), now)

    def last_good(self) -> PastRun | None:
        good = (each for each in self.recent(10**9) if each.status == "good")
        return next(good, None)

    def recent(self, limit: int = 50) -> list[PastRun]:
        return [run for _, run in sorted(self._store.now.runs.items(), reverse=True)][:limit]

    def mend(self, now: datetime) -> list[str]:  # noqa: ARG002 - as the port has it
        return []  # nothing is damaged in a dictionary

    def changes(self, run: int) -> list[Change]:
        return self._store.now.changes.get(run, [])

    def memory(self) -> LogMemory | None:
        return self._store.now.memory

    def quiet(self) -> Quiet | None:
        return self._store.now.quiet

    def keep_quiet(self, quiet: Quiet | None) -> None:
        with self._store.transaction() as kept:
            kept.quiet = quiet

    @staticmethod
    def _end(kept: Everything, run: int, counts: Counts, now: datetime) -> None:
        kept.runs[run] = replace(kept.runs[run], status="good", ended=now, counts=counts)


class PythonMemories:
    def __init__(self, store: PythonStore) -> None:
        self._store = store

    def recall(self, key: str) -> str | None:
        return self._store.now.facts.get(key)

    def remember(self, key: str, text: str) -> None:
        with self._store.transaction() as kept:
            kept.facts[key] = text
            if not text:
                del kept.facts[key]

    def forget_workbooks(self) -> None:
        with self._store.transaction() as kept:
            for key in [each for each in kept.facts if each.startswith("google:")]:
                del kept.facts[key]


class PythonPages:
    def __init__(self, store: PythonStore, run: int | None) -> None:
        self._store, self._run = store, run

    def all(self) -> tuple[PublishedPage, ...]:
        kept = self._store.now.pages.values()
        return tuple(sorted(kept, key=lambda each: (each.client, each.token)))

    def put(self, pages: Iterable[PublishedPage]) -> None:
        with self._store.transaction(self._run) as kept:
            for page in pages:
                before = kept.pages.get(page.token)
                back = before is not None and before.revoked and not page.revoked
                require(not back, "a revoked page never comes back")
                kept.pages[page.token] = page
            once([each.client for each in kept.pages.values() if not each.revoked])

    def forget(self, pages: Iterable[PublishedPage]) -> None:
        with self._store.transaction(self._run) as kept:
            for page in pages:
                there = kept.pages.pop(page.token, page)
                require(there.revoked, "a page is revoked before it is forgotten")


class PythonOutbox:
    def __init__(self, store: PythonStore, run: int | None) -> None:
        self._store, self._run = store, run

    def ledger(self) -> Ledger:
        kept = self._store.now
        open_ = [each for id_, each in kept.episodes.items() if id_ not in kept.closed]
        return Ledger(
            episodes={each.client: each for each in open_},
            notices=tuple(kept.notices),
            issued=dict(kept.invoices),
            errands=dict(kept.errands),
            asks=kept.asks,
            handed_on=kept.handed_on,
            owners={id_: each.client for id_, each in kept.episodes.items()},
            last_episode=max(kept.episodes, default=0),
            last_notice=max(kept.mailings, default=0),
            last_number=self.last_number,
        )

    def check(self) -> None:
        pass

    @property
    def last_number(self) -> int:
        return max((each.number or 0 for each in self._store.now.notices), default=0)

    @property
    def last_invoice(self) -> int:
        return self._store.now.last_invoice

    def commit(self, plan: Plan, now: datetime) -> None:
        with self._store.transaction(self._run) as kept:
            kept.closed |= {each.id: now for each in plan.closed}
            for episode in plan.episodes:
                kept.open_episode(episode)
            for notice in plan.notices:
                kept.put(notice)
            for errand in plan.errands:
                kept.send_on(errand)
            kept.asks = kept.asks if plan.asks is None else plan.asks

    def freeze(self, notice: Notice, letter: Letter, new_invoice: Invoice | None) -> None:
        with self._store.transaction(self._run) as kept:
            if new_invoice:
                kept.number(new_invoice)
            kept.freeze(notice, letter)

    def digests(self, occasion: datetime) -> tuple[Digest, ...]:
        found = (each for _, each in sorted(self._store.now.mailings.items()))
        return tuple(
            each for each in found if isinstance(each, Digest) and each.occasion == occasion
        )

    def freeze_digests(self, made: Mapping[Digest, Letter], said: str) -> None:
        with self._store.transaction(self._run) as kept:
            for digest, letter in made.items():
                kept.freeze(digest, letter)
            kept.said = said

    @property
    def last_said(self) -> str:
        return self._store.now.said

    def ask(self, errand: Errand) -> None:
        with self._store.transaction(self._run) as kept:
            kept.send_on(errand)

    def say_of_written(self, notice: Notice, *, handed_on: bool) -> None:
        with self._store.transaction(self._run) as kept:
            kept.handed_on = {**kept.handed_on, notice.id: handed_on}

    def record(self, mailing: Mailing) -> None:
        with self._store.transaction(self._run) as kept:
            kept.put(mailing)

    def letter(self, mailing: Mailing) -> Letter:
        return self._store.now.letters[mailing.id]

    def frozen(self, mailing: Mailing) -> Letter | None:
        return self._store.now.letters.get(mailing.id)

    def bearer(self, message_id: str) -> Notice | None:
        letters = self._store.now.letters
        return next(
            (
                e
                for e in self._store.now.notices
                if e.id in letters and letters[e.id].message_id == message_id
            ),
            None,
        )

    @property
    def unadopted(self) -> bool:
        return self._store.now.unadopted is not None

    def mark_unadopted(self, now: datetime) -> None:
        with self._store.transaction(self._run) as kept:
            kept.unadopted = now

    def adopt(self, adopted: Adopted) -> None:
        with self._store.transaction() as kept:
            for episode in adopted.episodes:
                kept.closed |= {} if episode.level else {episode.id: episode.opened}
                kept.open_episode(episode)
            for invoice in adopted.invoices:
                kept.invoices[invoice.number] = invoice
            for notice in adopted.notices:
                known = notice.invoice if notice.invoice in kept.invoices else None
                kept.put(replace(notice, invoice=known))
            kept.unadopted, kept.asks = None, UNSEEN

    @property
    def trouble(self) -> Trouble | None:
        return self._store.now.trouble

    def remember_trouble(self, trouble: Trouble | None) -> None:
        with self._store.transaction(self._run) as kept:
            kept.trouble = trouble
