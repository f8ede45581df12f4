"""What the outbox holds, as rows of a table and back: for any store that keeps tables.

Moments are texts in UTC, lists JSON, amounts minor units, switches 0 and 1. Each row bears a
seal, a checksum of all else in it; whatever reads one raises ``ValueError`` where it is broken.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from functools import cache
from typing import Any, Final

from sheets_sync.notices.ledger.episodes import Episode, Level
from sheets_sync.notices.ledger.errands import AskCell, Errand
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import Digest, Letter, Mailing, Notice, State
from sheets_sync.notices.ledger.verdicts import Blame, Outcome, Verdict
from sheets_sync.notices.outbox import Trouble
from sheets_sync.state.moments import moment, utc
from sheets_sync.state.published import PublishedPage, is_token
from sheets_sync.state.row import Row

_MOMENTS: Final = ("created", "moment", "began", "due")
_SWITCHES: Final = {"needs_word": "first_run", "approved": "approved", "ticked": "ticked"}
_LISTS: Final = {"to": "recipients", "cc": "copies", "outcomes": "outcomes"}
_COLUMNS: Final = {**_SWITCHES, **_LISTS}
"""By field; the names of columns are older than those of some fields."""

_LATER: Final = frozenset({"closing", "charged", "openings", "despite"})
"""Columns that came to a table whose rows may not be changed: the seal of a row in which they say
nothing is without them, as it was before."""

DIGEST: Final = "DIGEST"
"""The kind of a digest; those of notices are named by ``Kind``."""


def episode_row(episode: Episode) -> Row:
    """An open episode as a row."""
    return _sealed(
        {
            **asdict(episode),
            "opened": utc(episode.opened),
            "since": utc(episode.since),
            "level": episode.level.name,
            "dormant": int(episode.dormant),
            "by_days": int(episode.by_days),
            "asked_since": episode.asked_since and utc(episode.asked_since),
        }
    )


def episode(row: Row) -> Episode:
    """The episode of a row."""
    _check_seal(row, _columns(Episode))
    return Episode(
        id=row["id"],
        client=row["client"],
        opened=moment(row["opened"]),
        level=Level[row["level"]],
        since=moment(row["since"]),
        bar=row["bar"],
        dormant=bool(row["dormant"]),
        asked=row["asked"],
        asked_since=row["asked_since"] and moment(row["asked_since"]),
        by_days=bool(row["by_days"]),
        paid=row["paid"],
    )


def ended(found: Iterable[Row]) -> dict[str, list[tuple[Episode, datetime]]]:
    """By client some closed episodes, each with when it was closed."""
    own: dict[str, list[tuple[Episode, datetime]]] = {}
    for row in found:
        own.setdefault(row["client"], []).append((episode(row), moment(row["closed"])))
    return own


def invoice_row(invoice: Invoice) -> Row:
    """An invoice as a row."""
    return _sealed(asdict(invoice))


def invoice(row: Row) -> Invoice:
    """The invoice of a row."""
    _check_seal(row, _columns(Invoice))
    return Invoice(**{name: row[name] for name in _columns(Invoice)})


def errand_row(errand: Errand) -> Row:
    """An errand as a row."""
    return _sealed({**asdict(errand), "moment": utc(errand.moment), "typed": int(errand.typed)})


def errand(row: Row) -> Errand:
    """The errand of a row."""
    _check_seal(row, _columns(Errand))
    values = {name: row[name] for name in _columns(Errand)}
    read = {"kind": Kind(row["kind"]), "moment": moment(row["moment"]), "typed": bool(row["typed"])}
    return Errand(**{**values, **read})


def ask_cell_row(cell: AskCell) -> Row:
    """What was seen in an Ask cell as a row."""
    return _sealed({**asdict(cell), "armed": int(cell.armed)})


def ask_cell(row: Row) -> AskCell:
    """What was seen in the Ask cell of a row."""
    _check_seal(row, _columns(AskCell))
    values = {name: row[name] for name in _columns(AskCell)}
    return AskCell(**{**values, "armed": bool(row["armed"])})


def page_row(page: PublishedPage) -> Row:
    """A published page as a row."""
    return _sealed({**asdict(page), "revoked": int(page.revoked)})


def page(row: Row) -> PublishedPage:
    """The published page of a row. Its seal is never blank: a token beside another client would
    show them this one's account."""
    if not is_token(row["token"]) or row["seal"] != _seal(row, _columns(PublishedPage)):
        raise ValueError(f"the page of {row['client']} is not as this program left it")
    return PublishedPage(row["client"], row["token"], row["shown"], bool(row["revoked"]))


def notice_row(notice: Notice) -> Row:
    """A notice as a row of mailings."""
    switches = {column: int(getattr(notice, name)) for name, column in _SWITCHES.items()}
    return _sealed({**_mailing_row(notice), "level": notice.level.name, **switches})


def notice(row: Row) -> Notice:
    """The notice of a row of mailings."""
    _check_seal(row, _columns(Notice))
    values = _mailing(row, _names(Notice))
    switches = {name: bool(row[column]) for name, column in _SWITCHES.items()}
    return Notice(**{**values, "kind": Kind(row["kind"]), "level": Level[row["level"]], **switches})


def digest_row(digest: Digest) -> Row:
    """A digest as a row of mailings."""
    row = {**_mailing_row(digest), "kind": DIGEST, "occasion": utc(digest.occasion)}
    return _sealed(row)


def digest(row: Row) -> Digest:
    """The digest of a row of mailings."""
    _check_seal(row, {"kind", *_columns(Digest)})
    return Digest(**{**_mailing(row, _names(Digest)), "occasion": moment(row["occasion"])})


def mailing_row(mailing: Mailing) -> Row:
    """A notice or a digest as a row of mailings."""
    match mailing:
        case Notice():
            return notice_row(mailing)
        case Digest():
            return digest_row(mailing)
    raise TypeError(f"a mailing of no kind: {mailing}")


def _mailing_row(mailing: Mailing) -> Row:
    row = asdict(mailing)
    return {
        **{name: value for name, value in row.items() if name not in _COLUMNS},
        **{name: row[name] and utc(row[name]) for name in _MOMENTS},
        **{_LISTS[name]: json.dumps(row[name], ensure_ascii=False) for name in _LISTS},
    }


def _mailing(row: Row, names: Sequence[str]) -> dict[str, Any]:
    """The fields of those ``names``, as far as all mailings have them in their own types."""
    values = {name: row.get(name) for name in names}
    lists = {name: json.loads(row[column]) for name, column in _LISTS.items()}
    return {
        **values,
        "state": State(row["state"]),
        **{name: row[name] and moment(row[name]) for name in _MOMENTS},
        "to": tuple(lists["to"]),
        "cc": tuple(lists["cc"]),
        "outcomes": tuple(map(_outcome, lists["outcomes"])),
    }


def _outcome(row: Row) -> Outcome:
    blame = Blame(row.get("blame", Blame.ADDRESS))  # no state of before has one
    return Outcome(row["address"], Verdict(row["verdict"]), row["reply"], blame)


def letter_row(mailing: Mailing, letter: Letter) -> Row:
    """A frozen letter as a row, with a checksum of its bytes."""
    checksum = hashlib.sha256(letter.data).hexdigest()
    return {"mailing": mailing.id, **asdict(letter), "sha256": checksum}


def letter(row: Row) -> Letter:
    """The frozen letter of a row; raises ``LookupError`` where its bytes are not those."""
    if not is_sound(row):
        raise LookupError(f"letter {row['mailing']} is not the one that was frozen")
    return Letter(row["file"], row["message_id"], row["data"])


def is_sound(row: Row) -> bool:
    """Whether the bytes of a frozen letter are those that were frozen."""
    data = row["data"]
    return isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == row["sha256"]


@cache
def _columns(
    kind: type[AskCell | Episode | Errand | Invoice | Mailing | PublishedPage],
) -> Sequence[str]:
    """The columns that the fields of a kind of row stand in, in order of their names."""
    return tuple(sorted(_COLUMNS.get(each.name, each.name) for each in fields(kind)))


@cache
def _names(kind: type[Mailing]) -> Sequence[str]:
    return tuple(each.name for each in fields(kind))


def _sealed(row: Row) -> Row:
    return {**row, "seal": _seal(row, row)}


def _seal(row: Row, columns: Iterable[str]) -> str:
    told = (name for name in sorted(columns) if name not in _LATER or row[name] is not None)
    listed = json.dumps([(name, row[name]) for name in told])
    return hashlib.blake2b(listed.encode(), digest_size=8).hexdigest()


def _check_seal(row: Row, columns: Iterable[str]) -> None:
    """Rows of before have no seal: they are taken as they stand."""
    if row["seal"] and row["seal"] != _seal(row, columns):
        which = row.get("id", row.get("number", row.get("client")))
        raise ValueError(f"row {which} is not as this program left it")


def trouble_text(trouble: Trouble) -> str:
    """What shut the way out, as one text."""
    return json.dumps({**asdict(trouble), "due": utc(trouble.due)}, ensure_ascii=False)


def trouble(text: str) -> Trouble | None:
    """What ``trouble_text`` told; None of no text."""
    if not text:
        return None
    row = json.loads(text)
    return Trouble(row["message"], row["attempts"], moment(row["due"]))


def handed_on_text(said: Mapping[int, bool]) -> str:
    """What people said of letters that lie in the folder, by id, as a text."""
    return json.dumps({str(id_): handed for id_, handed in said.items()})


def handed_on(text: str) -> dict[int, bool]:
    """What ``handed_on_text`` told; "" tells nothing. Raises ``ValueError`` or ``TypeError``
    where it makes no sense."""
    said = json.loads(text or "{}")
    if not isinstance(said, dict):
        raise TypeError("what was handed on is no object")
    return {int(id_): bool(handed) for id_, handed in said.items()}
