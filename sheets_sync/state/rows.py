"""What the outbox holds, as rows of a table and back: for any store that keeps tables.

Moments are texts in UTC, lists JSON, amounts minor units, switches 0 and 1.
"""

import hashlib
import json
from dataclasses import asdict
from typing import Any, Final, TypeAlias

from sheets_sync.notices.answers import Verdict
from sheets_sync.notices.episodes import Episode, Kind, Level
from sheets_sync.notices.notice import Letter, Notice, Outcome, State
from sheets_sync.notices.outbox import Trouble
from sheets_sync.state.moments import moment, utc

Row: TypeAlias = dict[str, Any]

_MOMENTS: Final = ("created", "moment", "began", "due")
_SWITCHES: Final = ("first_run", "approved", "ticked")
_LISTS: Final = ("recipients", "copies", "outcomes")


def episode_row(episode: Episode) -> Row:
    """An open episode as a row."""
    return {
        **asdict(episode),
        "opened": utc(episode.opened),
        "since": utc(episode.since),
        "level": episode.level.name,
        "dormant": int(episode.dormant),
    }


def episode(row: Row) -> Episode:
    """The episode of a row."""
    return Episode(
        id=row["id"],
        client=row["client"],
        opened=moment(row["opened"]),
        level=Level[row["level"]],
        since=moment(row["since"]),
        bar=row["bar"],
        dormant=bool(row["dormant"]),
    )


def notice_row(notice: Notice) -> Row:
    """A notice as a row."""
    row = asdict(notice)
    to, cc, outcomes = row.pop("to"), row.pop("cc"), row.pop("outcomes")
    return {
        **row,
        "kind": notice.kind.value,
        "level": notice.level.name,
        "state": notice.state.value,
        **{name: row[name] and utc(row[name]) for name in _MOMENTS},
        **{name: int(row[name]) for name in _SWITCHES},
        "recipients": json.dumps(to, ensure_ascii=False),
        "copies": json.dumps(cc, ensure_ascii=False),
        "outcomes": json.dumps(outcomes, ensure_ascii=False),
    }


def notice(row: Row) -> Notice:
    """The notice of a row."""
    values = dict(row)
    to, cc, outcomes = (json.loads(values.pop(name)) for name in _LISTS)
    typed = {
        "kind": Kind(row["kind"]),
        "level": Level[row["level"]],
        "state": State(row["state"]),
        **{name: row[name] and moment(row[name]) for name in _MOMENTS},
        **{name: bool(row[name]) for name in _SWITCHES},
        "to": tuple(to),
        "cc": tuple(cc),
        "outcomes": tuple(
            Outcome(**{**each, "verdict": Verdict(each["verdict"])}) for each in outcomes
        ),
    }
    return Notice(**{**values, **typed})


def letter_row(notice: Notice, letter: Letter) -> Row:
    """A frozen letter as a row, with a checksum of its bytes."""
    checksum = hashlib.sha256(letter.data).hexdigest()
    return {"notice": notice.id, **asdict(letter), "sha256": checksum}


def letter(row: Row) -> Letter:
    """The frozen letter of a row; raises ``LookupError`` where its bytes are not those."""
    if not is_sound(row):
        raise LookupError(f"the letter of notice {row['notice']} is not the one that was frozen")
    return Letter(row["file"], row["message_id"], row["data"])


def is_sound(row: Row) -> bool:
    """Whether the bytes of a frozen letter are those that were frozen."""
    return bool(hashlib.sha256(row["data"]).hexdigest() == row["sha256"])


def trouble_text(trouble: Trouble) -> str:
    """What shut the way out, as one text."""
    return json.dumps({**asdict(trouble), "due": utc(trouble.due)}, ensure_ascii=False)


def trouble(text: str) -> Trouble | None:
    """What ``trouble_text`` told; None of no text."""
    if not text:
        return None
    row = json.loads(text)
    return Trouble(row["message"], row["attempts"], moment(row["due"]))
