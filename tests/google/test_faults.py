"""The faults of the catalogue that concern Sheets: exit code, message, what was written.

After every one: staff's cells are as they were, no secret is anywhere, and once the fault is over
a run puts all right. `python -m pytest tests/google/test_faults.py -k table -s` shows the table.
"""

import io
import json
import logging
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from sheets_sync import cli
from sheets_sync.errors import UsageError
from sheets_sync.spreadsheet.google import last_write, retries
from tests.google.office import Office, header_rows, marks, staff_cells
from tests.sheets_api import faults
from tests.sheets_api.emulator import Emulator, type_in
from tests.sheets_api.faults import Fault
from tests.sheets_api.model.api import Request
from tests.sheets_api.model.errors import ApiError
from tests.sync.agency import SHEETS

ALWAYS = -1


@dataclass(frozen=True)
class Case:
    """A fault, and how a run ends under it. ``writes`` says whether it may have written."""

    name: str
    code: int
    says: str
    befall: Callable[[Office], None]
    writes: bool = False
    heals: bool = True


def befalls(*script: Callable[[], Fault]) -> Callable[[Office], None]:
    def befall(office: Office) -> None:
        for fault in script:
            office.google.befall(fault())

    return befall


def _hour_is_over(office: Office) -> None:
    """The token that is kept is spent: until then nobody asks for another one (design §16)."""
    (token,) = office.folder.rglob("*.token")
    token.unlink()


def _revoke(office: Office) -> None:
    _hour_is_over(office)
    office.google.befall(faults.token_refused())


def _skewed(office: Office) -> None:
    _hour_is_over(office)
    office.google.befall(
        faults.token_refused(
            description="Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."
        )
    )


def _expire(office: Office) -> None:
    office.google.on_request(
        lambda request: office.google.account.expire_tokens() if request.writes else None
    )


def _delete_tab(office: Office) -> None:
    office.book.remove_sheet(office.book.sheet("Log").id)


def _rename_tab(office: Office) -> None:
    office.book.sheet("Log").properties["title"] = "Journal of 2026"


def _empty_tab(office: Office) -> None:
    log = office.book.sheet("Log")
    log.delete("ROWS", 1, log.height - 1)
    log.append("ROWS", 50)


def _rename_column(office: Office) -> None:
    type_in(office.book.sheet("Log"), 0, 2, "What")


def _protect(office: Office) -> None:
    book = office.book
    for each in book.protected:
        del each["warningOnly"]
        each["editors"] = {"users": ["person@example.com"]}


def _unshare(office: Office) -> None:
    office.book.share(office.google.account.email, None)


def _reader(office: Office) -> None:
    office.book.share(office.google.account.email, "reader")


def _unauthenticated(**more: object) -> Fault:
    text = "Request had invalid authentication credentials. Expected OAuth 2 access token."
    return faults.google(ApiError(401, text), **more)


def full(**more: object) -> Fault:
    text = "Invalid requests[9].appendDimension: This action would increase the number of cells in the workbook above the limit of 10000000 cells."
    return faults.google(ApiError(400, text), **more)


WRITE = ("write",)
CASES = [
    Case("F06 429 twice, then well", 0, "", befalls(lambda: faults.quota(times=2)), writes=True),
    Case("F06 429 with Retry-After", 0, "", befalls(lambda: faults.quota(1)), writes=True),
    Case("F06 429 that does not end", 13, "Quota exceeded", befalls(lambda: faults.quota(times=ALWAYS))),
    Case("F06 429 on the write alone", 13, "Quota exceeded", befalls(lambda: faults.quota(times=ALWAYS, kinds=WRITE))),
    Case("F07 503 though the write landed", 0, "", befalls(lambda: faults.unavailable(applied=True, kinds=WRITE)), writes=True),
    Case("503 for ever", 13, "currently unavailable", befalls(lambda: faults.unavailable(times=ALWAYS))),
    Case("500 once", 0, "", befalls(faults.internal), writes=True),
    Case("F08 403 that is quota", 0, "", befalls(lambda: faults.rate_limit_403(times=2)), writes=True),
    Case("F08 403 that is permission", 12, "Share it with service@", befalls(lambda: faults.permission(times=ALWAYS))),
    Case("F08 not shared any more", 12, "as an editor", _unshare, heals=False),
    Case("F08 shared for reading only", 12, "as an editor", _reader, heals=False),
    Case("403 storage", 1, "no room left", befalls(lambda: faults.storage(times=ALWAYS))),
    Case("F09 the server hangs", 13, "did not answer in time", befalls(lambda: faults.hang(9, times=ALWAYS))),
    Case("F10 HTML with 502", 13, "HTTP status 502", befalls(lambda: faults.html(times=ALWAYS))),
    Case("F10 HTML with 200", 13, "no answer of Google Sheets", befalls(lambda: faults.html(200, times=ALWAYS))),
    Case("F10 truncated JSON", 13, "no answer of Google Sheets", befalls(lambda: faults.truncated(times=ALWAYS))),
    Case("F10 half an answer, once", 0, "", befalls(faults.half), writes=True),
    Case("the connection drops, once each", 0, "", befalls(faults.reset, lambda: faults.reset(kinds=WRITE)), writes=True),
    Case("the connection drops for ever", 13, "cannot be reached", befalls(lambda: faults.reset(times=ALWAYS))),
    Case("F11 the token expires mid-run", 0, "", _expire, writes=True),
    Case("F11 two tokens in a row are not accepted", 0, "", befalls(lambda: _unauthenticated(times=2)), writes=True),
    Case("F11 no token is ever accepted", 12, "does not accept the credentials", befalls(lambda: _unauthenticated(times=ALWAYS))),
    Case("F12 the key was revoked", 12, "make a new key", _revoke),
    Case("F13 this machine's clock is wrong", 12, "clock is wrong", _skewed),
    Case("F18 a tab was deleted", 2, 'no tab "Log"', _delete_tab, heals=False),
    Case("F17 a tab was renamed", 2, 'The tab "Log" was renamed: it is called "Journal of 2026" now', _rename_tab, heals=False),
    Case("F19 a tab is suddenly empty", 1, "More than half of the rows are gone", _empty_tab, heals=False),
    Case("F20 a required column was renamed", 2, 'no column "Service"', _rename_column, heals=False),
    Case("our cells are protected against us", 12, "keep us from writing: Summary; Clients, column", _protect, heals=False),
    Case("10,000,000 cells", 1, "is full", befalls(lambda: full(times=ALWAYS, kinds=WRITE))),
]  # fmt: skip


@pytest.fixture(autouse=True)
def in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of hundredths of a second; the caps are the config's."""
    monkeypatch.setattr(retries, "_FIRST_WAIT", 0.02)
    monkeypatch.setattr(retries, "_LONGEST_WAIT", 0.2)


class Naps:
    """A clock on which a nap takes no time."""

    time = staticmethod(time.time)

    def __init__(self) -> None:
        self.slept = 0.0

    def sleep(self, seconds: float) -> None:
        self.slept += seconds

    def monotonic(self) -> float:
        return time.monotonic() + self.slept


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> Naps:
    """Waits between attempts are added to a clock instead of slept."""
    clock = Naps()
    for module in ("tenacity", "tenacity.nap", "sheets_sync.spreadsheet.google.transport"):
        monkeypatch.setattr(f"{module}.time", clock)
    return clock


def run(office: Office) -> tuple[int, str, float]:
    """`sheets-sync now --json` as a person starts it: exit code, all that it says, seconds."""
    started, said = time.monotonic(), io.StringIO()
    arguments = ["sheets-sync", "--config", str(office.path), "now", "--json"]
    with patch.object(sys, "argv", arguments), redirect_stdout(said), redirect_stderr(said):
        try:
            cli.main()
        except SystemExit as ending:
            code = int(ending.code or 0)
    return code, said.getvalue(), time.monotonic() - started


def ended(office: Office, case: Case, caplog: pytest.LogCaptureFixture) -> tuple[int, str, float]:
    """A run under a fault; whatever it says is searched for secrets."""
    code, output, _ = run(office)
    assert code in (0, 4), output
    log = office.book.sheet("Log")
    type_in(log, 1, 5, 26)
    office.book.changed(0)
    case.befall(office)
    before = _staff_cells(office)
    with caplog.at_level(logging.DEBUG):
        code, output, seconds = run(office)
    assert _staff_cells(office) == before
    assert secrets_in(office, output + caplog.text) == []
    return code, output, seconds


def _staff_cells(office: Office) -> object:
    return staff_cells(office.book, marks(office.book), header_rows(office.book))


def secrets_in(office: Office, said: str) -> list[str]:
    """Parts of the key, and tokens, that stand in what was said or in any file but the key's and
    the one that a token is kept in (design §16)."""
    key = json.loads(office.key.read_text(encoding="utf-8"))
    canaries = [
        key["private_key_id"],
        *office.google.account.tokens,
        *key["private_key"].split("\n")[1:-2],
    ]
    files = {
        path: path.read_bytes()
        for path in office.folder.rglob("*")
        if path.is_file() and path != office.key and path.suffix != ".token"
    }
    places = {"what it said": said.encode(), **{str(path): data for path, data in files.items()}}
    return [
        place
        for place, data in places.items()
        if any(canary.encode() in data for canary in canaries)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_ends_as_the_table_says(
    google: Emulator, tmp_path: Path, case: Case, caplog: pytest.LogCaptureFixture, naps: Naps
):
    office = Office(google, tmp_path, SHEETS, patience="2s")
    code, output, seconds = ended(office, case, caplog)
    assert code == case.code, output[-500:]
    assert case.says in output
    assert "Traceback" not in output
    assert naps.slept < 3
    charge = (
        office.book.sheet("Log").cell(1, 13)
        if "Log" in [s.title for s in office.book.sheets]
        else None
    )
    if case.writes:
        assert charge == 128
    line = (case.name, code, case.says, "written" if case.writes else "nothing", f"{seconds:.1f} s")
    sys.stderr.write("| " + " | ".join(map(str, line)) + " |\n")
    if case.heals:
        google.faults.clear()
        google.off_duty()
        assert run(office)[0] == 0
        assert office.book.sheet("Log").cell(1, 13) == 128
        assert json.loads(run(office)[1])["cells_written"] == 0


def test_init_makes_no_second_tab_beside_a_renamed_one(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    run(office)
    _rename_tab(office)
    for _ in range(2):
        with pytest.raises(UsageError, match='called "Journal of 2026" now') as stopped:
            office.init()
        assert '[tabs] log = "Journal of 2026"' in stopped.value.cure
        assert run(office)[0] == 2
    office.book.sheet("Journal of 2026").properties["title"] = "Log"
    assert run(office)[0] == 0


def test_a_429_is_waited_for_as_long_as_it_asks(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    run(office)
    google.befall(faults.quota(2, times=1))
    code, output, seconds = run(office)
    assert (code, json.loads(output)["calls"]["retried"]) == (0, 1)
    assert 2 <= seconds < 5


def test_the_product_s_own_patience_ends(
    google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A real give-up, its waits added to a clock instead of slept."""
    office = Office(google, tmp_path, patience="150s")
    monkeypatch.setattr(retries, "_FIRST_WAIT", 1.0)
    monkeypatch.setattr(retries, "_LONGEST_WAIT", 64.0)
    clock = [time.monotonic()]
    monkeypatch.setattr("time.sleep", lambda seconds: clock.__setitem__(0, clock[0] + seconds))
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    google.befall(faults.quota(times=ALWAYS))
    started = clock[0]
    code, output, _ = run(office)
    assert (code, "Quota exceeded" in output) == (13, True)
    assert 20 < clock[0] - started <= 150


def test_a_growing_write_whose_answer_is_lost_is_looked_for_not_repeated(
    google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Rows are appended to a tab of ours: sent twice, they would be there twice."""
    monkeypatch.setattr(last_write, "_PAUSE", 0.01)
    office = Office(google, tmp_path)
    run(office)
    findings = office.book.sheet("Findings")
    findings.resize(3, None)
    for row in range(9, 15):
        type_in(office.book.sheet("Log"), row, 0, "no day")
    google.befall(faults.unavailable(applied=True, kinds=("write",)))
    code, output, _ = run(office)
    assert code == 0, output
    assert findings.height == max(row + 1 for row, line in enumerate(findings.values()) if line)
    google.befall(faults.unavailable(times=ALWAYS, kinds=("write",)))
    findings.resize(3, None)
    code, output, _ = run(office)
    assert code == 13
    assert "currently unavailable" in output


def test_a_write_that_landed_is_found_before_the_next_pause(
    google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Its answer is lost each time: it is looked for at once, the last time too."""
    monkeypatch.setattr(last_write, "_PAUSE", 60.0)
    office = Office(google, tmp_path)
    run(office)
    type_in(office.book.sheet("Log"), 1, 5, 26)
    office.book.changed(0)
    google.befall(faults.unavailable(applied=True, times=ALWAYS, kinds=("write",)))
    google.journal.clear()
    code, _, seconds = run(office)
    assert code == 0
    assert seconds < 8
    assert google.journal.calls[1] == 1


def test_a_write_that_lands_late_does_not_land_after_a_later_one(
    google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A batch that hung is carried out once staff have sorted, and the same run has written."""
    monkeypatch.setattr(last_write, "_PAUSE", 0.01)
    office = Office(google, tmp_path)
    run(office)
    log = office.book.sheet("Log")
    type_in(log, 1, 5, 26)
    late: list[Request] = []
    before: list[dict[str, Any]] = []

    def hang(request: Request) -> None:
        if request.writes and not late:
            late.append(request)
            before.append(office.book.keep())

    def not_yet(_: Request) -> None:
        if before:
            office.book.put_back(before.pop())
            office.book.sheet("Log").move("ROWS", 1, 1, 6)

    google.on_request(hang)
    google.server.after.append(not_yet)
    google.befall(faults.unavailable(applied=True, kinds=WRITE))
    assert run(office)[0] == 0
    google.off_duty()
    settled = office.book.sheet("Log").values()
    answer = google.api.handle(late[0])
    assert answer.status == 400
    assert b"already exists" in answer.body
    assert office.book.sheet("Log").values() == settled


def test_a_busy_office_ends_with_thirteen_and_nothing_beside_a_wrong_row(
    google: Emulator, tmp_path: Path
):
    office = Office(google, tmp_path)
    run(office)
    log = office.book.sheet("Log")
    type_in(log, 1, 5, 26)

    def sort_again(request: Request) -> None:
        if request.writes:
            log.move("ROWS", 1, 1, 6)
            log.insert("ROWS", 1, 1)
            type_in(log, 1, 5, log.height)

    google.on_request(sort_again)
    code, output, _ = run(office)
    assert (code, "5 times over" in output) == (13, True)
    google.off_duty()
    charges = [row[9:] for row in log.values()]
    code, _, _ = run(office)
    assert code == 0
    settled = [row[9:] for row in log.values()]
    wrong = [
        (was, now) for was, now in zip(charges[1:], settled[1:], strict=True)
        if any(cell not in (None, right) for cell, right in zip(was, now, strict=False))
    ]  # fmt: skip
    assert wrong == []
