"""A connection to a mail server that is proven to be the right one, logged in (RFC 3207, 4954).

Nothing secret leaves before TLS is up and its certificate verified; a password is offered once.
"""

import smtplib
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Final

from sheets_sync.errors import CredentialsError
from sheets_sync.notices.cleaning import clean, full_stop
from sheets_sync.notices.post import LoginRefused, MailTrouble
from sheets_sync.notices.smtp.cures import AGAIN, login_cure, offer_cure, token_cure
from sheets_sync.notices.smtp.mechanisms import BY_PASSWORD, BY_TOKEN, forms
from sheets_sync.notices.smtp.server import Server
from sheets_sync.notices.smtp.wire import LOST, Connection, greeted, verified, worded
from sheets_sync.voice import hide, say
from sheets_sync.voice.counting import counted

_DAY: Final = 86_400


def connect(server: Server) -> Connection:
    """A connection, greeted, secured and logged in as ``server`` has it.

    Raises ``MailTrouble`` where that fails, ``LoginRefused`` where our name or password does.
    """
    with _told(server):
        began = time.monotonic()
        first = partial(verified, server.ca_file) if server.security == "tls" else None
        smtp = greeted(server.host, server.port, server.timeout, first)
        try:
            _introduce(smtp, server.ehlo)
            if server.security == "starttls":
                _secure(server, smtp)
            if server.username:
                _log_in(server, smtp)
            seconds = round(time.monotonic() - began, 3)
            say("mail", f"{_found(server, smtp)}, {seconds:.2f} s", seconds=seconds)
        except BaseException:
            smtp.close()
            raise
        return smtp


def probed(server: Server) -> str:
    """What a connection is like, in a sentence; nothing is sent. Raises as ``connect`` does."""
    with _told(server):
        smtp = connect(server)
        try:
            code, reply = smtp.noop()
            if code != 250:
                raise smtplib.SMTPResponseException(code, reply)
            text = _found(server, smtp)
            with suppress(*LOST):
                smtp.quit()
            return text
        finally:
            smtp.close()


def _found(server: Server, smtp: Connection) -> str:
    parts = [f"{server.place} answers"]
    if isinstance(smtp.sock, ssl.SSLSocket):
        certificate = smtp.sock.getpeercert() or {}
        days = int(ssl.cert_time_to_seconds(str(certificate["notAfter"])) - time.time()) // _DAY
        parts.append(
            f"{smtp.sock.version()}, its certificate is good for {counted(days, 'more day')}"
        )
    else:
        parts.append("without TLS")
    parts.append(f"logged in as {server.username}" if server.username else "no login asked for")
    return ", ".join(parts)


def _introduce(smtp: Connection, name: str) -> None:
    """By default we are the address of our end of the line: a host's own name is often none that
    the server could look up (RFC 5321 §4.1.3 allows the address)."""
    ours = smtp.sock.getsockname()[0] if smtp.sock else "127.0.0.1"
    smtp.local_hostname = name or (f"[IPv6:{ours}]" if ":" in ours else f"[{ours}]")
    smtp.introduce()


def _secure(server: Server, smtp: Connection) -> None:
    if not smtp.has_extn("starttls"):
        raise MailTrouble(
            f"The mail server {server.place} offers no STARTTLS: letters and the password would go "
            "in plain text, so nothing was sent.",
            'Set mail.security = "tls" and the port for it (465), or ask who runs the server: '
            "somebody in between may be hiding it.",
        )
    code, reply = smtp.starttls(context=verified(server.ca_file))
    if code != 220:
        raise smtplib.SMTPResponseException(code, reply)
    smtp.introduce()


def _log_in(server: Server, smtp: Connection) -> None:
    """One mechanism, one attempt: smtplib's own login offers a wrong password to each in turn,
    and knows ASCII alone."""
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    mechanisms = BY_TOKEN if server.token else BY_PASSWORD
    mechanism = next((each for each in mechanisms if each in offered), None)
    if mechanism is None:
        what = "token" if server.token else "password"
        known = f"it offers {' '.join(offered)}" if offered else "it offers none"
        raise MailTrouble(
            f"The mail server {server.place} takes no {what} that way: {clean(known)}.",
            offer_cure(offered, by_token=server.token is not None),
        )
    secret = (server.token or server.password or str)()
    hide(*forms(server.username, secret))
    code, reply = mechanisms[mechanism](smtp, server.username, secret)
    if code != 235:
        raise _refused(server, code, reply, secret)


def _refused(server: Server, code: int, reply: bytes, secret: str) -> MailTrouble:
    said = worded(code, _without(secret, server.username, reply.decode("utf-8", "replace")))
    if not 500 <= code < 600:
        return MailTrouble(
            full_stop(f"The mail server {server.place} takes no login now: {said}"),
            "Try again in a while.",
        )
    cure = token_cure(said) if server.token else login_cure(said)
    return LoginRefused(
        full_stop(f"The mail server {server.place} refuses the login of {server.username}: {said}"),
        f"{cure} {AGAIN}",
    )


def _without(secret: str, username: str, text: str) -> str:
    """``text`` of a server that may say the secret back, as it is or as it was sent."""
    for form in forms(username, secret):
        text = text.replace(form, "***") if form else text
    return text


@contextmanager
def _told(server: Server) -> Iterator[None]:
    """Turn what goes wrong on the way into a sentence with its cure."""
    try:
        yield
    except MailTrouble:
        raise
    except CredentialsError as error:
        raise LoginRefused(error.message, f"{error.cure} {AGAIN}") from error
    except ssl.SSLCertVerificationError as error:
        raise MailTrouble(
            f"The certificate of the mail server {server.place} is not good "
            f"({clean(error.verify_message)}); nothing was sent.",
            "mail.host must be the name in the certificate; for one of your own authority set "
            "mail.ca_file.",
        ) from error
    except ssl.SSLError as error:
        raise MailTrouble(
            f"The mail server {server.place} speaks no TLS there ({clean(error.reason or '')}).",
            'Port 465 goes with mail.security = "tls", port 587 with "starttls".',
        ) from error
    except smtplib.SMTPResponseException as error:
        said = worded(error.smtp_code, error.smtp_error)
        raise MailTrouble(
            f"The mail server {server.place} turned us away: {said or 'with no words we know'}.",
            "Check mail.host and mail.port, or try again later.",
        ) from error
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise MailTrouble(
            f"The mail server {server.place} cannot be reached ({clean(str(error))}).",
            "Check mail.host, mail.port and this machine's network, or try again later.",
        ) from error
