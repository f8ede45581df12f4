"""Where the staff's tabs and columns are: headers found by name (design §3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from sheets_sync.billing.names import alike
from sheets_sync.errors import UsageError
from sheets_sync.reading.beside.clients_beside import with_clients_beside
from sheets_sync.reading.beside.clock_like import clock_like
from sheets_sync.reading.beside.near_headers import nearly_named, rival_columns
from sheets_sync.reading.beside.other_prices import with_other_prices
from sheets_sync.reading.beside.said_elsewhere import said_elsewhere
from sheets_sync.reading.beside.span_beside import span_beside
from sheets_sync.reading.beside.unit_unsaid import unit_unsaid
from sheets_sync.reading.beside.units_beside import said_beside
from sheets_sync.reading.beside.unread_beside import header_findings, not_kept
from sheets_sync.reading.beside.unread_exports import refuse_unread_billable
from sheets_sync.reading.layout import (
    BREAK,
    CLIENTS,
    HEADER_ROWS,
    LOG,
    PRICES,
    SPAN,
    STAFF_ROLES,
    Role,
)
from sheets_sync.reading.meaning.error_cells import refuse_broken_headers
from sheets_sync.reading.sources.break_columns import breaks_in, second_halves
from sheets_sync.reading.sources.header_texts import (
    LONGEST_HEADER,
    header_at,
    nearest_header,
    row_of,
)
from sheets_sync.reading.sources.header_units import constants_said, refuse_other_numbers
from sheets_sync.reading.sources.long_lines import refuse_long_lines
from sheets_sync.reading.sources.making import made_columns
from sheets_sync.reading.sources.matching import (
    Aliases,
    ignored_columns,
    matches,
    texts_in,
    units_of,
)
from sheets_sync.reading.sources.misplaced import (
    absent,
    refuse_another,
    refuse_exchanged,
    refuse_renamed,
)
from sheets_sync.reading.sources.other_labour import refuse_other_labour
from sheets_sync.reading.sources.places import BESIDE, Places, Source
from sheets_sync.reading.sources.shifts import firsts, shifts_in
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.reading.sources.trackers import tracker_of
from sheets_sync.reading.sources.worked import Workday
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.protocol import Snapshot, Tab

_FURNISH: Final = "Run `sheets-sync init` to furnish an empty tab"
_ADD: Final = "Run `sheets-sync init` to add it"


def locate(snapshot: Snapshot, sources: Mapping[str, Sequence[Sought]], aliases: Aliases) -> Places:
    """Find every source and its columns.

    Raises ``UsageError`` for a missing tab, a missing required column or one named twice.
    """
    found = {
        key: tuple(
            source_of(snapshot, STAFF_ROLES[key], index, sought, aliases)
            for index, sought in enumerate(of_role)
        )
        for key, of_role in sources.items()
    }
    if {CLIENTS.key, PRICES.key} <= found.keys():
        beside = with_clients_beside(snapshot, found[CLIENTS.key], found[PRICES.key])
        found[PRICES.key] = tuple(with_other_prices(snapshot, found[CLIENTS.key], tuple(beside)))
    findings = (
        finding
        for each in found.values()
        for source in each
        for finding in header_findings(snapshot.tabs[source.ref], source)
    )
    return Places(found, tuple(findings))


def known_headers(
    tab: Tab, role: Role, aliases: Aliases, tracker: str = "", *, is_file: bool = False
) -> tuple[int, dict[str, int]]:
    """The header row (from 1) and the staff's columns found in it (from 0), by key; also columns
    that others are made of (see ``trackers``). ``tracker``: whose export the tab is, "" nobody's;
    ``is_file``: the tab is a file.

    It is the row of the first ten with the most known headers. Raises ``UsageError`` where
    there is none, or where a column is named twice.
    """
    ours = set(tab.marks.values())
    searched = range(1, min(HEADER_ROWS, tab.height) + 1)
    rows = [(matches(tab, row, role, aliases, ours, tracker), row) for row in searched]
    found, row = max(rows, key=lambda each: (len(each[0]), -each[1]), default=({}, 0))
    if not found:
        raise UsageError(
            f"{_called(tab, is_file=is_file)} has no header row: none of {_listed(role)} stands in "
            f"its first {HEADER_ROWS} rows.{_what_stands_there(tab, role, searched)}",
            f"{'Give it a line of headers' if is_file else _FURNISH}, or name the columns in "
            "[columns].",
        )
    each = _each_once(tab, role, row, found)
    return row, {key: _one(tab, row, f"{role.key}.{key}", at) for key, at in each.items()}


def _each_once(
    tab: Tab, role: Role, row: int, found: Mapping[str, Sequence[int]]
) -> Mapping[str, Sequence[int]]:
    """The columns found without those that are the second half of a break where another is called
    so, too, "to" behind "Lunch from"; of several shifts the first."""
    if role is not LOG or all(len(places) == 1 for places in found.values()):
        return found
    texts = dict(texts_in(tab, row))
    halves = second_halves(texts)
    whole = {key: [at for at in those if at not in halves] or those for key, those in found.items()}
    return firsts(texts, whole)


def source_of(
    snapshot: Snapshot, role: Role, index: int, sought: Sought, aliases: Aliases
) -> Source:
    """One source and its columns. Raises as ``locate``."""
    tab = _tab_of(snapshot, role, sought.ref, aliases)
    row, found = known_headers(tab, role, aliases, sought.preset, is_file=sought.is_file)
    if sought.is_file:
        refuse_long_lines(tab, row)
    ignored = ignored_columns(tab, row, role, aliases)
    shifts = shifts_in(tab, row, found, {*ignored, *found.values()})
    of_shifts = {at for each in shifts for at in each}
    day = Workday(shifts, breaks_in(tab, row, found, ignored | of_shifts))
    columns, made = made_columns(tab, row, found, day, sought, snapshot.locale)
    _refuse_unfit(tab, role, row, sought, columns, aliases)
    aside = {*ignored, *day.columns}
    known = {**found, **columns, **{str(at): at for at in aside}}
    if sought.preset and "billable" not in known:
        refuse_unread_billable(tab, row, {*known.values()})
    headers = {key: header_at(tab, row, place) for key, place in known.items()}
    headers |= _headers_of(tab, row, found, day)
    refuse_other_numbers(sought.ref, role.key, headers)
    refuse_other_labour(sought.ref, role.key, headers)
    units = units_of(tab, role, row, columns, aliases)
    said = said_elsewhere(tab, role.key, row, known)
    typed_behind = said_beside(tab, role.key, row, known)
    others = {**said, **typed_behind}
    beside = {f"{BESIDE}{key}": _any_header(tab, row, place) for key, place in others.items()}
    return Source(
        role.key, index, sought.ref, row, columns, _own_columns(tab, role),
        dict(nearly_named(tab, role, row, known, aliases)),
        dict(rival_columns(tab, role, row, known)),
        units,
        constants=constants_said(role.key, headers) | _constants(sought, columns),
        made=made, as_kept=sought.as_kept, is_file=sought.is_file,
        headers=headers | beside, said=said, beside=typed_behind, ignored=frozenset(ignored),
        # A tracker's own sums are none of staff's.
        not_kept={} if sought.preset else {
            **not_kept(tab, role.key, row, known),
            **span_beside(tab, role.key, row, known, made),
            **unit_unsaid(tab, role.key, row, columns, aliases),
            **clock_like(tab, role.key, row, columns, units, aliases),
        },
    )  # fmt: skip


def _tab_of(snapshot: Snapshot, role: Role, ref: str, aliases: Aliases) -> Tab:
    """The tab of a source. Raises ``UsageError`` where it is not there, or another one."""
    tab = snapshot.tabs.get(ref)
    if tab is None:
        refuse_renamed(snapshot, role, ref)
        raise absent(snapshot, role, ref, aliases)
    refuse_exchanged(tab, role)
    _refuse_strangers(tab)
    return tab


def _refuse_unfit(
    tab: Tab,
    role: Role,
    row: int,
    sought: Sought,
    columns: Collection[str],
    aliases: Aliases,
) -> None:
    """Raises ``UsageError`` where the headers are broken, another role's, or not all there."""
    there = {*columns, *sought.constants}
    refuse_broken_headers(tab, role, row, there)
    if not (sought.preset or sought.constants):
        refuse_another(tab, role, aliases)
    _require(tab, role, row, there, is_file=sought.is_file)


def _own_columns(tab: Tab, role: Role) -> dict[str, int]:
    """Our columns of the role in the tab, by key."""
    marks = ((*mark.partition("."), column) for mark, column in tab.marks.items())
    return {key: column for of, _, key, column in marks if of == role.key}


def _constants(sought: Sought, columns: Collection[str]) -> dict[str, str]:
    """What the config says of columns that the source lacks; of an export, whatever it has."""
    return {
        key: text for key, text in sought.constants.items() if sought.preset or key not in columns
    }


def _headers_of(tab: Tab, row: int, found: Mapping[str, int], day: Workday) -> dict[str, str]:
    """What messages call begin, end and break of a day that has several of them."""
    pauses = [at for each in day.breaks for at in each.columns]
    of = {BREAK.key: pauses} if pauses else {}
    for nth, column in enumerate(SPAN):
        more = [each[min(nth, len(each) - 1)] for each in day.shifts]
        of |= {column.key: [found[column.key], *more]} if more else {}
    named = {
        key: dict.fromkeys(header_at(tab, row, at) for at in those) for key, those in of.items()
    }
    return {key: ", ".join(each) for key, each in named.items()}


def _any_header(tab: Tab, row: int, column: int) -> str:
    """The header of a column that may have none: it is called by its cell then."""
    return header_at(tab, row, column) if tab.columns[column][row - 1] else a1(column, row)


def _refuse_strangers(tab: Tab) -> None:
    """A column of ours that bears a header of somebody else's is not written over."""
    for place, head in tab.strangers.values():
        stands = str(tab.at(tab.header, place) or "")
        found = f'"{stands[:LONGEST_HEADER]}"' if stands else "no header"
        raise UsageError(
            f'In the tab "{tab.ref}", {a1(place, tab.header)} has {found}, where "{head}" stood '
            "when sheets-sync took that column for its own.",
            f'Where the column is still the service\'s, type "{head}" there again. Where it is '
            "yours now, run `sheets-sync init`: it leaves it to you, and makes another.",
        )


def _what_stands_there(tab: Tab, role: Role, rows: Iterable[int]) -> str:
    """The fullest of ``rows``, and the header in it that is most like a required one."""
    fullest = max((row_of(tab, row) for row in rows), key=len, default=[])
    near = nearest_header(role.staff_columns, fullest)
    return (f" There stand: {', '.join(fullest)}." if fullest else "") + (
        f' The nearest is "{near}".' if near else ""
    )


def _one(tab: Tab, row: int, key: str, places: Sequence[int]) -> int:
    if len(places) > 1:
        cells = " and ".join(a1(place, row) for place in places)
        name = tab.columns[places[0]][row - 1]
        named = [str(tab.columns[place][row - 1]) for place in places]
        apart = len({*map(alike, named)}) == len(places)
        either = " or ".join(f'"{header}"' for header in named)
        alone = f", or name the one that is, alone, in the config: [columns] {key} = {either}"
        raise UsageError(
            f'The tab "{tab.ref}" names the column "{name}" twice: in {cells}.',
            f"Rename the one that is not meant{alone if apart else ''}.",
        )
    return places[0]


def _require(tab: Tab, role: Role, row: int, columns: Collection[str], *, is_file: bool) -> None:
    missing = [c for c in role.staff_columns if c.required and c.key not in columns]
    if not missing:
        return
    present = row_of(tab, row)
    wanted = ", ".join(column.told for column in missing)
    near = nearest_header(missing, present)
    first = missing[0]
    add = f"Add a column headed {first.told} to it" if is_file else _ADD
    if role is LOG and (tracker := tracker_of(texts_in(tab, row))):
        export = f'If that is an export of a time tracker, say preset = "{tracker}" beside it'
        add = f"{export}; {add[0].lower()}{add[1:]}"
    raise UsageError(
        f"{_called(tab, is_file=is_file)} has no column {wanted}. Its columns are: "
        f"{', '.join(present)}." + (f' The nearest is "{near}".' if near else ""),
        f'{add}, or name yours in the config: [columns] {role.key}.{first.key} = "...".',
    )


def _called(tab: Tab, *, is_file: bool) -> str:
    """What a message calls a source. No file is furnished by ``init``."""
    return f"The file {tab.ref}" if is_file else f'The tab "{tab.ref}"'


def _listed(role: Role) -> str:
    return ", ".join(column.told for column in role.staff_columns if column.required)
