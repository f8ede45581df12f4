"""Find a config file, read it, and tell every fault of it at once (design §12, §13)."""

import tomllib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from sheets_sync.config.complaints import Place, complaints, dotted
from sheets_sync.config.contradictions import contradictions
from sheets_sync.config.models import Config
from sheets_sync.errors import ConfigError
from sheets_sync.files import file_bytes

DEFAULT_NAME: Final = "config.toml"
VARIABLE: Final = "SHEETS_SYNC_CONFIG"


def find(path: str | None, environ: Mapping[str, str]) -> Path:
    """The config to use: ``--config``, else ``$SHEETS_SYNC_CONFIG``, else ``./config.toml``."""
    return Path(path or environ.get(VARIABLE) or DEFAULT_NAME).expanduser()


def load(path: Path) -> Config:
    """The config in the file ``path``.

    Raises ``ConfigError`` with all its faults, each as ``path.of.key: what is wrong``; where the
    file is missing, unreadable or no TOML, that is the only one.
    """
    return loads(_read(path), path)


def loads(text: str, path: Path) -> Config:
    """The config in ``text``, TOML, as if it stood in the file ``path``; raises as ``load``."""
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # bad TOML; digits or brackets without end
        raise ConfigError(
            f"{path} is not valid TOML: {error}.", cure="Mend that place; text stands in quotes."
        ) from error
    return parse(raw, path)


def parse(raw: Mapping[str, Any], path: Path) -> Config:
    """The config in ``raw``, tables as TOML gives them; ``path`` is the file, absolute or not.

    Raises ``ConfigError`` as ``load`` does.
    """
    context = {"folder": path.absolute().parent, "file": path}
    whole = _with_all_tables(raw)
    faults: dict[Place, str] = {}
    try:
        config = Config.model_validate(whole, context=context)
    except ValidationError as error:
        faults = complaints(error)
        config = Config.model_validate(_without(whole, faults), context=context)
    told = list(faults.items())
    told += [
        (clash.places[0], clash.sentence)
        for clash in contradictions(config)
        if not clash.touches(faults)
    ]
    if told:
        raise _config_error(path, told)
    return config


def _config_error(path: Path, faults: list[tuple[Place, str]]) -> ConfigError:
    count = "a fault" if len(faults) == 1 else f"{len(faults)} faults"
    return ConfigError(
        f"{path} has {count}:",
        [f"{dotted(place)}: {sentence}" for place, sentence in faults],
        cure="Mend them there; config.example.toml explains every key.",
    )


def _without(raw: Mapping[str, Any], places: Iterable[Place]) -> dict[str, Any]:
    """``raw`` less every faulty key, so that the rest can be held against itself.

    A list with a faulty item goes whole: what is left of it would be counted wrongly.
    """
    sound = {name: deepcopy(table) for name, table in raw.items()}
    for place in places:
        *tables, key = takewhile(lambda step: isinstance(step, str), place)
        holder: Any = sound
        for table in tables:
            holder = holder.get(table, {})
        holder.pop(key, None)
    return _with_all_tables(sound)


def _with_all_tables(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Every table may be left out."""
    return {**{name: {} for name in Config.model_fields}, **raw}


def _read(path: Path) -> str:
    try:
        return file_bytes(path).decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            f"There is no config file {path}.",
            cure="`sheets-sync demo` writes a lively example; or copy config.example.toml there.",
        ) from None
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
