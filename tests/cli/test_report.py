"""``sync report``: the Summary in the terminal, at 80 and at 160 columns, in both languages."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from rich.cells import cell_len

from sheets_sync.demo import write_demo
from sheets_sync.words.speaking import words_of

DAY = date(2026, 11, 23)
ESCAPE = "\x1b"


@pytest.fixture(scope="module", params=["en", "ru"])
def demo(request, tmp_path_factory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, DAY, words_of(request.param))
    return folder / "config.toml", request.param


@pytest.fixture
def shown(demo, call, monkeypatch):
    def at(columns: int) -> list[str]:
        monkeypatch.setenv("SHEETS_SYNC_CONFIG", str(demo[0]))
        monkeypatch.setenv("COLUMNS", str(columns))
        lines: list[str] = call("report", "--as-of", str(DAY)).out.splitlines()
        return lines

    return at


def split(lines):
    """The head and the rows of the table, and what stands below it."""
    ruled = next(at for at, line in enumerate(lines) if "──" in line)
    end = next(at for at in range(ruled, len(lines)) if not lines[at].strip())
    return lines[:ruled], lines[ruled + 1 : end], lines[end + 1 :]


WORDS = {
    "en": ({"Flag", "Balance", "Labour", "Advice"}, {"Threshold", "Margin", "Index", "range"}),
    "ru": ({"Флаг", "Остаток", "Труда", "Совет"}, {"Порог", "Маржа", "Индекс", "Диапазон"}),
}


@pytest.mark.parametrize("columns", [80, 160])
def test_nothing_is_broken_within_a_word_or_a_number(columns, shown, demo):
    head, rows, below = split(shown(columns))
    narrow, wide = WORDS[demo[1]]
    assert narrow <= set(" ".join(head).split())
    assert (wide <= set(" ".join(head).split())) == (columns == 160)
    assert len(rows) == 9  # a line a client
    assert max(map(cell_len, rows)) <= columns
    balances = [re.search(r"-?[\d,\u202f]+[.,]\d\d(?= +(RUB|EUR) )", row) for row in rows]
    assert all(balances)
    assert all(re.search("[✖●▲✓] ", row) for row in rows)
    figures = [line for line in below if re.match("RUB: |EUR: ", line)]
    assert len(figures) == 2
    assert all(line.endswith(("✓ adds up", "✓ сходится")) for line in figures)


@pytest.mark.parametrize("columns", [45, 60])
def test_a_window_too_narrow_for_all_leaves_columns_out_and_cuts_no_number(columns, shown):
    # Found at 60 columns: "-1,865.…".
    _, rows, _ = split(shown(columns))
    assert max(map(cell_len, rows)) <= columns
    assert all(re.search(r"-?[\d,\u202f]+[.,]\d\d +(RUB|EUR)", row) for row in rows)
    assert all(re.search("[✖●▲✓] (Over|Empty|Low|OK|Долг|[А-Я])", row) for row in rows)


def test_where_names_are_short_already_advice_gives_way_and_no_digit_of_a_balance(shown):
    # Found at 80 columns: with debts of hundreds of thousands of roubles "-90 239,…".
    _, rows, _ = split(shown(71))
    assert max(map(cell_len, rows)) <= 71
    assert all(re.search(r"-?[\d,\u202f]+[.,]\d\d +(RUB|EUR) ", row) for row in rows)


def test_below_the_table_stands_why_whom_to_part_with(shown, demo):
    _, _, below = split(shown(160))
    verdict = {
        "en": "part. We lost money on them in 2026-08 … 2026-10",
        "ru": "расстаться. В 2026-08",
    }
    assert any(verdict[demo[1]] in line for line in below)


def test_who_is_heavy_beyond_chance_is_said_first(shown, demo):
    heavy = {
        "en": "Labour heavy beyond chance: Meridian Trade House",
        "ru": "Много труда, и не случайно: Торговый дом «Меридиан»",
    }
    _, _, below = split(shown(160))
    assert heavy[demo[1]][:40] in below[0]


def test_on_whom_the_agency_depends_is_said_next(shown, demo):
    depends = {
        "en": "Dependence (RUB): Meridian Trade House: 29% of the money, 48% of the labour",
        "ru": "Зависимость (RUB): Торговый дом «Меридиан»: 29 % денег за 48 % труда",
    }
    _, _, below = split(shown(160))
    assert " ".join(below[1].split()) == depends[demo[1]]


def run(folder: Path, *, colour: bool) -> str:
    """In a terminal of its own, 80 columns wide, through util-linux's script."""
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "40"}
    environment.pop("NO_COLOR", None)
    if not colour:
        environment["NO_COLOR"] = "1"
    command = f"{sys.executable} -m sheets_sync --config {folder / 'config.toml'} report"
    made = subprocess.run(
        ["script", "--quiet", "--return", "--command", command, "/dev/null"],
        capture_output=True, env=environment, timeout=60, check=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return made.stdout.decode()


@pytest.mark.skipif(not Path("/usr/bin/script").exists(), reason="no terminal to be had")
def test_a_terminal_gets_colours_unless_no_color_is_set(tmp_path):
    write_demo(tmp_path, DAY, words_of("en"))
    coloured, plain = run(tmp_path, colour=True), run(tmp_path, colour=False)
    assert re.search(rf"{ESCAPE}\[[\d;]*41m", coloured)  # Over: white on red
    assert not re.search(rf"{ESCAPE}\[[\d;]*(3[1-7]|4[1-7])m", plain)
    assert "✖ Over" in plain


def test_hostile_names_spoil_no_terminal(agency, call):
    book = openpyxl.load_workbook("agency.xlsx")
    for name in ("[red]R[/red]", "tab\tbed", "two\nlines", "\u202eltr", "x" * 300, ":smile:"):
        book["Clients"].append([name])
    book.save("agency.xlsx")
    out = call("report").out
    assert "[red]R[/red]" in out
    assert "tab bed" in out
    assert "two lines" in out
    assert ":smile:" in out
    assert not set(out) & {ESCAPE, "\t", "\r", "\u202e"}


def test_without_clients_the_table_is_empty_and_no_error(tmp_path, call, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("config.toml").write_text('[workbook]\npath = "a.xlsx"\n')
    assert call("init").code == 0
    answer = call("report")
    assert (answer.code, answer.err) == (0, "")
    assert "Log rows: 0" in answer.out
