"""An agency that moves to Google with its state, takes files beside it, and moves back: what the
back end of before told of its workbook stops no run (§11)."""

from pathlib import Path

from sheets_sync.config import load
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options, Run
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator
from tests.sync.agency import NOW, QUIET, Agency

FILES = '[tabs]\nlog = ["Log", { file = "may.csv" }]\n'


def test_each_move_is_followed_by_a_good_run(google: Emulator, tmp_path: Path):
    agency = Agency(tmp_path)
    config = tmp_path / "config.toml"
    agency.run()
    agency.run()  # all is as it was, and that is remembered

    def moved_to(text: str, rows: int) -> Run:
        config.write_text(text, encoding="utf-8")
        for _ in range(3):
            run = sync_now(load(config), Options(accept_shrink=True), NOW, lambda _: None)
        assert run.found.rows["log"] == rows
        return run

    (tmp_path / "may.csv").write_text("Date,Client,Service,Minutes\n2026-11-02,Bell,Call,5\n")
    office = Office(google, tmp_path / "office")
    at_google = office.path.read_text().replace("key.json", "office/key.json")
    for text, rows in (
        (QUIET + FILES, 9),
        (at_google + FILES, 9),
        (at_google, 8),
        (at_google + FILES, 9),
        (QUIET, 8),
        (at_google, 8),
    ):
        moved_to(text, rows)
