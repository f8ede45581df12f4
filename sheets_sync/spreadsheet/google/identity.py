"""Who we are to Google: a service-account key file, or application-default credentials."""

import ipaddress
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import google.auth
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from google.auth.credentials import DEFAULT_UNIVERSE_DOMAIN
from google.auth.crypt import RSASigner
from google.auth.exceptions import DefaultCredentialsError
from google.auth.transport.urllib3 import AuthorizedHttp
from google.oauth2 import service_account
from urllib3 import PoolManager

from sheets_sync.deferred import dataclass
from sheets_sync.errors import CredentialsError
from sheets_sync.files import file_bytes
from sheets_sync.spreadsheet.google.connections import connections, direct

_kept: "dict[object, Identity] | None" = None

SCOPES: Final = ("https://www.googleapis.com/auth/spreadsheets",)
"""Cells of spreadsheets that were shared with us, and nothing else (design §11)."""


@dataclass(frozen=True)
class Identity:
    """Credentials for the API, and connections to it. ``email`` is whom a spreadsheet is shared
    with, "" if unknown."""

    credentials: Any
    connections: PoolManager
    email: str = ""

    @cached_property
    def session(self) -> AuthorizedHttp:
        """google-auth's own: connections that bear the credentials' token. Both last as long as
        this identity."""
        return AuthorizedHttp(self.credentials, self.connections, max_refresh_attempts=1)  # type: ignore[no-untyped-call] # google-auth is half typed

    @property
    def named(self) -> str:
        """Whom a person shares the spreadsheet with, in words."""
        return self.email or "the account that the application-default credentials stand for"


@contextmanager
def connections_kept() -> Iterator[None]:
    """Within, whoever identifies themselves by the same key file is given the same identity, its
    token and its connections: scheduled runs need not make them anew each time."""
    global _kept  # noqa: PLW0603 - one program, one identity
    _kept = {}
    try:
        yield
    finally:
        _kept = None


def identify(key_file: Path, api_root: str) -> Identity:
    """The identity of ``key_file``; where there is no such file, the machine's own default.

    Raises ``CredentialsError`` for a file that is no key, or where neither is there.
    """
    if _kept is None:
        return _identify(key_file, api_root)
    state = key_file.stat() if key_file.exists() else None
    key = (key_file, api_root, state and (state.st_mtime_ns, state.st_size, state.st_ino))
    if key not in _kept:
        _kept.clear()
        _kept[key] = _identify(key_file, api_root)
    return _kept[key]


def _identify(key_file: Path, api_root: str) -> Identity:
    if key_file.exists():
        credentials = _from_file(key_file)
    else:
        credentials = _of_this_machine(key_file, api_root)
    ways = direct() if is_loopback(api_root) else connections(urlsplit(api_root).hostname or "")
    return Identity(_quiet(credentials), ways, getattr(credentials, "service_account_email", ""))


def _of_this_machine(key_file: Path, api_root: str) -> Any:  # noqa: ANN401 - every kind of google-auth's
    try:
        if is_loopback(api_root) and "GOOGLE_APPLICATION_CREDENTIALS" not in os.environ:
            # google-auth would ask the metadata server of Google's own machines.
            raise DefaultCredentialsError  # noqa: TRY301 - the same end as google-auth's own
        credentials, _ = google.auth.default(scopes=SCOPES)
    except DefaultCredentialsError as error:
        raise CredentialsError(
            f"There is no key file {key_file}, and this machine has no application-default "
            "credentials.",
            "Put the service account's JSON key there, or name it in the config: "
            "google.credentials.",
        ) from error
    return credentials


def is_loopback(url: str) -> bool:
    """Whether a URL leads to this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _from_file(key_file: Path) -> service_account.Credentials:
    try:
        info = json.loads(file_bytes(key_file))
        return service_account.Credentials(  # type: ignore[no-untyped-call] # google-auth is half typed
            _signer(info),
            info["client_email"],
            info["token_uri"],
            scopes=SCOPES,
            universe_domain=info.get("universe_domain", DEFAULT_UNIVERSE_DOMAIN),
        )
    except OSError as error:
        raise CredentialsError(
            f"The key file {key_file} cannot be read: {error.strerror}.",
            f"Let the user that runs sheets-sync read it: chmod 600 {key_file}.",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        # What is wrong is told by libraries in words that may quote the key: not repeated.
        raise CredentialsError(
            f"{key_file} is no key of a service account.",
            "Download a JSON key of the service account anew (README, Google set-up).",
        ) from error


def _signer(info: Mapping[str, str]) -> RSASigner:
    """Signs with the key of a file. That its numbers are primes is not proved each time, which
    takes longer than all else here: with others Google takes no signature for ours."""
    key = load_pem_private_key(
        info["private_key"].encode(), None, unsafe_skip_rsa_key_validation=True
    )
    if not isinstance(key, RSAPrivateKey):
        raise TypeError("a key of another kind")
    return RSASigner(key, info.get("private_key_id"))  # type: ignore[no-untyped-call] # as above


def _quiet(credentials: Any) -> Any:  # noqa: ANN401 - every kind of google-auth's
    """The credentials, asking nobody but their token endpoint.

    google-auth would look up a "regional access boundary" in the background, at a host of its
    own; it has no public switch for it.
    """
    credentials._is_regional_access_boundary_lookup_required = lambda: False  # noqa: SLF001
    return credentials
