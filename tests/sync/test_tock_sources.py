"""The same year of a consultancy kept otherwise: in hours, in a tab a month, in CSV files (§15)."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.sync.agency import Agency
from tests.sync.test_tock import CONFIG, ENGLISH, LAST, TOCK, check, sheets, typed

pytestmark = pytest.mark.skipif(not TOCK.is_dir(), reason="the tock data are not beside the repo")

Sheet = list[list[Any]]


def in_hours(log: Sheet) -> Sheet:
    """Minutes as hours, every third of them as a text."""
    header, *rows = log
    at = header.index("Minutes")
    kept: Sheet = [["Hours" if name == "Minutes" else name for name in header]]
    for number, row in enumerate(rows):
        minutes = row[at]
        clock = minutes is not None and number % 3 == 0 and minutes == int(minutes)
        hours = (
            f"{int(minutes) // 60}:{int(minutes) % 60:02}" if clock else minutes and minutes / 60
        )
        kept.append([*row[:at], hours, *row[at + 1 :]])
    return kept


def by_month(log: Sheet) -> dict[str, Sheet]:
    header, *rows = log
    at = header.index("Date")
    months: dict[str, Sheet] = {}
    for row in rows:
        months.setdefault(f"Log {row[at]:%Y-%m}", [["Our log"], [], header]).append(row)
    return dict(sorted(months.items()))


def as_files(folder: Path, log: Sheet) -> None:
    """A file a month: semicolons, dates and numbers as an English spreadsheet exports them."""
    folder.mkdir()
    for name, rows in by_month(log).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-16", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows[2:])


def read_so(folder: Path, log: dict[str, Sheet], tabs: str) -> dict[str, Any]:
    """The document of the agency whose log is kept in those tabs."""
    made = {name: rows for name, rows in sheets(ENGLISH, typed).items() if name != "Log"}
    config = f"{CONFIG.format(language='en')}[tabs]\n{tabs}\n"
    document: dict[str, Any] = Agency(folder, {**made, **log}, config, furnished=False).report(LAST)
    check(document)
    return document


def test_hours_months_and_files_come_to_the_same(tmp_path):
    log: Sheet = [list(row) for row in sheets(ENGLISH, typed)["Log"]]
    plain = read_so(tmp_path / "plain", {"Log": log}, "log = 'Log'")
    as_files(tmp_path / "exports", log)
    others = [
        read_so(tmp_path / "hours", {"Log": in_hours(log)}, "log = 'Log'"),
        read_so(tmp_path / "months", by_month(log), "log = 'log 201?-*'"),
        read_so(tmp_path / "files", {}, "log = { file = '../exports/*.csv' }"),
    ]
    for other in others:
        assert other["clients"] == plain["clients"]
        assert Counter(f["code"] for f in other["findings"]) == Counter(
            f["code"] for f in plain["findings"]
        )
