"""The mail servers that the config names, and how we prove to them who we are (design §17)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sheets_sync.config import Config
from sheets_sync.config.secrets import Secret
from sheets_sync.notices.addresses import bare

if TYPE_CHECKING:
    from sheets_sync.notices.bounces import BounceBox
    from sheets_sync.notices.smtp import SmtpTransport


def smtp(config: Config, sender: str) -> "SmtpTransport":
    """The server that mails for ``sender``, an address; nothing is connected to yet."""
    from sheets_sync.notices.smtp import Server, SmtpTransport  # noqa: PLC0415 - slow to import

    mail = config.mail
    return SmtpTransport(
        Server(
            host=mail.host,
            port=mail.port,
            security=mail.security,
            sender=sender,
            username=mail.username,
            password=_told(mail.password),
            token=token(config),
            ehlo=mail.ehlo,
            archive=bare(mail.archive),
            ca_file=mail.ca_file,
            timeout=mail.timeout.total_seconds(),
        )
    )


def box_of_bounces(config: Config) -> "BounceBox":
    """The mailbox that letters come back to; nothing is connected to yet."""
    from sheets_sync.notices.bounces import BounceBox  # noqa: PLC0415 - slow to import

    mail, bounces = config.mail, config.mail.bounces
    password = mail.bounces_password
    return BounceBox(
        host=bounces.host,
        port=bounces.port,
        security=bounces.security,
        username=bounces.username or mail.username,
        password=_told(password),
        token=None if password else token(config),
        folder=bounces.folder,
        ca_file=mail.ca_file,
        timeout=mail.timeout.total_seconds(),
    )


def token(config: Config) -> Callable[[], str] | None:
    """What gives a token for the mailbox of ``mail.username``; None where a password does."""
    from sheets_sync.notices import tokens  # noqa: PLC0415 - few runs mail anything

    mail, oauth = config.mail, config.mail.oauth2
    seconds = mail.timeout.total_seconds()
    if oauth.provider == "google":
        key = oauth.credentials or config.google.credentials
        return lambda: tokens.google_token(key, mail.username, seconds)
    if oauth.provider == "microsoft" and mail.client_secret is not None:
        secret = _told(mail.client_secret)
        asking = tokens.Application(oauth.authority, oauth.tenant, oauth.client_id, secret)
        return lambda: tokens.microsoft_token(asking, seconds)
    return None


def _told(secret: Secret | None) -> Callable[[], str]:
    """What reads a secret when it is needed; "" where none is named."""
    return (lambda: secret.read().get_secret_value()) if secret else str
