"""A file that is named where a tab is asked for (design §13). Light to import: every run does."""

from typing import Final

from sheets_sync.errors import UsageError
from sheets_sync.reading.layout import Role

_TEXT_FILES: Final = (".csv", ".tsv", ".txt")
_WORKBOOKS: Final = (".xlsx", ".xlsm")


def no_tab_but_file(role: Role, ref: str) -> UsageError | None:
    """What to say of a tab, or a pattern of tabs, that is not there and is called as a file; None
    of any other, that of another workbook (``BOOK#TAB``) among them."""
    name = ref.strip().lower()
    if "#" in name:
        return None
    if name.endswith(_TEXT_FILES):
        cure = f'A CSV file is named by file: [tabs] {role.key} = {{ file = "{ref}" }}.'
    elif name.endswith(_WORKBOOKS):
        cure = f'A tab of another workbook is named with it: [tabs] {role.key} = "{ref}#TAB".'
    else:
        return None
    return UsageError(f'There is no tab "{ref}" in the workbook: that is the name of a file.', cure)
