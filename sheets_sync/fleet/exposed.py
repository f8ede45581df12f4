"""Files of a fleet that others than their owner may read or change (design §10, §21)."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from sheets_sync.config import Config
from sheets_sync.config.fleet import FleetConfig
from sheets_sync.system import OTHERS, OTHERS_CHANGE, mode_of

_CREDENTIALS: Final = "CREDENTIALS_DIRECTORY"


def exposed_files(fleet: FleetConfig) -> Iterator[str]:
    """What others may read of its secrets, or change in its config, which names commands that are
    run; each with the cure."""
    yield from _told([fleet.source], OTHERS_CHANGE, "changed")
    yield from _told(fleet.secret_files, OTHERS, "read")


def exposed_secrets(config: Config) -> Iterator[str]:
    """The same of the secrets that the config of a workbook refers to, as far as they are here."""
    from sheets_sync.fleet.carried import key_files  # noqa: PLC0415 - slow to import, few need it

    files = [each.path for each in config.mail.secrets if each.path is not None]
    yield from _told([*files, *key_files(config).values()], OTHERS, "read")


def _told(files: Iterable[Path], bits: int, how: str) -> Iterator[str]:
    for path in files:
        mode = mode_of(path)
        if mode & bits and not _is_credential(path):
            yield f"{path} can be {how} by others (mode {mode:04o}). chmod 600 {path}"


def _is_credential(path: Path) -> bool:
    """Whether systemd keeps it for this service alone (``LoadCredential=``): by access lists, whose
    mask shows where a mode has its group."""
    folder = os.environ.get(_CREDENTIALS)
    return folder is not None and path.is_relative_to(folder)
