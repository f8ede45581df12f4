"""The table about what a run remembers, and where (design §13, §21)."""

from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import Final

from sheets_sync.config.secrets import Secret, named_secret
from sheets_sync.config.strict_table import BESIDE, ConfigTable
from sheets_sync.config.values import BesideConfig, OneLine, PathText, Variable
from sheets_sync.deferred import dataclass

NO_ADDRESS: Final = (
    'must be like "postgresql://user@host/name", without a password: name its source in '
    "password_env, password_file or password_command"
)
"""What is wrong with a database that is none."""


@dataclass(frozen=True)
class StateTable(ConfigTable):
    """What a run remembers: in the file ``path``, or, where ``database`` names one, in a
    PostgreSQL that keeps the states of many workbooks; ``path`` says then what lies beside."""

    path: BesideConfig = Path("state.sqlite3")
    database: str = ""
    workbook: OneLine = ""
    seller: OneLine = ""
    password_env: Variable = ""
    password_file: PathText = ""
    password_command: str = ""
    config_folder: Path = field(default=Path(), repr=False, compare=False, metadata=BESIDE)
    config_table: str = field(default="state", repr=False, compare=False, metadata=BESIDE)
    """The table of the file that a person finds these keys in: a fleet's names the database."""

    @property
    def of_fleet(self) -> bool:
        """Whether it is looked after by a fleet, whose commands know it by ``workbook``."""
        return self.config_table == "fleet"

    @property
    def adoption(self) -> str:
        """The command by which it takes over what the tab Notices knows of letters."""
        return f"sheets-sync {f'fleet adopt {self.workbook}' if self.of_fleet else 'state adopt'}"

    @property
    def password(self) -> Secret | None:
        """The source of the database's password; None where none is named."""
        return named_secret(f"{self.config_table}.password", self, self.config_folder)

    def clashes(self) -> Iterator[tuple[str, ...]]:
        """What contradicts itself here: a sentence, and the keys that it is about."""
        from sheets_sync.config.hosts import is_database  # noqa: PLC0415 - see ``values``

        at = "state.database"
        if not self.path.name:
            yield f'"{self.path}" must name a file', "state.path"
        if self.database and not is_database(self.database):
            yield NO_ADDRESS, at
        elif self.database and not self.workbook:
            yield "is missing: what is this workbook called in the database?", "state.workbook", at
        for key in () if self.database else ("workbook", "seller"):
            if getattr(self, key):
                yield f"means something only beside {at}", f"state.{key}", at
