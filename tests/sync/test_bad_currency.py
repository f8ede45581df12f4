"""A client whose Currency is a finding is in no total by currency (design §15)."""

import json
from pathlib import Path
from typing import Any

from sheets_sync.showing.own_tabs import SUMMARY, TOTALS, TOTALS_ROW
from sheets_sync.views import run_view
from tests.sync.agency import SHEETS, Agency, day


def test_an_account_of_no_currency_is_in_no_total(tmp_path: Path):
    sheets: dict[str, Any] = {
        **SHEETS,
        "Clients": [["Client", "Currency"], ["Acme", "RUB"], ["Odd", "XYZ"]],
        "Payments": [["Date", "Client", "Amount"], [day(9), "Acme", 500], [day(9), "Odd", 70_000]],
        "Log": [SHEETS["Log"][0]],
    }
    agency = Agency(tmp_path, sheets)
    run = agency.run()
    [odd] = [
        each for each in json.loads(run_view.as_json(run))["clients"] if each["client"] == "Odd"
    ]
    assert odd["balance"] == "70000.00"
    rows = agency.grid()["Summary"]
    totals = rows[TOTALS_ROW]
    at = {key: SUMMARY.at(column) for key, (column, _) in TOTALS.items()}
    assert (totals[at["currency"]], totals[at["prepaid"]], totals[at["clients"]]) == ("RUB", 500, 1)
    assert rows[TOTALS_ROW + 1][at["currency"]] in (None, "")
    [shown] = [row for row in rows if row[0] == "Odd"]
    assert shown[SUMMARY.at("currency")] == "?"
