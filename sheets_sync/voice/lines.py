"""One line for each thing that happens, as text or as a JSON object (design §12)."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sheets_sync.voice.masking import masked

_TRACE: Final = "trace"
"""The one fact that is text for people in more than one line."""


class LogLines:
    """Lines to ``write``, in the time zone and the form that the config asks for; no secret."""

    def __init__(self, write: Callable[[str], None], zone: ZoneInfo, *, as_json: bool) -> None:
        self._write = write
        self._zone = zone
        self._as_json = as_json

    def line(self, moment: datetime, event: str, text: str, **facts: Any) -> None:  # noqa: ANN401 - any JSON value
        """What happened: ``text`` for people, ``facts`` for machines, a ``result`` for both."""
        local = moment.astimezone(self._zone)
        if self._as_json:
            whole = {"time": local, "event": event, "message": text, **facts}
            self._write(json.dumps(_clean(whole), ensure_ascii=False, default=_in_json))
        else:
            head = f"{event} {facts['result']}" if "result" in facts else event
            self._write(f"{local:%Y-%m-%d %H:%M:%S %Z} {head}: {_one_line(text)}")
            for each in str(facts.get(_TRACE, "")).splitlines():
                self._write(f"  {masked(each)}")


def _clean(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: _text(name, fact) for name, fact in facts.items()}


def _text(name: str, fact: object) -> object:
    if not isinstance(fact, str):
        return fact
    return masked(fact) if name == _TRACE else _one_line(fact)


def _one_line(text: str) -> str:
    """All of a text on one line, without characters that nobody sees; none of it is cut off."""
    words = "".join(each if each.isprintable() else " " for each in masked(text)).split()
    return " ".join(words)


def _in_json(value: object) -> str:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else str(value)
