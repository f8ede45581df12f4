"""``check`` finds what a run finds, what only the state knows among it (design §12)."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.sync.agency import Agency, Rows

NOW = datetime.now(UTC)
TODAY = NOW.date()
SETTLED = "[notices]\nsettle = '0m'\nscale = 0\n[workbook]\ntimezone = 'UTC'\n"
CLIENTS: Rows = [
    ["Client", "Email", "Currency", "Threshold", "Ask"],
    ["Acme", "a@example.com", None, 0, None],
    ["Bell", "b@example.com", None, 0, 12],
    ["Cone", "c@example.com", None, 0, None],
    ["Dune", "d@example.com", None, 0, None],
    ["Gone", "g@example.com", None, 9000, None],
]
SHEETS: dict[str, Rows] = {
    "Clients": CLIENTS,
    "Prices": [["Service", "Price"], ["Call", 10]],
    "Payments": [
        ["Date", "Client", "Amount"],
        *([TODAY - timedelta(5), who[0], 1000] for who in CLIENTS[1:]),
    ],
    "Log": [
        ["Date", "Client", "Service", "Quantity"],
        *([TODAY - timedelta(3), who[0], "Call", 2] for who in CLIENTS[1:5]),
        [TODAY - timedelta(3), "Nobody", "Call", 2],
    ],
}
IN_THE_CELLS = {"UNKNOWN_CLIENT", "NO_PRICE"}
KNOWN_TO_THE_STATE = {
    "POSTED_CHANGED",
    "CURRENCY_CHANGED",
    "ASK_NOT_BLANK",
    "CLIENT_EXCHANGED",
    "CLIENT_GONE",
}


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    """A run of yesterday, and all that staff may have done since."""
    made = Agency(tmp_path_factory.mktemp("office"), SHEETS, SETTLED)
    made.run(NOW - timedelta(1))
    for tab, cell, value in (
        ("Clients", "C2", "EUR"), ("Clients", "A4", "Dune"), ("Clients", "A5", "Cone"),
        ("Clients", "A6", None), ("Clients", "B6", None), ("Clients", "D6", None), ("Log", "D3", 7),
    ):  # fmt: skip
        made.edit(tab, cell, value)
    return made


@pytest.fixture
def agency(edited, monkeypatch):
    monkeypatch.chdir(edited.folder)
    monkeypatch.delenv("SHEETS_SYNC_CONFIG", raising=False)
    return edited


def test_check_finds_what_a_run_finds_and_writes_nothing(agency, ask, fingerprints):
    before = fingerprints(agency.folder)
    code, out, err = ask("check", "--json")
    assert (code, err) == (0, "")
    assert fingerprints(agency.folder) == before
    assert {each["code"] for each in json.loads(out)} == KNOWN_TO_THE_STATE | IN_THE_CELLS
    assert json.loads(out) == json.loads(ask("now", "--dry-run", "--json")[1])["findings"]


@pytest.mark.parametrize("state", [b"", b"SQLite format 3\0 and then nothing", None])
def test_a_state_that_cannot_be_read_hides_nothing_of_the_workbook(agency, ask, state):
    kept = agency.config.state.path.read_bytes()
    try:
        if state is None:
            agency.config.state.path.unlink()
            agency.config.state.path.mkdir()
        else:
            agency.config.state.path.write_bytes(state)
        code, out, err = ask("check", "--json")
    finally:
        if state is None:
            agency.config.state.path.rmdir()
        agency.config.state.path.write_bytes(kept)
    codes = {each["code"] for each in json.loads(out)}
    assert (code, codes - KNOWN_TO_THE_STATE) == (0, IN_THE_CELLS)
    assert ("what only the state knows is missing" in err) == (state != b"")


def test_no_state_yet_is_nothing_to_speak_of(agency, ask):
    away = agency.config.state.path.rename(agency.folder / "away")
    try:
        code, out, err = ask("check", "--json")
    finally:
        away.rename(agency.config.state.path)
    assert (code, err) == (0, "")
    assert "POSTED_CHANGED" not in {each["code"] for each in json.loads(out)}


def test_report_counts_what_a_run_finds_and_keeps_the_balances_of_the_workbook(agency, ask):
    run = json.loads(ask("now", "--dry-run", "--json")[1])
    code, out, err = ask("report", "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert told["findings"] == run["findings"]
    assert [told[key] for key in ("clients", "rows")] == [run[key] for key in ("clients", "rows")]
    assert f"Findings: {len(run['findings'])}." in ask("report")[1].decode()


@pytest.mark.parametrize("wrong", ["no folder", "refused"])
def test_report_counts_a_refused_statement_and_a_missing_folder(tmp_path, monkeypatch, ask, wrong):
    made = Agency(tmp_path, SHEETS, f"{SETTLED}[bank]\nfolder = 'bank'\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SHEETS_SYNC_CONFIG", raising=False)
    if wrong == "refused":
        (tmp_path / "bank").mkdir()
        (tmp_path / "bank" / "holiday.txt").write_text("no statement", encoding="utf-8")
    made.run(NOW)
    found = json.loads(ask("now", "--dry-run", "--json")[1])["findings"]
    assert "STATEMENT_REFUSED" in {each["code"] for each in found}
    assert json.loads(ask("report", "--json")[1])["findings"] == found
    assert json.loads(ask("check", "--json")[1]) == found


def test_report_of_a_day_gone_by_asks_no_state(agency, ask):
    day = str(TODAY - timedelta(2))
    kept = agency.config.state.path.read_bytes()
    try:
        agency.config.state.path.write_bytes(b"nothing")
        code, _, err = ask("report", "--as-of", day)
        assert (code, err) == (0, "")
        code, _, err = ask("report")
        assert (code, "only the state knows is missing" in err) == (0, True)
    finally:
        agency.config.state.path.write_bytes(kept)
