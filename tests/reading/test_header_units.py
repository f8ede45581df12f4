"""What a header says besides its name that its numbers are in is what they are in (design §15)."""

from datetime import date

import pytest

from sheets_sync import reckoning
from sheets_sync.config import load
from sheets_sync.errors import UsageError
from sheets_sync.reading.layout import LOG, PAYMENTS, PRICES
from sheets_sync.reading.sources.header_units import is_name_with_unit
from sheets_sync.spreadsheet.protocol import Snapshot
from tests.reading.sheets import tab

DAY = date(2026, 11, 20)
BOOK = {
    "Clients": [["Client"], ["Acme"]],
    "Prices": [["Service", "Unit", "Price"], ["Design", "h", 60], ["Call", "min", 1]],
    "Payments": [["Date", "Client", "Amount"], [DAY, "Acme", 1000]],
    "Log": [["Date", "Client", "Service", "Hours"], [DAY, "Acme", "Design", 1.5]],
}


def log(head, *cells, service="Design"):
    return {"Log": [["Date", "Client", "Service", *head], [DAY, "Acme", service, *cells]]}


def prices(head, *cells):
    return {"Prices": [["Service", *head], *[[each, *cells] for each in ("Design", "Call")]]}


def reckoned(folder, columns, **sheets):
    """What Acme was charged and paid, in cents, and the findings."""
    path = folder / "config.toml"
    path.write_text(f'[billing]\ncurrency = "EUR"\n[columns]\n{columns}\n', encoding="utf-8")
    tabs = {name: tab(name, rows) for name, rows in {**BOOK, **sheets}.items()}
    snapshot = Snapshot(tabs, tuple(tabs))
    found = reckoning.reckon(load(path), snapshot, date(2026, 11, 23), flag_future=True)
    told = [str(each.code) for each in found.findings]
    paid = found.book.payments["amount"].sum() if len(found.book.payments) else 0
    return found.accounts.log["charge"].sum(), paid, told


@pytest.mark.parametrize(("columns", "sheets", "charged", "told"), [
    # prices for what the header says, whether the config names it or it is ours with a unit
    ("", prices(["Price per hour"], 60), 9000, []),
    ("", prices(["Price, EUR/h"], 60), 9000, []),
    ("prices.price = 'Hourly rate'", prices(["Hourly rate"], 60), 9000, []),
    ("prices.price = 'Min price'", prices(["Min price", "Max price"], 60, 90), 6000, []),
    ("prices.price = 'Цена мин.'", prices(["Цена мин."], 60), 6000, []),
    ("prices.price = 'Rate per min'", prices(["Rate per min"], 1), 9000, []),
    ("prices.price = 'EUR / h'", prices(["EUR / h"], "60"), 9000, []),
    ("prices.price = 'Preis pro Stunde'", prices(["Preis pro Stunde", "Unit"], 60), 9000, []),
    ("prices.price = 'Day rate'", prices(["Day rate"], 480), 9000, []),
    ("prices.price = 'Price per hour'", prices(["Price per hour", "Unit"], 60, "h"), 9000, []),
    ("prices.price = 'Day price'", prices(["Day price", "Unit"], 60, "h"), 9000, []),
    ("prices.price = 'Hour price'", prices(["Hour price", "Unit"], 60, "h"), 9000, []),
    ("prices.price = 'Hour price'", prices(["Hour price", "Unit"], 60, None), 9000, []),
    ("prices.price = 'Hour price'", prices(["Hour price", "Unit"], 60, "min"), 0, ["BAD_UNIT", "BAD_UNIT", "NO_PRICE"]),
    ("prices.price = 'Daily price'", prices(["Daily price", "Unit"], 60, "h"), 0, ["BAD_UNIT", "BAD_UNIT", "NO_PRICE"]),
    ("prices.price = 'Дневная цена'", prices(["Дневная цена", "Unit"], 60, "h"), 0, ["BAD_UNIT", "BAD_UNIT", "NO_PRICE"]),
    ("prices.price = 'Daily price'", prices(["Daily price", "Unit"], 480, None), 9000, []),
    ("prices.price = 'Day rate'", prices(["Day rate", "Unit"], 60, "h"), 0, ["BAD_UNIT", "BAD_UNIT", "NO_PRICE"]),
    ("prices.price = 'Hour rate'", prices(["Hour rate", "Unit"], 60, "day"), 0, ["BAD_UNIT", "BAD_UNIT", "NO_PRICE"]),
    ("prices.price = 'Price per hour'", prices(["Price per hour", "Unit"], 60, "min"), 0, ["BAD_UNIT", "BAD_UNIT", "NO_PRICE"]),
    ("", prices(["Price, USD"], 60), 0, ["NO_PRICE"]),
    ("", prices(["Price, USD", "Currency", "Unit"], 60, "EUR", "h"), 0, ["BAD_CURRENCY", "BAD_CURRENCY", "NO_PRICE"]),
    # terms, whatever the price is for
    ("", prices(["Unit", "Price", "Minimum, min", "Step (min)"], "h", 60, 80, 60), 12000, []),
    ("prices.step = 'Rounding, min'", prices(["Unit", "Price", "Rounding, min"], "h", 60, "60"), 12000, []),
    ("prices.included = 'Included hours'", prices(["Unit", "Price", "Included hours"], "min", 1, 1), 3000, []),
    ("prices.minimum = 'Min'", prices(["Unit", "Price", "Min"], "h", 60, 2), 12000, []),
    # quantities
    ("log.quantity = 'Qty, h'", log(["Qty, h"], 2, service="Call"), 12000, []),
    ("log.quantity = 'Hours'", log(["Hours"], "2", service="Call"), 12000, []),
    ("log.quantity = 'Hours'", log(["Hours"], 2), 12000, []),
    ("log.quantity = 'Hours'", log(["Hours"], 90), 0, ["LOST_TIME"]),
    ("log.quantity = 'Minutes'", log(["Minutes"], 20), 2000, []),
    # agreed prices
    ("", log(["Hours", "Agreed price, EUR"], 1.5, 77), 11550, []),
    ("", log(["Hours", "Agreed price (USD)"], 1.5, 77), 0, ["BAD_CURRENCY"]),
    ("log.agreed = 'Deal, USD'", log(["Hours", "Deal, USD"], 1.5, "77"), 0, ["BAD_CURRENCY"]),
    ("log.agreed = 'Deal, USD'", log(["Hours", "Deal, USD"], 1.5, "77 EUR"), 11550, []),
    ("", log(["Hours", "Fixed price"], 1.5, 77), 9000, ["NEAR_HEADER"]),
    # of clients
    ("clients.threshold = 'Threshold, USD'", {"Clients": [["Client", "Threshold, USD"], ["Acme", 100]]}, 9000, ["BAD_CURRENCY"]),
])  # fmt: skip
def test_numbers_are_in_what_their_header_says(tmp_path, columns, sheets, charged, told):
    """Found: 5 hours included were 5 minutes, a Step of 2 minutes two hours, an hourly price one of
    a piece."""
    assert reckoned(tmp_path, columns, **sheets) == (charged, 100000, told)


@pytest.mark.parametrize(("header", "paid"), [
    ("Amount, EUR", 100000), ("Amount (€)", 100000), ("Amount in euro", 100000),
    ("Amount, USD", 0), ("Amount ($)", 0), ("Сумма, руб.", 0),
])  # fmt: skip
def test_money_is_in_the_currency_of_its_header(tmp_path, header, paid):
    """Found: dollars were credited as euros."""
    for columns in ("", f"payments.amount = '{header}'"):
        payments = [["Date", "Client", header], [DAY, "Acme", 1000]]
        assert reckoned(tmp_path, columns, Payments=payments)[1:] == (
            paid, [] if paid else ["BAD_CURRENCY"],
        )  # fmt: skip


@pytest.mark.parametrize("header", ["Amount, thousand EUR", "Сумма, тыс. руб.", "EUR or USD"])
def test_numbers_that_nothing_reads_stop_a_run(tmp_path, header):
    payments = [["Date", "Client", header], [DAY, "Acme", 1.5]]
    with pytest.raises(UsageError, match="says of its numbers"):
        reckoned(tmp_path, f"payments.amount = '{header}'", Payments=payments)


@pytest.mark.parametrize("header", [
    "Time Spent (seconds)", "Duration (s)", "Duration, sec.", "timeSpentSeconds", "Time in seconds", "Seconds",
    "Секунды", "Длительность, сек", "Dauer (Sekunden)", "Duration (mm:ss)", "Minutes and seconds",
    "Days", "Effort (days)", "Man-days", "Дни", "Трудозатраты, дн.", "Aufwand (Tage)", "Dauer, Tage",
])  # fmt: skip
def test_labour_in_seconds_or_days_stops_a_run(tmp_path, header):
    """Found: 5400 below "Time Spent (seconds)" was 5,400 minutes, 2 below "Days" two."""
    for columns in (
        f"log.minutes = '{header}'",
        f"log.minutes = {{ header = '{header}', unit = 'h' }}",
    ):
        with pytest.raises(UsageError, match="labour"):
            reckoned(tmp_path, columns, **log([header], 20))


@pytest.mark.parametrize(("header", "minutes"), [
    ("Duration (h:mm:ss)", 1200), ("HH:MM:SS", 1200), ("Hours & minutes & seconds", 1200), ("Minute(s)", 20),
    ("Minute (s)", 20), ("Minutes (s)", 20),
    ("Hour(s)", 1200), ("Time per day", 20), ("Время за день", 20), ("Daily hours", 1200), ("Total for day", 20),
    ("Second shift", 20), ("Day total", 20), ("Effort", 20), ("Minutes (rounded to 15 min)", 20),
    ("Labour (no. of minutes)", 20), ("Часы (с дорогой)", 1200), ("Время (с дорогой)", 20), ("Stunden pro Tag", 1200),
])  # fmt: skip
def test_a_header_that_names_seconds_or_days_besides_is_read(tmp_path, header, minutes):
    charged = reckoned(tmp_path, f"log.minutes = '{header}'", **log([header], 20, service="Call"))
    assert charged == (minutes * 100, 100000, [])


def test_only_our_names_with_a_unit_are_read_without_the_config():
    columns = {each.key: each for each in (*PRICES.columns, *PAYMENTS.columns, *LOG.columns)}
    for key, header in [
        ("amount", "Amount net, EUR"), ("amount", "Amount VAT, EUR"), ("amount", "Amount 2, EUR"),
        ("amount", "Amount (h)"), ("price", "Price old"), ("price", "Price list"),
        ("minimum", "Minimum, EUR"), ("step", "Step"), ("quantity", "Quantity, h"),
        ("agreed", "Agreed price, thousand EUR"), ("price", "Price, thousand EUR"),
    ]:  # fmt: skip
        assert not is_name_with_unit(columns[key], header), header
