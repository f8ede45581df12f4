"""A mail server, as the config names it (design §13)."""

from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Literal

from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class Server:
    """A mail server and how to prove who we are. ``password``, or ``token`` where that is how, is
    called right before it is sent, and only over verified TLS (or where ``security`` is "none").
    ``ehlo`` is the name that we go by, "" for our address. ``archive`` gets a blind copy of every
    letter that somebody is to get. Times are seconds: ``timeout``
    for each answer, ``end_timeout`` for the one to a whole letter, 10 minutes by
    RFC 5321 §4.5.3.2.6: a server that scans letters may think for long, and what is cut short is
    in doubt.
    """

    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    sender: str
    username: str = ""
    password: Callable[[], str] | None = field(default=None, repr=False)
    token: Callable[[], str] | None = field(default=None, repr=False)
    ehlo: str = ""
    archive: str = ""
    ca_file: Path | None = None
    timeout: float = 60.0
    end_timeout: float = 600.0

    @property
    def place(self) -> str:
        """Where it is, for a person."""
        return f"{self.host}:{self.port}"
