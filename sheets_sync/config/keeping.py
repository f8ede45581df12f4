"""A config that was found sound is kept beside the state, as plain values: a run that finds the
same text need not import what looks at every key (pydantic), nor look.

It is taken for the same text at the same place alone, of the same program (its version, and the
files of this package: a program out of git has new checks under the old version) and home folder,
and only where nobody else can have written it; else the file is read as if nothing were kept.
"""

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sheets_sync import __version__, system
from sheets_sync.config.models import Config
from sheets_sync.config.state_table import StateTable
from sheets_sync.config.strict_table import ConfigTable
from sheets_sync.config.values import in_folder
from sheets_sync.files import file_bytes, json_in, replace_file


def digest_of(text: str, path: Path) -> str:
    """What tells a config from all others."""
    home = os.path.expanduser("~")  # noqa: PTH111 - Path raises where there is no home
    parts = (__version__, *_files_of(Path(__file__).parent), str(path.absolute()), home, text)
    return sha256(repr(parts).encode()).hexdigest()


def _files_of(package: Path) -> list[tuple[str, int, int]]:
    """Each module there, with its size and when it was written; none where that is no folder."""
    with suppress(OSError), os.scandir(package) as entries:
        files = [(each.name, each.stat()) for each in entries if each.name.endswith(".py")]
        return sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in files)
    return []


def kept(raw: Mapping[str, Any], text: str, path: Path) -> Config | None:
    """The sound config that ``text``, the file at ``path``, is known to be, ``raw`` its tables;
    None where it is not known."""
    state = raw.get("state", {})
    name = state.get("path", str(StateTable.path)) if isinstance(state, dict) else None
    if not isinstance(name, str) or "\0" in name:
        return None
    try:
        file = beside(in_folder(path.absolute().parent, name))
        _, name, keys = _read(file)[digest_of(text, path)]
        config = _table(name, {**_meant(keys), "source": path})
    except (OSError, ValueError, LookupError, TypeError, RuntimeError):
        return None  # absent, damaged, another one's or of another program: it is read anew
    return config if isinstance(config, Config) else None


def keep(config: Config) -> None:
    """Keep a sound config that came from a file; where its folder may not be written, or is full,
    it is looked at again next time."""
    if not config.digest:
        return
    file = beside(config.state.path)
    text = json.dumps({config.digest: _plain(config)}, ensure_ascii=False)
    with suppress(OSError):  # it is only quicker where it is kept
        if not file.exists() or file_bytes(file) != text.encode():
            replace_file(file, text.encode())


def said(config: Config) -> str:
    """All that a config says, as text, wherever it was found: equal for equal configs."""
    everything = {**vars(config), "source": None, "digest": ""}
    return json.dumps({name: _plain(each) for name, each in everything.items()}, sort_keys=True)


def beside(state: Path) -> Path:
    """Where it is kept."""
    return state.with_name(f"{state.name}.config")


def _read(file: Path) -> Any:  # noqa: ANN401 - whatever stands there
    """What is kept; raises ``OSError`` where somebody else may have written it: a config names
    commands that are run."""
    if not system.only_we_write(file.stat()):
        raise PermissionError(f"{file} may be another user's work")
    return json_in(file)


def _plain(value: object) -> object:
    """A value of a config for JSON: text, whole numbers and truth as they are, tables by key, and
    lists that begin with what they are."""
    match value:
        case ConfigTable():
            return ["table", type(value).__name__, {k: _plain(v) for k, v in vars(value).items()}]
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case tuple():
            return ["list", *map(_plain, value)]
        case Path() | Decimal():
            return ["path" if isinstance(value, Path) else "amount", str(value)]
        case timedelta():
            return ["seconds", value.total_seconds()]
    return value


def _meant(plain: Any) -> Any:  # noqa: ANN401 - see above
    """The value again; raises ``LookupError``, ``TypeError`` or ``ValueError`` where it is none."""
    if isinstance(plain, dict):
        return {key: _meant(each) for key, each in plain.items()}
    if isinstance(plain, list):
        kind, *rest = plain
        return _MEANT[kind](*map(_meant, rest))
    return plain


def _table(name: str, values: Mapping[str, Any]) -> ConfigTable:
    """A table as it was: few runs call a method of most of them, so none is made for it."""
    kind = _TABLES[name]
    if values.keys() != kind.__annotations__.keys():
        raise LookupError(f"{name} has other keys now")
    table = kind.__new__(kind)
    vars(table).update(values)
    return table


_TABLES: Final = {table.__name__: table for table in ConfigTable.__subclasses__()}

_MEANT: Final[Mapping[str, Callable[..., Any]]] = {
    "table": _table,
    "list": lambda *items: items,
    "path": Path,
    "amount": Decimal,
    "seconds": lambda seconds: timedelta(seconds=seconds),
}
