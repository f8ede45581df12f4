"""Our side of a scripted server: one letter and what becomes of it, as words."""

from sheets_sync.errors import SheetsSyncError
from sheets_sync.notices.ledger.notice import Letter
from sheets_sync.notices.smtp import Server, SmtpTransport
from tests.smtp.server import PASSWORD, USER

ONE = ["a@x.example"]
TWO = ["a@x.example", "b@x.example"]
DATA = b"Message-ID: <1@nord.example>\r\nSubject: hello\r\n\r\nOne line.\r\n.a dot\r\n..two\r\n"
LETTER = Letter("1.eml", "<1@nord.example>", DATA)
QUICK = 1.0


def transport(server, security="none", *, password=PASSWORD, host="127.0.0.1", user=None, **more):
    return SmtpTransport(
        Server(
            host, server.port, security, "billing@nord.example",
            username=user if user is not None else USER if server.login else "",
            password=lambda: password, ca_file=server.ca_file, timeout=QUICK, end_timeout=QUICK,
            **more,
        )
    )  # fmt: skip


def sent(server, to, security="none", before_end=lambda: None, **more):
    """The verdict for each address, as words; a trouble as its type."""
    try:
        with transport(server, security, **more).open() as post:
            answers = post.send(LETTER, to, before_end)
    except SheetsSyncError as error:
        return type(error)
    return [answers[address].verdict.value for address in to]
