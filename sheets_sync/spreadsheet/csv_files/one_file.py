"""A file to which several ways lead (a link, ``./exports/a.csv`` beside ``exports/*.csv``): its
rows count once (design §15)."""

from collections.abc import Collection, Mapping
from os.path import realpath
from pathlib import Path

from sheets_sync.errors import UsageError


def files_once(refs: Mapping[str, Path], named: Collection[str]) -> dict[str, Path]:
    """Of the refs of one file the one that is ``named``, else the file's own name rather than a
    link's; in their order. Raises ``UsageError`` where two named ones are one file."""
    chosen: dict[str, str] = {}
    for ref, path in refs.items():
        place = realpath(path)
        other = chosen.setdefault(place, ref)
        if other == ref:
            continue
        if {ref, other} <= set(named):
            raise UsageError(
                f"{other} and {ref} of [tabs] are one file: its rows would count twice.",
                "Name it once in the config.",
            )
        if ref in named or (other not in named and refs[other].is_symlink()):
            chosen[place] = ref
    kept = set(chosen.values())
    return {ref: path for ref, path in refs.items() if ref in kept}
