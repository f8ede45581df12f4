"""Columns of hours that nobody reads, beside those that were worked: what they say otherwise is told,
for it was charged as the worked ones are, without a word (design §15)."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.sync.agency import QUIET, SHEETS, Agency, day

PRICES: list[list[Any]] = [["Service", "Unit", "Price"], ["Call", "h", 60]]


def outcome(folder, header: str, pairs: list[tuple[Any, Any]], ours="Hours", columns="", language="en"):  # fmt: skip
    """Cures by header, and what is charged, at 1 a minute."""
    rows = [[day(at + 1), "Acme", "Call", *pair] for at, pair in enumerate(pairs)]
    log = [["Date", "Client", "Service", ours, header], *rows]
    quiet = QUIET.replace("[workbook]", f"[workbook]\nlanguage = '{language}'")
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": log}
    document = Agency(folder, sheets, f"{quiet}{columns}", furnished=False).report()
    charged = {each["client"]: each["charged"] for each in document["clients"]}["Acme"]
    return [each["hint"] for each in document["findings"]], float(charged)


BILLED = [
    "Billable hours", "Billed Hours", "Billable time", "Hours to bill", "Chargeable hours", "Rounded hours",
    "Оплачиваемые часы", "Часы к оплате", "Abrechenbare Stunden", "Heures facturables", "Horas facturables",
    "Ore fatturabili", "Horas faturáveis", "Declarabele uren", "Godziny do rozliczenia", "Fakturované hodiny",
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("header", BILLED)
def test_hours_that_clients_pay_for_are_told_and_the_cure_charges_them(tmp_path, header, language):
    pairs = [(1.5, 1), (2, 0), (1, 1)]
    [cure], charged = outcome(tmp_path / "told", header, pairs, language=language)
    assert charged == 270
    line = f'log.quantity = "{header}"'
    assert f"[columns] {line}" in cure
    cured = outcome(tmp_path / "cured", header, pairs, columns=f"[columns]\n{line}\n")
    assert cured == ([], 120)
    ignored = f'log.ignored = "{header}"'
    assert ignored in cure
    quiet = outcome(tmp_path / "quiet", header, pairs, columns=f"[columns]\n{ignored}\n")
    assert quiet == ([], 270)


@pytest.mark.parametrize(
    "pairs",
    [
        [(1.5, 1.5), (2, 2)], [(1.5, "1:30"), (2, timedelta(hours=2))], [(1.5, None)], [(1.5, "-")],
        [(time(1, 30), 1.5)], [("1:30", time(1, 30))], [(2, "yes")],
        [(1.5, "1,5"), ("0.50", 0.5), (2.0, "2")], [("1:20", 1.33), (0.17, "0:10")], [(1.4999999, 1.5)],
    ],
)  # fmt: skip
def test_where_they_say_the_same_or_nothing_nobody_is_told(tmp_path, pairs):
    assert outcome(tmp_path, "Billable hours", pairs)[0] == []


def test_minutes_of_them_are_held_against_hours(tmp_path):
    assert outcome(tmp_path / "same", "Billable minutes", [(1.5, 90)])[0] == []
    assert outcome(tmp_path / "less", "Billable minutes", [(1.5, 60)])[0]


@pytest.mark.parametrize("header", ["Non-billable hours", "Unbilled hours", "Неоплачиваемые часы"])
def test_hours_that_they_do_not_pay_for_are_told(tmp_path, header):
    [cure], charged = outcome(tmp_path, header, [(2, 0.5)])
    assert (charged, 'a column "Quantity"' in cure) == (120, True)
    assert outcome(tmp_path / "none", header, [(2, 0), (1, None)])[0] == []


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Hours spent", "Minutes spent"), ("Hours worked", "Minutes worked"), ("Logged hours", "Logged minutes"),
     ("Hours", "Time (min)"), ("Кол-во часов", "Кол-во минут")],
)  # fmt: skip
def test_minutes_beside_hours_by_other_names_are_told_and_the_cure_adds_them(
    tmp_path, ours, theirs, language
):
    named = f'[columns]\nlog.minutes = {{ header = "{ours}", unit = "h" }}\n' * (ours != "Hours")
    pairs = [(1, 30), (0, 45)]
    [cure], charged = outcome(tmp_path / "told", theirs, pairs, ours, named, language)
    assert charged == 60
    hours, minutes = ("Hours", "Minutes") if language == "en" else ("Часы", "Минуты")
    assert hours in cure
    assert minutes in cure
    assert outcome(tmp_path / "cured", minutes, pairs, hours) == ([], 135)


@pytest.mark.parametrize(
    "pairs", [[(1.5, 90), (2, 120)], [(1.5, None)], [(1.33, 80), (0.67, 40), (0.17, 10)]]
)
def test_minutes_that_say_the_same_as_hours_are_nobodys_matter(tmp_path, pairs):
    named = '[columns]\nlog.minutes = { header = "Hours spent", unit = "h" }\n'
    assert outcome(tmp_path, "Minutes spent", pairs, "Hours spent", named)[0] == []


def test_a_quantity_says_what_is_charged(tmp_path):
    rows = [[date(2026, 11, 3), "Acme", "Call", 2, 1, 1.5]]
    log = [["Date", "Client", "Service", "Hours", "Quantity", "Billable hours"], *rows]
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": log}
    assert Agency(tmp_path, sheets, furnished=False).report()["findings"] == []


def _with_all(folder, rows: list[list[Any]], columns="") -> tuple[list[str], float]:
    """What is found in a log of hours with those of both kinds beside, and what it comes to."""
    head = [
        "Date",
        "Client",
        "Service",
        "Hours",
        "Billable",
        "Billable hours",
        "Non-billable hours",
    ]
    log = [head, *([day(at + 1), "Acme", "Call", *row] for at, row in enumerate(rows))]
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": log}
    document = Agency(folder, sheets, f"{QUIET}{columns}", furnished=False).report()
    charged = {each["client"]: each["charged"] for each in document["clients"]}["Acme"]
    return [each["text"] for each in document["findings"]], float(charged)


def test_what_is_not_charged_anyhow_is_nobodys_matter(tmp_path):
    """Found: Billable no beside Billable hours 0 was told for ever."""
    free = [[2, "yes", 2, None], [1, "no", 0, 1], [3, "no", None, 3]]
    assert _with_all(tmp_path / "free", free) == ([], 120)
    both = ["Billable hours", "Non-billable hours"]
    assert _with_all(tmp_path / "told", [[2, "yes", 1, 1]]) == (both, 120)


def test_where_the_paid_hours_are_charged_those_that_are_not_are_nobodys_matter(tmp_path):
    """Found: "all that was worked is charged" was told where the config charged the billable."""
    rows = [[2, None, 1, 1], [1, None, 0, 1]]
    quantity = '[columns]\nlog.quantity = "Billable hours"\n'
    assert _with_all(tmp_path / "quantity", rows, quantity) == ([], 60)
    labour = '[columns]\nlog.minutes = { header = "Billable hours", unit = "h" }\nlog.ignored = "Hours"\n'
    assert _with_all(tmp_path / "labour", rows, labour) == ([], 60)


ENDLESS = ["9" * 5000, f"1.{'9' * 5000}", "1e-99999999", f"{'9' * 5000} h", f"{'9' * 5000}:00"]


@pytest.mark.parametrize("header", ["Billable hours", "Non-billable hours", "Minutes spent"])
@pytest.mark.parametrize("endless", ENDLESS, ids=["whole", "part", "power", "hours", "clock"])
def test_no_cell_is_too_long_beside_hours(tmp_path, header, endless):
    assert outcome(tmp_path, header, [(1, endless)])[1] == 60


@pytest.mark.parametrize("endless", ENDLESS, ids=["whole", "part", "power", "hours", "clock"])
def test_no_cell_of_labour_is_too_long(tmp_path, endless):
    found, charged = outcome(tmp_path, "Remark", [(endless, "")])
    assert charged == 0
    assert found


@pytest.mark.parametrize("header", ["Actual work", "Real hours", "Фактическая работа", "Ist-Stunden", "Heures réelles"])  # fmt: skip
def test_the_only_labour_under_another_name_is_told_at_its_header(tmp_path, header):
    """Found: each row was held for want of a quantity, and nobody named that column."""
    log = [["Date", "Client", "Service", header], [day(1), "Acme", "Call", 1.5]]
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": log}
    found = Agency(tmp_path, sheets, QUIET, furnished=False).report()["findings"]
    near = [each["hint"] for each in found if each["code"] == "NEAR_HEADER"]
    assert len(near) == 1
    assert header in near[0]


@pytest.mark.parametrize(("begin", "end"), [
    ("Start time", "End time"), ("Time in", "Time out"), ("Zeit von", "Zeit bis"), ("Время с", "Время по"),
    ("Start time", "End time (UTC)"),
])  # fmt: skip
def test_the_end_of_work_is_never_offered_as_labour(tmp_path, begin, end):
    """Found: as texts, as all of a CSV file is, the end of work was told as what may be the labour;
    whoever followed the cure charged ten and a half hours for work that ended at 10:30."""
    log = [["Date", "Client", "Service", "Hours", begin, end]]
    log += [[day(1), "Acme", "Call", "1:30", "9:00", "10:30"], [day(2), "Acme", "Call", None, "9:00", "10:30"]]  # fmt: skip
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": log}
    found = Agency(tmp_path, sheets, QUIET, furnished=False).report()["findings"]
    assert not [each for each in found if f'log.minutes = {{ header = "{end}"' in each["hint"]]
    assert "NO_QUANTITY" in [each["code"] for each in found]
