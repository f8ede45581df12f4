"""A price is charged as what its row says, wherever it says it: a unit under another header, in the
service's name, an end that we do not keep (design §15)."""

from datetime import date

import pytest

from sheets_sync.spreadsheet.protocol import Snapshot
from tests.reading.sheets import HEADERS, TODAY, decoded, log, row, tab


def priced(header, *prices, rows=((None, 90),)):
    """Prices as given, and log rows of Call with those (quantity, minutes)."""
    book = log(*(row(quantity=quantity, minutes=minutes) for quantity, minutes in rows))
    tabs = {**book.tabs, "Prices": tab("Prices", [header, *prices])}
    return decoded(Snapshot(tabs, tuple(tabs)))


def variants(found):
    return [f"{each.code}.{each.variant}" for each in found.findings if each.role == "prices"]


@pytest.mark.parametrize("header", [
    "Time unit", "Billing unit", "Unit type", "Basis", "Billed by", "Rate type", "Units", "Per", "Whatever", None,
    "Единицы", "За", "Тарификация", "Измерение", "За единицу", "Ед. измерения",
])  # fmt: skip
@pytest.mark.parametrize("cell", ["hour", "час", "per hour"])
@pytest.mark.parametrize("ours", [False, True])
def test_an_hourly_price_whose_unit_stands_under_another_header_waits(header, cell, ours):
    unit = (["Unit"], [None]) if ours else ([], [])
    found = priced(["Service", header, "Price", *unit[0]], ["Call", cell, 60, *unit[1]])
    assert variants(found) == ["NEAR_HEADER.units_beside"]
    assert ("NEAR_HEADER", "Prices!B1") in found.found()
    assert (found.states(), found.charges()) == ((0, 1, 0), [0])


@pytest.mark.parametrize("unit", ["h", "pc"])
def test_a_unit_typed_where_we_read_it_settles_that(unit):
    found = priced(["Service", "Basis", "Price", "Unit"], ["Call", "hour", 60, unit])
    assert variants(found) == []
    assert found.states() == (1, 0, 0)


@pytest.mark.parametrize(("header", "cells"), [
    ("Delivery", ["2 days", "1 week"]), ("Duration", ["60 min", "90 min"]), ("Type", ["remote", "on site"]),
    ("Sold by", ["pc", "page"]), ("Who", ["Ann", None]), ("Remark", ["done within the hour of a call", None]),
])  # fmt: skip
def test_a_column_of_anything_else_is_nobodys_matter(header, cells):
    prices = [[service, cell, 60] for service, cell in zip(["Call", "Banner"], cells, strict=True)]
    found = priced(["Service", header, "Price"], *prices)
    assert variants(found) == []
    assert found.charges() == [6000]


@pytest.mark.parametrize(("header", "cell"), [("Minimun", "60"), ("Rounding", "1/2 h"), ("Customer", "1C"), ("Since", 2027), ("Included hours", "1:30"), ("Included", "1 h")])  # fmt: skip
def test_terms_under_a_header_that_is_nearly_ours_wait_too(header, cell):
    found = priced(["Service", "Unit", "Price", header], ["Call", "min", 1, cell])
    assert variants(found) == ["NEAR_HEADER.terms_beside"]
    assert found.states() == (0, 1, 0)
    blank = priced(["Service", "Unit", "Price", header], ["Call", "min", 1, None])
    assert (variants(blank), blank.charges()) == ([], [9000])


@pytest.mark.parametrize(("header", "cell"), [
    ("Increment", "none"), ("Included", "no"), ("Included", 0), ("Customer", "all"), ("Since", "ask"), ("Account", 4010), ("Package hours", "-"), ("Valid until", "further notice"),
    ("Type", "fixed"), ("Description", "A piece"), ("Discount", 0), ("Pack", 0),
])  # fmt: skip
def test_a_column_that_says_no_term_holds_nothing(header, cell):
    """Found: prices waited for "no", and a discount of 0 was told in every run."""
    found = priced(["Service", "Unit", "Price", header], ["Call", "min", 1, cell])
    assert (variants(found), found.charges()) == ([], [9000])


@pytest.mark.parametrize("service", ["Design, h", "Design (hour)", "Design per hour", "Дизайн, час", "Дизайн за час", "Design / h", "Design, per hour",
    "Design hourly", "Hourly design", "Design (hourly)", "Design 1 h", "Hour", "Дизайн почасовой", "Почасовая оплата", "Дизайн 1 час", "Час"])  # fmt: skip
def test_a_service_whose_name_is_by_the_hour_and_whose_unit_is_blank_waits_where_hours_are_logged(
    service,
):
    def named(unit=None, minutes=90, quantity=None):
        work = row(service=service, quantity=quantity, minutes=minutes)
        return decoded(log(work, Prices=[[None, service, unit, 60]]))

    found = named()
    assert variants(found) == ["BAD_UNIT.named"]
    assert found.states() == (0, 1, 0)
    assert ("BAD_UNIT", "Prices!C2") in found.found()
    for settled in (
        named("pc"),
        named("h"),
        named(minutes=60),
        named(minutes=None),
        named(quantity=2),
    ):
        assert variants(settled) == []
        assert settled.states() == (1, 0, 0)


@pytest.mark.parametrize(
    "service",
    [
        "Happy hour",
        "Hourglass",
        "Rush hour call",
        "Design, hourglass",
        "Half-day",
        "Minutes of a meeting",
        "Часовая консультация",
    ],
)
def test_a_service_that_only_mentions_a_time_is_a_piece(service):
    found = decoded(log(row(service=service, minutes=90), Prices=[[None, service, None, 60]]))
    assert variants(found) == []
    assert found.charges() == [6000]


@pytest.mark.parametrize(
    "header", ["Valid until", "Valid to", "Until", "To", "End", "Expires", "До", "Действует до"]
)
def test_an_end_of_a_price_is_told(header):
    def ended(cell):
        return priced(["Service", "Unit", "Price", header], ["Call", "min", 1, cell])

    assert variants(ended("2026-01-06")) == ["NEAR_HEADER.until"]
    assert variants(ended(None)) == []
    assert ("NEAR_HEADER", "Prices!D1") in ended("2026-01-06").found()


@pytest.mark.parametrize(
    "header", ["Discount", "Discount amount", "Сумма скидки", "Discount, %", "Скидка", "Скидка %"]
)
@pytest.mark.parametrize("tab_name", ["Log", "Prices"])
def test_a_discount_is_told(header, tab_name):
    book = log(row())
    columns = book.tabs[tab_name].columns
    rows = [[*each] for each in zip(*columns, strict=True)]
    rows[0].append(header)
    rows[1].append(50)
    tabs = {**book.tabs, tab_name: tab(tab_name, rows)}
    found = decoded(Snapshot(tabs, tuple(tabs)))
    assert [(each.code, each.variant) for each in found.findings] == [
        ("NEAR_HEADER", "reduced" if tab_name == "Log" else "discount")
    ]
    assert found.found()[0][1].endswith("1")
    assert found.charges() == [5000]


@pytest.mark.parametrize(("header", "told"), [
    ("Price", True), ("Rate", True), ("Rate, EUR/h", True), ("Hourly rate", True), ("Amount (USD)", True), ("Fee", True), ("Сумма", True),
    ("Ставка, руб/час", True), ("Total", False), ("Rated by", False), ("Price list", False), ("Charge", False),
])  # fmt: skip
def test_sums_of_staffs_own_beside_rows_are_told(header, told):
    """Found: a filled Rate in Log was read by nobody, and nobody was told."""
    book = log(row(minutes=60))
    rows = [[*each] for each in zip(*book.tabs["Log"].columns, strict=True)]
    rows[0].append(header)
    rows[1].append(50)
    tabs = {**book.tabs, "Log": tab("Log", rows)}
    found = decoded(Snapshot(tabs, tuple(tabs)))
    assert [each.variant for each in found.findings] == ["sums"] * told
    rows[1][-1] = None
    blank = {**book.tabs, "Log": tab("Log", rows)}
    assert decoded(Snapshot(blank, tuple(blank))).found() == []


@pytest.mark.parametrize(("header", "cells"), [
    ("Rate", ["good", "ok"]), ("Fee", ["x", None]), ("Cost", ["internal", "internal"]), ("Price", ["n/a", "-"]), ("Times", ["9-11", "11-12"]), ("Surcharge", [0, "0 %"]),
    ("Crew", [1, 2]), ("People", [1, "1"]), ("Hour", [9, 10]), ("Min", [5, 10]), ("Hours est.", [2, 3]), ("Bill", ["B-1", "B-2"]), ("Discount", [0, 0]),
    ("Fixed price", ["yes", "no"]), ("Note (client)", ["a", "b"]), ("Оценка, ч", [2, 3]), ("Цена", ["договорная", None]), ("Наценка", ["нет", 0]),
])  # fmt: skip
def test_columns_of_the_log_that_say_nothing_of_a_charge_are_nobodys_matter(header, cells):
    """Found: a Rate of good and ok, a Crew, an Hour of the day were told in every run."""
    logged = [[TODAY, "Acme", "Banner", 2, "Ann", cell] for cell in cells]
    book = log(row())
    first = ["Date", "Client", "Service", "Quantity", "Staff", header]
    tabs = {**book.tabs, "Log": tab("Log", [first, *logged])}
    found = decoded(Snapshot(tabs, tuple(tabs)))
    assert [each.code for each in found.findings if each.code == "NEAR_HEADER"] == []


@pytest.mark.parametrize(("header", "cells", "told"), [
    ("Rate", ["good", "50 EUR"], "sums"), ("Discount", [0, "10%"], "reduced"), ("Times", [1, "x2"], "multiplied"), ("Price", ["$ 7.50", None], "sums"),
    ("Hrs", [2, 3], "labour_beside"), ("Special price", [0, 70], None), ("Chargeable", ["yes", "no"], None),
])  # fmt: skip
def test_columns_of_the_log_that_do_are_told(header, cells, told):
    logged = [[TODAY, "Acme", "Banner", 2, "Ann", cell] for cell in cells]
    book = log(row())
    first = ["Date", "Client", "Service", "Quantity", "Staff", header]
    tabs = {**book.tabs, "Log": tab("Log", [first, *logged])}
    found = decoded(Snapshot(tabs, tuple(tabs)))
    assert [each.variant for each in found.findings if each.code == "NEAR_HEADER"] == [told]


def test_columns_of_ours_whose_marks_are_gone_are_no_sums_of_staffs():
    book = log(row(minutes=60))
    rows = [[*each] for each in zip(*book.tabs["Log"].columns, strict=True)]
    rows[0] += ["Status", "Price", "Charge", "Balance"]
    rows[1] += [None, 1, 60, 100]
    tabs = {**book.tabs, "Log": tab("Log", rows)}
    assert decoded(Snapshot(tabs, tuple(tabs))).found() == []


@pytest.mark.parametrize("header", ["Qty", "Quantity", "Кол-во", "Per", "Pack"])
@pytest.mark.parametrize("cell", [60, "60", 0.5, "1000 pcs"])
def test_a_price_of_many_waits(header, cell):
    """Found: 6000 for 60 minutes was 6000 for each."""
    found = priced(["Service", "Unit", header, "Price"], ["Call", "min", cell, 6000])
    assert [f"{each.code}" for each in found.findings if each.role == "prices"] == ["NEAR_HEADER"]
    assert (found.states(), found.charges()) == ((0, 1, 0), [0])
    for one in (1, "1", 1.0, "1.00", None):
        assert priced(["Service", "Unit", header, "Price"], ["Call", "min", one, 60]).states() == (
            1,
            0,
            0,
        )


@pytest.mark.parametrize("header", ["For", "Applies to", "Client name", "Whose", None])
@pytest.mark.parametrize("ours", [False, True])
def test_a_price_of_a_client_under_another_header_is_nobody_elses(header, ours):
    """Found: a client's special price was charged to everybody."""
    client = (["Client"], [None]) if ours else ([], [])
    theirs = ["Call", "min", 1, "Bell", *client[1]]
    found = priced(["Service", "Unit", "Price", header, *client[0]], theirs)
    assert variants(found) == ["NEAR_HEADER.terms_beside"]
    assert ("NEAR_HEADER", "Prices!D1") in found.found()
    assert found.states() == (0, 1, 0)
    everyones = priced(
        ["Service", "Unit", "Price", header, "Client"], ["Call", "min", 1, "Bell", "*"]
    )
    assert (variants(everyones), everyones.charges()) == ([], [90_00])


@pytest.mark.parametrize("header", ["Start date", "Effective from", "Gültig ab", "Дата начала", "Min. hours", "Round to", "Free hours", "Package hours"])  # fmt: skip
def test_more_names_of_terms_wait(header):
    """Found: next month's price counted now, a minimum not at all."""
    cell = 2 if "hours" in header or header == "Round to" else date(2026, 12, 1)
    found = priced(["Service", "Unit", "Price", header], ["Call", "min", 1, cell])
    assert variants(found) == ["NEAR_HEADER.terms_beside"]
    assert found.states() == (0, 1, 0)


def test_columns_that_name_clients_by_chance():
    """A name among many other words is a remark; so is what nobody is called."""
    header = ["Service", "Unit", "Price", "Remark"]
    rows = [["Call", "min", 1, "Ann's"], ["Banner", None, 2, "Acme"], ["Logo", None, 3, "old"]]
    assert variants(priced(header, *rows)) == []


@pytest.mark.parametrize(("name", "header", "cell", "told"), [
    ("Log", "Multiplier", 2, "multiplied"), ("Log", "Коэффициент", "1,5", "multiplied"), ("Log", "People", 2, "multiplied"), ("Log", "People", 1, None),
    ("Log", "Crew", "Ann, Bob", None), ("Clients", "Discount, %", 10, "of_client"), ("Clients", "Hourly rate", 80, "of_client"), ("Clients", "Ставка", None, None),
    ("Clients", "Rate", "A", None), ("Clients", "Tariff", "Pro", None), ("Clients", "Price", "VIP", None), ("Clients", "Discount", 0, None), ("Clients", "Surcharge", 0, None), ("Clients", "Contact", "Ann", None), ("Clients", "Stage", "won", None), ("Clients", "Notes", "x", None), ("Log", "Примечания", "x", None),
])  # fmt: skip
def test_what_would_change_a_charge_and_has_no_column_of_ours_is_told(name, header, cell, told):
    book = log(row())
    logged: list[list[object]] = [[*HEADERS["Log"][:3], "Minutes"], [TODAY, "Acme", "Call", 5]]
    first, of = logged if name == "Log" else [["Client"], ["Acme"]]
    tabs = {**book.tabs, name: tab(name, [[*first, header], [*of, cell]])}
    found = decoded(Snapshot(tabs, tuple(tabs)))
    said = [f"{each.variant}" for each in found.findings if each.code == "NEAR_HEADER"]
    assert said == ([told] if told else [])
    assert found.states() == (1, 0, 0)


@pytest.mark.parametrize(("header", "cell"), [("Package", "Basic"), ("Bundle", "no"), ("Incl.", "VAT"), ("Start", "ask"), ("Number", 3), ("Date", date(2026, 1, 9))])  # fmt: skip
def test_words_that_lists_have_for_other_things_hold_no_price(header, cell):
    """Found: a list with packages, numbers, or the day of its revision charged nothing."""
    found = priced(["Service", "Unit", "Price", header], ["Call", "min", 1, cell])
    assert "NEAR_HEADER.terms_beside" not in variants(found)
    assert found.states() == (1, 0, 0)
