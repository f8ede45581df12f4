"""What `sync doctor` looks at of the state: where it is, and whether locks hold there (§10)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sheets_sync.config import Config
from sheets_sync.files import is_there, where_it_leads
from sheets_sync.state.lock import lock_path
from sheets_sync.state.opening import examine_database, view_state, was_moved
from sheets_sync.state.port import Store
from sheets_sync.system import OTHERS, mode_of
from sheets_sync.use_cases.checks.private_files import private
from sheets_sync.use_cases.shared.check import Check

_NETWORK: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "sshfs", "fuse.sshfs", "davfs"})
_SYNCED: Final = frozenset({"Dropbox", "OneDrive", "Google Drive", "Yandex.Disk", "iCloud Drive"})


def look_at_state(config: Config) -> Iterator[Check]:
    """Whether the state can be read, is its owner's alone, and lies where locks hold."""
    path = config.state.path
    if config.state.database:
        yield from _state_in_database(config)
        for found, cure in examine_database(config):
            yield Check("database", "warning", found, cure)
        return
    if not path.parent.is_dir():
        return  # the look at the lock tells it
    with view_state(config):
        found = f"{path} is sound" if is_there(path) else f"{path} will be made by the first run"
        yield Check("state", "good", found)
    if is_there(path):
        yield from private("state", path)
        yield from _remote(path)
    if (lock := lock_path(path)).is_file() and mode_of(lock) & OTHERS:
        yield from private("lock", lock)


def _state_in_database(config: Config) -> Iterator[Check]:
    """A state in use that still lies in its file would have another one begun in its place."""
    name, path = config.state.workbook, config.state.path
    with view_state(config) as store:
        new = store.runs.last_good() is None
        left = left_in_its_file(config, store)
    if left:
        found = f'"{name}" is not in the database yet, and {path} is there'
        cure = f"`sheets-sync state move {path.name} database` takes it along, with all letters."
        yield Check("state", "warning", found, cure)
    elif new:
        yield Check("state", "good", f'"{name}" will be made in the database by the first run')
    else:
        yield Check("state", "good", f'"{name}" is in the database')


def left_in_its_file(config: Config, store: Store) -> bool:
    """Whether the config names a database, whose ``store`` is new, and the state is in its file."""
    path, new = config.state.path, store.runs.last_good() is None
    return bool(config.state.database) and new and is_there(path) and not was_moved(path)


def _remote(path: Path) -> Iterator[Check]:
    """A state on a network disk or in a synchronised folder breaks locks (F60)."""
    kind = _file_system(path)
    synced = next((part for part in where_it_leads(path).parts if part in _SYNCED), None)
    if kind in _NETWORK or synced:
        found = f"{path} lies on {kind or 'a disk'}{f' in {synced}' if synced else ''}"
        cure = "Put state.path on a disk of this machine: locks do not hold there."
        yield Check("state", "warning", found, cure)


def _file_system(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The kind of file system that holds ``path``; "" where that cannot be told."""
    if not mounts.exists():
        return ""
    best, kind = "", ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, name = (*line.split(), "", "", "")[:3]
        if where_it_leads(path).is_relative_to(point) and len(point) >= len(best):
            best, kind = point, name
    return kind
