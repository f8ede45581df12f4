"""Who we are to Google, and what we ask for."""

from pathlib import Path

import pytest

from sheets_sync.errors import CredentialsError
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator
from tests.sheets_api.model.api import SHEETS


def test_no_permission_is_asked_for_but_that_for_spreadsheets(google: Emulator, tmp_path: Path):
    scopes: set[frozenset[str]] = set()
    google.on_request(lambda request: scopes.add(request.caller.scopes))
    Office(google, tmp_path).run()
    assert scopes == {frozenset({SHEETS})}


def test_application_default_credentials_serve_where_there_is_no_key_file(
    google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    office = Office(google, tmp_path)
    elsewhere = office.key.rename(tmp_path / "machine.json")
    with pytest.raises(CredentialsError, match="no key file"):
        office.run()
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(elsewhere))
    assert office.run().cells_written > 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[1]",
        "no JSON CANARY",
        '{"type": "service_account", "private_key": "CANARY", "client_email": "x", "token_uri": "y"}',
    ],
)
def test_what_is_no_key_is_said_so_and_never_shown(google: Emulator, tmp_path: Path, text: str):
    office = Office(google, tmp_path)
    office.key.write_text(text)
    with pytest.raises(CredentialsError) as caught:
        office.run()
    assert "is no key of a service account" in caught.value.message
    assert "CANARY" not in caught.value.message + caught.value.cure
    assert caught.value.exit_code == 12


def test_the_address_of_the_browser_names_the_spreadsheet_too(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    text = office.path.read_text()
    address = f"https://docs.google.com/spreadsheets/d/{office.book.key}/edit?gid=0#gid=0"
    office.path.write_text(text.replace(f'"{office.book.key}"', f'"{address}"'))
    assert office.run().cells_written > 0
