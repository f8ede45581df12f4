"""Who we are to Google: a service-account key file, or application-default credentials."""

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import google.auth
from google.auth.exceptions import DefaultCredentialsError
from google.oauth2 import service_account

from sheets_sync.errors import CredentialsError

SCOPES: Final = ("https://www.googleapis.com/auth/spreadsheets",)
"""Cells of spreadsheets that were shared with us, and nothing else (design §11)."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Credentials for the API. ``email`` is whom a spreadsheet is shared with, "" if unknown."""

    credentials: Any
    email: str = ""

    @property
    def named(self) -> str:
        """Whom a person shares the spreadsheet with, in words."""
        return self.email or "the account that the application-default credentials stand for"


def identify(key_file: Path, api_root: str) -> Identity:
    """The identity of ``key_file``; where there is no such file, the machine's own default.

    Raises ``CredentialsError`` for a file that is no key, or where neither is there.
    """
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
