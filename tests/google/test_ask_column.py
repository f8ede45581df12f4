"""The column Ask on Google Sheets: one invoice of what is typed into a blank cell (design §17)."""

from datetime import timedelta
from pathlib import Path

from tests.google.office import Office
from tests.sheets_api.emulator import Emulator, type_in
from tests.sync.agency import NOW, SHEETS
from tests.sync.test_ask_column import PAID, ROWS

MINUTE = timedelta(minutes=1)


def test_it_goes_once_and_again_after_the_cell_was_blank(google: Emulator, tmp_path: Path) -> None:
    office = Office(google, tmp_path, {**SHEETS, "Clients": ROWS, "Payments": PAID})
    sheet = office.book.sheet("Clients")
    went = []
    for minute, typed in enumerate((None, 12_000, 12_000, 13_000, None, 13_000, 13_000)):
        type_in(sheet, 1, 5, typed)
        run = office.run(NOW + minute * MINUTE)
        went.append([n.asked for n in run.notices])
        codes = (
            [f.code for f in run.reckoning.findings if f.field == "ask"] if run.reckoning else []
        )
        assert codes == (["ASK_NOT_BLANK"] if minute == 3 else [])
    assert went == [[], [1_200_000], [], [], [], [1_300_000], []]
    assert office.letters() == ["000001-invoice-acme.eml", "000002-invoice-acme.eml"]
