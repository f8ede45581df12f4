"""What tabs were called when they were last read: a renamed one is known by its id (design §16)."""

from collections.abc import Collection, Mapping

import orjson

from sheets_sync.spreadsheet.google.facts import Facts
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.spreadsheet.patterns import fits, is_pattern


class TabNames:
    """The names of one spreadsheet's tabs, remembered whatever else is forgotten."""

    def __init__(self, key: str, memory: Memory) -> None:
        self._key = f"tabs of {key}"
        self._memory = memory

    def renamed(self, wanted: Collection[str], facts: Facts) -> dict[str, str]:
        """What tabs that were called as one of ``wanted`` are called now, by their old names;
        those that still are called so are remembered."""
        known: dict[str, int] = orjson.loads(self._memory.recall(self._key) or "{}")
        names = {sheet.id: sheet.title for sheet in facts.sheets}
        seen = {title: number for number, title in names.items() if title in wanted}
        if (both := {**known, **seen}) != known:
            self._memory.remember(self._key, orjson.dumps(both).decode())
        return {
            title: names[number]
            for title, number in known.items()
            if title in wanted and title not in seen and number in names
        }


def refs_of(title: str, refs: Mapping[str, str]) -> list[str]:
    """What a tab is called where those refs, and the titles that they name, are asked for."""
    named = [ref for ref, asked in refs.items() if asked == title]
    fitting = (
        ref.removesuffix(asked) + title
        for ref, asked in refs.items()
        if is_pattern(asked) and fits(title, asked)
    )
    return named or list(fitting)[:1]
