"""Workbooks of ours for other programs to judge: what `init`, `now` and the demo make, and many
that staff changed and runs wrote to.

By hand:  python -m tests.readers.workbooks FOLDER [HOW_MANY]

It prints a line a workbook, its path: `init-*.xlsx` just furnished, `now-*.xlsx` after the first
run, `demo-*.xlsx`, and `run-000.xlsx` on: the dialects that staff's programs write, furnished, then
a row more of everything and two further runs. Beside those lies the file as staff's program wrote
it, `run-000.before.xlsx`: what is wrong with it there already is not ours.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from sheets_sync.errors import SheetsSyncError
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.use_cases import furnishing
from tests.dialects.dialects import dialects, workbook
from tests.spreadsheet.surgery import members, rebuilt
from tests.sync.agency import NOW, QUIET, Agency

MORE: Final[dict[str, Sequence[str | float | None]]] = {
    "Clients": ["Delta & Söhne <x>", "d@example.com", None, 700, "new"],
    "Prices": [None, "Draft", "h", 30.5],
    "Payments": ["2026-11-23", "Bell", 4_321.09],
    "Log": ["2026-11-23", "Acme", "Call", 7, None, 17, "Anna", "mail", "=not a formula"],
}
_ROW: Final = re.compile(rb'<row [^>]*\br="(\d+)"')


def more(path: Path, times: int) -> None:
    """What staff do between runs: rows at the end of every tab, put into the sheet as it is (to
    save it with openpyxl would make its charts openpyxl's)."""
    parts, changes = members(path), {}
    for number, (tab, cells) in enumerate(MORE.items(), start=1):
        name = f"xl/worksheets/sheet{number}.xml"
        last = max(map(int, _ROW.findall(parts.get(name, b""))), default=0)
        if not last:  # a dialect that init did not make plainer
            continue
        rows = "".join(_row(last + n, cells) for n in range(1, 1 + (times if tab == "Log" else 1)))
        changes[name] = parts[name].replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    rebuilt(path, changes)


def _row(number: int, cells: Sequence[str | float | None]) -> str:
    made = ""
    for column, value in enumerate(cells):
        at = a1(column, number)
        if isinstance(value, str):
            made += f'<c r="{at}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        elif value is not None:
            made += f'<c r="{at}"><v>{value}</v></c>'
    return f'<row r="{number}">{made}</row>'


def furnished(folder: Path, language: str) -> Agency:
    """The small agency in a language, after `init` alone."""
    return Agency(folder, config_text=f"{QUIET}language = '{language}'\nlocale = '{language}'\n")


def changed(folder: Path, habits: tuple[str, ...], number: int) -> tuple[bytes, Path] | None:
    """A dialect that was furnished, run over, typed in and run over again; none where its tabs
    went into a companion."""
    agency = Agency(folder, furnished=False)
    before = workbook(habits)
    agency.path.write_bytes(before)
    furnishing.furnish(agency.config, None, lambda _: None)
    if len(list(folder.glob("*.xlsx"))) > 1:
        return None
    agency.run()
    if number % 2:  # every other one is only run over
        more(agency.path, 1 + number % 7)
    else:
        agency.run(NOW + timedelta(days=1))
    agency.run(NOW + timedelta(days=2))
    return before, agency.path


def make(folder: Path, count: int) -> None:
    """Make all of them and print their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for code in ("en", "ru"):
        agency = furnished(folder / f"office-{code}", code)
        print(shutil.copy(agency.path, folder / f"init-{code}.xlsx"))
        agency.run()
        print(shutil.copy(agency.path, folder / f"now-{code}.xlsx"))
        command = (sys.executable, "-m", "sheets_sync", "demo", f"{folder}/demo-{code}")
        subprocess.run((*command, "--language", code), check=True, stdout=subprocess.DEVNULL)
        print(shutil.copy(folder / f"demo-{code}" / "agency.xlsx", folder / f"demo-{code}.xlsx"))
    made = 0
    for habits in dialects(10 * count):
        if made == count:
            break
        try:
            done = changed(folder / f"office-{made}", habits, made)
        except SheetsSyncError as error:
            raise SystemExit(f"{habits}: {error.message}") from error
        if done:
            before, path = done
            (folder / f"run-{made:03}.before.xlsx").write_bytes(before)
            print(shutil.copy(path, folder / f"run-{made:03}.xlsx"), *habits, sep="\t", flush=True)
            made += 1
        shutil.rmtree(folder / f"office-{made - bool(done)}")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100)
