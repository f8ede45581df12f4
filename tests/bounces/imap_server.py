"""A mailbox on loopback that speaks as much of IMAP (RFC 9051) as looking for reports takes.

``mails`` are (uid, day, bytes). ``log`` has the commands that came; ``fetched`` counts bytes given.
It refuses whatever would change the box, and is hostile as ``mood`` says: "down" (hangs up at
once), "garbage", "hang" (says nothing), "refuse" (no login), "echo" (says the password back).
"""

import re
import socketserver
import ssl
import threading
import time
from base64 import b64decode, b64encode
from datetime import date
from email.utils import parsedate_to_datetime
from typing import cast

from tests.smtp import certificates
from tests.smtp.server import PASSWORD, USER

FORBIDDEN = ("STORE", "APPEND", "COPY", "MOVE", "EXPUNGE", "DELETE", "SELECT", "BODY[]")


class ImapServer:
    def __init__(self, folder, *, security="none", tokens=(), mood="", validity=1):
        self.mails, self.log, self.fetched = [], [], 0
        self.tokens, self.mood, self.validity = set(tokens), mood, validity
        self.security = security
        chain, self.ca_file = certificates.make(folder)
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.context.load_cert_chain(chain)
        self._server = _Listening(("127.0.0.1", 0), _Talk)
        self._server.box = self
        self.port = self._server.server_address[1]

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def put(self, data, day=date(2026, 11, 23)):
        uid = max((uid for uid, _, _ in self.mails), default=0) + 1
        self.mails.append((uid, day, data))

    def commands(self):
        return [line.split()[0] for line in self.log]


class _Listening(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    box: ImapServer


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self.box = cast("_Listening", self.server).box
        if self.box.mood == "down":
            return
        if self.box.mood == "hang":
            time.sleep(3)
            return
        if self.box.security == "tls" and not self._secure():
            return
        self.say("* OK here" if self.box.mood != "garbage" else "\0\xff what?")
        while line := self.rfile.readline().decode("utf-8", "replace"):
            tag, _, command = line.strip().partition(" ")
            self.box.log.append(command)
            assert not any(word in command.upper() for word in FORBIDDEN), command
            if not self.answer(tag, command):
                return

    def _secure(self):
        """Whether the other end agreed to TLS."""
        wrapped = self.box.context.wrap_socket(
            self.request, server_side=True, do_handshake_on_connect=False
        )
        self.request = wrapped  # which is closed in the end
        try:
            wrapped.do_handshake()
        except OSError:  # an SSLError is one, too
            return False
        self.rfile, self.wfile = wrapped.makefile("rb"), wrapped.makefile("wb")
        return True

    def finish(self):
        self.request.close()

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")
        self.wfile.flush()

    def answer(self, tag, command):
        word, _, rest = command.partition(" ")
        done = getattr(self, f"do_{word.lower()}")(rest)
        if done is not None:
            self.say(f"{tag} {done}")
        return self._secure() if word == "STARTTLS" else word != "LOGOUT"

    def do_capability(self, _):
        self.say("* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=XOAUTH2")
        return "OK done"

    def do_starttls(self, _):
        return "OK begin"

    def do_login(self, rest):
        name, password = (
            each.replace('\\"', '"') for each in re.findall(r'"((?:[^"\\]|\\.)*)"', rest)
        )
        return self._known(name, password)

    def _known(self, name, password):
        if self.box.mood == "echo":
            return f"NO [AUTHENTICATIONFAILED] {password} is wrong"
        good = (name, password) == (USER, PASSWORD) and self.box.mood != "refuse"
        return "OK in" if good else "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)"

    def do_authenticate(self, mechanism):
        self.say("+ ")
        said = b64decode(self.rfile.readline()).decode()
        if mechanism == "PLAIN":
            return self._known(*said.split("\0")[1:])
        if said in {f"user={USER}\1auth=Bearer {each}\1\1" for each in self.box.tokens}:
            return "OK in"
        self.say("+ " + b64encode(b'{"status":"400"}').decode())
        self.rfile.readline()
        return "NO AUTHENTICATE failed."

    def do_examine(self, folder):
        if folder.strip('"') != "INBOX":
            return "NO no such folder"
        self.say(f"* {len(self.box.mails)} EXISTS")
        return "OK [READ-ONLY] looked into"

    def do_status(self, _):
        after = max((uid for uid, _, _ in self.box.mails), default=0) + 1
        self.say(f'* STATUS "INBOX" (UIDVALIDITY {self.box.validity} UIDNEXT {after})')
        return "OK done"

    def do_uid(self, rest):
        return self._search(rest) if rest.startswith("SEARCH") else self._fetch(rest)

    def _search(self, rest):
        uids = [uid for uid, _, _ in self.box.mails]
        if since := re.search(r"SINCE (\S+?)\)", rest):
            first = parsedate_to_datetime(f"{since[1].replace('-', ' ')} 00:00").date()
            uids = [uid for uid, day, _ in self.box.mails if day >= first]
        elif begin := re.search(r"UID (\d+):\*", rest):
            # The last one is always among them (RFC 9051 §9, seq-range).
            uids = [uid for uid in uids if uid >= int(begin[1]) or uid == uids[-1]]
        self.say(f"* SEARCH {' '.join(map(str, uids))}".rstrip())
        return "OK done"

    def _fetch(self, rest):
        uid, what, most = re.fullmatch(r"FETCH (\d+) \((\S.*)<0\.(\d+)>\)", rest).groups()
        whole = {uid: data for uid, _, data in self.box.mails}.get(int(uid))
        if whole is not None:
            head = re.search(rb"(?mi)^content-type:.*\r\n([ \t].*\r\n)*", whole)
            data = whole if what == "BODY.PEEK[]" else (head[0] if head else b"") + b"\r\n"
            data = data[: int(most)]
            self.box.fetched += len(data)
            name = what.replace(".PEEK", "")
            self.wfile.write(f"* 1 FETCH ({name}<0> {{{len(data)}}}\r\n".encode() + data)
            self.say(f" UID {uid})")
        return "OK done"

    def do_logout(self, _):
        self.say("* BYE")
        return "OK out"
