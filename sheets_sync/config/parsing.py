"""Values as TOML gives them → ``Config``, by pydantic; every fault of them told at once."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from sheets_sync.config.complaints import KeyPath, complaints, dotted
from sheets_sync.config.contradictions import contradictions
from sheets_sync.config.models import Config
from sheets_sync.config.strict_table import keys_by_name
from sheets_sync.errors import ConfigError

_CONFIG: Final = TypeAdapter(Config)


def parse(raw: Mapping[str, Any], path: Path) -> Config:
    """The config in ``raw``, tables as TOML gives them; ``path`` is the file, absolute or not.

    Raises ``ConfigError`` as ``load`` does.
    """
    context = {"folder": path.absolute().parent, "file": path}
    whole = _with_all_tables(raw)
    faults: dict[KeyPath, str] = {}
    try:
        config = _CONFIG.validate_python(whole, context=context)
    except ValidationError as error:
        faults = complaints(error)
        config = _CONFIG.validate_python(_without(whole, faults), context=context)
    config = replace(config, source=path)
    told = list(faults.items())
    told += [
        (clash.places[0], clash.sentence)
        for clash in contradictions(config)
        if not clash.touches(faults)
    ]
    if told:
        raise _config_error(path, told)
    mail = replace(config.mail, config_folder=context["folder"])
    state = replace(config.state, config_folder=context["folder"])
    return replace(config, mail=mail, state=state)


def _config_error(path: Path, faults: list[tuple[KeyPath, str]]) -> ConfigError:
    count, them = ("a fault", "it") if len(faults) == 1 else (f"{len(faults)} faults", "them")
    return ConfigError(
        f"{path} has {count}:",
        [f"{dotted(place)}: {sentence}" for place, sentence in faults],
        cure=f"Mend {them} there; config.example.toml explains every key.",
    )


def _without(raw: Mapping[str, Any], places: Iterable[KeyPath]) -> dict[str, Any]:
    """``raw`` less every faulty key, so that the rest can be held against itself.

    A list with a faulty item goes whole: what is left of it would be counted wrongly.
    """
    sound = {name: deepcopy(table) for name, table in raw.items()}
    for place in places:
        *tables, key = takewhile(lambda step: isinstance(step, str), place)
        holder: Any = sound
        for table in tables:
            if not isinstance(holder.get(table), dict):  # what should be a table is none
                key = table
                break
            holder = holder[table]
        holder.pop(key, None)
    return _with_all_tables(sound)


def _with_all_tables(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Every table may be left out."""
    return {**{name: {} for name in keys_by_name(Config)}, **raw}
