"""A break between begin and end of work is no labour, or the row waits: half an hour of lunch was
charged each day, without a word (design §15)."""

from datetime import time, timedelta
from typing import Any

import pytest

from tests.google.office import Office
from tests.google.test_lost_times import a_person_types
from tests.google.test_lost_times import outcome as at_google
from tests.sheets_api.emulator import type_in
from tests.sync.agency import QUIET, SHEETS, Agency, day
from tests.sync.test_begin_and_end import COLUMNS, PRICES


def outcome(tmp_path, header: str, breaks: list[Any], columns=COLUMNS, language="en"):
    """What is found, and what nine to five on each day costs with such breaks, at 1 a minute."""
    rows = [
        [day(at + 1), "Acme", "Call", time(9), time(17), each] for at, each in enumerate(breaks)
    ]
    log = [["Date", "Client", "Service", "From", "To", header], *rows]
    quiet = QUIET.replace("[workbook]", f"[workbook]\nlanguage = '{language}'")
    agency = Agency(
        tmp_path, {**SHEETS, "Prices": PRICES, "Log": log}, f"{quiet}{columns}", furnished=False
    )
    document = agency.report()
    charged = {each["client"]: each["charged"] for each in document["clients"]}["Acme"]
    said = [f"{each['message']} {each['hint']}" for each in document["findings"]]
    return said, float(charged)


@pytest.mark.parametrize(
    ("pause", "minutes"),
    [
        (time(0, 30), 30), (timedelta(minutes=30), 30), ("0:30", 30), ("30 min", 30), ("00:30:00", 30), (30, 30),
        ("30", 30), (45, 45), (0.5, 30), ("0,5", 30), ("0.5", 30), (0.25, 15), ("1h", 60), ("1 h 15", 75), (90, 90),
        (0, 0), ("0:00", 0), (None, 0), ("-", 0), ("—", 0), ("n/a", 0), (False, 0), ("no", 0), ("Нет", 0), ("0", 0), (1 / 48, 30), (1 / 24, 60),
        (time(1, 30), 90), ("15'", 15), (10.0, 10),
    ],
)  # fmt: skip
def test_a_break_is_taken_off(tmp_path, pause, minutes):
    assert outcome(tmp_path, "Break", [pause]) == ([], 480 - minutes)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "pause", [1, 2, "1", 5, 0.05, "yes", True, "-0:30", "0:75", 480, "8:00", 1 / 3, "12:00-12:30", -30, 12.5, "18,90", 25.99, 450, 241, "9" * 5000, f"{'9' * 30} h", f"{'9' * 5000} h", f"{'9' * 5000}:00"]
)  # fmt: skip
def test_what_may_be_another_break_or_none_waits_and_its_cure_works(tmp_path, pause, language):
    [said], charged = outcome(tmp_path / "held", "Break", [pause], language=language)
    assert charged == 0
    unit = "30 min" if language == "en" else "30 мин"
    assert unit in said
    assert "Break" in said
    assert outcome(tmp_path / "cured", "Break", [unit], language=language) == ([], 450)


@pytest.mark.parametrize(
    ("breaks", "worked"),
    [([0.5, 1, 0.75], 1305), ([1, 0.5], 870), ([30, 5, 45], 1360), ([60, 8], 892)],
)  # fmt: skip
def test_the_others_of_the_column_tell_what_few_are_in(tmp_path, breaks, worked):
    assert outcome(tmp_path, "Break", breaks) == ([], worked)


def test_sums_of_lunches_are_no_minutes(tmp_path):
    """Found: what lunches cost was taken off the labour, in silence."""
    said, charged = outcome(tmp_path, "Lunch", [12.5, 18, 32.4])
    assert (len(said), charged) == (3, 0)


@pytest.mark.parametrize(
    ("header", "breaks", "held"),
    [
        ("Lunch", [25, 18, 32], 3), ("Lunch", [200, 180, 220], 3), ("Обед", [18], 1), ("Обед", [200, 150], 2),
        ("Lunch", [30, 45, 32], 0), ("Lunch", [60, 120], 0), ("Break", [27, 31, 44], 0), ("Break", [180, 240], 0),
        ("Lunch (min)", [18, 23], 0), ("Lunch break", [27, 31], 0), ("Lunch", ["0:18", "23 min"], 0), ("Lunch", [0.5, 0.75, 1], 0),
    ],
)  # fmt: skip
def test_small_sums_of_meals_are_no_minutes(tmp_path, header, breaks, held):
    """Found: what lunches cost, 18 and 200, was taken off as minutes where the header names no
    currency."""
    said, charged = outcome(tmp_path, header, breaks)
    assert (len(said), charged == 0) == (held, held > 0)
    assert all("(min)" in each or "(мин)" in each for each in said)


def test_a_column_of_both_tells_nothing_of_what_may_be_either(tmp_path):
    said, charged = outcome(tmp_path, "Break", [30, 0.5, 1])
    assert (len(said), charged) == (1, 900)


@pytest.mark.parametrize(
    ("header", "pause", "minutes"),
    [
        ("Break (min)", 5, 5), ("Break, h", 1, 60), ("Lunch", 30, 30), ("Pause", "0:45", 45), ("Pause (Std.)", 1, 60),
        ("Перерыв", 30, 30), ("Обед, мин", 5, 5), ("Przerwa", "0:30", 30), ("Unpaid break", 15, 15), ("Breaks", 15, 15),
        ("Break duration", 30, 30), ("Break taken", 30, 30), ("Total break", "0:30", 30), ("Break length (min)", 30, 30), ("Pausendauer", 30, 30), ("Durée de la pause", 30, 30),
        ("Длительность перерыва", 30, 30), ("Paid break", 30, 0), ("Lucky break for us", 30, 0), ("Breakage", 30, 0), ("Broken", 30, 0),
        ("Lunch (EUR)", 30, 0), ("Lunch, $", 12.5, 0), ("Обед, руб", 450, 0), ("Break (min)", 12.5, 12.5), ("Break", 240, 240), ("Lunch", 120, 120),
    ],
)  # fmt: skip
def test_whatever_it_is_called(tmp_path, header, pause, minutes):
    assert outcome(tmp_path, header, [pause]) == ([], 480 - minutes)


def test_the_config_names_it_or_says_that_it_is_nobodys_matter(tmp_path):
    named = COLUMNS.replace(" }", ', break = "Time off" }')
    assert outcome(tmp_path / "named", "Time off", [30], named) == ([], 450)
    ignored = COLUMNS.replace(" }", ', ignored = "Break" }')
    assert outcome(tmp_path / "ignored", "Break", [30], ignored) == ([], 480)


def test_a_typed_duration_goes_before_all_of_them(tmp_path):
    head = ["Date", "Client", "Service", "From", "To", "Break", "Minutes"]
    rows: list[list[Any]] = [
        [day(1), "Acme", "Call", time(9), time(17), 30, 100],
        [day(2), "Acme", "Call", time(9), time(17), 30, None],
        [day(3), "Acme", "Call", None, None, 30, 10],
    ]
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": [head, *rows]}
    document = Agency(tmp_path, sheets, f"{QUIET}{COLUMNS}", furnished=False).report()
    assert document["findings"] == []
    charged = {each["client"]: each["charged"] for each in document["clients"]}
    assert charged["Acme"] == "560.00"


def test_in_a_log_without_begin_and_end_it_is_nobodys_matter(tmp_path):
    head = ["Date", "Client", "Service", "Break", "Minutes"]
    row = [day(1), "Acme", "Call", 1, 100]
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": [head, row]}
    document = Agency(tmp_path, sheets, furnished=False).report()
    assert document["findings"] == []


@pytest.mark.parametrize(
    ("typed", "charged"), [("0:30", 450), ("30", 450), ("0.5", 450), ("1:00", 420), ("", 480), ("1", 0)]
)  # fmt: skip
def test_as_it_is_typed_at_google(google, tmp_path, typed, charged):
    sheets: dict[str, Any] = {
        "Clients": [["Client"], ["Acme"]],
        "Prices": [["Service", "Unit", "Price"], ["Call", "min", 1]],
        "Payments": [["Date", "Client", "Amount"], [day(60), "Acme", 900_000]],
        "Log": [["Date", "Client", "Service", "From", "To", "Break"]],
    }
    office = Office(google, tmp_path, sheets, furnished=False, more=COLUMNS)
    sheet = office.book.sheet("Log")
    for at, value in enumerate([day(3), "Acme", "Call"]):
        type_in(sheet, 1, at, value)
    for at, text in enumerate(["9:00", "17:00", typed], 3):
        a_person_types(sheet, 1, at, text, "en_US")
    assert at_google(office) == ([] if charged else ["BAD_NUMBER"], f"{charged}.00")


@pytest.mark.parametrize(
    ("first", "second", "worked"), [(15, 30, 435), (None, 30, 450), (15, None, 465), ("0:15", 0.5, 435), (240, 120, 120), (15, "dish", 0), (15, 180, 0)]
)  # fmt: skip
def test_two_breaks_are_both_taken_off(tmp_path, first, second, worked):
    """Found: a log with Break and Lunch was refused, and with it the whole book."""
    head = ["Date", "Client", "Service", "From", "To", "Break", "Lunch"]
    rows = [[day(1), "Acme", "Call", time(9), time(17), first, second]]
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": [head, *rows]}
    document = Agency(tmp_path, sheets, f"{QUIET}{COLUMNS}", furnished=False).report()
    charged = {each["client"]: each["charged"] for each in document["clients"]}
    assert (float(charged["Acme"]), len(document["findings"])) == (worked, not worked)


@pytest.mark.parametrize(
    "header",
    [
        "Number of breaks", "No. of breaks", "# breaks", "Break count", "Breaks (count)", "Anzahl Pausen", "Anzahl der Pausen", "Nombre de pauses", "Número de descansos",
        "Número de pausas", "Nº de pausas", "Quantidade de pausas", "Pausas", "Intervalos", "Pausen",
        "Кол-во перерывов", "Количество перерывов", "Число перерывов", "Liczba przerw", "Numero di pause", "Aantal pauzes", "Počet přestávek",
    ],
)  # fmt: skip
def test_a_count_of_breaks_says_not_how_long_they_were(tmp_path, header):
    """Found: nothing was taken off, in silence."""
    said, charged = outcome(tmp_path / "alone", header, [1, 2, None, 0])
    assert (len(said), charged) == (2, 960)
    assert outcome(tmp_path / "cured", header, ["30 min"]) == ([], 450)


@pytest.mark.parametrize("counted", ["Breaks", "Number of breaks", "Pausen"])
@pytest.mark.parametrize("long", ["Break (min)", "Break, min", "Break length (min)"])
def test_a_count_beside_how_long_breaks_were_takes_nothing_off(tmp_path, counted, long):
    log: list[list[Any]] = [["Date", "Client", "Service", "From", "To", counted, long]]
    for back, cells in enumerate([(1, 30), (2, 45), (None, 15), (0, None)], start=1):
        log.append([day(back), "Acme", "Call", time(9), time(17), *cells])
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": log}
    document = Agency(tmp_path, sheets, f"{QUIET}{COLUMNS}", furnished=False).report()
    assert document["findings"] == []
    assert {each["client"]: each["charged"] for each in document["clients"]}["Acme"] == "1830.00"


def test_a_count_whose_length_is_blank_waits(tmp_path):
    log: list[list[Any]] = [["Date", "Client", "Service", "From", "To", "Breaks", "Break (min)"]]
    log += [[day(1), "Acme", "Call", time(9), time(17), 2, None]]
    log += [[day(2), "Acme", "Call", time(9), time(17), 2, 30]]
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": log}
    document = Agency(tmp_path, sheets, f"{QUIET}{COLUMNS}", furnished=False).report()
    [finding] = document["findings"]
    assert (finding["code"], finding["cell"][1:]) == ("BAD_NUMBER", "2")
    assert {each["client"]: each["charged"] for each in document["clients"]}["Acme"] == "450.00"


@pytest.mark.parametrize("few", [1, 2, 3, 4])
def test_few_beside_minutes_may_be_hours_or_breaks_and_wait(tmp_path, few):
    """Found: 2 in a column of 30 and 45 was two minutes."""
    said, charged = outcome(tmp_path, "Breaks", [30, few, 45])
    assert (len(said), charged) == (1, 450 + 435)
