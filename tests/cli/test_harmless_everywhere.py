"""Whatever staff type, wherever they type it: no command lets it speak to the terminal, and no CSV
of ours lets it speak to a spreadsheet (design §12)."""

import csv
import io
import re
import signal
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import click
import openpyxl
import pytest

from sheets_sync import cli, scheduler
from sheets_sync.use_cases.now import sync_now
from tests.bank.writing import Move, Told, client_bank
from tests.cli.test_harmless import OBEYED

# Excel's own spelling of what XML cannot hold; openpyxl writes it as it is.
EVIL = "_x001B_]0;owned_x0007__x001B_[2J_x0008_\x9b31m\u202eevil\u2066\u200f\x85\x7f\U000e0041"
SIGNS = "＝＋－＠=+-@"  # our font has no full-width ones: Acme, whose letter is to go, gets a "="
TEXTS = {
    "Clients": ("Client",), "Prices": ("Client", "Service"), "Payments": ("Client", "Kind"),
    "Log": ("Client", "Service", "Order", "Staff", "Channel", "Note"),
}  # fmt: skip
MACHINES = {"--json", "--html", "--pdf"}
"""A pipe gets these to the letter."""
UNREAD = {"simulate"}
"""Its exit code says that a drafted price cannot be read, and one is none."""
RUNS = {"run"}
"""It is tried apart: it ends at a signal alone."""
FLEET = "fleet "
"""Its commands want a database: tests/fleet tries them."""
COMMANDS: dict[str, list[list[str]]] = {
    "bank check": [["november.txt", "--all"]],
    "check": [[], ["--json"]],
    "demo": [["some\u202ewhere\x1b[2J"]],
    "doctor": [[]],
    "explain": [["{name}"], ["{name}", "--effort"], ["{name}", "--effort", "--html"], ["nobody\x1b[2J"]],
    "history": [[]],
    "init": [[], ["--from-log"]],
    "invoice": [["{name}", "100"], ["{name}\x1b[2J", "x\x1b[2J"], ["cancel", "7\x1b[2J"]],
    "invoices": [[], ["--csv"]],
    "notices approve": [["1"], ["77"]],
    "notices go-on": [[]],
    "notices list": [[], ["--all"], ["--all", "--json"]],
    "notices preview": [["1"], ["1", "--html"]],
    "notices resolve": [["1", "--arrived"]],
    "notices retry": [[], ["1"]],
    "notices test": [["me\x1b[2J@example.com"]],
    "now": [["--dry-run"], ["--no-mail", "--json"], [], ["-vv"]],
    "pricelist": [["{name}"], ["{name}", "--html"], ["{name}", "--draft"], ["{name}", "--pdf", "--html"]],
    "publish": [[]],
    "publish link": [["{name}"], ["nobody\x1b[2J"]],
    "publish list": [[]],
    "publish revoke": [["{name}"], ["nobody\x1b[2J"]],
    "report": [[], ["--csv"], ["--json"]],
    "simulate": [
        [name, "--prices", "prices.csv", *how]
        for name, how in (("{name}", []), ("{name}", ["--json"]), ("{name}", ["--html"]), ("no\x1b[2J", []))
    ] + [["{name}", "--prices", "none\x1b[2J.csv"]],
    "state adopt": [[]],
    "state backup": [["copy\x1b[2J\u202e"]],
    "state migrate": [[]],
    "state move": [["none\x1b[2J", "copy\x1b[2J"]],
    "state verify": [[], ["copy\x1b[2J\u202e"]],
    "statement": [["{name}", "--csv"], ["{name}", "--html"], ["{name}", "--pdf", "--csv"]],
    "status": [[], ["--json"]],
}  # fmt: skip


def leaves(group: click.Group, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            if command.invoke_without_command:
                yield before + name
            yield from leaves(command, f"{before}{name} ")
        else:
            yield before + name


def test_each_command_is_tried():
    here = {each for each in leaves(cli.cli) if not each.startswith(FLEET)}
    assert here == COMMANDS.keys() | RUNS


def evil(text: str) -> str:
    """The same text for the same text: names of clients go on to be found."""
    return f"{SIGNS[len(text) % len(SIGNS)]}{text}{EVIL}"


def poison(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for tab, heads in TEXTS.items():
        sheet = book[tab]
        columns = [cell.column for cell in sheet[1] if cell.value in heads]
        for row in range(2, sheet.max_row + 1):
            for column in columns:
                cell = sheet.cell(row, column)
                if isinstance(cell.value, str):
                    cell.value, cell.data_type = evil(cell.value), "s"
    book["Prices"]["A9"] = "\u202e=1\u2066"
    book.create_sheet("Log\u202e \u2066old")
    book.save(path)


@pytest.fixture
def poisoned(agency: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The agency in a folder with a name that is no better than what staff wrote."""
    folder = agency / "\u202eoffice\x1b[2J\x07"
    folder.mkdir()
    for name in ("agency.xlsx", "config.toml"):
        (agency / name).rename(folder / name)
    poison(folder / "agency.xlsx")
    drafts = f"Client,Service,Price\n,{evil('Call')},7\n*,{evil('Nothing')},{EVIL}\n"
    (folder / "prices.csv").write_text(drafts, encoding="utf-8")
    moves = (Move(date(2026, 11, 3), 500_00, name=EVIL, purpose=f"{SIGNS}{EVIL}"),)
    (folder / "november.txt").write_bytes(client_bank(Told(moves), "utf-8", "UTF-8"))
    with (folder / "config.toml").open("a", encoding="utf-8") as config:
        config.write('[publish]\nfolder = "pages"\nbase_url = "https://meter.example"\n')
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def name(poisoned: Path, call) -> str:
    """The client whose letter the first run writes."""
    assert call("now").code == 0
    book = openpyxl.load_workbook(poisoned / "agency.xlsx")
    return re.sub(
        "_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), book["Clients"]["A2"].value
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["no\x1b[2Jw"],
        ["now", "--\x1b]0;evil\x07"],
        ["now", "\u202etoday"],
        ["report", "--as-of", "\x9b31m"],
        ["history", "--runs", "\x1b[2J"],
        ["init", "--language", "\x1b[2J"],
        ["notices", "\x1b[2J"],
        ["notices", "approve", "\x1b[2J"],
        ["--config", "\x1b[2J\udcff.toml", "now"],
        ["explain", "A", "\udcff\x1b[2J"],
    ],
)
def test_no_argument_speaks_to_a_terminal(agency, call, arguments):
    answer = call(*arguments)
    assert answer.code == 2
    assert answer.err
    assert not OBEYED.search(answer.out + answer.err), answer.err


@pytest.mark.parametrize("terminal", [False, True], ids=["a pipe", "a terminal"])
def test_no_text_of_theirs_speaks_to_a_terminal(name, call, monkeypatch, terminal):
    monkeypatch.setenv("TERM", "dumb")  # no colours and no spinner of rich's
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: terminal)
    said = ""
    for command, forms in COMMANDS.items():
        for form in forms:
            answer = call(*command.split(), *(each.format(name=name) for each in form))
            to_the_letter = not terminal and MACHINES & {*form}
            seen = answer.err + ("" if to_the_letter else answer.out)
            assert not OBEYED.search(seen.replace("\r\n", "\n")), (command, form, seen)
            assert "Traceback" not in answer.err, (command, form)
            assert answer.code != 1 or command in UNREAD, (command, form, seen)
            said += answer.out
    assert "evil" in said


@pytest.mark.parametrize(
    "form", [["invoices", "--csv"], ["report", "--csv"], ["statement", "{name}"]]
)
def test_no_csv_of_ours_speaks_to_a_spreadsheet(name, call, form):
    call("now")
    answer = call(*(each.format(name=name) for each in form))
    rows = list(csv.reader(io.StringIO(answer.out)))
    cells = [cell for row in rows for cell in row]
    assert any("evil" in cell for cell in cells)
    for cell in cells:
        assert not cell.lstrip().startswith(("=", "+", "@", "＝", "＋", "－", "＠")), cell
        assert not OBEYED.search(cell), cell


def test_the_service_says_nothing_of_theirs_either(name, poisoned, call, monkeypatch):
    """`run` beside its signals: its first run finds what staff changed, then it is stopped."""

    def once(*given):
        done = sync_now(*given)
        signal.raise_signal(signal.SIGTERM)
        return done

    monkeypatch.setattr(scheduler, "World", partial(scheduler.World, run=once))
    poison(poisoned / "agency.xlsx")
    with (poisoned / "config.toml").open("a", encoding="utf-8") as config:
        config.write('[schedule]\nbetween = ""\ndays = "mon-sun"\n')
    answer = call("run")
    assert not OBEYED.search(answer.out + answer.err)
    assert "cells" in answer.err
