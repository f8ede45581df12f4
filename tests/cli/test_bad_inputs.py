"""Bad inputs, each one answered by an exit code, a sentence with the place, and a cure."""

import os
import re
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart

ROOT = Path(__file__).parents[2]
SAID = re.compile(r"\w.{8,}[.!?:)]", re.DOTALL)


def case(name, *rest):
    return pytest.param(*rest, id=name)


def sound(answer, code, *words):
    """The exit code, the place and the cure on stderr, nothing on stdout, no traceback."""
    said = " ".join(answer.err.split())
    assert answer.code == code, said
    assert "Traceback" not in said
    assert SAID.search(said), said
    for word in words:
        assert word in said, f"{word!r} is not in: {said}"
    assert answer.out == ""


ARGUMENTS = [
    case("unknown command", ["nwo"], 2, "nwo", "--help"),
    case("unknown option", ["now", "--quick"], 2, "--quick", "--help"),
    case("unknown option before the command", ["--quick", "now"], 2, "--quick", "--help"),
    case("too many arguments", ["now", "today"], 2, "today", "--help"),
    case("explain nobody", ["explain"], 2, "CLIENT", "--help"),
    case("explain two names without quotes", ["explain", "North", "Bakery"], 2, "Bakery", "--help"),
    case("statement of nobody", ["statement"], 2, "CLIENT", "--help"),
    case("unknown client in explain", ["explain", "Acmee"], 2, '"Acmee"', 'Did you mean "Acme"?'),
    case("unknown client in statement", ["statement", "Bels"], 2, '"Bels"', 'Did you mean "Bell"?'),
    case("a client like no other", ["explain", "Zzyzx Quux"], 2, '"Zzyzx Quux"', "The clients are: Acme"),
    case("empty client", ["explain", ""], 2, "No client", "The clients are"),
    case("reversed period", ["statement", "Acme", "--from", "2026-11-01", "--to", "2026-10-01"], 2, "ends (2026-10-01) before it starts", "Swap"),
    case("json and csv", ["report", "--json", "--csv"], 2, "--json", "--csv", "choose one"),
    case("html and csv", ["statement", "Acme", "--html", "--csv"], 2, "--html", "--csv", "choose one"),
    case("a word for a date", ["report", "--as-of", "yesterday"], 2, "--as-of", "yesterday", "2026-11-23"),
    case("a date that may be two", ["report", "--as-of", "12/31/2026"], 2, "--as-of", "12/31/2026", "2026-11-23"),
    case("the 30th of February", ["explain", "Acme", "--as-of", "2026-02-30"], 2, "2026-02-30", "2026-11-23"),
    case("no date at all", ["report", "--as-of"], 2, "--as-of"),
    case("an empty date", ["statement", "Acme", "--from", ""], 2, "--from", "2026-11-23"),
    case("bad last day", ["statement", "Acme", "--to", "soon"], 2, "--to", "soon", "2026-11-23"),
    case("year 0001", ["report", "--as-of", "0001-01-01"], 2, "--as-of", "0001-01-01", "2000"),
    case("year 9999", ["report", "--as-of", "9999-12-31"], 2, "--as-of", "9999-12-31", "2100"),
    case("no run to show", ["history", "--runs", "0"], 2, "--runs", "1"),
    case("runs in words", ["history", "--runs", "many"], 2, "--runs", "many"),
    case("unknown language", ["init", "--language", "fr"], 2, "--language", "'fr'", "'en'", "'ru'"),
    case("unknown language of the demo", ["demo", "d", "--language", "fr"], 2, "--language", "'fr'"),
    case("the demo over a config", ["demo", "."], 2, "config.toml is there already", "sync demo FOLDER"),
    case("the demo over a file", ["demo", "agency.xlsx/demo"], 1, "agency.xlsx/demo", "Name another"),
    case("no such config", ["--config", "none.toml", "now"], 2, "none.toml", "sync demo"),
    case("a config that is a folder", ["--config", ".", "now"], 2, "is a folder", "--config FILE"),
    case("config after the command", ["now", "--config", "none.toml"], 2, "none.toml", "sync demo"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "code", "words"), [
    pytest.param(p.values[0], p.values[1], p.values[2:], id=p.id) for p in ARGUMENTS
])  # fmt: skip
def test_arguments(arguments, code, words, agency, call, fingerprints):
    before = fingerprints(agency)
    sound(call(*arguments), code, *words)
    assert fingerprints(agency) == before


CONFIG = [
    case("no TOML", "[workbook\npath = 1", "not valid TOML", "line 1"),
    case("line ends of old Macs", "# mine\r[workbook]\rpath = 'a.xlsx'\r", "not valid TOML", "LF or CRLF"),
    case("text without quotes", "[workbook]\npath = agency.xlsx", "not valid TOML", "quotes"),
    case("a key twice", "[workbook]\npath = 'a.xlsx'\npath = 'b.xlsx'", "not valid TOML"),
    case("unknown table", "[workbok]\npath = 'a.xlsx'", "workbok", '"workbook"'),
    case("unknown key", "[billing]\ntreshold = '1'", "billing.treshold", '"threshold"'),
    case("key in the wrong table", "[mail]\nwindow = 90", "mail.window", "[effort]"),
    case("key outside of a table", "path = 'a.xlsx'", "path", "[workbook]"),
    case("unknown backend", "[workbook]\nbackend = 'excel'", "workbook.backend", '"xlsx"'),
    case("google without a key", "[workbook]\nbackend = 'google'", "workbook.spreadsheet", "URL"),
    case("a spreadsheet without google", "[workbook]\nspreadsheet = 'abc'", "workbook.spreadsheet", "google"),
    case("an old workbook", "[workbook]\npath = 'a.xls'", "workbook.path", ".xlsx"),
    case("an empty path", "[workbook]\npath = ''", "workbook.path", "path"),
    case("path is a number", "[workbook]\npath = 5", "workbook.path", "quotes"),
    case("unknown language", "[workbook]\nlanguage = 'xx'", "workbook.language", '"en"'),
    case("unknown locale", "[workbook]\nlocale = 'xx'", "workbook.locale", '"en"'),
    case("unknown time zone", "[workbook]\ntimezone = 'Moscow'", "workbook.timezone", "Europe/Moscow"),
    case("bad duration", "[notices]\nsettle = 'soon'", "notices.settle", '"15m"'),
    case("duration without unit", "[notices]\nsettle = 15", "notices.settle", '"15m"'),
    case("duration too long", "[notices]\nsettle = '999d'", "notices.settle", "366d"),
    case("unknown currency", "[billing]\ncurrency = 'RUR'", "billing.currency", "RUR"),
    case("amount is a fraction", "[billing]\nthreshold = 5.5", "billing.threshold", "quotes"),
    case("amount with a comma", "[billing]\nthreshold = '5,5'", "billing.threshold", '"1234.50"'),
    case("negative amount", "[billing]\ncredit_limit = '-5'", "billing.credit_limit", "negative"),
    case("three decimals", "[billing]\nthreshold = '5.555'", "billing.threshold", "decimals"),
    case("amount too large", "[billing]\nthreshold = '100000000000'", "billing.threshold", "too large"),
    case("unknown currency in a table", "[billing]\nthreshold = { XXQ = '5' }", "billing.threshold", "XXQ"),
    case("negative days", "[billing]\nlow_days = -1", "billing.low_days", "at least 0"),
    case("days in quotes", "[billing]\nlow_days = '7'", "billing.low_days", "without quotes"),
    case("window of no days", "[effort]\nwindow = 0", "effort.window", "at least 1"),
    case("heavy above extreme", "[effort]\nheavy = 12", "effort.heavy", "extreme"),
    case("channel in both lists", "[effort]\nchannels = ['phone']\npersonal_channels = ['Phone']", "effort.personal_channels", "one of the two"),
    case("true in quotes", "[notices]\napprove = 'yes'", "notices.approve", "true or false"),
    case("bad sender", "[mail]\nfrom = 'nobody'", "mail.from", "name@example.com"),
    case("port out of range", "[mail]\nport = 99999", "mail.port", "65535"),
    case("password in the config", "[mail]\npassword = 'hush'", "mail.password", "password_env"),
    case("two password sources", "[mail]\npassword_env = 'A'\npassword_file = 'b'", "mail.password_file", "one source"),
    case("smtp without a host", "[mail]\ntransport = 'smtp'", "mail.host", "smtp"),
    case("bad hours", "[schedule]\nbetween = '8-20'", "schedule.between", "08:00"),
    case("bad days", "[schedule]\ndays = 'mon-fry'", "schedule.days", "fry", "mon, tue"),
    case("tab played twice", "[tabs]\nlog = ['X']\npayments = ['X']", "X", "tabs."),
    case("unknown column", "[columns]\nlog.minuts = 'Spent'", "columns.log.minuts", "minutes"),
    case("unknown role", "[columns]\nlogg.minutes = 'Spent'", "columns.logg", "log"),
    case("two faults at once", "[workbook]\nlanguage = 'xx'\n[mail]\nport = 0", "2 faults", "mail.port", "workbook.language"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [
    pytest.param(p.values[0], p.values[1:], id=p.id) for p in CONFIG
])  # fmt: skip
def test_config(text, words, agency, call, fingerprints):
    (agency / "config.toml").write_text(text, encoding="utf-8")
    before = fingerprints(agency)
    sound(call("now"), 2, "config.toml", "Mend", *words)
    assert fingerprints(agency) == before


def test_config_that_is_no_text(agency, call):
    (agency / "config.toml").write_bytes(b"[workbook]\npath = '\xff\xfe'")
    sound(call("now"), 2, "config.toml", "UTF-8")


def edited(change):
    def spoil(path):
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)

    return spoil


def without(tab, header):
    def change(book):
        sheet = book[tab]
        next(c for c in sheet[1] if c.value == header).value = "Something"

    return edited(change)


def twice(tab, header):
    return edited(lambda book: setattr(book[tab].cell(1, 40), "value", header))


def as_folder(path):
    path.unlink()
    path.mkdir()


def no_header(tab):
    return edited(lambda book: book[tab].delete_rows(1, book[tab].max_row))


def no_tab(tab):
    return edited(lambda book: book.remove(book[tab]))


def chart(tab):
    def change(book):
        book[tab].title = "Former"
        book.create_chartsheet(tab).add_chart(BarChart())

    return edited(change)


def truncated(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def other_zip(path):
    import zipfile  # noqa: PLC0415 - this case alone

    with zipfile.ZipFile(path, "w") as made:
        made.writestr("readme.txt", "no workbook")


WORKBOOK = [
    case("no file", Path.unlink, 2, "There is no workbook", "agency.xlsx", "see first that its disk or share is", "sync init"),
    case("a folder", as_folder, 2, "agency.xlsx is a folder", "workbook.path"),
    case("an empty file", lambda p: p.write_bytes(b""), 1, "agency.xlsx is empty", "Bring back a copy", "sync init"),
    case("a text file", lambda p: p.write_text("Date;Client\n"), 1, "agency.xlsx is no Excel workbook", "Save it as .xlsx"),
    case("a truncated file", truncated, 1, "agency.xlsx is damaged", "bring back a copy"),
    case("an .xls inside", lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), 1, "agency.xlsx", "Save it"),
    case("another zip", other_zip, 1, "agency.xlsx", "Save it"),
    *(case(f"no tab {tab}", no_tab(tab), 2, f'no tab "{tab}"', "sync init") for tab in ("Clients", "Prices", "Payments", "Log")),
    *(case(f"no header row in {tab}", no_header(tab), 2, f'"{tab}" has no header row', "sync init") for tab in ("Clients", "Prices", "Payments", "Log")),
    case("no column Client in Clients", without("Clients", "Client"), 2, '"Clients" has no column', "Client", "sync init"),
    case("no column Price in Prices", without("Prices", "Price"), 2, '"Prices" has no column', "Price", "sync init"),
    case("no column Amount in Payments", without("Payments", "Amount"), 2, '"Payments" has no column', "Amount", "sync init"),
    case("no column Service in Log", without("Log", "Service"), 2, '"Log" has no column', "Service", "sync init"),
    case("column Minutes twice in Log", twice("Log", "Minutes"), 2, '"Log" names the column "Minutes" twice', "AN1", "Rename"),
    case("column Price twice in Prices", twice("Prices", "Price"), 2, '"Prices" names the column "Price" twice', "AN1", "Rename"),
    case("a chart called Prices", chart("Prices"), 2, '"Prices" is a chart', "Rename it"),
    case("Log and Журнал", edited(lambda book: book.create_sheet("Журнал")), 2, '"Log" and "Журнал"', "[tabs] log"),
    case("open in Excel", lambda p: p.with_name("~$agency.xlsx").write_bytes(b"\x04Anna" + bytes(160)), 13, "open in Excel", "Close it", "~$agency.xlsx"),
    case("open in LibreOffice", lambda p: p.with_name(".~lock.agency.xlsx#").write_text("Anna,anna,desk,,;"), 13, "open in LibreOffice (Anna at desk)", "Close it", ".~lock.agency.xlsx#"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "code", "words"), [
    pytest.param(p.values[0], p.values[1], p.values[2:], id=p.id) for p in WORKBOOK
])  # fmt: skip
def test_workbook(spoil, code, words, agency, call):
    path = agency / "agency.xlsx"
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    sound(call("now"), code, *words)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not (agency / "outbox").exists()


def foreign(path):
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE t (x)")
    base.close()


def newer(path):
    from sheets_sync.state.sqlite.opening import open_sqlite  # noqa: PLC0415 - this case alone

    open_sqlite(path).close()
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version = 99")
    base.close()


STATE = [
    case("no database", lambda p: p.write_text("no database at all, " * 60), 1, "is no state file", "state.path"),
    case("foreign database", foreign, 2, "database of another program", "state.path"),
    case("newer program", newer, 2, "newer sheets-sync", "Upgrade"),
    case("a folder", Path.mkdir, 2, "cannot be used: it is a folder", "state.path"),
]  # fmt: skip


@pytest.mark.parametrize("command", ["now", "status", "history"])
@pytest.mark.parametrize(("spoil", "code", "words"), [
    pytest.param(p.values[0], p.values[1], p.values[2:], id=p.id) for p in STATE
])  # fmt: skip
def test_state(spoil, code, words, command, agency, call):
    spoil(agency / "state.sqlite3")
    before = (agency / "agency.xlsx").read_bytes()
    sound(call(command), code, "state.sqlite3", *words)
    assert (agency / "agency.xlsx").read_bytes() == before


def test_no_folder_for_the_state(agency, call, fingerprints):
    with (agency / "config.toml").open("a") as file:
        file.write("[state]\npath = 'none/state.sqlite3'\n")
    before = fingerprints(agency)
    sound(call("now"), 2, "none", "does not exist", "state.path")
    assert fingerprints(agency) == before


def test_doctor_without_a_folder_for_the_state(agency, call):
    with (agency / "config.toml").open("a") as file:
        file.write("[state]\npath = 'none/state.sqlite3'\n")
    done = call("doctor")
    said = " ".join((done.out + done.err).split())
    assert done.code == 2
    assert "none of the state file does not exist" in said
    assert "bug" not in said
    assert "will be made" not in said


@pytest.mark.parametrize("command", ["now", "init"])
def test_no_folder_for_the_workbook(command, tmp_path, call, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text("[workbook]\npath = 'none/agency.xlsx'\n")
    sound(call(command), 2, "none does not exist", "Make that folder", "workbook.path")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("room", [0, 4_096, 16_384])
def test_full_disk(room, agency):
    before = (agency / "agency.xlsx").read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "sheets_sync", "now"],
        cwd=agency, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("Error: ")
    assert str(agency) in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2  # what happened, and the cure
    assert (agency / "agency.xlsx").read_bytes() == before
