"""Exports of time trackers, made after the columns that they are known to have (§15): each in three
profiles, held against what the same work comes to by hand."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from sheets_sync.errors import UsageError
from tests.sync.agency import QUIET, Agency, write_sheets

SHEETS: dict[str, Any] = {
    "Clients": [["Client", "Email"], ["Acme"], ["Bell"]],
    "Prices": [["Client", "Service", "Unit", "Price"], [None, "Call", "min", 3]],
    "Payments": [["Date", "Client", "Amount"], [date(2026, 11, 1), "Acme", 1000]],
}


@dataclass
class Work:
    day: date
    client: str
    project: str
    staff: str
    begin: time
    minutes: int
    billable: bool = True

    @property
    def end(self) -> datetime:
        return datetime.combine(self.day, self.begin) + timedelta(minutes=self.minutes)

    @property
    def clock(self) -> str:
        return f"{self.minutes // 60:02}:{self.minutes % 60:02}:00"


WORK = [
    Work(date(2026, 11, 3), "Acme", "Site", "Anna Berg", time(9), 20),
    Work(date(2026, 11, 4), "Acme", "Site", "Anna Berg", time(9, 20), 20),
    Work(date(2026, 11, 5), "Acme", "Site", "Anna Berg", time(23, 50), 20),
    Work(date(2026, 11, 20), "Bell", "Shop", "Boris Ode", time(14), 90),
    Work(date(2026, 11, 21), "Acme", "Site", "Boris Ode", time(15), 15, billable=False),
]


@dataclass
class Profile:
    """How whoever exports has set their tracker and machine."""

    language: str
    separator: str
    encoding: str
    days: str
    decimal: str = "."

    def hours(self, work: Work) -> str:
        hours = (Decimal(work.minutes) / 60).quantize(Decimal("0.01"))
        return str(hours).replace(".", self.decimal)

    def yes(self, work: Work) -> str:
        words = {"en": ("No", "Yes"), "de": ("Nein", "Ja"), "ru": ("Нет", "Да")}
        return words[self.language][work.billable]


PROFILES = [
    Profile("en", ",", "utf-8", "%m/%d/%Y"),
    Profile("de", ";", "utf-8-sig", "%d/%m/%Y", ","),
    Profile("ru", "\t", "utf-16", "%d.%m.%Y", ","),
]
HEADERS = {
    "toggl": {"en": "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"},
    "clockify": {
        "en": "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal),Billable Amount (USD)",
        "de": "Projekt,Kunde,Beschreibung,Aufgabe,Benutzer,Gruppe,E-Mail,Tags,Abrechenbar,Startdatum,Startzeit,Enddatum,Endzeit,Dauer (h),Dauer (dezimal),Betrag",
        "ru": "Проект,Клиент,Описание,Задача,Пользователь,Группа,Почта,Теги,Оплачиваемый,Дата начала,Время начала,Дата окончания,Время окончания,Продолжительность (ч),Продолжительность (десятичная),Сумма",
    },
    "harvest": {"en": "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Employee Id,Currency"},
    "kimai": {
        "en": "date,begin,end,duration_decimal,currency,rate,user.name,customer.name,project.name,activity.name,description,billable,tags",
        "de": "Datum,Beginn,Ende,Dauer,Währung,Preis,Benutzer,Kunde,Projekt,Tätigkeit,Beschreibung,Abrechenbar,Schlagworte",
        "ru": "Дата,Начало,Окончание,Продолжительность,Валюта,Ставка,Пользователь,Клиент,Проект,Деятельность,Описание,Оплачивается,Теги",
    },
    "solidtime": {"en": "Description,Task,Project,Client,User,Start,End,Duration,Duration (decimal),Billable,Tags"},
}  # fmt: skip


def cells(tracker: str, work: Work, profile: Profile) -> list[str]:
    first, last = work.staff.split()
    iso, day = work.day.isoformat(), work.day.strftime(profile.days)
    begin, end = f"{work.begin:%H:%M}", f"{work.end:%H:%M}"
    hours, yes = profile.hours(work), profile.yes(work)
    if tracker == "toggl":
        return [
            work.staff,
            "x@example.com",
            work.client,
            work.project,
            "Call",
            "work",
            yes,
            iso,
            f"{begin}:00",
            f"{work.end:%Y-%m-%d}",
            f"{end}:00",
            work.clock,
            "",
        ]
    if tracker == "clockify":
        return [
            work.project,
            work.client,
            "work",
            "Call",
            work.staff,
            "",
            "",
            "",
            yes,
            day,
            begin,
            f"{work.end:{profile.days}}",
            end,
            work.clock,
            hours,
            "1.00",
        ]
    if tracker == "harvest":
        return [
            day,
            work.client,
            work.project,
            "",
            "Call",
            "work",
            hours,
            yes,
            "No",
            "No",
            first,
            last,
            "7",
            "USD",
        ]
    if tracker == "kimai":
        return [
            day,
            begin,
            end,
            hours,
            "EUR",
            "5",
            work.staff,
            work.client,
            work.project,
            "Call",
            "work",
            yes,
            "",
        ]
    start = f"{work.day} {work.begin}"
    return ["work", "Call", work.project, work.client, work.staff, start, f"{work.end}", work.clock, hours, yes, ""]  # fmt: skip


def export(tracker: str, profile: Profile, works: list[Work]) -> bytes:
    headers = HEADERS[tracker]
    lines = [headers.get(profile.language, headers["en"]).split(",")]
    lines += [cells(tracker, work, profile) for work in works]
    text = "\r\n".join(
        profile.separator.join(f'"{c}"' if profile.separator in c else c for c in line)
        for line in lines
    )
    return f"{text}\r\n".encode(profile.encoding)


def agency(folder: Any, tracker: str, data: bytes, more: str = "") -> Agency:
    folder.mkdir(exist_ok=True)
    (folder / "export.csv").write_bytes(data)
    config = f"{QUIET}[tabs]\nlog = {{ file = '*.csv', preset = '{tracker}'{more} }}\n"
    return Agency(folder, SHEETS, config)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda each: each.language)
@pytest.mark.parametrize("tracker", HEADERS)
def test_an_export_comes_to_what_the_work_comes_to_by_hand(tmp_path, tracker, profile):
    book = agency(tmp_path, tracker, export(tracker, profile, WORK))
    run = book.run()
    document = book.report()
    assert (document["findings"], run.warnings) == ([], [])
    said = {c["client"]: (c["charged"], c["minutes"], c["orders"]) for c in document["clients"]}
    # Harvest has nothing but hours of two decimals: three times 20 minutes are 0.99 hours there.
    acme = ("178.20", 74.4) if tracker == "harvest" else ("180.00", 75)
    assert said == {"Acme": (*acme, 1), "Bell": ("270.00", 90, 1)}
    staff = {row[1] for row in book.grid()["Staff"][4:] if row[1]}
    assert staff == {"Anna Berg", "Boris Ode"}


@pytest.mark.parametrize("profile", PROFILES[:2], ids=lambda each: each.language)
def test_days_and_months_that_nothing_tells_apart_are_refused_and_the_config_settles_them(
    tmp_path, profile
):
    data = export("clockify", profile, WORK[:3])
    book = agency(tmp_path / "a", "clockify", data)
    with pytest.raises(UsageError, match=r"export\.csv: dates like .* may be read in two ways"):
        book.run()
    order = "m/d/y" if profile.language == "en" else "d/m/y"
    settled = agency(tmp_path / "b", "clockify", data, f", dates = '{order}'")
    assert settled.run().found.rows["charged"] == 3
    assert settled.report()["findings"] == []


def test_an_export_whose_billable_nobody_knows_is_refused(tmp_path):
    """Found: what a French export calls not Facturable was charged."""
    data = export("toggl", PROFILES[0], WORK)
    assert b",Billable," in data
    french = data.replace(b",Billable,", b",Facturable,").replace(b",No,", b",Non,")
    assert french.count(b",Non,")
    with pytest.raises(UsageError, match="Facturable") as refused:
        agency(tmp_path / "a", "toggl", french).run()
    assert 'log.billable = "Facturable"' in refused.value.cure
    named = agency(tmp_path / "b", "toggl", french)
    config = named.path.with_name("config.toml")
    config.write_text(
        config.read_text("utf-8") + '[columns]\nlog.billable = "Facturable"\n', "utf-8"
    )
    whole = agency(tmp_path / "c", "toggl", data).report()
    assert named.report()["clients"] == whole["clients"]


@pytest.mark.parametrize("profile", PROFILES[:2], ids=lambda each: each.language)
def test_years_of_two_digits_are_years(tmp_path, profile):
    """Found: every 02/11/26 of a settled export was no date."""
    data, short = export("clockify", profile, WORK), re.compile(rb"(\d\d/\d\d/)20(\d\d)")
    whole = agency(tmp_path / "a", "clockify", data).report()
    assert agency(tmp_path / "b", "clockify", short.sub(rb"\1\2", data)).report() == whole
    late = short.sub(rb"\g<1>96", data)
    codes = {each["code"] for each in agency(tmp_path / "c", "clockify", late).report()["findings"]}
    assert codes == {"BAD_DATE"}
    month, day = (1, 2) if profile.language == "en" else (2, 1)
    whole_day = re.compile(rb"(\d\d)/(\d\d)/20(\d\d)")
    year_first = whole_day.sub(lambda each: b"/".join(each.group(3, month, day)), data)
    with pytest.raises(UsageError, match="may be read in two ways"):
        agency(tmp_path / "d", "clockify", year_first).run()


def test_both_orders_in_one_file_are_refused(tmp_path):
    data = export("clockify", PROFILES[0], WORK).replace(b"11/03/2026", b"13/11/2026")
    with pytest.raises(UsageError, match="both orders stand there"):
        agency(tmp_path, "clockify", data).run()


def test_a_break_shortens_and_a_duration_past_its_own_end_is_a_finding(tmp_path):
    data = export("kimai", PROFILES[0], WORK)
    with_break = data.replace(b"14:00,15:30,1.50", b"14:00,15:30,1.25")
    document = agency(tmp_path / "a", "kimai", with_break).report()
    assert [c["minutes"] for c in document["clients"] if c["client"] == "Bell"] == [75]
    too_long = data.replace(b"14:00,15:30,1.50", b"14:00,15:30,2.50")
    [finding] = agency(tmp_path / "b", "kimai", too_long).report()["findings"]
    assert (finding["code"], finding["cell"]) == ("BAD_NUMBER", "line 5")


def test_a_service_stands_where_an_export_has_no_task(tmp_path):
    data = export("toggl", PROFILES[0], WORK).replace(b",Call,", b",,")
    book = agency(tmp_path, "toggl", data, ", service = 'Call'")
    assert book.run().found.rows["charged"] == 5


@pytest.mark.parametrize("slip", [b"13/13/2026", b"31/31/2026"])
def test_a_day_in_neither_order_is_that_rows_slip(tmp_path, slip):
    data = export("clockify", PROFILES[0], WORK)
    before = agency(tmp_path / "before", "clockify", data).report()["rows"]
    mended = data.replace(b"11/03/2026", slip, 1)
    assert mended != data
    found = agency(tmp_path / "slip", "clockify", mended).report()
    assert [each["code"] for each in found["findings"]] == ["BAD_DATE"]
    assert found["rows"]["charged"] == before["charged"] - 1


def test_another_column_of_an_export_may_be_the_order(tmp_path):
    data = export("toggl", PROFILES[0], WORK)
    book = agency(tmp_path, "toggl", data)
    text = (tmp_path / "config.toml").read_text(encoding="utf-8")
    (tmp_path / "config.toml").write_text(
        f"{text}[columns]\nlog.order = 'Start time'\n", encoding="utf-8"
    )
    said = {each["client"]: each["orders"] for each in book.report()["clients"]}
    assert said == {"Acme": 4, "Bell": 1}


def test_an_export_pasted_into_a_tab_is_read_alike(tmp_path):
    lines = [
        HEADERS["toggl"]["en"].split(","),
        *(cells("toggl", work, PROFILES[0]) for work in WORK),
    ]
    book = Agency(
        tmp_path,
        {**SHEETS, "Detailed": lines},
        f"{QUIET}[tabs]\nlog = {{tab = 'Detailed', preset = 'toggl'}}\n",
    )
    assert book.run().warnings == []
    said = {each["client"]: each["charged"] for each in book.report()["clients"]}
    assert said == {"Acme": "180.00", "Bell": "270.00"}
    header = book.grid()["Detailed"][0]
    assert header[13:] == ["Status", "Price", "Charge", "Balance"]


def test_begin_and_end_that_the_config_names_are_labour(tmp_path):
    rows: list[list[Any]] = [
        ["Day", "Who", "What", "From", "To"],
        [date(2026, 11, 3), "Anna", "Call", time(9), time(9, 45)],
        [date(2026, 11, 4), "Anna", "Call", time(23, 30), time(0, 15)],
        [date(2026, 11, 5), "Anna", "Call", "9:00", "10:15"],
        [date(2026, 11, 6), "Anna", "Call", time(9), None],
    ]
    write_sheets(tmp_path / "bell.xlsx", {"Time": rows})
    config = f"""{QUIET}[tabs]
log = {{ book = "bell.xlsx", tab = "Time", client = "Bell" }}
[columns]
log = {{ date = "Day", staff = "Who", service = "What", begin = "From", end = "To" }}
"""
    book = Agency(tmp_path, SHEETS, config)
    document = book.report()
    [bell] = [each for each in document["clients"] if each["client"] == "Bell"]
    assert (bell["charged"], bell["minutes"]) == ("495.00", 165)
    assert [(f["code"], f["cell"]) for f in document["findings"]] == [("BAD_NUMBER", "D5")]


IN_HOURS = {"toggl": "Start date,Client,Project,Task,Duration", "harvest": "Date,Client,Project,Task,Hours",
            "clockify": "Start date,Client,Project,Task,Duration (decimal)", "kimai": "Date,Customer,Project,Activity,Duration",
            "solidtime": "Start,Client,Project,Task,Duration (decimal)"}  # fmt: skip


def in_hours(folder: Any, tracker: str, typed: list[str], billing: str = "") -> Agency:
    """The export with one row a day, of the hours that are ``typed``, at 60 an hour."""
    lines = [f'2026-11-{at:02},Acme,P,Call,"{each}"' for at, each in enumerate(typed, 1)]
    folder.mkdir(exist_ok=True)
    folder.joinpath("e.csv").write_text("\n".join([IN_HOURS[tracker], *lines]), encoding="utf-8")
    sheets = {**SHEETS, "Prices": [["Service", "Unit", "Price"], ["Call", "h", 60]]}
    config = f"{QUIET}{billing}[tabs]\nlog = {{ file = 'e.csv', preset = '{tracker}' }}\n"
    return Agency(folder, sheets, config)


def charges(document: dict[str, Any]) -> str:
    [acme] = [each for each in document["clients"] if each["client"] == "Acme"]
    return str(acme["charged"])


HOURS = [
    # typed, minutes, and those that count where the config says that rows are so long
    ("1.50", 90, 90), ("0,25", 15, 15), ("2", 120, 120), ("24", 1440, 1440), ("24.00", 1440, 1440),
    ("1:30:00", 90, 90), ("101:30:00", 6090, 6090), ("0.125", 7.5, 7.5),
    ("24.01", 0, 1440.6), ("24.25", 0, 1455), ("24.5", 0, 1470), ("24,5", 0, 1470), ("25", 0, 1500), ("30.00", 0, 1800),
    ("5400", 0, 324_000), ("1,234.50", 0, 74_070), ("1 250", 0, 75_000), ("1.234,50", 0, 74_070),
    ("1,250", 0, 0), ("1,500", 0, 0), ("12,500", 0, 0), ("1.250", 0, 0), ("24.3333333", 0, 0),
]  # fmt: skip


@pytest.mark.parametrize("tracker", IN_HOURS)
@pytest.mark.parametrize("said", [False, True])
def test_a_duration_that_is_a_bare_number_is_hours_or_waits(tmp_path, tracker, said):
    billing = "[billing]\nrows_over_a_day = true\n" if said else ""
    typed = [each[0] for each in HOURS]
    document = in_hours(tmp_path, tracker, typed, billing).report()
    counts = {typed: if_said if said else minutes for typed, minutes, if_said in HOURS}
    held = {
        each["text"].removesuffix(" h"): each["code"]
        for each in document["findings"]
        if each["code"] != "IMPLAUSIBLE"
    }
    assert {*held} == {text for text, minutes in counts.items() if not minutes}
    assert charges(document) == f"{sum(counts.values()):.2f}"
    assert {text for text, code in held.items() if code == "BAD_NUMBER"} == {
        "1,250", "1,500", "12,500", "1.250", "24.3333333"
    }  # fmt: skip


def test_the_cure_names_the_number_as_it_stands_in_the_file(tmp_path):
    book = in_hours(tmp_path, "harvest", ["24.5", "1,250", "1 250"])
    book.run()
    said = ["\n".join(map(str, row)) for row in book.grid()["Findings"]]
    [half] = [each for each in said if "Hours is 24.5:" in each]
    assert "24.5 min, or 24.5 h" in half
    assert "rows_over_a_day" in half
    [two_fold] = [each for each in said if '"1,250"' in each]
    assert "1250" in two_fold
    assert "rows_over_a_day" not in two_fold
    assert any("1 250 min, or 1 250 h" in each for each in said)


def test_an_export_of_weeks_has_rows_over_a_day(tmp_path):
    head = "Start date,Client,Project,Task,User,Duration"
    lines = [
        f"{date(2026, 5, 4) + timedelta(weeks=week)},Acme,P{who},Call,S{who},40.50"
        for week in range(12)
        for who in range(2)
    ]
    book = in_hours(tmp_path, "toggl", [])
    tmp_path.joinpath("e.csv").write_text("\n".join([head, *lines]), encoding="utf-8")
    document = book.report()
    assert (document["findings"], charges(document)) == ([], f"{24 * 40.5 * 60:.2f}")


def test_typed_numbers_in_a_pasted_export_are_exact(tmp_path):
    lines = [IN_HOURS["harvest"].split(","), [date(2026, 11, 2), "Acme", "P", "Call", 73 / 3]]
    sheets = {
        **SHEETS,
        "Prices": [["Service", "Unit", "Price"], ["Call", "h", 60]],
        "Detailed": lines,
    }
    tabs = "[tabs]\nlog = {tab = 'Detailed', preset = 'harvest'}\n"
    held = Agency(tmp_path / "a", sheets, f"{QUIET}{tabs}").report()
    assert [each["code"] for each in held["findings"]] == ["LOST_TIME"]
    said = Agency(
        tmp_path / "b", sheets, f"{QUIET}[billing]\nrows_over_a_day = true\n{tabs}"
    ).report()
    assert charges(said) == "1460.00"


LABOUR = {
    # where a line of sums has them, as clocks and as hours of two decimals
    "toggl": {11: "2:45:00"}, "clockify": {13: "2:45:00", 14: "2.75"}, "harvest": {6: "2.74"},
    "kimai": {3: "2.75"}, "solidtime": {7: "2:45:00", 8: "2.75"},
}  # fmt: skip


def with_sums(tracker: str, sums: dict[int, str], *, below: int) -> bytes:
    """The export with a line of sums and nothing else below so many lines of work."""
    lines = export(tracker, PROFILES[0], WORK).decode().splitlines()
    blank = [""] * lines[0].count(",") + [""]
    line = ",".join(sums.get(at, each) for at, each in enumerate(blank))
    return "\r\n".join([*lines[: below + 1], line, *lines[below + 1 :], ""]).encode()


@pytest.mark.parametrize("tracker", LABOUR)
def test_a_line_of_sums_without_a_name_is_nobodys(tmp_path, tracker):
    plain = agency(tmp_path / "a", tracker, export(tracker, PROFILES[0], WORK)).report()
    summed = agency(tmp_path / "b", tracker, with_sums(tracker, LABOUR[tracker], below=5)).report()
    assert summed["findings"] == []
    assert (summed["clients"], summed["rows"]) == (plain["clients"], plain["rows"])


def test_sums_of_parts_are_known_and_any_other_number_may_be_a_row_of_somebodys(tmp_path):
    parts = with_sums("toggl", {11: "0:40:00"}, below=2)
    assert agency(tmp_path / "a", "toggl", parts).report()["findings"] == []
    half = agency(tmp_path / "b", "toggl", with_sums("toggl", {11: "0:50:00"}, below=2)).report()
    assert {each["code"] for each in half["findings"]} == {"MISSING_CELL"}
    assert half["rows"]["held"] == 1


def test_a_sum_in_hours_above_a_day_is_known(tmp_path):
    head = "User,Client,Project,Task,Description,Billable,Start date,Duration"
    lines = [f"Anna,Acme,P,Call,d,Yes,2026-11-{at},7.50" for at in range(10, 16)]
    tmp_path.joinpath("e.csv").write_text(
        "\n".join([head, *lines, ",,,,,,,45.00"]), encoding="utf-8"
    )
    config = f"{QUIET}[tabs]\nlog = {{ file = 'e.csv', preset = 'toggl' }}\n"
    document = Agency(tmp_path, SHEETS, config).report()
    assert (document["findings"], document["rows"]["log"]) == ([], 6)
