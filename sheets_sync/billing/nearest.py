"""The known name that a mistyped one probably meant (design §4)."""

from collections.abc import Iterable
from difflib import get_close_matches

from sheets_sync.billing.names import fold


def nearest(name: str, known: Iterable[str]) -> str:
    """The name of ``known`` most like ``name``, as it is written there; "" where none is near."""
    by_fold = {fold(each): each for each in known}
    close = get_close_matches(fold(name), by_fold, n=1)
    return by_fold[close[0]] if close else ""
