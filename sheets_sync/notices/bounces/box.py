"""A mailbox that reports of delivery come to, looked into by IMAP (RFC 9051): nothing in it is
changed, not even that a mail was seen."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import field
from datetime import date
from imaplib import IMAP4
from pathlib import Path
from typing import Any, Final, Literal

from imap_tools import AND, BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted, U
from imap_tools.errors import (
    ImapToolsError,
    MailboxFolderSelectError,
    MailboxLoginError,
    UnexpectedCommandStatusError,
)

from sheets_sync.deferred import dataclass
from sheets_sync.errors import CredentialsError
from sheets_sync.notices.cleaning import clean, full_stop
from sheets_sync.notices.post import MailTrouble
from sheets_sync.notices.smtp.wire import verified
from sheets_sync.voice import hide, say
from sheets_sync.voice.counting import counted

_MOST: Final = 500
"""Mails looked at in one run; the rest in the next."""
_ENOUGH: Final = 262_144
"""Bytes of a mail that are fetched: what a report says stands before the letter it returns."""


@dataclass(frozen=True)
class BounceBox:
    """A mailbox and who may look into it; as ``smtp.Server`` has it."""

    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    username: str
    password: Callable[[], str] = field(repr=False)
    token: Callable[[], str] | None = field(default=None, repr=False)
    folder: str = "INBOX"
    ca_file: Path | None = None
    timeout: float = 60.0

    @property
    def place(self) -> str:
        """Where it is, for a person."""
        return f"{self.host}:{self.port}"


def new_mails(box: BounceBox, position: str, since: date) -> tuple[list[bytes], str]:
    """What may be reports of delivery among the mails that came after ``position``, oldest
    first, and the position after them; where that is "", or of another mailbox, after ``since``.

    Raises ``MailTrouble`` or ``CredentialsError`` where the box cannot be looked into.
    """
    with _told(box), _opened(box) as mailbox:
        mailbox.folder.set(box.folder, readonly=True)
        status = mailbox.folder.status(box.folder, ["UIDVALIDITY", "UIDNEXT"])
        validity, end = status["UIDVALIDITY"], status["UIDNEXT"] - 1
        mark, _, last = position.partition(":")
        known = int(last) if mark == str(validity) else None
        criteria = AND(date_gte=since) if known is None else AND(uid=U(str(known + 1), "*"))
        found = sorted(int(each) for each in mailbox.uids(criteria))
        new = [each for each in found if known is None or each > known]
        looked, rest = new[:_MOST], new[_MOST:]
        reports = [_begin(mailbox, uid) for uid in looked if _may_report(mailbox, uid)]
        last_one = looked[-1] if rest else max([end, *looked])
        say(
            "bounces",
            f"{counted(len(looked), 'new mail')}, {len(reports)} may be reports of delivery",
        )
        return reports, f"{validity}:{last_one}"


def opened_folder(box: BounceBox) -> str:
    """What the box is like, in a sentence; nothing is read. Raises as ``new_mails``."""
    with _told(box), _opened(box) as mailbox:
        mailbox.folder.set(box.folder, readonly=True)
        return f"{box.place} lets us look into {box.folder} of {box.username}"


def _may_report(mailbox: BaseMailBox, uid: int) -> bool:
    head = _fetched(mailbox, uid, "BODY.PEEK[HEADER.FIELDS (CONTENT-TYPE)]<0.4096>")
    return b"multipart/report" in head.lower()


def _begin(mailbox: BaseMailBox, uid: int) -> bytes:
    return _fetched(mailbox, uid, f"BODY.PEEK[]<0.{_ENOUGH}>")


def _fetched(mailbox: BaseMailBox, uid: int, what: str) -> bytes:
    """One part of one mail; empty where it is gone by now."""
    answer: Any
    _, answer = mailbox.client.uid("FETCH", str(uid), f"({what})")
    return next((bytes(each[1]) for each in answer if isinstance(each, tuple)), b"")


@contextmanager
def _opened(box: BounceBox) -> Iterator[BaseMailBox]:
    mailbox = _connected(box)
    try:
        _log_in(box, mailbox)
        yield mailbox
    finally:
        with suppress(ImapToolsError, IMAP4.error, OSError):
            mailbox.logout()
        with suppress(OSError):
            mailbox.client.shutdown()


def _log_in(box: BounceBox, mailbox: BaseMailBox) -> None:
    secret = (box.token or box.password)()
    hide(secret)
    try:
        if box.token:
            mailbox.xoauth2(box.username, secret, None)
        elif f"{box.username}{secret}".isascii():
            mailbox.login(box.username, secret, None)
        else:
            mailbox.login_utf8(box.username, secret, None)
    except IMAP4.abort:
        raise  # the connection broke: nothing was said of the login
    except (MailboxLoginError, IMAP4.error) as error:
        answer = _words_of(error)
        said = clean(answer.replace(secret, "***") if secret else answer)
        raise CredentialsError(
            full_stop(
                f"The mailbox server {box.place} refuses the login of {box.username}: {said}"
            ),
            "Mend mail.bounces.username or the password's source; mail programs (IMAP) must be "
            "allowed for that mailbox.",
        ) from None  # it may say the password back


def _words_of(error: Exception) -> str:
    """What a server answered, as it said it."""
    if not isinstance(error, UnexpectedCommandStatusError):
        return str(error)
    status, lines = error.command_result
    words = [each.decode("utf-8", "replace") for each in lines if isinstance(each, bytes)]
    return " ".join(filter(None, words)) or str(status)


def _connected(box: BounceBox) -> BaseMailBox:
    place, seconds = (box.host, box.port), box.timeout
    if box.security == "none":
        return MailBoxUnencrypted(*place, timeout=seconds)
    kind = MailBox if box.security == "tls" else MailBoxStartTls
    return kind(*place, timeout=seconds, ssl_context=verified(box.ca_file))


@contextmanager
def _told(box: BounceBox) -> Iterator[None]:
    """Turn what goes wrong into a sentence with its cure."""
    try:
        yield
    except MailboxFolderSelectError:
        raise MailTrouble(
            f"The mailbox of {box.username} has no folder {box.folder}.",
            "Correct mail.bounces.folder in the config.",
        ) from None
    except ssl.SSLCertVerificationError as error:
        raise MailTrouble(
            f"The certificate of the mailbox server {box.place} is not good "
            f"({clean(error.verify_message)}).",
            "mail.bounces.host must be the name in the certificate; for one of your own authority "
            "set mail.ca_file.",
        ) from error
    except ssl.SSLError as error:
        raise MailTrouble(
            f"The mailbox server {box.place} speaks no TLS there ({clean(error.reason or '')}).",
            'Port 993 goes with mail.bounces.security = "tls", port 143 with "starttls".',
        ) from error
    except (ImapToolsError, IMAP4.error, OSError, EOFError, ValueError, KeyError) as error:
        raise MailTrouble(
            f"The mailbox server {box.place} cannot be looked into ({clean(str(error))}).",
            "Check mail.bounces and this machine's network; the next run tries again.",
        ) from error
