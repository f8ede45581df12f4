"""One thing that the doctor looked at."""

from typing import Literal, TypeAlias

from sheets_sync.deferred import dataclass

Health: TypeAlias = Literal["good", "warning", "bad"]


@dataclass(frozen=True)
class Check:
    """One thing looked at: what it is, what was found, and the cure where there is one.

    ``exit_code`` is that of the error behind a bad one.
    """

    name: str
    verdict: Health
    found: str
    cure: str = ""
    exit_code: int = 0
