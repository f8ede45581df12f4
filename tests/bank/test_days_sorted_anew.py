"""A bank that sorts a day anew, or books a fee of before, tells the same payments with other balances: a CSV
without numbers that has them once more adds nothing, and nothing waits (§20)."""

import os
from dataclasses import replace

import pytest

from sheets_sync.config import load
from tests.bank.memory_agency import MemoryAgency, codes, paid
from tests.bank.test_corrected import BELL, BOTH
from tests.bank.test_folder import ADVANCE
from tests.bank.writing import Told, csv_
from tests.sync.agency import day

LAYOUT = """
[bank.csv]
columns = { day = "Дата", amount = "Сумма", balance = "Остаток", name = "Плательщик", account = "Счет", purpose = "Назначение" }
account = "40702810900000000001"
decimal = ","
dates = "d.m.y"
"""
FIRST, SECOND = day(3), day(4)


def acme(at):
    return replace(ADVANCE, document="", reference="", day=at)


def bell(at):
    return replace(BELL, document="", reference="", amount=30_00, day=at)


def fee(at):
    return replace(bell(at), credit=False, amount=10_00, name="Fee", account="", purpose="Fee")


@pytest.mark.parametrize("before", [True, False])  # whether the former file lies there still
@pytest.mark.parametrize(("former", "latter", "count"), [
    ([acme(FIRST)], [fee(FIRST), acme(FIRST)], 1),
    ([acme(FIRST), bell(FIRST)], [bell(FIRST), acme(FIRST)], 1),
    ([acme(FIRST), bell(FIRST)], [bell(FIRST), fee(FIRST), acme(FIRST), acme(FIRST)], 2),
    ([bell(FIRST), acme(SECOND)], [bell(FIRST), fee(FIRST), acme(SECOND)], 1),
    ([acme(FIRST), acme(SECOND)], [acme(FIRST), fee(FIRST), acme(SECOND), acme(SECOND)], 3),
])  # fmt: skip
def test_the_same_payments_with_other_balances(tmp_path, former, latter, count, before):
    agency = MemoryAgency(tmp_path, BOTH)
    path = tmp_path / "config.toml"
    path.write_text(path.read_text(encoding="utf-8") + LAYOUT, encoding="utf-8")
    agency.config = load(path)
    for at, moves in enumerate((former, latter)):
        file = agency.statements / f"{at}.csv"
        told = Told(tuple(moves), opening=1000_00, first=moves[0].day, last=moves[-1].day)
        file.write_bytes(csv_(told))
        os.utime(file, ns=(10**18 + at * 10**12,) * 2)
        reckoned = agency.run()
        if not before:
            file.unlink()
    assert (paid(reckoned)["Acme"], codes(reckoned)) == (1_00 + count * 700_00, [])
    assert {*agency.column("State")} == {"counted"}
