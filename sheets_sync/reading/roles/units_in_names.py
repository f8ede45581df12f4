"""Prices without a Unit whose service is called by one of time: "Design, h" (design §15)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import BLANK
from sheets_sync.columns.codes import NONE
from sheets_sync.reading.layout import HOUR
from sheets_sync.reading.meaning.units import TIME_UNITS
from sheets_sync.reading.meaning.vocabulary import any_of, words_for
from sheets_sync.reading.roles.catalogue import Catalogue
from sheets_sync.reading.roles.prices import Prices


def held_by_name(prices: Prices, log: pd.DataFrame, services: Catalogue) -> Prices:
    """The prices, those held that are likely by time, and a finding for each: the service ends in a
    unit of time, Unit is blank, and a row of it has other labour than one such unit, and no
    quantity."""
    table = prices.table
    blank = (table["unit"].to_numpy() == "") & (table["service"].to_numpy() != NONE)
    among = np.flatnonzero(blank & ~table["bad"].to_numpy())
    held = list(_worked_by_time(table["service"].to_numpy()[among], log, services))
    if not held:
        return prices
    bad = table["bad"].to_numpy().copy()
    bad[at := among[[index for index, _ in held]]] = True
    places = zip(table["source"].iloc[at].tolist(), table["row"].iloc[at].tolist(), strict=True)
    by_time = (
        Finding(Code.BAD_UNIT, "prices", source, row, "unit", name, variant=Variant.NAMED)
        for (source, row), (_, name) in zip(places, held, strict=True)
    )
    findings = (*prices.findings, *by_time)
    return replace(prices, table=table.assign(bad=bad), findings=findings)


def _worked_by_time(
    codes: NDArray[np.int32], log: pd.DataFrame, services: Catalogue
) -> Iterator[tuple[int, str]]:
    """Those of the services whose name ends so and whose rows have such labour, and its name."""
    names = {code: str(services.names[code]) for code in np.unique(codes).tolist()}
    by_time = {code for code, name in names.items() if _has_labour(code, minutes_named(name), log)}
    return ((at, names[code]) for at, code in enumerate(codes.tolist()) if code in by_time)


def _has_labour(code: int, minutes: int, log: pd.DataFrame) -> bool:
    """Whether rows of a service named by so many minutes (0: by none) have other labour than one
    such unit, and no quantity."""
    if not minutes:
        return False
    labour, quantity = log["minutes"].to_numpy(), log["quantity"].to_numpy()
    bare = (log["service"].to_numpy() == code) & (quantity == BLANK) & (labour != BLANK)
    return bool((labour[bare] != minutes * SCALE).any())


def minutes_named(service: str) -> int:
    """The minutes in the unit of time that the name of a service ends in, is, or says by a word of
    its own ("hourly"); 0 of any other."""
    name = fold(service)
    if found := _ending().search(name) or _one().search(name):
        return TIME_UNITS[found["unit"]]
    return next((minutes for minutes, words in _adverbs() if words.search(name)), 0)


@cache
def _ending() -> re.Pattern[str]:
    """A unit of time behind a mark or a joint, and nothing more: "Design, h", "Design per hour"."""
    joints, units = any_of(words_for(lambda typed: typed.by_unit)), any_of(TIME_UNITS)
    before = rf"(?:(?:[,(\[/;:]|\s-)\s*(?:(?:{joints})\s+)?|\s(?:{joints})\s+)"
    return re.compile(rf"{before}(?:1\s*)?(?P<unit>{units})[.)\]]*$")


@cache
def _one() -> re.Pattern[str]:
    """A unit of time alone, or one of it behind all else: "Hour", "Design 1 h"."""
    return re.compile(rf"(?:^|(?:^|\s)1\s*)(?P<unit>{any_of(TIME_UNITS)})\.?$")


@cache
def _adverbs() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Words that say alone what something is sold by: "hourly"."""
    by_hours = any_of(words_for(lambda typed: typed.by_hours))
    by_minutes = any_of(words_for(lambda typed: typed.by_minutes))
    return tuple(
        (minutes, re.compile(rf"\b(?:{words})\b"))
        for minutes, words in ((HOUR, by_hours), (1, by_minutes))
    )
