"""What a request was like, told to the log: never a token, a header or a body."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from urllib3 import HTTPResponse

from sheets_sync.voice import say


@contextmanager
def one_request(method: str, url: str) -> Iterator[Callable[[HTTPResponse], None]]:
    """Within, one request is made, and its answer shown to what comes out, and read. Told at the
    end: method, path (a query may hold anything), status, seconds, bytes as they came."""
    began, seen = monotonic(), list[HTTPResponse]()
    try:
        yield seen.append
    finally:
        facts: dict[str, Any] = {"method": method.upper(), "path": urlsplit(url).path}
        end = "no answer"
        if seen:
            status, size = seen[0].status, seen[0].tell()
            facts |= {"status": status, "bytes": size}
            end = f"{status}, {size:,} bytes"
        seconds = round(monotonic() - began, 3)
        text = f"{facts['method']} {facts['path']}: {end}, {seconds:.2f} s"
        say("request", text, **facts, seconds=seconds)
