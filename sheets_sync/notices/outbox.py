"""The outbox: notices as rows of the state, every step one transaction (design §8)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Protocol, TypeAlias

from sheets_sync.notices.episodes import Episode, Kind, Level
from sheets_sync.notices.notice import Invoice, Ledger, Letter, Notice, State
from sheets_sync.notices.planning import Plan

Row: TypeAlias = dict[str, Any]


class Tables(Protocol):
    """Where the rows are kept: ``state.outbox_store.OutboxStore``."""

    def episodes(self) -> list[Row]:
        """The open episodes."""

    def notices(self) -> list[Row]:
        """Every notice, oldest first."""

    def invoices(self) -> list[Row]:
        """The latest invoice of each client and currency."""

    def letter(self, notice: int) -> Row | None:
        """The frozen letter of a notice."""

    def last(self, what: str) -> int:
        """The highest in use of "episodes", "notices" (ids), "numbers" or "invoices"."""

    def fact(self, key: str) -> str:
        """A remembered fact, or ""."""

    def remember(self, key: str, value: str) -> None:
        """Remember a fact."""

    def commit(self, changes: Mapping[str, Sequence[Row]]) -> None:
        """Write rows by table, all in one transaction."""


class Outbox:
    """Notices of one state file."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def ledger(self) -> Ledger:
        """All that is known, read afresh."""
        notices = tuple(_notice(row) for row in self._tables.notices())
        episodes = [_episode(row) for row in self._tables.episodes()]
        invoices = [Invoice(**row) for row in self._tables.invoices()]
        return Ledger(
            episodes={each.client: each for each in episodes},
            notices=notices,
            invoices={(each.client, each.currency): each for each in invoices},
            last_episode=self._tables.last("episodes"),
            last_notice=self._tables.last("notices"),
            last_number=self.last_number,
        )

    @property
    def last_number(self) -> int:
        """The highest No given to a notice."""
        return self._tables.last("numbers")

    @property
    def last_invoice(self) -> int:
        """The highest invoice number given."""
        return self._tables.last("invoices")

    def commit(self, plan: Plan, now: datetime) -> None:
        """Record a plan."""
        closed = [{**_episode_row(each), "closed": _text(now)} for each in plan.closed]
        opened = [_episode_row(each) for each in plan.episodes]
        notices = [_notice_row(each) for each in plan.notices]
        self._tables.commit({"episodes": [*closed, *opened], "notices": notices})

    def freeze(self, notice: Notice, letter: Letter, new_invoice: Invoice | None) -> None:
        """Record a rendered letter and, where it makes one, its invoice: both or neither."""
        frozen = {
            "notice": notice.id,
            "file": letter.file,
            "message_id": letter.message_id,
            "sha256": hashlib.sha256(letter.data).hexdigest(),
            "data": letter.data,
        }
        invoices = [asdict(new_invoice)] if new_invoice else []
        self._tables.commit(
            {"invoices": invoices, "notices": [_notice_row(notice)], "letters": [frozen]}
        )

    def record(self, notice: Notice) -> None:
        """Record what became of a notice."""
        self._tables.commit({"notices": [_notice_row(notice)]})

    def letter(self, notice: Notice) -> Letter:
        """The frozen letter of a notice that has one."""
        row = self._tables.letter(notice.id)
        if row is None or hashlib.sha256(row["data"]).hexdigest() != row["sha256"]:
            raise LookupError(f"notice {notice.id} has no sound letter")
        return Letter(row["file"], row["message_id"], row["data"])

    @property
    def unadopted(self) -> bool:
        """Whether the state is younger than the Notices tab, so that nothing may be mailed."""
        return bool(self._tables.fact("unadopted"))

    def mark_unadopted(self, now: datetime) -> None:
        """Remember that the state is younger than the Notices tab."""
        self._tables.remember("unadopted", _text(now))


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _episode_row(episode: Episode) -> Row:
    return {
        **asdict(episode),
        "opened": _text(episode.opened),
        "since": _text(episode.since),
        "level": episode.level.name,
        "dormant": int(episode.dormant),
    }


def _episode(row: Row) -> Episode:
    return Episode(
        id=row["id"],
        client=row["client"],
        opened=datetime.fromisoformat(row["opened"]),
        level=Level[row["level"]],
        since=datetime.fromisoformat(row["since"]),
        bar=row["bar"],
        dormant=bool(row["dormant"]),
    )


def _notice_row(notice: Notice) -> Row:
    row = asdict(notice)
    to, cc = row.pop("to"), row.pop("cc")
    return {
        **row,
        "kind": notice.kind.value,
        "level": notice.level.name,
        "state": notice.state.value,
        "created": _text(notice.created),
        "moment": _text(notice.moment),
        "recipients": json.dumps(to, ensure_ascii=False),
        "copies": json.dumps(cc, ensure_ascii=False),
        "first_run": int(notice.first_run),
        "approved": int(notice.approved),
    }


def _notice(row: Row) -> Notice:
    values = dict(row)
    to, cc = values.pop("recipients"), values.pop("copies")
    typed = {
        "kind": Kind(row["kind"]),
        "level": Level[row["level"]],
        "state": State(row["state"]),
        "created": datetime.fromisoformat(row["created"]),
        "moment": datetime.fromisoformat(row["moment"]),
        "first_run": bool(row["first_run"]),
        "approved": bool(row["approved"]),
        "to": tuple(json.loads(to)),
        "cc": tuple(json.loads(cc)),
    }
    return Notice(**{**values, **typed})
