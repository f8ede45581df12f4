"""Headings and sums amid Payments are nobody's, and nothing else is: money stands there (design §15)."""

from datetime import date

import pytest

from sheets_sync.spreadsheet.protocol import Snapshot
from tests.reading.sheets import decoded, log, tab

ON = date(2026, 11, 20)
ABOVE = [[ON, "Acme", 100], [ON, "Bell", 200]]


def amid(*line):
    """The codes of what is told, and how many payments count, where a line stands amid them."""
    found = decoded(log(Payments=[*ABOVE, [*line], [ON, "Acme", 7]]))
    return found.codes(), len(found.book.payments)


@pytest.mark.parametrize("line", [
    ["październik 2026 r."], ["Жовтень 2026 р."], ["listopad"], ["Oct 2026"], ["окт. 2026"],
    ["October 2026"], ["Октябрь"], ["октябрь 2026 г."], ["Week 46"], ["Q4 2026"], [None, "October 2026"], [None, None, None, None, "Октябрь 2026"],
])  # fmt: skip
def test_a_heading_of_a_month_is_nobodys(line):
    """Found: three findings for ever at each month."""
    assert amid(*line) == ([], 3)


@pytest.mark.parametrize("line", [
    ["Total 45 000"], ["Итого за октябрь"], ["Итого: 12"], ["Total"], [None, "Total October"], [None, None, None, None, "Всего"],
    ["Total", None, 300], ["Итого за октябрь", None, "300,00 ₽"], [None, "Total", 300], [None, None, 300, None, "Subtotal"],
])  # fmt: skip
def test_a_total_that_is_no_money_or_the_sum_of_what_stands_above_is_nobodys(line):
    """Found: TOTALS_ROW for ever in a tab called as ours."""
    found = decoded(log(Payments=[*ABOVE, line, [ON, "Acme", 7]]), locale="ru")
    assert (found.codes(), len(found.book.payments)) == ([], 3)


def test_a_total_of_those_since_the_one_before_is_nobodys():
    sums = [*ABOVE, ["Total", None, 300], [ON, "Acme", 7], ["Total", None, 7], ["Total", None, 307]]
    assert decoded(log(Payments=sums)).codes() == []


@pytest.mark.parametrize("line", [
    ["October 2026", None, 50], ["October 2026", "Acme"], ["October 2026", "Acme", 50], ["October 2026", None, None, "bonus"], [ON, None, None], [None, "Acme"],
    ["Acme"], [ON, "October 2026", 50], ["soon"], [None, None, 300], ["2026"], [None, "Nobody"], ["Oct-26"], ["26 lis"],
    ["Total", None, 299], ["Total", None, 45000], [ON, "Total", 300], ["Total", "Acme", 300], ["Total redesign"], ["Total", None, 300, "bonus"], [None, "Total redesign", 300],
    ["Total", None, "about 300"], ["Total", None, 0],
])  # fmt: skip
def test_what_may_be_a_payment_is_told_as_ever(line):
    codes, many = amid(*line)
    assert codes
    assert many == 3


@pytest.mark.parametrize("line", [[ON, "Acme", 300], [ON, "Acme", 300, "bonus", "Total"], [ON, "Acme", 300, None, "October 2026"], [ON, "Acme", 300, None, "Total for October"]])  # fmt: skip
def test_a_payment_that_speaks_of_months_and_totals_counts(line):
    assert amid(*line) == ([], 4)


@pytest.mark.parametrize("name", ["May", "Total", "October 2026"])
def test_a_client_who_is_called_so_is_no_heading_and_no_total(name):
    found = decoded(log(Clients=[["Acme"], ["Bell"], [name, "a@b.example"]], Payments=[*ABOVE, [ON, name, 300], [None, name, 300], [None, name]]))  # fmt: skip
    assert found.codes() == ["MISSING_CELL", "MISSING_CELL", "MISSING_CELL"]
    assert len(found.book.payments) == 3


def test_a_month_beside_anything_that_may_be_ours_is_told():
    """Found by a stranger: what stood in a column that is not read was passed over with it."""
    rows = [["Date", "Client", "Amount", "Paid"], [ON, "Acme", 100, 100], ["October 2026", None, None, 500]]  # fmt: skip
    tabs = {**log().tabs, "Payments": tab("Payments", rows)}
    assert decoded(Snapshot(tabs, tuple(tabs))).codes()
