"""One line for each thing that happens, as text or as a JSON object (design §12)."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo


class RunLog:
    """Lines to ``write``, in the time zone and the form that the config asks for."""

    def __init__(self, write: Callable[[str], None], zone: ZoneInfo, *, as_json: bool) -> None:
        self._write = write
        self._zone = zone
        self._as_json = as_json

    def line(self, moment: datetime, event: str, text: str, **facts: Any) -> None:  # noqa: ANN401 - any JSON value
        """What happened: ``text`` for people, ``facts`` for machines, a ``result`` for both."""
        local = moment.astimezone(self._zone)
        if self._as_json:
            whole = {"time": local, "event": event, "message": text, **facts}
            whole = {name: _one_line(v) if isinstance(v, str) else v for name, v in whole.items()}
            self._write(json.dumps(whole, ensure_ascii=False, default=_in_json))
        else:
            head = f"{event} {facts['result']}" if "result" in facts else event
            self._write(f"{local:%Y-%m-%d %H:%M:%S %Z} {head}: {_one_line(text)}")


def counted(count: int, thing: str) -> str:
    """So many things, in English: 1 cell, 12 cells."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def in_words(counts: Mapping[str, int]) -> str:
    """Counts of letters by state: "1 letter held, 2 letters sent"."""
    told = [f"{counted(count, 'letter')} {state}" for state, count in sorted(counts.items())]
    return ", ".join(told) or "no letters"


def _one_line(text: str) -> str:
    """All of a text on one line, without characters that nobody sees; none of it is cut off."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _in_json(value: object) -> str:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else str(value)
