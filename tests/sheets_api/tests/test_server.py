"""Tokens, quota, access, faults: what stands around the spreadsheets."""

import contextlib
from pathlib import Path

import pytest
import requests
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request

from .. import faults
from ..emulator import Emulator
from ..faults import Fault
from .client import SCOPES, Client


@pytest.fixture
def client(google: Emulator, tmp_path: Path) -> Client:
    return Client(google, tmp_path, google.spreadsheet("Book"))


def test_a_token_is_given_for_a_signed_request_and_expires(tmp_path: Path):
    clock = [1_800_000_000.0]
    refused = pytest.raises(RefreshError, match="short-lived")
    with Emulator(clock=lambda: clock[0]) as google, refused:
        Client(google, tmp_path, google.spreadsheet("Book"))
    with Emulator() as google:
        client = Client(google, tmp_path, google.spreadsheet("Book"))
        assert client.call("GET", "")[0] == 200
        google.expire_tokens()
        status, answer = client.call("GET", "")
        assert (status, answer["error"]["status"]) == (401, "UNAUTHENTICATED")
        client.credentials.refresh(Request())
        assert client.call("GET", "")[0] == 200
        google.revoke_key()
        with pytest.raises(RefreshError, match="Invalid JWT Signature"):
            client.credentials.refresh(Request())


def test_a_forged_signature_is_refused(google: Emulator, tmp_path: Path):
    with Emulator() as other:
        text = other.credentials(tmp_path / "other.json").read_text()
    forged = tmp_path / "forged.json"
    forged.write_text(text.replace(other.url, google.url))
    client = Client(google, tmp_path, google.spreadsheet("Book"))
    credentials = type(client.credentials).from_service_account_file(str(forged), scopes=SCOPES)
    with pytest.raises(RefreshError, match="Invalid JWT Signature"):
        credentials.refresh(Request())


def test_sixty_writes_a_minute_and_no_more(tmp_path: Path):
    with Emulator(quota=True) as google:
        client = Client(google, tmp_path, google.spreadsheet("Book"))
        replies = [client.call("POST", "values/A1:clear") for _ in range(130)]
        refused = [answer for status, answer in replies if status == 429]
        assert 10 <= len(refused) <= 70
        error = refused[0]["error"]
        assert error["status"] == "RESOURCE_EXHAUSTED"
        assert error["details"][0]["reason"] == "RATE_LIMIT_EXCEEDED"
        assert "Write requests per minute per user" in error["message"]
        assert client.call("GET", "")[0] == 200


def test_access_follows_share_role_and_scopes(google: Emulator, tmp_path: Path):
    closed = google.spreadsheet("Closed", role=None)
    assert (
        Client(google, tmp_path, closed).call("GET", "")[1]["error"]["message"]
        == "The caller does not have permission"
    )
    reader = Client(google, tmp_path, google.spreadsheet("Read", role="reader"))
    assert reader.call("GET", "")[0] == 200
    assert reader.call("POST", "values/A1:clear")[0] == 403
    narrow = Client(google, tmp_path, google.spreadsheet("Book"), SCOPES[:1])
    assert narrow.call("GET", "")[0] == 200
    assert narrow.call("GET", "/drive/v3/files")[0] == 403


@pytest.mark.parametrize(("fault", "status"), [
    (faults.quota(), 429), (faults.rate_limit_403(), 403), (faults.permission(), 403), (faults.storage(), 403),
    (faults.unavailable(), 503), (faults.internal(), 500), (faults.html(), 502),
])  # fmt: skip
def test_a_scripted_fault_befalls_once(client: Client, fault: Fault, status: int):
    client.google.befall(fault)
    reply = requests.get(
        f"{client.google.url}/v4/spreadsheets/{client.book.key}",
        timeout=5,
        headers={"Authorization": f"Bearer {client.credentials.token}"},
    )
    assert reply.status_code == status
    assert client.call("GET", "")[0] == 200


def test_a_call_may_be_applied_though_its_answer_is_lost(client: Client):
    for fault in (faults.unavailable(applied=True), faults.half(), faults.reset(applied=True)):
        client.book.sheets[0].set(0, 0, None)
        client.google.befall(fault)
        # How it goes wrong differs: that it was applied is the point.
        with contextlib.suppress(requests.RequestException, ValueError):
            client.call("PUT", "values/A1", {"values": [["there"]]}, valueInputOption="RAW")
        assert client.book.sheets[0].cell(0, 0) == "there"


def test_a_large_answer_is_compressed_for_who_says_gzip(client: Client):
    for at in range(500):
        client.book.sheets[0].set(at, 0, "the same text again and again")
    sizes = []
    for agent in ("plain", "tester (gzip)"):
        client.google.journal.clear()
        requests.get(
            f"{client.google.url}/v4/spreadsheets/{client.book.key}/values/A1:A500",
            timeout=5,
            headers={"Authorization": f"Bearer {client.credentials.token}", "User-Agent": agent},
        )
        sizes.append(client.google.journal.entries[0].bytes_out)
    assert sizes[1] * 10 < sizes[0]
