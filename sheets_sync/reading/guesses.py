"""What a tab that nobody reads may be: guessed for people, who decide (design §15)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.reading.layout import CLIENTS, LOG, PRICES, Role
from sheets_sync.reading.matching import matches, other_headers, texts_in
from sheets_sync.reading.trackers import TRACKERS, tracker_columns
from sheets_sync.spreadsheet.protocol import Tab

_LABOUR: Final = ("minutes", "quantity", "begin")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a tab seems to be: its role, the headers that are called otherwise by column, the
    columns that it lacks, and the tracker whose export it is ("")."""

    ref: str
    role: str
    headers: Mapping[str, str]
    lacks: tuple[str, ...] = ()
    tracker: str = ""


def guess(tab: Tab) -> Guess | None:
    """What a tab, of which first rows are enough, seems to be; None where it is none of ours."""
    for row in range(1, tab.height + 1):
        texts = dict(texts_in(tab, row))
        if tracker := _tracker(texts):
            return Guess(tab.ref, LOG.key, {}, tracker=tracker)
        for role in (LOG, PRICES, CLIENTS):
            if found := _as_role(tab, row, role, texts):
                return found
    return None


def _tracker(texts: Mapping[int, str]) -> str:
    """The tracker that has all of its columns there, the one with most of them."""
    whole = [
        tracker
        for tracker, columns in TRACKERS.items()
        if tracker_columns(tracker, texts.items()).keys() >= columns.keys() - {"decimal"}
        and "date" in columns
    ]
    return max(whole, key=lambda each: len(TRACKERS[each]), default="")


def _as_role(tab: Tab, row: int, role: Role, texts: Mapping[int, str]) -> Guess | None:
    known = matches(tab, row, role, {}, set(), "")
    headers: dict[str, str] = {}
    for key, words in other_headers(role.key).items():
        at = next((i for w in words for i, text in texts.items() if text == fold(w)), None)
        if key not in known and at is not None:
            headers[key] = str(tab.columns[at][row - 1]).strip()
    found = known.keys() | headers.keys()
    if not _convinces(role, found):
        return None
    if "minutes" in found:
        headers = {key: text for key, text in headers.items() if key not in ("begin", "end")}
    required = [column.key for column in role.staff_columns if column.required]
    return Guess(tab.ref, role.key, headers, tuple(k for k in required if k not in found))


def _convinces(role: Role, found: set[str]) -> bool:
    """Whether a tab with those columns is likely to be of a role."""
    if role is LOG:
        named = found & {"client", "service", "staff"}
        return "date" in found and len(named) > 1 and any(key in found for key in _LABOUR)
    return "date" not in found and found >= (
        {"service", "price"} if role is PRICES else {"client", "email"}
    )
