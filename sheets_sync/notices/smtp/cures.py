"""What a mail server means by a refusal, where its words are known, and what helps (design §17).

The words are those of Google, Microsoft 365, Yandex 360 and Postfix as they are in 2026.
"""

import re
from typing import Final

AGAIN: Final = "Then `sheets-sync notices retry`."

_FOR_GOOGLE: Final = (
    "Google takes no account's own password here: make an app password (Google Account, Security, "
    '2-Step Verification, App passwords), or set mail.oauth2.provider = "google".'
)
_SWITCHED_OFF: Final = (
    "Let an administrator of Microsoft 365 allow Authenticated SMTP for this mailbox (admin "
    "center, the user, Mail, Manage email apps)."
)
_NO_PASSWORDS: Final = (
    'Microsoft 365 takes no passwords here: set mail.oauth2.provider = "microsoft".'
)
_NOT_ALLOWED: Final = (
    "Ask the administrator of Microsoft 365: security defaults or conditional access forbid this "
    'login. mail.oauth2.provider = "microsoft" needs no exception.'
)
_MAIL_PROGRAMS: Final = (
    "Allow mail programs in the settings of that Yandex mailbox, and use an app password."
)
_NOT_LOGGED_IN: Final = "The server wants a login: set mail.username and the password's source."
_NOT_OURS: Final = (
    "mail.from must be the address of mail.username, or one that its owner may send as."
)
_ENOUGH: Final = (
    "The server takes no more from this mailbox for a day or so: nothing helps but to wait, and a "
    "lower mail.daily_cap next time."
)
_BLOCKED: Final = (
    "The provider has blocked this mailbox for what it takes for spam: its administrator must "
    "release it (Microsoft 365: Defender, Restricted entities)."
)
_LISTED: Final = (
    "The internet address that we send from stands on a list of those that send spam: send through "
    "your provider's server, or have it taken off the list that the server names."
)

_LOGINS: Final = (
    (r"5\.7\.139\b.*SmtpClientAuthentication is disabled", _SWITCHED_OFF),
    (r"5\.7\.139\b.*basic authentication is disabled", _NO_PASSWORDS),
    (r"5\.7\.139\b", _NOT_ALLOWED),
    (r"5\.7\.30\b", _NO_PASSWORDS),
    (r"5\.7\.9\b.*Application-specific password|BadCredentials|5\.7\.14\b", _FOR_GOOGLE),
    (r"does not have access rights to this service", _MAIL_PROGRAMS),
)
_SENDERS: Final = (
    (r"^\d{3} 5\.7\.30\b", _NO_PASSWORDS),
    (r"^530 |^\d{3} 5\.7\.57\b", _NOT_LOGGED_IN),
    (r"^\d{3} (5\.7\.1 )?<[^>]*>: Relay access denied", _NOT_LOGGED_IN),
    (r"^\d{3} (5\.7\.60\b|5\.2\.252\b)", _NOT_OURS),
    (r"^\d{3} (5\.7\.1 )?<[^>]*>: Sender address rejected", _NOT_OURS),
    (r"^\d{3} (5\.7\.1 )?Sender address rejected", _NOT_OURS),
    (r"^\d{3} (5\.4\.5|5\.1\.90)\b", _ENOUGH),
    (r"^\d{3} (5\.1\.8|5\.7\.50[1-3]|5\.7\.705)\b", _BLOCKED),
    (r"^\d{3} (5\.7\.1 )?(Service unavailable; )?Client host \[[^]]*\] (blocked|reject)", _LISTED),
)
"""Anchored: a server that quotes another's words in its answer speaks of the letter, not of us."""


def login_cure(said: str) -> str:
    """What helps against the refusal of a name and its password."""
    return _cure(_LOGINS, said) or (
        "Mend mail.username or the password's source (Google and Yandex 360 take app passwords "
        "alone), look with `sheets-sync doctor`."
    )


def token_cure(said: str) -> str:
    """What helps against the refusal of a token that was given to us."""
    if re.search(r"5\.7\.139\b", said):
        return _SWITCHED_OFF
    return (
        "The token was given, but is not good for this mailbox: mail.username must be a mailbox "
        "that the application or service account may send as (the manual, Mail)."
    )


def sender_cure(said: str) -> str | None:
    """What helps where an answer to a letter, "550 5.7.30 …", refuses whoever sends rather than
    this letter; None where it says nothing of the kind."""
    return _cure(_SENDERS, said)


def offer_cure(offered: list[str], *, by_token: bool = False) -> str:
    """What helps where a server ``offered`` no login by password, or none ``by_token``."""
    if by_token and offered:
        return (
            "Check mail.host and mail.port; where it takes passwords alone, empty "
            "mail.oauth2.provider and name one, as mail.password_file, say."
        )
    if "XOAUTH2" in offered:
        return (
            "It takes OAuth 2.0 alone: set mail.oauth2.provider, "
            '"google" or "microsoft" (the manual, Mail).'
        )
    return 'Check mail.port and mail.security, or set mail.username = "" if it needs no login.'


def _cure(known: tuple[tuple[str, str], ...], said: str) -> str | None:
    return next((cure for words, cure in known if re.search(words, said, re.IGNORECASE)), None)
