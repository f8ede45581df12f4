"""What the last good run found, if it changed nothing: a run that finds the same has no more to
do (design §10, invariant 3)."""

import hashlib

from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class Quiet:
    """``workbook`` is what the back end tells its cells by, ``circumstances`` a fingerprint of
    all else that a run goes by, ``report`` the JSON text of what it came to."""

    workbook: str
    circumstances: str
    report: str


def fingerprint(*parts: object) -> str:
    """A fingerprint of things by their ``repr``."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()
