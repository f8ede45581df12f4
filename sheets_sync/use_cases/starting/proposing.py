"""What ``sync init`` finds filled before it makes anything: the lines that would read it (§15)."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from sheets_sync.config import Config
from sheets_sync.errors import UsageError
from sheets_sync.reading.layout import LOG, PAYMENTS, STAFF_ROLES, own_tab_names
from sheets_sync.reading.sources.by_names import NamesByColumn, names_known
from sheets_sync.reading.sources.guesses import (
    Guess,
    guess,
    guess_of_one_client,
    is_paid_work,
    lacks_labour,
)
from sheets_sync.reading.sources.matching import has_required
from sheets_sync.reading.sources.maybe_work import (
    days_and_numbers,
    hours_and_minutes,
    is_spread_over_days,
)
from sheets_sync.reading.sources.misplaced import refuse_second
from sheets_sync.reading.sources.second_thoughts import are_sums_asked, weighed
from sheets_sync.spreadsheet.patterns import fits
from sheets_sync.spreadsheet.protocol import Snapshot, Tab
from sheets_sync.use_cases.starting.tabs_to_make import to_be_made

_SEVERAL: Final = 2


def refuse_second_tabs(config: Config, snapshot: Snapshot) -> None:
    """Raise ``UsageError`` with the lines for the config where filled tabs look like a log, a
    price list or clients, or bear our columns beside one, and ``init`` would make an empty one
    beside; or where a tab of a default name has other headers, and ``init`` would make ours
    beside those."""
    for role, ref in to_be_made(config, snapshot):
        refuse_second(snapshot, role, ref, config.aliases())
    configured = config.sources()
    names = names_known(snapshot, configured, config.aliases())
    found = [*_called_otherwise(config, snapshot)] + [
        each
        for tab in snapshot.others.values()
        if tab.ref not in snapshot.renamed.values()  # that is told by itself
        and (each := guess(tab, names)) is not None
        and not configured[each.role]
        and not {*STAFF_ROLES[each.role].names} & {*snapshot.names}
    ]
    found = _with_tabs_of_clients(found, config, snapshot, names)
    paid = [each for each in found if not _is_asked(each, snapshot)]
    found = weighed(paid, snapshot, configured[LOG.key], config.aliases())
    if found:
        raise UsageError(
            "\n".join(
                [
                    *map(_said, found),
                    *_sums_asked(config, snapshot),
                    "",
                    *_lines(found, snapshot.names),
                    "",
                ]
            ),
            "Put these lines into the config, mend what was guessed wrongly, and run `sheets-sync "
            "init` again; --from-log makes Clients and Prices out of the names in a log. To leave "
            "those tabs alone: `sheets-sync init --anyway`.",
        )


def _with_tabs_of_clients(
    found: list[Guess], config: Config, snapshot: Snapshot, names: NamesByColumn
) -> list[Guess]:
    """The guesses with tabs of a client each: several that lack a client, where no log is named,
    and whose names are no months."""
    if config.sources()[LOG.key] or {*LOG.names} & {*snapshot.names}:
        return found
    tabs = [tab for tab in snapshot.others.values() if tab.ref not in snapshot.renamed.values()]
    of_one = [each for tab in tabs if (each := guess_of_one_client(tab, names)) is not None]
    refs = {each.ref for each in of_one}
    if len(refs) < _SEVERAL or any(sign.isdigit() for ref in refs for sign in ref):
        return found
    return [*of_one, *(each for each in found if each.ref not in refs)]


def _is_asked(found: Guess, snapshot: Snapshot) -> bool:
    tab = snapshot.others.get(found.ref)
    return tab is not None and are_sums_asked(tab, found)


def _sums_asked(config: Config, snapshot: Snapshot) -> list[str]:
    """What to say of tabs that look like payments and are none, where no payments are named."""
    if config.sources()[PAYMENTS.key] or {*PAYMENTS.names} & {*snapshot.names}:
        return []
    names = names_known(snapshot, config.sources(), config.aliases())
    logs = config.sources()[LOG.key] or {*LOG.names} & {*snapshot.names}
    proposed = [] if logs else [each.ref for each in snapshot.others.values() if guess(each, names)]
    return [
        f'The tab "{tab.ref}" seems to be {what}, and no payments: it is left '
        "alone. If it is what clients paid, name it in the config, as payments."
        for tab in snapshot.others.values()
        if (what := _no_payments(tab, proposed))
    ]


def _no_payments(tab: Tab, proposed: Collection[str]) -> str:
    """What a tab is that looks like payments; "" of one that is such, or anything else, or is among
    those ``proposed`` as a log."""
    if is_paid_work(tab):
        return "" if tab.ref in proposed else "work with its sums"
    found = guess(tab)
    return "invoices, or expenses" if found is not None and are_sums_asked(tab, found) else ""


def left_alone(config: Config, snapshot: Snapshot) -> list[str]:
    """What to say of filled tabs that are logs but for labour, where an empty log is to be made,
    and of such that are payments but for their name."""
    return [*_logs_left(config, snapshot), *_sums_asked(config, snapshot)]


def _logs_left(config: Config, snapshot: Snapshot) -> list[str]:
    if config.sources()[LOG.key] or {*LOG.names} & {*snapshot.names}:
        return []
    names = names_known(snapshot, config.sources(), config.aliases())
    return [
        said
        for tab in snapshot.others.values()
        if guess(tab, names) is None and (said := _left_alone(tab, names))
    ]


def _left_alone(tab: Tab, names: NamesByColumn) -> str:
    """What to say of a tab that is no guess and may be a log; "" of any other."""
    if lacks_labour(tab):
        if both := hours_and_minutes(tab):
            return (
                f'The tab "{tab.ref}" may be a log, with hours in "{both[0]}" and minutes in '
                f'"{both[1]}": it is left alone. Call them "Hours" and "Minutes", and run '
                "`sheets-sync init` again: the two add up then."
            )
        return (
            f'The tab "{tab.ref}" may be a log, but no column of it is known as hours, minutes, '
            "begin and end or a quantity: it is left alone. Name its columns in [columns] log, or "
            "make one in hours or minutes; days are a quantity, at prices for a day."
        )
    if is_spread_over_days(tab):
        return (
            f'The tab "{tab.ref}" has a column for each day: it is left alone. A log has a row for '
            "each piece of work, with its day, client, service and hours."
        )
    if not (known := days_and_numbers(tab, names)):
        return ""
    found = Guess(tab.ref, LOG.key, {"client": "…", "service": "…", **known, "minutes": "…"})
    return (
        f'The tab "{tab.ref}" has days and numbers under headers that nobody knows: it is left '
        f"alone. If it is work, say so in the config: [tabs] log = {_source(found)}, [columns] log "
        f"= {{ {', '.join(_headers([found]))} }}, or quantity in place of minutes for what is "
        "counted."
    )


def _called_otherwise(config: Config, snapshot: Snapshot) -> Iterator[Guess]:
    """The default tabs without a column of ours yet whose own columns bear other names."""
    configured = config.sources()
    names = names_known(snapshot, configured, config.aliases())
    for key, role in STAFF_ROLES.items():
        for tab in map(snapshot.tabs.get, () if configured[key] else role.names):
            if tab is None or tab.marks or has_required(tab, role, config.aliases()):
                continue
            found = guess(tab, names)
            if found is not None and found.role == key and found.headers:
                yield found


def _said(found: Guess) -> str:
    what = {
        "log": "a log", "prices": "a price list", "clients": "a list of clients",
        "payments": "payments",
    }[found.role]  # fmt: skip
    if found.tracker:
        what = f"an export of {found.tracker}"
    return " ".join([f'The tab "{found.ref}" looks like {what}.', *doubts_of(found)])


def doubts_of(found: Guess) -> Iterable[str]:
    """What is guessed by values, or said nowhere, and changes what is charged."""
    if found.by_values:
        yield f'Its "{found.headers["minutes"]}" {_taken_for(found)}'
    if found.apart:
        yield (
            f'Beside its "{found.headers["minutes"]}" stands "{found.apart}", which would not be '
            'read: if the two add up, call them "Hours" and "Minutes", and leave out minutes below.'
        )
    if found.headers.keys() >= {"quantity", "minutes"}:
        yield (
            f'Where a price is by time, "{found.headers["quantity"]}" is charged, in its unit, and '
            f'"{found.headers["minutes"]}" is how long it took.'
        )
    if found.ref in own_tab_names():
        yield "Rename it first: sheets-sync makes a tab of that name itself."
    if found.role == "prices" and found.per_piece:
        yield (
            "Nothing says what its prices are for: without a unit that is a piece; "
            'unit = "h" in its source makes them hourly.'
        )


def _taken_for(found: Guess) -> str:
    if not found.why:
        return (
            "is taken for durations like 1:30, which stand there; a bare number would be minutes: "
            'unit = "h" beside the header makes it hours.'
        )
    unit, other = ("hours", "minutes") if found.unit else ("minutes", "hours")
    mend = 'leave out unit = "h"' if found.unit else 'unit = "h" beside the header makes it hours'
    return (
        f"is taken for {unit}, or durations like 1:30, since {found.why}. If it is {other}, {mend}."
    )


def _lines(found: Sequence[Guess], names: Sequence[str]) -> Iterable[str]:
    """The tables [tabs] and [columns] that would read what was found."""
    roles = {each.role: [other for other in found if other.role == each.role] for each in found}
    yield "[tabs]"
    for role, guesses in roles.items():
        yield f"{role} = {_sources(role, guesses, names)}"
    headers = {role: _headers(guesses) for role, guesses in roles.items()}
    if any(headers.values()):
        yield "[columns]"
    for role, columns in headers.items():
        if columns:
            yield f"{role} = {{ {', '.join(columns)} }}"


def _sources(role: str, guesses: Sequence[Guess], names: Sequence[str]) -> str:
    plain = [each.ref for each in guesses if not (each.tracker or each.lacks or each.constants)]
    pattern = _pattern(plain, names) if role == LOG.key and len(plain) == len(guesses) > 1 else ""
    sources = [json.dumps(pattern, ensure_ascii=False)] if pattern else list(map(_source, guesses))
    return sources[0] if len(sources) == 1 else f"[{', '.join(sources)}]"


def _source(found: Guess) -> str:
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


def _headers(guesses: Sequence[Guess]) -> list[str]:
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
