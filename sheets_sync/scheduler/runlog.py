"""One line for each thing that happens, as text or as a JSON object (design §12)."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sheets_sync.notices.cleaning import clean


class RunLog:
    """Lines to ``write``, in the time zone and the form that the config asks for."""

    def __init__(self, write: Callable[[str], None], zone: ZoneInfo, *, as_json: bool) -> None:
        self._write = write
        self._zone = zone
        self._as_json = as_json

    def line(self, moment: datetime, event: str, text: str, **facts: Any) -> None:  # noqa: ANN401 - any JSON value
        """What happened: ``text`` for people, the ``facts`` for machines."""
        local = moment.astimezone(self._zone)
        if self._as_json:
            whole = {"time": local.isoformat(timespec="seconds"), "event": event, **facts}
            whole.setdefault("message", _one_line(text))
            self._write(json.dumps(whole, ensure_ascii=False, default=str))
        else:
            self._write(f"{local:%Y-%m-%d %H:%M:%S %Z} {event}: {_one_line(text)}")


def in_words(counts: Mapping[str, int]) -> str:
    """Counts of letters by state: "2 sent, 1 held"."""
    return ", ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "no letters"


def _one_line(text: str) -> str:
    """All of a text on one line, without characters that nobody sees."""
    return " ".join(clean(line) for line in text.splitlines() if line.strip())
