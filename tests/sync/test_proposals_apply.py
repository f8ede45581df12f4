"""The lines that ``init`` proposes read the tabs truly: they are applied, and the charges are looked at
(design §15)."""

from datetime import datetime, time, timedelta
from typing import Any, Final

import pytest

from sheets_sync.config import load
from sheets_sync.errors import UsageError
from sheets_sync.reading.sources.guesses import guess, guess_of_one_client
from sheets_sync.use_cases import furnishing
from sheets_sync.use_cases.starting.proposing import doubts_of
from tests.reading.sheets import tab
from tests.sync.agency import QUIET, Agency, day
from tests.sync.test_proposals import lines_of, refused

HOURLY: Final = {"Ставки": [["Услуга", "Ставка, руб/час"], ["Design", 1000]]}
PAID: Final = {"Оплаты": [["Дата", "Клиент", "Сумма"], [day(60), "Acme", 50_000]]}
WHO: Final = {"Clients": [["Client"], ["Acme"]]}


def book(header: str, *labour: Any, more: tuple[str, Any] | None = None) -> dict[str, Any]:
    head = ["Дата", "Заказчик", "Задача", *([more[0]] if more else []), header]
    rows = [
        [day(3 + at), "Acme", "Design", *([more[1]] if more else []), cell]
        for at, cell in enumerate(labour)
    ]
    return {"Работы": [head, *rows], **HOURLY, **PAID, **WHO}


CASES: Final[list[tuple[dict[str, Any], str]]] = [
    (book("Время", 1.5, 2), "3500.00"),
    (book("Время", 15, 90), "1750.00"),
    (book("Время", "1:30", "45 мин"), "2250.00"),
    (book("Время", timedelta(hours=1.5), timedelta(minutes=45)), "2250.00"),
    (book("Время, ч", 2, 5), "7000.00"),
    (book("Время (мин.)", 2, 6), "133.33"),
    (book("Кол-во часов", 1, 0.25), "1250.00"),
    (book("Потрачено", 30, 90, more=("Время", time(9, 30))), "2000.00"),
    (book("Трудозатраты, час", 2, more=("Время", time(14, 5))), "2000.00"),
    (book("Кол-во, ч", 1.5, 2), "3500.00"),
    (book("Час.", 1, 2), "3000.00"),
    (book("Мин", 30, 90), "2000.00"),
    (book("Фактические часы", 1, 2, more=("Плановые часы", 9)), "3000.00"),
    (book("Actual hours", 1, 2, more=("Planned hours", 9)), "3000.00"),
    (book("Hrs", 1.5, 2, more=("Начало", "9:00")), "3500.00"),
    (book("Конец", "10:30", "12:00", more=("Начало", "9:00")), "4500.00"),
]


@pytest.mark.parametrize(("sheets", "charged"), CASES)
def test_the_proposed_lines_read_the_tabs_truly(tmp_path, sheets, charged):
    agency = Agency(tmp_path, sheets, furnished=False)
    lines = lines_of(refused(agency))
    assert 'payments = "Оплаты"' in lines
    (tmp_path / "config.toml").write_text(
        f'{QUIET}{lines}\n[billing]\ncurrency = "RUB"\n', encoding="utf-8"
    )
    found = agency.report()
    assert [client["charged"] for client in found["clients"]] == [charged]
    assert [client["paid"] for client in found["clients"]] == ["50000.00"]
    assert found["findings"] == []


OF_ONE: Final[list[list[Any]]] = [["Дата", "Задача", "Часы"], [day(3), "Design", 2]]


def test_tabs_of_a_client_each_are_theirs(tmp_path):
    sheets: dict[str, Any] = {"Acme": OF_ONE, "Ромашка": OF_ONE, **HOURLY}
    lines = lines_of(refused(Agency(tmp_path, sheets, furnished=False)))
    assert '{ tab = "Ромашка", client = "Ромашка" }' in lines
    more = {
        "Clients": [["Client"], ["Acme"], ["Ромашка"]],
        "Payments": [["Date", "Client", "Amount"]],
    }
    config = f'{QUIET}{lines}\n[billing]\ncurrency = "RUB"\n'
    found = Agency(tmp_path / "named", {**sheets, **more}, config, furnished=False).report()
    assert [client["charged"] for client in found["clients"]] == ["2000.00", "2000.00"]


@pytest.mark.parametrize("tabs", [("Acme",), ("May 2026", "June 2026")])
def test_one_tab_alone_and_months_are_nobodys(tmp_path, tabs):
    sheets: dict[str, Any] = {**dict.fromkeys(tabs, OF_ONE), **HOURLY}
    message = refused(Agency(tmp_path, sheets, furnished=False))
    assert "client =" not in message


@pytest.mark.parametrize(
    "heads",
    [
        ["Дата", "Клиент", "Услуга", "Сумма"],
        ["Дата", "Клиент", "Услуга", "Длительность, сек"],
        ["Date", "Customer", "Task", "Time (s)"],
        ["Date", "Customer", "Task", "Time (days)"],
        ["Когда", "Заказчик", "Задача", "День"],
        ["Date", "Customer", "Work done", "Amount"],
    ],
)
def test_neither_charges_nor_seconds_are_taken_for_what_is_read_otherwise(heads):
    assert guess(tab("x", [heads, [day(3), "Acme", "Design", 5400]])) is None


def test_a_log_whose_labour_nobody_can_read_is_told(tmp_path):
    export: list[list[Any]] = [
        ["Date", "Customer", "Task", "Time (s)"],
        [day(3), "Acme", "Design", 5400],
    ]
    agency = Agency(tmp_path, {"Export": export, "Notes": [["x"]]}, furnished=False)
    first, *more = furnishing.furnish(agency.config, None, lambda _: None)
    assert first.startswith('The tab "Export" may be a log, but no column of it is known as hours')
    assert not any("may be a log" in each for each in more)


def test_tabs_of_our_names_with_other_headers_are_read_as_they_are(tmp_path):
    """No second set of columns is made beside theirs."""
    sheets: dict[str, Any] = {
        "Clients": [["Company", "E-mail"], ["Acme", "a@example.com"]],
        "Prices": [["Task", "Rate per hour"], ["Design", 1000]],
        "Payments": [["Date", "Client", "Amount"], [day(60), "Acme", 50_000]],
        "Log": [["Date", "Customer", "Task", "Hours"], [day(3), "Acme", "Design", 1.5]],
    }
    agency = Agency(tmp_path, sheets, furnished=False)
    lines = lines_of(refused(agency))
    (tmp_path / "config.toml").write_text(
        f'{QUIET}{lines}\n[billing]\ncurrency = "RUB"\n', encoding="utf-8"
    )
    furnishing.furnish(agency.config, None, lambda _: None)
    heads = agency.grid()["Log"][0]
    assert heads[:4] == sheets["Log"][0]
    assert not {"Client", "Service", "Minutes"} & {*heads}
    found = agency.report()
    assert [client["charged"] for client in found["clients"]] == ["1500.00"]
    assert found["findings"] == []


def test_begin_and_end_count_where_no_duration_is_typed(tmp_path):
    """Once that column is there: earlier versions' ``init`` made it beside theirs."""
    head = ["Дата", "Заказчик", "Задача", "Начало", "Конец", "Минуты"]
    rows = [[day(3), "Acme", "Design", "9:00", "10:30", cell] for cell in (None, 30)]
    sheets: dict[str, Any] = {"Работы": [head, *rows], **HOURLY, **PAID, **WHO}
    agency = Agency(tmp_path, sheets, furnished=False)
    config = """[tabs]
log = "Работы"
prices = { tab = "Ставки", unit = "h" }
payments = "Оплаты"
[columns]
log = { client = "Заказчик", service = "Задача", begin = "Начало", end = "Конец" }
prices = { price = "Ставка, руб/час" }
"""
    (tmp_path / "config.toml").write_text(
        f'{QUIET}{config}[billing]\ncurrency = "RUB"\n', encoding="utf-8"
    )
    [client] = agency.report()["clients"]
    assert client["charged"] == "2000.00"


@pytest.mark.parametrize(
    ("header", "constants"),
    [
        ("Ставка, руб/час", {"unit": "h", "currency": "RUB"}),
        ("Hourly rate (€)", {"unit": "h", "currency": "EUR"}),
        ("Price per minute", {"unit": "min"}),
        ("Цена за час, ₽", {"unit": "h", "currency": "RUB"}),
        ("Preis pro Stunde", {"unit": "h"}),
        ("Тариф (день)", {"unit": "day"}),
        ("EUR / h", {"unit": "h", "currency": "EUR"}),
        ("₽/час", {"unit": "h", "currency": "RUB"}),
        ("Rate", {}),
    ],
)
def test_the_header_of_a_price_says_unit_and_currency(header, constants):
    found = guess(tab("Any", [["Task", header], ["Design", 5]]))
    assert found is not None
    assert (found.role, found.constants, found.headers["price"]) == ("prices", constants, header)
    assert found.per_piece == ("unit" not in constants)


@pytest.mark.parametrize("header", ["Rate plan", "Price list", "Цена отдельно"])
def test_another_header_is_no_price(header):
    assert guess(tab("Any", [["Task", header], ["Design", 5]])) is None


def test_a_column_of_times_of_day_is_no_labour():
    head = ["Date", "Customer", "Task", "Time"]
    for cell in (time(9), datetime(2026, 11, 2, 9), "9:00 PM", "soon"):  # noqa: DTZ001
        assert guess(tab("Any", [head, [day(1), "Acme", "Call", cell]])) is None


def test_what_only_the_values_tell_is_said(tmp_path):
    message = refused(Agency(tmp_path, book("Время", 1.5, 2), furnished=False))
    assert '"Время" is taken for hours' in message
    assert "1.5, 2 stand there" in message.splitlines()[0]


SPENT = [
    (["1:30", 1.5, 8, 2], "h", "hours, or durations like 1:30, since 1.5, 8, 2 stand there"),
    ([8, 8, 8], "h", "hours, or durations like 1:30, since 8 stands there"),
    (["1,5", "2"], "h", "hours, or durations like 1:30, since 1.5, 2 stand there"),
    ([15, 90, "0:45"], "", "minutes, or durations like 1:30, since 90 stands there"),
    ([5, 10, 15], "", "minutes, or durations like 1:30, since all of it goes by five"),
    (
        ["1:30", "45 min"],
        "",
        "durations like 1:30, which stand there; a bare number would be minutes",
    ),
    ([None], "", "minutes, or durations like 1:30, since nothing stands there yet"),
]


@pytest.mark.parametrize(
    "header", ["Time spent", "Duration", "Time taken", "Затрачено", "Время", "Затраченное время"]
)
@pytest.mark.parametrize(("labour", "unit", "said"), SPENT)
def test_what_it_is_taken_for_and_why(header, labour, unit, said):
    head = ["Date", "Customer", "Task", header]
    found = guess(tab("Any", [head, *([day(1), "Acme", "Call", cell] for cell in labour)]))
    assert found is not None
    assert found.unit == unit
    assert f'Its "{header}" is taken for {said}' in " ".join(doubts_of(found))


def test_a_header_that_says_its_unit_needs_no_word():
    head = ["Date", "Customer", "Task", "Hours worked"]
    found = guess(tab("Any", [head, [day(1), "Acme", "Call", 8]]))
    assert found is not None
    assert (found.unit, list(doubts_of(found))) == ("h", [])


@pytest.mark.parametrize(("head", "mapped"), [
    (["Date", "Client", "Projet", "Prestation", "Heures", "Qui"], {"service": "Prestation", "minutes": "Heures", "order": "Projet"}),
    (["Date", "Klient", "Projekt", "Usługa", "Godziny", "Kto"], {"client": "Klient", "service": "Usługa", "minutes": "Godziny"}),
    (["Fecha", "Cliente", "Proyecto", "Servicio", "Temps (h)", "Quién"], {"date": "Fecha", "client": "Cliente", "service": "Servicio", "minutes": "Temps (h)"}),
    (["Work Date", "Matter", "No", "Narrative", "Billable Hours", "Timekeeper"], {"date": "Work Date", "client": "Matter", "service": "Narrative", "minutes": "Billable Hours"}),
    (["Date", "Project", "Job", "Description", "Hrs", "Who"], {"client": "Project", "service": "Description", "order": "Job", "minutes": "Hrs"}),
])  # fmt: skip
def test_names_that_are_known_tell_a_log_whatever_its_headers(head, mapped):
    """Found: such sheets were passed over, or read as all of one client."""
    rows = [[day(3 + at), "Acme", "P", "Design", 2, "Ann"] for at in range(3)]
    names = {"client": frozenset({"acme"}), "service": frozenset({"design"})}
    found = guess(tab("Any", [head, *rows]), names)
    assert found is not None
    assert {key: found.headers.get(key) for key in mapped} == mapped
    assert (found.role, found.lacks, found.unit) == ("log", (), "h")


@pytest.mark.parametrize(("head", "minutes"), [
    (["Tarih", "Hizmet", "Saat", "Notlar"], "Saat"), (["Dátum", "Szolgáltatás", "Órák", "Megjegyzés"], "Órák"),
    (["Date", "Prestation", "Remarques", "Prix"], None), (["Date", "Remarques", "Heures", "Lieu"], None), (["Nom", "Prestation", "Heures", "Prix"], None),
])  # fmt: skip
def test_a_tab_that_is_called_like_a_client_and_filled_with_services_is_their_log(head, minutes):
    """Found: `init` made an empty Log beside such tabs in languages whose headers it does not know."""
    texts = {"Prestation": "Design", "Hizmet": "Design", "Szolgáltatás": "Design", "Heures": 2, "Saat": 2, "Órák": 2, "Date": day(3), "Tarih": day(4), "Dátum": day(4)}  # fmt: skip
    cells = [texts.get(header, "x") for header in head]
    names = {"client": frozenset({"acme"}), "service": frozenset({"design"})}
    found = guess_of_one_client(tab("Acme", [head, cells, cells]), names)
    assert (found and found.headers["minutes"]) == minutes
    assert guess_of_one_client(tab("Rates", [head, cells, cells]), names) is None


def test_names_of_clients_and_prices_are_found_and_a_gap_is_no_name(tmp_path):
    sheets: dict[str, Any] = {
        **WHO, **PAID, "Prices": [["Service", "Unit", "Price"], ["Design", "h", 1000]],
        "Suivi": [["Date", "Klient", "Prestation", "Heures"], [day(3), "Acme", "Design", 2]],
    }  # fmt: skip
    lines = lines_of(refused(Agency(tmp_path, sheets, furnished=False)))
    assert 'client = "Klient"' in lines
    (tmp_path / "config.toml").write_text(
        '[tabs]\nlog = { tab = "Suivi", client = "..." }\n', encoding="utf-8"
    )
    with pytest.raises(UsageError, match=r"columns\.log\.client"):
        load(tmp_path / "config.toml")


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Actual", [450, 320.5]),
        ("По факту", [90, 30]),
        ("Факт", [1500, "2300"]),
        ("Actuals", [58.4, 0]),
    ],
)
def test_sums_below_actual_are_no_minutes(tmp_path, header, cells):
    """Found: 450 € of a budget were charged as 450 minutes."""
    log: list[list[Any]] = [["Date", "Customer", "Task", "Budget", header]]
    log += [[day(back), "Acme", "Call", 500, cell] for back, cell in enumerate(cells, start=1)]
    agency = Agency(tmp_path, {**WHO, "Work": log}, QUIET, furnished=False)
    said = furnishing.furnish(agency.config, None, lambda _: None)
    assert "may be a log, but no column of it is known as hours" in " ".join(said)


@pytest.mark.parametrize("cells", [[1.5, 2], ["1:30", 120], ["90 min", 45]])
def test_hours_and_durations_below_actual_are_labour(tmp_path, cells):
    log: list[list[Any]] = [["Date", "Customer", "Task", "Actual"]]
    log += [[day(back), "Acme", "Call", cell] for back, cell in enumerate(cells, start=1)]
    agency = Agency(tmp_path, {**WHO, "Work": log}, QUIET, furnished=False)
    assert "Actual" in lines_of(refused(agency))


def test_milliseconds_are_no_minutes():
    """Found: an export of ClickUp was charged 60,000 times."""
    log: list[list[Any]] = [["Date", "Client", "Task name", "Time Tracked", "Time Tracked Text"]]
    log += [[day(1), "Acme", "Call", 5_400_000, "1h 30m"], [day(2), "Acme", "Call", 600_000, "10m"]]
    found = guess(tab("Work", log))
    assert found is None or found.headers.get("minutes") != "Time Tracked"


@pytest.mark.parametrize("header", ["Billable time", "Billed time"])
def test_billable_time_without_a_unit_is_no_quantity(tmp_path, header):
    """Found: 1.5 hours were a minute and a half at a price by the minute."""
    log: list[list[Any]] = [["Date", "Customer", "Task", "Time (h)", header]]
    log += [[day(1), "Acme", "Call", 1.5, 1.5], [day(2), "Acme", "Call", 2.25, 1.25]]
    lines = lines_of(refused(Agency(tmp_path, {**WHO, "Work": log}, QUIET, furnished=False)))
    assert "quantity" not in lines
    assert "Time (h)" in lines
