"""Where statements bring rows a run reckons again: only what money moves, and it comes to what a whole
reckoning of the same workbook does (design §20)."""

from dataclasses import replace
from random import Random

import pandas as pd
import pytest

from sheets_sync.use_cases.shared.office import Office
from tests.bank.memory_agency import MemoryAgency
from tests.bank.writing import Move, Told, client_bank
from tests.meter.agencies import tabs_of
from tests.sync.agency import day

NAMES = {"clients": "Clients", "prices": "Prices", "payments": "Payments", "log": "Log"}


@pytest.mark.parametrize("seed", range(6))
def test_what_statements_bring_comes_to_what_all_of_it_would(tmp_path, monkeypatch, seed):
    chance = Random(seed)
    tabs = {NAMES[role]: rows for role, rows in tabs_of(chance).items()}
    clients = tabs["Clients"]
    clients[0].append("Credit limit")
    for number, row in enumerate(clients[1:]):
        row[4] = f"account {_account(number)}"
        row.append(chance.choice((0, 0, 10, None)))  # some owe more than that: effort knows it
    tabs["Payments"].append([day(1), "Nobody", 5, None, None])
    agency = MemoryAgency(tmp_path, tabs)
    whole, compared = Office.reckon, []

    def both(office, snapshot, drafts=(), before=None):
        made = whole(office, snapshot, drafts, before)
        if before is not None:
            _same(made, whole(office, snapshot, drafts))
            compared.append(made)
        return made

    monkeypatch.setattr(Office, "reckon", both)
    for number in range(4):
        moves = [
            Move(day(chance.randrange(20)), chance.randrange(1, 10**7), account=_account(chance.randrange(6)), inn="",
                 name="Somebody", purpose="Advance", document=str(chance.randrange(10**6)))
            for _ in range(chance.randrange(1, 6))
        ]  # fmt: skip
        told = replace(Told(tuple(moves)), first=day(30), last=day(0))
        (agency.statements / f"{number}.txt").write_bytes(client_bank(told))
        agency.run()
        waiting = [at for at, row in enumerate(agency.rows()) if not row["Matched"]]
        if waiting:
            agency.choose(chance.choice(waiting), chance.choice([clients[1][0], "-"]))
    assert len(compared) == 4


def _account(number):
    return f"4070281050000000{number:04d}"


def _same(one, other):
    assert one.findings == other.findings
    assert one.accounts.accounts == other.accounts.accounts
    assert one.accounts.findings == other.accounts.findings
    for frame in ("log", "postings"):
        pd.testing.assert_frame_equal(getattr(one.accounts, frame), getattr(other.accounts, frame))
    assert one.book.clients == other.book.clients
    pd.testing.assert_frame_equal(one.book.payments, other.book.payments)
    assert one.effort.clients == other.effort.clients
    assert (one.rows, one.rows_by_role) == (other.rows, other.rows_by_role)
