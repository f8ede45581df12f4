"""When a break began and when it ended is how long it was, or the row waits: an end of a break by
itself was taken for minutes of a night's work (design §15)."""

from datetime import time
from typing import Any

import pytest

from tests.google.office import Office
from tests.google.test_lost_times import a_person_types
from tests.google.test_lost_times import outcome as at_google
from tests.sheets_api.emulator import type_in
from tests.sync.agency import QUIET, SHEETS, Agency, day
from tests.sync.test_begin_and_end import COLUMNS, PRICES
from tests.sync.test_proposals import lines_of, refused

NIGHT = (time(22), time(6))
DAY = (time(9), time(17))


def outcome(tmp_path, headers: list[str], cells: list[Any], work=DAY, language="en"):
    """What is found, and what such a day costs at 1 a minute."""
    head = ["Date", "Client", "Service", "From", "To", *headers]
    log = [head, [day(1), "Acme", "Call", *work, *cells]]
    quiet = QUIET.replace("[workbook]", f"[workbook]\nlanguage = '{language}'")
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": log}
    document = Agency(tmp_path, sheets, f"{quiet}{COLUMNS}", furnished=False).report()
    charged = {each["client"]: each["charged"] for each in document["clients"]}["Acme"]
    said = [f"{each['message']} {each['hint']}" for each in document["findings"]]
    return said, float(charged)


@pytest.mark.parametrize(
    "headers",
    [
        ("Break start", "Break end"), ("Lunch from", "Lunch to"), ("Lunch out", "Lunch in"), ("Lunch in", "Lunch out"),
        ("Break Start Time", "Break End Time"), ("Start of break", "End of break"), ("Break (from)", "Break (to)"), ("Break began", "Break ended"),
        ("Pause von", "Pause bis"), ("Pausenbeginn", "Pausenende"), ("Beginn Pause", "Ende Pause"), ("Mittagspause von", "Mittagspause bis"),
        ("Обед с", "Обед по"), ("Обед с", "Обед до"), ("Перерыв начало", "Перерыв конец"), ("Начало обеда", "Конец обеда"), ("Начало перерыва", "Окончание перерыва"),
        ("Pause début", "Pause fin"), ("Début de pause", "Fin de pause"), ("Début pause déjeuner", "Fin pause déjeuner"),
        ("Inicio descanso", "Fin descanso"), ("Inicio pausa", "Fine pausa"), ("Inizio pausa", "Fine pausa"), ("Início do intervalo", "Fim do intervalo"),
        ("Pauze van", "Pauze tot"), ("Początek przerwy", "Koniec przerwy"), ("Przerwa od", "Przerwa do"), ("Začátek přestávky", "Konec přestávky"),
        ("Початок перерви", "Кінець перерви"), ("Break 1 start", "Break 1 end"), ("Out to lunch", "Back from lunch"),
        ("Ушел на обед", "Пришел с обеда"), ("Ушла на обед", "Пришла с обеда"), ("Ушёл на обед", "Пришёл с обеда"), ("Уход на обед", "Приход с обеда"),
        ("Выход на обед", "Возврат с обеда"), ("Lunch from", "to"), ("Break from", "till"), ("Обед с", "по"), ("Mittagspause von", "bis"), ("Lunch start", "end"),
        ("Break start", "Break stop"), ("Salida comida", "Entrada comida"), ("Saída para almoço", "Volta do almoço"), ("Mittag Gehen", "Mittag Kommen"), ("Lunch clock out", "Lunch clock in"),
    ],
)  # fmt: skip
def test_a_pair_is_the_time_between(tmp_path, headers):
    assert outcome(tmp_path, [*headers], [time(12), time(12, 45)]) == ([], 435)


@pytest.mark.parametrize(
    ("cells", "minutes"),
    [
        ((time(23, 45), time(0, 15)), 450), ((time(1), time(1, 30)), 450), (("23:45", "00:15"), 450),
        ((None, None), 480), (("-", "-"), 480), (("", "—"), 480), ((time(0), time(0)), 480),
    ],
)  # fmt: skip
def test_past_midnight_and_none(tmp_path, cells, minutes):
    assert outcome(tmp_path, ["Break start", "Break end"], [*cells], NIGHT) == ([], minutes)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("cells", "work"),
    [
        ((time(12), None), DAY), ((None, time(12, 30)), DAY), ((time(18), time(18, 30)), DAY), ((time(8), time(9, 30)), DAY),
        ((time(12), 30), DAY), (("12", "13"), DAY), (("12:00", "1:00"), DAY), (("1:00", "1:30"), DAY), ((time(9), time(17)), DAY),
        ((time(12, 30), time(12)), DAY), (("yes", "yes"), DAY), ((time(0, 30), None), NIGHT), ((None, time(0, 30)), NIGHT),
    ],
)  # fmt: skip
def test_what_is_no_break_between_begin_and_end_waits(tmp_path, cells, work, language):
    [said], charged = outcome(tmp_path, ["Break start", "Break end"], [*cells], work, language)
    assert charged == 0
    assert "Break start, Break end" in said
    assert "12:30" in said


@pytest.mark.parametrize("header", ["Break end", "Break start", "Lunch to", "Pause bis", "Обед до"])
def test_one_of_the_two_alone_is_no_minutes(tmp_path, header):
    """Found: an end at half past midnight was half an hour of break."""
    [said], charged = outcome(tmp_path / "filled", [header], [time(0, 30)], NIGHT)
    assert charged == 0
    assert header in said
    assert "log.ignored" in said
    assert outcome(tmp_path / "blank", [header], [None], NIGHT) == ([], 480)


@pytest.mark.parametrize(
    ("headers", "cells", "minutes"),
    [
        (["Break start", "Break end", "Break"], [time(12), time(12, 30), 30], 450),
        (["Break start", "Break end", "Break"], [time(12), time(12, 30), None], 450),
        (["Break start", "Break end", "Break"], [None, None, 30], 450),
        (["Break start", "Break end", "Break"], [time(12), time(12, 30), 45], 0),
        (["Lunch from", "Lunch to", "Break (min)"], [time(12), time(12, 30), 15], 435),
        (["Break from", "Break to", "Break from", "Break to"], [time(10), time(10, 15), time(12), time(13)], 405),
        (["Break 1 start", "Break 1 end", "Break 2 start", "Break 2 end"], [time(10), time(10, 15), time(12), time(13)], 405),
        (["Break 1", "Break 2", "Lunch"], [10, 15, 30], 425),
        (["Break in min"], [5], 475), (["Break, h"], [1], 420), (["AM break"], [15], 465),
        (["Break 1 start", "Break 1 end", "Break 2 start", "Break 2 end"], [time(12), time(13), time(12, 30), time(13, 30)], 0),
        (["Break 1 start", "Break 1 end", "Break 2 start", "Break 2 end"], [time(12), time(13), time(12), time(13)], 0),
        (["Break 1 start", "Break 1 end", "Break 2 start", "Break 2 end"], [time(12), time(12, 30), time(12, 30), time(13)], 420),
        (["Break 1 start", "Break 1 end", "Break 2 start", "Break 2 end"], [time(14), time(15), time(11), time(11, 30)], 390),
        (["Lunch from"], ["Pizzeria"], 480), (["Break until"], [day(2)], 480), (["Lunch out"], ["with them"], 480), (["Lunch from", "Break to"], ["Pizzeria", None], 480),
        (["Обед, мин"], [30], 450), (["Обед (мин)"], [30], 450), (["Durée de pause"], [30], 450),
        (["Hours w/o lunch"], [7.5], 480), (["Без обеда"], ["да"], 480), (["No break"], [30], 480),
    ],
)  # fmt: skip
def test_several_breaks_and_what_is_none(tmp_path, headers, cells, minutes):
    said, charged = outcome(tmp_path, headers, cells)
    assert (len(said), charged) == (not minutes, minutes)


@pytest.mark.parametrize(
    ("typed", "charged"),
    [(["12:00", "13:00"], 420), (["12:00", "18:00"], 0), (["12:00", ""], 0), (["", ""], 480), (["6:00 PM", "6:30 PM"], 0), (["12:00 PM", "12:20 PM"], 460)],
)  # fmt: skip
def test_as_they_are_typed_at_google(google, tmp_path, typed, charged):
    """12:00 is 0.5 there, which its format alone tells from a number."""
    sheets: dict[str, Any] = {
        "Clients": [["Client"], ["Acme"]],
        "Prices": [["Service", "Unit", "Price"], ["Call", "min", 1]],
        "Payments": [["Date", "Client", "Amount"], [day(60), "Acme", 900_000]],
        "Log": [["Date", "Client", "Service", "From", "To", "Break start", "Break end"]],
    }
    office = Office(google, tmp_path, sheets, furnished=False, more=COLUMNS)
    sheet = office.book.sheet("Log")
    for at, value in enumerate([day(3), "Acme", "Call"]):
        type_in(sheet, 1, at, value)
    for at, text in enumerate(["9:00", "17:00", *typed], 3):
        a_person_types(sheet, 1, at, text, "en_US")
    assert at_google(office) == ([] if charged else ["BAD_NUMBER"], f"{charged}.00")


@pytest.mark.parametrize(
    "headers", [("Lunch from", "to"), ("Lunch start", "end"), ("Break from", "to")]
)
@pytest.mark.parametrize("span", [("Start", "End"), ("From", "To"), ("Start", "Finish")])
def test_init_takes_the_second_half_of_a_break_for_no_end_of_work(tmp_path, span, headers):
    """Found: the end of lunch would have been the end of work."""
    head = ["Date", "Client", "Service", "Staff", *span, *headers]
    rows = [[day(1), "Acme", "Call", "Ann", *DAY, time(12), time(12, 30)]]
    others = {name: cells for name, cells in SHEETS.items() if name != "Log"}
    sheets: dict[str, Any] = {**others, "Prices": PRICES, "Work": [head, *rows]}
    agency = Agency(tmp_path, sheets, furnished=False)
    (tmp_path / "config.toml").write_text(QUIET + lines_of(refused(agency)), encoding="utf-8")
    document = agency.report()
    assert document["findings"] == []
    assert {each["client"]: each["charged"] for each in document["clients"]}["Acme"] == "450.00"


@pytest.mark.parametrize(
    "span",
    [
        ("Start time", "End time"), ("Time in", "Time out"), ("In", "Out"), ("Von", "Bis"), ("С", "По"), ("Время начала", "Время окончания"),
        ("Heure de début", "Heure de fin"), ("Entrada", "Salida"), ("Dalle", "Alle"), ("Início", "Fim"), ("Van", "Tot"), ("Od", "Do"),
    ],
)  # fmt: skip
def test_init_proposes_begin_and_end_and_the_breaks_are_taken_off(tmp_path, span):
    head = ["Date", "Client", "Service", "Staff", *span, "Pause von", "Pause bis"]
    rows = [[day(1), "Acme", "Call", "Ann", *DAY, time(12), time(12, 30)]]
    others = {name: cells for name, cells in SHEETS.items() if name != "Log"}
    sheets: dict[str, Any] = {**others, "Prices": PRICES, "Work": [head, *rows]}
    agency = Agency(tmp_path, sheets, furnished=False)
    lines = lines_of(refused(agency))
    assert f'begin = "{span[0]}"' in lines
    (tmp_path / "config.toml").write_text(QUIET + lines, encoding="utf-8")
    document = agency.report()
    assert document["findings"] == []
    assert {each["client"]: each["charged"] for each in document["clients"]}["Acme"] == "450.00"


@pytest.mark.parametrize(
    "headers",
    [
        ("Lunch until", "Lunch from"), ("Break end", "Break start"), ("Lunch to", "from"), ("Pause bis", "Pause von"), ("Pausenende", "Pausenbeginn"),
        ("Обед по", "Обед с"), ("Конец обеда", "Начало обеда"), ("Fin de pause", "Début de pause"), ("Przerwa do", "Przerwa od"), ("Fin descanso", "Inicio descanso"),
    ],
)  # fmt: skip
def test_the_end_of_a_break_may_stand_before_its_begin(tmp_path, headers):
    """Found: a break as long as a day less half an hour held every row, and no cure helped."""
    assert outcome(tmp_path, [*headers], [time(12, 45), time(12)]) == ([], 435)
