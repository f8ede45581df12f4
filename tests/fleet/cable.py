"""The way to a database, which can be cut: TCP on loopback, its other end PostgreSQL's own socket."""

import asyncio
import socket
import struct
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

_AT_ONCE = struct.pack("ii", 1, 0)


class Cable:
    """``port`` leads to the socket at ``path`` for as long as it is not cut."""

    def __init__(self, path: Path) -> None:
        self.path, self.port = path, 0
        self._open = True
        self._mute = False
        self.unanswered = dict[asyncio.StreamWriter, float]()
        """Since when whoever came while it was mute waits for an answer."""
        self._loop = asyncio.new_event_loop()
        self._ends = set[asyncio.StreamWriter]()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def cut(self, *, mute: bool = False) -> None:
        """Whatever is on its way is lost, at both ends; nobody gets through. ``mute``: who comes is
        not sent away, and hears nothing."""
        self._open, self._mute = False, mute
        done = threading.Event()
        self._loop.call_soon_threadsafe(self._drop, done)
        done.wait()

    def mend(self) -> None:
        """It leads there again."""
        self._open = True

    def _drop(self, done: threading.Event) -> None:
        for each in self._ends:
            _abort(each)
        done.set()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._through, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for each in self._ends:
            _abort(each)
        self._loop.run_until_complete(self._all_gone())
        self._loop.close()

    async def _all_gone(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for each in others:
            each.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._open:
            if self._mute:
                await self._left_alone(reader, writer)
            _abort(writer)
            return
        try:
            far_reader, far_writer = await asyncio.open_unix_connection(str(self.path))
        except OSError:
            _abort(writer)
            return
        self._ends |= {writer, far_writer}
        await asyncio.gather(_pumped(reader, far_writer), _pumped(far_reader, writer))
        self._ends -= {writer, far_writer}

    async def _left_alone(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.unanswered[writer] = time.monotonic()
        with suppress(OSError):
            while await reader.read(1 << 16):
                pass
        del self.unanswered[writer]


async def _pumped(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while some := await reader.read(1 << 16):
            writer.write(some)
            await writer.drain()
    with suppress(OSError):
        writer.close()


def _abort(writer: asyncio.StreamWriter) -> None:
    """A reset: nothing that is still to be sent will be."""
    wire = writer.get_extra_info("socket")
    with suppress(OSError):
        if wire is not None and wire.family == socket.AF_INET:
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    writer.transport.abort()
