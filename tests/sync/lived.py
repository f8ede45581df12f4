"""What several tests begin with, or pass by: lived through once a process, and copied from there."""

from collections.abc import Callable, Hashable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.papers import SHELF
from tests.sync.agency import Agency

Deed = tuple[Callable[..., Any], *tuple[Hashable, ...]]
"""A function of an agency, or of the folder where it makes one, and what else it is told."""

_LIVED: dict[tuple[Deed, ...], Agency] = {}


def lived(folder: Path, *deeds: Deed) -> Any:
    """The agency that the first of the deeds makes, after all of them, in that folder, with all that
    they note on it: what these have in common with others, from the first on, is done once."""
    return _after(deeds).copied(folder)


def _after(deeds: tuple[Deed, ...]) -> Agency:
    if deeds not in _LIVED:
        *before, (do, *told) = deeds
        place = Path(mkdtemp(dir=SHELF.folder))
        if before:
            made = lived(place, *before)
            do(made, *told)
        else:
            made = do(place, *told)
        _LIVED[deeds] = made
    return _LIVED[deeds]
