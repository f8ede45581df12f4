"""The credentials by which Google knows us: of a service account's key file, or of this machine.

What signs is slow to import: a run that still has a token needs none of it.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import google.auth
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from google.auth.credentials import DEFAULT_UNIVERSE_DOMAIN
from google.auth.crypt import RSASigner
from google.auth.exceptions import DefaultCredentialsError
from google.auth.transport.urllib3 import AuthorizedHttp
from google.oauth2 import service_account
from urllib3 import PoolManager

from sheets_sync.errors import CredentialsError
from sheets_sync.files import json_in
from sheets_sync.spreadsheet.google.connections import is_loopback

SCOPES: Final = ("https://www.googleapis.com/auth/spreadsheets",)
"""Cells of spreadsheets that were shared with us, and nothing else (design §11)."""


def session_of(credentials: Any, ways: PoolManager) -> AuthorizedHttp:  # noqa: ANN401 - every kind of google-auth's
    """google-auth's own session: connections that bear the credentials' token."""
    return AuthorizedHttp(credentials, ways, max_refresh_attempts=1)  # type: ignore[no-untyped-call] # google-auth is half typed


def of_key_file(key_file: Path) -> Any:  # noqa: ANN401 - google-auth is half typed
    """The service account of a key file; raises ``CredentialsError`` where it is none."""
    try:
        info = json_in(key_file)
        return _quiet(
            service_account.Credentials(  # type: ignore[no-untyped-call] # as above
                _signer(info),
                info["client_email"],
                info["token_uri"],
                scopes=SCOPES,
                universe_domain=info.get("universe_domain", DEFAULT_UNIVERSE_DOMAIN),
            )
        )
    except OSError as error:
        shut = f"Let the user that runs sheets-sync read it: chmod 600 {key_file}."
        raise CredentialsError(
            f"The key file {key_file} cannot be read: {error.strerror}.",
            shut if isinstance(error, PermissionError) else "Put the JSON key there, a file.",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        # What is wrong is told by libraries in words that may quote the key: not repeated.
        raise CredentialsError(
            f"{key_file} is no key of a service account.",
            "Download a JSON key of the service account anew (README, Google set-up).",
        ) from error


def of_this_machine(key_file: Path, api_root: str) -> Any:  # noqa: ANN401 - every kind of google-auth's
    """The application-default credentials, for want of a ``key_file``; raises
    ``CredentialsError`` where there are none."""
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
    return _quiet(credentials)


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
