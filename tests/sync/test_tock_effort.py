"""Effort on the tock data: the plain oracle's figures, and none moves when rows are split, sorted
or clients renamed."""

import csv
import random
from datetime import date
from fractions import Fraction

import pytest

from sheets_sync import reckoning, workbooks
from sheets_sync.billing.days import serial
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.tables import BLANK
from tests.effort import oracle
from tests.effort.books import Row
from tests.sync.agency import Agency
from tests.sync.test_tock import CONFIG, ENGLISH, LAST, TOCK, sheets, typed

pytestmark = pytest.mark.skipif(not TOCK.is_dir(), reason="the tock data are not beside the repo")


def reckoned(folder, made):
    agency = Agency(folder, made, CONFIG.format(language="en"), furnished=False)
    config = agency.config
    snapshot = workbooks.read(config, workbooks.open_workbook(config))
    return config, reckoning.reckon(config, snapshot, LAST, flag_future=False)


def figures(reckoned):
    return {
        client.name: (effort.index, effort.coverage, effort.minutes, effort.orders)
        for client, effort in zip(reckoned.book.clients, reckoned.effort.clients, strict=True)
    }


def test_every_index_is_the_plain_oracles(tmp_path):
    config, found = reckoned(tmp_path, sheets(ENGLISH, typed))
    names = ("client", "service", "order", "minutes", "day", "staff", "channel", "state", "charge")
    log = found.accounts.log
    rows = [
        Row(c, s, o, None if m == BLANK else m, d, who, how, state, charge)
        for c, s, o, m, d, who, how, state, charge in zip(
            *(log[name].tolist() for name in names), strict=True
        )
    ]
    window = oracle.in_window(rows, config.terms(), found.day)
    assert len(window) == 11047
    for code, got in enumerate(found.effort.clients):
        assert (got.index, got.coverage) == oracle.index_and_coverage(window, code, config.terms())
        assert Fraction(got.minutes, SCALE) == oracle.spent(window, code)
        assert got.yield_per_hour == oracle.yield_per_hour(window, code)


def test_splitting_sorting_and_renaming_move_no_index(tmp_path):
    made = sheets(ENGLISH, typed)
    _, before = reckoned(tmp_path / "a", made)
    header, *lines = made["Log"]
    minutes, quantity, name = (header.index(each) for each in ("Minutes", "Quantity", "Client"))
    split = []
    for number, line in enumerate(lines):
        if number % 3 or not line[minutes] or line[minutes] < 2:
            split.append(line)
            continue
        part = [*line]
        part[minutes], part[quantity] = 1, 0
        rest = [*line]
        rest[minutes] = line[minutes] - 1
        split += [part, rest]
    random.Random(4).shuffle(split)
    split = [[*line[:name], f"~{line[name]}", *line[name + 1 :]] for line in split]
    renamed = {**made, "Log": [header, *split]}
    for tab in ("Clients", "Payments"):
        at = made[tab][0].index("Client")
        renamed[tab] = [
            made[tab][0],
            *([*r[:at], f"~{r[at]}", *r[at + 1 :]] for r in made[tab][1:]),
        ]
    _, after = reckoned(tmp_path / "b", renamed)
    assert len(after.book.log) > 14_000
    assert {f"~{each}": seen for each, seen in figures(before).items()} == figures(after)


def test_low_since_is_what_was_worked_out_beside_it(tmp_path):
    _, found = reckoned(tmp_path, sheets(ENGLISH, typed))
    with (TOCK / "expected_clients.csv").open(encoding="utf-8") as file:
        expected = {row["client"]: row for row in csv.DictReader(file)}
    low = {
        client.name: account.flag_since
        for client, account in zip(found.book.clients, found.accounts.accounts, strict=True)
        if account.flag == "LOW"
    }
    assert low
    for name, since in low.items():
        assert since == serial(date.fromisoformat(expected[name]["low_since"]))
