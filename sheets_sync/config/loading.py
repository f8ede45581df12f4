"""Find a config file, read it, and tell every fault of it at once (design §12, §13)."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from sheets_sync.config import keeping
from sheets_sync.config.models import Config
from sheets_sync.config.syntax import cure_of
from sheets_sync.config.values import in_folder
from sheets_sync.errors import ConfigError
from sheets_sync.files import file_bytes

DEFAULT_NAME: Final = "config.toml"
VARIABLE: Final = "SHEETS_SYNC_CONFIG"
_ABSENT: Final = "`sheets-sync demo` writes a lively example; or copy config.example.toml there."


def find(path: str | None, environ: Mapping[str, str]) -> Path:
    """The config to use: ``--config``, else ``$SHEETS_SYNC_CONFIG``, else ``./config.toml``."""
    return in_folder(Path(), path or environ.get(VARIABLE) or DEFAULT_NAME)


def load(path: Path) -> Config:
    """The config in the file ``path``.

    Raises ``ConfigError`` with all its faults, each as ``path.of.key: what is wrong``; where the
    file is missing, unreadable or no TOML, that is the only one.
    """
    return loads(text_in_file(path), path)


def loads(text: str, path: Path) -> Config:
    """The config in ``text``, TOML, as if it stood in the file ``path``; raises as ``load``."""
    raw = tables_in(text, path)
    kept = keeping.kept(raw, text, path)
    if kept is not None:
        return kept
    from sheets_sync.config.parsing import parse  # noqa: PLC0415 - pydantic is slow to import

    return replace(parse(raw, path), digest=keeping.digest_of(text, path))


def tables_in(text: str, path: Path) -> dict[str, Any]:
    """The tables of ``text``, TOML, of the file ``path``; raises as ``load``."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # bad TOML; digits or brackets without end
        raise ConfigError(
            f"{path} is not valid TOML: {error}.", cure=cure_of(text, str(error))
        ) from error


def text_in_file(path: Path, absent: str = _ABSENT) -> str:
    """The text of the config ``path``; ``absent`` is the cure where there is none. Raises as
    ``load``."""
    try:
        return _text(path, file_bytes(path))
    except FileNotFoundError:
        raise ConfigError(f"There is no config file {path}.", cure=absent) from None
    except IsADirectoryError:
        raise ConfigError(
            f"{path} is a folder, not a config file.", cure="Name the file in it: --config FILE."
        ) from None
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{path} is not UTF-8 text (byte {error.start + 1}).", cure="Save it as UTF-8."
        ) from None
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read: {error.strerror}.",
            cure="Check its permissions, or name another: --config FILE.",
        ) from error


def _text(path: Path, data: bytes) -> str:
    """The text of a config. An empty file is no wish for defaults, which would send letters into
    a folder, but what a full disk or a slip leaves."""
    if not data.strip():
        raise ConfigError(
            f"{path} is empty.",
            cure="Bring back a copy; or copy config.example.toml there and fill it in.",
        )
    if b"\0" in data:  # UTF-16 has one in every other byte, and decodes all the same
        raise ConfigError(f"{path} is not UTF-8 text.", cure="Save it as UTF-8.")
    return data.decode("utf-8-sig")
