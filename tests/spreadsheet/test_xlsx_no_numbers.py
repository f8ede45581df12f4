"""Cells of a file that say that they are numbers and are none: NaN, as some libraries write (§4)."""

import os
import subprocess
import sys
from typing import Any

import openpyxl
import pytest

from sheets_sync.spreadsheet.xlsx.panics import panics_unsaid
from tests.spreadsheet.surgery import members, rebuilt
from tests.sync.agency import SHEETS, Agency, day


@pytest.mark.parametrize("rows", [3, 3_000])
@pytest.mark.parametrize("said", [b"NaN", b"INF"])
def test_they_are_findings_and_end_no_run(tmp_path, rows, said):
    head: list[Any] = ["Date", "Client", "Service", "Minutes"]
    log: list[list[Any]] = [head, *([day(3), "Acme", "Call", n + 30.5] for n in range(rows))]
    agency = Agency(tmp_path, {**SHEETS, "Log": log}, furnished=False)
    sheet = next(name for name, data in members(agency.path).items() if b"<v>31.5<" in data)
    xml = members(agency.path)[sheet].replace(b"<v>31.5<", b"<v>" + said + b"<", 1)
    rebuilt(agency.path, {sheet: xml})
    agency.run()
    found = [each for each in agency.report()["findings"] if each["tab"] == "Log"]
    assert [(each["code"], each["cell"]) for each in found] == [("BAD_NUMBER", "D3")]


HUGE = [
    (79_161_234_567, "[h]:mm"), (1e9, "[mm]:ss"), (-1e9, "[h]:mm:ss"), (1e30, "[h]:mm"), (-1e30, "h:mm"),
    (1e28, '0" min"'), (1e28, '0" Kč"'), (1e30, "0%"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "look"), HUGE)
@pytest.mark.parametrize("cell", ["D3", "E3", "F3"])
def test_numbers_too_large_for_their_formats_end_no_run(tmp_path, capfd, cell, number, look):
    """Minutes and Agreed price of a row wait; a column of staff's own is nobody's matter."""
    head: list[Any] = ["Date", "Client", "Service", "Minutes", "Agreed price", "Phone"]
    log: list[list[Any]] = [head, *([day(3), "Acme", "Call", 30 + n, None, 1] for n in range(3))]
    agency = Agency(tmp_path, {**SHEETS, "Log": log}, furnished=False)
    book = openpyxl.load_workbook(agency.path)
    book["Log"][cell].value = number
    book["Log"][cell].number_format = look
    book.save(agency.path)
    agency.run()
    found = agency.report()
    at = [each["cell"] for each in found["findings"] if each["tab"] == "Log"]
    assert at == ([] if cell == "F3" else [cell])
    assert found["rows"]["charged"] == (3 if cell == "F3" else 2)
    assert capfd.readouterr().err == ""  # the reader's own trace among them


def test_what_others_say_while_a_workbook_is_read_is_said(capfd):
    with panics_unsaid():
        os.write(2, b"a line of the log\n")
    assert capfd.readouterr().err == "a line of the log\n"


def test_a_service_without_stderr_reads_workbooks(tmp_path):
    agency = Agency(tmp_path)
    command = [sys.executable, "-m", "sheets_sync", "--config", tmp_path / "config.toml", "now"]
    assert subprocess.call(command, stdout=subprocess.DEVNULL, preexec_fn=lambda: os.close(2)) == 0
    assert agency.report()["rows"]["held"] == 1
