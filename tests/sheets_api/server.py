"""HTTP on loopback: tokens, quota, faults and staff around the API."""

import contextlib
import gzip
import json
import socket
import struct
import threading
import time
from collections.abc import Callable
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from .faults import Fault, Faults
from .journal import Entry, Journal, Kind
from .model.api import Reply, Request, SheetsApi
from .model.errors import ApiError
from .oauth import ServiceAccount
from .quota import Quota

Hook = Callable[[Request], None]
_UNAUTHENTICATED = ApiError(
    401,
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie "
    "or other valid authentication credential.",
)


class Server(ThreadingHTTPServer):
    """The emulator behind a port. One call is applied at a time."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, api: SheetsApi, account: ServiceAccount, quota: Quota) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.api, self.account, self.quota = api, account, quota
        self.faults, self.journal = Faults(), Journal()
        self.lock = threading.RLock()
        self.before: list[Hook] = []
        self.after: list[Hook] = []

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def answer(self, request: Request) -> Reply:
        """Apply a call, staff at work before and after it."""
        with self.lock:
            for hook in self.before:
                hook(request)
            try:
                self.quota.take(request.caller.email, write=request.writes)
            except ApiError as error:
                return Reply(error.code, json.dumps(error.json()).encode())
            reply = self.api.handle(request)
            for hook in self.after:
                hook(request)
            return reply

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is no error of ours; all else is shown."""
        import sys  # noqa: PLC0415

        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Server
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_PUT = do_DELETE = do_PATCH = do_GET  # noqa: N815 - the library's names

    def log_message(self, *_: object) -> None:
        """Quiet: the journal keeps all."""

    def _serve(self) -> None:
        started = time.monotonic()
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        size = len(body)
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        url = urlsplit(self.path)
        kind, reply_of = self._route(url.path, url.query, body)
        fault = self.server.faults.next(kind, url.path)
        reply = reply_of() if fault is None or fault.applied else Reply(fault.status, fault.body)
        content, zipped = self._content(reply, fault)
        lost = fault is not None and fault.breaks in ("reset", "hang")
        entry = Entry(
            kind, self.command, self.path, 0 if lost else reply.status, size,
            0 if lost else len(content), time.monotonic() - started,
        )  # fmt: skip
        with self.server.lock:  # before the answer goes: who has it may count at once
            self.server.journal.entries.append(entry)
        self._send(reply, fault, content, zipped=zipped)

    def _route(self, path: str, query: str, body: bytes) -> tuple[Kind, Callable[[], Reply]]:
        if path == "/token":
            return "token", lambda: self._token(body)
        caller = self.server.account.caller(self.headers.get("Authorization", ""))
        if caller is None:
            kind: Kind = "read" if self.command == "GET" else "write"
            return kind, lambda: Reply(401, json.dumps(_UNAUTHENTICATED.json()).encode())
        request = Request(
            self.command, path, parse_qs(query, keep_blank_values=True), body, caller,
            self.headers.get("Content-Type", ""),
        )  # fmt: skip
        return "write" if request.writes else "read", lambda: self.server.answer(request)

    def _token(self, body: bytes) -> Reply:
        with self.server.lock:
            status, made = self.server.account.token_reply(body, self.server.root)
        return Reply(status, json.dumps(made).encode())

    def _content(self, reply: Reply, fault: Fault | None) -> tuple[bytes, bool]:
        """The body as it goes over the wire, and whether it is compressed."""
        if fault is not None and fault.applied and fault.body:
            reply.status, reply.body = fault.status, fault.body
        if fault is not None and not fault.applied:
            reply.content_type = fault.content_type
        content = reply.body or b""
        zipped = self._wants_gzip() and len(content) > 200
        return (gzip.compress(content, 1) if zipped else content), zipped

    def _send(self, reply: Reply, fault: Fault | None, content: bytes, *, zipped: bool) -> None:
        """Send the answer, as far as the fault lets it."""
        if fault is not None and fault.breaks == "hang":
            time.sleep(fault.seconds)
        if fault is not None and fault.breaks in ("reset", "hang"):
            self._drop()
            return
        self.send_response_only(reply.status)
        headers = {"Date": formatdate(usegmt=True), "Content-Type": reply.content_type}
        if zipped:
            headers["Content-Encoding"] = "gzip"
        if reply.body is not None:
            headers["Content-Length"] = str(len(content))
        for name, value in {**headers, **(fault.headers if fault else {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if fault is not None and fault.breaks == "half":
            self.wfile.write(content[: len(content) // 2])
            self._drop()
        else:
            self.wfile.write(content)

    def _wants_gzip(self) -> bool:
        """Google compresses for clients that say gzip in their user agent too."""
        accepts = "gzip" in self.headers.get("Accept-Encoding", "")
        return accepts and "gzip" in self.headers.get("User-Agent", "")

    def _drop(self) -> None:
        """Close the connection with a reset."""
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.wfile.flush()
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.connection.close()
