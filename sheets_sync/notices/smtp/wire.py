"""SMTP from the standard library, made strict: what is no answer ends the connection.

smtplib passes garbage on as an answer with the code -1. The lines behind it would then be taken
for the answers to the commands that follow, and one address be told what was said of another.
"""

import smtplib
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.post import MailTrouble
from sheets_sync.voice import DETAIL, say

LOST: Final = (smtplib.SMTPException, OSError)
"""What comes where an answer does not, or is none."""

_MOST_LINES: Final = 200
"""Lines of one answer; the longest ones, to EHLO, have some twenty."""

_PLAIN: Final = frozenset(
    {"EHLO", "HELO", "STARTTLS", "MAIL", "RCPT", "DATA", "RSET", "NOOP", "QUIT"}
)
"""Commands that are told as they are sent; whatever else is sent may be a password."""

_AUTH: Final = {
    "AUTH PLAIN": "AUTH PLAIN ***", "AUTH XOAUTH2": "AUTH XOAUTH2 ***", "AUTH LOGIN": "AUTH LOGIN",
}  # fmt: skip

_CHUNK: Final = 65_536
"""Bytes given to the system at once. The time limit of a socket is for all that it is given, so
a large letter on a slow line would never get through in one piece."""


class Connection(smtplib.SMTP):
    """A connection to a mail server; TLS may follow."""

    _secret = False
    """Whether the last command held a secret: its answer may say it back."""

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Send a command, and tell of it; a secret, or what may be one, is not repeated."""
        self._secret = cmd.upper() not in _PLAIN
        told = _AUTH.get(cmd, "***") if self._secret else f"{cmd} {args}".strip()
        say("smtp", f"> {told}", DETAIL)
        super().putcmd(cmd, args)

    def getreply(self) -> tuple[int, bytes]:
        """The next answer. Raises ``SMTPServerDisconnected``, and closes, where it is none."""
        if self.sock is not None:
            file = self.file.file if self.file else self.sock.makefile("rb")
            self.file = _Answer(file)
        code, reply = super().getreply()
        if not 200 <= code < 600:
            self.close()
            raise smtplib.SMTPServerDisconnected(f"no answer that we know: {worded(0, reply)}")
        say("smtp", f"< {worded(code, '' if self._secret else reply)}", DETAIL)
        return code, reply

    def introduce(self) -> None:
        """EHLO; HELO for a server of long ago, but not for one that says that it is leaving.

        Raises what smtplib does, a refusal with the server's words.
        """
        code, reply = self.ehlo()
        if code != 421 and not 200 <= code < 300:
            code, reply = self.helo()
        if not 200 <= code < 300:
            raise smtplib.SMTPResponseException(code, reply)

    def send_all(self, data: bytes) -> None:
        """Send ``data``, however long that takes as long as it goes on."""
        for start in range(0, len(data), _CHUNK):
            self.send(data[start : start + _CHUNK])


class SecureConnection(Connection, smtplib.SMTP_SSL):
    """A connection that begins with TLS (RFC 8314)."""


class _Answer:
    """The lines of one answer; ``OSError`` where they do not end."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.close = file.close
        self._left = _MOST_LINES

    def readline(self, size: int) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise OSError("an answer without an end")
        return self.file.readline(size)


def greeted(
    host: str, port: int, timeout: float, context: Callable[[], ssl.SSLContext] | None
) -> Connection:
    """A connection that was greeted; ``context`` is given where TLS comes first.

    Raises what smtplib and ssl do. The name "localhost" only keeps smtplib from looking up this
    machine's own, which may hang.
    """
    if context is None:
        return Connection(host, port, "localhost", timeout)
    return SecureConnection(host, port, "localhost", timeout=timeout, context=context())


def verified(ca_file: Path | None) -> ssl.SSLContext:
    """TLS as we speak it: a certificate that is good, by this machine's authorities or by those
    in ``ca_file``. Raises ``MailTrouble`` where that file holds none."""
    try:
        context = ssl.create_default_context(cafile=ca_file)
    except OSError as error:  # an SSLError is one, too
        raise MailTrouble(
            f"The file {ca_file} holds no certificate that could be read.",
            'Correct mail.ca_file in the config, or set it to "".',
        ) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def worded(code: int, reply: bytes | str) -> str:
    """An answer on one line; code 0 is none."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return clean(f"{code} {text}" if code > 0 else text)
