"""What a tab that nobody reads may be: guessed for people, who decide (design §15)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Final

from sheets_sync.billing.names import alike, fold
from sheets_sync.reading.layout import (
    BREAK,
    CLIENTS,
    HEADER_ROWS,
    LOG,
    PAYMENTS,
    PRICES,
    Column,
    Role,
)
from sheets_sync.reading.sources.break_columns import second_halves
from sheets_sync.reading.sources.by_names import (
    NamesByColumn,
    days_and_labour,
    filled_with_names,
)
from sheets_sync.reading.sources.guessed_columns import (
    in_the_other_unit,
    order_of_days,
    place_billed,
    settled_labour,
    with_day_of_begin,
    without_needless_span,
    without_other_pairs,
)
from sheets_sync.reading.sources.guessed_tab import Guess
from sheets_sync.reading.sources.header_hints import (
    LABOUR,
    UNITS,
    Hint,
    folded,
    hint,
    money_alone,
    unit_alone,
)
from sheets_sync.reading.sources.labour_headers import labour_elsewhere, labour_minutes
from sheets_sync.reading.sources.matching import matches, other_headers, texts_in
from sheets_sync.reading.sources.trackers import tracker_of
from sheets_sync.spreadsheet.protocol import Tab

_LABOUR: Final = ("minutes", "quantity", "begin")
_HINTED: Final = ("minutes", "price", "amount")
"""Columns whose headers may say a unit or a currency besides."""


_NO_NAMES: Final[NamesByColumn] = {}


def guess(tab: Tab, names: NamesByColumn = _NO_NAMES) -> Guess | None:
    """What a tab, of which first rows are enough, seems to be, by its headers and by ``names`` that
    are known already; None where it is none of ours."""
    for row in range(1, min(tab.height, HEADER_ROWS) + 1):
        texts = dict(texts_in(tab, row))
        if tracker := tracker_of(texts.items()):
            return Guess(tab.ref, LOG.key, {}, tracker=tracker)
        for role in (LOG, PAYMENTS, PRICES, CLIENTS):
            if found := _as_role(tab, row, role, texts, names=names):
                return found
    return None


def guess_of_one_client(tab: Tab, names: NamesByColumn) -> Guess | None:
    """What a tab is that is a log but for whose work it is: its name may say it. Where that is a
    client's of ``names``, what is filled with services of theirs tells of work, too."""
    of_client = alike(tab.ref) in names.get("client", ())
    services = {"service": names["service"]} if of_client else _NO_NAMES
    for row in range(1, min(tab.height, HEADER_ROWS) + 1):
        found = _as_role(tab, row, LOG, dict(texts_in(tab, row)), _is_work_of_one, services)
        if found and found.lacks == ("client",):
            return replace(found, lacks=(), constants={"client": tab.ref})
    return None


def is_paid_work(tab: Tab) -> bool:
    """Whether a tab that is no guess has the columns of payments, and one that tells of work."""
    return any(
        _convinces(
            PAYMENTS,
            {*matches(tab, row, PAYMENTS, {}, set(), ""), *usual_places(PAYMENTS, texts)[0]},
        )
        and tells_of_work(tab, row, texts)
        for row in range(1, min(tab.height, HEADER_ROWS) + 1)
        if (texts := dict(texts_in(tab, row)))
    )


def lacks_labour(tab: Tab) -> bool:
    """Whether a tab that is no guess has days, and two of clients, services and staff, as logs
    have: all but labour that could be read."""
    return any(
        _is_dated_work(
            matches(tab, row, LOG, {}, set(), "").keys() | usual_places(LOG, texts)[0].keys()
        )
        for row in range(1, min(tab.height, HEADER_ROWS) + 1)
        if (texts := dict(texts_in(tab, row)))
    )


def _is_dated_work(found: Collection[str]) -> bool:
    return "date" in found and len({"client", "service", "staff"} & {*found}) > 1


def _as_role(
    tab: Tab,
    row: int,
    role: Role,
    texts: Mapping[int, str],
    convinces: Callable[[Role, set[str]], bool] | None = None,
    names: NamesByColumn = _NO_NAMES,
) -> Guess | None:
    known = matches(tab, row, role, {}, set(), "")
    if role is LOG and (halves := second_halves(texts)):
        texts = {at: text for at, text in texts.items() if at not in halves}
    places, hints = _unknown_places(tab, row, role, texts, known, names)
    labour = settled_labour(tab, row, texts, places)
    alone = not {"minutes", "quantity"} & (known.keys() | places.keys())
    places = without_other_pairs(tab, row, places, alone=alone)
    places = with_day_of_begin(tab, row, known, places)
    found = known.keys() | places.keys()
    if not ((convinces or _convinces)(role, found) or _is_dated_labour(tab, row, role, found)) or (
        role is PAYMENTS and tells_of_work(tab, row, texts)
    ):
        return None
    places.pop(BREAK.key, None)  # beside begin and end it is known as such
    places = without_needless_span(tab, row, known, places)
    required = [column.key for column in role.staff_columns if column.required]
    headers = {key: str(tab.columns[at][row - 1]).strip() for key, at in places.items()}
    price = hints.get("price", Hint()) if "price" in places else Hint()
    in_one = labour_minutes(headers.get("minutes", ""))
    return Guess(
        tab.ref, role.key, headers,
        tuple(key for key in required if key not in found),
        unit=_unit(in_one or labour.minutes) if "minutes" in headers else "",
        by_values="minutes" in headers and not in_one,
        why=labour.why,
        per_piece=role is PRICES and "unit" not in found and not price.minutes,
        constants=_constants(price, found) if role is PRICES
        else order_of_days(tab, row, role, known, places),
        apart=in_the_other_unit(tab, row, places),
    )  # fmt: skip


def _unknown_places(
    tab: Tab,
    row: int,
    role: Role,
    texts: Mapping[int, str],
    known: Mapping[str, list[int]],
    names: NamesByColumn,
) -> tuple[dict[str, int], dict[str, Hint]]:
    """The columns that headers and cells make likely, and what headers say of them, besides those
    that are ``known`` as they stand."""
    places, hints = usual_places(role, texts)
    if role is LOG and names:
        places, hints = _with_names(tab, row, names, {*known}, texts)
    if role is LOG:
        place_billed(tab, row, texts, {*known}, places, hints)
    unknown = {
        key: at
        for key, at in places.items()
        if key not in known or (known[key] == [at] and hints.get(key, Hint()) != Hint())
    }
    return unknown, hints


def _with_names(
    tab: Tab,
    row: int,
    names: NamesByColumn,
    known: set[str],
    texts: Mapping[int, str],
) -> tuple[dict[str, int], dict[str, Hint]]:
    """The places and hints with the columns that are filled with names of clients and services,
    whatever they are called; where both are there, with days and labour, too."""
    by_names = filled_with_names(tab, row, names)
    more = {key: at for key, at in by_names.items() if key not in known}
    rest, hints = usual_places(
        LOG, {at: text for at, text in texts.items() if at not in more.values()}
    )
    if by_names.keys() < names.keys():
        return {**rest, **more}, hints
    beside = days_and_labour(tab, row)
    if any(key in known | rest.keys() for key in _LABOUR):
        beside.pop("minutes", None)
    elif (at := beside.get("minutes")) is not None:
        hints = {**hints, "minutes": Hint(labour_minutes(str(tab.columns[at][row - 1])))}
    return {**beside, **rest, **more}, hints


def usual_places(role: Role, texts: Mapping[int, str]) -> tuple[dict[str, int], dict[str, Hint]]:
    """The columns that have another usual name, and what their headers say besides."""
    usual = {key: _place(role, key, texts) for key in other_headers(role.key)}
    hinted = {key: found for key in _HINTED if (found := _hinted(role, key, texts))}
    places = {key: at for key, at in usual.items() if at is not None}
    places |= {key: at for key, (at, _) in hinted.items()}
    return places, {key: said for key, (_, said) in hinted.items()}


def _place(role: Role, key: str, texts: Mapping[int, str]) -> int | None:
    """The place of a column that has another usual name."""
    words = map(fold, other_headers(role.key)[key])
    return next((at for word in words for at, text in texts.items() if text == word), None)


def _hinted(role: Role, key: str, texts: Mapping[int, str]) -> tuple[int, Hint] | None:
    """The only place of a column whose header says a unit or a currency as well, and these."""
    column = next((each for each in role.staff_columns if each.key == key), None)
    if column is None:
        return None
    found = [(at, said) for at, text in texts.items() if (said := _said_of(column, role, text))]
    telling = [(at, said) for at, said in found if said != Hint()]
    return (telling or found)[0] if len(telling or found) == 1 else None


def _said_of(column: Column, role: Role, text: str) -> Hint | None:
    """What a folded header says of a column, if it is one of its names. Labour may be called by
    its unit alone, or be a quantity of time, a price by its money and unit: "hrs", "qty, h",
    "EUR / h"."""
    others = other_headers(role.key)
    said = hint(text, folded((*column.names, *others.get(column.key, ()))))
    if column.key != "minutes":
        return said or (money_alone(text) if column.key == "price" else None)
    if said:
        return said if said.minutes in (0, *LABOUR) else None
    how_many = next(each for each in role.staff_columns if each.key == "quantity")
    of_time = hint(text, folded((*how_many.names, *others["quantity"])))
    return of_time if of_time and of_time.minutes in LABOUR else unit_alone(text)


def _unit(minutes: int) -> str:
    """The unit of a column of labour for the config; "" of minutes, which need none."""
    return UNITS.get(minutes, "") if minutes != 1 else ""


def _constants(said: Hint, found: Collection[str]) -> dict[str, str]:
    """What the header of a price says of all its rows, where no column does."""
    constants = {"unit": UNITS.get(said.minutes, ""), "currency": said.currency}
    return {key: text for key, text in constants.items() if text and key not in found}


def tells_of_work(tab: Tab, row: int, texts: Mapping[int, str]) -> bool:
    """Whether a header names a service, or labour by its unit: sums in such a tab are charges, and
    no payments."""
    service = next(each for each in LOG.staff_columns if each.key == "service")
    names = folded((*service.names, *other_headers(LOG.key)["service"]))
    return any(text in names for text in texts.values()) or _has_labour(tab, row)


def _is_dated_labour(tab: Tab, row: int, role: Role, found: set[str]) -> bool:
    """Whether a tab has days, clients and hours, which is work of whatever service."""
    return role is LOG and found >= {"date", "client", "minutes"} and _has_labour(tab, row)


def _has_labour(tab: Tab, row: int) -> bool:
    """Whether a header says labour by its unit: of "Time" it might be when something was."""
    labour = labour_elsewhere(tab, row, set())
    return any(labour_minutes(str(tab.columns[at][row - 1])) for at in labour)


def _is_work_of_one(_: Role, found: set[str]) -> bool:
    """Whether a tab with those columns may be the log of a single client."""
    return found >= {"date", "service"} and any(key in found for key in _LABOUR)


def _convinces(role: Role, found: set[str]) -> bool:
    """Whether a tab with those columns is likely to be of a role."""
    if role is LOG:
        return _is_dated_work(found) and any(key in found for key in _LABOUR)
    if role is PAYMENTS:
        return found >= {"date", "client", "amount"}
    return "date" not in found and found >= (
        {"service", "price"} if role is PRICES else {"client", "email"}
    )
