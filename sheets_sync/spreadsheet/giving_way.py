"""The name under which a workbook file lies that gives way to a new one, until it was looked at.

It tells both files by their digests: where a run is stopped in between, the next one knows whether
what lies there is the old file, the new one, or what somebody saved in that moment (design §11).
"""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sheets_sync.files import is_there

_LONGEST_NAME: Final = 255
"""Bytes of a file's name."""

_END: Final = ".sheets-sync"
_ROOM: Final = len(".0123456789abcdef.0123456789abcdef")
_DIGITS: Final = 16
_MARKS: Final = re.compile(r"([0-9a-f]{16})\.([0-9a-f]{16})")


def draft_of(target: Path, marks: str = "") -> Path:
    """The name of a file that is to take the place of ``target``: one that disks take, too, where
    the target's own is as long as a name can be."""
    name = f".{target.name}"
    if len(os.fsencode(f"{name}{_END}")) + _ROOM > _LONGEST_NAME:
        name = f".{hashlib.blake2b(os.fsencode(target.name), digest_size=8).hexdigest()}"
    return target.with_name(f"{name}.{marks}{_END}" if marks else f"{name}{_END}")


def giving_way(target: Path, was: str, ours: str) -> Path:
    """Where the file of digest ``was`` lies once ``ours`` has taken its place."""
    return draft_of(target, f"{was[:_DIGITS]}.{ours[:_DIGITS]}")


def given_way(target: Path) -> Iterator[tuple[Path, str, str]]:
    """What stopped runs left of that, with the beginnings of both digests; nothing where the folder
    may not be listed."""
    begin = f"{draft_of(target).name.removesuffix(_END)}."
    try:
        names = os.listdir(target.parent)  # noqa: PTH208 - names
    except OSError:
        return
    for name in names:
        if name.startswith(begin) and name.endswith(_END):
            marks = _MARKS.fullmatch(name[len(begin) : -len(_END)])
            if marks:
                yield target.with_name(name), marks[1], marks[2]


def free_name(target: Path) -> Path:
    """A name beside it that is nobody's, for people to see."""
    number = 1
    while is_there(found := target.with_name(f"{target.stem}.saved-{number}{target.suffix}")):
        number += 1
    return found
