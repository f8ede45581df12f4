"""A number that the comma of a CSV file cut in two, beside columns that are there (§15)."""

from typing import Any

import pytest

from tests.sync.agency import QUIET, Agency, day

SHEETS: dict[str, list[list[Any]]] = {
    "Clients": [["Client"], ["Acme"]],
    "Prices": [["Service", "Unit", "Price"], ["Call", "h", 60], ["Banner", "pc", 10]],
    "Payments": [["Date", "Client", "Amount"], [day(9), "Acme", 1]],
}
WORK = "2026-11-20,Acme,Call"


def report(folder, lines, role="log"):
    """What a workbook has with that file as its source of a role."""
    (folder / "exports").mkdir(parents=True)
    (folder / "exports/june.csv").write_text("\n".join(lines), encoding="utf-8")
    config = f"{QUIET}[tabs]\n{role} = {{ file = 'exports/*.csv' }}\n"
    log = {} if role == "log" else {"Log": [["Date", "Client", "Service", "Minutes"]]}
    return Agency(folder, SHEETS | log, config, furnished=False).report()


HELD = [
    (["Hours,Note", "1,50", "2,25"], [2, 3]),
    (["Hours,Note", "1,50", "2"], [2]),
    (["Hours,Note", "1,50", "2,called"], [2]),
    (["Hours,Note", "1,500"], [2]),
    (["Hours,Note", "0,0625"], [2]),
    (["Hours,Staff,Note", "1,50", "2,Anna,x"], [2]),
    (["Hours,Staff,Note", "1,50,Anna", "2,Boris,x"], [2]),
    (["Hours,Staff,Note", "1.5,Anna,x", "1,50,Anna"], [3]),
    (["Hours,Channel", "1,50"], [2]),
    (["Hours,,Note", "1,50,x"], [2]),
    (["Hours,Order", "1,50", "2"], [2]),
    (["Hours,Order", "1,50", "2,00"], [2, 3]),
    (["Quantity,Minutes", "1,50", "3"], [2]),
    (["Quantity,Minutes", "1,05", "3,20"], [2, 3]),
    (["Hours,Agreed price", "1,50", "3"], [2]),
    (["Agreed price,Note", "650,50"], [2]),
    (["Hours,Ours", "1,50", "2"], [2]),
]
"""Headers from the fourth on, their cells, and the lines that wait."""


@pytest.mark.parametrize(("lines", "waiting"), HELD)
def test_a_number_that_may_be_cut_waits_with_its_line(tmp_path, lines, waiting):
    head, *rows = lines
    found = report(tmp_path, [f"Date,Client,Service,{head}", *(f"{WORK},{row}" for row in rows)])
    cut = [each for each in found["findings"] if each["code"] == "BAD_NUMBER"]
    assert [each["cell"] for each in cut] == [f"line {line}" for line in waiting]
    assert all(f'"{each["text"]}"' in each["hint"] and '";"' in each["hint"] for each in cut)
    assert cut[0]["text"] == rows[waiting[0] - 2].removesuffix(",Anna").removesuffix(",x")
    assert found["rows"]["charged"] == len(rows) - len(waiting)


SURE = [
    ["Quantity,Minutes", "2,30", "3,45"],
    ["Quantity,Minutes,Note", "2,30,x", "3,45,"],
    ["Hours,Order", "1,50", "2,7"],
    ["Hours,Order", "1.5,7", "2,50", "2"],
    ["Hours,Staff", "1.5,12", "2,12"],
    ["Hours,Note", '"1","50"', "2,called"],
    ["Hours,Note", "1,2026 was better", "2,"],
    ["Hours,Billable", "1,1", "2,0"],
    ["Hours,Note", "2,10250"],
]


@pytest.mark.parametrize("lines", SURE)
def test_cells_that_are_surely_two_count(tmp_path, lines):
    head, *rows = lines
    found = report(tmp_path, [f"Date,Client,Service,{head}", *(f"{WORK},{row}" for row in rows)])
    assert found["findings"] == []
    assert found["rows"]["charged"] == len(rows)


def test_where_semicolons_separate_two_cells_are_two(tmp_path):
    lines = ["Date;Client;Service;Hours;Note", f"{WORK},1,50".replace(",", ";")]
    assert report(tmp_path, lines)["findings"] == []


def test_payments_and_prices_of_a_file_as_well(tmp_path):
    paid = ["Date,Client,Amount,Reference", "2026-11-20,Acme,100,50", "2026-11-20,Acme,7,INV-1"]
    found = report(tmp_path / "payments", paid, "payments")
    assert [(each["code"], each["cell"]) for each in found["findings"]] == [
        ("BAD_NUMBER", "line 2")
    ]
    assert found["clients"][0]["paid"] == "7.00"
    priced = ["Service,Price,Note", "Call,1,50", "Banner,7,each"]
    found = report(tmp_path / "prices", priced, "prices")
    assert ("BAD_NUMBER", "line 2") in {(each["code"], each["cell"]) for each in found["findings"]}


def test_in_a_tracker_s_export_as_well(tmp_path):
    (tmp_path / "exports").mkdir()
    head = "Date,Client,Project,Task,Hours,Notes,First Name,Last Name"
    lines = [head, "2026-11-20,Acme,P,Call,1,50,Anna,B", "2026-11-20,Acme,P,Call,2,x,Anna,B"]
    (tmp_path / "exports/june.csv").write_text("\n".join(lines), encoding="utf-8")
    config = f"{QUIET}[tabs]\nlog = {{ file = 'exports/*.csv', preset = 'harvest' }}\n"
    found = Agency(tmp_path, SHEETS, config, furnished=False).report()
    assert ("BAD_NUMBER", "line 2") in {(each["code"], each["cell"]) for each in found["findings"]}
    assert found["rows"] == {"log": 2, "charged": 1, "unpriced": 0, "held": 1}
