"""What staff type reaches no terminal as a command, and no spreadsheet as a formula."""

import csv
import io
import re

import openpyxl
import pytest

from sheets_sync import terminal
from sheets_sync.harmless import csv_cell, made_harmless
from sheets_sync.state.lock import Holder

EVIL = "\x1b[2J\x1b]0;owned\x07 \x9b31m\u202eevil\u202c\u2066 \x08\x7f\u200f\U000e0041"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")  # fmt: skip


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0), 0x202E, 0x2066, 0x061C, 0xD800])
def test_no_character_that_a_terminal_obeys_is_shown(code: int):
    assert made_harmless(f"a{chr(code)}b") == (f"a{chr(code)}b" if chr(code) in "\t\n" else "ab")


@pytest.mark.parametrize(
    "text", ["Ромашка «Юг»", "Zoë – Ωmega", "株式会社", "x\ty\nz", "👩‍💻", "a\u00a0b"]
)
def test_what_people_write_is_shown_as_they_wrote_it(text: str):
    assert made_harmless(text) == text
    assert csv_cell(text) == text


@pytest.mark.parametrize("sign", "=+-@＝＋－＠﹢﹣﹦﹫")
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\u3000", "\u200f", "\x1b"])
def test_a_cell_that_a_spreadsheet_would_run_is_a_text(sign: str, before: str):
    cell = csv_cell(f"{before}{sign}cmd|' /C calc'!A0")
    assert cell.startswith("'")
    assert not OBEYED.search(cell)


@pytest.mark.parametrize("break_", "\t\r\n")
def test_a_cell_that_begins_with_a_break_is_a_text(break_: str):
    assert csv_cell(f"{break_}=1").startswith("'")
    assert csv_cell(f"{break_}x").startswith("'")


COMMANDS = [
    ["now"], ["now", "--dry-run"], ["check"], ["report"], ["report", "--csv"], ["explain", "Acme"],
    ["explain", "Nobody at all"], ["status"], ["history"], ["notices", "list"], ["doctor"],
    ["statement", "Acme", "--csv"],
]  # fmt: skip


def test_no_command_lets_staff_speak_to_the_terminal(agency, call):
    book = openpyxl.load_workbook(agency / "agency.xlsx")
    # openpyxl refuses most controls, as XML does; Excel's own spelling of them it takes.
    evil = "_x001B_[31m_x0007_\u202eevil\u2066\x85\x9b"
    for tab, cell in (
        ("Clients", "A3"),
        ("Log", "C3"),
        ("Log", "D2"),
        ("Log", "H4"),
        ("Log", "A5"),
    ):
        book[tab][cell] = f"{book[tab][cell].value}{evil}"
    book.save(agency / "agency.xlsx")
    for command in COMMANDS:
        answer = call(*command)
        assert not OBEYED.search(answer.out + answer.err), command
        assert "Traceback" not in answer.err
    assert "evil" in call("check").out


def test_the_holder_of_the_lock_is_named_harmlessly(capsys):
    terminal.talk(f"Another run is under way: {Holder(1, EVIL, EVIL, 'now')}.")
    assert not OBEYED.search(capsys.readouterr().err.rstrip("\n"))


def test_the_spinner_and_tables_are_harmless_and_keep_their_own_colours():
    out = io.StringIO()
    console = terminal._console(file=out, force_terminal=True, width=60, color_system="standard")
    console.print(f"[bold]{EVIL}[/bold]")
    with console.status(f"Reading {EVIL}"):
        pass
    ours = re.compile(r"\x1b\[[\d;?]*[A-Za-z]|\r")
    assert "\x1b[1m" in out.getvalue()
    assert not OBEYED.search(ours.sub("", out.getvalue()))
    assert "evil" in out.getvalue()


def test_a_csv_statement_of_evil_orders_is_read_back_as_texts(agency, call):
    rows = list(csv.reader(io.StringIO(call("statement", "Acme", "--csv").out)))
    assert any(row[2] == "'=1+1 <i>" for row in rows)
