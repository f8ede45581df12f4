"""What Billable says is not to be paid for is given away: a case of its own (design §15)."""

from pathlib import Path

import pytest

from sheets_sync import reckoning, workbooks
from sheets_sync.views import effort_view
from sheets_sync.words.speaking import words_of
from tests.sync.agency import QUIET, TODAY, Agency, Rows, day

SHEETS: dict[str, Rows] = {
    "Clients": [["Client"], ["Acme"], ["Bell"]],
    "Prices": [["Client", "Service", "Unit", "Price"], [None, "Call", "min", 10]],
    "Payments": [
        ["Date", "Client", "Amount"],
        [day(60), "Acme", 10_000],
        [day(60), "Bell", 10_000],
    ],
    "Log": [
        ["Date", "Client", "Service", "Minutes", "Billable"],
        [day(9), "Acme", "Call", 60, "yes"],
        [day(8), "Acme", "Call", 20, "no"],
        [day(7), "Acme", "Unheard of", 20, False],
        [day(6), "Acme", "Nameless", 100, None],
        [day(6), "Bell", "Call", 60, None],
    ],
}
SAID = {
    "en": ("given away, not to be paid for: 20%", "without a price, so that nobody pays: 50%"),
    "ru": ("отдано даром, не к оплате: 20", "без цены, никто не платит: 50"),
}


@pytest.mark.parametrize("language", SAID)
def test_the_case_against_a_client_tells_it_apart_from_what_has_no_price(tmp_path: Path, language):
    agency = Agency(tmp_path, SHEETS, QUIET)
    snapshot = workbooks.read(agency.config, workbooks.open_workbook(agency.config))
    reckoned = reckoning.reckon(agency.config, snapshot, TODAY, flag_future=True)
    words = words_of(language)

    def told(client: str) -> str:
        argument = effort_view.make(reckoned, client, agency.config.terms(), words)
        return " ".join(" ".join(effort_view.lines(argument)).split())

    for sentence in SAID[language]:
        assert sentence in told("Acme")
    assert SAID[language][0].partition(":")[0] not in told("Bell")
    [acme, _] = agency.report()["clients"]
    assert (acme["charged"], acme["minutes"], acme["unbilled_rows"]) == ("600.00", 200, 1)
