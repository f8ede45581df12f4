"""A staff tab's new columns: header, look, drop-down, what its cells should hold (design §15)."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Final, TypeAlias, get_args

from sheets_sync.billing.tables import PAYMENT_KINDS, ClientState
from sheets_sync.deferred import dataclass
from sheets_sync.reading import headers
from sheets_sync.reading.layout import CLIENTS, Column, Role
from sheets_sync.reading.meaning.vocabulary import duration_signs
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.spreadsheet.column_formats import Expected
from sheets_sync.spreadsheet.protocol import NewColumn, Snapshot, Tab, Warned
from sheets_sync.words import languages
from sheets_sync.words.speaking import Words

DropDown: TypeAlias = tuple[str, ...] | tuple[str, int, int]

_DURATIONS: Final = ("minutes", "hours", "quantity", "minimum", "step", "included")
"""Staff columns of log and prices in which time may be typed."""

_NAMES: Final = frozenset({
    ("clients", "state"), ("clients", "language"), ("payments", "kind"), ("payments", "client"),
    ("prices", "client"), ("log", "client"), ("log", "service"), ("log", "channel"),
})  # fmt: skip
"""Staff columns whose drop-down has all that may be typed: another name is a finding, or off the
agreed channels. A new member of staff, or order, is none."""


@dataclass(frozen=True)
class Furniture:
    """What init needs to know of the config: ``sources`` by role, all of them resolved;
    ``aliases`` headers by ``role.column``; ``channels`` the choices of Channel. ``feeds`` is
    worked out here: the cells that drop-downs of names are fed from, by ``role.column``.
    ``from_log``: the choices of Staff and Order are what already stands in the log."""

    words: Words
    sources: Mapping[str, Sequence[Sought]]
    aliases: Mapping[str, Sequence[str]]
    channels: tuple[str, ...] = ()
    feeds: Mapping[str, DropDown] = field(default_factory=dict)
    from_log: bool = False


def new_column(
    column: Column,
    index: int,
    role: Role,
    furniture: Furniture,
    *,
    mark: bool,
    adopt: bool = False,
    second: bool = False,
) -> NewColumn:
    """A column of the staff's, or (``mark``) ours, to make at ``index``. ``adopt``: its header is
    there; ``second``: a column of that name is, too."""
    name = column.name(furniture.words)
    return NewColumn(
        index=index,
        header=furniture.words.say("name.again", name=name) if second else name,
        mark=f"{role.key}.{column.key}" if mark else "",
        format=column.format,
        width=column.width,
        options=_options(role, column, furniture),
        write_header=not adopt,
        warned=_warned(column, furniture.words),
    )


def _warned(column: Column, words: Words) -> Warned | None:
    """What a staff column of figures, days or known names should hold."""
    if (column.role, column.key) in _NAMES:
        return Warned("name", words.say("warning.name"))
    expected: Expected | None = "date" if column.format == "date" else None
    if column.key in _DURATIONS:
        expected = "duration"
    elif column.format in ("plain", "money"):
        expected = "number"
    if column.own or expected is None:
        return None
    signs = duration_signs() if expected == "duration" else ()
    return Warned(expected, words.say(f"warning.{expected}"), signs)


def _options(role: Role, column: Column, furniture: Furniture) -> DropDown:
    """The choices of a drop-down: fed from the tabs, or literal."""
    words = furniture.words
    literal: dict[tuple[str, str], tuple[str, ...]] = {
        ("clients", "state"): tuple(words.say(f"state.{each}") for each in get_args(ClientState)),
        ("clients", "language"): languages(),
        ("payments", "kind"): tuple(words.say(f"kind.{each}") for each in PAYMENT_KINDS),
        ("log", "channel"): furniture.channels,
    }
    if role is not CLIENTS and column.key == "client":
        return furniture.feeds["clients.client"]
    if role.key in ("log", "drafts") and column.key == "service":
        return furniture.feeds["prices.service"]
    if role.key == "log" and column.key in ("staff", "order"):
        return furniture.feeds.get(f"log.{column.key}", ())
    return literal.get((role.key, column.key), ())


def feed(snapshot: Snapshot, role: Role, name: str, furniture: Furniture) -> DropDown:
    """The cells below a column's header in the role's first tab, made already or about to be."""
    first, key = furniture.sources[role.key][0], name.partition(".")[2]
    if first.is_file:
        return ()
    ref = first.ref
    tab = snapshot.tabs.get(ref)
    if tab is None or is_empty(tab):
        return (ref, [column.key for column in role.columns].index(key), 2)
    header_row, found = headers.known_headers(tab, role, furniture.aliases)
    return (ref, found[key], header_row + 1) if key in found else ()


def is_empty(tab: Tab) -> bool:
    """Whether no cell of a tab holds anything."""
    return all(cell is None or cell == "" for column in tab.columns for cell in column)
