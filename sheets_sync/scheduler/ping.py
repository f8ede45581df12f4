"""Telling a monitor that a run begins, ended well or failed, as healthchecks has it (F74)."""

import threading
import time
import urllib.error
import urllib.request
from typing import Final, Literal
from urllib.parse import urlsplit, urlunsplit

from sheets_sync.voice import hide, say

Event = Literal["start", "success", "fail"]

SECONDS: Final = 10.0
"""How long a ping may take, its name look-up and all."""


def ping(url: str, event: Event, seconds: float = SECONDS) -> str:
    """Ping ``url``; "" where it went well, else what to warn of.

    Never raises, and never takes longer than ``seconds``: an answer that trickles is left alone.
    The warning names the host alone, since the rest of the address is its key.
    """
    hide(url, url.partition("://")[2].partition("/")[2])
    outcome, began = list[str](), time.monotonic()
    thread = threading.Thread(target=lambda: outcome.append(_get(url, event, seconds)), daemon=True)
    try:
        thread.start()
    except RuntimeError:
        return f"the ping to {_host(url)} failed: no more threads"
    thread.join(seconds)
    said = outcome[0] if outcome else f"no answer within {seconds:g} s"
    took = time.monotonic() - began
    say("ping", f"{_host(url)} told of {event}: {said or 'heard'}, {took:.2f} s", of=event)
    return f"the ping to {_host(url)} failed: {said}" if said else ""


def address(url: str, event: Event) -> str:
    """The address for an event: /start and /fail come before a question mark."""
    if event == "success":
        return url
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{event}"))


def _host(url: str) -> str:
    """The one part of an address that is no secret."""
    try:
        return urlsplit(url).hostname or "nowhere"
    except ValueError:
        return "an address that is none"


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """The address is a secret of one host's: no other is asked, wherever the answer points."""

    def redirect_request(self, *_: object) -> None:
        """No other request is made; the answer then counts as a failure."""


_STRAIGHT: Final = urllib.request.build_opener(_NoDetours)


def _get(url: str, event: Event, seconds: float) -> str:
    headers = {"User-Agent": "sheets-sync"}
    try:
        request = urllib.request.Request(address(url, event), headers=headers)  # noqa: S310 - the config takes http and https alone
        with _STRAIGHT.open(request, timeout=seconds) as answer:
            answer.read(1000)
    except urllib.error.HTTPError as error:
        error.close()
        return f"status {error.code}"
    except (OSError, ValueError) as error:
        # Only its kind: the text of some errors holds the whole address.
        reason = getattr(error, "reason", None)
        return type(reason if isinstance(reason, Exception) else error).__name__
    except Exception as error:  # noqa: BLE001 - whatever a monitor answers, a run goes on
        return type(error).__name__
    return ""
