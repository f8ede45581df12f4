"""A client is called otherwise, and rows of Bank bear the former name: nobody is asked for money that had
come, and by a person's word that they are one the rows follow (design §20)."""

from datetime import timedelta

import pytest

from tests.bank.test_folder import ACMES
from tests.bank.writing import Move, Told, client_bank
from tests.spreadsheet.keyboard import type_in
from tests.sync.agency import NOW, TODAY, Agency, Rows, day

CONFIG = """
[workbook]
timezone = "UTC"
[notices]
settle = "0m"
[bank]
folder = "bank"
"""
SHEETS: dict[str, Rows] = {
    "Clients": [["Client", "Email", "Threshold"], ["Cone", "c@example.com", 3000], ["Cone Invest", "i@example.com", None]],
    "Prices": [["Service", "Unit", "Price"], ["Call", "min", 10]],
    "Payments": [["Date", "Client", "Amount", "Kind"], [day(60), "Cone", 4000, "opening"]],
    "Log": [["Date", "Client", "Service", "Minutes"], [day(20), "Cone", "Call", 1]],
}  # fmt: skip
CLIENT, SEND = "G", "K"
EARLIER = day(10)


def agency(folder, burnt, *moves):
    """One whose client used up so much, and of whom the bank told ``moves``."""
    made = Agency(folder / "agency", SHEETS, CONFIG)
    (made.folder / "bank").mkdir()
    made.run(NOW)
    told = Told(moves, first=day(15), last=day(1))
    (made.folder / "bank" / "a.txt").write_bytes(client_bank(told))
    made.add_row("Log", day(19), "Cone", "Call", burnt)
    made.run(NOW + timedelta(hours=1))
    return made


def rename(made, address):
    type_in(made.path, "Clients", {"A2": "Quux", "B2": address})
    for tab in ("Payments", "Log"):
        rows = enumerate(made.grid()[tab], 1)
        type_in(made.path, tab, {f"B{row}": "Quux" for row, cells in rows if "Cone" in cells})


def paid_by(number, amount, purpose, on=EARLIER):
    return Move(on, amount, name="Cone", account=ACMES, inn="", purpose=purpose, document=number)


def bank(made, header):
    head, *rows = made.grid()["Bank"]
    return [row[head.index(header)] for row in rows]


def cure_in_findings(made):
    """How to mend the client in Bank, as Findings says."""
    (cure,) = (row[3] for row in made.grid()["Findings"] if row[1] == "Bank!G2")
    return cure


@pytest.mark.parametrize("address", ["c@example.com", "new@example.com"])
def test_letters_wait_while_bank_names_the_former(tmp_path, address):
    """What staff chose says the former name: only they can put it right."""
    made = agency(tmp_path, 200, paid_by("1", 7000_00, "Advance"))
    type_in(made.path, "Bank", {f"{CLIENT}2": "Cone"})
    made.run(NOW + timedelta(hours=2))
    rename(made, address)
    for hours in (3, 4):
        made.run(NOW + timedelta(hours=hours))
        assert made.letters() == []
        cure = cure_in_findings(made)
        assert "Quux" in cure
        assert "Invest" not in cure  # who is only called alike
    type_in(made.path, "Bank", {f"{CLIENT}2": "Quux"})
    made.run(NOW + timedelta(hours=5))
    assert (made.letters(), bank(made, "State")) == ([], ["counted, as chosen"])


def test_letters_wait_where_bank_says_a_name_of_nobody_first(tmp_path):
    """Found: without the 7,000 that they had paid they were low, and nothing told whose it was."""
    made = agency(tmp_path, 200, paid_by("1", 7000_00, "Advance"))
    type_in(made.path, "Bank", {f"{CLIENT}2": "Cone"})
    made.run(NOW + timedelta(hours=2))
    type_in(made.path, "Bank", {f"{CLIENT}2": "Quux"})
    run = made.run(NOW + timedelta(hours=3))
    ((near, row),) = {(f.near, f.row) for f in run.reckoning.findings if f.code == "UNKNOWN_CLIENT"}
    assert (near, row, made.letters()) == ("Cone", 2, [])
    assert "Bank!G2" in [row[9] for row in made.grid()["Notices"]][-1]
    type_in(made.path, "Bank", {f"{CLIENT}2": "Cone"})
    made.run(NOW + timedelta(hours=4))
    assert (made.letters(), bank(made, "State")) == ([], ["counted, as chosen"])


def test_rows_that_were_matched_follow_by_a_persons_word(tmp_path):
    """Whom a letter asks; what staff chose beside another one is theirs to put right, first."""
    made = agency(tmp_path, 390)
    assert made.letters() == ["000001-low-cone.eml"]
    moves = paid_by("1", 1000_00, "Invoice 1", TODAY), paid_by("2", 500_00, "Advance", TODAY)
    (made.folder / "bank" / "a.txt").write_bytes(client_bank(Told(moves, first=TODAY, last=TODAY)))
    made.run(NOW + timedelta(hours=2))
    assert bank(made, "Matched") == ["Cone", ""]
    type_in(made.path, "Bank", {f"{CLIENT}3": "Cone"})
    made.run(NOW + timedelta(hours=3))
    rename(made, "c@example.com")
    made.run(NOW + timedelta(hours=4))
    type_in(made.path, "Notices", {f"{SEND}3": "yes"})
    for hours in (5, 6, 7):
        made.run(NOW + timedelta(hours=hours))
    assert bank(made, "Matched") == ["Quux", ""]
    assert bank(made, "State") == ["counted", "✖ held, see Findings"]
    assert made.letters() == ["000001-low-cone.eml"]
    type_in(made.path, "Bank", {f"{CLIENT}3": "Quux"})
    made.run(NOW + timedelta(hours=8))
    assert bank(made, "State") == ["counted", "counted, as chosen"]
    assert made.letters() == ["000001-low-cone.eml"]
