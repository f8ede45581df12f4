"""Sources as the config names them, and the tabs that they come to (design §3, §15)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from sheets_sync.billing.names import fold
from sheets_sync.deferred import dataclass
from sheets_sync.errors import UsageError
from sheets_sync.reading.layout import STAFF_ROLES, Role
from sheets_sync.reading.sources.files_as_tabs import no_tab_but_file
from sheets_sync.spreadsheet.patterns import fits, is_pattern
from sheets_sync.spreadsheet.protocol import Snapshot

if TYPE_CHECKING:
    from sheets_sync.words.speaking import Words

DayOrder: TypeAlias = Literal["", "d/m/y", "m/d/y"]
"""How dates like 03/04/2026 are read; "": as the whole tab settles it."""


@dataclass(frozen=True)
class Sought:
    """One source of a role: the ref of a tab, or a pattern of refs.

    ``constants`` are cells by column for sources that lack the column. ``preset`` names the
    tracker whose export it is, ``dates`` settles the order of days. A source that is ``as_kept``
    is a sheet of staff's own making: nothing is added to it but columns of ours, and its totals
    rows are expected. ``is_file``: a CSV file, or a pattern of some. ``pattern``: what caught the
    tab, where nobody named it; ``without``: what a pattern leaves out, names and patterns.
    """

    ref: str
    constants: Mapping[str, str] = field(default_factory=dict)
    preset: str = ""
    dates: DayOrder = ""
    as_kept: bool = False
    is_file: bool = False
    pattern: str = ""
    without: tuple[str, ...] = ()

    @property
    def is_pattern(self) -> bool:
        """Whether it stands for whatever tabs, or files, fit."""
        return is_pattern(self.ref)


Configured: TypeAlias = Mapping[str, Sequence[Sought]]


def staff_sources(
    snapshot: Snapshot, configured: Configured, words: "Words | None" = None
) -> dict[str, tuple[Sought, ...]]:
    """The sources of each role: as configured, patterns as the tabs that fit them, in the
    workbook's order; else the default tab in any language.

    Where none is there, its name in the language of the other default tabs, else in ``words``, else
    in English. Raises ``UsageError`` where several defaults are, or
    where a role has patterns alone and no tab fits.
    """
    named = _named(snapshot, configured)
    return {key: _of_role(snapshot, key, configured, named, words) for key in STAFF_ROLES}


def unmatched(snapshot: Snapshot, configured: Configured) -> list[Sought]:
    """The patterns that no tab, and no file, fits."""
    named = _named(snapshot, configured)
    return [
        each
        for sources in configured.values()
        for each in sources
        if each.is_pattern and not any(_fitting(snapshot, each, named))
    ]


def _named(snapshot: Snapshot, configured: Configured) -> set[str]:
    """Refs that no pattern takes: tabs named one by one, default tabs, and our own."""
    ours = {tab.ref for tab in snapshot.tabs.values() if tab.own}
    one_by_one = {
        each.ref for sources in configured.values() for each in sources if not each.is_pattern
    }
    defaults = {
        name
        for key, role in STAFF_ROLES.items()
        if not configured.get(key)
        for name in snapshot.names
        if fold(name) in map(fold, role.names)
    }
    return ours | one_by_one | defaults


def _of_role(
    snapshot: Snapshot,
    key: str,
    configured: Configured,
    named: set[str],
    words: "Words | None",
) -> tuple[Sought, ...]:
    sources = tuple(configured.get(key, ()))
    if not sources:
        return (Sought(_default_tab(STAFF_ROLES[key], snapshot.names, words)),)
    found = tuple(
        each
        for source in sources
        for each in (_fitting(snapshot, source, named) if source.is_pattern else [source])
    )
    if not found:
        raise _nothing_fits(STAFF_ROLES[key], sources[0])
    first: dict[str, Sought] = {}
    for each in found:
        first.setdefault(each.ref, each)
    return tuple(first.values())


def _nothing_fits(role: Role, pattern: Sought) -> UsageError:
    signs = f"mend [tabs] {role.key} in the config: * is any text, ? any one character."
    if pattern.is_file:
        return UsageError(f'No file fits "{pattern.ref}".', f"Put one there, or {signs}")
    return no_tab_but_file(role, pattern.ref) or UsageError(
        f'No tab of the workbook fits "{pattern.ref}".', f"Make one, or {signs}"
    )


def _fitting(snapshot: Snapshot, pattern: Sought, named: set[str]) -> Iterator[Sought]:
    """The sources that a pattern stands for."""
    if pattern.is_file:
        refs = [ref for ref in snapshot.files if fits(ref, pattern.ref)]
    else:
        beside = (ref for ref in snapshot.tabs if ref not in snapshot.names)
        refs = [ref for ref in (*snapshot.names, *beside) if fits(ref, pattern.ref)]
    named = named | {ref for ref in refs for each in pattern.without if fits(ref, each)}
    return (replace(pattern, ref=ref, pattern=pattern.ref) for ref in refs if ref not in named)


def _default_tab(role: Role, names: Sequence[str], words: "Words | None") -> str:
    wanted = set(map(fold, role.names))
    there = [name for name in names if fold(name) in wanted]
    if len(there) > 1:
        called = role.name_beside(names, words)
        raise UsageError(
            f'There are two tabs for {called}: "{there[0]}" and "{there[1]}".',
            f"Say in the config which one is read: [tabs] {role.key} = ...",
        )
    return there[0] if there else role.name_beside(names, words)
