"""``fleet.toml``: what the machines of a fleet have in common (design §21)."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Final

from pydantic import TypeAdapter, ValidationError

from sheets_sync.config.checks import After, Within
from sheets_sync.config.complaints import KeyPath, complaints, dotted
from sheets_sync.config.contradiction import Contradiction, clash, sources_named_twice
from sheets_sync.config.hosts import is_database
from sheets_sync.config.loading import tables_in, text_in_file
from sheets_sync.config.state_table import NO_ADDRESS, StateTable
from sheets_sync.config.strict_table import ConfigTable, Positive
from sheets_sync.config.values import (
    BesideConfig,
    BesideConfigOrBlank,
    Duration,
    Name,
    PathText,
    Variable,
    in_folder,
)
from sheets_sync.deferred import dataclass
from sheets_sync.errors import ConfigError

FLEET_NAME: Final = "fleet.toml"
FLEET_VARIABLE: Final = "SHEETS_SYNC_FLEET"
_ABSENT: Final = "Copy docs/fleet/fleet.example.toml there and name your database in it."


def _some(value: timedelta) -> timedelta:
    if value < timedelta(seconds=1):
        raise ValueError("must be a second at least")
    return value


Lasting = Annotated[Duration, After(_some)]


@dataclass(frozen=True)
class FleetTable(ConfigTable):
    """The database, the folder that paths of a workbook's config are relative to, what is held
    for dead and what for large."""

    database: Name
    password_env: Variable = ""
    password_file: PathText = ""
    password_command: str = ""
    folder: BesideConfig = Path("workbooks")
    shared: bool = False
    keys: BesideConfigOrBlank = None
    run_limit: Lasting = timedelta(minutes=10)
    whale_rows: Annotated[int, Within(1, 10**9)] = 200_000
    whale_limit: Lasting = timedelta(hours=1)
    look_every: Annotated[int, Within(1, 30)] = 5
    takeover: Annotated[int, Within(2, 600)] = 30


@dataclass(frozen=True)
class QuotaTable(ConfigTable):
    """Requests that Google grants a ``minute``: to each account of a project, and to a project."""

    reads: Positive = 60
    writes: Positive = 60
    project_reads: Positive = 300
    project_writes: Positive = 300
    minute: Lasting = timedelta(minutes=1)


@dataclass(frozen=True)
class FleetConfig(ConfigTable):
    """A whole ``fleet.toml``, sound; ``source`` is the file."""

    fleet: FleetTable
    quota: QuotaTable
    source: Path = field(default=Path(), metadata={"key": ""})

    def state(self, workbook: str, seller: str = "") -> StateTable:
        """Where the state of a workbook is: in the database; what lies beside it in its folder."""
        table = self.fleet
        return StateTable(
            path=self.folder_of(workbook) / StateTable.path,
            database=table.database,
            workbook=workbook,
            seller=seller,
            password_env=table.password_env,
            password_file=table.password_file,
            password_command=table.password_command,
            config_folder=self.source.absolute().parent,
            config_table="fleet",
        )

    @property
    def secret_files(self) -> Iterator[Path]:
        """The files that it names of which each tells a secret."""
        password = self.state("").password
        yield from (each for each in (password and password.path, self.fleet.keys) if each)

    def folder_of(self, workbook: str) -> Path:
        """The folder that paths of a workbook's config are relative to, on this machine."""
        return self.fleet.folder / workbook


_FLEET: Final = TypeAdapter(FleetConfig)


def find_fleet(path: str | None, environ: Mapping[str, str]) -> Path:
    """The fleet's config: ``--fleet``, else ``$SHEETS_SYNC_FLEET``, else ``./fleet.toml``."""
    return in_folder(Path(), path or environ.get(FLEET_VARIABLE) or FLEET_NAME)


def load_fleet(path: Path) -> FleetConfig:
    """The fleet's config in the file ``path``; raises ``ConfigError`` with all its faults."""
    raw = {"fleet": {}, "quota": {}, **tables_in(text_in_file(path, _ABSENT), path)}
    try:
        found = _FLEET.validate_python(raw, context={"folder": path.absolute().parent})
    except ValidationError as error:
        raise _faulty(path, complaints(error, FleetConfig)) from None
    if faults := {each.places[0]: each.sentence for each in _contradictions(found.fleet)}:
        raise _faulty(path, faults)
    return replace(found, source=path)


def _contradictions(table: FleetTable) -> Iterator[Contradiction]:
    """What is sound by itself, and means nothing."""
    if not is_database(table.database):
        yield clash(NO_ADDRESS, "fleet.database")
    yield from sources_named_twice("fleet.password", table)


def _faulty(path: Path, faults: Mapping[KeyPath, str]) -> ConfigError:
    count, them = ("a fault", "it") if len(faults) == 1 else (f"{len(faults)} faults", "them")
    return ConfigError(
        f"{path} has {count}:",
        [f"{dotted(place)}: {sentence}" for place, sentence in faults.items()],
        cure=f"Mend {them} there; docs/fleet/fleet.example.toml explains every key.",
    )
