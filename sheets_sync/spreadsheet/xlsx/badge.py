"""The badge of a file: a hidden defined name that stands for a text and for no cell."""

import re
from typing import Final

from sheets_sync.spreadsheet.xlsx.structure import BADGE
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

_THERE: Final = re.compile(
    rb'<((?:\w+:)?)definedName\s[^>]*name="%b".*?</\1definedName\s*>' % re.escape(BADGE).encode(),
    re.DOTALL,
)
_END: Final = re.compile(rb"</((?:\w+:)?)definedNames\s*>")


def with_badge(book: WorkbookFile, badge: str) -> bytes:
    """The file, bearing ``badge`` (hexadecimal) in place of whatever it bore."""
    main = book.structure.main
    xml = _THERE.sub(b"", book.container.read(main))

    def with_name(end: re.Match[bytes]) -> bytes:
        tag = f"{end[1].decode()}definedName"
        name = f'<{tag} name="{BADGE}" hidden="1">"{badge}"</{tag}>'
        return name.encode() + end[0]

    # A tab of ours is known by such a name: there is a list of them.
    changed = _END.sub(with_name, xml, count=1)
    return book.container.exchanged({main: book.container.packed(main, [changed])})
