"""What `sync doctor` looks at of the folder of statements (design §20)."""

from collections.abc import Iterator

from sheets_sync.config import Config
from sheets_sync.use_cases.check import Check
from sheets_sync.use_cases.statement_folder import look_into


def statements(config: Config) -> Iterator[Check]:
    """Whether money can come in by itself."""
    folder = config.bank.folder
    if folder is None:
        return
    files = look_into(folder)
    if files is None:
        cure = "Make the folder, let this user read it, or mend bank.folder."
        yield Check("bank", "bad", f"{folder} cannot be looked into", cure, exit_code=1)
    else:
        yield Check("bank", "good", f"statements are taken from {folder}, files: {len(files)}")
