"""Nothing secret passes, be it known to be one or only looking like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.voice import masking
from sheets_sync.voice.masking import hide, masked

KEY = "-----BEGIN PRIVATE KEY-----\nMIIEcanary\nMORE\n-----END PRIVATE KEY-----"


@pytest.fixture(autouse=True)
def nothing_hidden(monkeypatch):
    monkeypatch.setattr(masking, "_hidden", set())


@pytest.mark.parametrize("text", [
    "Authorization: Bearer canary.canary", "Basic Y2FuYXJ5OmNhbmFyeQ==", f"a key: {KEY} and on", KEY[:50],
    KEY.replace("PRIVATE", "RSA PRIVATE"), "got ya29.canary-_x", "assertion=eyJcanary.eyJcanary.sig",
    "eyJcanary0.eyJcanary1.canary2", "https://anna:canary@example.com/x", "/v4?access_token=canary&x=1",
])  # fmt: skip
def test_what_looks_like_a_secret_is_not_heard(text):
    assert "***" in masked(text)
    assert "canary" not in masked(text)


@pytest.mark.parametrize("text", [
    "GET /v4/spreadsheets/1AbC/values:batchGet: 200, 1,234 bytes, 0.31 s", "Acme owes 5 000,00 RUB",
    "https://example.com:8080/a@b", "a bearer of news", "Basically nothing",
])  # fmt: skip
def test_what_does_not_is_heard_whole(text):
    assert masked(text) == text


@given(st.text(min_size=4), st.text(), st.text())
def test_what_was_hidden_is_not_heard(secret, before, after):
    masking._hidden.clear()
    hide(secret, "")
    assert secret == "***" * (len(secret) // 3) or secret not in masked(
        f"{before} {secret} {after}"
    )


def test_of_two_secrets_one_within_the_other_nothing_stays():
    hide("hunter", "hunter-canary")
    assert masked("x hunter-canary y hunter z") == "x *** y *** z"
