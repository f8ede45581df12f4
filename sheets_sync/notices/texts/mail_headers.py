"""Subjects and names of mails, encoded by us (RFC 2047, RFC 5322 §2.2.3).

Python before 3.13 folds a long header of its own and loses a space here and there.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

POLICY: Final = SMTP.clone(cte_type="7bit", refold_source="none")
"""How our mails become bytes: headers that we folded stay as they are."""

_LINE: Final = 78
_CHUNK: Final = 39
"""Bytes of an encoded word: with "Subject: " before it a line is 73 characters, of 76 at most."""
_ATOMS: Final = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?: [\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
_FOLD: Final = "\r\n "


def set_subject(message: EmailMessage, subject: str) -> None:
    """Give ``message`` the ``subject``, one line of text, as the header that goes out."""
    message.set_raw("Subject", encoded(subject))


def set_mailboxes(message: EmailMessage, header: str, mailboxes: Sequence[Address]) -> None:
    """Give ``message`` a header of addresses, with their names: From, To, Cc, Reply-To."""
    message.set_raw(header, f",{_FOLD}".join(map(_mailbox, mailboxes)))


def encoded(subject: str) -> str:
    """The value of a Subject header, folded: as it is where it is short and plain, otherwise in
    encoded words, none of which cuts a character in two."""
    return subject if _is_plain(subject) else _words(subject)


def _mailbox(address: Address) -> str:
    """An address with its name before it, if it has one (RFC 5322 §3.4)."""
    name, spec = address.display_name, address.addr_spec
    if not name:
        return spec
    if not _is_plain(name) or "  " in f" {name} ":
        return f"{_words(name)}{_FOLD}<{spec}>"
    if not _ATOMS.fullmatch(name):
        name = re.sub(r'(["\\])', r"\\\1", name)
        name = f'"{name}"'
    together = f"{name} <{spec}>"
    return together if len(together) < _LINE - len("Reply-To: ") else f"{name}{_FOLD}<{spec}>"


def _is_plain(text: str) -> bool:
    """Whether text can stand in a header as it is, on its first line."""
    short = len("Subject: ") + len(text) <= _LINE
    return text.isascii() and text.isprintable() and short and "=?" not in text


def _words(text: str) -> str:
    words = (b64encode(part).decode("ascii") for part in _parts(text))
    return _FOLD.join(f"=?utf-8?b?{word}?=" for word in words)


def _parts(text: str) -> Iterator[bytes]:
    part = b""
    for character in text.encode(errors="replace").decode():
        more = character.encode()
        if len(part) + len(more) > _CHUNK:
            yield part
            part = b""
        part += more
    yield part
