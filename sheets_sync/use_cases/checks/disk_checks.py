"""What `sync doctor` looks at of the disks that runs write to (design §10)."""

import os
import shutil
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from sheets_sync.config import Config
from sheets_sync.use_cases.shared.check import Check

_MEBIBYTE: Final = 2**20
_LITTLE: Final = 200 * _MEBIBYTE


def disk(config: Config) -> Iterator[Check]:
    """How much room there is, a check for each disk; nothing where the state's folder is not there,
    since the look at the lock tells that."""
    folders = _written_to(config) if config.state.path.parent.is_dir() else []
    disks: dict[int, Path] = {}
    for folder in folders:
        # What is missing of its path is made with it.
        there = next(each for each in (folder, *folder.parents) if os.path.lexists(each))
        if there.is_dir():  # else the look at that folder tells it
            disks.setdefault(there.stat().st_dev, there)
    for folder in disks.values():
        yield _room(folder)


def _written_to(config: Config) -> Sequence[Path]:
    """The folders that a run writes into, that of the state first."""
    workbook, mail = config.workbook, config.mail
    beside = (
        [] if workbook.kind.remote else [workbook.path.parent],
        [mail.folder] if mail.transport == "folder" else [],
        [config.publish.folder] if config.publish.folder else [],
    )
    return [config.state.path.parent, *chain(*beside)]


def _room(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    room = f"{free // _MEBIBYTE:,} MiB free in {folder}"
    if free < _LITTLE:
        return Check("disk", "warning", room, "Free some space: nothing is written to a full disk.")
    return Check("disk", "good", room)
