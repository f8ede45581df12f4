"""One spreadsheet: its facts, its one read, its atomic writes that prove where they landed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sheets_sync.columns.cell import Cell
from sheets_sync.errors import SheetsSyncError, TryAgainLater, WorkbookMoved
from sheets_sync.spreadsheet.google import chart_moves, mark_requests, reading_back, shapes
from sheets_sync.spreadsheet.google.answers import says_moved
from sheets_sync.spreadsheet.google.asking import (
    ContradictedError,
    ask_for_cells,
    heads_of,
    wanted_sheets,
)
from sheets_sync.spreadsheet.google.body import CellsAnswer
from sheets_sync.spreadsheet.google.facts import (
    Facts,
    Sheet,
)
from sheets_sync.spreadsheet.google.last_write import LastWrite
from sheets_sync.spreadsheet.google.new_tabs import tabs_differ
from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.google.openers import Opener
from sheets_sync.spreadsheet.google.shapes import Shape
from sheets_sync.spreadsheet.google.told_facts import read_facts, search_body
from sheets_sync.spreadsheet.google.transport import (
    HttpTransport,
    MaybeLandedError,
    RefusedError,
    path_part,
)
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.spreadsheet.patterns import is_pattern
from sheets_sync.spreadsheet.protocol import Extents

if TYPE_CHECKING:
    from sheets_sync.spreadsheet.google.arriving import Columns

ATTEMPTS: Final = 4


class Spreadsheet:
    """A spreadsheet behind its ``key``, reached by ``transport``; ``facts`` are remembered between
    runs."""

    def __init__(self, key: str, opener: Opener, transport: HttpTransport, memory: Memory) -> None:
        self.key = key
        self._open = opener
        self.transport = transport
        self._memory = memory
        self._facts = Facts.from_text(memory.recall(self._memory_key))
        self._heads_known = self._facts is not None
        self._fetched: tuple[CellsAnswer, list[Sheet]] | None = None
        self._last = LastWrite()

    @property
    def facts(self) -> Facts:
        """The facts; raises ``WorkbookMoved`` where they turned out to be old."""
        if self._facts is None:
            raise moved()
        return self._facts

    def brings(
        self, titles: Collection[str], known: str, own: Collection[str] | None = None
    ) -> str:
        """Ask for the cells of the tabs named, and of ours in the roles ``own`` (None: all): one
        call, unless what we know of the spreadsheet is old. The digest of the answer; cells are
        not taken apart yet where it is ``known``."""
        by_pattern = any(map(is_pattern, titles)) and self._facts is not None
        if by_pattern and tabs_differ(self.transport, self.key, self.facts):
            self.forget()
        for _ in range(ATTEMPTS):
            self._fetched = None
            try:
                self._fetched = self._ask(titles, known, own)
            except ContradictedError:
                self.forget()
            else:
                return self._fetched[0].digest if self._fetched else ""
        raise self._restless()

    def read(
        self, titles: Collection[str], own: Collection[str] | None = None
    ) -> "dict[int, tuple[Sheet, Columns]]":
        """The cells that ``brings`` asked for, or asks for, by tab id.

        Marks and cells are read one after the other: where a strange header stands under a mark,
        a column may have moved in between, and both are read again before it is believed.
        """
        strange: list[Mapping[str, str]] = []
        for _ in range(ATTEMPTS):
            if self._fetched is None:
                self.brings(titles, "", own)
            try:
                read = self._taken_apart()
            except ContradictedError:
                self.forget()
                continue
            seen = [sheet.strangers for sheet, _ in read.values() if sheet.strangers]
            if seen == strange:
                return read
            strange = seen
            self.forget()
        raise self._restless()

    def _restless(self) -> TryAgainLater:
        return TryAgainLater(
            f"The tabs of {self.transport.place} kept changing while they were read.",
            "Try again in a minute.",
        )

    def refresh(self) -> Facts:
        """Ask for the facts anew: the spreadsheet is opened, and our marks are looked for."""
        transport = self.transport
        self.forget()
        try:
            said = self._open(transport, self.key)
            found = transport.search_json(
                f"/{path_part(self.key)}/developerMetadata:search", search_body(), shapes.MARKS
            )
        except RefusedError as refused:
            raise refused.error from refused
        self._facts, self._heads_known = read_facts(said, found), False
        return self._facts

    def formats(self, cells: Mapping[str, Iterable[tuple[int, int]]]) -> Json:
        """Numbers and formats of those cells (column, row), by title: one call."""
        from sheets_sync.spreadsheet.google.kinds import FIELDS, ranges_around  # noqa: PLC0415 - seldom asked

        asked = [each for title, places in cells.items() for each in ranges_around(title, places)]
        try:
            return self.transport.get_json(
                f"/{path_part(self.key)}", {"ranges": asked, "fields": FIELDS}, shapes.FORMATS
            )
        except RefusedError as refused:
            raise refused.error from refused

    def heads(self, read: Collection[str]) -> "list[tuple[Sheet, Columns]]":
        """The first rows of the tabs that are not among those titles, nor ours: one call."""
        sheets = [s for s in self.facts.sheets if s.title not in read and not s.own]
        return heads_of(self.transport, self.key, sheets)

    def forget(self) -> None:
        """What we know of the spreadsheet is old."""
        self._facts = None
        self._memory.remember(self._memory_key, "")

    def learn(self, facts: Facts) -> None:
        """Remember the facts, for this run and the next."""
        if facts != self._facts or not self._memory.recall(self._memory_key):
            self._facts = facts
            self._memory.remember(self._memory_key, facts.as_text())

    def saw(self, tabs: Mapping[str, Sequence[Sequence[Cell]]]) -> None:
        """So the tabs of those titles look after our writes: the headers at marks among it."""
        self.learn(self.facts.seeing(tabs))

    def bear(self, badge: str) -> None:
        """Exchange the badge for that one. Raises ``WorkbookMoved`` where another one is there."""
        self.write((), (), claims=mark_requests.badge_exchange(self.facts.badge, badge))
        self.learn(replace(self.facts, badge=badge))

    def write(
        self,
        guarded: Iterable[Sheet],
        changes: Sequence[Json],
        back: Sequence[str] = (),
        claims: Sequence[Json] = (),
        *,
        looks: bool = False,
    ) -> Json:
        """Send one batch behind the guards of the tabs named; return its answer, with the cells
        of the ranges ``back``, and their formats where ``looks``. ``claims`` are changes that are
        refused where our knowledge of the tabs is old; they come first.

        Raises ``WorkbookMoved`` where it was refused because tabs or columns moved, or where
        it may have landed though its answer was lost. It never lands twice, nor after a later
        one: see ``mark_requests.exchange``.
        """
        known = self.facts
        ticket = self._last.sends(known.ticket)
        guards = mark_requests.exchange(known.ticket, ticket)
        guards += [request for sheet in guarded for request in mark_requests.guards(sheet)]
        body: Json = {"requests": [*guards, *claims, *changes]}
        if back:
            body |= {"includeSpreadsheetInResponse": True, "responseRanges": back}
        cells = reading_back.WITH_LOOKS if looks else reading_back.FIELDS
        wanted = (cells, shapes.READ_BACK) if back else ("spreadsheetId", shapes.WRITTEN)
        reply = self._sent(body, *wanted, doubted=len(guards) + len(claims))
        self.learn(replace(known, ticket=ticket))
        return reply

    def _sent(self, body: Json, fields: str, shape: Shape, doubted: int) -> Json:
        """The answer to a batch, those fields of it; its first ``doubted`` requests are refused
        where our knowledge of the tabs is old. Raises as ``write``."""
        path = f"/{path_part(self.key)}:batchUpdate"
        try:
            reply = self.transport.write_json(path, body, fields, shape)
        except MaybeLandedError as lost:
            self._last.is_lost()
            self.forget()
            raise WorkbookMoved(f"{lost} Whether the write landed is not known.") from lost
        except RefusedError as refused:
            self._last.answered()
            if not says_moved(refused.refusal, doubted):
                raise self._refusal(refused) from refused
            self.forget()
            raise moved() from refused
        self._last.answered()
        return reply

    def _refusal(self, refused: RefusedError) -> SheetsSyncError:
        """What refused a write: where it is a protection, which one is looked up."""
        if not refused.refusal.is_protection:
            return refused.error
        from sheets_sync.spreadsheet.google.room import no_room, room_of  # noqa: PLC0415 - seldom

        room = room_of(self.key, self.transport, self.facts)
        return no_room(self.transport, room) if room.refused or room.elsewhere else refused.error

    def refuse_without_room(self) -> None:
        """Raises ``CredentialsError`` where protections keep us from writing what is ours."""
        from sheets_sync.spreadsheet.google.room import no_room, room_of  # noqa: PLC0415 - seldom

        if (room := room_of(self.key, self.transport, self.facts)).refused:
            raise no_room(self.transport, room)

    def landed(self) -> bool:
        """Whether the last write landed though its answer was lost: looked up now."""
        return self._last.in_doubt and self.refresh().ticket == self._last.ticket

    def charts_in_the_way(self, extents: Mapping[str, Extents]) -> chart_moves.Moves:
        """Which charts must go where. Managers may have moved them since we last looked, so we
        look again; what else we know must not have changed: the batch was made from it."""
        known = self.facts
        if not chart_moves.chart_moves(known, extents):
            return {}
        heads_known, fresh = self._heads_known, self.refresh()
        if chart_moves.without_charts(fresh) != chart_moves.without_charts(known):
            raise moved()
        self._facts, self._heads_known = chart_moves.with_charts_of(known, fresh), heads_known
        return chart_moves.chart_moves(self.facts, extents)

    @property
    def _memory_key(self) -> str:
        return f"google:{self.key}"

    def _ask(
        self, titles: Collection[str], known: str, own: Collection[str] | None
    ) -> tuple[CellsAnswer, list[Sheet]] | None:
        facts = self._facts or self.refresh()
        if not (sheets := wanted_sheets(facts, titles, own)):
            return None
        try:
            return ask_for_cells(self.transport, self.key, sheets, known), sheets
        except RefusedError as refused:
            if refused.refusal.status == 400 and "parse range" in refused.refusal.message:
                raise ContradictedError from refused
            raise refused.error from refused

    def _taken_apart(self) -> "dict[int, tuple[Sheet, Columns]]":
        from sheets_sync.spreadsheet.google.unpacking import columns_in  # noqa: PLC0415 - see there

        fetched, self._fetched = self._fetched, None
        if fetched is None:
            return {}
        read, facts = columns_in(*fetched, heads_known=self._heads_known), self.facts
        for sheet, _ in read.values():
            facts = facts.with_sheet(sheet)
        self._heads_known = True
        self.learn(facts)
        return read

    def sheet(self, title: str) -> Sheet:
        """The tab of that title; raises ``WorkbookMoved`` where there is none any more."""
        sheet = self.facts.sheet(title)
        if sheet is None:
            raise moved()
        return sheet


def moved() -> WorkbookMoved:
    """The spreadsheet is no longer as it was read."""
    return WorkbookMoved("The spreadsheet was changed meanwhile.", "Run again.")
