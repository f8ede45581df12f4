"""Subjects of mails, encoded by us (RFC 2047, RFC 5322 §2.2.3).

Python before 3.13 folds a long header of its own and loses a space here and there.
"""

from base64 import b64encode
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Final

_LINE: Final = 78
_CHUNK: Final = 39
"""Bytes of an encoded word: with "Subject: " before it a line is 73 characters, of 76 at most."""


def set_subject(message: EmailMessage, subject: str) -> None:
    """Give ``message`` the ``subject``, one line of text, as the header that goes out."""
    message.set_raw("Subject", encoded(subject))


def encoded(subject: str) -> str:
    """The value of a Subject header, folded: as it is where it is short and plain, otherwise in
    encoded words, none of which cuts a character in two."""
    short = len("Subject: ") + len(subject) <= _LINE
    if subject.isascii() and subject.isprintable() and short and "=?" not in subject:
        return subject
    words = (b64encode(part).decode("ascii") for part in _parts(subject))
    return "\r\n ".join(f"=?utf-8?b?{word}?=" for word in words)


def _parts(text: str) -> Iterator[bytes]:
    part = b""
    for character in text.encode(errors="replace").decode():
        more = character.encode()
        if len(part) + len(more) > _CHUNK:
            yield part
            part = b""
        part += more
    yield part
