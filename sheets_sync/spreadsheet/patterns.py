"""Refs that stand for many tabs: "* 2026" is every tab of a workbook whose name ends so (§15).

In the tab's part of a ref ``*`` is any text and ``?`` any one character, in whatever case and
whatever its spaces are: one behind a name, or a no-break one, is seen by nobody.
"""

from collections.abc import Collection
from fnmatch import fnmatchcase


def is_pattern(ref: str) -> bool:
    """Whether a ref stands for whatever tabs fit it."""
    return any(each in ref.rpartition("#")[2] for each in "*?")


def fits(ref: str, pattern: str) -> bool:
    """Whether a ref is one of those that a pattern stands for: of the same spreadsheet, too."""
    book, _, tab = ref.rpartition("#")
    of_book, _, of_tab = pattern.rpartition("#")
    literal = _plain(of_tab).replace("[", "[[]")  # which fnmatch would take for a choice
    return book == of_book and fnmatchcase(_plain(tab), literal)


def _plain(tab: str) -> str:
    return " ".join(tab.casefold().split())


def is_wanted(ref: str, wanted: Collection[str]) -> bool:
    """Whether ``wanted``, refs and patterns, name a tab."""
    return ref in wanted or any(fits(ref, each) for each in wanted if is_pattern(each))
