"""Agreed prices whose header says a unit of time: one an hour is none a minute (design §15)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.rounding import plain
from sheets_sync.billing.tables import BLANK, Client
from sheets_sync.columns.codes import NONE
from sheets_sync.reading.roles.log import LogRead
from sheets_sync.reading.sources.header_hints import UNITS
from sheets_sync.reading.sources.header_units import AGREED, agreed_by
from sheets_sync.reading.sources.places import Source


def held_by_header(
    log: LogRead, prices: pd.DataFrame, sources: Sequence[Source], clients: Sequence[Client]
) -> LogRead:
    """The log without the rows whose agreed price is for another time, by its header, than the
    prices of their service are, or for a time where there are none: each is BAD_UNIT."""
    by_source = [agreed_by(each.headers.get(AGREED, "")) for each in sources]
    if not any(by_source):
        return log
    table = log.table
    said = np.array([*by_source, 0])[table["source"].to_numpy()]
    among = (said > 0) & (table[AGREED].to_numpy() != BLANK) & ~table["free"].to_numpy()
    at = np.flatnonzero(among)
    keys = zip(*(table[key].to_numpy()[at].tolist() for key in ("service", "client")), strict=True)
    fits = _Units(prices)
    wrong = [
        place
        for place, key, minutes in zip(at.tolist(), keys, said[at].tolist(), strict=True)
        if fits.of(*key) != {minutes}
    ]
    if not wrong:
        return log
    left = np.ones(len(table), bool)
    left[wrong] = False
    found = _findings(table.iloc[wrong], said[wrong].tolist(), clients)
    return replace(
        log,
        table=table[left].reset_index(drop=True),
        findings=[*log.findings, *found],
        held=pd.concat([log.held, table.iloc[wrong]], ignore_index=True),
    )


class _Units:
    """The minutes in the units of prices, by service and whose they are."""

    def __init__(self, prices: pd.DataFrame) -> None:
        columns = (prices[key].tolist() for key in ("service", "client", "unit_minutes"))
        self._by: dict[tuple[int, int], set[int]] = {}
        for service, client, minutes in zip(*columns, strict=True):
            self._by.setdefault((service, client), set()).add(minutes)

    def of(self, service: int, client: int) -> set[int]:
        """Those of a client's own prices, else of everyone's."""
        return self._by.get((service, client)) or self._by.get((service, NONE), set())


def _findings(
    rows: pd.DataFrame, minutes: Sequence[int], clients: Sequence[Client]
) -> Iterator[Finding]:
    columns = (rows[key].tolist() for key in ("source", "row", "client", AGREED))
    for source, row, client, agreed, unit in zip(*columns, minutes, strict=True):
        yield Finding(
            Code.BAD_UNIT, "log", source, row, AGREED, plain(agreed),
            client=clients[client].name, near=UNITS.get(unit, ""), variant=Variant.BY_TIME,
        )  # fmt: skip
