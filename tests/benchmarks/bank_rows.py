"""What a run that takes a statement costs beside one that reckons alone: CPU seconds.

`TMPDIR=/dev/shm python -m tests.benchmarks.bank_rows [ROWS OF LOG]`: reckoning once, and reading a
statement of forty credits, matching them and reckoning what they move, five times in turn.
"""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from sheets_sync.use_cases import furnishing
from sheets_sync.use_cases.bank.bank_intake import take_in
from sheets_sync.use_cases.shared.office import open_office
from tests.bank.memory_agency import MemoryAgency
from tests.bank.writing import Move, Told, client_bank
from tests.sync.agency import NOW, day

CLIENTS = [f"CL-{number:03d}" for number in range(200)]
SERVICES = [f"SVC-{number:02d}" for number in range(40)]


def _account(number: int) -> str:
    return f"407028105{number:011d}"


def _tabs(rows: int, chance: Random) -> dict[str, list[list[Any]]]:
    details = [[name, "RUB", f"account {_account(at)}"] for at, name in enumerate(CLIENTS)]
    prices = [[None, service, "min", chance.randrange(5, 50)] for service in SERVICES]
    payments = [
        [day(chance.randrange(1000)), chance.choice(CLIENTS), chance.randrange(1, 10**6), None]
        for _ in range(rows // 50)
    ]
    log = [
        [day(chance.randrange(1000)), chance.choice(CLIENTS), chance.choice(SERVICES), f"O{chance.randrange(rows // 8)}",
         chance.randrange(1, 90), chance.choice("ABCDEFG"), chance.choice(("phone", "email")), "note"]
        for _ in range(rows)
    ]  # fmt: skip
    return {
        "Clients": [["Client", "Currency", "Details"], *details],
        "Prices": [["Client", "Service", "Unit", "Price"], *prices],
        "Payments": [["Date", "Client", "Amount", "Kind"], *payments],
        "Log": [["Date", "Client", "Service", "Order", "Minutes", "Staff", "Channel", "Note"], *log],
    }  # fmt: skip


def main() -> None:
    rows, chance = int((sys.argv[1:] or ["100000"])[0]), Random(1)
    with tempfile.TemporaryDirectory() as folder:
        agency = MemoryAgency(Path(folder), _tabs(rows, chance))
        moves = tuple(
            Move(
                day(1), chance.randrange(100, 10**6), account=_account(at), inn="", document=str(at)
            )
            for at in range(40)
        )
        told = replace(Told(moves), first=day(30), last=day(0))
        (agency.statements / "statement.txt").write_bytes(client_bank(told))
        with open_office(agency.config, "now", NOW) as (office, _):
            office.__dict__["workbook"] = agency.workbook
            furnished = furnishing.make_own_tabs(agency.config, agency.workbook, office.read())
            for _ in range(5):
                office.__dict__.pop("statements", None)  # each opens the file anew
                began = time.process_time()
                office.reckon(furnished[0])
                once = time.process_time() - began
                taken = take_in(office, furnished[0])
                both = time.process_time() - began - once
                assert taken.plan is not None
                assert len(taken.plan.new) == len(moves)
                print(
                    f"{rows} rows: alone {once:.2f}, with a statement {both:.2f}: {both / once:.2f} x"
                )


if __name__ == "__main__":
    main()
