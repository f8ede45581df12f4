"""init on a workbook that is filled already: it names what it found, and makes nothing (§15)."""

from typing import Any

import pytest

from sheets_sync.config import load
from sheets_sync.errors import UsageError
from sheets_sync.use_cases import furnishing
from tests.sync.agency import QUIET, SHEETS, Agency, day, read_grid
from tests.sync.test_trackers import HEADERS

TITLE: list[list[Any]] = [["Our hours"], []]
MONTH: list[Any] = ["Date", "Employee", "Customer", "Project", "Task", "Hours", "Comments"]
ROWS: list[list[Any]] = [
    [day(3), "Anna", "Acme", 7, "Design", 1.5, None],
    [day(2), "Boris", "Bell", 8, "Call", 0.5, None],
    [day(1), "Boris", "ACME", 8, "Call", 0.5, None],
    ["Total", None, None, None, None, 2.5, None],
]
MONTHS = {"October 2026": [*TITLE, MONTH, *ROWS], "November 2026": [*TITLE, MONTH, *ROWS[:1]]}


def refused(agency: Agency) -> str:
    before = agency.path.read_bytes()
    with pytest.raises(UsageError) as error:
        furnishing.furnish(agency.config, None, lambda _: None)
    assert agency.path.read_bytes() == before
    assert error.value.exit_code == 2
    assert "--anyway" in error.value.cure
    return error.value.message


def lines_of(message: str) -> str:
    return message[message.index("[tabs]") :].strip()


def test_the_lines_that_are_printed_read_the_sheet_and_its_names_become_clients_and_prices(
    tmp_path,
):
    agency = Agency(tmp_path, {**MONTHS, "Notes": [["x"]]}, furnished=False)
    message = refused(agency)
    assert 'The tab "October 2026" looks like a log.' in message
    lines = lines_of(message)
    assert lines.splitlines()[1] == 'log = "* 2026"'
    (tmp_path / "config.toml").write_text(f"{QUIET}{lines}\n", encoding="utf-8")
    done = furnishing.furnish(agency.config, None, lambda _: None, from_log=True)
    assert done[-3:-1] == [
        "Wrote 2 names of the log into Clients.",
        "Wrote 2 names of the log into Prices.",
    ]
    assert 'h for "Design", "Call".' in done[-1]
    grid = read_grid(agency.path)
    assert [row[0] for row in grid["Clients"][1:]] == ["Acme", "Bell"]
    assert [row[1:3] for row in grid["Prices"][1:]] == [["Design", "h"], ["Call", "h"]]
    rows = agency.report()["rows"]
    assert (rows["log"], rows["held"]) == (4, 0)
    assert "Log" not in grid
    again = furnishing.furnish(agency.config, None, lambda _: None, from_log=True)
    assert again[-2:] == [
        f"{tab} has rows already: none was made of the log." for tab in ("Clients", "Prices")
    ]


def test_prices_made_of_a_log_are_for_what_its_labour_is_in(tmp_path):
    """Found: their Unit was blank, and hours were charged as one piece each."""
    head = ["Date", "Client", "Service", "Quantity", "Minutes"]
    rows = [
        [day(1), "Acme", "Call", None, 90],
        [day(1), "Acme", "Print", 3, 20],
        [day(1), "Acme", "Visit", None, None],
        [day(1), "Acme", "Work", None, "1:30"],
    ]
    agency = Agency(tmp_path, {"Log": [head, *rows]}, furnished=False)
    *_, told = furnishing.furnish(agency.config, None, lambda _: None, from_log=True)
    grid = read_grid(agency.path)
    made = [row[1:3] for row in grid["Prices"][1:]]
    assert made == [["Call", "min"], ["Print", ""], ["Visit", ""], ["Work", "h"]]
    assert 'min for "Call"; h for "Work".' in told


def test_what_has_no_date_or_no_client_names_nobody(tmp_path):
    heading: list[list[Any]] = [
        [None, None, "Cone", None, None],
        [None, None, None, None, "Week 44", 7],
    ]
    sheets = {**MONTHS, "October 2026": [*MONTHS["October 2026"], *heading]}
    agency = Agency(tmp_path, sheets, furnished=False)
    (tmp_path / "config.toml").write_text(f"{QUIET}{lines_of(refused(agency))}\n", encoding="utf-8")
    done = furnishing.furnish(agency.config, None, lambda _: None, from_log=True)
    grid = read_grid(agency.path)
    assert [row[0] for row in grid["Clients"][1:]] == ["Acme", "Bell"]
    assert [row[1] for row in grid["Prices"][1:]] == ["Design", "Call"]
    [left, weeks] = [each for each in done if each.startswith("Left out")]
    assert "Week 44" in weeks
    assert left.startswith(
        "Left out of Clients, since none of their rows has all of "
        '"Date" (Дата), "Client" (Клиент), "Service" (Услуга): '
    )
    assert '"Cone"' in left
    assert "Acme" not in left


def test_a_lone_month_or_week_is_nobody_who_was_left_out(tmp_path):
    head = ["Date", "Client", "Service", "Quantity", "Minutes"]
    rows: list[list[Any]] = [
        [None, "November 2026", None, None, None],
        [day(1), "Acme", "Call", None, 90],
        [None, None, "Week 46", None, None],
        [None, "Неделя 47", None, None, None],
        [None, "Cone", None, None, None],
        [day(1), "Week 48", None, None, 20],
    ]
    agency = Agency(tmp_path, {"Log": [head, *rows]}, furnished=False)
    done = furnishing.furnish(agency.config, None, lambda _: None, from_log=True)
    [left] = [each for each in done if each.startswith("Left out")]
    assert '"Cone", "Week 48"' in left
    assert not any(each in left for each in ("November", "46", "47"))


def test_a_log_whose_rows_all_lack_a_cell_names_whom_it_left_out(tmp_path):
    head = ["Date", "Client", "Service", "Quantity", "Minutes"]
    rows: list[list[Any]] = [[None, "Acme", "Call", None, 90], [day(1), "Bell", None, None, 20]]
    agency = Agency(tmp_path, {"Log": [head, *rows]}, furnished=False)
    done = furnishing.furnish(agency.config, None, lambda _: None, from_log=True)
    assert not any(each.startswith("Wrote") for each in done)
    [clients, prices] = [each for each in done if each.startswith("Left out")]
    assert "Left out of Clients" in clients
    assert '"Acme", "Bell"' in clients
    assert "Left out of Prices" in prices
    assert '"Call"' in prices


@pytest.mark.parametrize("anyway", [False, True])
@pytest.mark.parametrize("called", ["ACME", "Acme ", "Acme\u00a0", "Ac  me"])
def test_no_tab_is_made_beside_one_of_its_name_but_for_case_and_spaces(tmp_path, called, anyway):
    rows: list[list[Any]] = [["Date", "Service", "Hours"], [day(3), "Design", 1.5]]
    agency = Agency(tmp_path, {called: rows}, furnished=False)
    named = "Ac me" if called == "Ac  me" else "Acme"
    config = f"{QUIET}[tabs]\nlog = [{{ tab = '{named}', client = 'Acme' }}]\n"
    (tmp_path / "config.toml").write_text(config, encoding="utf-8")
    before = agency.path.read_bytes()
    with pytest.raises(UsageError) as error:
        furnishing.furnish(agency.config, None, lambda _: None, anyway=anyway)
    assert agency.path.read_bytes() == before
    assert f'one called "{called}"' in error.value.message
    cured = config.replace(f"'{named}'", f"'{called}'")
    (tmp_path / "config.toml").write_text(cured, encoding="utf-8")
    furnishing.furnish(agency.config, None, lambda _: None, anyway=True)
    assert agency.report()["rows"]["log"] == 1


@pytest.mark.parametrize(
    ("column", "header", "header_of_service"),
    [
        ("order", "Note", "Service"), ("note", "Order", "Service"), ("staff", "Channel", "Service"),
        ("service", "Order", "Order"),
    ],
)  # fmt: skip
def test_no_header_is_made_that_the_config_gives_to_another_column(
    tmp_path, column, header, header_of_service
):
    """Found: every run after init was refused, since a tab named that column twice."""
    headers = list(dict.fromkeys(["Date", "Client", header_of_service, header, "Hours"]))
    cells = {"Date": day(3), "Client": "Acme", header_of_service: "Call", "Hours": 1.5}
    rows: list[list[Any]] = [headers, [cells.get(each) for each in headers]]
    config = f"{QUIET}[columns]\nlog.{column} = '{header}'\n"
    agency = Agency(tmp_path, {**SHEETS, "Log": rows}, config)
    assert read_grid(agency.path)["Log"][0].count(header) == 1
    report = agency.report()
    assert (report["rows"]["log"], report["rows"]["held"]) == (1, 0)


def test_anyway_makes_new_tabs_beside(tmp_path):
    agency = Agency(tmp_path, MONTHS, furnished=False)
    furnishing.furnish(agency.config, None, lambda _: None, anyway=True)
    assert "Log" in read_grid(agency.path)


def test_an_export_a_sheet_without_clients_a_price_list_and_clients_are_known(tmp_path):
    sheets: dict[str, Any] = {
        "Detailed": [HEADERS["toggl"]["en"].split(",")],
        "Табель": [["День", "Кто", "Что сделано", "Начало", "Конец"]],
        "Tariffs": [["Position", "Rate"]],
        "Who": [["Company", "E-mail"]],
        "Budget": [["Date", "Amount"], ["Plan", 5]],
    }
    message = refused(Agency(tmp_path, sheets, furnished=False))
    assert "Budget" not in message
    lines = lines_of(message).replace('client = "..."', 'client = "Acme"')
    (tmp_path / "config.toml").write_text(QUIET + lines, encoding="utf-8")
    config = load(tmp_path / "config.toml")
    sources = {role: [each.ref for each in of] for role, of in config.sources().items()}
    assert sources == {
        "clients": ["Who"],
        "prices": ["Tariffs"],
        "payments": [],
        "log": ["Detailed", "Табель"],
    }
    export, sheet = config.sources()["log"]
    assert (export.preset, dict(sheet.constants)) == ("toggl", {"client": "Acme"})
    assert config.aliases()["log.begin"] == ("Начало",)


def test_a_workbook_with_tabs_of_our_names_is_furnished_as_before(tmp_path):
    agency = Agency(
        tmp_path, {"Log": [["Date", "Client", "Service", "Minutes"]], "Log 2025": [MONTH]}
    )
    assert "Charge" in read_grid(agency.path)["Log"][0]
