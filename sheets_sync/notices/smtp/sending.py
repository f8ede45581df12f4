"""Letters by SMTP, step by step (RFC 5321; design §8; F44-F52).

A server must not take a letter whose end it has not seen (RFC 5321 §4.1.1.4). So all of a letter
but its last line, the dot, is sent first; then the caller records that it may go; then the dot.
What is lost before the dot is certainly not taken, what is lost after it may have been.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Final

from sheets_sync.notices.addresses import addressed
from sheets_sync.notices.blame import blame_of
from sheets_sync.notices.cleaning import full_stop
from sheets_sync.notices.ledger.notice import Letter
from sheets_sync.notices.ledger.verdicts import Answer, Blame, Verdict
from sheets_sync.notices.post import MailTrouble
from sheets_sync.notices.smtp.cures import AGAIN, sender_cure
from sheets_sync.notices.smtp.login import connect, probed
from sheets_sync.notices.smtp.server import Server
from sheets_sync.notices.smtp.wire import LOST, Connection, worded
from sheets_sync.voice import say

_END: Final = b".\r\n"
_TOO_LARGE: Final = 552
"""Of the answers to MAIL the one that speaks of the letter: the others speak of who sends."""
_MALFORMED: Final = re.compile(rb"[\x00\x80-\xff]|\r(?!\n)|(?<!\r)\n")
"""What RFC 5321 §2.3.8 and §4.1.1.4 keep out of a letter. A lone CR or LF is a line to some servers
and none to others, which lets a letter smuggle in another one."""


class SmtpTransport:
    """Sends letters through one mail server. It cannot tell later what had become of one."""

    name = "smtp"

    def __init__(self, server: Server) -> None:
        self._server = server

    @property
    def archive(self) -> str:
        """The address that gets a blind copy of every letter; "" for none."""
        return self._server.archive

    def accepted(self, letter: Letter) -> bool | None:  # noqa: ARG002 - the protocol's argument
        """None: SMTP has no way to ask."""
        return None

    @contextmanager
    def open(self) -> Iterator["SmtpPost"]:
        """A connection for as many letters as there are, made with the first of them."""
        post = SmtpPost(self._server)
        try:
            yield post
        finally:
            post.close()

    def check(self) -> str:
        """Connect, verify, log in and leave without sending; a sentence on what was found.

        Raises ``MailTrouble`` or ``LoginRefused``.
        """
        return probed(self._server)


class SmtpPost:
    """One connection to a mail server, made when it is needed."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._smtp: Connection | None = None

    def send(
        self,
        letter: Letter,
        to: Sequence[str],
        before_end: Callable[[], None],
        copies: Sequence[str] = (),
    ) -> Mapping[str, Answer]:
        """Offer one letter; see ``post.Post``. Raises ``ValueError`` or ``MessageError``,
        before anything goes on the wire, for what is no address."""
        wire = {address: _on_the_wire(address) for address in to}
        copied = {address: _on_the_wire(address) for address in copies if address not in to}
        smtp = self._ready()
        if (refusal := _unfit(smtp, letter)) is not None:
            return dict.fromkeys(to, refusal)
        try:
            return _told(
                letter, _Transaction(self._server, smtp, letter, wire, copied).go(before_end)
            )
        except BaseException:
            self._drop()
            raise
        finally:
            if smtp.sock is None:
                self._smtp = None

    def close(self) -> None:
        """Say goodbye; whether the server hears it does not matter."""
        if self._smtp is not None:
            with suppress(*LOST):
                self._smtp.quit()
        self._drop()

    def _ready(self) -> Connection:
        """The connection, made anew where the server has closed it since the last letter."""
        if self._smtp is not None:
            with suppress(*LOST):
                if self._smtp.rset()[0] == 250:
                    return self._smtp
            self._drop()
        self._smtp = connect(self._server)
        return self._smtp

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


class _Transaction:
    """One letter to some addresses: MAIL, RCPT for each, DATA, all but the dot, the dot."""

    def __init__(
        self,
        server: Server,
        smtp: Connection,
        letter: Letter,
        to: Mapping[str, str],
        copies: Mapping[str, str],
    ) -> None:
        self._server = server
        self._smtp = smtp
        self._letter = letter
        self._to = dict(to)
        self._copies = copies
        self._answers: dict[str, Answer] = {}
        self._over = False

    def go(self, before_end: Callable[[], None]) -> Mapping[str, Answer]:
        """The answer for each address; whatever ``before_end`` raises goes out."""
        try:
            self._offer()
        except LOST as error:
            self._lost(error, Verdict.DEFERRED)
        if taken := self._taken():
            before_end()
            try:
                self._end(taken)
            except LOST as error:
                self._lost(error, Verdict.UNCERTAIN)
        return self._answers

    def _taken(self) -> list[str]:
        return [address for address in self._to if address not in self._answers]

    def _offer(self) -> None:
        """Everything up to the dot; addresses without an answer afterwards are taken so far."""
        smtp, size = self._smtp, len(self._letter.data)
        options = [f"SIZE={size}"] if smtp.has_extn("size") else []
        code, reply = smtp.mail(self._server.sender, options)
        if 500 <= code < 600 and code != _TOO_LARGE:
            raise self._turned_away(worded(code, reply))
        if code != 250:
            return self._answer([*self._to], code, reply, Blame.SERVER)
        self._address(self._to)
        if not self._taken():
            self._minded([each.reply for each in self._answers.values()])
        else:
            self._to |= self._copies
            self._address(self._copies)
            taken = self._taken()
            code, reply = smtp.docmd("DATA")
            if code != 354:
                self._minded([worded(code, reply)])
                return self._answer(taken, code, reply, Blame.LETTER)
            smtp.send_all(_body(self._letter.data))
        return None

    def _address(self, addresses: Mapping[str, str]) -> None:
        for address, wire in addresses.items():
            code, reply = self._smtp.rcpt(wire)
            if code not in (250, 251):
                self._answer([address], code, reply, Blame.ADDRESS)

    def _end(self, taken: Sequence[str]) -> None:
        smtp = self._smtp
        if smtp.sock is not None:
            smtp.sock.settimeout(max(self._server.timeout, self._server.end_timeout))
        smtp.send(_END)
        self._over = True
        code, reply = smtp.getreply()
        if smtp.sock is not None:
            smtp.sock.settimeout(self._server.timeout)
        self._minded([worded(code, reply)])
        self._answer(taken, code, reply, Blame.LETTER)

    def _minded(self, said: Sequence[str]) -> None:
        """Raise ``MailTrouble`` where all that was ``said`` refuses us rather than the letter."""
        if all(sender_cure(each) for each in said):
            raise self._turned_away(said[0])

    def _turned_away(self, said: str) -> MailTrouble:
        sender = self._server.sender
        return MailTrouble(
            full_stop(f"The mail server {self._server.place} lets {sender} send nothing: {said}"),
            f"{sender_cure(said) or 'Check mail.from and mail.username.'} {AGAIN}",
        )

    def _answer(self, addresses: Sequence[str], code: int, reply: bytes, at: Blame) -> None:
        said = worded(code, reply)
        answer = Answer(self._verdict(code), said, blame_of(said, at))
        self._answers |= dict.fromkeys(addresses, answer)

    def _verdict(self, code: int) -> Verdict:
        if self._over and 200 <= code < 300:
            return Verdict.ACCEPTED
        if 500 <= code < 600:
            return Verdict.REFUSED
        if 400 <= code < 500 or not self._over:
            return Verdict.DEFERRED
        return Verdict.UNCERTAIN

    def _lost(self, error: Exception, verdict: Verdict) -> None:
        """No answer: the connection is of no use any more."""
        self._smtp.close()
        when = "after" if verdict == Verdict.UNCERTAIN else "before"
        words = f"the connection to {self._server.place} was lost {when} the letter was handed over"
        said = f"{words} ({worded(0, str(error).encode()) or 'no answer'})"
        answer = Answer(verdict, said, Blame.SERVER)
        self._answers |= dict.fromkeys(self._taken(), answer)


def _told(letter: Letter, answers: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """The answers, each told to the log."""
    for answer in answers.values():
        text = f"a letter of {len(letter.data):,} bytes is {answer.verdict}: {answer.reply}"
        say("mail", text, verdict=answer.verdict, bytes=len(letter.data))
    return answers


def _on_the_wire(address: str) -> str:
    """An address as RCPT takes it, in ASCII. Raises ``ValueError`` or ``MessageError``."""
    wire = addressed(address).addr_spec
    if not wire.isascii() or set(wire) & set("<>\r\n\0"):
        raise ValueError(f"not an address: {address!r}")
    return wire


def _body(data: bytes) -> bytes:
    """The letter with its dots doubled (RFC 5321 §4.5.2), ending in a line break."""
    ended = data if data.endswith(b"\r\n") else data + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended)


def _unfit(smtp: Connection, letter: Letter) -> Answer | None:
    """Why the server cannot take the letter, where what it told of itself says so."""
    limit = smtp.esmtp_features.get("size", "")
    if limit.isdecimal() and 0 < int(limit) < len(letter.data):
        text = f"the letter has {len(letter.data)} bytes, the server takes {limit} at most"
        return Answer(Verdict.REFUSED, text, Blame.SIZE)
    if _MALFORMED.search(letter.data):
        text = "the letter is not 7-bit text in lines that end in CRLF"
        return Answer(Verdict.REFUSED, text, Blame.LETTER)
    return None
