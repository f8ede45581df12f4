"""The access token that Google gave us, kept in a file of its own until its hour is over: most runs
then need no other one, nor what signs for it (design §11).

It is a secret, as the key file is: its owner's alone, in no backup of the state, in no log. It is
taken for the same key and the same host alone, and only where nobody else can have read or
written it.
"""

import hashlib
import json
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from sheets_sync import system
from sheets_sync.deferred import dataclass
from sheets_sync.files import json_in, replace_file
from sheets_sync.voice import hide

_EARLY: Final = 300.0
"""Seconds before its end from which on a token is none: a run is over by then."""


@dataclass(frozen=True)
class Token:
    """``text`` goes with each request until the moment ``expires``, seconds of the epoch."""

    text: str
    expires: float

    @property
    def fresh(self) -> bool:
        """Whether a run that begins now can end with it, as far as this machine's clock tells."""
        return time.time() < self.expires - _EARLY


class KeptToken:
    """The token in ``file`` that was given for the ``key``, the bytes of a key file, at a host."""

    def __init__(self, file: Path, key: bytes, api_root: str) -> None:
        self._file = file
        self._whose = hashlib.sha256(repr((key, api_root)).encode()).hexdigest()

    def read(self) -> Token | None:
        """The token, while it is fresh; None where there is none that may be taken."""
        try:
            if not system.only_we_read(self._file.stat()):
                return None
            kept = json_in(self._file)
            token = Token(str(kept["token"]), float(kept["expires"]))
            ours = kept["whose"] == self._whose
        except (OSError, ValueError, LookupError, TypeError):
            return None  # absent, damaged, another one's: another is asked for
        hide(token.text)
        return token if ours and token.fresh else None

    def keep(self, token: Token) -> None:
        """Keep a token for the next run, where files can be their owner's alone; where its folder
        may not be written, or is full, the next run asks for another."""
        hide(token.text)
        if not system.has_modes():
            return
        kept = {"whose": self._whose, "token": token.text, "expires": token.expires}
        with suppress(OSError):
            replace_file(self._file, json.dumps(kept).encode())
