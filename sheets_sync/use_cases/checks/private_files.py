"""Whether files that hold secrets, letters or addresses are their owner's alone (F67)."""

import os
from collections.abc import Iterator
from pathlib import Path

from sheets_sync.files import in_the_way
from sheets_sync.system import OTHERS, has_modes, mode_of
from sheets_sync.use_cases.shared.check import Check


def private(name: str, path: Path) -> Iterator[Check]:
    """Whether a file is its owner's alone, where its mode says so."""
    if not has_modes():
        return
    if what := in_the_way(path):
        cure = "Put the file there, where this user may read it."
        yield Check(name, "bad", f"{path} cannot be read: {what}", cure, exit_code=12)
        return
    if not os.access(path, os.R_OK):
        yield Check(name, "bad", f"{path} cannot be read", f"chmod 600 {path}", exit_code=12)
        return
    mode = mode_of(path)
    if mode & OTHERS:
        found = f"{path} can be read by others (mode {mode:04o})"
        yield Check(name, "warning", found, f"chmod 600 {path}")
    else:
        yield Check(name, "good", f"{path} is yours alone (mode {mode:04o})")
