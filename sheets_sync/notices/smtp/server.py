"""A mail server, as the config names it (design §13)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how to prove who we are. ``password`` is called right before it is sent,
    and only over verified TLS (or where ``security`` is "none"). Times are seconds: ``timeout``
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
    ca_file: Path | None = None
    timeout: float = 60.0
    end_timeout: float = 600.0

    @property
    def place(self) -> str:
        """Where it is, for a person."""
        return f"{self.host}:{self.port}"
