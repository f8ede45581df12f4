"""Which files are no statements by their names: what programs leave beside people's own. Light."""

from typing import Final

_BEGINS: Final = (".", "~", "__macosx", "thumbs.db", "ehthumbs", "desktop.ini")
_ENDS: Final = (".crdownload", ".part", ".partial", ".opdownload", ".filepart", ".download", ".tmp")
"""A file that a browser has not fetched to its end."""


def may_be_statement(name: str) -> bool:
    """Whether a file may be one, by its name or, in a zip, its path."""
    parts = name.lower().split("/")
    return not any(each.startswith(_BEGINS) for each in parts) and not parts[-1].endswith(_ENDS)
