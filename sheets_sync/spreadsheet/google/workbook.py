"""Google Sheets behind the ``Workbook`` protocol (design §11)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

import orjson

from sheets_sync.spreadsheet.around import first_rows
from sheets_sync.spreadsheet.brought_before import brought_before
from sheets_sync.spreadsheet.calls import Calls
from sheets_sync.spreadsheet.cell_look import CellLook, CellPlace
from sheets_sync.spreadsheet.cell_value import Link
from sheets_sync.spreadsheet.google.identity import Identity
from sheets_sync.spreadsheet.google.in_flight import Landing
from sheets_sync.spreadsheet.google.keys import address_of, other_book, spreadsheet_key
from sheets_sync.spreadsheet.google.landing import expected_of, inputs_of
from sheets_sync.spreadsheet.google.openers import Opener, by_gspread
from sheets_sync.spreadsheet.google.spreadsheet import Spreadsheet, moved
from sheets_sync.spreadsheet.google.tab_names import TabNames, refs_of
from sheets_sync.spreadsheet.google.transport import API_HOST, HttpTransport, Patience
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.spreadsheet.protocol import (
    NOTHING_TOLD,
    NOWHERE_ELSE,
    About,
    ColumnEdit,
    Elsewhere,
    Furnishing,
    Snapshot,
    Tab,
)
from sheets_sync.spreadsheet.storable import storable

if TYPE_CHECKING:
    from sheets_sync.spreadsheet.google.asked_beside import AskedBeside

_T = TypeVar("_T")


class GoogleWorkbook:
    """A spreadsheet that was shared with ``identity``; ``spreadsheet`` is its key or URL.

    Refs ``URL#Log`` name a tab of another spreadsheet. ``memory`` keeps what is known of tabs
    and columns from run to run, so that a run reads cells alone.
    """

    backend = "google"

    def __init__(
        self,
        spreadsheet: str,
        identity: Identity,
        memory: Memory,
        *,
        api_root: str = API_HOST,
        patience: Patience | None = None,
        opener: Opener = by_gspread,
    ) -> None:
        self.key = spreadsheet_key(spreadsheet)
        self.identity = identity
        self.calls = Calls()
        self._memory = memory
        self._api_root = api_root.rstrip("/")
        self._patience = patience or Patience()
        self._opener = opener
        self._books: dict[str, Spreadsheet] = {}
        self._generation = 0

    def read(self, wanted: Collection[str], own: Collection[str] | None = None) -> Snapshot:
        """One read a spreadsheet. See the protocol."""
        from sheets_sync.spreadsheet.google.unpacking import as_tab  # noqa: PLC0415 - see there

        tabs: dict[str, Tab] = {}
        renamed: dict[str, str] = {}
        for key, refs in self._by_book(wanted).items():
            for sheet, columns in self.book(key).read(set(refs.values()), own).values():
                for ref in refs_of(sheet.title, refs) or ([sheet.title] if key == self.key else []):
                    tabs[ref] = as_tab(ref, sheet, columns)
            now = TabNames(key, self._memory).renamed(refs.values(), self.book(key).facts)
            renamed |= {ref: now[title] for ref, title in refs.items() if title in now}
        facts = self.book(self.key).facts
        names = tuple(sheet.title for sheet in facts.sheets)
        return Snapshot(
            tabs, names, self._generation, facts.locale, facts.timezone,
            renamed=renamed, marked=facts.marked, badge=facts.badge,
        )  # fmt: skip

    def kinds(
        self,
        numbers: Mapping[CellPlace, float],
        snapshot: Snapshot,  # noqa: ARG002 - what is there now is compared, not what was
    ) -> Mapping[CellPlace, CellLook]:
        """One read of formats a spreadsheet. See ``TellsKinds``."""
        from sheets_sync.spreadsheet.google.kinds import kinds_in, of_tab  # noqa: PLC0415 - seldom

        found: dict[CellPlace, CellLook] = {}
        for key, refs in self._by_book({ref for ref, _, _ in numbers}).items():
            if not (asked := {ref: of_tab(ref, numbers) for ref in refs}):
                continue
            reply = self.book(key).formats({refs[ref]: cells for ref, cells in asked.items()})
            for ref, cells in asked.items():
                if (kinds := kinds_in(reply, refs[ref], cells)) is None:
                    raise moved()
                found |= {(ref, *place): kind for place, kind in kinds.items()}
        return found

    def looked_around(self, snapshot: Snapshot) -> Snapshot:
        """One read of the first rows of all tabs that the snapshot lacks. See ``LooksAround``."""
        from sheets_sync.spreadsheet.google.unpacking import as_tab  # noqa: PLC0415 - seldom asked

        heads = self.book(self.key).heads({*snapshot.tabs})
        others = {sheet.title: first_rows(as_tab(sheet.title, sheet, c)) for sheet, c in heads}
        return replace(snapshot, others=others)

    def brings(self, wanted: Collection[str], known: str = "") -> str:
        """The digests of all answers, and of the facts, which answers do not show."""
        before: dict[str, str] = brought_before(known, dict)
        after: dict[str, str] = {}
        for key, refs in self._by_book(wanted).items():
            book = self.book(key)
            after[key] = book.brings(set(refs.values()), before.get(key, ""))
            after[f"{key}, facts"] = sha256(book.facts.as_text().encode()).hexdigest()
        return orjson.dumps(after).decode()

    def write(
        self,
        edits: Sequence[ColumnEdit],
        snapshot: Snapshot,
        about: About = NOTHING_TOLD,
    ) -> Snapshot:
        """One atomic batch a spreadsheet, or several where it would be over 2 MB."""
        # Slow to import, and a run that finds all as it was writes nothing.
        from sheets_sync.spreadsheet.diff import written  # noqa: PLC0415

        edits = [storable(edit) for edit in edits if edit.rows]
        touched = {*(edit.ref for edit in edits), *about.marks}
        if not touched:
            return snapshot
        if snapshot.basis != self._generation:
            raise moved()
        self._generation += 1
        looks: dict[CellPlace, CellLook] = {}
        before, tabs = snapshot.tabs, dict(snapshot.tabs)
        for ref in touched:
            tabs[ref] = written(tabs[ref], edits, about.marks.get(ref))
        for key, refs in self._by_book(touched).items():
            mine = [replace(edit, ref=refs[edit.ref]) for edit in edits if edit.ref in refs]
            here = {title: Landing(before[ref], tabs[ref]) for ref, title in refs.items()}
            looks |= self._write_book(key, mine, here, about)
        return replace(snapshot, tabs=tabs, basis=self._generation, looks=looks)

    def bear(self, badge: str, snapshot: Snapshot) -> Snapshot:
        """One small write. See the protocol."""
        if snapshot.basis != self._generation:
            raise moved()
        self._generation += 1
        self.book(self.key).bear(badge)
        return replace(snapshot, badge=badge, basis=self._generation)

    def furnish(
        self,
        plan: Sequence[Furnishing],
        snapshot: Snapshot,
        elsewhere: Elsewhere = NOWHERE_ELSE,  # noqa: ARG002 - all of it is in one spreadsheet
    ) -> tuple[Snapshot, list[str]]:
        """Make tabs and columns that are missing; see the protocol. Raises ``CredentialsError``
        where a protection would keep us from writing into ours."""
        for key in self._by_book(snapshot.tabs):
            self.book(key).refuse_without_room()
        if not plan:
            return snapshot, []
        from sheets_sync.spreadsheet.google.furnishing import Furnisher  # noqa: PLC0415 - as above
        from sheets_sync.spreadsheet.google.red_rows import add_rules  # noqa: PLC0415 - as above

        self._refuse_if_changed(snapshot)
        done: list[str] = []
        for key, refs in self._by_book({each.ref for each in plan}).items():
            mine = [replace(each, ref=refs[each.ref]) for each in plan if each.ref in refs]
            furnisher = Furnisher(self.book(key), self._title)
            there = {
                title: snapshot.tabs[ref] for ref, title in refs.items() if ref in snapshot.tabs
            }
            done += furnisher.furnish(mine, there)
            done += add_rules(self.book(key), mine)
        if not done:
            return snapshot, []
        self._generation += 1
        return self.read([*snapshot.tabs, *(each.ref for each in plan if not each.own)]), done

    def book(self, key: str) -> Spreadsheet:
        """The spreadsheet of that key."""
        if key not in self._books:
            self._books[key] = Spreadsheet(key, self._opener, self._transport(key), self._memory)
        return self._books[key]

    def _transport(self, key: str) -> HttpTransport:
        transport = HttpTransport(self.identity.session)
        transport.api_root = self._api_root
        transport.patience = self._patience
        transport.place = address_of(key)
        transport.email = self.identity.named
        transport.calls = self.calls
        return transport

    def _place(self, ref: str) -> tuple[str, str]:
        """The spreadsheet and the tab that a ref names."""
        return other_book(ref) or (self.key, ref)

    def _title(self, ref: str) -> str:
        return self._place(ref)[1]

    def _by_book(self, refs: Collection[str]) -> dict[str, dict[str, str]]:
        """Per spreadsheet, ours first, the tab of each ref."""
        books: dict[str, dict[str, str]] = {self.key: {}}
        for ref in sorted(refs):
            key, title = self._place(ref)
            books.setdefault(key, {})[ref] = title
        return books

    def _write_book(
        self,
        key: str,
        edits: Sequence[ColumnEdit],
        landings: Mapping[str, Landing],
        about: About,
    ) -> dict[CellPlace, CellLook]:
        """Returns what its last batch told of the numbers that are asked about."""
        from sheets_sync.spreadsheet.google import batches, chunks  # noqa: PLC0415 - as ``write``

        book = self.book(key)
        checked = {
            title: inputs_of(landing.tab, edits, title, about.inputs.get(landing.tab.ref))
            for title, landing in landings.items()
        }
        extents, marks = _by_title(about.extents, landings), _by_title(about.marks, landings)
        if marks:
            from sheets_sync.spreadsheet.google.first_marks import stake_out  # noqa: PLC0415 - seldom

            stake_out(book, marks, {title: landings[title].columns for title in marks})
        asked = self._asked(key, about.asked)
        looks: dict[CellPlace, CellLook] = {}
        parts = chunks.chunks(edits, lambda link: self._link_target(link, key))
        for at, chunk in enumerate(parts, 1):
            for part in chunk.rectangles:
                landings[part.ref].land(part)
            expected = [
                expected_of(book.sheet(title), landings[title].columns, checked[title], chunk)
                for title in chunk.touched
            ]
            if chunk.rectangles or marks:
                last = asked if at == len(parts) else None
                looks = batches.land(book, chunk, expected, extents, marks, last)
            marks = {}
        book.saw({title: landing.tab.columns for title, landing in landings.items()})
        return looks

    def _asked(self, key: str, numbers: Mapping[CellPlace, float]) -> "AskedBeside | None":
        """The numbers of that spreadsheet which are asked about; None where there are none."""
        refs = self._by_book({ref for ref, _, _ in numbers}).get(key)
        if not refs:
            return None
        from sheets_sync.spreadsheet.google.asked_beside import AskedBeside  # noqa: PLC0415 - as above

        return AskedBeside(refs, numbers)

    def _link_target(self, link: Link, source: str) -> str:
        """A link's URI: by the tab's id, so that it outlives a renaming."""
        key, title = self._place(link.tab)
        sheet = self.book(key).facts.sheet(title)
        fragment = f"#gid={sheet.id if sheet else 0}&range={link.cell}"
        return fragment if key == source else address_of(key) + fragment

    def _refuse_if_changed(self, snapshot: Snapshot) -> None:
        """Look once more before tabs are furnished: the API itself compares nothing."""
        now = self.read(set(snapshot.tabs))
        if now != snapshot:
            raise moved()


def _by_title(by_ref: Mapping[str, _T], landings: Mapping[str, Landing]) -> dict[str, _T]:
    """What is told of tabs by their refs, by the titles of those that are written to."""
    return {
        title: by_ref[landing.tab.ref]
        for title, landing in landings.items()
        if landing.tab.ref in by_ref
    }
