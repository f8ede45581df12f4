"""The outbox: notices as rows of the state, every step one transaction (design §8)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, Protocol, TypeAlias

from sheets_sync.notices.answers import Verdict
from sheets_sync.notices.episodes import Episode, Kind, Level
from sheets_sync.notices.notice import Invoice, Ledger, Letter, Notice, Outcome, State
from sheets_sync.notices.planning import Plan

Row: TypeAlias = dict[str, Any]

_MOMENTS: Final = ("created", "moment", "began", "due")
_SWITCHES: Final = ("first_run", "approved", "ticked")
_LISTS: Final = ("recipients", "copies", "outcomes")
_TROUBLE: Final = "mail.trouble"


class Tables(Protocol):
    """Where the rows are kept: ``state.outbox_store.OutboxStore``."""

    def version(self) -> object:
        """What is another one once anybody wrote anything."""

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

    def adopt(self, changes: Mapping[str, Sequence[Row]], base: int) -> None:
        """Write rows taken over from the Notices tab; invoices go on after ``base``."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """The way out was shut ``attempts`` times in a row; it is tried again at ``due``."""

    message: str
    attempts: int
    due: datetime


@dataclass(frozen=True, slots=True)
class Adopted:
    """Rows that an adoption takes over; episodes whose level is OK are closed ones."""

    episodes: tuple[Episode, ...]
    notices: tuple[Notice, ...]
    invoices: tuple[Invoice, ...]


class Outbox:
    """Notices of one state file."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._known: tuple[object, Ledger] | None = None

    def ledger(self) -> Ledger:
        """All that is known, read afresh where anything was written since."""
        version = self._tables.version()
        if self._known is None or self._known[0] != version:
            self._known = version, self._read()
        return self._known[1]

    def _read(self) -> Ledger:
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

    def frozen(self, notice: Notice) -> Letter | None:
        """The frozen letter of a notice, where it has one."""
        return self.letter(notice) if self._tables.letter(notice.id) else None

    @property
    def unadopted(self) -> bool:
        """Whether the state is younger than the Notices tab, so that nothing may be mailed."""
        return bool(self._tables.fact("unadopted"))

    def mark_unadopted(self, now: datetime) -> None:
        """Remember that the state is younger than the Notices tab."""
        self._tables.remember("unadopted", _text(now))

    def adopt(self, adopted: Adopted) -> None:
        """Take over what the Notices tab knows, all or nothing; mail is possible again."""
        base = max((each.number for each in adopted.invoices), default=self.last_invoice)
        invoices = [asdict(each) for each in adopted.invoices]
        listed = {each.number for each in adopted.invoices}
        known = listed | {each.number for each in self.ledger().invoices.values()}
        notices = [
            replace(each, invoice=each.invoice if each.invoice in known else None)
            for each in adopted.notices
        ]
        episodes = [
            {**_episode_row(each), **({} if each.level else {"closed": _text(each.opened)})}
            for each in adopted.episodes
        ]
        self._tables.adopt(
            {
                "episodes": episodes,
                "invoices": invoices,
                "notices": [_notice_row(each) for each in notices],
            },
            base,
        )

    @property
    def trouble(self) -> Trouble | None:
        """Why the way out was shut when it was last tried."""
        text = self._tables.fact(_TROUBLE)
        if not text:
            return None
        row = json.loads(text)
        return Trouble(row["message"], row["attempts"], datetime.fromisoformat(row["due"]))

    def remember_trouble(self, trouble: Trouble | None) -> None:
        """Remember why the way out is shut; None: it is open again."""
        row = {**asdict(trouble), "due": _text(trouble.due)} if trouble else None
        self._tables.remember(_TROUBLE, json.dumps(row, ensure_ascii=False) if row else "")


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
    to, cc, outcomes = row.pop("to"), row.pop("cc"), row.pop("outcomes")
    return {
        **row,
        "kind": notice.kind.value,
        "level": notice.level.name,
        "state": notice.state.value,
        **{name: _text_or_none(row[name]) for name in _MOMENTS},
        **{name: int(row[name]) for name in _SWITCHES},
        "recipients": json.dumps(to, ensure_ascii=False),
        "copies": json.dumps(cc, ensure_ascii=False),
        "outcomes": json.dumps(outcomes, ensure_ascii=False),
    }


def _notice(row: Row) -> Notice:
    values = dict(row)
    to, cc, outcomes = (json.loads(values.pop(name)) for name in _LISTS)
    typed = {
        "kind": Kind(row["kind"]),
        "level": Level[row["level"]],
        "state": State(row["state"]),
        **{name: row[name] and datetime.fromisoformat(row[name]) for name in _MOMENTS},
        **{name: bool(row[name]) for name in _SWITCHES},
        "to": tuple(to),
        "cc": tuple(cc),
        "outcomes": tuple(
            Outcome(**{**each, "verdict": Verdict(each["verdict"])}) for each in outcomes
        ),
    }
    return Notice(**{**values, **typed})


def _text_or_none(moment: datetime | None) -> str | None:
    return None if moment is None else _text(moment)
