"""What to do about a config that is no TOML, by what stands in the line at fault (design §12)."""

import re
from typing import Final

_LINE: Final = re.compile(r"at line (\d+)")
_CURLY: Final = re.compile("[“”„«»‘’]")


def cure_of(text: str, fault: str) -> str:
    """The next step, a sentence; ``fault`` is what tomllib says of ``text``."""
    line = _line_of(text, fault)
    if "twice" in fault or "overwrite" in fault:
        return "Mend that place: each table, and each key of it, stands once, so join the two."
    if "\r" in line.rstrip("\r"):
        return "Mend its line ends, which are those of old Macs: save it with LF or CRLF."
    if "\\" in line:
        return "Write paths with / (C:/agency/agency.xlsx), or between apostrophes: 'C:\\agency'."
    if _CURLY.search(line):
        return 'Mend that place; quotes are the straight ones, "like these".'
    return "Mend that place; text stands in quotes."


def _line_of(text: str, fault: str) -> str:
    """The line that the fault names; blank where it names none."""
    found = _LINE.search(fault)
    lines = text.replace("\r\n", "\n").split("\n")
    return lines[int(found[1]) - 1] if found else ""
