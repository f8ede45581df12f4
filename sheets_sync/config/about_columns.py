"""What contradicts itself in the config's columns: which headers are whose (design §3, §15)."""

from collections.abc import Iterator
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.config.contradiction import Contradiction, clash
from sheets_sync.config.models import Config
from sheets_sync.config.suggest import did_you_mean
from sheets_sync.reading.layout import BREAK, FREE, IGNORED, LOG, OPEN, SPAN, STAFF_ROLES

_MOMENTS: Final = {"date", "begin"}
"""Columns of Log that may be one: a moment when work began says its day, too."""
_OF_SOURCES: Final = ("tab", "file", "book", "preset", "without", "dates")


def about_columns(config: Config) -> Iterator[Contradiction]:
    """Columns that nobody knows, headers of two, and ignored ones that a role cannot do without."""
    yield from _unknown_columns(config)
    yield from _headers_named_twice(config)
    yield from _required_ones_ignored(config)
    yield from _left_open(config)


def _unknown_columns(config: Config) -> Iterator[Contradiction]:
    for role, columns in config.columns.items():
        if role not in STAFF_ROLES:
            offer = did_you_mean(role, STAFF_ROLES) or f"; known are {', '.join(STAFF_ROLES)}"
            yield clash(f"unknown role{offer}", f"columns.{role}")
            continue
        staff = [column.key for column in STAFF_ROLES[role].staff_columns]
        own = [column.key for column in STAFF_ROLES[role].own_columns]
        spans = [column.key for column in (*SPAN, BREAK, FREE)] if role == LOG.key else []
        more = [*spans, IGNORED]
        for key, table in columns.items():
            place = f"columns.{role}.{key}"
            if table.unit and (role, key) != ("log", "minutes"):
                yield clash("has a unit: only log.minutes has one", place)
            if key in own:
                yield clash("is written by the service, which knows it by its mark", place)
            elif key not in staff and key not in more:
                offer = did_you_mean(key, staff) or f"; known are {', '.join(staff)}"
                if key in _OF_SOURCES:
                    offer = f"; where rows of {role} come from is said in [tabs] {role}"
                yield clash(f"unknown column{offer}", place)


def _headers_named_twice(config: Config) -> Iterator[Contradiction]:
    for role, columns in config.columns.items():
        seen: dict[str, str] = {}
        for key, table in columns.items():
            for header in table.header:
                first = seen.setdefault(fold(header), key)
                if first != key and (role, {first, key}) != (LOG.key, _MOMENTS):
                    yield clash(
                        f'"{header}" is the header of columns.{role}.{first} already',
                        f"columns.{role}.{key}",
                        f"columns.{role}.{first}",
                    )


def _left_open(config: Config) -> Iterator[Contradiction]:
    """Headers that ``init`` left to be chosen, and nobody chose: an empty column would be made."""
    for role, columns in config.columns.items():
        for key, table in columns.items():
            if OPEN in table.header:
                yield clash(
                    f'"{OPEN}" stands for a header that is still to be chosen: put that of your '
                    "column in its place",
                    f"columns.{role}.{key}",
                )


def _required_ones_ignored(config: Config) -> Iterator[Contradiction]:
    """Headers of columns that a role must have among those that are nobody's matter, where neither
    the config nor all of its sources say otherwise where these are."""
    sources = config.sources()
    for role, columns in config.columns.items():
        ignored = columns[IGNORED].header if role in STAFF_ROLES and IGNORED in columns else ()
        required = [c for c in STAFF_ROLES[role].staff_columns if c.required] if ignored else []
        for column in required:
            said = [each.preset or column.key in each.constants for each in sources[role]]
            named = {fold(header) for header in ignored} & {*map(fold, column.names)}
            if named and column.key not in columns and not (said and all(said)):
                sentence = (
                    f"ignores {column.told}, without which no row of {role} is read: take it "
                    f"out, or say where it stands, in columns.{role}.{column.key}"
                )
                yield clash(sentence, f"columns.{role}.{IGNORED}")
