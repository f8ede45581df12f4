"""Lock files of Excel and LibreOffice: a workbook that somebody has open is left alone."""

from pathlib import Path

from sheets_sync.errors import TryAgainLater
from sheets_sync.files import is_there, open_file, where_it_leads


def refuse_open(path: Path) -> None:
    """Raise ``TryAgainLater``, naming who, where an office program has the file open."""
    for beside in {path, where_it_leads(path)}:
        excel = beside.with_name(f"~${beside.name}")
        libre = beside.with_name(f".~lock.{beside.name}#")
        if is_there(excel):
            raise _busy(path, excel, "Excel", _excel_user(_head(excel)))
        if is_there(libre):
            raise _busy(path, libre, "LibreOffice", _libre_user(_head(libre)))


def _busy(path: Path, lock: Path, program: str, who: str) -> TryAgainLater:
    return TryAgainLater(
        f"{path} is open in {program}{f' ({who})' if who else ''}; nothing was written.",
        f"Close it there; if nobody has it open, delete {lock}.",
    )


def _head(lock: Path) -> bytes:
    try:
        with open_file(lock) as file:
            return file.read(1000)
    except OSError:  # On Windows shares Excel keeps others from reading it: who is unknown then.
        return b""


def _excel_user(head: bytes) -> str:
    """The owner's name: its length, 54 bytes of it, then the same in UTF-16 at byte 55."""
    if len(head) < 57:
        return ""
    size = int.from_bytes(head[55:57], "little")
    wide = head[57 : 57 + 2 * size].decode("utf-16-le", "replace")
    return _printable(wide or head[1 : 1 + head[0]].decode("latin-1"))


def _libre_user(head: bytes) -> str:
    """Full name, login and host: the first three of the fields, parted by commas."""
    name, login, host = ([*head.decode("utf-8", "replace").split(","), "", "", ""])[:3]
    return _printable(" at ".join(part for part in (name or login, host) if part))


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable()).strip()
