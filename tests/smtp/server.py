"""A real SMTP server (aiosmtpd) on loopback that misbehaves as a script says, phase by phase.

A script maps a phase to what happens there: one action, or a list of actions for the first,
second, … time that the phase comes, None being the ordinary thing. Phases: greeting, ehlo,
starttls, auth, mail, rcpt, "rcpt ADDRESS", data, body (while the letter comes), unseen (the whole
letter has come, nothing was kept), seen (it was kept, the answer is still to come), rset, quit.
Actions: "451 text" (answer that), "drop" (the connection), "hang", "garbage", "endless" (an answer
of lines without a last one), "slow" (go on after two seconds).
"""

import asyncio
import json
import os
import ssl
import threading
import warnings
from base64 import b64decode, b64encode
from collections import deque
from email import message_from_bytes

from aiosmtpd.smtp import SMTP, AuthResult

from tests.smtp import certificates

USER, PASSWORD = "billing@nord.example", "s3cret-Пароль-&"
GARBAGE = b"\x00\xff\xfe no smtp at all \r\n" * 3


class ScriptedServer:
    """The server; ``log`` are the commands seen, ``letters`` what it accepted, in order."""

    def __init__(
        self,
        folder,
        script=None,
        *,
        security="none",
        certificate="good",
        login=False,
        port=0,
        journal=None,
        size=None,
        mechanisms=("PLAIN", "LOGIN"),
        tokens=(),
        says_why=True,
    ):
        self.script = {
            phase: deque(actions if isinstance(actions, list) else [actions] * 1000)
            for phase, actions in (script or {}).items()
        }
        self.security, self.login, self.size = security, login, size
        self.journal = journal
        self.mechanisms = mechanisms if login else ()
        self.tokens, self.says_why = set(tokens), says_why
        self.log, self.letters = [], []
        chain, self.ca_file = certificates.make(folder, certificate)
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.context.load_cert_chain(chain)
        self._thread = _Thread(self, port)

    def __enter__(self):
        self._thread.start()
        assert self._thread.ready.wait(10)
        self.port = self._thread.port
        return self

    def __exit__(self, *_):
        self._thread.stop()

    def action(self, phase):
        waiting = self.script.get(phase)
        return waiting.popleft() if waiting else None

    def keep(self, envelope):
        """Keep a letter for good, before anybody is told that it was accepted."""
        message = message_from_bytes(envelope.original_content)
        kept = {
            "message_id": message["Message-ID"],
            "from": envelope.mail_from,
            "to": list(envelope.rcpt_tos),
            "size": len(envelope.original_content),
            "data": envelope.original_content.decode("ascii", "replace"),
        }
        self.letters.append(kept)
        if self.journal is not None:
            with self.journal.open("a", encoding="utf-8") as file:
                file.write(json.dumps({k: v for k, v in kept.items() if k != "data"}) + "\n")
                file.flush()
                os.fsync(file.fileno())


class _Thread(threading.Thread):
    """The event loop of one server. aiosmtpd's own controller tries itself out by connecting,
    which would use up a scripted greeting."""

    def __init__(self, scripted, port):
        super().__init__(daemon=True)
        self.scripted, self.wanted_port = scripted, port
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.protocols = []
        self.port = 0

    def run(self):
        scripted = self.scripted
        listening = self.loop.create_server(
            self._protocol, "127.0.0.1", self.wanted_port,
            ssl=scripted.context if scripted.security == "tls" else None,
        )  # fmt: skip
        server = self.loop.run_until_complete(listening)
        self.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        self.loop.run_forever()
        server.close()
        self.loop.run_until_complete(self._end())
        self.loop.close()

    async def _end(self):
        """Leave nothing open: what is collected later would warn in another test."""
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for protocol in self.protocols:
            if protocol.transport is not None:
                protocol.transport.abort()
        await asyncio.sleep(0.01)  # for the transports to say that they are lost

    def _protocol(self):
        self.protocols.append(_protocol(self.scripted, self.loop))
        return self.protocols[-1]

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.join()


def _protocol(scripted, loop):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a login without STARTTLS is unwise: it is a test
        return _made(scripted, loop)


def _made(scripted, loop):
    return _Protocol(
        scripted, _Keeper(scripted), hostname="mail.nord.example",
        tls_context=scripted.context if scripted.security == "starttls" else None,
        auth_required=scripted.login, auth_require_tls=scripted.security == "starttls",
        authenticator=_known, data_size_limit=scripted.size, timeout=60, loop=loop,
        auth_exclude_mechanism={"PLAIN", "LOGIN", "XOAUTH2"} - {*scripted.mechanisms},
    )  # fmt: skip


class _Keeper:
    def __init__(self, scripted):
        self.scripted = scripted

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if await server.act("unseen"):
            return None
        self.scripted.keep(envelope)
        if await server.act("seen"):
            return None
        return "250 2.0.0 OK, kept"


class _Protocol(SMTP):
    """aiosmtpd's SMTP, asking the script at each phase."""

    line_length_limit = 12_288  # RFC 4954: a token is long

    def __init__(self, scripted, *arguments, **options):
        self.scripted = scripted
        super().__init__(*arguments, **options)
        self.command_size_limits["AUTH"] = self.line_length_limit

    async def auth_XOAUTH2(self, _, args):  # noqa: N802 - aiosmtpd's name
        """As Google's does: whatever is no good token is told why, and then refused. Microsoft's
        refuses at once (``says_why`` is False)."""
        said = b64decode(args[1]).decode()
        if said in {f"user={USER}\1auth=Bearer {each}\1\1" for each in self.scripted.tokens}:
            return AuthResult(success=True)
        if not self.scripted.says_why:
            await self.push("535 5.7.3 Authentication unsuccessful [MN2PR05CA0004.outlook.com]")
            return AuthResult(success=False, handled=True)
        why = b'{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}'
        await self.push(f"334 {b64encode(why).decode()}")
        assert await self._reader.readline() == b"\r\n"
        await self.push("535-5.7.8 Username and Password not accepted. For more information, go to")
        await self.push("535 5.7.8  https://support.google.com/mail/?p=BadCredentials a640 - gsmtp")
        return AuthResult(success=False, handled=True)

    async def act(self, phase):
        """Do what the script has for this phase; whether it had anything."""
        action = self.scripted.action(phase)
        if action == "slow":
            await asyncio.sleep(2)
        if action in (None, "slow"):
            return False
        if action == "drop":
            self.transport.abort()
        elif action == "hang":
            await asyncio.sleep(3)
            self.transport.abort()
        elif action == "garbage":
            self._writer.write(GARBAGE)
            await self._writer.drain()
        elif action == "endless":
            while not self.transport.is_closing():
                self._writer.write(b"250-and more\r\n" * 10)
                await asyncio.sleep(0)
        else:
            await self.push(action)
        return True

    async def push(self, status):
        if status is None:
            return
        text = status if isinstance(status, str) else status.decode("ascii", "replace")
        if not text.startswith("220 mail.nord.example") or not await self.act("greeting"):
            await super().push(status)

    async def _asked(self, phase, argument, usual):
        self.scripted.log.append(" ".join(filter(None, (phase.upper(), argument))))
        if not await self.act(phase):
            await usual(argument)

    async def smtp_EHLO(self, arg):  # noqa: N802 - aiosmtpd's name, as below
        await self._asked("ehlo", arg, super().smtp_EHLO)

    async def smtp_STARTTLS(self, arg):  # noqa: N802
        await self._asked("starttls", arg, super().smtp_STARTTLS)

    async def smtp_AUTH(self, arg):  # noqa: N802
        self.scripted.log.append("AUTH")
        if not await self.act("auth"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg):  # noqa: N802
        await self._asked("mail", arg, super().smtp_MAIL)

    async def smtp_RCPT(self, arg):  # noqa: N802
        self.scripted.log.append(f"RCPT {arg}")
        address = arg.partition("<")[2].partition(">")[0]
        if not (await self.act(f"rcpt {address}") or await self.act("rcpt")):
            await super().smtp_RCPT(arg)

    async def smtp_RSET(self, arg):  # noqa: N802
        await self._asked("rset", arg, super().smtp_RSET)

    async def smtp_QUIT(self, arg):  # noqa: N802
        await self._asked("quit", arg, super().smtp_QUIT)

    async def smtp_DATA(self, arg):  # noqa: N802
        self.scripted.log.append("DATA")
        if await self.act("data"):
            return
        if (self.scripted.script.get("body") or [None])[0] is not None:
            await super().push("354 go on")
            await self._reader.read(100)
            await self.act("body")
            return
        self.scripted.action("body")
        await super().smtp_DATA(arg)


def _known(_server, _session, _envelope, mechanism, data):
    good = getattr(data, "login", b"") == USER.encode() and data.password == PASSWORD.encode()
    return AuthResult(success=good, handled=mechanism not in ("LOGIN", "PLAIN"))
