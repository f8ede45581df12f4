"""CSV files as sources of a role: read, never written, never guessed (§15)."""

from pathlib import Path

import pytest

from sheets_sync import reckoning, workbooks
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.tables import BLANK
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.reading.layout import LOG
from sheets_sync.showing import copies
from sheets_sync.showing.beside_rows import ColumnsWanted
from sheets_sync.spreadsheet.csv_files.workbook import tab_of
from sheets_sync.views import explain
from sheets_sync.words.speaking import words_of
from tests.sync.agency import QUIET, SHEETS, TODAY, Agency

CONFIG = f"{QUIET}[tabs]\nlog = ['Log', {{ file = 'exports/*.csv' }}]\n"
HEADER = "Date;Client;Service;Minutes;Note"
DAY = "2026-11-20;Acme;Call"
JUNE = f'{HEADER}\n2026-11-20;Acme;Call;1:30;"two\nlines"\n2026-11-21;Acme;Call;oops;\n'
MAY = f"{HEADER}\n2026-11-02;Bell;Call;5;\n"


def agency_with(folder: Path, files: dict[str, bytes]) -> Agency:
    (folder / "exports").mkdir(parents=True)
    for name, data in files.items():
        (folder / "exports" / name).write_bytes(data)
    return Agency(folder, SHEETS, CONFIG)


def found(agency: Agency) -> set[tuple[str, str, str]]:
    return {(each["code"], each["tab"], each["cell"]) for each in agency.report()["findings"]}


def test_files_are_one_log_with_the_tab_in_the_order_of_their_names(tmp_path):
    agency = agency_with(tmp_path, {"june.csv": JUNE.encode(), "05-may.csv": MAY.encode()})
    plain = Agency(tmp_path / "plain")
    before = plain.run()
    run = agency.run()
    assert run.warnings == []
    assert run.found.rows["log"] == before.found.rows["log"] + 3
    assert found(agency) - found(plain) == {("BAD_NUMBER", "exports/june.csv", "line 4")}
    findings = agency.grid()["Findings"]
    assert any("exports/june.csv line 4" in str(row) for row in findings)
    config = agency.config
    snapshot = workbooks.read(config, workbooks.open_workbook(config))
    reckoned = reckoning.reckon(config, snapshot, TODAY, flag_future=True)
    assert snapshot.files == ("exports/05-may.csv", "exports/june.csv")
    [line] = [each for each in explain.lines(reckoned, "Acme", words_of("en")) if "june" in each]
    assert line.endswith("exports/june.csv line 2")
    assert "typed" not in line
    assert "80 min × 8.00" in line
    assert (tmp_path / "exports/june.csv").read_bytes() == JUNE.encode()


def test_names_of_files_fit_in_any_case_and_brackets_are_signs_of_theirs(tmp_path):
    folder = tmp_path / "exports [2026]"
    folder.mkdir()
    for name in ("June.CSV", "may.csv", "[1] April.Csv", "notes.txt"):
        (folder / name).write_text(MAY, encoding="utf-8")
    config = f"{QUIET}[tabs]\nlog = [{{ file = 'exports [2026]/*.csv' }}, {{ file = 'exports [2026]/[1] A*' }}]\n"
    agency = Agency(tmp_path, SHEETS, config)
    assert agency.run().found.rows["log"] == 3
    snapshot = workbooks.read(agency.config, workbooks.open_workbook(agency.config))
    read = {ref.rpartition("/")[2] for ref in snapshot.files}
    assert read == {"June.CSV", "may.csv", "[1] April.Csv"}


def test_a_still_run_sees_a_changed_file_and_the_guard_a_lost_one(tmp_path):
    agency = agency_with(tmp_path, {"june.csv": JUNE.encode()})
    agency.run()
    agency.run()
    assert agency.run().reckoning is None
    file = tmp_path / "exports/june.csv"
    file.write_text(JUNE.replace("oops", "10"), encoding="utf-8")
    run = agency.run()
    assert run.reckoning is not None
    assert run.found.rows["held"] == 1
    rows = "".join(f"2026-11-20;Acme;Call;{n};\n" for n in range(1, 40))
    file.write_text(HEADER + "\n" + rows, encoding="utf-8")
    agency.run()
    file.write_text(HEADER + "\n", encoding="utf-8")
    with pytest.raises(SheetsSyncError, match="log"):
        agency.run()


def test_a_named_file_that_is_not_there_is_said(tmp_path):
    config = f"{QUIET}[tabs]\nlog = ['Log', {{ file = 'july.csv' }}]\n"
    agency = Agency(tmp_path, SHEETS, config, furnished=False)
    with pytest.raises(UsageError, match=r"There is no file july\.csv"):
        agency.report()


LINES = [["Дата", "Клиент", "Часы"], ["20.11.2026", "Ромашка, «Юг»", "1,5"]]


def text_with(separator: str) -> str:
    return "".join(
        separator.join(f'"{c}"' if separator in c else c for c in row) + "\r\n" for row in LINES
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"]
)
def test_separators_and_encodings_are_told_from_the_file(separator, encoding):
    if encoding.startswith("utf-16-"):
        data = "Date;A\n2026-11-20;bé\n".replace(";", separator).encode(encoding)
        assert tab_of("a.csv", data).columns == [["Date", "2026-11-20"], ["A", "bé"]]
        return
    tab = tab_of("a.csv", text_with(separator).encode(encoding))
    assert [list(row) for row in zip(*tab.columns, strict=True)] == LINES


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("Datum,Kunde\n1,Müller\n".encode("latin-1"), "neither UTF-8 nor Windows-1251"),
        ("Дата,Клиент\n1,Ромашка\n".encode("koi8-r"), "neither UTF-8 nor Windows-1251"),
        ("Дата,Клиент\n1,Ромашка\n".encode("cp866"), "neither UTF-8 nor Windows-1251"),
        ("Дата,Клиент\n1,Ромашка\n".encode("mac-cyrillic"), "neither UTF-8 nor Windows-1251"),
        (b"a,b\n1,\0\n", "UTF-16"),
        (b'a,b\n1,"two\n', "line 2 is no record"),
        (b'a,b\n1,2\n3,"x"y\n', "line 3 is no record"),
        (b"a,b\n" + b"1,2\n" * 9 + b"3,4,5\n", "line 11 has 3 cells, more than any header"),
        (b"a,b,c\n1,2,50,\n", "line 2 has 4 cells where the headers are 3"),
        (b"a,b;c\n1,2;3\n", "one sign as well as by another"),
    ],
)
def test_what_is_not_certain_is_refused_by_the_name_of_the_file(data, why):
    with pytest.raises(SheetsSyncError, match=why) as refused:
        tab_of("exports/x.csv", data)
    assert "exports/x.csv" in refused.value.message


def test_decimal_commas_are_no_separators_and_excels_own_line_is_obeyed():
    data = b"Date;Client;Hours\n2026-11-20;Acme;0,25\n2026-11-21;Acme;1,5\n"
    assert tab_of("a.csv", data).columns[2] == ["Hours", "0,25", "1,5"]
    assert tab_of("a.csv", b"sep=,\na,b\n1,2\n").columns == [[None, "a", "1"], [None, "b", "2"]]


CUT = "Date,Client,Service,Hours"
WORK = "2026-11-20,Acme,Call"


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ([CUT, f"{WORK},1,50", f"{WORK},2,25", f"{WORK},0,25"], 2),
        ([CUT, f"{WORK},1", f"{WORK},2,25", f"{WORK},3"], 3),
        ([f"{CUT},", f"{WORK},1,50", f"{WORK},2,25"], 2),
        ([f"{CUT},Note", f"{WORK},1,50,a", f"{WORK},2,25,b"], 2),
        ([f"{CUT},Note", f"{WORK},1,50,", f"{WORK},2,25,"], 2),
        ([f"{CUT},Note", f"{WORK},1,", f"{WORK},2,25,b", f"{WORK},3,c"], 3),
        (["Our log, in hours", "", CUT, f"{WORK},1,50", f"{WORK},2,25"], 4),
        ([f"{CUT},Note", f"{WORK},1,called, twice"], 2),
        ([CUT.replace(",", ";"), f"{WORK},1;5".replace(",", ";"), f"{WORK},2".replace(",", ";")], 2),
        ([CUT, *[f"{WORK},1"] * 12, f"{WORK},1,50"], 14),
    ],
)  # fmt: skip
def test_a_line_with_more_cells_than_headers_stops_the_run(tmp_path, lines, line):
    data = "\n".join(lines).encode()
    with pytest.raises(SheetsSyncError, match=rf"^exports/june\.csv .*line {line} has ") as refused:
        agency_with(tmp_path, {"june.csv": data}).report()
    assert '"1,50"' in refused.value.cure
    assert '";"' in refused.value.cure


@pytest.mark.parametrize(
    "lines",
    [
        [CUT, f'{WORK},"1,50"', f"{WORK},0.25"],
        [CUT, f"{WORK},1.5,", f"{WORK},0.25,,"],
        [f"{CUT},,", f"{WORK},1.5,,", f"{WORK},0.25,,"],
        ["Our log, in hours,,,,", CUT, f"{WORK},1.5", f"{WORK},0.25"],
    ],
)
def test_blank_cells_at_the_end_and_commas_in_quotes_are_no_further_cells(tmp_path, lines):
    agency = agency_with(tmp_path, {"june.csv": "\n".join(lines).encode()})
    agency.report()
    config = agency.config
    snapshot = workbooks.read(config, workbooks.open_workbook(config))
    log = reckoning.reckon(config, snapshot, TODAY, flag_future=True).book.log
    assert log[log["source"] == 1]["minutes"].tolist() == [900_000, 150_000]


def test_a_title_above_and_a_record_of_several_lines_keep_rows_at_their_lines():
    tab = tab_of("a.csv", b'Our log\n\na,b\n"one\ntwo\nthree",4\n5,6\n')
    assert tab.columns == [
        ["Our log", None, "a", "one\ntwo\nthree", None, None, "5"],
        [None, None, "b", "4", None, None, "6"],
    ]


def test_a_companions_copy_names_the_line_and_what_the_source_says(tmp_path):
    agency = agency_with(tmp_path, {"may.csv": b"Date,Service,Minutes\n2026-11-02,Call,5\n"})
    text = CONFIG.replace("'exports/*.csv'", "'exports/*.csv', client = 'Bell'")
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    config = agency.config
    snapshot = workbooks.read(config, workbooks.open_workbook(config))
    reckoned = reckoning.reckon(config, snapshot, TODAY, flag_future=True)
    ours: dict[int, ColumnsWanted] = {
        each.index: {
            column.key: [None] * (snapshot.tabs[each.ref].height - 1) for column in LOG.own_columns
        }
        for each in reckoned.places.sources["log"]
    }
    lines = copies.rows(snapshot, reckoned.places, LOG, ours)
    assert [line[0] for line in lines][-2:] == ["Log!9", "exports/may.csv line 2"]
    assert lines[-1][2:4] == ("Bell", "Call")


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("12,5", 12.5),
        ("0,25 ч", 15),
        ("1.234,5", 1234.5),
        ("12.5", 12.5),
        ("1,500", None),
        ("12,5,5", None),
    ],
)
def test_a_files_own_marks_are_read_where_they_can_be_but_one_number(tmp_path, typed, minutes):
    """ "1,500" stands below a number with a comma for its mark: there it may be 1.5."""
    data = f"{HEADER}\n2026-11-20;Acme;Favour;{typed};\n2026-11-20;Acme;Favour;7,5;\n"
    agency = agency_with(tmp_path, {"june.csv": data.encode()})
    snapshot = workbooks.read(agency.config, workbooks.open_workbook(agency.config))
    book = reckoning.reckon(agency.config, snapshot, TODAY, flag_future=True).book
    of_file = book.log[book.log["source"] == 1]["minutes"].tolist()
    assert of_file[-1] == 75_000
    assert [each for each in of_file[:-1] if each != BLANK] == (
        [round(minutes * 10_000)] if minutes else []
    )
    bad = {f.text for f in book.findings if f.source == 1 and f.role == "log"}
    assert bad == (set() if minutes else {typed})


@pytest.mark.parametrize(
    ("header", "typed", "code", "cure"),
    [
        ("Minutes", "1.500", "BAD_NUMBER", "Type the one that is meant: 1500 / 1.5."),
        ("Minutes", "0,5", "LOST_TIME", "0.5 h or 0.5 min"),
        ("Hours", "24,5", "LOST_TIME", "24.5 min, or 24.5 h"),
        ("Hours", "1.500", "BAD_NUMBER", "Type the one that is meant: 1500 / 1.5."),
    ],
)
def test_a_cure_can_be_done_in_a_file_of_texts(tmp_path, header, typed, code, cure):
    lines = [HEADER.replace("Minutes", header), f"{DAY};{typed};", f"{DAY};7,5;"]
    agency = agency_with(tmp_path, {"june.csv": "\n".join(lines).encode()})
    agency.run()
    [said] = [
        row for row in agency.grid()["Findings"] if "exports/june.csv line 2" in map(str, row)
    ]
    text = str(said)
    assert cure in text
    assert "format" not in text
    assert ("rows_over_a_day" in text) == (typed == "24,5")
    assert ("fractional_minutes" in text) == (typed == "0,5")
    assert (code, "exports/june.csv", "line 2") in found(agency)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_hours_beside_minutes_in_a_file_are_read_as_far_as_they_are_but_one_number(
    tmp_path, language
):
    """As where Hours stand alone in a file, whatever the workbook's locale."""
    rows = ["1,5;", "1.5;0", "2;30", "1,500;", "1,500;30", ";1:30", "1,5;90"]
    text = "\n".join(["Date;Client;Service;Hours;Minutes", *(f"{DAY};{each}" for each in rows)])
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports/june.csv").write_text(f"{text}\n", encoding="utf-8")
    agency = Agency(tmp_path, SHEETS, CONFIG.replace("[tabs]", f'language = "{language}"\n[tabs]'))
    config = agency.config
    snapshot = workbooks.read(config, workbooks.open_workbook(config))
    book = reckoning.reckon(config, snapshot, TODAY, flag_future=True).book
    read = book.log[book.log["source"] == 1][["row", "minutes"]].itertuples(index=False)
    assert [(row, minutes / SCALE) for row, minutes in read if minutes != BLANK] == [
        (2, 90), (3, 90), (4, 150), (7, 90), (8, 90),
    ]  # fmt: skip
