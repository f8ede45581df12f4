"""The workbook that the config names: opened, and what is asked of it. Light to import."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sheets_sync.config import Config
from sheets_sync.reading.layout import BANK, DRAFTS, STAFF_ROLES
from sheets_sync.spreadsheet.around import LooksAround
from sheets_sync.spreadsheet.memories import Forgetful, Memory
from sheets_sync.spreadsheet.protocol import Snapshot, Workbook
from sheets_sync.words import language_of

if TYPE_CHECKING:
    from sheets_sync.spreadsheet.google import GoogleWorkbook

_SAYING: Final = (BANK, "notices")
"""The tabs of ours in which people say something: whose money it is, and Send."""


def open_workbook(
    config: Config,
    memory: Memory | None = None,
    token: Path | None = None,
    *,
    makes: bool = False,
) -> Workbook:
    """The back end that the config names. ``makes``: an .xlsx may be still to be made.

    ``memory`` outlives the run; without it everything is asked for anew. ``token`` is the file
    in which Google's token may outlive it, too. Raises
    ``CredentialsError`` where Google would not know who we are.
    """
    if config.workbook.backend == "xlsx":
        from sheets_sync.spreadsheet.xlsx import XlsxWorkbook  # noqa: PLC0415 - one of the two

        language = language_of(config.workbook.language)
        path = config.workbook.path
        return with_files(config, XlsxWorkbook(path, language=language, makes=makes))
    return with_files(config, open_google(config, memory, token))


def with_files(config: Config, workbook: Workbook) -> Workbook:
    """The workbook with the CSV files that the config names, if it names any."""
    sources = [each for of in config.sources().values() for each in of if each.is_file]
    if not sources:
        return workbook
    from sheets_sync.spreadsheet import csv_files  # noqa: PLC0415 - few have such

    refs = [each.ref for each in sources]
    return csv_files.with_files(workbook, config.folder, refs)


def open_google(
    config: Config, memory: Memory | None = None, token: Path | None = None
) -> "GoogleWorkbook":
    """The spreadsheet at Google that the config names; raises as ``open_workbook``."""
    # gspread and google-auth are slow to import, and only this needs them.
    from sheets_sync.spreadsheet.google import GoogleWorkbook, Patience, identify  # noqa: PLC0415

    table = config.google
    seconds = (table.connect_timeout, table.answer_timeout, table.give_up_after)
    return GoogleWorkbook(
        config.workbook.spreadsheet,
        identify(table.credentials, table.api_root, token),
        memory or Forgetful(),
        api_root=table.api_root,
        patience=Patience(*(each.total_seconds() for each in seconds)),
    )


def token_file(config: Config) -> Path:
    """The file in which a token of Google's outlives a run: beside the state, and no part of it,
    so that no backup of the state holds a secret."""
    return config.state.path.with_name(f"{config.state.path.name}.token")


@contextmanager
def connections_kept(config: Config) -> Iterator[None]:
    """Within, runs that follow each other share what connects them to the spreadsheet."""
    if not config.workbook.kind.remote:
        yield
        return
    from sheets_sync.spreadsheet.google import connections_kept as kept  # noqa: PLC0415 - as above

    with kept():
        yield


def read(config: Config, workbook: Workbook) -> Snapshot:
    """One read of all the staff's tabs, and of the service's own."""
    return workbook.read(wanted_refs(config))


def look(config: Config, workbook: Workbook) -> Snapshot:
    """The same for what writes no cell: of the service's own tabs those alone that say something
    to it. Effort may be as long as Log."""
    return workbook.read(wanted_refs(config), _SAYING)


def look_around(workbook: Workbook, snapshot: Snapshot) -> Snapshot:
    """What was read, with the first rows of all tabs that nobody asked for: at Google one more
    read, which runs do without."""
    return workbook.looked_around(snapshot) if isinstance(workbook, LooksAround) else snapshot


def wanted_refs(config: Config) -> set[str]:
    """The staff's tabs that may be there, and patterns of them: as configured, or the default
    ones of any language."""
    wanted: set[str] = set()
    for key, sources in config.sources().items():
        wanted |= {each.ref for each in sources if not each.is_file}
        wanted |= set() if sources else set(STAFF_ROLES[key].names)
    return wanted | set(DRAFTS.names)


def today(config: Config, moment: datetime) -> date:
    """The day of ``moment`` (aware) in the workbook's time zone."""
    return moment.astimezone(config.workbook.zone()).date()
