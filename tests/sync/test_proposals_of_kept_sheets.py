"""What ``init`` proposes for sheets as agencies and trackers keep them, and what they come to (§15)."""

from datetime import date
from typing import Any

import pytest

from sheets_sync.config import load
from sheets_sync.errors import ConfigError
from sheets_sync.reading.sources.guesses import guess
from sheets_sync.use_cases import furnishing
from tests.reading.sheets import tab
from tests.sync.agency import QUIET, Agency, day, read_grid
from tests.sync.test_proposals import lines_of, refused

KNOWN: dict[str, list[list[Any]]] = {
    "Clients": [["Client"], ["Acme"], ["Bell"]],
    "Prices": [["Service", "Unit", "Price"], ["Design", "h", 60], ["Call", "h", 60]],
    "Payments": [["Date", "Client", "Amount"], [date(2026, 11, 1), "Acme", 1000]],
}
HEAD = ["Date", "Member", "Client", "Project", "Task"]


def charged(agency: Agency) -> tuple[dict[str, float], list[str]]:
    """What the proposed lines charge, by client, and what is found."""
    lines = lines_of(refused(agency)).replace('service = "..."', 'service = "Design"')
    (agency.folder / "config.toml").write_text(f"{QUIET}{lines}\n", encoding="utf-8")
    furnishing.furnish(agency.config, None, lambda _: None)
    found = agency.report()
    sums = {each["client"]: float(each["charged"]) for each in found["clients"]}
    return sums, [each["code"] for each in found["findings"]]


def test_a_sheet_that_staff_kept_has_its_sums_and_gets_no_columns_of_theirs(tmp_path):
    """Found: sums were findings for ever, and eight columns of staff's were made beside theirs."""
    rows: list[list[Any]] = [
        [day(5), "Anna", "Acme", "Site", "Design", 1.5],
        [day(4), "Boris", "Bell", "Shop", "Call", 0.5],
        ["Week 45 total", None, None, None, None, 2],
    ]
    agency = Agency(tmp_path, {**KNOWN, "Work": [[*HEAD, "Hours"], *rows]}, furnished=False)
    assert charged(agency) == ({"Acme": 90, "Bell": 30}, [])
    heads = [cell for cell in read_grid(agency.path)["Work"][0] if cell]
    assert heads == [*HEAD, "Hours", "Status", "Price", "Charge", "Balance"]


def test_time_that_clients_pay_for_is_the_quantity_beside_what_was_worked(tmp_path):
    """Everhour: 20 minutes that are not billable were charged."""
    rows = [
        ["2026-11-03", "Anna", "Acme", "Site", "Design", "1:30", "1:30"],
        ["2026-11-04", "Anna", "Acme", "Site", "Design", "0:20", "0:00"],
        ["2026-11-05", "Boris", "Bell", "Shop", "Call", "2:05", "1:00"],
    ]
    head = [*HEAD, "Time", "Billable time"]
    agency = Agency(tmp_path, {**KNOWN, "Everhour": [head, *rows]}, furnished=False)
    assert charged(agency) == ({"Acme": 90, "Bell": 60}, [])


@pytest.mark.parametrize(
    "said",
    [("yes", "no"), ("INV-1", "INV-2"), (day(3), day(2)), (True, False), ("-", "-"), ("x", None)],
)
def test_what_is_no_hours_is_no_quantity_whatever_its_header(tmp_path, said):
    """Found: each row waited of a sheet whose "Hours billed" says the invoice, or yes."""
    rows = [
        [day(5 - at), "Anna", "Acme", "Site", "Design", 1, each] for at, each in enumerate(said)
    ]
    head = [*HEAD, "Hours", "Hours billed"]
    agency = Agency(tmp_path, {**KNOWN, "Work": [head, *rows]}, furnished=False)
    assert charged(agency)[0]["Acme"] == 120


def test_prices_of_a_log_of_billed_hours_are_for_an_hour(tmp_path):
    rows = [[day(5), "Anna", "Acme", "Site", "Design", 1.5, 1]]
    sheets: dict[str, Any] = {"Work": [[*HEAD, "Hours", "Billed Hours"], *rows]}
    agency = Agency(tmp_path, sheets, furnished=False)
    lines = lines_of(refused(agency))
    (tmp_path / "config.toml").write_text(f"{QUIET}{lines}\n", encoding="utf-8")
    furnishing.furnish(agency.config, None, lambda _: None, from_log=True)
    assert read_grid(agency.path)["Prices"][1][1:3] == ["Design", "h"]


def test_hours_that_clients_pay_for_alone_are_the_labour(tmp_path):
    rows = [[day(5), "Anna", "Acme", "Site", "Design", 1.5]]
    sheets: dict[str, Any] = {**KNOWN, "Work": [[*HEAD, "Billable hours"], *rows]}
    assert charged(Agency(tmp_path, sheets, furnished=False)) == ({"Acme": 90, "Bell": 0}, [])


@pytest.mark.parametrize("more", [["Rate", "Amount"], ["Amount"], ["Rate", "Sum"]])
def test_work_with_its_sums_is_no_list_of_payments(tmp_path, more):
    """Found: Date, Client, Description, Hours, Rate, Amount were proposed as payments: what clients
    owe would have been credited to them."""
    head = ["Date", "Client", "Description", "Hours", *more]
    rows = [[day(5), "Acme", "Logo", 1.5, *[90 for _ in more]]]
    agency = Agency(tmp_path, {**KNOWN, "Work": [head, *rows]}, furnished=False)
    assert 'service = "..."' in refused(agency)
    assert charged(agency)[0] == {"Acme": 90, "Bell": 0}


@pytest.mark.parametrize("more", ["Hours", "Min", "Activity"])
def test_what_may_be_payments_for_all_that_is_told_where_an_empty_list_of_them_is_made(
    tmp_path, more
):
    """Found: where a log is known, payments with the hours that they bought were left without a word."""
    log = [["Date", "Client", "Service", "Hours"], [day(5), "Acme", "Design", 1]]
    money = [["Date", "Client", "Amount", more], [day(9), "Acme", 500, 10]]
    sheets: dict[str, Any] = {**KNOWN, "Log": log, "Money": money}
    del sheets["Payments"]
    agency = Agency(tmp_path, sheets, furnished=False)
    told = 'The tab "Money" seems to be work with its sums, and no payments: it is left alone.'
    assert any(told in line for line in furnishing.furnish(agency.config, None, lambda _: None))
    named = f'{QUIET}[tabs]\npayments = "Money"\n'
    (tmp_path / "config.toml").write_text(named, encoding="utf-8")
    found = agency.report()["clients"]
    assert {each["client"]: each["paid"] for each in found}["Acme"] == "500.00"


@pytest.mark.parametrize(
    "head",
    [["Date", "Time", "Client", "Amount"], ["Date", "Client", "Amount", "Method"], ["When", "Payer", "Paid", "Note"]],
)  # fmt: skip
def test_payments_are_payments_still(head):
    values = {"Time": "14:30", "Amount": 100, "Paid": 100, "Client": "Acme", "Payer": "Acme"}
    found = guess(tab("x", [head, [values.get(each, day(3) if each in ("Date", "When") else "x") for each in head]]))  # fmt: skip
    assert found is not None
    assert found.role == "payments"


@pytest.mark.parametrize(
    ("days", "order", "acme"),
    [(["11/13/2026", "11/4/2026"], "m/d/y", 90), (["13/11/2026", "4/11/2026"], "d/m/y", 90)],
)
def test_the_order_of_days_that_a_column_tells_is_proposed(tmp_path, days, order, acme):
    rows = [
        [days[0], "Anna", "Acme", "Site", "Design", 1],
        [days[1], "Anna", "Acme", "Site", "Design", 0.5],
    ]
    agency = Agency(tmp_path, {**KNOWN, "Work": [[*HEAD, "Hours"], *rows]}, furnished=False)
    assert f'dates = "{order}"' in refused(agency)
    assert charged(agency) == ({"Acme": acme, "Bell": 0}, [])


def test_an_order_of_a_text_that_strayed_in_is_not(tmp_path):
    days = [day(5), day(6), "23/11/2026"]
    rows = [[each, "Anna", "Acme", "Site", "Design", 1] for each in days]
    agency = Agency(tmp_path, {**KNOWN, "Work": [[*HEAD, "Hours"], *rows]}, furnished=False)
    assert "dates" not in lines_of(refused(agency))


def test_an_order_that_nothing_tells_is_not(tmp_path):
    rows = [["11/3/2026", "Anna", "Acme", "Site", "Design", 1]]
    agency = Agency(tmp_path, {**KNOWN, "Work": [[*HEAD, "Hours"], *rows]}, furnished=False)
    assert "dates" not in lines_of(refused(agency))


def test_minutes_beside_hours_are_named_with_the_way_to_add_them(tmp_path):
    rows = [[day(5), "Anna", "Acme", "Site", "Design", 1, 30]]
    sheets: dict[str, Any] = {**KNOWN, "Work": [[*HEAD, "Hours spent", "Minutes spent"], *rows]}
    said = refused(Agency(tmp_path, sheets, furnished=False))
    assert 'stands "Minutes spent", which would not be read' in said
    assert 'call them "Hours" and "Minutes"' in said


def test_a_header_that_says_its_unit_needs_no_word_of_its_values(tmp_path):
    rows = [[day(5), "Anna", "Acme", "Site", "Design", 90]]
    sheets: dict[str, Any] = {**KNOWN, "Work": [[*HEAD, "Hours spent"], *rows]}
    said = refused(Agency(tmp_path, sheets, furnished=False))
    assert 'minutes = { header = "Hours spent", unit = "h" }' in said
    assert "is taken for" not in said


def test_a_tab_that_is_called_as_one_of_ours_is_to_be_renamed(tmp_path):
    head = ["Дата", "Клиент", "Задача", "Кто", "Часы"]
    rows = [[day(5), "Ромашка", "Сайт", "Анна", 1.5]]
    agency = Agency(tmp_path, {"Трудозатраты": [head, *rows]}, furnished=False)
    assert "Rename it first" in refused(agency)


@pytest.mark.parametrize(
    "head",
    [
        ["Tag 1", "Tag 3", "Notes", "Date", "Duration"], ["Date", "Acme", "Bell"],
        ["Ключ", "Сводка", "Начало", "Время в задаче"], ["Spotkanie", "Kto był", "Kiedy", "Ile"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("text", [True, False])
def test_a_sheet_whose_headers_nobody_knows_is_told_and_the_cure_is_there(tmp_path, head, text):
    """Found: ``init`` made an empty Log beside it, without a word."""
    days = ("Date", "Начало", "Kiedy")
    figures = ("Duration", "Время в задаче", "Ile", "Acme", "Bell")
    moment = "03.11.2026" if text else day(3)
    row = [moment if h in days else 1.5 if h in figures else "x" for h in head]
    agency = Agency(tmp_path, {**KNOWN, "Stuff": [head, row, row]}, furnished=False)
    told = [
        each for each in furnishing.furnish(agency.config, None, lambda _: None) if "Stuff" in each
    ]
    [said] = told
    assert '[tabs] log = { tab = "Stuff" }' in said
    assert f'date = "{next(each for each in head if each in days)}"' in said


@pytest.mark.parametrize(
    "days",
    [["Mon", "Tue", "Wed", "Thu", "Fri"], ["Пн", "Вт", "Ср"], ["Mo.", "Di.", "Mi."], [day(5), day(4), day(3)],
     ["02.11.2026", "03.11.2026", "04.11.2026"]],
)  # fmt: skip
def test_a_sheet_with_a_column_a_day_is_told(tmp_path, days):
    """Found: a weekly timesheet was passed over, and an empty Log made beside it."""
    rows = [["Acme", "Design", *[1.5 for _ in days]], ["Bell", "Call", *[0.5 for _ in days]]]
    sheets: dict[str, Any] = {**KNOWN, "Week 46": [["Client", "Task", *days], *rows]}
    agency = Agency(tmp_path, sheets, furnished=False)
    done = furnishing.furnish(agency.config, None, lambda _: None)
    assert any('"Week 46" has a column for each day' in each for each in done)


def test_actual_hours_are_the_labour_in_russian_too(tmp_path):
    rows = [[day(5), "Acme", "Design", "Анна", 2, 1.5]]
    head = ["Дата", "Клиент", "Услуга", "Исполнитель", "План, ч", "Факт, ч"]
    sheets: dict[str, Any] = {**KNOWN, "Работы": [head, *rows]}
    assert charged(Agency(tmp_path, sheets, furnished=False))[0] == {"Acme": 90, "Bell": 0}


@pytest.mark.parametrize(
    "rows",
    [
        [["Name", "Birthday"], ["Anna", day(9000)], ["Boris", day(8000)]],
        [["Thought"], ["We should call"]], [["Year", "Sum"], [2025, 100], [2026, 120]],
        [["Who", "Mon", "Tue", "Wed"], ["Anna", "office", "home", "home"]],
        [["Date", "Minutes"], [day(3), 5]],
    ],
)  # fmt: skip
def test_other_tabs_are_nobodys_matter(tmp_path, rows):
    agency = Agency(tmp_path, {**KNOWN, "Stuff": rows}, furnished=False)
    assert not [each for each in furnishing.furnish(agency.config, None, lambda _: None) if "Stuff" in each]  # fmt: skip


def test_a_column_that_no_row_is_read_without_cannot_be_ignored(tmp_path):
    """Found: it had no column Client then, and "the nearest is Client"."""
    agency = Agency(tmp_path, {**KNOWN, "Log": [["Date", "Client", "Service"]]}, furnished=False)
    path = tmp_path / "config.toml"
    path.write_text(f'{QUIET}[columns]\nlog.ignored = ["Client", "x"]\n', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert 'ignores "Client" (Клиент), without which no row of log is read: take it out' in str(
        caught.value
    )
    for more in ('log.client = "Firm"\n', '[tabs]\nlog = { tab = "Log", client = "Acme" }\n'):
        path.write_text(f'{QUIET}[columns]\nlog.ignored = "Client"\n{more}', encoding="utf-8")
        assert agency.config.columns["log"]["ignored"].header
