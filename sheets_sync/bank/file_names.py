"""Names of statement files: which are none, and how a name is told to people. Light."""

import os
from typing import Final

_BEGINS: Final = (".", "~", "__macosx", "thumbs.db", "ehthumbs", "desktop.ini")
_ENDS: Final = (".crdownload", ".part", ".partial", ".opdownload", ".filepart", ".download", ".tmp")
"""A file that a browser has not fetched to its end."""


def may_be_statement(name: str) -> bool:
    """Whether a file may be one, by its name or, in a zip, its path."""
    return not (is_of_programs(name) or name.lower().endswith(_ENDS))


def is_of_programs(name: str) -> bool:
    """Whether a program left it beside people's own, by its name or, in a zip, its path."""
    return any(each.startswith(_BEGINS) for each in name.lower().split("/"))


def shown_name(name: str) -> str:
    """A name on one line of text: what is no text in it, as names on disk may have, is a sign."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
