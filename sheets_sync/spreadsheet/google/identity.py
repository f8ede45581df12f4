"""Who we are to Google: a service-account key file, or application-default credentials."""

import ipaddress
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import google.auth
from google.auth.exceptions import DefaultCredentialsError
from google.auth.transport.requests import AuthorizedSession
from google.oauth2 import service_account

from sheets_sync.errors import CredentialsError
from sheets_sync.files import check_file

_kept: "dict[object, Identity] | None" = None

SCOPES: Final = ("https://www.googleapis.com/auth/spreadsheets",)
"""Cells of spreadsheets that were shared with us, and nothing else (design §11)."""


@dataclass(frozen=True)
class Identity:
    """Credentials for the API. ``email`` is whom a spreadsheet is shared with, "" if unknown."""

    credentials: Any
    email: str = ""

    @cached_property
    def session(self) -> AuthorizedSession:
        """Connections that bear the credentials' token: both last as long as this identity."""
        return AuthorizedSession(self.credentials, max_refresh_attempts=1)  # type: ignore[no-untyped-call] # google-auth is half typed

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
        return _from_file(key_file)
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
    return Identity(_quiet(credentials), getattr(credentials, "service_account_email", ""))


def is_loopback(url: str) -> bool:
    """Whether a URL leads to this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _from_file(key_file: Path) -> Identity:
    try:
        check_file(key_file)
        credentials = service_account.Credentials.from_service_account_file(  # type: ignore[no-untyped-call] # google-auth is half typed
            str(key_file), scopes=SCOPES
        )
    except OSError as error:
        raise CredentialsError(
            f"The key file {key_file} cannot be read: {error.strerror}.",
            f"Let the user that runs sheets-sync read it: chmod 600 {key_file}.",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        # What is wrong is told by google-auth in words that may quote the key: not repeated.
        raise CredentialsError(
            f"{key_file} is no key of a service account.",
            "Download a JSON key of the service account anew (README, Google set-up).",
        ) from error
    return Identity(_quiet(credentials), credentials.service_account_email)


def _quiet(credentials: Any) -> Any:  # noqa: ANN401 - every kind of google-auth's
    """The credentials, asking nobody but their token endpoint.

    google-auth would look up a "regional access boundary" in the background, at a host of its
    own; it has no public switch for it.
    """
    credentials._is_regional_access_boundary_lookup_required = lambda: False  # noqa: SLF001
    return credentials
