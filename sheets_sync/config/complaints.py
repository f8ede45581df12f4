"""What pydantic found wrong, as sentences for a person, each with the path of its key."""

from collections.abc import Iterable, Mapping
from types import UnionType
from typing import Any, Final, TypeAlias, get_args, get_type_hints

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sheets_sync.config.mail import AccountTable
from sheets_sync.config.models import Config, HeaderTable
from sheets_sync.config.sources import SourceTable
from sheets_sync.config.strict_table import ConfigTable, keys_by_name
from sheets_sync.config.suggest import did_you_mean
from sheets_sync.config.values import ONE, SEVERAL, TABLE

_LONGEST_QUOTE: Final = 60
_SOURCES: Final = ("_env", "_file", "_command")
_SECRETS: Final = ("password", "secret")
_MANIFOLD: Final = frozenset({"file", "folder", "path", "name", "level"})
"""Keys that are something else in each table that has one: one of a table belongs into no other."""
KeyPath: TypeAlias = tuple[str | int, ...]

_MARKERS: Final = {ONE, TABLE, SEVERAL, "[key]"}
_KINDS: Final = {
    "int_type": "a whole number, without quotes",
    "string_type": "text, in quotes",
    "bool_type": "true or false",
    "tuple_type": 'a list of names, such as ["one", "two"]',
    "dict_type": "a table",
    "dataclass_type": "a table",
}
_LIMITS: Final = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
}


def dotted(place: KeyPath) -> str:
    """A place as people write it: ``tabs.log[2]``, counted from 1."""
    text = ""
    for step in place:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def complaints(error: ValidationError, whole: type[ConfigTable] = Config) -> dict[KeyPath, str]:
    """The place of every fault and what is wrong there, one sentence a place; ``whole`` is what
    the file was to be."""
    faults: dict[KeyPath, str] = {}
    for detail in error.errors(include_url=False):
        place, sentence = _place(detail), _sentence(detail, whole)
        faults[place] = f"{faults[place]}; {sentence}" if place in faults else sentence
    return faults


def _place(detail: ErrorDetails) -> KeyPath:
    """Where it is wrong; what is not there is wrong where it should be."""
    place = tuple(step for step in detail["loc"] if step not in _MARKERS)
    return place[:-1] if detail["type"] == "missing" else place


def _sentence(detail: ErrorDetails, whole: type[ConfigTable]) -> str:
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "unexpected_keyword_argument":
        return _unknown_key(_place(detail), whole)
    if kind == "value_error":
        return _in_a_line(str(context["error"]), given)
    if kind == "literal_error":
        return _no_choice(detail, given, whole)
    if kind == "missing":
        return f"lacks {detail['loc'][-1]}"
    if kind in _LIMITS:
        key, words = _LIMITS[kind]
        return f"must be {words} {context[key]}, but is {given}"
    return f"must be {_KINDS[kind]}, but is {_shown(given)}"


def _in_a_line(sentence: str, given: object) -> str:
    """A sentence that may quote what was given, which may be long and have breaks."""
    if isinstance(given, str) and len(given) > _LONGEST_QUOTE:
        sentence = sentence.replace(given, f"{given[:_LONGEST_QUOTE]}…")
    return " ".join(sentence.split())


def _no_choice(detail: ErrorDetails, given: Any, whole: type[ConfigTable]) -> str:  # noqa: ANN401 - whatever TOML holds
    choices = _choices(_place(detail), whole)
    words = " or ".join(f'"{choice}"' for choice in choices)
    offer = did_you_mean(given, choices) if isinstance(given, str) else ""
    return f"must be {words}, but is {_shown(given)}{offer}"


def _choices(place: KeyPath, whole: type[ConfigTable]) -> tuple[str, ...]:
    return get_args(get_type_hints(_table(place, whole))[str(place[-1])])


def _shown(value: object) -> str:
    """A wrong value, short; a table or a list by its kind alone."""
    if isinstance(value, str):
        return f'the text "{value[:_LONGEST_QUOTE]}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "a table"
    return "a list" if isinstance(value, list | tuple) else str(value)[:_LONGEST_QUOTE]


def _unknown_key(place: KeyPath, whole: type[ConfigTable]) -> str:
    key = str(place[-1])
    if len(place) == 1:
        return f"unknown table{did_you_mean(key, tables(whole))}{_belongs(key, whole)}"
    table = _table(place, whole)
    if any(each in key for each in _SECRETS):
        sources = [each for each in keys(table) if each.endswith(_SOURCES) and _is_secret(each)]
        offer = f": name its source in {' or '.join(sources)}" if sources else ""
        return f"a secret never stands in the config{offer}"
    known, elsewhere = keys(table), "" if key in _MANIFOLD else _belongs(key, whole)
    return f"unknown key{did_you_mean(key, known) or elsewhere or _all(known)}"


def _is_secret(key: str) -> bool:
    return key.startswith(_SECRETS)


def _table(place: KeyPath, whole: type[ConfigTable]) -> type[ConfigTable]:
    """The table that the last step of a place is a key of."""
    inner: dict[str, type[ConfigTable]] = {
        "tabs": SourceTable, "columns": HeaderTable, "accounts": AccountTable,
    }  # fmt: skip
    name = str(place[0])
    if name in inner and len(place) > 2:
        return inner[name]
    table = tables(whole)[name]
    return tables(table)[str(place[1])] if len(place) > 2 else table


def _belongs(key: str, whole: type[ConfigTable]) -> str:
    """Where the key would be known."""
    homes = [f"[{name}]" for name, table in tables(whole).items() if key in keys(table)]
    return f"; it belongs into {' or '.join(homes)}" if homes else ""


def _all(known: Iterable[str]) -> str:
    return f"; known are {', '.join(known)}"


def keys(table: type[ConfigTable]) -> list[str]:
    """The keys of a table as they stand in the file."""
    return list(keys_by_name(table).values())


def tables(whole: type[ConfigTable] = Config) -> dict[str, type[ConfigTable]]:
    """The tables whose keys are fixed, by name."""
    found = {name: _first_of(kind) for name, kind in get_type_hints(whole).items()}
    return {name: kind for name, kind in found.items() if _is_table(kind)}


def _first_of(kind: Any) -> Any:  # noqa: ANN401 - whatever a hint may be
    """The type itself, or the first of those that may stand there."""
    return get_args(kind)[0] if isinstance(kind, UnionType) else kind


def _is_table(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, ConfigTable)
