"""Why a statement file is not taken."""

from typing import Final

from sheets_sync.bank.file_names import shown_name
from sheets_sync.errors import SheetsSyncError

NOTHING_TAKEN: Final = "Nothing of the file was taken."


class StatementFault(Exception):  # noqa: N818 - a fault of the file, told to people as BankFileError
    """What is wrong with the text of a statement: a sentence, with the line where there is one."""

    def __init__(self, said: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {said}" if line else said)


class BankFileError(SheetsSyncError):
    """A statement file that is refused as a whole (design §20): ``message`` names the file."""

    def __init__(self, name: str, said: str, cure: str = "") -> None:
        self.name, self.said = shown_name(name), said
        super().__init__(f"{self.name}: {said} {NOTHING_TAKEN}", cure)
