"""Whatever is typed into whatever column of Log, what a row is charged is what it means to a person, or
the row is held with a finding (design §15). ``meant`` is the oracle."""

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.spreadsheet.protocol import Snapshot
from tests.reading.meant import charge
from tests.reading.odd_rows import odd_row, sheets_of
from tests.reading.sheets import Decoded, decoded, tab


def outcomes(found: Decoded) -> dict[int, tuple[str, int]]:
    """Client and charge of each row that is charged, by sheet row."""
    log, clients = found.accounts.log, found.book.clients
    return {
        row: (clients[client].name.casefold(), charged)
        for row, client, charged, state in zip(
            *(log[key].tolist() for key in ("row", "client", "charge", "state")), strict=True
        )
        if state == 0
    }


def misread(
    rows: list[dict[str, Any]], charged: dict[int, tuple[str, int]], told: set[int], language: str
) -> list[tuple[Any, ...]]:
    """The rows that are charged another sum than they mean, and those that wait in silence."""
    wrong: list[tuple[Any, ...]] = []
    for at, row in enumerate(rows, start=2):
        said = {key: cell for key, cell in row.items() if cell is not None}
        empty = all(
            row[key] is None or str(row[key]).strip() == ""
            for key in row
            if key not in ("billable", "theirs")
        )
        if at not in charged and at not in told and not empty:
            wrong.append(("in silence", said))
        if at in charged and charged[at] != charge(row, language):
            wrong.append((charged[at], charge(row, language), said))
    return wrong


@given(st.randoms(use_true_random=False), st.sampled_from(["en", "ru"]))
def test_a_row_is_charged_what_it_means_or_held_with_a_finding(
    chance: random.Random, language: str
):
    rows = [odd_row(chance) for _ in range(6)]
    tabs = {name: tab(name, lines) for name, lines in sheets_of(rows).items()}
    found = decoded(Snapshot(tabs, tuple(tabs)), locale=language)
    told = {each.row for each in found.findings if each.role == "log"}
    assert misread(rows, outcomes(found), told, language) == []
