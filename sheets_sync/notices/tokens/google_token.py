"""A token of Google's, by a service account to which a domain delegated its mail."""

from functools import partial
from pathlib import Path
from typing import Final

from sheets_sync.errors import CredentialsError
from sheets_sync.files import check_file
from sheets_sync.notices.cleaning import clean, full_stop
from sheets_sync.notices.post import MailTrouble

SCOPE: Final = "https://mail.google.com/"
"""Mail by SMTP and IMAP; Google has no narrower one for SMTP."""


def google_token(key_file: Path, mailbox: str, timeout: float) -> str:
    """A token to act as ``mailbox``, by the service account whose key is in ``key_file``.

    Raises ``CredentialsError`` where the key or the delegation is no good, ``MailTrouble`` where
    nobody answers within ``timeout`` seconds.
    """
    # Imported late: most runs mail nothing, and fewer by a token.
    from google.auth.exceptions import RefreshError, TransportError  # noqa: PLC0415
    from google.auth.transport.requests import Request  # noqa: PLC0415
    from google.oauth2.service_account import Credentials  # noqa: PLC0415

    try:
        check_file(key_file)
        key = Credentials.from_service_account_file(  # type: ignore[no-untyped-call] # google-auth is half typed
            str(key_file), scopes=[SCOPE], subject=mailbox
        )
        key.refresh(partial(Request(), timeout=timeout))
        return str(key.token)
    except RefreshError as error:
        refused = _not_now if error.retryable else _not_delegated
        raise refused(error, mailbox) from None  # it may quote what was sent
    except TransportError as error:
        raise _not_now(error, mailbox) from error
    except OSError as error:
        raise CredentialsError(
            f"The key file {key_file} cannot be read: {error.strerror}.",
            "Put the service account's JSON key there, or name it in mail.oauth2.credentials.",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError):
        # What is wrong is told by google-auth in words that may quote the key: not repeated.
        raise CredentialsError(
            f"{key_file} is no key of a service account.",
            "Download a JSON key of the service account anew.",
        ) from None


def _not_now(error: Exception, mailbox: str) -> MailTrouble:
    """Nobody answered, or an endpoint that is out of order: it says nothing of our key."""
    said = clean(str(error.args[0])) if error.args else "no reason given"
    return MailTrouble(
        f"Google gives no token to mail as {mailbox} now ({said}).", "Try again in a while."
    )


def _not_delegated(error: Exception, mailbox: str) -> CredentialsError:
    said = clean(str(error.args[0])) if error.args else "no reason given"
    if said.startswith(("unauthorized_client", "access_denied")):
        cure = (
            f"Let the administrator of Google Workspace delegate {SCOPE} to this service account's "
            "client ID: Admin console, Security, API controls, Domain-wide delegation."
        )
    else:
        cure = (
            "mail.username must be a mailbox of the domain that delegated its mail, the key not "
            "deleted, and this machine's clock right."
        )
    return CredentialsError(full_stop(f"Google gives no token to mail as {mailbox}: {said}"), cure)
