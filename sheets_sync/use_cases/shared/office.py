"""The office of one command: config, state, workbook and letters, opened once. Light to import:
what reckons and what writes letters is imported where it is asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from sheets_sync import workbooks
from sheets_sync.billing.days import serial
from sheets_sync.config import Config
from sheets_sync.deferred import dataclass
from sheets_sync.errors import TryAgainLater, WorkbookMoved
from sheets_sync.notices.blocks import Block
from sheets_sync.spreadsheet.memories import Borrowed, Memory
from sheets_sync.spreadsheet.protocol import Snapshot, Workbook
from sheets_sync.state.damage import DamagedMemoryError
from sheets_sync.state.lock import Holder
from sheets_sync.state.opening import hold_state, view_state
from sheets_sync.state.port import Store
from sheets_sync.use_cases.statements.statement_folder import StatementFolder

if TYPE_CHECKING:
    from sheets_sync.notices.outbox import Outbox
    from sheets_sync.reading.sources.sought import Sought
    from sheets_sync.reckoning import Reckoning
    from sheets_sync.spreadsheet.cell_look import CellLook, CellPlace
    from sheets_sync.use_cases.shared.letters_by_config import Desk

_ATTEMPTS: Final = 5

Tell = Callable[[str], None]
T = TypeVar("T")

GOES_ON: Final = (
    "Balances do not depend on it; what changed in the log is counted from now on. `sheets-sync "
    "state verify` looks at the rest."
)


@dataclass(frozen=True)
class Office:
    """What a command works with, at one ``moment``, which is in the workbook's time zone.

    ``tell`` hears what is being done. ``memory`` is what the workbook keeps between commands.
    ``run`` is the run that writes letters, None where a person or the clock does.
    ``token`` is the file in which Google's token is kept for the next command, None where nothing
    is. ``out_of_order`` tells a run whose moment does not follow on the last one's.
    """

    config: Config
    store: Store
    moment: datetime
    tell: Tell
    memory: Memory
    run: int | None = None
    token: Path | None = None
    out_of_order: Block | None = None

    @property
    def today(self) -> date:
        """The day of the moment."""
        return workbooks.today(self.config, self.moment)

    @cached_property
    def workbook(self) -> Workbook:
        """The back end that the config names; raises as ``workbooks.open_workbook``."""
        return workbooks.open_workbook(self.config, self.memory, self.token)

    @cached_property
    def statements(self) -> StatementFolder:
        """The folder of the bank's statements, as it is when it is first asked for."""
        return StatementFolder(self.config, self.store.memories, self.today)

    @cached_property
    def outbox(self) -> "Outbox":
        """The letters of the state."""
        return self.store.outbox(self.run)

    @cached_property
    def desk(self) -> "Desk":
        """The notice desk over the outbox."""
        from sheets_sync.use_cases.shared.letters_by_config import open_desk  # noqa: PLC0415 - slow to import
        from sheets_sync.use_cases.shared.page_tokens import addresses  # noqa: PLC0415 - as above

        return open_desk(self.config, self.outbox, addresses(self.config, self.store))

    def read(self) -> Snapshot:
        """One read of all the staff's tabs, and of the service's own."""
        return workbooks.read(self.config, self.workbook)

    def look(self) -> Snapshot:
        """One read for what writes no cell."""
        return workbooks.look(self.config, self.workbook)

    def reckon(
        self,
        snapshot: Snapshot,
        drafts: "Sequence[Sought]" = (),
        before: "Reckoning | None" = None,
    ) -> "Reckoning":
        """Balances, flags and effort of a snapshot as of today, ``drafts`` and ``before`` as
        ``reckon`` has them.

        Raises ``WorkbookMoved`` where rows moved while a doubtful number was asked about.
        """
        from sheets_sync import reckoning  # noqa: PLC0415 - slow to import
        from sheets_sync.use_cases.shared.lost_times import settled  # noqa: PLC0415 - as above

        self.tell("Reckoning balances and effort")
        today, writes = serial(self.today), self.run is not None
        settle = partial(settled, self.workbook, self.memory, today=today, writes=writes)
        return reckoning.reckon(
            self.config,
            snapshot,
            self.today,
            flag_future=True,
            settle=settle,
            drafts=drafts,
            before=before,
        )

    def learn(self, reckoned: "Reckoning", looks: "Mapping[CellPlace, CellLook]") -> bool:
        """Remember what numbers look like that counted as such; whether one of them is more."""
        from sheets_sync.use_cases.shared import lost_times  # noqa: PLC0415 - as above

        return lost_times.learn(
            self.memory, reckoned.snapshot, reckoned.places, serial(self.today), looks
        )

    def asked_more(self, reckoned: "Reckoning") -> bool:
        """Ask now what the numbers show that nobody has asked about: a run that writes nothing has
        a call left. Whether one of them is more. Raises ``WorkbookMoved`` where one is another."""
        from sheets_sync.spreadsheet.protocol import TellsKinds  # noqa: PLC0415 - as above

        if not reckoned.open or not isinstance(self.workbook, TellsKinds):
            return False
        return self.learn(reckoned, self.workbook.kinds(reckoned.open, reckoned.snapshot))

    def read_and_reckon(self) -> "Reckoning":
        """The workbook as it stands, read and reckoned as of today. Raises ``TryAgainLater`` where
        it kept changing meanwhile."""
        return self.on_resting_workbook(lambda: self.reckon(self.look()))

    def on_resting_workbook(self, look: Callable[[], T]) -> T:
        """What ``look`` comes to, which reads the workbook: again where that moved meanwhile.
        Raises ``TryAgainLater`` where it kept changing."""
        for _ in range(_ATTEMPTS):
            self.tell(f"Reading {self.config.workbook.place}")
            with suppress(WorkbookMoved):
                return look()
        raise TryAgainLater(
            f"{self.config.workbook.place} kept changing while it was read.",
            "Try again in a minute.",
        )

    def on_sound_memory(self, work: Callable[[], T]) -> tuple[T, list[str]]:
        """What ``work`` comes to, and what was dropped before it could: what earlier runs left
        and makes no sense. Balances do not depend on it, so ``work`` is done anew without."""
        try:
            return work(), []
        except DamagedMemoryError as damage:
            dropped = self.store.runs.mend(self.moment)
            said = f"{damage.message} Dropped: {', '.join(dropped)}. {GOES_ON}"
            return work(), [said]


@contextmanager
def open_office(
    config: Config, command: str, moment: datetime, tell: Tell = lambda _: None
) -> Iterator[tuple[Office, Holder]]:
    """An office that ``command`` may write in, at ``moment`` (aware), locked; and who holds it.

    Raises ``LockedError`` while a run is under way, and as ``open_state``.
    """
    with hold_state(config, command, moment) as hold, hold.open() as store:
        token = workbooks.token_file(config)
        yield (
            Office(config, store, _local(config, moment), tell, store.memories, token=token),
            hold.holder,
        )


@contextmanager
def view_office(config: Config, moment: datetime, tell: Tell = lambda _: None) -> Iterator[Office]:
    """An office to look at things in; nothing that it learns is kept. Raises as ``view_state``."""
    with view_state(config) as store:
        yield Office(config, store, _local(config, moment), tell, Borrowed(store.memories))


def _local(config: Config, moment: datetime) -> datetime:
    return moment.astimezone(config.workbook.zone())
