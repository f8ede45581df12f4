"""Charts below Summary's table are printed whole, on a page of their own where need be (§18)."""

import re
import zipfile
from datetime import timedelta

import openpyxl
import pytest
from openpyxl.worksheet.pagebreak import Break

from sheets_sync.showing.own_tabs import SUMMARY
from tests.sync.agency import NOW, Agency
from tests.sync.test_summary_charts import rows

HEADER = SUMMARY.header_row


def breaks(path):
    """After which rows (from 1) Summary has a page break."""
    with zipfile.ZipFile(path) as file:
        names = openpyxl.load_workbook(path).sheetnames
        data = file.read(f"xl/worksheets/sheet{names.index('Summary') + 1}.xml").decode()
    return [int(row) for row in re.findall(r'<brk [^>]*id="(\d+)"', data)]


@pytest.mark.parametrize(("clients", "found"), [(3, []), (9, []), (15, [HEADER + 15]), (40, [HEADER + 40])])  # fmt: skip
def test_charts_that_would_go_over_two_pages_have_one_of_their_own(tmp_path, clients, found):
    agency = Agency(tmp_path, rows(clients))
    agency.run()
    assert breaks(agency.path) == found
    data = agency.path.read_bytes()
    assert agency.run(NOW + timedelta(minutes=1)).cells_written == 0
    assert agency.path.read_bytes() == data


def grown(path, clients):
    """Staff enter more clients."""
    book = openpyxl.load_workbook(path)
    for tab in ("Clients", "Payments", "Log"):
        there = {row[0].value for row in book["Clients"].iter_rows(min_row=2)}
        for row in rows(clients)[tab][1:]:
            if tab != "Clients" or row[0] not in there:
                book[tab].append(row)
    return book


def breaks_once_grown(folder, before, now, edit=lambda _: None):
    """The breaks of a Summary of so many clients that a manager edits while staff enter more."""
    agency = Agency(folder, rows(before))
    agency.run()
    book = grown(agency.path, now)
    edit(book["Summary"])
    book.save(agency.path)
    agency.run(NOW + timedelta(minutes=1))
    return breaks(agency.path)


def test_the_break_goes_down_with_the_charts(tmp_path):
    assert breaks_once_grown(tmp_path, 15, 22) == [HEADER + 22]


def test_breaks_that_managers_set_stay_and_are_all(tmp_path):
    def edit(summary):
        summary.row_breaks.brk[0].id = 10

    assert breaks_once_grown(tmp_path, 15, 22, edit) == [10]


def test_a_tab_that_managers_print_in_their_way_has_none(tmp_path):
    def edit(summary):
        summary.page_setup.fitToHeight = 1

    assert breaks_once_grown(tmp_path, 3, 22, edit) == []


def test_ours_goes_with_the_charts_however_the_tab_is_printed_now(tmp_path):
    def edit(summary):
        summary.page_setup.fitToHeight = 2

    assert breaks_once_grown(tmp_path, 15, 22, edit) == [HEADER + 22]


def test_a_break_of_theirs_above_the_charts_stays_where_all_would_fit_on_a_page(tmp_path):
    def edit(summary):
        summary.row_breaks.append(Break(id=HEADER + 3))

    assert breaks_once_grown(tmp_path, 3, 5, edit) == [HEADER + 5]


@pytest.mark.parametrize("theirs", [10, HEADER + 18, HEADER + 40])
def test_ours_goes_down_beside_theirs(tmp_path, theirs):
    def edit(summary):
        summary.row_breaks.append(Break(id=theirs))

    assert breaks_once_grown(tmp_path, 15, 22, edit) == sorted([HEADER + 22, theirs])


def test_where_theirs_stands_where_ours_would_go_there_is_one(tmp_path):
    def edit(summary):
        summary.row_breaks.append(Break(id=HEADER + 22))

    assert breaks_once_grown(tmp_path, 15, 22, edit) == [HEADER + 22]
