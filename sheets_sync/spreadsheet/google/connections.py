"""Connections to Google's hosts, as this machine reaches the net: its proxy, its certificates."""

import ipaddress
import os
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi
from urllib3 import PoolManager, ProxyManager, Timeout, make_headers
from urllib3.exceptions import LocationValueError, ProxySchemeUnknown

from sheets_sync.errors import UsageError

TOKEN_TIMEOUT: Final = Timeout(connect=10.0, read=60.0)
"""Seconds that a request for a token may take; any other has a patience of its own."""

_CERTIFICATES: Final = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
"""Where a company names certificates of its own; the first that is set is taken."""


def connections(host: str) -> PoolManager:
    """Connections that are kept open, by the proxy through which ``host`` is reached. They send
    nothing twice and follow no redirect.

    Raises ``UsageError`` where the proxy is none that we can go by.
    """
    certificates = next((os.environ[name] for name in _CERTIFICATES if os.environ.get(name)), "")
    settings: dict[str, Any] = {
        "timeout": TOKEN_TIMEOUT,
        "retries": False,
        "ca_certs": certificates or certifi.where(),
    }
    proxy = proxy_to(host)
    if not proxy:
        return PoolManager(**settings)
    try:
        return ProxyManager(proxy, proxy_headers=_pass_for(proxy), **settings)
    except (ProxySchemeUnknown, LocationValueError, ValueError) as error:
        raise UsageError(  # the URL may hold a password: it is not repeated
            "The proxy that this machine names (HTTPS_PROXY or ALL_PROXY) cannot be used.",
            "Name it as http://HOST:PORT or https://HOST:PORT.",
        ) from error


def direct() -> PoolManager:
    """Connections within this machine: no proxy stands between."""
    return PoolManager(timeout=TOKEN_TIMEOUT, retries=False)


def is_loopback(url: str) -> bool:
    """Whether a URL leads to this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def proxy_to(host: str) -> str:
    """The proxy through which this machine reaches ``host``; "" for none."""
    named = getproxies()
    proxy = named.get("https") or named.get("all") or ""
    if not proxy or proxy_bypass(host):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


def _pass_for(proxy: str) -> dict[str, str]:
    """What a proxy wants to know of us, where its URL says so."""
    named = urlsplit(proxy)
    if named.username is None:
        return {}
    who = f"{unquote(named.username)}:{unquote(named.password or '')}"
    return dict(make_headers(proxy_basic_auth=who))
