"""Letters over a login by token, of Google and of Microsoft 365; no secret in any text (§17)."""

import logging
import sys
import traceback

import pytest

from sheets_sync.config import loads
from sheets_sync.errors import CredentialsError
from sheets_sync.notices.post import LoginRefused, MailTrouble
from sheets_sync.notices.tokens import Application, google_token, microsoft_token
from sheets_sync.use_cases.shared.mail_servers import smtp
from tests.smtp.client import ONE, TWO, sent, transport
from tests.smtp.server import USER, ScriptedServer
from tests.smtp.token_server import CLIENT, SECRET, TENANT, TOKEN, TokenServer

pytest.importorskip("msal")
WRONG = "its-id-instead"


@pytest.fixture
def endpoint(tmp_path, monkeypatch):
    (tmp_path / "endpoint").mkdir()
    with TokenServer(tmp_path / "endpoint") as server:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(server.ca_file))
        yield server


def of_google(endpoint, folder, mailbox=USER):
    key = endpoint.key_file(folder)
    return lambda: google_token(key, mailbox, 5)


def of_microsoft(endpoint, secret=SECRET, tenant=TENANT):
    application = Application(endpoint.url, tenant, CLIENT, lambda: secret)
    return lambda: microsoft_token(application, 5)


def by_token(folder, **more):
    return ScriptedServer(
        folder, {}, security="starttls", login=True, mechanisms=("XOAUTH2",), **more
    )


@pytest.mark.parametrize("provider", ["google", "microsoft"])
def test_a_letter_goes_by_a_token_that_was_asked_for_once(tmp_path, endpoint, provider):
    token = of_google(endpoint, tmp_path) if provider == "google" else of_microsoft(endpoint)
    with by_token(tmp_path, tokens={TOKEN}) as server:
        assert sent(server, TWO, "starttls", token=token) == ["accepted", "accepted"]
        assert server.log.count("AUTH") == 1
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize("says_why", [True, False], ids=["as Google", "as Microsoft"])
def test_a_token_that_is_refused_is_tried_once_and_stands_in_no_text(tmp_path, caplog, says_why):
    caplog.set_level(logging.DEBUG)
    with by_token(tmp_path, tokens={"another"}, says_why=says_why) as server:
        asked = transport(server, "starttls", token=lambda: TOKEN)
        with pytest.raises(LoginRefused) as caught:
            asked.check()
        assert server.log.count("AUTH") == 1
        assert server.letters == []
    told = "".join(traceback.format_exception(caught.value)) + repr(asked._server) + caplog.text
    assert TOKEN[:40] not in told
    assert "535" in caught.value.message
    assert "may send as" in caught.value.cure


def test_a_server_that_knows_no_tokens_is_told(tmp_path):
    with ScriptedServer(tmp_path, security="tls", login=True) as server:
        said = "takes no token that way: it offers LOGIN PLAIN"
        with pytest.raises(MailTrouble, match=said) as caught:
            transport(server, "tls", token=lambda: TOKEN).check()
        assert "mail.oauth2.provider" in caught.value.cure
        assert "AUTH" not in server.log


def test_no_token_is_asked_for_before_the_server_is_proven(tmp_path):
    def never():
        pytest.fail("asked for a token")

    with ScriptedServer(
        tmp_path, security="tls", certificate="expired", login=True, mechanisms=("XOAUTH2",)
    ) as server:
        assert sent(server, ONE, "tls", token=never) is MailTrouble


REFUSED = [
    ({"error": "unauthorized_client", "error_description": "Client is unauthorized to retrieve access tokens using this method"}, "Domain-wide delegation"),
    ({"error": "invalid_grant", "error_description": "Invalid email or User ID"}, "mail.username must be a mailbox"),
]  # fmt: skip


@pytest.mark.parametrize(("error", "cure"), REFUSED)
def test_google_s_refusals_are_told_with_what_helps(tmp_path, endpoint, error, cure):
    endpoint.error = error
    with by_token(tmp_path) as server:
        with pytest.raises(LoginRefused, match=error["error_description"]) as caught:
            transport(server, "starttls", token=of_google(endpoint, tmp_path)).check()
        assert "AUTH" not in server.log
    assert cure in caught.value.cure
    assert caught.value.exit_code == 12
    told = "".join(traceback.format_exception(caught.value))
    assert endpoint.asked[0]["assertion"] not in told
    assert "PRIVATE" not in told


def test_microsoft_s_refusals_are_told_with_what_helps(endpoint, caplog):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(CredentialsError, match="AADSTS7000215: Invalid client secret") as caught:
        of_microsoft(endpoint, WRONG)()
    assert "not its Secret ID" in caught.value.cure
    assert "Trace ID" not in caught.value.message
    with pytest.raises(CredentialsError, match="knows no directory nowhere") as unknown:
        of_microsoft(endpoint, tenant="nowhere")()
    assert "Directory (tenant) ID" in unknown.value.cure
    told = "".join(traceback.format_exception(caught.value)) + caplog.text
    assert WRONG not in told


def test_whoever_gives_no_token_now_is_tried_again_later(tmp_path, endpoint):
    google, microsoft = of_google(endpoint, tmp_path), of_microsoft(endpoint)
    endpoint.__exit__()
    try:
        for token in (google, microsoft):
            with pytest.raises(MailTrouble) as caught:
                token()
            assert not isinstance(caught.value, CredentialsError)
    finally:
        endpoint.__init__(tmp_path / "endpoint")
        endpoint.__enter__()


@pytest.mark.parametrize("provider", ["google", "microsoft"])
@pytest.mark.parametrize("error", ["temporarily_unavailable", "server_error"])
def test_an_endpoint_that_is_out_of_order_says_nothing_of_our_secret(
    tmp_path, endpoint, monkeypatch, provider, error
):
    """Found: letters waited for 80 minutes and a mended config, by exit code 12 (RFC 6749, 4.1.2.1)."""
    monkeypatch.setattr("time.sleep", lambda _: None)  # between google-auth's own attempts
    endpoint.error = {
        "error": error, "error_codes": [90033],
        "error_description": "AADSTS90033: A transient error has occurred. Please try again.",
    }  # fmt: skip
    token = of_google(endpoint, tmp_path) if provider == "google" else of_microsoft(endpoint)
    with pytest.raises(MailTrouble, match="transient error") as caught:
        token()
    assert not isinstance(caught.value, CredentialsError)
    assert caught.value.cure == "Try again in a while."
    assert caught.value.message.endswith("again.)." if provider == "google" else "again.")


def test_a_key_that_is_none_is_told(tmp_path):
    for name, text in (("no.json", None), ("empty.json", ""), ("a.json", '{"private_key": "x"}')):
        if text is not None:
            (tmp_path / name).write_text(text)
        with pytest.raises(CredentialsError, match=name):
            google_token(tmp_path / name, USER, 5)


def test_without_the_package_microsoft_is_told_how_to_get_it(endpoint, monkeypatch):
    monkeypatch.setitem(sys.modules, "msal", None)
    with pytest.raises(CredentialsError, match="needs the package msal") as caught:
        of_microsoft(endpoint)()
    assert caught.value.cure == 'pip install "sheets-sync[microsoft]"'


CONFIG = """
[mail]
transport = "smtp"
host = "127.0.0.1"
port = {port}
security = "starttls"
ca_file = "ca.pem"
username = "{user}"
[mail.oauth2]
"""
MICROSOFT = """
provider = "microsoft"
tenant = "{tenant}"
client_id = "{client}"
secret_file = "secret"
authority = "{url}"
"""


@pytest.mark.parametrize("provider", ["google", "microsoft"])
def test_a_config_is_all_it_takes(tmp_path, endpoint, provider):
    endpoint.key_file(tmp_path)
    (tmp_path / "secret").write_text(SECRET)
    table = (
        MICROSOFT if provider == "microsoft" else 'provider = "google"\ncredentials = "key.json"'
    )
    with by_token(tmp_path, tokens={TOKEN}) as server:
        text = (CONFIG + table).format(
            port=server.port, user=USER, tenant=TENANT, client=CLIENT, url=endpoint.url
        )
        config = loads(text, tmp_path / "config.toml")
        assert f"logged in as {USER}" in smtp(config, USER).check()
    assert ("client_id" in endpoint.asked[0]) == (provider == "microsoft")
