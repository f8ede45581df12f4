"""A token of Microsoft's, by an application that may send as a mailbox (client credentials)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sheets_sync.deferred import dataclass
from sheets_sync.errors import CredentialsError
from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.post import MailTrouble

SCOPE: Final = "https://outlook.office365.com/.default"
"""Whatever an administrator allowed the application: SMTP.SendAsApp, IMAP.AccessAsApp."""

_CURES: Final = {
    7000215: "Take the secret's Value, not its Secret ID (App registrations, Certificates & "
    "secrets).",
    7000222: "The secret is past its day: make a new one (App registrations, Certificates & "
    "secrets).",
    700016: "mail.oauth2.client_id must be the Application (client) ID of an application in that "
    "directory.",
    90002: "mail.oauth2.tenant must be the Directory (tenant) ID.",
    900023: "mail.oauth2.tenant must be the Directory (tenant) ID.",
}
"""By Microsoft's own numbers (AADSTS…)."""
_OUT_OF_ORDER: Final = frozenset({"temporarily_unavailable", "server_error"})
"""What an endpoint says of itself, not of us (RFC 6749, 4.1.2.1)."""


@dataclass(frozen=True)
class Application:
    """An application registered in a directory; ``secret`` is called when it is needed."""

    authority: str
    tenant: str
    client_id: str
    secret: Callable[[], str]


def microsoft_token(application: Application, timeout: float) -> str:
    """A token for the application.

    Raises ``CredentialsError`` where it is refused, or where the package for it is not installed,
    ``MailTrouble`` where nobody answers within ``timeout`` seconds.
    """
    # Imported late: an extra of the package, and most runs mail nothing.
    from requests import RequestException  # noqa: PLC0415

    try:
        import msal  # noqa: PLC0415
    except ImportError:
        raise CredentialsError(
            'mail.oauth2.provider = "microsoft" needs the package msal, which is not installed.',
            'pip install "sheets-sync[microsoft]"',
        ) from None
    try:
        client = msal.ConfidentialClientApplication(
            application.client_id,
            client_credential=application.secret(),
            authority=f"{application.authority}/{application.tenant}",
            instance_discovery=False,  # the config is trusted to name the right host
            timeout=timeout,
        )
        answer = client.acquire_token_for_client([SCOPE])
    except RequestException as error:
        raise MailTrouble(
            f"{application.authority} cannot be reached ({clean(str(error))}).",
            "Check this machine's network, or try again later.",
        ) from error
    except ValueError:  # a tenant or an authority that is none
        raise CredentialsError(
            f"{application.authority} knows no directory {application.tenant}.", _CURES[90002]
        ) from None
    if "access_token" not in answer:
        raise _refused(answer)
    return str(answer["access_token"])


def _refused(answer: Mapping[str, Any]) -> CredentialsError | MailTrouble:
    said = str(answer.get("error_description") or answer.get("error") or "no reason given")
    first = clean(said.splitlines()[0].removesuffix("."))
    if answer.get("error") in _OUT_OF_ORDER:
        return MailTrouble(f"Microsoft gives no token now: {first}.", "Try again in a while.")
    numbers = answer.get("error_codes") or [0]
    cure = next(
        (_CURES[each] for each in numbers if each in _CURES), "Look at mail.oauth2 in the config."
    )
    return CredentialsError(f"Microsoft gives no token: {first}.", cure)
