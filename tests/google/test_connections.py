"""How this machine reaches Google: its proxy, its certificates."""

import pytest
from urllib3 import ProxyManager

from sheets_sync.errors import UsageError
from sheets_sync.spreadsheet.google.connections import connections, direct, proxy_to

HOST = "sheets.googleapis.com"
NAMES = ("https_proxy", "all_proxy", "no_proxy", "http_proxy")


@pytest.fixture(autouse=True)
def no_proxy_yet(monkeypatch: pytest.MonkeyPatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("environ", "proxy"),
    [
        ({}, ""),
        ({"HTTPS_PROXY": "http://proxy.example:3128"}, "http://proxy.example:3128"),
        ({"https_proxy": "proxy.example:3128"}, "http://proxy.example:3128"),
        ({"ALL_PROXY": "http://proxy.example:3128"}, "http://proxy.example:3128"),
        ({"HTTP_PROXY": "http://proxy.example:3128"}, ""),
        ({"HTTPS_PROXY": "http://proxy.example:3128", "NO_PROXY": ".googleapis.com"}, ""),
        ({"HTTPS_PROXY": "http://proxy.example:3128", "NO_PROXY": "*"}, ""),
    ],
)
def test_the_proxy_of_the_environment_is_taken(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], proxy: str
):
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert proxy_to(HOST) == proxy
    assert isinstance(connections(HOST), ProxyManager) == bool(proxy)
    assert not isinstance(direct(), ProxyManager)


def test_a_proxy_is_told_who_we_are_where_its_url_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://us:p%40ss@proxy.example:3128")
    found = connections(HOST)
    assert isinstance(found, ProxyManager)
    assert found.proxy is not None
    assert (found.proxy.host, found.proxy.port) == ("proxy.example", 3128)
    assert found.proxy_headers == {"proxy-authorization": "Basic dXM6cEBzcw=="}


def test_certificates_of_a_company_are_taken(monkeypatch: pytest.MonkeyPatch):
    assert connections(HOST).connection_pool_kw["ca_certs"].endswith("cacert.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/etc/company.pem")
    assert connections(HOST).connection_pool_kw["ca_certs"] == "/etc/company.pem"


@pytest.mark.parametrize("proxy", ["socks5://u:CANARY@proxy.example:1080", "http://h:p"])
def test_a_proxy_that_is_none_is_named_by_its_variable(monkeypatch: pytest.MonkeyPatch, proxy: str):
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(UsageError, match="HTTPS_PROXY") as caught:
        connections(HOST)
    assert "CANARY" not in caught.value.message + caught.value.cure
