"""Ways to say who we are (RFC 4954, RFC 4616; Google's and Microsoft's XOAUTH2)."""

import smtplib
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

Mechanism: TypeAlias = Callable[[smtplib.SMTP, str, str], tuple[int, bytes]]


def forms(username: str, secret: str) -> tuple[str, ...]:
    """A password or token as it may be on the wire, and as it is."""
    said = (f"\0{username}\0{secret}", _bearer(username, secret), secret)
    return (*map(_base64, said), secret)


def _plain(smtp: smtplib.SMTP, username: str, password: str) -> tuple[int, bytes]:
    return smtp.docmd("AUTH PLAIN", _base64(f"\0{username}\0{password}"))


def _login(smtp: smtplib.SMTP, username: str, password: str) -> tuple[int, bytes]:
    code, reply = smtp.docmd("AUTH LOGIN")
    for answer in (username, password):
        if code != 334:
            break
        code, reply = smtp.docmd(_base64(answer))
    return code, reply


def _xoauth2(smtp: smtplib.SMTP, username: str, token: str) -> tuple[int, bytes]:
    """A server that refuses says why first, and refuses once it was answered with nothing."""
    code, reply = smtp.docmd("AUTH XOAUTH2", _base64(_bearer(username, token)))
    return smtp.docmd("") if code == 334 else (code, reply)


def _bearer(username: str, token: str) -> str:
    return f"user={username}\1auth=Bearer {token}\1\1"


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")


BY_PASSWORD: Final[Mapping[str, Mechanism]] = {"PLAIN": _plain, "LOGIN": _login}
"""By the names that servers offer them under, the best first."""
BY_TOKEN: Final[Mapping[str, Mechanism]] = {"XOAUTH2": _xoauth2}
