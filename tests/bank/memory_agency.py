"""An agency whose workbook is in memory, for runs over its statements that take milliseconds: reading,
reckoning and writing are those of a run, letters are left out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sheets_sync.config import load
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing.pages import Letters, Results
from sheets_sync.spreadsheet.diff import differing
from sheets_sync.spreadsheet.memory import MemoryWorkbook
from sheets_sync.spreadsheet.protocol import Workbook
from sheets_sync.use_cases import furnishing
from sheets_sync.use_cases.bank.bank_intake import remember_bank, take_in
from sheets_sync.use_cases.shared.office import Office, open_office
from tests.sync.agency import NOW, QUIET


class MemoryAgency:
    """Tabs by name, a folder of statements, a state; each ``run`` is one of a new program."""

    def __init__(self, folder: Path, tabs: Mapping[str, Any]) -> None:
        self.folder = folder
        self.statements = folder / "bank"
        self.statements.mkdir()
        path = folder / "config.toml"
        path.write_text(QUIET + "[bank]\nfolder = 'bank'\n", encoding="utf-8")
        self.config = load(path)
        self.workbook = MemoryWorkbook(
            {name: [list(row) for row in rows] for name, rows in tabs.items()}
        )
        self.opened: list[str] = []

    def run(self, moment: datetime = NOW, *, dies: bool = False) -> Reckoning:
        """What a run comes to; one that ``dies`` does so once its cells are written."""
        with open_office(self.config, "now", moment) as (office, _):
            office.__dict__["workbook"] = self.opened_workbook()
            return self._run(office, dies=dies)

    def opened_workbook(self) -> Workbook:
        """The workbook as a new program opens it."""
        return self.workbook

    def _run(self, office: Office, *, dies: bool) -> Reckoning:
        snapshot, _ = furnishing.make_own_tabs(self.config, office.workbook, office.read())
        taken = take_in(office, snapshot)
        self.opened = sorted(office.statements._made)
        page = Results(self.config, taken.reckoning, Letters(), office.moment, taken.plan)
        edits = differing(page.wanted(), taken.reckoning.snapshot)
        after = (
            office.workbook.write(edits, taken.reckoning.snapshot, page.about)
            if edits
            else snapshot
        )
        if not dies:
            remember_bank(office, replace(taken.reckoning, snapshot=after))
        return taken.reckoning

    @property
    def bank(self) -> list[list[Any]]:
        """The tab Bank, its header first."""
        return self.workbook.tabs["Bank"]

    def rows(self) -> list[dict[str, Any]]:
        """The rows of Bank by header."""
        header, *found = self.bank
        return [dict(zip(header, row, strict=True)) for row in found if any(row)]

    def column(self, header: str) -> list[Any]:
        return [row[header] for row in self.rows()]

    def choose(self, row: int, client: str | None) -> None:
        """Staff choose for the row at that place, from 0."""
        self.bank[row + 1][self.bank[0].index("Client")] = client


def paid(reckoned: Reckoning) -> dict[str, int]:
    """What each client has paid in."""
    accounts = zip(reckoned.book.clients, reckoned.accounts.accounts, strict=True)
    return {client.name: account.paid for client, account in accounts}


def codes(reckoned: Reckoning) -> list[tuple[str, int]]:
    """The findings of payments: code and sheet row."""
    return [(each.code.value, each.row) for each in reckoned.findings if each.role == "payments"]


def undecided(reckoned: Reckoning) -> list[str]:
    """Whose letters wait, and whose page says that payments are being assigned."""
    return [each.name for each in reckoned.book.clients if each.payments_undecided]


def one_of_two_counts(agency: MemoryAgency) -> None:
    """The bank's 700 for Acme is equal to Payments!A3, and waits until staff say which it is."""
    reckoned = agency.run()
    assert (paid(reckoned)["Acme"], codes(reckoned)) == (701_00, [("POSSIBLE_DUPLICATE", 2)])
    assert agency.column("State")[0].startswith("▲ held, Payments!A3 is equal to it")
    assert undecided(reckoned) == ["Acme"]  # both may have come: neither letter nor page says less
    for chosen, comes in (("-", 701_00), ("Acme", 1401_00)):
        agency.choose(0, chosen)
        reckoned = agency.run()
        assert (paid(reckoned)["Acme"], codes(reckoned)) == (comes, [])
        assert undecided(reckoned) == []
