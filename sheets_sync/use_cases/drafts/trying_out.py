"""Draft prices tried out on a workbook as it stands (design §18). Reads only.

The drafts stand in Prices as one more source of it, and all is reckoned as in a run: there is no
second way to price.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from sheets_sync import workbooks
from sheets_sync.billing.days import serial
from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.names import fold
from sheets_sync.config import Config
from sheets_sync.deferred import dataclass
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.files import file_bytes
from sheets_sync.reading.layout import DRAFTS
from sheets_sync.reading.roles.drafts import Trial, Trying, draft_tabs, on_trial
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.reckoning import Reckoning, reckon, rules_of
from sheets_sync.spreadsheet.csv_files.workbook import tab_of
from sheets_sync.spreadsheet.memories import Borrowed, Forgetful, Memory
from sheets_sync.spreadsheet.protocol import Snapshot, Tab, Workbook
from sheets_sync.state.opening import view_state
from sheets_sync.use_cases.shared.lost_times import settled
from sheets_sync.use_cases.shared.office import Tell
from sheets_sync.use_cases.shared.whose import find_client

_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods begin, and .xls."""


@dataclass(frozen=True)
class Question:
    """What is to be simulated: for which client, by which ``prices`` (a CSV file; None: those of
    the tab Drafts), from which day (None: as Valid from says), and the margin to ``reach``: a
    share of what is charged ("25%"), or an amount ("5000"); "": none."""

    client: str
    prices: Path | None = None
    start: date | None = None
    reach: str = ""


@dataclass(frozen=True)
class TriedOut:
    """A workbook reckoned twice: ``now`` by its prices, and ``drafted`` with those of ``trial``."""

    now: Reckoning
    drafted: Reckoning
    trial: Trial

    @property
    def positions(self) -> list[int]:
        """Where the drafts lie in ``Book.prices``: they are its last source."""
        source = self.drafted.book.prices["source"].to_numpy()
        last = len(self.drafted.places.sources["prices"]) - 1
        return [at for at, each in enumerate(source.tolist()) if each == last]

    def place(self, position: int) -> str:
        """The cell of a price by its position: "Drafts!D2"."""
        price = self.drafted.book.prices.iloc[position]
        source = self.drafted.places.sources["prices"][int(price["source"])]
        return source.place(source.cell(source.columns.get("price", 0), int(price["row"])))

    @property
    def findings(self) -> list[Finding]:
        """The findings that the drafts bring: those in them, and all others that are new."""
        before = {_told(each) for each in self.now.findings}
        new = (each for each in self.drafted.findings if _told(each) not in before)
        return [self.trial.as_tried(each) if self.of_draft(each) else each for each in new]

    def of_draft(self, finding: Finding) -> bool:
        """Whether it stands among the drafts, which are the last source of Prices."""
        last = len(self.drafted.places.sources["prices"]) - 1
        return (finding.role, finding.source) == ("prices", last)

    def findings_at(self, positions: Collection[int]) -> list[Finding]:
        """Those of them that stand in the rows of these prices."""
        prices = self.drafted.book.prices.iloc[sorted(positions)]
        rows = {*zip(prices["source"].tolist(), prices["row"].tolist(), strict=True)}
        return [
            each
            for each in self.findings
            if each.role == "prices" and (each.source, each.row) in rows
        ]


def _told(finding: Finding) -> tuple[str, str, int, int, str]:
    """What makes two findings the same: of rows without a price, whatever else lacks one."""
    code = Code.NO_PRICE if finding.code == Code.UNKNOWN_SERVICE else finding.code
    return str(code), finding.role, finding.source, finding.row, finding.field


def try_out(config: Config, wanted: Question, moment: datetime, tell: Tell) -> TriedOut:
    """The workbook as of ``moment`` (aware), with the drafts and without. Raises ``UsageError`` for
    an unknown client, where there are no drafts for them or a day lies ahead, and as ``reckon`` and
    a back end do."""
    with _remembered(config) as memory:
        tell(f"Reading {config.workbook.place}")
        workbook = workbooks.open_workbook(config, memory)
        snapshot = workbooks.look(config, workbook)
        tell("Reckoning balances and effort")
        reckoned = _reckoner(config, workbook, memory, workbooks.today(config, moment))
        now = reckoned(snapshot)
        trial = _trial(config, snapshot, now, wanted)
        drafted = reckoned(trial.beside(snapshot), drafts=[trial.sought], before=now)
    return TriedOut(now, drafted, trial)


@contextmanager
def _remembered(config: Config) -> Iterator[Memory]:
    """What runs learned of the workbook and its numbers, to look into: else all is asked anew.
    Nothing, where the state cannot be read: that hides no figure of the workbook."""
    with ExitStack() as opened:
        memory: Memory = Forgetful()
        with suppress(SheetsSyncError):
            memory = Borrowed(opened.enter_context(view_state(config)).memories)
        yield memory


def _reckoner(
    config: Config, workbook: Workbook, memory: Memory, today: date
) -> Callable[..., Reckoning]:
    """``reckon`` for snapshots of the workbook today."""
    settle = partial(settled, workbook, memory, today=serial(today))
    return partial(reckon, config, on=today, flag_future=True, settle=settle)


def _trial(config: Config, snapshot: Snapshot, now: Reckoning, wanted: Question) -> Trial:
    tab, sought = _drafts(snapshot, wanted.prices)
    start = None if wanted.start is None else serial(wanted.start)
    if start is not None and start > now.day:
        raise UsageError(
            f"The prices are to be tried from {wanted.start} on, and that day lies ahead.",
            "Name a day that is gone: --from says from when they would have been valid.",
        )
    client = now.book.clients[find_client(now, wanted.client)].name
    known = frozenset(fold(each.name) for each in now.book.clients)
    trying = Trying(now.day - config.effort.window + 1, client, start, known)
    rules = rules_of(config, snapshot, now.day)
    trial = on_trial(tab, sought, config.aliases(), rules, trying)
    if not trial.rows:
        raise UsageError(
            f'There is no row for {client} in "{sought.ref}", nor one for everyone.',
            "Type the prices to try there, with the columns of Prices.",
        )
    return trial


def _drafts(snapshot: Snapshot, prices: Path | None) -> tuple[Tab, Sought]:
    """The tab of drafts, or the file."""
    if prices is not None:
        ref = prices.as_posix()
        return _read(ref, _bytes(prices)), Sought(ref, is_file=True)
    found = draft_tabs(snapshot)
    if not found:
        raise UsageError(
            f'There is no tab "{DRAFTS.name_beside(snapshot.names)}" in the workbook.',
            "Make one and run `sheets-sync init`, which gives it the columns of Prices; `simulate` "
            "takes a file with these, too: --prices FILE.csv.",
        )
    return found[0], Sought(found[0].ref)


def _read(ref: str, data: bytes) -> Tab:
    """The file as a tab. Nobody named it in the config: the cure is in the file."""
    if data.startswith(_WORKBOOKS):
        raise UsageError(
            f"{ref} is a workbook, not a CSV file.",
            f"Save its tab with the prices as CSV, or type them into the tab {DRAFTS.told}.",
        )
    try:
        return tab_of(ref, data)
    except SheetsSyncError as error:
        raise UsageError(error.message, f"Save {ref} again as CSV in UTF-8.") from error


def _bytes(path: Path) -> bytes:
    try:
        return file_bytes(path)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror}.",
            "Name a CSV file with the columns of Prices.",
        ) from error
