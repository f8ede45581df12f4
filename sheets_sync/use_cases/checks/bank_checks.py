"""What `sync doctor` looks at of the folder of statements (design §20)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sheets_sync import workbooks
from sheets_sync.bank.file_names import shown_name
from sheets_sync.config import Config
from sheets_sync.state.opening import view_state
from sheets_sync.use_cases.shared.check import Check
from sheets_sync.use_cases.statements.statement_folder import (
    StatementFolder,
    look_into,
    passed_over,
)

_NAMED: Final = 3


def statements(config: Config) -> Iterator[Check]:
    """Whether money can come in by itself."""
    folder = config.bank.folder
    if folder is None:
        return
    files = look_into(folder)
    if files is None:
        cure = "Make the folder, let this user read it, or mend bank.folder."
        yield Check("bank", "bad", f"{folder} cannot be looked into", cure, exit_code=1)
        return
    refused = list(_refused(config))
    yield from refused
    if not files or len(files) > len(refused):
        said = f"statements are taken from {folder}, files: {len(files) - len(refused)}"
        yield Check("bank", "good", said + _passed_over(folder))


def _refused(config: Config) -> Iterator[Check]:
    """The files that no run takes: everybody's letters wait for each."""
    with view_state(config) as store:
        today = workbooks.today(config, datetime.now(UTC))
        folder = StatementFolder(config, store.memories, today)
        folder.open("")
        refused = folder.refused()
    for each in refused:
        yield Check("bank", "bad", each.message, each.cure, exit_code=1)


def _passed_over(folder: Path) -> str:
    """What lies in the folder and is not taken: some keep there what they have done with."""
    names = [*map(shown_name, passed_over(folder))]
    more = " and more" if len(names) > _NAMED else ""
    return f"; not taken: {', '.join(names[:_NAMED])}{more}" if names else ""
