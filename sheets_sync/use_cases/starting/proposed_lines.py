"""The lines of the config that would read what ``init`` guessed (design §15)."""

import json
from collections.abc import Iterable, Sequence

from sheets_sync.reading.layout import LOG
from sheets_sync.reading.sources.guessed_tab import Guess
from sheets_sync.spreadsheet.patterns import fits


def lines_for(found: Sequence[Guess], names: Sequence[str]) -> Iterable[str]:
    """The tables [tabs] and [columns] that would read what was found."""
    roles = {each.role: [other for other in found if other.role == each.role] for each in found}
    yield "[tabs]"
    for role, guesses in roles.items():
        yield f"{role} = {_sources(role, guesses, names)}"
    headers = {role: headers_of(guesses) for role, guesses in roles.items()}
    if any(headers.values()):
        yield "[columns]"
    for role, columns in headers.items():
        if columns:
            yield f"{role} = {{ {', '.join(columns)} }}"


def _sources(role: str, guesses: Sequence[Guess], names: Sequence[str]) -> str:
    plain = [each.ref for each in guesses if not (each.tracker or each.lacks or each.constants)]
    pattern = _pattern(plain, names) if role == LOG.key and len(plain) == len(guesses) > 1 else ""
    sources = (
        [json.dumps(pattern, ensure_ascii=False)] if pattern else list(map(tab_in_config, guesses))
    )
    return sources[0] if len(sources) == 1 else f"[{', '.join(sources)}]"


def tab_in_config(found: Guess) -> str:
    """What [tabs] calls the tab."""
    name = json.dumps(found.ref, ensure_ascii=False)
    more = [f'preset = "{found.tracker}"'] if found.tracker else []
    more += [f'{key} = "..."' for key in found.lacks]
    more += [
        f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in found.constants.items()
    ]
    if found.role != LOG.key and not more:
        return name
    return f"{{ {', '.join([f'tab = {name}', *more])} }}"


def _pattern(refs: Sequence[str], names: Sequence[str]) -> str:
    """The pattern that those tabs fit and no other does: "* 2026", "Log *"; "" for none."""
    first, last = refs[0].split()[0], refs[0].split()[-1]
    for pattern in (f"* {last}", f"{first} *"):
        if [name for name in names if fits(name, pattern)] == [n for n in names if n in refs]:
            return pattern
    return ""


def headers_of(guesses: Sequence[Guess]) -> list[str]:
    """``column = header`` for each column that is called otherwise, a list where by several."""
    called: dict[str, dict[str, None]] = {}
    for each in guesses:
        for key, header in each.headers.items():
            called.setdefault(key, {})[header] = None
    unit = next((each.unit for each in guesses if each.unit), "")
    return [
        f"{key} = {_header(list(them), unit if key == 'minutes' else '')}"
        for key, them in called.items()
    ]


def _header(headers: Sequence[str], unit: str) -> str:
    said = json.dumps(headers[0] if len(headers) == 1 else headers, ensure_ascii=False)
    return f'{{ header = {said}, unit = "{unit}" }}' if unit else said
