"""Terminal and Summary say alike whether money in − charged is what the balances are (§9)."""

import io
from dataclasses import replace

from rich.console import Console

from sheets_sync import reckoning, workbooks
from sheets_sync.showing.pages import Letters, Results
from sheets_sync.spreadsheet.cell_value import Formula
from sheets_sync.views import summary_view
from sheets_sync.words.speaking import words_of
from tests.sync.agency import NOW, TODAY, Agency


def verdicts(agency, wrong_by):
    """What the terminal and what Summary say in roubles, the first two accounts being wrong."""
    config = agency.config
    snapshot = workbooks.read(config, workbooks.open_workbook(config))
    reckoned = reckoning.reckon(config, snapshot, TODAY, flag_future=True)
    accounts = list(reckoned.accounts.accounts)
    for at, wrong in enumerate(wrong_by):
        accounts[at] = replace(accounts[at], balance=accounts[at].balance + wrong)
    spoilt = replace(reckoned.accounts, accounts=tuple(accounts))
    reckoned = replace(reckoned, accounts=spoilt)
    out = io.StringIO()
    summary_view.show(reckoned, Console(file=out, width=200), words_of("en"))
    told = next(line for line in out.getvalue().splitlines() if line.startswith("RUB: "))
    cells = [
        value
        for column in Results(config, reckoned, Letters(), NOW).wanted()
        for value in column.values
        if isinstance(value, Formula) and "adds up" in value.text
    ]
    (verdict,) = (part for part in told.split(", ") if "add" in part)
    return verdict, {str(cell.result) for cell in cells}


def test_two_accounts_that_are_wrong_by_as_much_do_not_make_up_for_each_other(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    assert verdicts(agency, (0, 0)) == ("✓ adds up", {"✓ adds up"})
    told, shown = verdicts(agency, (100, -100))
    assert told == "✗ does not add up"
    assert told in shown
