"""In, Out, In, Out: every shift of a day counts, or the row waits; the first alone was charged, in
silence (design §15)."""

from datetime import time
from typing import Any

import pytest

from sheets_sync.errors import UsageError
from tests.sync.agency import QUIET, SHEETS, Agency, day
from tests.sync.test_begin_and_end import PRICES
from tests.sync.test_proposals import lines_of, refused

DAY = (time(9), time(13), time(14), time(18))


def outcome(tmp_path, headers: list[str], cells: list[Any], lines: str = ""):
    """What is found, and what such a day costs at 1 a minute; ``headers`` begin with those of begin
    and end, which the config names."""
    named = f'log.begin = "{headers[0]}"\nlog.end = "{headers[1]}"'
    log = [["Date", "Client", "Service", *headers], [day(1), "Acme", "Call", *cells]]
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": log}
    config = f"{QUIET}[columns]\n{lines or named}\n"
    document = Agency(tmp_path, sheets, config, furnished=False).report()
    charged = {each["client"]: each["charged"] for each in document["clients"]}["Acme"]
    said = [f"{each['message']} {each['hint']}" for each in document["findings"]]
    return said, float(charged)


@pytest.mark.parametrize(
    "headers",
    [
        ("In", "Out", "In", "Out"), ("In 1", "Out 1", "In 2", "Out 2"), ("In", "Out", "In 2", "Out 2"), ("von", "bis", "von 2", "bis 2"),
        ("Start (1)", "End (1)", "Start (2)", "End (2)"), ("С", "По", "С", "По"), ("Kommen I", "Gehen I", "Kommen II", "Gehen II"),
        ("Начало №1", "Конец №1", "Начало №2", "Конец №2"), ("1. von", "1. bis", "2. von", "2. bis"),
        ("1st in", "1st out", "2nd in", "2nd out"), ("1-й приход", "1-й уход", "2-й приход", "2-й уход"), ("Morning in", "Morning out", "Afternoon in", "Afternoon out"),
        ("AM In", "AM Out", "PM In", "PM Out"), ("In", "Out", "Back in", "Back out"), ("Matin début", "Matin fin", "Après-midi début", "Après-midi fin"),
        ("Vormittag von", "Vormittag bis", "Nachmittag von", "Nachmittag bis"), ("Утро с", "Утро по", "Вечер с", "Вечер по"), ("Entrada mañana", "Salida mañana", "Entrada tarde", "Salida tarde"),
        ("Punch 1", "Punch 2", "Punch 3", "Punch 4"), ("Отметка 1", "Отметка 2", "Отметка 3", "Отметка 4"), ("Time 1", "Time 2", "Time 3", "Time 4"),
    ],
)  # fmt: skip
def test_all_shifts_of_a_day_count(tmp_path, headers):
    assert outcome(tmp_path, [*headers], [*DAY]) == ([], 480)


def test_all_begins_may_stand_before_all_ends(tmp_path):
    cells = [time(9), time(13), time(14), time(18)]
    lines = 'log.begin = "In 1"\nlog.end = "Out 1"'
    headers = ["In 1", "Out 1", "In 2", "Out 2"]
    assert outcome(tmp_path, headers, cells, lines) == ([], 480)
    mixed = [cells[0], cells[2], cells[1], cells[3]]
    assert outcome(tmp_path, ["In 1", "In 2", "Out 1", "Out 2"], mixed, lines) == ([], 480)


@pytest.mark.parametrize(
    ("cells", "minutes"),
    [
        ((time(9), time(13), None, None), 240), ((None, None, time(14), time(18)), 240), ((time(9), time(13), "-", "—"), 240),
        ((time(9), time(13), time(22), time(2)), 480), (("9:00", "13:00", "2 PM", "6 PM"), 480),
    ],
)  # fmt: skip
def test_a_day_may_have_one_shift(tmp_path, cells, minutes):
    assert outcome(tmp_path, ["In", "Out", "In", "Out"], [*cells]) == ([], minutes)


@pytest.mark.parametrize(
    "cells",
    [
        (time(9), time(13), time(14), None), (time(9), time(13), None, time(18)), (time(9), time(13), time(12), time(18)),
        (time(9), time(13), "soon", "later"), (time(9), None, time(14), time(18)), (time(9), time(13), 14, 18),
    ],
)  # fmt: skip
def test_a_shift_that_cannot_be_told_holds_its_row(tmp_path, cells):
    [said], charged = outcome(tmp_path, ["In 1", "Out 1", "In 2", "Out 2"], [*cells])
    assert charged == 0
    assert "In 1, In 2" in said
    assert "Out 1, Out 2" in said


def test_a_second_begin_without_its_end_holds_the_rows_that_fill_it(tmp_path):
    [said], charged = outcome(tmp_path, ["In 1", "Out 1", "In 2"], [time(9), time(13), time(14)])
    assert charged == 0
    assert "In 2" in said
    assert outcome(tmp_path, ["In 1", "Out 1", "In 2"], [time(9), time(13), None]) == ([], 240)


@pytest.mark.parametrize(
    ("headers", "cells", "minutes"),
    [
        (["Break"], ["30 min"], 450), (["Break"], ["1 h"], 480), (["Lunch from", "Lunch to"], [time(13), time(14)], 480),
        (["Lunch from", "Lunch to"], [time(15), time(15, 30)], 450), (["Break"], [None], 480),
    ],
)  # fmt: skip
def test_a_break_that_is_the_time_between_shifts_is_taken_off_once(
    tmp_path, headers, cells, minutes
):
    named = ["In", "Out", "In", "Out", *headers]
    assert outcome(tmp_path, named, [*DAY, *cells]) == ([], minutes)


@pytest.mark.parametrize("lunch", [(time(12, 30), time(13, 30)), (time(19), time(20))])
def test_a_break_amid_work_and_none_waits(tmp_path, lunch):
    headers = ["In", "Out", "In", "Out", "Lunch from", "Lunch to"]
    [said], charged = outcome(tmp_path, headers, [*DAY, *lunch])
    assert (charged, "Lunch from" in said) == (0, True)


def test_other_columns_of_one_name_are_still_refused(tmp_path):
    with pytest.raises(UsageError, match="twice"):
        outcome(tmp_path, ["In", "Out", "Order", "Order"], [*DAY])


@pytest.mark.parametrize("second", [("Kommen", "Gehen"), ("Kommen 2", "Gehen 2")])
def test_what_init_proposes_of_two_shifts_reads_both(tmp_path, second):
    log = [["Datum", "Kunde", "Leistung", "Kommen", "Gehen", *second]]
    log += [[day(1), "Acme", "Call", *DAY]]
    sheets: dict[str, Any] = {
        "Clients": [["Client"], ["Acme"]], "Prices": PRICES, "Payments": SHEETS["Payments"], "Zeiten": log,
    }  # fmt: skip
    agency = Agency(tmp_path, sheets, QUIET, furnished=False)
    (tmp_path / "config.toml").write_text(f"{QUIET}{lines_of(refused(agency))}\n", "utf-8")
    [acme] = agency.report()["clients"]
    assert acme["charged"] == "480.00"


def test_how_long_it_was_is_no_shift(tmp_path):
    """Beside "Time 1" and "Time 2", from when to when."""
    headers, cells = ["Time 1", "Time 2", "Time"], [time(9), time(13), "4:00"]
    assert outcome(tmp_path, headers, cells) == ([], 240)
